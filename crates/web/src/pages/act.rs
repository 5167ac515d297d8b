//! What is done to one record by a form: moved, deleted, merged, erased,
//! brought back, decided on, commented.

use super::record::RefusedMove;
use super::{base, reason};
use crate::Web;
use crate::answer::see_other;
use crate::query::Query;
use crate::visitor::Visitor;
use axum::extract::{FromRequest, FromRequestParts as _, Path, Request};
use axum::response::{IntoResponse as _, Response};
use samverk_app::{App, AppError};
use samverk_domain::RecordId;
use samverk_domain::record::Record;

/// A form that was sent about a record that the visitor sees.
pub(crate) struct Act {
    pub(super) visitor: Visitor,
    pub(super) kind: String,
    pub(super) id: RecordId,
    pub(super) form: Query,
}

impl FromRequest<Web> for Act {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Web) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let visitor = Visitor::from_request_parts(&mut parts, web).await?;
        let path = Path::<(String, String, String)>::from_request_parts(&mut parts, web).await;
        let Path((_, kind, key)) = path.map_err(axum::response::IntoResponse::into_response)?;
        let body = String::from_request(Request::from_parts(parts, body), web).await;
        let body = body.map_err(axum::response::IntoResponse::into_response)?;
        let found = async {
            visitor.kind(&kind)?;
            visitor.web.app().catch_up().await?;
            let id = visitor.web.app().resolve(&kind, &key)?;
            // What must not be seen is not found, whatever the form holds.
            visitor.web.app().record(&visitor.ctx, id).await?;
            Ok((id, visitor.form(&body)?))
        };
        match found.await {
            Ok((id, form)) => Ok(Self { visitor, kind, id, form }),
            Err(error) => Err(visitor.refuse(&error).into_response()),
        }
    }
}

impl Act {
    pub(super) fn app(&self) -> &App {
        self.visitor.web.app()
    }

    /// A field of the form.
    fn text(&self, name: &str) -> &str {
        self.form.get(name).unwrap_or_default()
    }

    fn answer(&self, done: Result<Response, AppError>) -> Response {
        self.visitor.answer(done)
    }

    /// The page of the record that an act left, saying what was done.
    fn told(&self, done: Result<Record, AppError>, what: &str) -> Response {
        self.answer(done.map(|record| self::done(&self.visitor, &record, what)))
    }
}

/// The record's page, saying what was done.
pub(super) fn done(visitor: &Visitor, record: &Record, what: &str) -> Response {
    see_other(&format!("{}?done={what}&v={}", visitor.record_href(record.id), record.version))
}

pub(crate) async fn move_to(act: Act) -> Response {
    let moved = async {
        act.app().move_to(&act.visitor.ctx, act.id, base(&act.form)?, act.text("state"), reason(&act.form)).await
    };
    match moved.await {
        Err(AppError::Invalid(faults)) => {
            let (state, reason) = (act.text("state").to_owned(), act.text("reason").to_owned());
            let refused = RefusedMove { faults, state, reason };
            let key = act.app().look(|catalogue| catalogue.key(act.id).map(str::to_owned)).unwrap_or_default();
            act.answer(super::record::page(&act.visitor, &act.kind, &key, &refused).await)
        }
        moved => act.told(moved, "moved"),
    }
}

pub(crate) async fn delete(act: Act) -> Response {
    let deleted = async {
        act.app().delete(&act.visitor.ctx, act.id, base(&act.form)?, reason(&act.form)).await?;
        Ok(see_other(&act.visitor.record_href(act.id)))
    };
    act.answer(deleted.await)
}

pub(crate) async fn merge(act: Act) -> Response {
    let merged = act.app().merge(&act.visitor.ctx, act.id, act.text("into").trim(), reason(&act.form)).await;
    act.told(merged, "merged")
}

pub(crate) async fn erase(act: Act) -> Response {
    let erased = act.app().erase(&act.visitor.ctx, act.id, reason(&act.form)).await;
    act.answer(erased.map(|_| see_other(&act.visitor.href(&format!("/{}", act.kind)))))
}

pub(crate) async fn restore(act: Act) -> Response {
    let restored = async {
        let version = act.text("version").parse().map_err(|_| AppError::Rule("form_incomplete"))?;
        act.app().restore(&act.visitor.ctx, act.id, base(&act.form)?, version, reason(&act.form)).await
    };
    act.told(restored.await, "restored")
}

pub(crate) async fn undo(act: Act) -> Response {
    let undone = async { act.app().undo(&act.visitor.ctx, act.id, base(&act.form)?).await };
    act.told(undone.await, "undone")
}

pub(crate) async fn decide_proposal(act: Act) -> Response {
    let accept = act.text("outcome") == "accept";
    let decided = async {
        act.app().decide_proposal(&act.visitor.ctx, act.id, act.text("proposal"), accept).await?;
        Ok(act.app().record(&act.visitor.ctx, act.id).await?.record)
    };
    act.told(decided.await, if accept { "changed" } else { "declined" })
}

pub(crate) async fn comment(act: Act) -> Response {
    let said = async {
        match act.form.get("remove") {
            Some(comment) => act.app().remove_comment(&act.visitor.ctx, act.id, comment).await?,
            None => act.app().comment(&act.visitor.ctx, act.id, act.text("text")).await?,
        }
        Ok(see_other(&format!("{}#comments", act.visitor.record_href(act.id))))
    };
    act.answer(said.await)
}
