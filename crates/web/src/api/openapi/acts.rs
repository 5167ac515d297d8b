//! The part of the description that is about acts on records, imports, and
//! what people do together.

use super::{created, operation, parameter, schema, set_body, text};
use samverk_app::record::BULK_MAX;
use samverk_domain::record::{KEY_CHARS_MAX, Kind, OWN_TYPES};
use serde_json::{Map, Value as Json, json};

const READ: [u16; 6] = [400, 401, 403, 404, 429, 503];
const WRITE: [u16; 11] = [400, 401, 403, 404, 409, 413, 415, 422, 429, 503, 507];
const GUARDED: [u16; 13] = [400, 401, 403, 404, 409, 412, 413, 415, 422, 428, 429, 503, 507];

/// An object with these parts, some of which have to be there.
fn object(required: &[&str], properties: Json) -> Json {
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn nullable(of: Json) -> Json {
    json!({ "anyOf": [of, { "type": "null" }] })
}

fn with_body(mut operation: Json, body: Json, required: bool) -> Json {
    set_body(&mut operation, body, required);
    operation
}

fn binary(mut operation: Json) -> Json {
    if let Some(object) = operation.as_object_mut() {
        let content = json!({ "application/octet-stream": { "schema": { "type": "string", "format": "binary" } } });
        object.insert("requestBody".into(), json!({ "required": true, "content": content }));
    }
    operation
}

fn path_parameter(name: &str, description: &str) -> Json {
    json!({ "name": name, "in": "path", "required": true, "description": description,
        "schema": { "type": "string", "minLength": 1, "maxLength": KEY_CHARS_MAX, "pattern": "^[a-z0-9-]+$" } })
}

fn reason() -> Json {
    json!({ "type": ["string", "null"], "maxLength": 500 })
}

/// What is answered and sent beside records.
pub(super) fn schemas() -> Map<String, Json> {
    let string = || json!({ "type": "string" });
    let flag = || json!({ "type": "boolean" });
    let maybe = || json!({ "type": ["string", "null"] });
    let list = |of: Json| json!({ "type": "object", "required": ["items"], "properties": { "items": { "type": "array", "items": of } } });
    let whole = |required: &[&str], properties: Json| json!({ "type": "object", "required": required, "properties": properties });
    let counts = ["rows", "created", "changed", "unchanged", "rejected"];
    let number = || json!({ "type": "integer", "minimum": 0 });
    let each: Map<String, Json> = counts.iter().map(|name| ((*name).to_owned(), number())).collect();
    let comment = whole(
        &["id", "author", "own", "at", "text", "removed"],
        json!({ "id": string(), "author": string(), "own": flag(), "at": string(), "text": string(), "removed": flag() }),
    );
    let proposal = whole(
        &["id", "by", "at", "changes"],
        json!({ "id": string(), "by": string(), "at": string(), "reason": maybe(), "changes": { "type": "array" } }),
    );
    let follow = whole(&["kind", "record", "query"], json!({ "kind": string(), "record": maybe(), "query": maybe() }));
    let notice = whole(
        &["id", "topic", "kind", "record", "title", "text", "at", "read", "urgent"],
        json!({ "id": string(), "topic": string(), "kind": string(), "record": maybe(), "title": string(),
            "text": string(), "at": string(), "read": flag(), "urgent": flag() }),
    );
    let view = whole(
        &["id", "kind", "name", "query", "reach", "own"],
        json!({ "id": string(), "kind": string(), "name": string(), "query": string(),
            "reach": { "type": "string", "enum": ["mine", "shared", "standard"] }, "owner": maybe(), "own": flag() }),
    );
    let by_lang = json!({ "type": "object", "additionalProperties": false,
        "properties": { "sv": text(200), "nb": text(200), "en": text(200) } });
    let own = json!({
        "kind": text(KEY_CHARS_MAX), "name": { "type": "string", "pattern": "^x_[a-z0-9_]+$", "maxLength": 60 },
        "of": { "type": "string", "enum": OWN_TYPES }, "labels": by_lang, "help": by_lang,
        "decimals": { "type": "integer", "minimum": 0, "maximum": 6 }, "to": text(KEY_CHARS_MAX),
        "choices": { "type": "array", "maxItems": 200, "items": {
            "type": "array", "minItems": 2, "maxItems": 2, "items": text(200) } },
        "repeated": flag(), "filterable": flag(), "searched": flag(), "internal": flag(), "withdrawn": flag(),
    });
    let settings = json!({
        "sheet": { "type": "integer", "minimum": 0, "maximum": 1_000 },
        "row": { "type": "integer", "minimum": 1, "maximum": samverk_exchange::ROWS_MAX },
        "height": { "type": "integer", "minimum": 1, "maximum": samverk_exchange::HEAD_HEIGHT_MAX },
        "columns": { "type": "array", "maxItems": samverk_exchange::COLUMNS_MAX, "items": { "type": ["string", "null"] } },
        "match_by": string(), "valid_only": flag(), "currency": string(), "owner": string(),
        "decisions": { "type": "object", "additionalProperties": string() },
    });
    let import = whole(
        &["id", "kind", "file_name", "status", "created_at", "counts"],
        json!({
            "id": string(), "kind": string(), "file_name": string(),
            "status": { "type": "string", "enum": ["waiting", "running", "done", "refused", "interrupted", "undone"] },
            "created_at": string(), "finished_at": maybe(), "entry": { "type": ["integer", "null"] }, "fault": maybe(),
            "progress": nullable(whole(&["done", "of"], json!({ "done": number(), "of": number() }))),
            "counts": schema("ImportCounts"), "settings": nullable(schema("ImportSettings")), "preview": { "type": "object" },
        }),
    );
    let all = json!({
        "CommentList": list(comment),
        "ProposalList": list(proposal),
        "FollowList": list(follow),
        "NoticeList": list(notice),
        "View": view,
        "ViewList": list(schema("View")),
        "OwnField": object(&["kind", "name", "of", "labels"], own),
        "OwnFieldList": list(schema("OwnField")),
        "ImportCounts": whole(&counts, Json::Object(each)),
        "ImportSettings": object(&[], settings),
        "Import": import,
        "Changed": list(whole(&["id", "version"], json!({ "id": string(), "version": { "type": "integer" } }))),
        "Undone": whole(&["records", "kept"], json!({ "records": number(), "kept": { "type": "array", "items": string() } })),
    });
    match all {
        Json::Object(map) => map,
        _ => Map::new(),
    }
}

/// What is not about one register.
pub(super) fn add_account(paths: &mut Map<String, Json>) {
    let body_of_follow = object(
        &["kind"],
        json!({ "kind": text(KEY_CHARS_MAX), "record": nullable(text(KEY_CHARS_MAX)),
            "query": nullable(text(2_000)), "follow": { "type": "boolean", "default": true } }),
    );
    let body_of_view = object(
        &["kind", "name"],
        json!({ "kind": text(KEY_CHARS_MAX), "name": text(100), "query": nullable(text(2_000)),
            "reach": { "type": "string", "enum": ["mine", "shared", "standard"], "default": "mine" } }),
    );
    let empty = || object(&[], json!({}));
    let of_kind = json!({ "name": "kind", "in": "query", "description": "Of this register only.", "schema": text(KEY_CHARS_MAX) });
    let get = |id: &str, summary: &str, parameters: &[Json], answer: &str| {
        operation(id, summary, parameters, None, answer, &READ)
    };
    let post = |id: &str, summary: &str, parameters: &[Json], answer: &str| {
        operation(id, summary, parameters, None, answer, &WRITE)
    };
    let read = post("read-notices", "Mark all notices as read", &[], "NoticeList");
    let entry = json!({ "name": "entry", "in": "path", "required": true, "description": "Number in the history.",
        "schema": { "type": "integer", "minimum": 1 } });
    for (path, operations) in [
        ("account/notices", json!({ "get": get("notices", "What the caller was told", &[], "NoticeList") })),
        ("account/notices/read", json!({ "post": with_body(read, empty(), false) })),
        (
            "account/follows",
            json!({
                "get": get("follows", "What the caller follows", &[], "FollowList"),
                "post": with_body(post("follow", "Begin or end following a record or a list", &[], "FollowList"), body_of_follow, true),
            }),
        ),
        (
            "account/views",
            json!({
                "get": get("views", "The views that the caller has", &[of_kind], "ViewList"),
                "post": with_body(created(post("save-view", "Save a view of a list", &[], "View")), body_of_view, true),
            }),
        ),
        (
            "account/views/{view}",
            json!({
                "delete": post("remove-view", "Remove a view", &[path_parameter("view", "Id.")], "ViewList"),
            }),
        ),
        (
            "own-fields",
            json!({
                "get": get("own-fields", "Fields that the installation added", &[], "OwnFieldList"),
                "post": with_body(post("keep-own-field", "Add an own field, or describe one anew", &[], "OwnField"), schema("OwnField"), true),
            }),
        ),
        (
            "entries/{entry}/undo",
            json!({
                "post": with_body(post("undo-entry", "Take a whole entry of the history back", &[entry], "Undone"),
                    object(&[], json!({ "reason": reason() })), false),
            }),
        ),
    ] {
        paths.insert(format!("/api/v1/{path}"), operations);
    }
}

/// What is done to the records of a register.
pub(super) fn add_acts(kind: &Kind, name: &str, paths: &mut Map<String, Json>) {
    let base = format!("/api/v1/{}", kind.name);
    let (id, guard, once) = (parameter("id"), parameter("if-match"), parameter("idempotency-key"));
    let act = |what: &str| format!("{what}-{}", kind.name);
    let (plain, keyed) = ([id.clone()], [id.clone(), once.clone()]);
    let guarded = [id.clone(), guard, once.clone()];
    let mut add = |path: &str, operations: Json| paths.insert(format!("{base}/{path}"), operations);
    let undo = operation(&act("undo"), "Take the last change back", &guarded, None, name, &GUARDED);
    add("{id}/undo", json!({ "post": with_body(undo, object(&[], json!({})), false) }));
    let restore = operation(&act("restore"), "Bring an earlier version back", &guarded, None, name, &GUARDED);
    let version = json!({ "version": { "type": "integer", "minimum": 1 }, "reason": reason() });
    add("{id}/restore", json!({ "post": with_body(restore, object(&["version"], version), true) }));
    let merge = operation(&act("merge"), "Join it to another, which is answered", &keyed, None, name, &WRITE);
    let into = json!({ "into": text(KEY_CHARS_MAX), "reason": reason() });
    add("{id}/merge", json!({ "post": with_body(merge, object(&["into"], into), true) }));
    if kind.is_personal() {
        let erase = operation(&act("erase"), "Erase what is personal, in its history too", &keyed, None, name, &WRITE);
        add("{id}/erase", json!({ "post": with_body(erase, object(&[], json!({ "reason": reason() })), false) }));
    }
    let propose = created(operation(
        &act("propose"),
        "Suggest a change to those who may make it",
        &[id.clone(), parameter("if-match")],
        Some(&format!("{name}Change")),
        "ProposalList",
        &GUARDED,
    ));
    let waiting = operation(&act("proposals"), "Suggestions that wait", &plain, None, "ProposalList", &READ);
    add("{id}/proposals", json!({ "get": waiting, "post": propose }));
    let one = [id.clone(), path_parameter("proposal", "Id.")];
    let decide = operation(&act("decide"), "Take a suggestion up, or decline it", &one, None, "ProposalList", &WRITE);
    let accept = object(&["accept"], json!({ "accept": { "type": "boolean" } }));
    add("{id}/proposals/{proposal}", json!({ "post": with_body(decide, accept, true) }));
    let said = created(operation(&act("comment"), "Say something about it", &keyed, None, "CommentList", &WRITE));
    add(
        "{id}/comments",
        json!({
            "get": operation(&act("comments"), "What was said about it", &plain, None, "CommentList", &READ),
            "post": with_body(said, object(&["text"], json!({ "text": text(5_000) })), true),
        }),
    );
    let one = [id, path_parameter("comment", "Id.")];
    add(
        "{id}/comments/{comment}",
        json!({
            "delete": operation(&act("remove-comment"), "Take one's own comment away", &one, None, "CommentList", &WRITE),
        }),
    );
    let bulk =
        operation(&act("bulk"), "Give many records the same values, all or none", &[once], None, "Changed", &WRITE);
    let record = json!({ "type": "object", "required": ["id", "version"], "properties": {
        "id": { "type": "string", "format": "uuid" }, "version": { "type": "integer", "minimum": 1 } } });
    let chosen = json!({
        "records": { "type": "array", "minItems": 1, "maxItems": BULK_MAX, "items": record },
        "fields": schema(&format!("{name}Fields")), "reason": reason(),
        "how": { "type": "string", "enum": ["replace", "add", "remove"], "default": "replace" },
    });
    add("bulk", json!({ "post": with_body(bulk, object(&["records", "fields"], chosen), true) }));
    add_import(&act, add);
}

/// Imports of files as people have them.
fn add_import(act: &dyn Fn(&str) -> String, mut add: impl FnMut(&str, Json) -> Option<Json>) {
    let file_name = json!({ "name": "name", "in": "query", "description": "Name of the file.", "schema": text(200) });
    let run = [path_parameter("run", "Id of the import.")];
    let take = created(operation(
        &act("take-file"),
        "Take a CSV or XLSX file in; nothing is stored yet",
        &[file_name],
        None,
        "Import",
        &WRITE,
    ));
    add("import", json!({ "post": binary(take) }));
    let set = operation(&act("set-import"), "Say how a waiting file is to be understood", &run, None, "Import", &WRITE);
    add(
        "import/{run}",
        json!({
            "get": operation(&act("import"), "How an import stands, and what it would do", &run, None, "Import", &READ),
            "patch": with_body(set, schema("ImportSettings"), true),
        }),
    );
    let empty = || object(&[], json!({}));
    let carry = operation(&act("run-import"), "Carry an import out", &run, None, "Import", &WRITE);
    add("import/{run}/run", json!({ "post": with_body(carry, empty(), false) }));
    let undo = operation(&act("undo-import"), "Take a whole import back", &run, None, "Undone", &WRITE);
    add("import/{run}/undo", json!({ "post": with_body(undo, empty(), false) }));
    let mut rejected = operation(
        &act("rejected"),
        "The rows that were left out, with the reason",
        &run,
        None,
        "Import",
        &[400, 401, 403, 404, 422, 429, 503],
    );
    if let Some(content) = rejected.pointer_mut("/responses/200/content") {
        *content = json!({ "text/csv": { "schema": { "type": "string" } } });
    }
    add("import/{run}/rejected", json!({ "get": rejected }));
}
