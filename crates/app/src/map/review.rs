//! Freshness: the owner of records whose date of review has passed gets one
//! message with all of them and says "still true" in one place; the
//! coordinator sees who has not answered.

use crate::record::{BulkHow, Input, Stored};
use crate::{App, AppError, Ctx};
use jiff::ToSpan as _;
use jiff::civil::Date;
use samverk_catalogue::{Filter, Query, Range, Scope};
use samverk_domain::access::{Actor, Role};
use samverk_domain::{Lang, RecordId, UserId};
use samverk_storage::audit::entry_before;
use samverk_storage::together::{self, Notice};
use std::collections::BTreeMap;

/// The field that says until when a record counts as fresh.
const FIELD: &str = "review_by";
/// The field that says when somebody last looked at it.
const CHECKED: &str = "checked";
/// Days between two messages to the same person.
const REMIND_DAYS: i64 = 7;
/// Months until the next review that may be chosen.
pub const REVIEW_MONTHS: [i64; 4] = [3, 6, 12, 24];
/// What a notice about records to review is called.
pub const REVIEW_TOPIC: &str = "review";
/// Notices looked at for the last reminder.
const NOTICES_MAX: i64 = 200;

/// What of a kind is old: what was last looked at by this day, or else changed
/// by this entry.
struct Old {
    kind: &'static str,
    day: Date,
    entry: i64,
}

impl App {
    /// Records that may be seen and whose date of review has passed, the
    /// longest ago first; then those of kinds that are looked at regularly
    /// which have no such date, and were neither checked nor changed for as
    /// long as that.
    fn due(&self, scope: &Scope, lang: Lang, old: &[Old]) -> Vec<RecordId> {
        let Ok(yesterday) = self.ports.today().yesterday() else { return Vec::new() };
        let until = |field: &str, day: Date| {
            let range = Range { from: None, until: Some(day.to_string()) };
            Filter { field: field.to_owned(), values: Vec::new(), range: Some(range) }
        };
        let without = |field: &str| Filter { field: field.to_owned(), values: vec![String::new()], range: None };
        let passed = [until(FIELD, yesterday)];
        let kinds = self.registry().kinds();
        self.look(|catalogue| {
            let of = |kind, filters: &[Filter]| {
                catalogue.query_all(&Query { filters, ..Query::every(kind, FIELD, lang) }, scope)
            };
            let mut due: Vec<RecordId> = kinds.iter().flat_map(|kind| of(kind.name, &passed)).collect();
            for old in old {
                due.extend(of(old.kind, &[without(FIELD), until(CHECKED, old.day)]));
                let unchanged = |id: &RecordId| catalogue.changed_seq(*id).is_some_and(|seq| seq <= old.entry);
                due.extend(of(old.kind, &[without(FIELD), without(CHECKED)]).into_iter().filter(unchanged));
            }
            due
        })
    }

    /// From when on a record of each kind that is looked at regularly is old.
    async fn old(&self, tx: &mut samverk_storage::Tx) -> Result<Vec<Old>, AppError> {
        let mut old = Vec::new();
        for kind in self.registry().kinds() {
            let day = kind.reviewed_every.and_then(|months| self.ports.today().checked_sub(months.months()).ok());
            let Some(day) = day else { continue };
            let entry = entry_before(tx, &self.ports.begins(day)).await?;
            old.push(Old { kind: kind.name, day, entry });
        }
        Ok(old)
    }

    /// What the asker's organisations own and have not looked at in time.
    ///
    /// # Errors
    /// Not signed in, or the database failed.
    pub async fn stale(&self, ctx: &Ctx) -> Result<Vec<Stored>, AppError> {
        ctx.user()?;
        self.catch_up().await?;
        let scope = self.scope(&ctx.actor);
        let old = self.old(&mut self.store.read().await?).await?;
        let ids = self.due_of(&ctx.actor, &scope, ctx.lang, &old);
        self.seen(&ids, &scope).await
    }

    fn due_of(&self, actor: &Actor, scope: &Scope, lang: Lang, old: &[Old]) -> Vec<RecordId> {
        let own: Vec<RecordId> = actor.writes_for().collect();
        let mut due = self.due(scope, lang, old);
        self.look(|catalogue| due.retain(|id| catalogue.owner(*id).is_some_and(|owner| own.contains(&owner))));
        due
    }

