//! `gate`: where an initiative is in the cooperation process.

use super::{Done, Session, say};
use samverk_web::i18n::t;
use serde_json::Value as Json;

/// Makes the tasks of the checklist of establishing that are missing, and
/// tells the gates.
pub(super) async fn make_checklist(session: &Session, id: &str) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let initiative = app.resolve("initiative", id).map_err(session.refuse())?;
    app.make_checklist(&session.ctx, initiative).await.map_err(session.refuse())?;
    run(session, id).await
}

/// Tells the four gates with what each misses; with `--json` as the API does.
pub(super) async fn run(session: &Session, id: &str) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let id = app.resolve("initiative", id).map_err(session.refuse())?;
    let process = app.process(&session.reader, id).await.map_err(session.refuse())?;
    let told = samverk_web::process_json(app, &session.reader, &process);
    if session.json {
        return say(&told.to_string());
    }
    let lang = session.ctx.lang;
    let text = |json: &Json, name: &str| json.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    let list = |json: &Json, name: &str| json.get(name).and_then(Json::as_array).cloned().unwrap_or_default();
    for gate in list(&told, "gates") {
        let (step, state) = (text(&gate, "step"), text(&gate, "state"));
        let here = if text(&told, "step") == step { "*" } else { " " };
        let (step, state) = (t(lang, &format!("choice-step-{step}")), t(lang, &format!("process-stage-state-{state}")));
        say(&format!("{here} {step}: {state}"))?;
        for condition in list(&gate, "conditions") {
            let missing = list(&condition, "missing").len();
            let mark = if missing == 0 { "+".to_owned() } else { format!("-{missing}") };
            say(&format!("    {mark:>4}  {}", text(&condition, "text")))?;
        }
    }
    for line in list(&told, "ball") {
        let who = line.get("organisation").map(|who| text(who, "title")).unwrap_or_default();
        let who = if who.is_empty() { t(lang, "process-nobody") } else { who };
        let count = line.get("missing").and_then(Json::as_u64).unwrap_or_default();
        say(&format!("  {who}: {count}"))?;
    }
    Ok(())
}
