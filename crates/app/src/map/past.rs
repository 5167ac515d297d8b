//! The map as of an earlier day, frozen versions, and two of them compared
//! (rows B01, B02).

use crate::record::read_delta;
use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_catalogue::{Catalogue, Filter, Query, Range, Scope};
use samverk_domain::access::{Action, Actor};
use samverk_domain::map::compare::{Difference, compare};
use samverk_domain::record::{Field, FieldType, Kind, Record, Registry, Value, apply, undo};
use samverk_domain::{Lang, RecordId, record};
use samverk_storage::audit::{changes_since, entry_before};
use samverk_storage::record::Stored;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// Kinds that the map is made of.
const KINDS: [&str; 14] = [
    "initiative",
    "organisation",
    "cooperation",
    "membership",
    "goal",
    "life-event",
    "life-event-support",
    "service",
    "service-step",
    "adoption",
    "level-activity",
    "dependency",
    "national-instrument",
    "it-system",
];
/// Records read at a time.
const PIECE: usize = 2_000;

/// Maps of the past that are kept for who asks again; of ten thousand
/// initiatives one takes some twenty megabytes.
const KEPT_MAX: usize = 3;

/// Maps of the past that were made lately, the latest last. What was recorded
/// does not change, but who may see it does: a map is kept for the scope that
/// it was made for, which is another after every entry of the history.
#[derive(Default)]
pub(crate) struct KnownPasts(Mutex<Vec<KnownPast>>);

struct KnownPast {
    made_for: Arc<Scope>,
    registry: &'static Registry,
    past: Arc<Past>,
}

impl KnownPasts {
    fn get(&self, scope: &Arc<Scope>, registry: &'static Registry, moment: &Moment) -> Option<Arc<Past>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of = |known: &&KnownPast| {
            Arc::ptr_eq(&known.made_for, scope)
                && std::ptr::eq(known.registry, registry)
                && known.past.moment == *moment
        };
        known.iter().find(of).map(|known| Arc::clone(&known.past))
    }

    fn keep(&self, made_for: Arc<Scope>, registry: &'static Registry, past: &Arc<Past>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEPT_MAX {
            known.remove(0);
        }
        known.push(KnownPast { made_for, registry, past: Arc::clone(past) });
    }
}

/// A moment of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Number of the last entry that counts.
    pub entry: i64,
    /// Day on which dated links are looked at.
    pub day: Date,
    /// The frozen version, where it is one.
    pub version: Option<RecordId>,
    /// What it was frozen with, as in an address; the map holds nothing else.
    pub filter: String,
}

/// What the map was made of at a moment, as far as the asker sees it now and
/// saw it then: everything in it may be shown.
pub struct Past {
    /// When.
    pub moment: Moment,
    /// The records in memory.
    pub catalogue: Catalogue,
    /// Everything.
    pub scope: Arc<Scope>,
    records: HashMap<RecordId, Stored>,
}

impl Past {
    /// Records, in the order asked for.
    #[must_use]
    pub fn records(&self, ids: &[RecordId]) -> Vec<Stored> {
        ids.iter().filter_map(|id| self.records.get(id)).cloned().collect()
    }

    /// Every initiative.
    #[must_use]
    pub fn initiatives(&self) -> Vec<Record> {
        let own = self.records.values().filter(|stored| stored.record.kind == "initiative");
        own.map(|stored| stored.record.clone()).collect()
    }
}

impl App {
    /// The moment that a text names: `now`, a day, or the key or id of a
    /// frozen version.
    ///
    /// # Errors
    /// A fault on `at` where it is none of them, or not found.
    pub async fn moment(&self, ctx: &Ctx, text: &str) -> Result<Moment, AppError> {
        self.catch_up().await?;
        let today = self.ports.today();
        if text == "now" {
            return Ok(Moment { entry: self.look(Catalogue::seq), day: today, version: None, filter: String::new() });
        }
        if let Ok(day) = text.parse::<Date>() {
            // Everything that was recorded until the end of that day.
            let after = day.tomorrow().map_err(|_| bad_moment(text))?;
            let entry = entry_before(&mut self.store.read().await?, &self.ports.begins(after)).await?;
            return Ok(Moment { entry, day, version: None, filter: String::new() });
        }
        let id = self.look(|catalogue| catalogue.find("map-version", text)).ok_or_else(|| bad_moment(text))?;
        let version = self.record(ctx, id).await.map_err(|_| bad_moment(text))?.record;
        let day = match version.first("date") {
            Some(Value::Date(day)) => *day,
            _ => today,
        };
        let entry = version.number("entry").unwrap_or_default().min(self.look(Catalogue::seq));
        let filter = version.text("filter").unwrap_or_default().to_owned();
        Ok(Moment { entry, day, version: Some(id), filter })
    }

