//! `/api/v1/cooperation/{id}/ledger`: the books of a cooperation.

use super::body::Body;
use super::caller::Caller;
use super::map::{invalid, parameters};
use super::problem::Problem;
use super::{ApiAnswer, json_answer, marked_replayed, value};
use crate::pages::ledger::read_transfer;
use crate::query::Query as Address;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use samverk_app::money::{Ledger, TEXT_CHARS_MAX, TransferRow};
use samverk_app::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{Account, Unit};
use samverk_domain::record::Fault;
use serde_json::{Value as Json, json};

fn cooperation_of(caller: &Caller, kind: &str) -> Result<(), Problem> {
    if kind == "cooperation" { Ok(()) } else { Err(caller.refuse(&AppError::NotFound, None)) }
}

/// Transfers of a page.
const PAGE_MAX: usize = 1_000;

/// The statement of a member, whole, or a page of the books.
pub(crate) async fn show(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    cooperation_of(&caller, kind.name)?;
    let address = parameters(&caller, &["organisation", "after", "limit"])?;
    let after = number(&caller, &address, "after", 0..=i64::MAX)?.unwrap_or_default();
    let most = number(&caller, &address, "limit", 1..=PAGE_MAX as i64)?;
    let most = most.and_then(|most| usize::try_from(most).ok()).unwrap_or(PAGE_MAX);
    let refuse = |error: AppError| caller.refuse(&error, None);
    let app = caller.app();
    let ctx = &caller.visitor.ctx;
    if let Some(member) = address.get("organisation") {
        let member = app.resolve("organisation", member).map_err(refuse)?;
        let ledger = app.statement(ctx, id, member).await.map_err(refuse)?;
        return Ok(json_answer(StatusCode::OK, &ledger_json(app, ctx, &ledger)));
    }
    let mut ledger = app.transfers_after(ctx, id, after, most + 1).await.map_err(refuse)?;
    let more = ledger.transfers.len() > most;
    ledger.transfers.truncate(most);
    let next = ledger.transfers.last().filter(|_| more).map(|last| {
        let address = address.with("after", &last.no.to_string());
        format!("/api/v1/cooperation/{id}/ledger{address}")
    });
    let mut told = ledger_json(app, ctx, &ledger);
    told["next"] = json!(next);
    Ok(json_answer(StatusCode::OK, &told))
}

fn number(
    caller: &Caller,
    address: &Address,
    name: &str,
    bounds: std::ops::RangeInclusive<i64>,
) -> Result<Option<i64>, Problem> {
    let Some(text) = address.get(name) else { return Ok(None) };
    let number = text.parse().ok().filter(|number| bounds.contains(number));
    let range = format!("{}–{}", bounds.start(), bounds.end());
    number.map(Some).ok_or_else(|| invalid(caller, name, "range", &range))
}

/// Enters a transfer, or takes one back where `corrects` names it.
pub(crate) async fn enter(caller: Caller, Path((kind, id)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (kind, id) = caller.found(&kind, &id).await?;
    cooperation_of(&caller, kind.name)?;
    let app = caller.app();
    let refuse = |error: AppError| caller.refuse(&error, None);
    app.require_ledger(&caller.visitor.ctx, id).map_err(refuse)?;
    let ctx = &caller.once(&body)?;
    let mut body = Body::read(&caller, &body)?;
    let corrects = body.part("corrects");
    if let Some(corrects) = corrects {
        let reason = body.needed("reason", TEXT_CHARS_MAX);
        if !corrects.is_i64() {
            body.fault(Fault::error("corrects", "json_value", ""));
        }
        body.done(&caller, None)?;
        let no = corrects.as_i64().unwrap_or_default();
        return once(&caller, ctx, id, async { app.correct(ctx, id, no, &reason).await }).await;
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
    let day = read.unwrap_or_else(|_| app.ports().today());
    let new = read_transfer(app, (&kind, &organisation, &cost_kind), (day, &amount, &currency), (&reference, &text));
    // Everything that is wrong is told at once, each field by its first fault.
    if let Err(AppError::Invalid(faults)) = &new {
        faults.iter().for_each(|fault| body.fault(fault.clone()));
    }
    body.done(&caller, None)?;
    let new = new.map_err(refuse)?;
    once(&caller, ctx, id, async { app.enter(ctx, id, &new).await }).await
}

/// Carries out what enters a transfer, and answers with it and the balances
/// after; again where it was carried out with the same key.
async fn once(
    caller: &Caller,
    ctx: &Ctx,
    id: RecordId,
    act: impl Future<Output = Result<i64, AppError>> + Send,
) -> ApiAnswer {
    let before = async || Ok(caller.answered(ctx).await?.and_then(|done| done.last().map(|(_, no)| *no)));
    if let Some(no) = before().await? {
        return entered(caller, id, no, true).await;
    }
    match act.await {
        Ok(no) => entered(caller, id, no, false).await,
        // Another request with the same key was quicker.
        Err(error) => match before().await? {
            Some(no) => entered(caller, id, no, true).await,
            None => Err(caller.refuse(&error, None)),
        },
    }
}

async fn entered(caller: &Caller, id: RecordId, no: i64, replayed: bool) -> ApiAnswer {
    let (app, ctx) = (caller.app(), &caller.visitor.ctx);
    let ledger = app.transfers_after(ctx, id, no.saturating_sub(1), 1).await;
    let ledger = ledger.map_err(|error| caller.refuse(&error, None))?;
    let answer = json_answer(StatusCode::CREATED, &ledger_json(app, ctx, &ledger));
    Ok(if replayed { marked_replayed(answer) } else { answer })
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
        "next": null,
    })
}

/// The parameters of a page, in the description of the API.
pub(super) fn taken() -> [Json; 2] {
    [
        json!({ "name": "after", "in": "query", "description": "Transfers after this number; `next` has the address.",
            "schema": { "type": "integer", "minimum": 0 } }),
        json!({ "name": "limit", "in": "query", "description": "Transfers of a page.",
            "schema": { "type": "integer", "minimum": 1, "maximum": PAGE_MAX, "default": PAGE_MAX } }),
    ]
}

/// The answer in the description of the API.
pub(super) fn described() -> Json {
    let list = |required: &[&str]| json!({ "type": "array", "items": { "type": "object", "required": required } });
    json!({
        "type": "object", "required": ["closed_until", "balances", "transfers", "next"],
        "properties": {
            "closed_until": { "type": ["string", "null"] },
            "balances": list(&["account", "currency", "balance"]),
            "transfers": list(&["no", "day", "kind", "debit", "credit", "amount", "currency", "reference", "text", "corrects"]),
            "next": { "type": ["string", "null"] },
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
