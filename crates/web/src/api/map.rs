//! `/api/v1/map`: the initiatives as of a moment, and two moments compared
//! (B01, B02).

use super::caller::Caller;
use super::list::{LIMIT_MAX, asked_within};
use super::problem::Problem;
use super::{ApiAnswer, json_answer, value};
use crate::query::Query as Address;
use crate::show::Eye;
use axum::http::StatusCode;
use samverk_app::AppError;
use samverk_app::catalogue::Query;
use samverk_app::map::{Moment, Past};
use samverk_domain::RecordId;
use samverk_domain::map::compare::{Difference, Happened};
use samverk_domain::record::{Fault, Value};
use serde_json::{Value as Json, json};

/// Longest name of a moment: the key of a version.
const MOMENT_CHARS_MAX: usize = 120;

/// The one parameter that is wrong.
pub(super) fn invalid(caller: &Caller, name: &str, code: &'static str, detail: &str) -> Problem {
    refused(caller, StatusCode::BAD_REQUEST, Fault::error(name, code, detail))
}

fn refused(caller: &Caller, status: StatusCode, fault: Fault) -> Problem {
    Problem::faults(status, &[fault], None, caller.lang())
}

/// The parameters of the address, each of which must be known.
pub(super) fn parameters(caller: &Caller, known: &[&str]) -> Result<Address, Problem> {
    let address = Address::parse(&caller.visitor.query);
    match address.pairs().iter().find(|(name, _)| !known.contains(&name.as_str())) {
        Some((name, _)) => Err(invalid(caller, name, "unknown_field", "")),
        None => Ok(address),
    }
}

/// The moment that a parameter names. A text that is neither a day nor a
/// version known here is 422, as an unknown record in a body is: any text
/// could be a version's key, so no description can tell which ones are right.
async fn moment(caller: &Caller, name: &str, text: &str) -> Result<Moment, Problem> {
    if text.chars().count() > MOMENT_CHARS_MAX {
        return Err(invalid(caller, name, "too_long", &MOMENT_CHARS_MAX.to_string()));
    }
    match caller.app().moment(&caller.visitor.ctx, text).await {
        Err(AppError::Invalid(_)) => {
            Err(refused(caller, StatusCode::UNPROCESSABLE_ENTITY, Fault::error(name, "moment", text)))
        }
        found => found.map_err(|error| caller.refuse(&error, None)),
    }
}

/// The initiatives as they were recorded at a moment, by id.
pub(crate) async fn show(caller: Caller) -> ApiAnswer {
    let kind = caller.kind("initiative")?;
    let asked = asked_within(&caller, kind, &["q", "at", "limit", "after"])?;
    // As it was sent: what is empty is wrong here, and no filter left open.
    let address = Address::parse(&caller.visitor.query);
    let at = moment(&caller, "at", address.get("at").unwrap_or("now")).await?;
    let limit = match address.get("limit") {
        None => LIMIT_MAX,
        Some(text) => {
            let number = text.parse().ok().filter(|number| (1..=LIMIT_MAX).contains(number));
            number.ok_or_else(|| invalid(&caller, "limit", "range", &format!("1–{LIMIT_MAX}")))?
        }
    };
    let after = match address.get("after") {
        None => None,
        Some(text) => Some(RecordId::parse(text).ok_or_else(|| invalid(&caller, "after", "cursor", ""))?),
    };
    let past = caller.app().past(&caller.visitor.ctx, at).await.map_err(|error| caller.refuse(&error, None))?;
    let query = Query { filters: &asked.filters, text: &asked.words, ..Query::every(kind.name, "key", caller.lang()) };
    let mut ids = past.catalogue.query_all(&query, &past.scope);
    ids.sort_unstable();
    let total = ids.len();
    ids.retain(|id| after.is_none_or(|after| *id > after));
    let more = ids.len() > limit;
    ids.truncate(limit);
    let next = ids.last().filter(|_| more).map(|last| {
        let address = address.with("after", &last.to_string());
        format!("/api/v1/map{address}")
    });
    let eye = eye(&caller, &past);
    let items: Vec<Json> = past.records(&ids).iter().map(|stored| value::record(&eye, kind, stored)).collect();
    let answer = json!({
        "entry": past.moment.entry, "day": past.moment.day.to_string(), "items": items, "total": total, "next": next,
    });
    Ok(json_answer(StatusCode::OK, &answer))
}

