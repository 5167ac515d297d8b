//! All records in memory, as far as lists, filters, counts, sorting, links
//! and search need them.
//!
//! It is never the truth: it is filled from the database, kept in step by
//! the number of the last transaction, and can be thrown away. It holds no
//! long texts and no files, knows no database and no clock, and answers
//! every question only within what the asker may see: a [`Scope`] is part of
//! each question.

mod column;
mod cross;
mod currency;
mod doc;
mod docs;
mod kind_index;
mod lasting;
mod order;
mod query;
mod reach;
mod scope;
mod search;

pub use cross::Cross;
pub use doc::{Incoming, Labels};
pub use query::{Facet, Filter, Found, Query, Range, Sum};
pub use scope::Scope;
pub use search::{Hit, SearchLimits};

use column::{Column, Texts, column_no};
use doc::{Doc, LinkOut, TitlePart};
use kind_index::{KindIndex, Term};
use order::Orders;
use samverk_domain::record::{Audience, Field, FieldType, Kind, Record, Registry, Value};
use samverk_domain::time::Period;
use samverk_domain::{Lang, RecordId};
use std::collections::HashMap;
use std::sync::Arc;

/// Everything that is known of all records, deleted ones included.
pub struct Catalogue {
    registry: &'static Registry,
    labels: Arc<dyn Labels>,
    docs: Vec<Doc>,
    by_id: HashMap<RecordId, u32>,
    kinds: Vec<KindIndex>,
    search: search::Postings,
    orders: Orders,
    texts: Texts,
    seq: i64,
}

impl Catalogue {
    /// An empty catalogue of these kinds.
    #[must_use]
    pub fn new(registry: &'static Registry, labels: Arc<dyn Labels>) -> Self {
        let kinds = registry.kinds().iter().map(|_| KindIndex::default()).collect();
        Self {
            registry,
            labels,
            docs: Vec::new(),
            by_id: HashMap::new(),
            kinds,
            search: search::Postings::default(),
            orders: Orders::default(),
            texts: Texts::default(),
            seq: 0,
        }
    }

    /// The last transaction that it knows.
    #[must_use]
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// Notes that everything up to a transaction is known.
    pub fn set_seq(&mut self, seq: i64) {
        self.seq = seq;
    }

    /// The declared kinds.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// Makes room for so many more records, and no more than that: a list that
    /// grows by itself is there twice while it does.
    pub fn reserve(&mut self, records: usize) {
        self.docs.reserve_exact(records);
        self.by_id.reserve(records);
    }

    /// Takes a record in, or what became of it.
    pub fn upsert(&mut self, record: &Record, changed_seq: i64) {
        let Some(kind_at) = self.registry.position(&record.kind) else { return };
        let registry = self.registry;
        let Some(kind) = registry.kinds().get(kind_at) else { return };
        let doc_no = self.doc_no(record.id);
        self.forget(doc_no);
        let mut doc = self.make_doc(record, kind_at);
        let mut found = vec![("visibility", Term::Text(self.texts.shared(record.visibility.code())))];
        found.extend(doc.owner.map(|owner| ("owner", Term::Doc(owner))));
        let mut columns = Vec::new();
        if let Some(state) = &record.state {
            found.push(("state", Term::Text(self.texts.shared(state))));
            let code = self.texts.number(state);
            columns.extend(column_no(kind, "state").map(|no| (no, Column::Text(code))));
        }
        for (at, field) in (0_u16..).zip(&kind.fields) {
            if field.of == FieldType::LongText || field.of == FieldType::File {
                continue;
            }
            let values = record.values(field.name);
            for value in values {
                self.terms(field, value, &mut found);
            }
            if values.is_empty() && field.filterable {
                found.push((field.name, Term::None));
            }
            // The title lies with the record already, and is sorted by as it is read.
            if !field.repeated
                && !field.title
                && let Some(value) = values.first()
            {
                columns.extend(self.column(value).map(|column| (at, column)));
            }
        }
        found.extend(self.lasting_terms(kind, record));
        let index = self.kinds_mut(kind_at);
        if !record.deleted {
            index.live.insert(doc_no);
        }
        index.by_key.insert(record.key.as_str().into(), doc_no);
        doc.terms = found.into_iter().filter_map(|(field, term)| index.add(field, term, doc_no)).collect();
        doc.columns = columns.into_iter().collect();
        doc.changed_seq = changed_seq;
        self.index_text(kind, record, doc_no);
        for link in &doc.links {
            if let Some(target) = self.docs.get_mut(link.to as usize) {
                target.incoming.push(Incoming { source: doc_no, field: link.field });
            }
        }
        if let Some(slot) = self.docs.get_mut(doc_no as usize) {
            doc.incoming = std::mem::take(&mut slot.incoming);
            *slot = doc;
        }
        self.orders.touch(kind_at, doc_no);
    }

