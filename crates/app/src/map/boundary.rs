//! Boundaries of municipalities: taken in once, drawn from memory (B01).

use crate::record::{Input, Stored};
use crate::{App, AppError, Ctx};
use samverk_catalogue::{Filter, Query};
use samverk_domain::Lang;
use samverk_domain::access::Actor;
use samverk_domain::map::boundary::{Area, Topology};
use samverk_domain::record::{Fault, Record, Value};
use samverk_exchange::{read_boundaries, write_boundaries};
use samverk_storage::record::load;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The register of sets.
const KIND: &str = "boundary-set";
/// Triangles smaller than this, in square metres, are left out when a set is
/// taken in: what a county as large as a screen does not show.
const FINE: i64 = 20_000;
/// The same for a whole country.
const COARSE: i64 = 1_500_000;
/// Sets kept in memory.
const KEPT_MAX: usize = 8;

/// What is told about a set that is taken in.
#[derive(Debug, Clone, Default)]
pub struct BoundarySource {
    /// `se` or `no`.
    pub country: String,
    /// From which year on they hold.
    pub year: i64,
    /// Whom the licence asks to be named.
    pub attribution: String,
    /// Where they are from.
    pub source: Option<String>,
}

/// What came of taking a set in.
#[derive(Debug, Clone)]
pub struct BoundariesTaken {
    /// The set.
    pub record: Record,
    /// Areas.
    pub areas: usize,
    /// Points of the file, each shared line once, and points that were kept.
    pub points: (usize, usize),
    /// Codes of areas that no municipality of the register has.
    pub unknown: Vec<String>,
    /// Keys of municipalities that no area belongs to.
    pub missing: Vec<String>,
}

/// A set as it is drawn.
#[derive(Debug, Clone)]
pub struct Boundaries {
    /// `se` or `no`.
    pub country: String,
    /// From which year on they hold.
    pub year: i64,
    /// Whom the licence asks to be named.
    pub attribution: String,
    /// For a county.
    pub fine: Arc<Topology>,
    /// For a country.
    pub coarse: Arc<Topology>,
}

/// How areas fit the municipalities of the register.
struct Fit {
    /// Codes that no municipality of the country has.
    unknown: Vec<String>,
    /// Keys of the country's municipalities that no area belongs to.
    missing: Vec<String>,
    /// Municipalities of other countries whose code an area has.
    elsewhere: usize,
}

/// Fine and coarse, by the hash of their file.
type Pairs = HashMap<String, (Arc<Topology>, Arc<Topology>)>;

/// Sets that were read from their files.
#[derive(Default)]
pub(crate) struct KnownBoundaries(Mutex<Pairs>);

impl App {
    /// Takes a set of boundaries in: simplified, projected, in the place of an
    /// earlier one of the same country and year.
    ///
    /// # Errors
    /// More areas have a code of another country than of this one, faults by field, or not allowed.
    pub async fn take_boundaries(
        &self,
        ctx: &Ctx,
        about: &BoundarySource,
        areas: &[Area],
    ) -> Result<BoundariesTaken, AppError> {
        self.catch_up().await?;
        let whole = Topology::of(areas);
        let fine = whole.simplified(FINE);
        let fit = self.compared_with_register(&about.country, areas).await?;
        if fit.elsewhere > areas.len() - fit.unknown.len() || fit.unknown.len() == areas.len() {
            return Err(AppError::Invalid(vec![Fault::error(
                "country",
                "boundaries_elsewhere",
                about.country.clone(),
            )]));
        }
        let mut input = Input { key: Some(format!("{}-{}", about.country, about.year)), ..Input::default() };
        input.visibility = Some("public".to_owned());
        let values = [
            ("country", Some(about.country.clone())),
            ("year", Some(about.year.to_string())),
            ("attribution", Some(about.attribution.clone())),
            ("areas", Some(areas.len().to_string())),
            ("source", about.source.clone()),
        ];
        for (field, value) in values {
            input.fields.extend(value.map(|value| (field.to_owned(), vec![value])));
        }
        let name = format!("municipalities-{}-{}.topojson", about.country, about.year);
        let record = self.keep_with_file(ctx, KIND, &input, &name, &write_boundaries(&fine)).await?;
        Ok(BoundariesTaken {
            record,
            areas: areas.len(),
            points: (whole.points(), fine.points()),
            unknown: fit.unknown,
            missing: fit.missing,
        })
    }