    /// The map as it was recorded at a moment, with the links that held on
    /// its day.
    ///
    /// # Errors
    /// The database failed or the history cannot be read.
    pub async fn past(&self, ctx: &Ctx, moment: Moment) -> Result<Arc<Past>, AppError> {
        self.catch_up().await?;
        let (now, registry) = (self.scope(&ctx.actor), self.registry());
        if let Some(past) = self.pasts.get(&now, registry, &moment) {
            return Ok(past);
        }
        let past = Arc::new(self.past_for(ctx, &now, moment).await?);
        self.pasts.keep(now, registry, &past);
        Ok(past)
    }

    async fn past_for(&self, ctx: &Ctx, now: &Scope, moment: Moment) -> Result<Past, AppError> {
        let mut later: HashMap<RecordId, Vec<(i64, String)>> = HashMap::new();
        for change in changes_since(&mut self.store.read().await?, moment.entry).await? {
            later.entry(change.record).or_default().push((change.version, change.delta));
        }
        let mut catalogue = self.empty_catalogue();
        let mut records = HashMap::new();
        for kind in KINDS {
            let ids = self.look(|catalogue| catalogue.all_with_deleted(kind));
            for piece in ids.chunks(PIECE) {
                for stored in samverk_storage::record::load_many_alone(&self.store, self.registry(), piece).await? {
                    let id = stored.record.id;
                    // What must not be seen now was not opened by being old.
                    if !self.look(|catalogue| catalogue.sees(id, now)) && !stored.record.deleted {
                        continue;
                    }
                    let Some(then) = self.then(ctx, stored, later.remove(&id))? else { continue };
                    catalogue.upsert(&then.record, then.changed_seq);
                    records.insert(id, then);
                }
            }
        }
        let day = moment.day;
        for stored in records.values_mut() {
            self.conceal_past(&mut stored.record, now, day);
            catalogue.upsert(&stored.record, stored.changed_seq);
        }
        for id in self.filtered_out(&catalogue, &moment)? {
            if let Some(mut stored) = records.remove(&id) {
                stored.record.deleted = true;
                catalogue.upsert(&stored.record, stored.changed_seq);
            }
        }
        catalogue.set_seq(moment.entry);
        let scope = Arc::new(catalogue.scope(&Actor::Console, day));
        Ok(Past { moment, catalogue, scope, records })
    }

    /// The initiatives that a version's filter leaves out.
    fn filtered_out(&self, catalogue: &Catalogue, moment: &Moment) -> Result<Vec<RecordId>, AppError> {
        if moment.filter.is_empty() {
            return Ok(Vec::new());
        }
        let kind = self.registry().get(KINDS[0]).ok_or(AppError::NotFound)?;
        let scope = catalogue.scope(&Actor::Console, moment.day);
        let (filters, text) = filters_of(kind, &moment.filter);
        let every = Query::every(kind.name, "key", Lang::Sv);
        let all = catalogue.query_all(&every, &scope);
        let kept: HashSet<RecordId> =
            catalogue.query_all(&Query { filters: &filters, text: &text, ..every }, &scope).into_iter().collect();
        Ok(all.into_iter().filter(|id| !kept.contains(id)).collect())
    }

    /// A record as it was before some changes; nothing where it was not there
    /// then, or where fewer could see it then and the asker is not one of them.
    fn then(&self, ctx: &Ctx, stored: Stored, later: Option<Vec<(i64, String)>>) -> Result<Option<Stored>, AppError> {
        let Stored { record, .. } = &stored;
        let mut snapshot = record.snapshot();
        let mut later = later.unwrap_or_default();
        later.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
        let mut version = record.version;
        for (of, delta) in &later {
            let delta = read_delta(delta).ok_or(AppError::Rule("history_broken"))?;
            apply(&mut snapshot, &undo(&delta)).map_err(|_| AppError::Rule("history_broken"))?;
            version = of - 1;
        }
        if version < 1 {
            return Ok(None);
        }
        let kind = self.registry().get(&record.kind).ok_or(AppError::NotFound)?;
        let then = Record::from_snapshot(kind, record.id, version, &snapshot);
        let then = then.map_err(|_| AppError::Rule("version_unreadable"))?;
        let narrower = then.visibility < record.visibility;
        let inside = self.require(ctx, Action::SeeInternal, record.id).is_ok();
        if then.deleted || ((narrower || record.deleted) && !inside) {
            return Ok(None);
        }
        Ok(Some(Stored { record: then, ..stored }))
    }