    /// The number of a record, made when it is first met: a link may come
    /// before the record that it leads to.
    fn doc_no(&mut self, id: RecordId) -> u32 {
        if let Some(doc_no) = self.by_id.get(&id) {
            return *doc_no;
        }
        let doc_no = u32::try_from(self.docs.len()).unwrap_or(u32::MAX);
        self.docs.push(Doc::unknown(id));
        self.by_id.insert(id, doc_no);
        doc_no
    }

    fn kinds_mut(&mut self, at: usize) -> &mut KindIndex {
        // The position comes from the registry that the vector was made from.
        &mut self.kinds[at]
    }

    /// Takes out everything that an earlier version of the record put in.
    fn forget(&mut self, doc_no: u32) {
        let Some(doc) = self.docs.get_mut(doc_no as usize) else { return };
        let Some(kind_at) = doc.kind else { return };
        let (key, links, terms) =
            (std::mem::take(&mut doc.key), std::mem::take(&mut doc.links), std::mem::take(&mut doc.terms));
        self.kinds_mut(kind_at).remove(doc_no, &key, &terms);
        self.search.remove(doc_no);
        for link in &*links {
            if let Some(target) = self.docs.get_mut(link.to as usize) {
                target.incoming.retain(|incoming| incoming.source != doc_no);
            }
        }
    }

    fn make_doc(&mut self, record: &Record, kind_at: usize) -> Doc {
        let registry = self.registry;
        let mut links = Vec::new();
        let mut titles = Vec::new();
        if let Some(kind) = registry.kinds().get(kind_at) {
            for (at, field) in (0_u16..).zip(&kind.fields) {
                if field.of != FieldType::Link {
                    continue;
                }
                for link in record.values(field.name).iter().filter_map(Value::as_link) {
                    let valid = (link.valid != Period::default()).then(|| Box::new(link.valid));
                    links.push(LinkOut { field: at, to: self.doc_no(link.to), valid });
                }
            }
            if let Some(field) = kind.title_field() {
                titles.extend(record.first(field.name).and_then(|value| self.title_part(field, value, record)));
            } else {
                for name in &kind.title_from {
                    let Some(field) = kind.get(name) else { continue };
                    titles.extend(record.first(name).and_then(|value| self.title_part(field, value, record)));
                }
            }
        }
        Doc {
            id: record.id,
            kind: Some(kind_at),
            key: record.key.as_str().into(),
            title: titles.into(),
            personal: registry
                .kinds()
                .get(kind_at)
                .and_then(|k| k.title_field())
                .is_some_and(|f| f.audience != Audience::Record),
            owner: record.owner.map(|id| self.doc_no(id)),
            visibility: record.visibility,
            deleted: record.deleted,
            merged_into: record.merged_into,
            links: links.into(),
            incoming: Vec::new(),
            columns: column::Columns::default(),
            terms: Box::default(),
            changed_seq: 0,
        }
    }

    fn title_part(&mut self, field: &Field, value: &Value, record: &Record) -> Option<TitlePart> {
        Some(match (field.of, value) {
            (FieldType::Choice(list), Value::Text(code)) => {
                TitlePart::Label(format!("choice-{}-{code}", list.name).into())
            }
            (_, Value::Text(text)) => TitlePart::Text(text.as_str().into(), record.language()),
            (_, Value::Translated(texts)) => {
                TitlePart::Translated(texts.iter().map(|(lang, text)| (*lang, text.as_str().into())).collect())
            }
            (_, Value::Link(link)) => TitlePart::Doc(self.doc_no(link.to)),
            (_, other) => TitlePart::Text(samverk_domain::record::cell::write_one(field, other, &Keyless).into(), None),
        })
    }

