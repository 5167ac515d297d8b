//! One file per page or group of pages.

pub(crate) mod about;
pub(crate) mod account;
pub(crate) mod act;
pub(crate) mod agenda;
pub(crate) mod asked;
pub(crate) mod budget;
pub(crate) mod bulk;
pub(crate) mod cost;
pub(crate) mod document;
mod extra;
mod field;
pub(crate) mod file;
pub(crate) mod form;
pub(crate) mod history;
pub(crate) mod import;
mod kept;
pub(crate) mod ledger;
pub(crate) mod linked;
pub(crate) mod list;
pub(crate) mod machine;
pub(crate) mod map;
pub(crate) mod matrix;
pub(crate) mod overlap;
pub(crate) mod own_fields;
pub(crate) mod pairs;
pub(crate) mod process;
pub(crate) mod record;
pub(crate) mod report;
pub(crate) mod review;
pub(crate) mod rights;
pub(crate) mod search;
pub(crate) mod sign_in;
pub(crate) mod start;
pub(crate) mod subscribe;
mod take;
pub(crate) mod together;
pub(crate) mod users;

use crate::query::Query;
use crate::show::Eye;
use crate::visitor::Visitor;
use samverk_app::catalogue::{Catalogue, Scope};
use samverk_app::record::Answered;
use samverk_app::{AppError, Ctx, Once};
use samverk_domain::RecordId;
use samverk_domain::record::Kind;

/// An address with its text.
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) label: String,
}

impl Visitor {
    /// A declared kind by the name in the address.
    pub(crate) fn kind(&self, name: &str) -> Result<&'static Kind, AppError> {
        self.web.app().registry().get(name).ok_or(AppError::NotFound)
    }

    /// A sent form whose token belongs to this session.
    pub(crate) fn form(&self, body: &str) -> Result<Query, AppError> {
        let form = Query::parse(body);
        self.check_token(form.get("token").unwrap_or_default())?;
        Ok(form)
    }

    /// Refuses a form that this session did not get from us.
    pub(crate) fn check_token(&self, token: &str) -> Result<(), AppError> {
        if self.signed_in.is_none() {
            return Err(AppError::Denied(samverk_domain::access::Reason::SignInFirst));
        }
        if token.is_empty() || token != self.form_token() { Err(AppError::Rule("form_token")) } else { Ok(()) }
    }

    /// The asker with the key that a form had when it was shown, so that what
    /// the form does happens once, however often it is sent.
    pub(crate) fn once(&self, form: &Query) -> Ctx {
        let key = form.get("form").filter(|key| !key.is_empty());
        Ctx { once: key.map(|key| Once::of_form(&self.ctx, key)), ..self.ctx.clone() }
    }

    /// The record, with a number, that the same form left when it was sent before.
    pub(crate) async fn done_before(&self, ctx: &Ctx) -> Result<Option<(RecordId, i64)>, AppError> {
        let Some(once) = &ctx.once else { return Ok(None) };
        Ok(match self.web.app().answered(once).await? {
            Some(Answered::Records(records)) => records.last().copied(),
            Some(Answered::Otherwise) | None => None,
        })
    }

    /// Looks with this visitor's eyes.
    pub(crate) fn look<T>(&self, scope: &Scope, question: impl FnOnce(Eye<'_>) -> T) -> T {
        self.web.app().look(|catalogue: &Catalogue| question(Eye { catalogue, scope, lang: self.lang }))
    }

    /// The address of a record.
    pub(crate) fn record_href(&self, id: RecordId) -> String {
        let scope = self.web.app().scope(&self.ctx.actor);
        self.look(&scope, |eye| eye.href(id))
    }
}

/// The version that a form was made from.
pub(crate) fn base(form: &Query) -> Result<i64, AppError> {
    form.get("base").and_then(|base| base.parse().ok()).ok_or(AppError::Rule("form_incomplete"))
}

/// A reason given in a form.
pub(crate) fn reason(form: &Query) -> Option<String> {
    form.get("reason").map(|reason| reason.chars().take(500).collect())
}
