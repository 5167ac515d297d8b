//! Two fields against each other: how many records have both.

use crate::kind_index::KindIndex;
use crate::{Catalogue, Facet, Query, Scope};
use roaring::RoaringBitmap;
use samverk_domain::RecordId;

/// Rows and columns of a matrix at most; the most frequent texts and links,
/// the first entries of a list.
const ENTRIES_MAX: usize = 60;

/// Two fields of the records that a question finds, against each other. A
/// record with several values stands in several cells, one without a value in
/// the row or column of the empty code.
#[derive(Debug, Clone, Default)]
pub struct Cross {
    /// Records found in all.
    pub total: u64,
    /// Entries of the rows, with how many records have each.
    pub rows: Facet,
    /// Entries of the columns.
    pub columns: Facet,
    /// By row and column: how many, and the first of them.
    pub cells: Vec<Vec<(u64, Vec<RecordId>)>>,
}

impl Catalogue {
    /// Answers with at most `names` records named in each cell. The question's
    /// page and its facets are not asked for.
    #[must_use]
    pub fn cross(&self, query: &Query<'_>, rows: &str, columns: &str, names: usize, scope: &Scope) -> Cross {
        let index = self.registry.position(query.kind).and_then(|at| self.kinds.get(at));
        let Some(index) = index else { return Cross::default() };
        let found = self.found(index, query, scope);
        let entries = |field: &str| {
            let mut facet = self.facet(index, query, field, &found, scope);
            facet.entries.truncate(ENTRIES_MAX);
            let sets: Vec<RoaringBitmap> = facet
                .entries
                .iter()
                .map(|(code, ..)| {
                    self.having(index, query.kind, field, code, scope)
                        .map_or_else(RoaringBitmap::new, |docs| docs & &found)
                })
                .collect();
            (facet, sets)
        };
        let ((rows, row_sets), (columns, column_sets)) = (entries(rows), entries(columns));
        let id = |no: u32| self.docs.get(no as usize).map(|doc| doc.id);
        let cell = |row: &RoaringBitmap, column: &RoaringBitmap| {
            let both = row & column;
            (both.len(), both.iter().take(names).filter_map(id).collect())
        };
        let cells = row_sets.iter().map(|row| column_sets.iter().map(|column| cell(row, column)).collect());
        Cross { total: found.len(), cells: cells.collect(), rows, columns }
    }

    /// The records with an entry of a field, as far as the asker may see it.
    fn having(&self, index: &KindIndex, kind: &str, field: &str, code: &str, scope: &Scope) -> Option<RoaringBitmap> {
        if let Some((at, reach)) = self.reach_of(kind, field) {
            return Some(self.reaching(at, reach, code, scope));
        }
        let docs = index.docs(field, &self.term(kind, field, code, scope)?)?;
        Some(if self.hidden(kind, field) { docs & &scope.internal } else { docs.clone() })
    }
}
