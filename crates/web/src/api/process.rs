//! `/api/v1/initiative/{id}/process`: where an initiative is, what its gates
//! miss, and who has the ball (C01–C18).

use super::body::Body;
use super::caller::Caller;
use super::{ApiAnswer, json_answer, value};
use crate::show::Eye;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use samverk_app::map::Process;
use samverk_app::{App, AppError, Ctx};
use samverk_domain::map::process::gate::{Gate, Missing};
use serde_json::{Value as Json, json};

pub(crate) async fn show(caller: Caller, Path((kind, id)): Path<(String, String)>) -> ApiAnswer {
    let (_, id) = caller.found(&kind, &id).await?;
    let visitor = &caller.visitor;
    let app = visitor.web.app();
    let process = app.process(&visitor.ctx, id).await.map_err(|error: AppError| caller.refuse(&error, None))?;
    let scope = app.scope(&visitor.ctx.actor);
    let answer = visitor.look(&scope, |eye| told(&eye, &process));
    Ok(json_answer(StatusCode::OK, &answer))
}

/// Makes the tasks of the checklist of establishing that are missing (C13),
/// and answers where the initiative is then.
pub(crate) async fn make_checklist(caller: Caller, path: Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let (_, id) = caller.found(&path.0.0, &path.0.1).await?;
    Body::read(&caller, &body)?.done(&caller, None)?;
    let made = caller.app().make_checklist(&caller.visitor.ctx, id).await;
    made.map_err(|error: AppError| caller.refuse(&error, None))?;
    show(caller, path).await
}

/// A process as the API and the command line tell it: the schema `Process`.
#[must_use]
pub fn process_json(app: &App, ctx: &Ctx, process: &Process) -> Json {
    let scope = app.scope(&ctx.actor);
    app.look(|catalogue| told(&Eye { catalogue, scope: &scope, lang: ctx.lang }, process))
}

fn told(eye: &Eye<'_>, process: &Process) -> Json {
    let ball = process
        .ball()
        .into_iter()
        .map(|(who, count)| json!({ "organisation": who.map(|who| value::reference(eye, who)), "missing": count }));
    json!({
        "step": process.step().map(|gate| gate.step),
        "ball": ball.collect::<Vec<_>>(),
        "gates": process.gates.iter().map(|gate| of_gate(eye, gate)).collect::<Vec<_>>(),
    })
}

fn of_gate(eye: &Eye<'_>, gate: &Gate) -> Json {
    let conditions = gate.findings.iter().map(|finding| {
        json!({
            "code": finding.condition.code,
            "text": crate::i18n::t(eye.lang, &format!("gate-{}", finding.condition.code)),
            "source": finding.condition.source,
            "met": finding.missing.is_empty(),
            "missing": finding.missing.iter().map(|missing| hole(eye, missing)).collect::<Vec<_>>(),
        })
    });
    json!({
        "step": gate.step,
        "state": gate.state.as_deref().unwrap_or("not_begun"),
        "stage": gate.stage.map(|stage| value::reference(eye, stage)),
        "conditions": conditions.collect::<Vec<_>>(),
    })
}

fn hole(eye: &Eye<'_>, missing: &Missing) -> Json {
    let of = |id| value::reference(eye, id);
    match missing {
        Missing::Field(kind, field) => json!({ "what": "field", "kind": kind, "field": field }),
        Missing::Record(kind) => json!({ "what": "record", "kind": kind }),
        Missing::Party(kind, party) => json!({ "what": "record", "kind": kind, "organisation": of(*party) }),
        Missing::Entry(list, code) => json!({ "what": "entry", "list": list, "code": code }),
        Missing::PartyEntry(list, code, party) => {
            json!({ "what": "entry", "list": list, "code": code, "organisation": of(*party) })
        }
        Missing::Parties(have, need) => json!({ "what": "parties", "have": have, "need": need }),
        Missing::State(kind, id) => json!({ "what": "state", "kind": kind, "record": of(*id) }),
        Missing::Answer { question, party, area, answered_as } => json!({
            "what": "answer", "question": of(*question), "organisation": party.map(of), "area": area,
            "answered_as": answered_as,
        }),
        Missing::Step(step) => json!({ "what": "step", "step": step }),
    }
}

/// The answer in the description of the API.
pub(super) fn described() -> Json {
    let reference = json!({ "$ref": "#/components/schemas/Reference" });
    let maybe = json!({ "anyOf": [reference, { "type": "null" }] });
    let missing = json!({
        "type": "object", "required": ["what"],
        "properties": {
            "what": { "type": "string", "enum": ["field", "record", "entry", "parties", "state", "answer", "step"] },
        },
    });
    let condition = json!({
        "type": "object", "required": ["code", "text", "source", "met", "missing"],
        "properties": {
            "code": { "type": "string" }, "text": { "type": "string" }, "source": { "type": "string" },
            "met": { "type": "boolean" }, "missing": { "type": "array", "items": missing },
        },
    });
    let gate = json!({
        "type": "object", "required": ["step", "state", "stage", "conditions"],
        "properties": {
            "step": { "type": "string" }, "state": { "type": "string" }, "stage": maybe,
            "conditions": { "type": "array", "items": condition },
        },
    });
    let ball = json!({
        "type": "object", "required": ["organisation", "missing"],
        "properties": { "organisation": maybe, "missing": { "type": "integer" } },
    });
    json!({
        "type": "object", "required": ["step", "ball", "gates"],
        "properties": {
            "step": { "type": ["string", "null"] }, "ball": { "type": "array", "items": ball },
            "gates": { "type": "array", "items": gate },
        },
    })
}
