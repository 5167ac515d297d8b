//! The API's description, made from the declared kinds.

mod acts;

use super::list::{BOUND_CHARS_MAX, FILTER_VALUES_MAX, LIMIT_MAX};
use super::value::READ_ONLY;
use crate::pages::asked::sortable;
use samverk_domain::record::{
    Field, FieldType, KEY_CHARS_MAX, Kind, LONG_TEXT_CHARS_MAX, META_COLUMNS, Registry, TEXT_CHARS_MAX, VALUES_MAX,
    Visibility,
};
use serde_json::{Map, Value as Json, json};

/// The whole description (OpenAPI 3.1).
#[must_use]
pub fn document(registry: &Registry) -> Json {
    let mut paths = Map::new();
    let mut schemas = shared_schemas();
    schemas.extend(acts::schemas());
    paths.insert("/api/v1".into(), json!({ "get": operation("index", "What there is", &[], None, "Index", &[]) }));
    paths.insert(
        "/api/v1/head".into(),
        json!({ "get": operation("head", "Where the history ends", &[], None, "Head", &[503]) }),
    );
    let [mut at, between] = super::map::taken();
    at.push(parameter("q"));
    at.extend(registry.get("initiative").map(filters).unwrap_or_default());
    let read = [400, 401, 403, 404, 422, 429, 503];
    paths.insert(
        "/api/v1/map".into(),
        json!({ "get": operation("map", "The initiatives as recorded at a moment", &at, None, "Map", &read) }),
    );
    let compared = operation("compare-map", "What differs between two moments", &between, None, "Comparison", &read);
    paths.insert("/api/v1/map/compare".into(), json!({ "get": compared }));
    let shares = operation(
        "compute-shares",
        "Divide costs as samverk share does; nothing is stored",
        &[],
        Some("Calculation"),
        "Shares",
        &[400, 401, 413, 415, 422, 429, 503],
    );
    paths.insert("/api/v1/shares".into(), json!({ "post": shares }));
    acts::add_account(&mut paths);
    for kind in registry.kinds() {
        add_kind(kind, &mut paths, &mut schemas);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Samverk",
            "version": "1",
            "summary": "Registers, their records, history and files.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "servers": [{ "url": "/" }],
        "security": [{}, { "token": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } },
            "parameters": shared_parameters(),
            "responses": {
                "Refused": { "description": "Refused.", "content": { "application/problem+json": { "schema": schema("Problem") } } },
            },
        },
    })
}

