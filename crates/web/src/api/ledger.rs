//! `/api/v1/cooperation/{id}/ledger`: the books of a cooperation.

use super::body::Body;
use super::caller::Caller;
use super::map::parameters;
use super::{ApiAnswer, json_answer, value};
use crate::pages::ledger::read_transfer;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use samverk_app::money::{Ledger, TEXT_CHARS_MAX, TransferRow};
use samverk_app::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{Account, Unit};
use samverk_domain::record::Fault;
use serde_json::{Value as Json, json};

fn cooperation_of(caller: &Caller, kind: &str) -> Result<(), super::problem::Problem> {
    if kind == "cooperation" { Ok(()) } else { Err(caller.refuse(&AppError::NotFound, None)) }
}

pub(crate) async fn show(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    cooperation_of(&caller, kind.name)?;
    let given = parameters(&caller, &["organisation"])?;
    let Some(member) = given.get("organisation") else { return answer(&caller, id, StatusCode::OK).await };
    let refuse = |error: AppError| caller.refuse(&error, None);
    let app = caller.app();
    let member = app.resolve("organisation", member).map_err(refuse)?;
    let ledger = app.statement(&caller.visitor.ctx, id, member).await.map_err(refuse)?;
    Ok(json_answer(StatusCode::OK, &ledger_json(app, &caller.visitor.ctx, &ledger)))
}

/// Enters a transfer, or takes one back where `corrects` names it.
pub(crate) async fn enter(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    cooperation_of(&caller, kind.name)?;
    let app = caller.app();
    let ctx = &caller.visitor.ctx;
    let refuse = |error: AppError| caller.refuse(&error, None);
    app.require_ledger(ctx, id).map_err(refuse)?;
    let mut body = Body::read(&caller, &body)?;
    let corrects = body.part("corrects");
    if let Some(corrects) = corrects {
        let reason = body.needed("reason", TEXT_CHARS_MAX);
        if !corrects.is_i64() {
            body.fault(Fault::error("corrects", "json_value", ""));
        }
        body.done(&caller, None)?;
        app.correct(ctx, id, corrects.as_i64().unwrap_or_default(), &reason).await.map_err(refuse)?;
        return answer(&caller, id, StatusCode::CREATED).await;
    }
    let kind = body.needed("kind", TEXT_CHARS_MAX);
    let organisation = body.text("organisation", TEXT_CHARS_MAX).unwrap_or_default();
    let cost_kind = body.text("cost_kind", TEXT_CHARS_MAX).unwrap_or_default();
    let day = body.needed("day", TEXT_CHARS_MAX);
    let amount = body.needed("amount", TEXT_CHARS_MAX);
    let currency = body.text("currency", 3).unwrap_or_default();
    let reference = body.text("reference", TEXT_CHARS_MAX).unwrap_or_default();
    let text = body.text("text", TEXT_CHARS_MAX).unwrap_or_default();
    let read = day.parse::<jiff::civil::Date>();
    if read.is_err() && !day.is_empty() {
        body.fault(Fault::error("day", "date", day));
    }
    body.done(&caller, None)?;
    let day = read.unwrap_or_else(|_| app.ports().today());
    let new = read_transfer(app, (&kind, &organisation, &cost_kind), (day, &amount, &currency), (&reference, &text));
    app.enter(ctx, id, &new.map_err(refuse)?).await.map_err(refuse)?;
    answer(&caller, id, StatusCode::CREATED).await
}

async fn answer(caller: &Caller, id: RecordId, status: StatusCode) -> ApiAnswer {
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let ledger = app.ledger(&visitor.ctx, id).await.map_err(|error| caller.refuse(&error, None))?;
    Ok(json_answer(status, &ledger_json(app, &visitor.ctx, &ledger)))
}

/// A ledger as the API and the command line tell it: the schema `Ledger`.
#[must_use]
pub fn ledger_json(app: &App, ctx: &Ctx, ledger: &Ledger) -> Json {
    let scope = app.scope(&ctx.actor);
    app.look(|catalogue| told(&crate::show::Eye { catalogue, scope: &scope, lang: ctx.lang }, ledger))
}

fn told(eye: &crate::show::Eye<'_>, ledger: &Ledger) -> Json {
    let decimal = |amount: i64| Unit::HUNDREDTH.text(amount.into());
    let account = |text: &str| {
        let whom = match Account::parse(text) {
            Some(Account::Member(id) | Account::Funder(id)) => Some(value::reference(eye, id)),
            _ => None,
        };
        json!({ "account": text.split(':').next(), "of": whom, "cost_kind": text.strip_prefix("cost:") })
    };
    let transfer = |row: &TransferRow| {
        json!({
            "no": row.no, "day": row.day, "kind": row.kind, "debit": account(&row.debit), "credit": account(&row.credit),
            "amount": decimal(row.amount_minor), "currency": row.currency, "reference": row.reference,
            "text": row.text, "corrects": row.corrects,
        })
    };
    let balance = |((of, currency), sum): (&(String, String), &i64)| json!({ "account": account(of), "currency": currency, "balance": decimal(*sum) });
    json!({
        "closed_until": ledger.closed_until,
        "balances": ledger.balances.iter().map(balance).collect::<Vec<_>>(),
        "transfers": ledger.transfers.iter().map(transfer).collect::<Vec<_>>(),
    })
}

/// The answer in the description of the API.
pub(super) fn described() -> Json {
    let list = |required: &[&str]| json!({ "type": "array", "items": { "type": "object", "required": required } });
    json!({
        "type": "object", "required": ["closed_until", "balances", "transfers"],
        "properties": {
            "closed_until": { "type": ["string", "null"] },
            "balances": list(&["account", "currency", "balance"]),
            "transfers": list(&["no", "day", "kind", "debit", "credit", "amount", "currency", "reference", "text", "corrects"]),
        },
    })
}

/// What is entered, in the description of the API.
pub(super) fn entry_described() -> Json {
    let text = json!({ "type": ["string", "null"], "maxLength": TEXT_CHARS_MAX });
    json!({
        "description": "A transfer, or with `corrects` and `reason` the number of one to take back.",
        "type": "object", "additionalProperties": false,
        "properties": {
            "kind": { "type": "string", "enum": ["payment", "cost", "grant", "set_off", "refund"] },
            "organisation": text, "cost_kind": text, "day": { "type": "string", "format": "date" },
            "amount": { "type": "string" }, "currency": text, "reference": text, "text": text,
            "corrects": { "type": "integer" }, "reason": text,
        },
    })
}
