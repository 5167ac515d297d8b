//! Notices: what changed in what somebody follows, who mentioned them.

use crate::{App, AppError, Ctx};
use samverk_catalogue::{Filter, Query};
use samverk_domain::access::{Action, Actor, Decision, decide};
use samverk_domain::audit::{Change, Entry, Operation};
use samverk_domain::record::Kind;
use samverk_domain::{Lang, RecordId, UserId};
use samverk_storage::audit::{changes_of, entries_after, head_in};
use samverk_storage::together::{self, Follow, Notice};
use samverk_storage::{Tx, access};
use std::collections::{BTreeSet, HashMap, hash_map};

/// Entries of the history that one round looks at.
const ENTRIES_MAX: i64 = 500;
/// Changes of one entry that followers are told of one by one; of those
/// beyond, one notice says that there are many.
const CHANGES_MAX: usize = 200;
/// Notices of a page.
const SHOWN_MAX: i64 = 200;
/// Topic of what all members of a cooperation are asked.
const ASKED: &str = "asked";
/// Topic of what was deleted.
const GONE: &str = "deleted";
/// Remembers how far the history has been looked at.
const NOTICED: &str = "noticed_seq";

/// A notice as a page or a mail shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeView {
    /// Id.
    pub id: String,
    /// `created`, `changed`, `moved`, `deleted`, `mention`, `comment`, `asked`,
    /// `proposal`, `accepted`, `declined`, `import`, `many`.
    pub topic: String,
    /// Register.
    pub kind: String,
    /// The record, where the reader may see it.
    pub record: Option<RecordId>,
    /// Its title.
    pub title: String,
    /// What was said, where something was.
    pub text: String,
    /// Of an import: rows, created, changed, unchanged, rejected.
    pub counts: Option<[usize; 5]>,
    /// When.
    pub at: String,
    /// Whether it was read.
    pub read: bool,
    /// Whether it is told at once.
    pub urgent: bool,
}

/// Reads a list's query as filters and words; given by whoever knows addresses.
pub type ReadQuery = dyn Fn(&Kind, &str) -> (Vec<Filter>, String) + Send + Sync;