    /// What a filter finds a value by.
    fn terms(&mut self, field: &Field, value: &Value, found: &mut Vec<(&'static str, Term)>) {
        if !field.filterable && field.of != FieldType::Link {
            return;
        }
        let mut text =
            |catalogue: &mut Self, text: &str| found.push((field.name, Term::Text(catalogue.texts.shared(text))));
        match (field.of, value) {
            (FieldType::Choice(list), Value::Text(code)) => {
                list.with_parents(code).into_iter().for_each(|code| text(self, code));
            }
            (_, Value::Text(value)) => text(self, value),
            (_, Value::Flag(flag)) => text(self, if *flag { "yes" } else { "no" }),
            (_, Value::Link(link)) => found.push((field.name, Term::Doc(self.doc_no(link.to)))),
            (_, Value::Translated(_) | Value::Money(_) | Value::File(_)) => {}
            (_, other) => text(self, &samverk_domain::record::cell::write_one(field, other, &Keyless)),
        }
    }

    fn column(&mut self, value: &Value) -> Option<Column> {
        Some(match value {
            Value::Text(text) => Column::Text(self.texts.number(text)),
            Value::Number(number) => Column::Number(*number),
            Value::Money(money) => Column::Money(money.amount_minor, self.texts.number(&money.currency)),
            Value::Date(date) => Column::Days(day_number(*date), day_number(*date)),
            Value::Coarse(time) => Column::Days(day_number(time.first_day()), day_number(time.last_day())),
            Value::Period(period) => Column::Days(
                period.from.map_or(i32::MIN, |from| day_number(from.first_day())),
                period.until.map_or(i32::MAX, |until| day_number(until.last_day())),
            ),
            Value::Flag(flag) => Column::Number(i64::from(*flag)),
            Value::Link(link) => Column::Doc(self.doc_no(link.to)),
            Value::Translated(_) | Value::File(_) => return None,
        })
    }

    fn index_text(&mut self, kind: &Kind, record: &Record, doc_no: u32) {
        let mut words = search::DocWords::default();
        self.search.note(&mut words, &record.key, 1, false);
        for field in kind.fields.iter().filter(|field| field.search_weight > 0) {
            let hidden = field.audience != Audience::Record;
            for value in record.values(field.name) {
                match (field.of, value) {
                    (FieldType::Choice(list), Value::Text(code)) => {
                        let Some(entry) = list.get(code) else { continue };
                        let label = |lang| self.labels.label(&format!("choice-{}-{code}", list.name), lang);
                        self.search.note_label(&mut words, (list.name, entry.code), label, field.search_weight, hidden);
                    }
                    (_, Value::Text(text)) => self.search.note(&mut words, text, field.search_weight, hidden),
                    (_, Value::Translated(texts)) => {
                        for text in texts.values() {
                            self.search.note(&mut words, text, field.search_weight, hidden);
                        }
                    }
                    _ => {}
                }
            }
        }
        self.search.add(doc_no, words);
    }

    fn doc(&self, id: RecordId) -> Option<&Doc> {
        self.by_id.get(&id).and_then(|at| self.docs.get(*at as usize)).filter(|doc| doc.kind.is_some())
    }

    /// The record of a kind with this key or id, deleted ones included.
    #[must_use]
    pub fn find(&self, kind: &str, key_or_id: &str) -> Option<RecordId> {
        let kind_at = self.registry.position(kind)?;
        if let Some(id) = RecordId::parse(key_or_id) {
            return self.doc(id).filter(|doc| doc.kind == Some(kind_at)).map(|doc| doc.id);
        }
        let doc_no = self.kinds.get(kind_at)?.by_key.get(key_or_id)?;
        self.docs.get(*doc_no as usize).map(|doc| doc.id)
    }

    /// The key of a record.
    #[must_use]
    pub fn key(&self, id: RecordId) -> Option<&str> {
        self.doc(id).map(|doc| &*doc.key)
    }

    /// The organisation that a record belongs to.
    #[must_use]
    pub fn owner(&self, id: RecordId) -> Option<RecordId> {
        let no = self.doc(id)?.owner?;
        self.docs.get(no as usize).map(|doc| doc.id)
    }

    /// All records that belong to an organisation, deleted ones included, for
    /// the program's own duties.
    #[must_use]
    pub fn owned_by(&self, owner: RecordId) -> Vec<RecordId> {
        let Some(owner) = self.by_id.get(&owner).copied() else { return Vec::new() };
        let owned = self.docs.iter().filter(|doc| doc.kind.is_some() && doc.owner == Some(owner));
        owned.map(|doc| doc.id).collect()
    }

    /// The transaction that last changed a record.
    #[must_use]
    pub fn changed_seq(&self, id: RecordId) -> Option<i64> {
        self.doc(id).map(|doc| doc.changed_seq)
    }

    /// Records of a kind that transactions after this one changed, deleted
    /// ones included, for what keeps step with them.
    #[must_use]
    pub fn changed_after(&self, kind: &str, seq: i64) -> Vec<RecordId> {
        let kind_at = self.registry.position(kind);
        let changed = self.docs.iter().filter(|doc| doc.kind.is_some() && doc.kind == kind_at && doc.changed_seq > seq);
        changed.map(|doc| doc.id).collect()
    }

    /// The kind of a record.
    #[must_use]
    pub fn kind_of(&self, id: RecordId) -> Option<&'static str> {
        let at = self.doc(id)?.kind?;
        self.registry.kinds().get(at).map(|kind| kind.name)
    }

    /// The record that took a merged one's place.
    #[must_use]
    pub fn merged_into(&self, id: RecordId) -> Option<RecordId> {
        self.doc(id)?.merged_into
    }

