//! Records of a long answer, read and made into what is sent while the pieces
//! before are on their way.

use crate::Web;
use samverk_app::AppError;
use samverk_app::catalogue::Scope;
use samverk_app::record::Stored;
use samverk_domain::RecordId;
use std::collections::VecDeque;
use std::sync::Arc;
use tokio::task::JoinHandle;

/// Pieces in the making at the same time: enough for two processors, and no
/// more memory than that for one who reads slowly.
const READY_MAX: usize = 2;

/// What a piece of records becomes.
type Make<T> = Arc<dyn Fn(Vec<Stored>) -> T + Send + Sync>;

/// Records by id, a piece at a time, each made into a `T` in a task of its own.
pub(crate) struct Ahead<T> {
    web: Web,
    scope: Arc<Scope>,
    ids: Vec<RecordId>,
    piece: usize,
    asked: usize,
    coming: VecDeque<JoinHandle<Result<T, AppError>>>,
    make: Make<T>,
}

impl<T: Send + 'static> Ahead<T> {
    /// Of these records, so many at a time, each piece made into what `make` gives.
    pub(crate) fn new(
        web: &Web,
        scope: &Arc<Scope>,
        ids: Vec<RecordId>,
        piece: usize,
        make: impl Fn(Vec<Stored>) -> T + Send + Sync + 'static,
    ) -> Self {
        let (web, scope, make) = (web.clone(), Arc::clone(scope), Arc::new(make));
        Self { web, scope, ids, piece, asked: 0, coming: VecDeque::new(), make }
    }

    /// The next piece, in order; nothing behind the last.
    pub(crate) async fn next(&mut self) -> Result<Option<T>, AppError> {
        while self.coming.len() < READY_MAX && self.ask() {}
        let Some(coming) = self.coming.pop_front() else { return Ok(None) };
        let made = match coming.await {
            Ok(made) => made?,
            // A panic there is one here: whoever catches that, catches this.
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => return Err(AppError::Rule("stopped")),
            },
        };
        self.ask();
        Ok(Some(made))
    }

    /// Begins the next piece, if there is one.
    fn ask(&mut self) -> bool {
        let ids: Vec<RecordId> = self.ids.iter().skip(self.asked).take(self.piece).copied().collect();
        if ids.is_empty() {
            return false;
        }
        self.asked += ids.len();
        let (web, scope, make) = (self.web.clone(), Arc::clone(&self.scope), Arc::clone(&self.make));
        self.coming.push_back(tokio::spawn(async move { Ok(make(web.app().load_piece(&ids, &scope).await?)) }));
        true
    }
}

impl<T> Drop for Ahead<T> {
    /// Whoever hangs up wants no more made.
    fn drop(&mut self) {
        self.coming.iter().for_each(JoinHandle::abort);
    }
}