    /// Owners of records that the asker coordinates or sees from within, and
    /// how many of them each has not looked at in time; the most first.
    ///
    /// # Errors
    /// Not signed in, or the database failed.
    pub async fn unanswered(&self, ctx: &Ctx) -> Result<Vec<(RecordId, usize)>, AppError> {
        ctx.user()?;
        self.catch_up().await?;
        if !ctx.actor.grants().iter().any(|grant| grant.role == Role::Coordinator) {
            return Ok(Vec::new());
        }
        let scope = self.scope(&ctx.actor);
        let own: Vec<RecordId> = ctx.actor.writes_for().collect();
        let mut owners: BTreeMap<RecordId, usize> = BTreeMap::new();
        let old = self.old(&mut self.store.read().await?).await?;
        for id in self.due(&scope, ctx.lang, &old) {
            if let Some(owner) = self.look(|catalogue| catalogue.owner(id)).filter(|owner| !own.contains(owner)) {
                *owners.entry(owner).or_default() += 1;
            }
        }
        let mut owners: Vec<(RecordId, usize)> = owners.into_iter().collect();
        owners.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(owners)
    }

    /// Says of records of one kind that they are still true: the day is
    /// noted, and the next review set so many months ahead. Gives how many.
    ///
    /// # Errors
    /// As [`App::bulk_change`], and a fault on the months.
    pub async fn still_true(
        &self,
        ctx: &Ctx,
        kind: &str,
        chosen: &[(RecordId, i64)],
        months: i64,
    ) -> Result<usize, AppError> {
        if !REVIEW_MONTHS.contains(&months) {
            let fault = samverk_domain::record::Fault::error(FIELD, "choice", months.to_string());
            return Err(AppError::Invalid(vec![fault]));
        }
        let today = self.ports.today();
        let next = today.checked_add(months.months()).unwrap_or(Date::MAX);
        let mut input = Input::default();
        input.fields.insert("checked".to_owned(), vec![today.to_string()]);
        input.fields.insert(FIELD.to_owned(), vec![next.to_string()]);
        let done = self.bulk_change(ctx, kind, chosen, &input, BulkHow::Replace, None).await?;
        Ok(done.records.len())
    }

    /// Writes one notice to everybody whose organisations own what was not
    /// looked at in time, at most once a week. Gives how many.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remind(&self) -> Result<usize, AppError> {
        self.catch_up().await?;
        let mut tx = self.store.write().await?;
        let since = self.ago(REMIND_DAYS * 24 * 3600);
        let mut notices = Vec::new();
        let old = self.old(&mut tx).await?;
        for (user, actor) in crate::together::actors(&mut tx).await? {
            let scope = self.scope(&actor);
            let due = self.due_of(&actor, &scope, Lang::Sv, &old).len();
            if due == 0 || self.was_reminded(&mut tx, user, &since).await? {
                continue;
            }
            notices.push(Notice {
                id: self.ports.new_id().to_string(),
                user: user.to_string(),
                topic: REVIEW_TOPIC.to_owned(),
                kind: "initiative".to_owned(),
                record: String::new(),
                seq: 0,
                detail: due.to_string(),
                urgent: false,
                at: self.ports.now_text(),
                read_at: None,
            });
        }
        let count = notices.len();
        together::insert_notices(&mut tx, &notices).await?;
        tx.commit().await?;
        Ok(count)
    }

    async fn was_reminded(&self, tx: &mut samverk_storage::Tx, user: UserId, since: &str) -> Result<bool, AppError> {
        let notices = together::notices(tx, user, NOTICES_MAX).await?;
        Ok(notices.iter().any(|notice| notice.topic == REVIEW_TOPIC && notice.at.as_str() > since))
    }

    /// The titles of what somebody has to look at, a line each, for the message.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn review_lines(&self, ctx: &Ctx, tx: &mut samverk_storage::Tx) -> Result<String, AppError> {
        let scope = self.scope(&ctx.actor);
        let old = self.old(tx).await?;
        let due = self.due_of(&ctx.actor, &scope, ctx.lang, &old);
        let title = |id: RecordId| self.look(|catalogue| catalogue.title(id, ctx.lang, &scope)).map(|(title, _)| title);
        let lines: Vec<String> = due.into_iter().filter_map(title).map(|title| format!("- {title}")).collect();
        Ok(lines.join("\n"))
    }
}