    /// The title of a record and the language that it is in, as far as the
    /// asker may see the records that it is put together from.
    #[must_use]
    pub fn title(&self, id: RecordId, lang: Lang, scope: &Scope) -> Option<(String, Option<Lang>)> {
        let doc_no = *self.by_id.get(&id)?;
        self.title_of(doc_no, lang, Some(scope), 0)
    }

    fn title_of(&self, doc_no: u32, lang: Lang, scope: Option<&Scope>, depth: u8) -> Option<(String, Option<Lang>)> {
        let doc = self.docs.get(doc_no as usize)?;
        doc.kind?;
        if doc.personal && scope.is_some_and(|scope| !scope.internal.contains(doc_no)) {
            return Some((doc.key.to_string(), None));
        }
        let mut title = String::new();
        let mut of = None;
        for part in &*doc.title {
            if !title.is_empty() {
                title.push_str(" – ");
            }
            match part {
                TitlePart::Text(text, lang) => {
                    title.push_str(text);
                    of = *lang;
                }
                TitlePart::Label(key) => title.push_str(&self.labels.label(key, lang).unwrap_or_default()),
                TitlePart::Translated(texts) => {
                    let found = texts.iter().find(|(of, _)| *of == lang).or_else(|| texts.first());
                    if let Some((lang, text)) = found {
                        title.push_str(text);
                        of = Some(*lang);
                    }
                }
                TitlePart::Doc(target) if scope.is_none_or(|scope| scope.visible.contains(*target)) && depth < 4 => {
                    if let Some((text, _)) = self.title_of(*target, lang, scope, depth + 1) {
                        title.push_str(&text);
                    }
                }
                TitlePart::Doc(_) => title.push('…'),
            }
        }
        let single = doc.title.len() == 1;
        Some((if title.is_empty() { doc.key.to_string() } else { title }, of.filter(|_| single)))
    }

    /// Records that lead to this one and may be seen, with the name of the
    /// kind and the field that leads here.
    #[must_use]
    pub fn incoming(&self, id: RecordId, scope: &Scope) -> Vec<(RecordId, &'static str, &'static str)> {
        let Some(doc) = self.doc(id) else { return Vec::new() };
        let seen = doc.incoming.iter().filter(|incoming| scope.visible.contains(incoming.source));
        let named = seen.filter_map(|incoming| {
            let source = self.docs.get(incoming.source as usize)?;
            let kind = self.registry.kinds().get(source.kind?)?;
            let field = kind.fields.get(usize::from(incoming.field))?;
            let open = field.is_public() || scope.internal.contains(incoming.source);
            open.then_some((source.id, kind.name, field.name))
        });
        named.collect()
    }

    /// The number of live records of a kind that may be seen.
    #[must_use]
    pub fn count(&self, kind: &str, scope: &Scope) -> u64 {
        let index = self.registry.position(kind).and_then(|at| self.kinds.get(at));
        index.map_or(0, |index| index.live.intersection_len(&scope.visible))
    }

    /// Whether the asker may see a record.
    #[must_use]
    pub fn sees(&self, id: RecordId, scope: &Scope) -> bool {
        self.by_id.get(&id).is_some_and(|doc_no| scope.visible.contains(*doc_no))
    }

    /// Whether the asker may see a record's internal and personal fields.
    #[must_use]
    pub fn sees_internal(&self, id: RecordId, scope: &Scope) -> bool {
        self.by_id.get(&id).is_some_and(|doc_no| scope.internal.contains(*doc_no))
    }

    /// All records of a kind, deleted ones included, for the program's own duties.
    #[must_use]
    pub fn all_with_deleted(&self, kind: &str) -> Vec<RecordId> {
        let index = self.registry.position(kind).and_then(|at| self.kinds.get(at));
        let numbers = index.into_iter().flat_map(|index| index.by_key.values());
        numbers.filter_map(|no| self.docs.get(*no as usize)).map(|doc| doc.id).collect()
    }

    /// All live records of a kind that may be seen, in no order.
    pub fn all<'a>(&'a self, kind: &str, scope: &'a Scope) -> impl Iterator<Item = RecordId> + 'a {
        let index = self.registry.position(kind).and_then(|at| self.kinds.get(at));
        let docs = index.map(|index| &index.live & &scope.visible).unwrap_or_default();
        docs.into_iter().filter_map(|doc_no| self.docs.get(doc_no as usize)).map(|doc| doc.id)
    }
}

/// Days since year zero, for comparing.
fn day_number(date: jiff::civil::Date) -> i32 {
    i32::from(date.year()) * 372 + i32::from(date.month()) * 31 + i32::from(date.day())
}

/// Writes values that hold no link.
struct Keyless;

impl samverk_domain::record::cell::Resolver for Keyless {
    fn find(&self, _: &str, _: &str) -> Option<RecordId> {
        None
    }

    fn key(&self, _: RecordId) -> Option<String> {
        None
    }
}

pub use scope::Facts;
