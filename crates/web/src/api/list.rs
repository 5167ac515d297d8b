//! `GET /api/v1/{kind}` and `POST /api/v1/{kind}`.

use super::caller::Caller;
use super::problem::Problem;
use super::{ApiAnswer, json_answer, settle, value};
use crate::pages::asked::{Asked, filterable};
use crate::query::Query as Address;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use samverk_app::access::sha256_hex;
use samverk_app::catalogue::Query;
use samverk_domain::RecordId;
use samverk_domain::record::{Fault, Kind};
use serde_json::json;

/// Records of a page until the client asks for another number.
const LIMIT: usize = 50;
/// Most records of a page.
pub(super) const LIMIT_MAX: usize = 200;

/// Longest value of a parameter.
const VALUE_CHARS_MAX: usize = 200;
/// Most values of one filter.
pub(super) const FILTER_VALUES_MAX: usize = 50;
/// Longest bound of a range.
pub(super) const BOUND_CHARS_MAX: usize = 40;

/// What an address asks of a register: its filters within their limits, and
/// no other parameters than these besides.
pub(super) fn asked_within(caller: &Caller, kind: &Kind, others: &[&str]) -> Result<Asked, Problem> {
    let visitor = &caller.visitor;
    let asked = Asked::read(kind, &visitor.query);
    let invalid = |name: &str, code, detail: &str| {
        Problem::faults(StatusCode::BAD_REQUEST, &[Fault::error(name, code, detail)], None, caller.lang())
    };
    // A mistyped filter must not give everything.
    let is_known = |name: &str| {
        let filter = name.strip_suffix(".from").or_else(|| name.strip_suffix(".until")).unwrap_or(name);
        others.contains(&name) || filterable(kind).contains(&filter)
    };
    if let Some((name, _)) = asked.address.pairs().iter().find(|(name, _)| !is_known(name)) {
        return Err(invalid(name, "unknown_field", ""));
    }
    if let Some((name, _)) = asked.address.pairs().iter().find(|(_, value)| value.chars().count() > VALUE_CHARS_MAX) {
        return Err(invalid(name, "too_long", &VALUE_CHARS_MAX.to_string()));
    }
    let sent = Address::parse(&visitor.query);
    if let Some((name, _)) = sent.pairs().iter().find(|(name, _)| sent.all(name).count() > FILTER_VALUES_MAX) {
        return Err(invalid(name, "too_many", &FILTER_VALUES_MAX.to_string()));
    }
    let bounds = asked.filters.iter().filter_map(|filter| Some((filter, filter.range.as_ref()?)));
    for (filter, range) in bounds {
        if [&range.from, &range.until].into_iter().flatten().any(|bound| bound.chars().count() > BOUND_CHARS_MAX) {
            return Err(invalid(&filter.field, "too_long", &BOUND_CHARS_MAX.to_string()));
        }
    }
    Ok(asked)
}

pub(crate) async fn list(caller: Caller, Path(kind): Path<String>) -> ApiAnswer {
    let kind = caller.kind(&kind)?;
    let visitor = &caller.visitor;
    let asked = asked_within(&caller, kind, &["q", "sort", "limit", "cursor"])?;
    let invalid = |name: &str, code, detail: &str| {
        Problem::faults(StatusCode::BAD_REQUEST, &[Fault::error(name, code, detail)], None, caller.lang())
    };
    if let Some(sort) = asked.address.get("sort").filter(|sort| *sort != asked.sort) {
        return Err(invalid("sort", "choice", sort));
    }
    let limit = match asked.address.get("limit") {
        None => LIMIT,
        Some(text) => {
            let number = text.parse().ok().filter(|number| (1..=LIMIT_MAX).contains(number));
            number.ok_or_else(|| invalid("limit", "range", &format!("1–{LIMIT_MAX}")))?
        }
    };
    // A page after the first has to belong to the same question.
    let question = sha256_hex(asked.address.without("cursor").without("limit").to_string().as_bytes());
    let mark = question.get(..8).unwrap_or_default();
    if Address::parse(&visitor.query).get("cursor") == Some("") {
        return Err(invalid("cursor", "cursor", ""));
    }
    let after = match asked.address.get("cursor") {
        None => None,
        Some(text) => Some(read_cursor(text, mark).ok_or_else(|| invalid("cursor", "cursor", ""))?),
    };
    let query = Query {
        filters: &asked.filters,
        text: &asked.words,
        after,
        limit: limit + 1,
        ..Query::every(kind.name, &asked.sort, visitor.lang)
    };
    let app = visitor.web.app();
    let mut list = app.list(&visitor.ctx, &query).await.map_err(|error| caller.refuse(&error, None))?;
    let more = list.records.len() > limit;
    list.records.truncate(limit);
    let next = list.records.last().filter(|_| more).map(|last| {
        let address = asked.address.with("cursor", &format!("{}{mark}", last.record.id));
        format!("/api/v1/{}{address}", kind.name)
    });
    let items: Vec<_> =
        visitor.look(&list.scope, |eye| list.records.iter().map(|stored| value::record(&eye, kind, stored)).collect());
    let mut response = json_answer(StatusCode::OK, &json!({ "items": items, "total": list.found.total, "next": next }));
    if let Some(next) = next.and_then(|next| HeaderValue::from_str(&format!("<{next}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(header::LINK, next);
    }
    Ok(response)
}

/// The last record of the page before, if the cursor belongs to the question
/// with this mark.
#[must_use]
pub fn read_cursor(text: &str, mark: &str) -> Option<RecordId> {
    let (id, own) = text.split_at_checked(36)?;
    if own == mark { RecordId::parse(id) } else { None }
}

pub(crate) async fn create(caller: Caller, Path(kind): Path<String>, body: Bytes) -> ApiAnswer {
    let kind: &Kind = caller.kind(&kind)?;
    let json = caller.json(&body)?;
    let input = value::input(kind, &json)
        .map_err(|faults| Problem::faults(StatusCode::UNPROCESSABLE_ENTITY, &faults, Some(kind), caller.lang()))?;
    let ctx = caller.once(&body)?;
    settle(&caller, kind, &ctx, StatusCode::CREATED, caller.app().create(&ctx, kind.name, &input, None)).await
}

/// A body that is no JSON.
pub(super) fn malformed(caller: &Caller, fault: &Fault) -> Problem {
    Problem::faults(StatusCode::BAD_REQUEST, std::slice::from_ref(fault), None, caller.lang())
}