fn eye<'a>(caller: &Caller, past: &'a Past) -> Eye<'a> {
    Eye { catalogue: &past.catalogue, scope: &past.scope, lang: caller.lang() }
}

/// What differs between two moments.
pub(crate) async fn compare(caller: Caller) -> ApiAnswer {
    let address = parameters(&caller, &["from", "until"])?;
    let from = address.get("from").ok_or_else(|| invalid(&caller, "from", "required", ""))?;
    let from = moment(&caller, "from", from).await?;
    let until = moment(&caller, "until", address.get("until").unwrap_or("now")).await?;
    let compared = caller.app().compare_map(&caller.visitor.ctx, from, until).await;
    let (before, after, found) = compared.map_err(|error| caller.refuse(&error, None))?;
    let (earlier, later) = (eye(&caller, &before), eye(&caller, &after));
    let items: Vec<Json> = found.iter().map(|one| difference(one, &earlier, &later)).collect();
    let answer = json!({ "from": before.moment.entry, "until": after.moment.entry, "items": items });
    Ok(json_answer(StatusCode::OK, &answer))
}

fn difference(one: &Difference, earlier: &Eye<'_>, later: &Eye<'_>) -> Json {
    let eye = if one.happened == Happened::Gone { earlier } else { later };
    let list = |values: &[Value]| values.iter().map(Value::to_json).collect::<Vec<_>>();
    let fields = one
        .fields
        .iter()
        .map(|(name, before, after)| json!({ "field": name, "before": list(before), "after": list(after) }));
    json!({
        "record": value::reference(eye, one.id), "happened": one.happened.code(),
        "states": [one.states.0, one.states.1], "fields": fields.collect::<Vec<_>>(),
    })
}

/// The answers in the description of the API: of the map, of a comparison.
pub(super) fn described() -> [(&'static str, Json); 2] {
    let codes = Happened::ALL.map(Happened::code);
    let map = json!({
        "type": "object", "required": ["entry", "day", "items", "total", "next"],
        "properties": {
            "entry": { "type": "integer" }, "day": { "type": "string", "format": "date" },
            "items": { "type": "array", "items": { "$ref": "#/components/schemas/Initiative" } },
            "total": { "type": "integer" }, "next": { "type": ["string", "null"] },
        },
    });
    let item = json!({
        "type": "object", "required": ["record", "happened", "states", "fields"],
        "properties": {
            "record": { "$ref": "#/components/schemas/Reference" },
            "happened": { "type": "string", "enum": codes },
            "states": { "type": "array", "items": { "type": ["string", "null"] } },
            "fields": { "type": "array", "items": { "type": "object", "required": ["field", "before", "after"],
                "properties": { "field": { "type": "string" }, "before": { "type": "array" }, "after": { "type": "array" } } } },
        },
    });
    let compared = json!({
        "type": "object", "required": ["from", "until", "items"],
        "properties": {
            "from": { "type": "integer" }, "until": { "type": "integer" }, "items": { "type": "array", "items": item },
        },
    });
    [("Map", map), ("Comparison", compared)]
}

/// The parameters that an operation takes: of the map, of a comparison.
pub(super) fn taken() -> [Vec<Json>; 2] {
    let moment = |name: &str, required: bool, description: &str| {
        json!({ "name": name, "in": "query", "required": required, "description": description,
            "schema": { "type": "string", "minLength": 1, "maxLength": MOMENT_CHARS_MAX } })
    };
    let told = "`now`, a day, or the key or id of a frozen version.";
    let after = json!({ "name": "after", "in": "query", "description": "From `next` of the page before.",
        "schema": { "type": "string", "format": "uuid" } });
    let limit = json!({ "name": "limit", "in": "query", "description": "Initiatives of a page.",
        "schema": { "type": "integer", "minimum": 1, "maximum": LIMIT_MAX, "default": LIMIT_MAX } });
    [vec![moment("at", false, told), limit, after], vec![moment("from", true, told), moment("until", false, told)]]
}
