//! Filters on what lies further off than one link.
//!
//! Every record on the way is one that the asker sees, and every link one
//! that it may see and that holds on the day; a membership counts while it
//! runs.

use crate::kind_index::{KindIndex, Term};
use crate::{Catalogue, Doc, Query, Scope};
use roaring::RoaringBitmap;
use samverk_domain::RecordId;
use samverk_domain::record::{Kind, Reach, Step};
use std::collections::BTreeMap;

/// An entry of such a filter: its code or key, the record that it is, and who
/// has it.
pub(crate) type Reached = (String, Option<RecordId>, RoaringBitmap);

impl Catalogue {
    /// What the records that a question finds reach, with those of them that
    /// reach it.
    #[must_use]
    pub fn reached(&self, query: &Query<'_>, name: &str, scope: &Scope) -> BTreeMap<RecordId, Vec<RecordId>> {
        let kind = self.registry.position(query.kind).and_then(|at| Some((at, self.kinds.get(at)?)));
        let reach = self.registry.get(query.kind).and_then(|kind| kind.reach(name));
        let (Some((at, index)), Some(reach)) = (kind, reach) else { return BTreeMap::new() };
        let found = self.found(index, query, scope);
        let named = |docs: RoaringBitmap| (&docs & &found).iter().filter_map(|no| self.id_of(no)).collect::<Vec<_>>();
        let all = self.reach_entries(at, reach, scope).into_iter();
        all.filter_map(|(_, id, docs)| Some((id?, named(docs)))).filter(|(_, ids)| !ids.is_empty()).collect()
    }

    /// The records of a kind that reach an entry; the empty one stands for nothing.
    pub(crate) fn reaching(&self, at: usize, reach: &Reach, entry: &str, scope: &Scope) -> RoaringBitmap {
        let Some(index) = self.kinds.get(at) else { return RoaringBitmap::new() };
        if entry.is_empty() {
            let all = self.reach_entries(at, reach, scope);
            return all.iter().fold(&index.live & &scope.visible, |rest, (_, _, docs)| rest - docs);
        }
        let Some(end) = self.end(at, reach) else { return RoaringBitmap::new() };
        let ends = match reach.entry_of {
            Some(field) => {
                let with = self.kinds.get(end).and_then(|index| index.docs(field, &Term::Text(entry.into())));
                with.cloned().unwrap_or_default()
            }
            None => {
                let kind = self.registry.kinds().get(end).map_or("", |kind| kind.name);
                let id = self.find(kind, entry).and_then(|id| self.by_id.get(&id).copied());
                id.into_iter().collect()
            }
        };
        self.with_own(at, reach, entry, self.back(at, reach, &ends, scope), scope)
    }

    /// Every entry that some record of a kind reaches.
    pub(crate) fn reach_entries(&self, at: usize, reach: &Reach, scope: &Scope) -> Vec<Reached> {
        let Some(index) = self.end(at, reach).and_then(|end| self.kinds.get(end)) else { return Vec::new() };
        let candidates: Vec<(String, Option<RecordId>, RoaringBitmap)> = match reach.entry_of {
            Some(field) => index
                .terms(field)
                .filter_map(|(term, docs)| match term {
                    Term::Text(text) => Some((text.to_string(), None, docs.clone())),
                    _ => None,
                })
                .collect(),
            None => (&index.live & &scope.visible)
                .iter()
                .filter_map(|no| Some((no, self.docs.get(no as usize)?)))
                .map(|(no, doc)| (doc.key.to_string(), Some(doc.id), RoaringBitmap::from_iter([no])))
                .collect(),
        };
        let reaching = candidates.into_iter().map(|(code, id, ends)| {
            let docs = self.with_own(at, reach, &code, self.back(at, reach, &ends, scope), scope);
            (code, id, docs)
        });
        reaching.filter(|(_, _, docs)| !docs.is_empty()).collect()
    }

    fn end(&self, at: usize, reach: &Reach) -> Option<usize> {
        let kind = self.registry.kinds().get(at)?;
        self.registry.position(self.registry.end_of(kind, reach.paths.first()?)?.name)
    }