    /// How areas fit the register.
    async fn compared_with_register(&self, country: &str, areas: &[Area]) -> Result<Fit, AppError> {
        let filters = [Filter { field: "type".to_owned(), values: vec!["municipality".to_owned()], range: None }];
        let query = Query { filters: &filters, ..Query::every("organisation", "key", Lang::En) };
        let codes: BTreeSet<&str> = areas.iter().map(|area| area.code.as_str()).collect();
        let scope = self.scope(&Actor::Console);
        let ids = self.look(|catalogue| catalogue.query_all(&query, &scope));
        let municipalities = self.load_piece(&ids, &scope).await?;
        let code = |stored: &Stored| stored.record.text("official_code").unwrap_or_default().to_owned();
        let (own, others): (Vec<&Stored>, Vec<&Stored>) =
            municipalities.iter().partition(|stored| stored.record.text("country") == Some(country));
        let known: BTreeSet<String> = own.iter().map(|stored| code(stored)).collect();
        let without = own.iter().filter(|stored| !codes.contains(code(stored).as_str()));
        Ok(Fit {
            missing: without.map(|stored| stored.record.key.clone()).collect(),
            elsewhere: others.iter().filter(|stored| codes.contains(code(stored).as_str())).count(),
            unknown: codes.into_iter().filter(|code| !known.contains(*code)).map(str::to_owned).collect(),
        })
    }

    /// The years that the asker sees boundaries of, the newest first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn boundary_years(&self, ctx: &Ctx) -> Result<Vec<i64>, AppError> {
        let years: BTreeSet<i64> = self.boundary_sets(ctx).await?.iter().filter_map(year).collect();
        Ok(years.into_iter().rev().collect())
    }

    async fn boundary_sets(&self, ctx: &Ctx) -> Result<Vec<Stored>, AppError> {
        let query = Query::every(KIND, "key", Lang::En);
        let (ids, scope) = self.list_ids(ctx, &query).await?;
        self.load_piece(&ids, &scope).await
    }

    /// The boundaries that hold in a year: for each country the latest set
    /// until then, else the earliest. A set without a file that can be read is
    /// left out.
    ///
    /// # Errors
    /// The database failed.
    pub async fn boundaries(&self, ctx: &Ctx, in_year: i64) -> Result<Vec<Boundaries>, AppError> {
        let mut sets: HashMap<String, Stored> = HashMap::new();
        for stored in self.boundary_sets(ctx).await? {
            let (Some(country), Some(of)) = (stored.record.text("country"), year(&stored)) else { continue };
            let better = sets.get(country).and_then(year).is_none_or(|known| rank(of, in_year) > rank(known, in_year));
            if better {
                sets.insert(country.to_owned(), stored);
            }
        }
        let mut found = Vec::new();
        for (country, stored) in sets {
            let Some((fine, coarse)) = self.drawn(ctx, &stored).await? else { continue };
            found.push(Boundaries {
                country,
                year: year(&stored).unwrap_or_default(),
                attribution: stored.record.text("attribution").unwrap_or_default().to_owned(),
                fine,
                coarse,
            });
        }
        found.sort_by(|a, b| a.country.cmp(&b.country));
        Ok(found)
    }

    async fn drawn(&self, ctx: &Ctx, set: &Stored) -> Result<Option<(Arc<Topology>, Arc<Topology>)>, AppError> {
        // The file is an internal field: what the asker was given may lack it.
        let mut tx = self.store.read().await?;
        let Some(whole) = load(&mut tx, self.registry(), set.record.id).await? else { return Ok(None) };
        drop(tx);
        let hash = whole.record.values("files").iter().rev().find_map(|value| match value {
            Value::File(file) => Some(file.hash.clone()),
            _ => None,
        });
        let Some(hash) = hash else { return Ok(None) };
        let known = self.boundaries.0.lock().unwrap_or_else(PoisonError::into_inner).get(&hash).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let content = self.file_for_drawing(ctx, set.record.id, &hash).await?;
        let read = tokio::task::spawn_blocking(move || {
            let areas = read_boundaries(&content, None)?;
            let fine = Topology::of(&areas);
            let coarse = fine.simplified(COARSE);
            Ok::<_, Vec<String>>((Arc::new(fine), Arc::new(coarse)))
        });
        let pair = match read.await {
            Ok(Ok(pair)) => pair,
            Ok(Err(faults)) => {
                tracing::warn!(set = %set.record.key, faults = faults.join("; "), "boundaries cannot be read");
                return Ok(None);
            }
            Err(_) => return Ok(None),
        };
        let mut known = self.boundaries.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KEPT_MAX {
            known.clear();
        }
        known.insert(hash, pair.clone());
        Ok(Some(pair))
    }
}

fn year(stored: &Stored) -> Option<i64> {
    stored.record.number("year")
}

/// The latest until a year is best, then the earliest after it.
fn rank(of: i64, in_year: i64) -> (bool, i64) {
    if of <= in_year { (true, of) } else { (false, -of) }
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn the_latest_until_a_year_is_best_then_the_earliest_after_it() {
        let best = |in_year| [2017, 2020, 2024].into_iter().max_by_key(|of| rank(*of, in_year));
        assert_eq!([2016, 2017, 2019, 2022, 2030].map(best), [2017, 2017, 2017, 2020, 2024].map(Some));
    }
}