fn pascal(name: &str) -> String {
    let word = |part: &str| {
        let mut chars = part.chars();
        chars.next().map(|first| first.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
    };
    name.split(['-', '_']).map(word).collect()
}

fn schema(name: &str) -> Json {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn parameter(name: &str) -> Json {
    json!({ "$ref": format!("#/components/parameters/{name}") })
}

fn shared_parameters() -> Json {
    let header = |name: &str, required: bool, description: &str, pattern: &str| {
        json!({ "name": name, "in": "header", "required": required, "description": description,
            "schema": { "type": "string", "pattern": pattern, "maxLength": 255 } })
    };
    json!({
        "id": { "name": "id", "in": "path", "required": true, "description": "Id or key.",
            "schema": { "type": "string", "minLength": 1, "maxLength": KEY_CHARS_MAX, "pattern": "^[a-z0-9-]+$" } },
        "hash": { "name": "hash", "in": "path", "required": true, "description": "SHA-256 of the content.",
            "schema": { "type": "string", "pattern": "^[0-9a-f]{64}$" } },
        "limit": { "name": "limit", "in": "query", "description": "Records of a page.",
            "schema": { "type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": 50 } },
        "cursor": { "name": "cursor", "in": "query", "description": "From `next` of the page before.",
            "schema": { "type": "string", "pattern": "^[0-9a-f-]{36}[0-9a-f]{8}$" } },
        "q": { "name": "q", "in": "query", "description": "Words that must all occur.",
            "schema": { "type": "string", "maxLength": 200 } },
        "if-match": header("If-Match", true, "The ETag of the version that was read.", "^\"[0-9]{1,18}(-[0-9a-f]{12})?\"$"),
        "idempotency-key": header("Idempotency-Key", false, "A request sent twice with the same key is carried out once.", "^[A-Za-z0-9._~-]{1,255}$"),
    })
}

fn shared_schemas() -> Map<String, Json> {
    let nullable = |of: &str| json!({ "type": [of, "null"] });
    let list = |of: &str| json!({ "type": "object", "required": ["items"], "properties": { "items": { "type": "array", "items": schema(of) } } });
    let schemas = json!({
        "Problem": { "type": "object", "description": "RFC 9457.", "required": ["type", "title", "status", "code", "detail"],
            "properties": {
                "type": { "type": "string" }, "title": { "type": "string" }, "status": { "type": "integer" },
                "code": { "type": "string" }, "detail": { "type": "string" },
                "errors": { "type": "array", "items": { "type": "object", "required": ["path", "code", "detail"],
                    "properties": { "path": { "type": "string" }, "code": { "type": "string" }, "detail": { "type": "string" } } } } } },
        "Index": { "type": "object", "required": ["name", "version", "kinds"] },
        "Head": { "type": "object", "required": ["entries", "hash", "at"], "properties": {
            "entries": { "type": "integer" }, "hash": { "type": "string", "pattern": "^[0-9a-f]{64}$" }, "at": { "type": "string" } } },
        "Reference": { "type": "object", "required": ["id", "key", "title"], "properties": {
            "id": { "type": "string", "format": "uuid" }, "kind": nullable("string"), "key": nullable("string"),
            "title": { "type": "string" }, "valid": { "type": "string" } } },
        "Translated": { "type": "object", "additionalProperties": false, "minProperties": 1, "properties": {
            "sv": text(TEXT_CHARS_MAX), "nb": text(TEXT_CHARS_MAX), "en": text(TEXT_CHARS_MAX) } },
        "Money": { "type": "object", "required": ["amount", "currency"], "properties": {
            "amount": { "type": "string", "pattern": "^-?[0-9]{1,13}(\\.[0-9]{1,2})?$" },
            "currency": { "type": "string", "pattern": "^[A-Z]{3}$" } } },
        "LinkInput": { "description": "Key or id; as an object where the link carries a time.", "anyOf": [
            text(200), { "type": "object", "properties": { "id": { "type": "string" }, "key": { "type": "string" }, "valid": { "type": "string" } } }] },
        "File": { "type": "object", "required": ["hash", "name", "media_type", "size_bytes"], "properties": {
            "hash": { "type": "string" }, "name": { "type": "string" }, "media_type": { "type": "string" },
            "size_bytes": { "type": "integer" }, "address": { "type": "string" } } },
        "FileList": list("File"),
        "Step": { "type": "object", "required": ["version", "operation", "at", "via", "changes"], "properties": {
            "version": { "type": "integer" }, "entry": { "type": "integer" }, "operation": { "type": "string" }, "at": { "type": "string" },
            "actor": nullable("string"), "on_behalf_of": nullable("string"), "via": { "type": "string" },
            "reason": nullable("string"), "changes": { "type": "array" } } },
        "History": list("Step"),
        "Links": { "type": "object", "required": ["items"], "properties": { "items": { "type": "array", "items": {
            "type": "object", "required": ["field", "record"], "properties": { "field": { "type": "string" }, "record": schema("Reference") } } } } },
        "Reason": { "type": "object", "properties": { "reason": { "type": ["string", "null"], "maxLength": 500 } } },
    });
    let Json::Object(mut schemas) = schemas else { return Map::new() };
    schemas.insert("Overlaps".to_owned(), super::overlap::described());
    schemas.insert("Process".to_owned(), super::process::described());
    schemas.insert("Ledger".to_owned(), super::ledger::described());
    schemas.insert("Transfer".to_owned(), super::ledger::entry_described());
    schemas.insert("Report".to_owned(), super::report::described());
    schemas.insert("Reminded".to_owned(), super::report::reminded_described());
    schemas.insert("Shares".to_owned(), super::shares::described());
    schemas.insert("Calculation".to_owned(), super::shares::calculation_described());
    schemas.extend(super::map::described().map(|(name, described)| (name.to_owned(), described)));
    schemas
}

fn text(most: usize) -> Json {
    json!({ "type": "string", "maxLength": most })
}

/// One value of a field, as it is read or as it may be sent.
fn value(field: &Field, sent: bool) -> Json {
    match field.of {
        FieldType::Text | FieldType::Url | FieldType::Email | FieldType::OrganisationNumber => text(TEXT_CHARS_MAX),
        FieldType::LongText => text(LONG_TEXT_CHARS_MAX),
        FieldType::Translated => schema("Translated"),
        FieldType::Number { decimals: 0 } => {
            let (least, most) = field.range.unwrap_or((-9_007_199_254_740_991, 9_007_199_254_740_991));
            json!({ "type": "integer", "minimum": least, "maximum": most })
        }
        FieldType::Number { decimals } => {
            json!({ "type": "string", "pattern": format!("^-?[0-9]{{1,12}}(\\.[0-9]{{1,{decimals}}})?$") })
        }
        FieldType::Money => schema("Money"),
        FieldType::Date => json!({ "type": "string", "format": "date" }),
        FieldType::Coarse => json!({ "type": "string", "examples": ["2014", "2014-H2", "2014-Q3", "2014-03"] }),
        FieldType::Period => json!({ "type": "string", "examples": ["2013/2015", "2012/"] }),
        FieldType::Time => json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
        FieldType::Flag => json!({ "type": "boolean" }),
        FieldType::Choice(list) => {
            json!({ "type": "string", "enum": list.entries.iter().map(|entry| entry.code).collect::<Vec<_>>() })
        }
        FieldType::File => schema("File"),
        FieldType::Link => schema(if sent { "LinkInput" } else { "Reference" }),
    }
}

fn fields(kind: &Kind, sent: bool) -> Json {
    let mut properties = Map::new();
    for field in kind.fields.iter().filter(|field| !sent || (field.of != FieldType::File && !field.withdrawn)) {
        let mut one = value(field, sent);
        if field.repeated {
            one = json!({ "type": "array", "items": one, "maxItems": VALUES_MAX });
        }
        // A link that the client does not see reads as absent, and stays when
        // it is sent back so.
        if sent && (!field.required || field.of == FieldType::Link) {
            one = json!({ "anyOf": [one, { "type": "null" }] });
        }
        properties.insert(field.name.to_owned(), one);
    }
    json!({ "type": "object", "additionalProperties": !sent, "properties": properties })
}

fn add_kind(kind: &Kind, paths: &mut Map<String, Json>, schemas: &mut Map<String, Json>) {
    let name = pascal(kind.name);
    let visibilities: Vec<&str> = Visibility::ALL.iter().map(|visibility| visibility.code()).collect();
    let states: Option<Vec<&str>> =
        kind.states.as_ref().map(|machine| machine.states.iter().map(|state| state.code).collect());
    let state = states.as_ref().map_or(json!({ "type": "null" }), |codes| json!({ "type": ["string", "null"], "enum": codes.iter().map(|code| json!(code)).chain([Json::Null]).collect::<Vec<_>>() }));
    schemas.insert(name.clone(), json!({
        "type": "object",
        "required": ["id", "kind", "key", "title", "version", "visibility", "deleted", "created_at", "changed_at", "fields"],
        "properties": {
            "id": { "type": "string", "format": "uuid" }, "kind": { "const": kind.name }, "key": { "type": "string" },
            "title": { "type": "string" }, "version": { "type": "integer", "minimum": 1 },
            "owner": { "anyOf": [schema("Reference"), { "type": "null" }] },
            "visibility": { "type": "string", "enum": visibilities }, "state": state,
            "deleted": { "type": "boolean" }, "merged_into": { "type": ["string", "null"] },
            "created_at": { "type": "string" }, "changed_at": { "type": "string" }, "address": { "type": "string" },
            "fields": fields(kind, false),
        },
    }));
    let mut sent = json!({
        "type": "object", "additionalProperties": false,
        "properties": {
            "owner": { "description": "Key or id of the owning organisation.", "type": ["string", "null"], "maxLength": 200 },
            "visibility": { "type": "string", "enum": visibilities },
            "reason": { "type": ["string", "null"], "maxLength": 500 },
            "fields": schema(&format!("{name}Fields")),
        },
    });
    schemas.insert(format!("{name}Fields"), fields(kind, true));
    if let Some(properties) = sent.get_mut("properties").and_then(Json::as_object_mut) {
        // What was read may be sent back.
        for name in READ_ONLY {
            properties.insert(name.to_owned(), json!({ "description": "Read only; says nothing here." }));
        }
    }
    schemas.insert(format!("{name}Change"), sent.clone());
    let needed: Vec<&str> = kind.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    if let Some(properties) = sent.get_mut("properties").and_then(Json::as_object_mut) {
        properties.insert(
            "key".into(),
            json!({ "type": "string", "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$", "maxLength": KEY_CHARS_MAX }),
        );
        if let Some(codes) = states {
            properties.insert("state".into(), json!({ "type": "string", "enum": codes }));
        }
        if !needed.is_empty() {
            let needed = json!({ "type": "object", "required": needed });
            properties.insert("fields".into(), json!({ "allOf": [schema(&format!("{name}Fields")), needed] }));
        }
    }
    if let Some(object) = sent.as_object_mut().filter(|_| !needed.is_empty()) {
        object.insert("required".into(), json!(["fields"]));
    }
    schemas.insert(format!("{name}New"), sent);
    schemas.insert(format!("{name}List"), json!({
        "type": "object", "required": ["items", "total", "next"],
        "properties": { "items": { "type": "array", "items": schema(&name) }, "total": { "type": "integer" }, "next": { "type": ["string", "null"] } },
    }));
    add_paths(kind, &name, paths);
    acts::add_acts(kind, &name, paths);
}

/// The filters of a register: what is any of some values, and what lies between two.
fn filters(kind: &Kind) -> Vec<Json> {
    let text_filter = |name: &str| json!({ "name": name, "in": "query", "description": "Any of these; `-` for none.", "schema": { "type": "array", "items": text(200), "maxItems": FILTER_VALUES_MAX }, "explode": true });
    let mut asked = Vec::from(["visibility", "owner"].map(text_filter));
    asked.extend(kind.states.as_ref().map(|_| text_filter("state")));
    asked.extend(kind.fields.iter().filter(|field| field.filterable).map(|field| text_filter(field.name)));
    let further = kind.reaches.iter().map(|reach| reach.name).filter(|name| kind.get(name).is_none());
    asked.extend(further.map(text_filter));
    asked.extend(kind.lasts.map(|lasts| text_filter(lasts.name)));
    let ranged = kind.fields.iter().filter(|field| crate::pages::asked::is_range(field.of));
    asked.extend(ranged.flat_map(|field| ["from", "until"].map(|end| {
        json!({ "name": format!("{}.{end}", field.name), "in": "query", "description": "Bound, itself included.", "schema": text(BOUND_CHARS_MAX) })
    })));
    asked
}

fn add_paths(kind: &Kind, name: &str, paths: &mut Map<String, Json>) {
    let base = format!("/api/v1/{}", kind.name);
    let (id, guard, once) = (parameter("id"), parameter("if-match"), parameter("idempotency-key"));
    let mut asked = vec![parameter("limit"), parameter("cursor"), parameter("q")];
    asked.push(json!({ "name": "sort", "in": "query", "description": "Column; a leading `-` is descending.", "schema": { "type": "string", "enum": sorts(kind) } }));
    asked.extend(filters(kind));
    let act = |what: &str| format!("{what}-{}", kind.name);
    let write = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 503, 507];
    let make = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503, 507];
    let read = [400, 401, 403, 404, 429, 503];
    let new = format!("{name}New");
    let change = format!("{name}Change");
    paths.insert(
        base.clone(),
        json!({
            "get": operation(&act("list"), "List", &asked, None, &format!("{name}List"), &read),
            "post": created(operation(&act("create"), "Make", std::slice::from_ref(&once), Some(&new), name, &make)),
        }),
    );
    let guarded = [id.clone(), guard.clone(), once.clone()];
    paths.insert(format!("{base}/{{id}}"), json!({
        "get": operation(&act("get"), "Get", std::slice::from_ref(&id), None, name, &read),
        "patch": operation(&act("change"), "Change what is named; null clears", &guarded, Some(&change), name, &write),
        "delete": operation(&act("delete"), "Delete; the record is kept and can be brought back", &guarded, None, name, &write),
    }));
    if let Some(machine) = &kind.states {
        let codes: Vec<&str> = machine.states.iter().map(|state| state.code).collect();
        let mut moving = operation(&act("move"), "Move to another state", &guarded, None, name, &write);
        set_body(
            &mut moving,
            json!({ "type": "object", "additionalProperties": false, "required": ["state"], "properties": { "state": { "type": "string", "enum": codes }, "reason": { "type": ["string", "null"], "maxLength": 500 } } }),
            true,
        );
        paths.insert(format!("{base}/{{id}}/move"), json!({ "post": moving }));
    }
    let plain = [id.clone()];
    paths.insert(
        format!("{base}/{{id}}/history"),
        json!({ "get": operation(&act("history"), "What happened", &plain, None, "History", &read) }),
    );
    paths.insert(
        format!("{base}/{{id}}/links"),
        json!({ "get": operation(&act("links"), "What leads to it", &plain, None, "Links", &read) }),
    );
    if kind.name == samverk_domain::money::BUDGET {
        let one_of = |name: &str, codes: &[&str]| json!({ "name": name, "in": "query", "schema": { "type": "string", "enum": codes } });
        let mut asked = plain.to_vec();
        asked.push(one_of("scenario", &["answered", "granted", "refused"]));
        asked.push(one_of("year", &["1", "2", "3"]));
        paths.insert(
            format!("{base}/{{id}}/shares"),
            json!({ "get": operation(&act("shares"), "Who pays what, and why", &asked, None, "Shares", &[400, 401, 403, 404, 422, 429, 503]) }),
        );
    }
    let codes: Vec<&str> =
        samverk_app::report::REPORTS.iter().filter(|one| one.kind == kind.name).map(|one| one.code).collect();
    if !codes.is_empty() {
        let mut asked = plain.to_vec();
        asked.push(
            json!({ "name": "report", "in": "path", "required": true, "schema": { "type": "string", "enum": codes } }),
        );
        let one = |name| json!({ "name": name, "in": "query", "schema": text(super::report::longest(name)) });
        asked.extend(super::report::ASKED.map(one));
        paths.insert(
            format!("{base}/{{id}}/report/{{report}}"),
            json!({ "get": operation(&act("report"), "A computed report", &asked, None, "Report", &[400, 401, 403, 404, 422, 429, 503]) }),
        );
    }
    if kind.name == "cooperation" {
        let mut remind =
            operation(&act("remind"), "Remind members of what is overdue", &plain, None, "Reminded", &write);
        set_body(&mut remind, json!({ "type": "object", "additionalProperties": false, "properties": {} }), false);
        paths.insert(format!("{base}/{{id}}/remind"), json!({ "post": created(remind) }));
        let keyed = [id.clone(), once.clone()];
        let whose = json!({ "name": "organisation", "in": "query", "schema": text(200) });
        let pages: Vec<Json> = [id.clone(), whose].into_iter().chain(super::ledger::taken()).collect();
        let mut accede =
            operation(&act("accession"), "Propose that a member joins late", &keyed, None, "Reference", &write);
        let calculation = json!({ "type": "object", "description": "As `samverk share late-join` reads it." });
        let joins = json!({ "type": "string", "format": "date" });
        set_body(
            &mut accede,
            json!({ "type": "object", "additionalProperties": false, "required": ["joins", "calculation"], "properties": { "joins": joins, "calculation": calculation } }),
            true,
        );
        paths.insert(format!("{base}/{{id}}/accession"), json!({ "post": created(accede) }));
        let enter =
            operation(&act("enter"), "Enter a transfer, or take one back", &keyed, Some("Transfer"), "Ledger", &write);
        paths.insert(
            format!("{base}/{{id}}/ledger"),
            json!({ "get": operation(&act("ledger"), "The books in pages, or the statement of a member", &pages, None, "Ledger", &read), "post": created(enter) }),
        );
    }
    if kind.name == samverk_app::map::OVERLAP_KIND {
        paths.insert(
            format!("{base}/{{id}}/overlaps"),
            json!({ "get": operation(&act("overlaps"), "What may be the same work", &plain, None, "Overlaps", &read) }),
        );
        paths.insert(
            format!("{base}/{{id}}/process"),
            json!({ "get": operation(&act("process"), "Steps, gates and what they miss", &plain, None, "Process", &read) }),
        );
        let mut make =
            operation(&act("checklist"), "Make the missing tasks of establishing", &plain, None, "Process", &write);
        set_body(&mut make, json!({ "type": "object", "additionalProperties": false, "properties": {} }), false);
        paths.insert(format!("{base}/{{id}}/checklist"), json!({ "post": make }));
    }
    let mut attach = created(operation(
        &act("attach"),
        "Attach a file",
        &[id.clone(), guard, once, json!({ "name": "name", "in": "query", "schema": text(200) })],
        None,
        name,
        &write,
    ));
    if let Some(object) = attach.as_object_mut() {
        object.insert("requestBody".into(), json!({ "required": true, "content": { "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } } }));
    }
    paths.insert(
        format!("{base}/{{id}}/files"),
        json!({
            "get": operation(&act("files"), "Files", &plain, None, "FileList", &read),
            "post": attach,
        }),
    );
    let mut file = operation(&act("file"), "A file", &[id, parameter("hash")], None, "File", &read);
    if let Some(content) = file.pointer_mut("/responses/200/content") {
        *content = json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } });
    }
    paths.insert(format!("{base}/{{id}}/files/{{hash}}"), json!({ "get": file }));
}

/// Every order that a list can be asked for in.
fn sorts(kind: &Kind) -> Vec<String> {
    let names = META_COLUMNS.into_iter().chain(kind.fields.iter().map(|field| field.name));
    let names = names.filter(|name| sortable(kind, name));
    names.flat_map(|name| [name.to_owned(), format!("-{name}")]).collect()
}

fn operation(id: &str, summary: &str, parameters: &[Json], body: Option<&str>, answer: &str, refusals: &[u16]) -> Json {
    let mut responses = Map::new();
    responses.insert(
        "200".into(),
        json!({ "description": "Done.", "content": { "application/json": { "schema": schema(answer) } } }),
    );
    for status in refusals {
        responses.insert(status.to_string(), json!({ "$ref": "#/components/responses/Refused" }));
    }
    let mut operation =
        json!({ "operationId": id, "summary": summary, "parameters": parameters, "responses": responses });
    if let Some(body) = body {
        set_body(&mut operation, schema(body), true);
    }
    operation
}

fn set_body(operation: &mut Json, schema: Json, required: bool) {
    if let Some(object) = operation.as_object_mut() {
        object.insert(
            "requestBody".into(),
            json!({ "required": required, "content": { "application/json": { "schema": schema } } }),
        );
    }
}

/// The answer of a write that makes something.
fn created(mut operation: Json) -> Json {
    if let Some(responses) = operation.get_mut("responses").and_then(Json::as_object_mut)
        && let Some(done) = responses.remove("200")
    {
        responses.insert("201".into(), done);
    }
    operation
}
