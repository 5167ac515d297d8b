//! `ledger`: the books of a cooperation for other programs.

use super::{Done, Session, write_out};
use crate::fault::Refusal;
use samverk_exchange::{journal, sie};
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
