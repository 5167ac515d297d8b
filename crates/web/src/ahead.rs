//! Records of a long answer, read while the piece before is being written.

use crate::Web;
use samverk_app::AppError;
use samverk_app::catalogue::Scope;
use samverk_app::record::Stored;
use samverk_domain::RecordId;
use std::sync::Arc;
use tokio::task::JoinHandle;

/// Records by id, a piece at a time; at most one piece lies ready.
pub(crate) struct Ahead {
    web: Web,
    scope: Arc<Scope>,
    ids: Vec<RecordId>,
    piece: usize,
    asked: usize,
    coming: Option<JoinHandle<Result<Vec<Stored>, AppError>>>,
}

impl Ahead {
    /// Of these records, so many at a time.
    pub(crate) fn new(web: &Web, scope: &Arc<Scope>, ids: Vec<RecordId>, piece: usize) -> Self {
        Self { web: web.clone(), scope: Arc::clone(scope), ids, piece, asked: 0, coming: None }
    }

    /// The next piece; nothing behind the last.
    pub(crate) async fn next(&mut self) -> Result<Option<Vec<Stored>>, AppError> {
        let Some(coming) = self.coming.take().or_else(|| self.ask()) else { return Ok(None) };
        let records = match coming.await {
            Ok(records) => records?,
            // A panic there is one here: whoever catches that, catches this.
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => return Err(AppError::Rule("stopped")),
            },
        };
        self.coming = self.ask();
        Ok(Some(records))
    }

    fn ask(&mut self) -> Option<JoinHandle<Result<Vec<Stored>, AppError>>> {
        let ids: Vec<RecordId> = self.ids.iter().skip(self.asked).take(self.piece).copied().collect();
        if ids.is_empty() {
            return None;
        }
        self.asked += ids.len();
        let (web, scope) = (self.web.clone(), Arc::clone(&self.scope));
        Some(tokio::spawn(async move { web.app().load_piece(&ids, &scope).await }))
    }
}