impl App {
    /// Looks at what happened since the last time and writes a notice to
    /// everybody who follows it, or of whose organisation it asks something,
    /// may see it and did not do it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn notify(&self, read_query: &ReadQuery) -> Result<usize, AppError> {
        self.catch_up().await?;
        let mut tx = self.store.read().await?;
        let known: Option<i64> = together::setting(&mut tx, NOTICED).await?.and_then(|text| text.parse().ok());
        let head = head_in(&mut tx).await?;
        // What was there before anybody could follow is nobody's news.
        let since = known.unwrap_or(head.seq);
        if known == Some(head.seq) {
            return Ok(0);
        }
        let follows = together::follows(&mut tx, None).await?;
        let actors = actors(&mut tx).await?;
        let mut notices = Vec::new();
        let mut seen = since;
        for entry in entries_after(&mut tx, since, ENTRIES_MAX).await? {
            seen = entry.seq;
            let changes = changes_of(&mut tx, entry.seq).await?;
            if changes.len() > CHANGES_MAX {
                let kind = changes.first().map(|change| change.kind.clone()).unwrap_or_default();
                let about = follows.iter().filter(|follow| follow.record.is_empty() && follow.kind == kind);
                let known =
                    about.filter(|follow| UserId::parse(&follow.user).is_some_and(|id| actors.contains_key(&id)));
                let known = known.filter(|follow| follow.user != entry.actor);
                notices.extend(
                    known.map(|follow| self.news(&entry, &follow.user, ("many", false), (&kind, String::new()))),
                );
            }
            let mut told: BTreeSet<(UserId, RecordId)> = BTreeSet::new();
            for change in changes.iter().filter(|change| !change.is_setting()).take(CHANGES_MAX) {
                let Some(kind) = self.registry().get(&change.kind) else { continue };
                let asked = self.asked_by(change, kind, &actors).into_iter().map(|user| (user, (ASKED, false)));
                let news = topic(change.operation, &change.delta);
                let followers = self.followers(change, kind, news.0, (&follows, &actors), read_query);
                for (user, topic) in asked.chain(followers.into_iter().map(|user| (user, news))) {
                    if entry.actor != user.to_string() && told.insert((user, change.record)) {
                        let about = (kind.name, change.record.to_string());
                        notices.push(self.news(&entry, &user.to_string(), topic, about));
                    }
                }
            }
        }
        let seen = if known.is_none() { head.seq } else { seen };
        drop(tx);
        let mut tx = self.store.write().await?;
        // Another process may have looked in the meantime.
        let now: Option<i64> = together::setting(&mut tx, NOTICED).await?.and_then(|text| text.parse().ok());
        if now != known {
            return Ok(0);
        }
        together::insert_notices(&mut tx, &notices).await?;
        together::set_setting(&mut tx, NOTICED, &seen.to_string()).await?;
        tx.commit().await?;
        Ok(notices.len())
    }

    fn news(&self, entry: &Entry, user: &str, topic: (&str, bool), about: (&str, String)) -> Notice {
        Notice {
            id: self.ports.new_id().to_string(),
            user: user.to_owned(),
            topic: topic.0.to_owned(),
            kind: about.0.to_owned(),
            record: about.1,
            seq: entry.seq,
            detail: String::new(),
            urgent: topic.1,
            at: entry.at.clone(),
            read_at: None,
        }
    }

    /// Who writes for a member of the cooperation that a record now asks all
    /// members of, or for the one that a new record asks, and may see it (B22,
    /// H04).
    fn asked_by(&self, change: &Change, kind: &Kind, actors: &HashMap<UserId, Actor>) -> Vec<UserId> {
        let one = kind.asks.filter(|_| change.operation == Operation::Create);
        let one = one.and_then(|link| target_after(&change.delta, link));
        let asks = one.is_some()
            || kind.asks_members_in.is_some_and(|state| state_after(&change.delta).as_deref() == Some(state));
        let facts = asks.then(|| self.look(|catalogue| catalogue.facts(change.record, self.ports.today()))).flatten();
        let Some(facts) = facts else { return Vec::new() };
        let members = facts.object().members;
        let is_asked = |actor: &Actor| {
            actor.writes_for().any(|own| one.map_or_else(|| members.contains(&own), |one| one == own))
                && matches!(decide(actor, Action::See, &facts.object()), Decision::Allow(_))
        };
        actors.iter().filter(|(_, actor)| is_asked(actor)).map(|(user, _)| *user).collect()
    }

    /// Whether what a notice asks for is asked still: a call that was closed
    /// before the mail went out waits for nobody.
    pub(super) fn is_asked_still(&self, notice: &NoticeView) -> bool {
        let state = |kind: &str| self.registry().get(kind).and_then(|kind| kind.asks_members_in);
        let (Some(id), Some(state)) = (notice.record, state(&notice.kind)) else { return true };
        if notice.topic != ASKED {
            return true;
        }
        let filters = [Filter { field: "state".to_owned(), values: vec![state.to_owned()], range: None }];
        let everything = self.scope(&Actor::Console);
        let query = Query { filters: &filters, ..Query::every(&notice.kind, "title", Lang::Sv) };
        self.look(|catalogue| catalogue.finds(&query, &everything, id))
    }

    /// Who follows what changed and may know of it.
    fn followers(
        &self,
        change: &Change,
        kind: &Kind,
        topic: &str,
        (follows, actors): (&[Follow], &HashMap<UserId, Actor>),
        read_query: &ReadQuery,
    ) -> Vec<UserId> {
        let id = change.record.to_string();
        let about = follows.iter().filter(|follow| follow.record == id || follow.kind == kind.name);
        let concerned = about.filter_map(|follow| {
            let user = UserId::parse(&follow.user)?;
            let actor = actors.get(&user)?;
            let gone = topic == GONE && follow.record == id && self.saw(actor, change.record);
            (gone || self.concerns(follow, kind, change.record, actor, read_query)).then_some(user)
        });
        concerned.collect()
    }

    /// Whether somebody could see a record before it was deleted.
    fn saw(&self, actor: &Actor, id: RecordId) -> bool {
        let facts = self.look(|catalogue| catalogue.facts(id, self.ports.today()));
        let facts = facts.map(samverk_catalogue::Facts::before_deletion);
        facts.is_some_and(|facts| matches!(decide(actor, Action::See, &facts.object()), Decision::Allow(_)))
    }

    fn concerns(&self, follow: &Follow, kind: &Kind, id: RecordId, actor: &Actor, read_query: &ReadQuery) -> bool {
        let scope = self.scope(actor);
        if !self.look(|catalogue| catalogue.sees(id, &scope)) {
            return false;
        }
        if !follow.record.is_empty() {
            return follow.record == id.to_string();
        }
        let (filters, words) = read_query(kind, &follow.query);
        let query = Query { filters: &filters, text: &words, ..Query::every(kind.name, "key", Lang::Sv) };
        self.look(|catalogue| catalogue.finds(&query, &scope, id))
    }

    /// The asker's notices, the newest first. Of a record that it may no
    /// longer see, nothing is told.
    ///
    /// # Errors
    /// Not signed in, or the database failed.
    pub async fn notices(&self, ctx: &Ctx) -> Result<Vec<NoticeView>, AppError> {
        let user = ctx.user()?;
        self.catch_up().await?;
        let mut tx = self.store.read().await?;
        let notices = together::notices(&mut tx, user, SHOWN_MAX).await?;
        self.shown(&mut tx, ctx, notices).await
    }

    /// How many notices the asker has not read.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unread(&self, ctx: &Ctx) -> Result<i64, AppError> {
        match ctx.user() {
            Ok(user) => Ok(together::unread(&self.store, user).await?),
            Err(_) => Ok(0),
        }
    }

    /// Marks the asker's notices as read.
    ///
    /// # Errors
    /// Not signed in, or the database failed.
    pub async fn read_notices(&self, ctx: &Ctx) -> Result<(), AppError> {
        let user = ctx.user()?;
        let mut tx = self.store.write().await?;
        together::read_all(&mut tx, user, &self.ports.now_text()).await?;
        Ok(tx.commit().await?)
    }

    /// Notices as their reader may see them now.
    pub(super) async fn shown(
        &self,
        tx: &mut Tx,
        ctx: &Ctx,
        notices: Vec<Notice>,
    ) -> Result<Vec<NoticeView>, AppError> {
        let scope = self.scope(&ctx.actor);
        let mut shown = Vec::with_capacity(notices.len());
        let mut changes: HashMap<i64, Vec<Change>> = HashMap::new();
        for notice in notices {
            let id = RecordId::parse(&notice.record);
            let seen = id.filter(|id| self.look(|catalogue| catalogue.sees(*id, &scope)));
            // Of what is gone there is a title, and no page.
            let gone = id.filter(|id| seen.is_none() && notice.topic == GONE && self.saw(&ctx.actor, *id));
            if id.is_some() && seen.is_none() && gone.is_none() {
                continue;
            }
            let title = seen.or(gone).and_then(|id| self.look(|catalogue| catalogue.title(id, ctx.lang, &scope)));
            let text = if matches!(notice.topic.as_str(), "mention" | "comment") {
                together::load_comment(tx, &notice.detail).await?.map(|comment| comment.text).unwrap_or_default()
            } else if let ("changed" | "moved", Some(id)) = (notice.topic.as_str(), seen) {
                let of_entry = match changes.entry(notice.seq) {
                    hash_map::Entry::Occupied(known) => known.into_mut(),
                    hash_map::Entry::Vacant(place) => place.insert(changes_of(tx, notice.seq).await?),
                };
                let own = of_entry.iter().find(|change| change.record == id);
                own.map(|change| self.change_told(ctx, change, &scope)).unwrap_or_default()
            } else if notice.topic == crate::map::REVIEW_TOPIC {
                // As it is when it is read: what was answered since is gone.
                self.review_lines(ctx, tx).await?
            } else {
                notice.detail
            };
            let run = match notice.topic.as_str() {
                "import" => samverk_storage::import::load(tx, &text).await?,
                _ => None,
            };
            let counts = run.as_ref().map(crate::import::counts_of);
            let title = run.map(|run| (run.file_name, None)).or(title);
            shown.push(NoticeView {
                id: notice.id,
                topic: notice.topic,
                kind: notice.kind,
                record: seen,
                title: title.map(|(title, _)| title).unwrap_or_default(),
                text,
                counts,
                at: notice.at,
                read: notice.read_at.is_some(),
                urgent: notice.urgent,
            });
        }
        Ok(shown)
    }

    /// Writes one notice to each of these people, in a transaction that tells
    /// of something else.
    pub(crate) async fn tell_people(
        &self,
        tx: &mut Tx,
        people: impl Iterator<Item = String> + Send,
        topic: &str,
        about: (&str, String),
        detail: String,
        urgent: bool,
    ) -> Result<(), AppError> {
        // The command line may act under any name; it reads no notices.
        let known = actors(tx).await?;
        let notices: Vec<Notice> = people
            .filter(|user| UserId::parse(user).is_some_and(|id| known.contains_key(&id)))
            .map(|user| Notice {
                id: self.ports.new_id().to_string(),
                user,
                topic: topic.to_owned(),
                kind: about.0.to_owned(),
                record: about.1.clone(),
                seq: 0,
                detail: detail.clone(),
                urgent,
                at: self.ports.now_text(),
                read_at: None,
            })
            .collect();
        Ok(together::insert_notices(tx, &notices).await?)
    }

    /// People who may take a change of a record over.
    pub(crate) async fn who_decides(&self, tx: &mut Tx, ctx: &Ctx, id: RecordId) -> Result<Vec<String>, AppError> {
        let actors = actors(tx).await?;
        let decides = |actor: &Actor| {
            let asker = Ctx { actor: actor.clone(), ..ctx.clone() };
            self.require(&asker, Action::Change, id).is_ok()
        };
        Ok(actors.into_iter().filter(|(_, actor)| decides(actor)).map(|(user, _)| user.to_string()).collect())
    }
}

/// Everybody who can sign in, with their roles.
pub(crate) async fn actors(tx: &mut Tx) -> Result<HashMap<UserId, Actor>, AppError> {
    let users = access::users(tx).await?.into_iter().filter(|(user, _)| !user.disabled);
    Ok(users.map(|(user, grants)| (user.id, Actor::User { id: user.id, grants })).collect())
}

/// What a change is called, and whether it is a decision.
fn topic(operation: Operation, delta: &str) -> (&'static str, bool) {
    match operation {
        Operation::Create => ("created", false),
        Operation::Move => ("moved", state_after(delta).is_some_and(|state| state == "decided")),
        Operation::Delete | Operation::Merge | Operation::Erase => (GONE, false),
        Operation::Change | Operation::Restore => ("changed", false),
    }
}

/// The record that a link of a new record leads to.
fn target_after(delta: &str, link: &str) -> Option<RecordId> {
    let after = crate::record::read_delta(delta)?.remove(link)?.1?;
    RecordId::parse(after.as_array()?.first()?.get("to")?.as_str()?)
}

/// The state that a change brought.
fn state_after(delta: &str) -> Option<String> {
    let after = crate::record::read_delta(delta)?.remove("@state")?.1?;
    Some(after.as_str()?.to_owned())
}
