//! `/api/v1/budget/{id}/shares` and `/api/v1/shares`: who pays what, and why
//! exactly that; the shape is that of `samverk share` (rows H03–H10, H20).

use super::ApiAnswer;
use super::caller::Caller;
use super::map::{invalid, parameters};
use crate::pages::budget::Ask;
use crate::pages::subscribe::typed;
use axum::body::Bytes;
use axum::extract::Path;
use samverk_app::AppError;
use samverk_domain::money::shares;
use samverk_domain::record::Fault;
use samverk_exchange::{CALCULATION_CELLS_MAX, is_large, read_sheet, shares_json};
use serde_json::{Value as Json, json};

/// The shares of a budget.
pub(crate) async fn of_budget(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    let refuse = |error: AppError| caller.refuse(&error, None);
    if kind.name != samverk_domain::money::BUDGET {
        return Err(refuse(AppError::NotFound));
    }
    let visitor = &caller.visitor;
    let given = parameters(&caller, &["scenario", "year"])?;
    let known = |name: &str, codes: &[&str]| given.get(name).is_none_or(|code| codes.contains(&code));
    if !known("scenario", &["answered", "granted", "refused"]) {
        return Err(invalid(&caller, "scenario", "choice", given.get("scenario").unwrap_or_default()));
    }
    if !known("year", &["1", "2", "3"]) {
        return Err(invalid(&caller, "year", "choice", given.get("year").unwrap_or_default()));
    }
    let ask = Ask::read(&given);
    let budget = visitor.web.app().budget(&visitor.ctx, id).await.map_err(refuse)?;
    let computed = budget.compute(ask.scenario, ask.year);
    let computed = computed.map_err(|faults| refuse(AppError::Invalid(budget.named(faults))))?;
    let told = shares_json(&computed.of.sheet, &computed.shares, budget.illustrative);
    Ok(typed("application/json", told))
}

/// The shares of a calculation that is sent; nothing is stored.
pub(crate) async fn compute(caller: Caller, body: Bytes) -> ApiAnswer {
    caller.json(&body)?;
    let invalid = |faults: Vec<Fault>| caller.refuse(&AppError::Invalid(faults), None);
    let sheet = read_sheet(&body).map_err(invalid)?;
    if is_large(&sheet) {
        return Err(invalid(vec![Fault::error("/lines", "share_many", CALCULATION_CELLS_MAX.to_string())]));
    }
    let found = shares(&sheet).map_err(invalid)?;
    Ok(typed("application/json", shares_json(&sheet, &found, false)))
}

/// The answer in the description of the API.
pub(super) fn described() -> Json {
    let amounts = json!({ "type": "object", "additionalProperties": { "type": "string" } });
    json!({
        "description": "Amounts are decimals as texts; members and lines by their ids.",
        "type": "object", "required": ["lines", "totals", "sum", "why"],
        "properties": {
            "lines": { "type": "array", "items": { "type": "object", "required": ["id", "total", "shares"],
                "properties": { "id": { "type": "string" }, "total": { "type": "string" }, "shares": amounts } } },
            "illustrative": { "type": "boolean", "description": "Among its figures are examples." },
            "totals": amounts, "sum": { "type": "string" },
            "why": { "type": "array", "items": { "type": "object", "required": ["line", "key", "divided", "members"] } },
        },
    })
}

/// A calculation in the description of the API.
pub(super) fn calculation_described() -> Json {
    json!({
        "description": "As `samverk share` reads it.",
        "type": "object", "required": ["currency", "unit", "members", "lines"],
        "properties": {
            "currency": { "type": "string" }, "unit": { "type": "string" },
            "members": { "type": "array", "items": { "type": "object", "required": ["id"] } },
            "lines": { "type": "array", "items": { "type": "object", "required": ["id", "key"] } },
            "external": { "type": "array", "items": { "type": "object", "required": ["line", "amount"] } },
        },
    })
}