    /// Takes out what the asker may not see now, and links that did not hold
    /// on that day.
    fn conceal_past(&self, record: &mut Record, now: &Scope, day: Date) {
        let Some(kind) = self.registry().get(&record.kind) else { return };
        self.look(|catalogue| {
            let internal = catalogue.sees_internal(record.id, now);
            record.content.retain(|name, value| {
                let open = internal || kind.get(name).is_some_and(Field::is_public);
                match value {
                    Value::Link(link) => open && catalogue.sees(link.to, now) && link.valid.covers(day),
                    _ => open,
                }
            });
        });
    }

    /// What differs between the map at two moments, both with the selection of
    /// the first, or of the second where the first has none.
    ///
    /// # Errors
    /// As [`App::past`].
    pub async fn compare_map(
        &self,
        ctx: &Ctx,
        from: Moment,
        until: Moment,
    ) -> Result<(Arc<Past>, Arc<Past>, Vec<Difference>), AppError> {
        let (mut from, mut until) = (from, until);
        // What one of the two leaves out is neither new nor gone in the other.
        if from.filter.is_empty() {
            from.filter.clone_from(&until.filter);
        } else {
            until.filter.clone_from(&from.filter);
        }
        let (before, after) = (self.past(ctx, from).await?, self.past(ctx, until).await?);
        let kind = self.registry().get("initiative").ok_or(AppError::NotFound)?;
        // That somebody looked, and how sure it is, is no change of what goes on.
        let counts = |name: &str| kind.get(name).is_some_and(|field| !field.common || field.name == "source");
        let found = compare(&before.initiatives(), &after.initiatives(), counts);
        Ok((before, after, found))
    }
}

/// The filters of an address as a version keeps it, and the words.
fn filters_of(kind: &Kind, address: &str) -> (Vec<Filter>, String) {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_encoding::percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    let (mut filters, mut words) = (Vec::<Filter>::new(), String::new());
    for (name, value) in address.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('=')) {
        let (name, value) = (decoded(name), decoded(value));
        if value.is_empty() {
            continue;
        }
        if name == "q" {
            words = value;
            continue;
        }
        let (field, end) = match name.rsplit_once('.') {
            Some((field, end @ ("from" | "until"))) => (field, Some(end)),
            _ => (name.as_str(), None),
        };
        if kind.get(field).is_none() && !kind.is_filter(field) {
            continue;
        }
        let at = filters.iter().position(|known| known.field == field).unwrap_or(filters.len());
        if at == filters.len() {
            filters.push(Filter { field: field.to_owned(), values: Vec::new(), range: None });
        }
        let Some(filter) = filters.get_mut(at) else { continue };
        let value = if value == "-" { String::new() } else { value };
        match end {
            None => filter.values.push(value),
            Some(end) => {
                let range = filter.range.get_or_insert(Range { from: None, until: None });
                *if end == "from" { &mut range.from } else { &mut range.until } = Some(value);
            }
        }
    }
    (filters, words)
}

fn bad_moment(text: &str) -> AppError {
    AppError::Invalid(vec![record::Fault::error("at", "moment", text)])
}

/// Whether a text names a moment by itself, so that no version may have it as
/// its key.
pub(crate) fn is_moment(text: &str) -> bool {
    text == "now" || text.parse::<Date>().is_ok()
}

/// Whether every part of a version's filter is one that the map has, choices
/// with a value that their list has.
pub(crate) fn is_filter_known(kind: &Kind, address: &str) -> bool {
    let pairs = address.trim_start_matches('?').split('&').filter(|pair| !pair.is_empty());
    let known = |pair: &str| {
        let name = pair.split_once('=').map(|(name, _)| name);
        let name = name.map(|name| name.trim_end_matches(".from").trim_end_matches(".until"));
        name.is_some_and(|name| matches!(name, "q" | "sort") || kind.get(name).is_some() || kind.is_filter(name))
    };
    let real = |filter: &Filter| {
        let of = kind.get(&filter.field).map(|field| field.of);
        let known = |value: &String| match of {
            Some(FieldType::Choice(list)) => value.is_empty() || list.get(value).is_some(),
            _ => true,
        };
        let states = kind.states.as_ref().filter(|_| filter.field == "state");
        filter.values.iter().all(|value| known(value) && states.is_none_or(|states| states.get(value).is_some()))
    };
    let decodes = percent_encoding::percent_decode_str(address).decode_utf8().is_ok();
    let is_whole = !address
        .split('%')
        .skip(1)
        .any(|rest| !rest.get(..2).is_some_and(|code| code.bytes().all(|b| b.is_ascii_hexdigit())));
    decodes && is_whole && pairs.into_iter().all(known) && filters_of(kind, address).0.iter().all(real)
}
