//! Views of lists that people save: their own, those that they share, and
//! the one that an organisation's people see first.

use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::record::Fault;
use samverk_storage::together::{self, SavedView};

/// Longest name.
const NAME_CHARS_MAX: usize = 100;
/// Longest query.
const QUERY_CHARS_MAX: usize = 2_000;
/// Most views of one register that one person saves.
const VIEWS_MAX: usize = 50;

/// Who has a view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Who saved it.
    Mine,
    /// Everybody of an organisation.
    Shared,
    /// The same, and it is what they see first.
    Standard,
}

impl Reach {
    /// All.
    pub const ALL: [Self; 3] = [Self::Mine, Self::Shared, Self::Standard];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Shared => "shared",
            Self::Standard => "standard",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reach| reach.code() == code)
    }
}

impl App {
    /// The views of a register that the asker has: own ones, and those of
    /// its organisations.
    ///
    /// # Errors
    /// The database failed.
    pub async fn views(&self, ctx: &Ctx, kind: &str) -> Result<Vec<SavedView>, AppError> {
        if ctx.user().is_err() {
            return Ok(Vec::new());
        }
        let mut tx = self.store.read().await?;
        let mut views = together::views(&mut tx, kind).await?;
        views.retain(|view| Self::has_view(ctx, view));
        Ok(views)
    }

    fn has_view(ctx: &Ctx, view: &SavedView) -> bool {
        let owner = view.owner.as_deref().and_then(RecordId::parse);
        view.user == ctx.name || owner.is_some_and(|owner| ctx.actor.organisations().any(|own| own == owner))
    }

    /// Saves a view of a list. Sharing it, and making it what an
    /// organisation's people see first, is for those who write for it; an
    /// earlier first view of that organisation becomes a shared one.
    ///
    /// # Errors
    /// A name that is missing or that another of one's own views has, too many
    /// views, or not allowed.
    pub async fn save_view(
        &self,
        ctx: &Ctx,
        kind: &str,
        name: &str,
        query: &str,
        reach: Reach,
    ) -> Result<SavedView, AppError> {
        let user = ctx.user()?;
        self.registry().get(kind).ok_or(AppError::NotFound)?;
        let name = name.trim();
        let mut faults = Vec::new();
        if name.is_empty() {
            faults.push(Fault::error("name", "required", ""));
        }
        if name.chars().count() > NAME_CHARS_MAX || name.chars().any(char::is_control) {
            faults.push(Fault::error("name", "too_long", NAME_CHARS_MAX.to_string()));
        }
        if query.chars().count() > QUERY_CHARS_MAX {
            faults.push(Fault::error("query", "too_long", QUERY_CHARS_MAX.to_string()));
        }
        let owner = match reach {
            Reach::Mine => None,
            Reach::Shared | Reach::Standard => {
                let own = ctx.actor.writes_for().next();
                if own.is_none() {
                    faults.push(Fault::error("reach", "view_reach", ""));
                }
                own
            }
        };
        let mut tx = self.store.write().await?;
        let views = together::views(&mut tx, kind).await?;
        if views.iter().filter(|view| view.user == ctx.name).count() >= VIEWS_MAX {
            faults.push(Fault::error("name", "too_many", VIEWS_MAX.to_string()));
        }
        if views.iter().any(|view| view.user == ctx.name && view.name == name) {
            faults.push(Fault::error("name", "taken", ""));
        }
        if !faults.is_empty() {
            return Err(AppError::Invalid(faults));
        }
        let view = SavedView {
            id: self.ports.new_id().to_string(),
            kind: kind.to_owned(),
            user: user.to_string(),
            owner: owner.map(|id| id.to_string()),
            name: name.to_owned(),
            query: query.trim_start_matches('?').to_owned(),
            reach: reach.code().to_owned(),
        };
        if reach == Reach::Standard {
            for mut old in views.into_iter().filter(|old| old.reach == "standard" && old.owner == view.owner) {
                together::remove_view(&mut tx, &old.id).await?;
                Reach::Shared.code().clone_into(&mut old.reach);
                together::insert_view(&mut tx, &old, &self.ports.now_text()).await?;
            }
        }
        together::insert_view(&mut tx, &view, &self.ports.now_text()).await?;
        tx.commit().await?;
        Ok(view)
    }

    /// Removes a view: one's own, or one of an organisation that the asker
    /// writes for.
    ///
    /// # Errors
    /// There is no such view, or it is somebody else's.
    pub async fn remove_view(&self, ctx: &Ctx, id: &str) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        let view = together::load_view(&mut tx, id).await?.filter(|view| Self::has_view(ctx, view));
        let view = view.ok_or(AppError::NotFound)?;
        let owner = view.owner.as_deref().and_then(RecordId::parse);
        if view.user != ctx.name && !owner.is_some_and(|owner| ctx.actor.writes_for().any(|own| own == owner)) {
            return Err(AppError::Denied(samverk_domain::access::Reason::NotOwner));
        }
        together::remove_view(&mut tx, id).await?;
        Ok(tx.commit().await?)
    }
}
