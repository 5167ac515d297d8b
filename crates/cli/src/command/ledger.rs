//! `ledger`: the books of a cooperation for other programs.

use super::{Done, Session, read_in, say, write_out};
use crate::fault::Refusal;
use samverk_domain::money::Unit;
use samverk_domain::record::Fault;
use samverk_exchange::{FILE_BYTES_MAX, journal, read_payments, sie};
use serde_json::json;
use std::path::Path;

/// Writes the ledger in a format; with `--json` as the API tells it.
pub(super) async fn run(session: &Session, id: &str, format: &str, output: Option<&Path>) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let id = app.resolve("cooperation", id).map_err(session.refuse())?;
    let ledger = app.ledger(&session.reader, id).await.map_err(session.refuse())?;
    let ctx = &session.reader;
    let format = if session.json { "json" } else { format };
    let content = match format {
        "journal" => journal(&samverk_web::postings(app, ctx, &ledger)).into_bytes(),
        "json" => format!("{}\n", samverk_web::ledger_json(app, ctx, &ledger)).into_bytes(),
        "sie" => {
            let scope = app.scope(&ctx.actor);
            let name = app.look(|catalogue| catalogue.title(id, ctx.lang, &scope)).map(|(title, _)| title);
            let made_on = app.ports().today().to_string();
            sie(&name.unwrap_or_default(), &made_on, &samverk_web::postings(app, ctx, &ledger))
        }
        other => return Err(Refusal::usage(format!("--format {other}: journal, sie or json"))),
    };
    write_out(&content, output)
}

/// Enters the payments of a statement that match what was charged.
pub(super) async fn payments(session: &Session, id: &str, file: &Path, dry: bool) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let id = app.resolve("cooperation", id).map_err(session.refuse())?;
    let content = read_in(file, FILE_BYTES_MAX as u64)?;
    let lang = session.ctx.lang;
    let payments =
        read_payments(&content).map_err(|(code, detail)| Refusal::faults(&[Fault::error("", code, detail)], lang))?;
    let found = app.take_payments(&session.ctx, id, payments, dry).await.map_err(session.refuse())?;
    for one in found {
        let payment = &one.payment;
        let amount = Unit::HUNDREDTH.text(payment.amount_minor.into());
        let doubt = one.doubt.map(samverk_app::money::Doubt::code);
        if session.json {
            let told = json!({
                "day": payment.day, "amount": amount, "currency": payment.currency, "reference": payment.reference,
                "payer": payment.payer, "no": one.no, "doubt": doubt,
            });
            say(&told.to_string())?;
            continue;
        }
        let what = match (doubt, one.no) {
            (Some(doubt), _) => samverk_web::i18n::t(lang, &format!("payment-doubt-{doubt}")),
            (None, Some(no)) => no.to_string(),
            (None, None) => samverk_web::i18n::t(lang, "payment-would"),
        };
        let amount = format!("{amount} {}", payment.currency);
        say(&format!("{}  {}  {}  {}  {what}", payment.day, amount.trim_end(), payment.reference, payment.payer))?;
    }
    Ok(())
}
