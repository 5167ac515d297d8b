//! The records that a map is drawn from: those of now, or of an earlier moment.

use super::KIND;
use crate::query::Query as Address;
use crate::show::Eye;
use crate::visitor::Visitor;
use samverk_app::AppError;
use samverk_app::catalogue::{Query, Scope};
use samverk_app::map::Past;
use samverk_app::record::Stored;
use samverk_domain::RecordId;
use samverk_domain::record::Kind;
use std::sync::Arc;

/// Name of the moment in an address.
pub(in crate::pages) const AT: &str = "at";

pub(crate) struct World<'a> {
    visitor: &'a Visitor,
    scope: Arc<Scope>,
    past: Option<Arc<Past>>,
}

impl<'a> World<'a> {
    /// What the address asks for: now, unless it names a moment.
    pub(crate) async fn of(visitor: &'a Visitor, kind: &Kind, address: &Address) -> Result<Self, AppError> {
        let app = visitor.web.app();
        app.catch_up().await?;
        let past = match address.get(AT).filter(|at| *at != "now" && kind.name == KIND) {
            None => None,
            Some(at) => {
                let moment = app.moment(&visitor.ctx, at).await?;
                Some(app.past(&visitor.ctx, moment).await?)
            }
        };
        let scope = past.as_ref().map_or_else(|| app.scope(&visitor.ctx.actor), |past| Arc::clone(&past.scope));
        Ok(Self { visitor, scope, past })
    }

    /// The earlier moment, if it is one.
    pub(crate) fn past(&self) -> Option<&Past> {
        self.past.as_deref()
    }

    /// Looks at the records in memory.
    pub(crate) fn look<T>(&self, question: impl FnOnce(Eye<'_>) -> T) -> T {
        match &self.past {
            None => self.visitor.look(&self.scope, question),
            Some(past) => question(Eye { catalogue: &past.catalogue, scope: &past.scope, lang: self.visitor.lang }),
        }
    }

    /// What a question finds, in its order.
    pub(super) fn ids(&self, query: &Query<'_>) -> Vec<RecordId> {
        self.look(|eye| eye.catalogue.query_all(query, eye.scope))
    }

    /// Records with what the asker may not see taken out, in the order asked for.
    pub(super) async fn records(&self, ids: &[RecordId]) -> Result<Vec<Stored>, AppError> {
        match &self.past {
            None => self.visitor.web.app().load_piece(ids, &self.scope).await,
            Some(past) => Ok(past.records(ids)),
        }
    }
}