    fn id_of(&self, no: u32) -> Option<RecordId> {
        self.docs.get(no as usize).map(|doc| doc.id)
    }

    /// Those that reach any of these, by any of the paths.
    fn back(&self, at: usize, reach: &Reach, ends: &RoaringBitmap, scope: &Scope) -> RoaringBitmap {
        let mut all = RoaringBitmap::new();
        for path in reach.paths {
            all |= self.back_along(at, path, ends, scope).unwrap_or_default();
        }
        all
    }

    /// Those with an entry of their own, or else by a path.
    fn with_own(&self, at: usize, reach: &Reach, entry: &str, reached: RoaringBitmap, scope: &Scope) -> RoaringBitmap {
        let (Some(kind), Some(index)) = (self.registry.kinds().get(at), self.kinds.get(at)) else { return reached };
        if reach.entry_of.is_none() || kind.get(reach.name).is_none() {
            return reached;
        }
        let docs = |term: Term| index.docs(reach.name, &term).cloned().unwrap_or_default();
        let own = docs(Term::Text(entry.into())) & &index.live & &scope.visible;
        own | (reached & docs(Term::None))
    }

    /// Walks a path from its end to where it begins. None where it is no path.
    fn back_along(&self, at: usize, path: &[Step], ends: &RoaringBitmap, scope: &Scope) -> Option<RoaringBitmap> {
        let start = self.registry.kinds().get(at)?;
        let mut set = ends & &scope.visible;
        for (place, step) in path.iter().enumerate().rev() {
            if set.is_empty() {
                return Some(set);
            }
            let from = self.registry.end_of(start, path.get(..place)?)?;
            set = match *step {
                Step::To(field) => self.leading_to(from, field, &set, scope)?,
                Step::From(kind, field) => self.led_to(self.registry.get(kind)?, field, &set, scope),
            };
            set &= &self.kinds.get(self.registry.position(from.name)?)?.live;
            set &= &scope.visible;
        }
        Some(set)
    }

    /// Records of a kind whose link leads to any of these.
    fn leading_to(
        &self,
        kind: &Kind,
        field: &'static str,
        set: &RoaringBitmap,
        scope: &Scope,
    ) -> Option<RoaringBitmap> {
        let index: &KindIndex = self.kinds.get(self.registry.position(kind.name)?)?;
        let mut found = RoaringBitmap::new();
        for docs in set.iter().filter_map(|no| index.docs(field, &Term::Doc(no))) {
            found |= docs;
        }
        if self.hidden(kind.name, field) {
            found &= &scope.internal;
        }
        let is_dated = kind.get(field).and_then(|field| field.link).is_some_and(|spec| spec.dated);
        if !is_dated && kind.name != "membership" {
            return Some(found);
        }
        let holds = |no: &u32| self.docs.get(*no as usize).is_some_and(|doc| self.holds(doc, *no, field, set, scope));
        Some(found.iter().filter(holds).collect())
    }

    /// What records lead to by a link of theirs.
    fn led_to(&self, kind: &Kind, field: &'static str, set: &RoaringBitmap, scope: &Scope) -> RoaringBitmap {
        let hidden = self.hidden(kind.name, field);
        let sources = set.iter().filter(|no| !hidden || scope.internal.contains(*no));
        let docs = sources.filter_map(|no| self.docs.get(no as usize));
        docs.flat_map(|doc| self.targets(doc, field, scope)).collect()
    }

    fn holds(&self, doc: &Doc, no: u32, field: &str, set: &RoaringBitmap, scope: &Scope) -> bool {
        let runs = doc.kind.and_then(|at| self.registry.kinds().get(at)).is_none_or(|kind| kind.name != "membership")
            || self.is_running_membership(no, scope.day);
        runs && self.targets(doc, field, scope).any(|to| set.contains(to))
    }

    fn targets<'a>(&'a self, doc: &'a Doc, field: &str, scope: &'a Scope) -> impl Iterator<Item = u32> + 'a {
        let at = self.field_at(doc, field);
        let links = doc.links.iter().filter(move |link| Some(link.field) == at);
        links.filter(|link| link.valid.as_ref().is_none_or(|valid| valid.covers(scope.day))).map(|link| link.to)
    }
}
