//! What a cooperation costs its members (rows H05, H20).

mod accession;
mod budget;
mod charge;
mod invoice;
mod ledger;
mod payments;
mod remind;
mod settle;
mod time;

pub(crate) use budget::CALCULATION_NAME;
pub use budget::{Budget, Computed};
pub(crate) use charge::parts;
pub use ledger::{Ledger, NewTransfer, TEXT_CHARS_MAX};
pub(crate) use ledger::{SETTING as LEDGER_SETTING, row_json};
pub use payments::{Doubt, MatchedPayment};
pub use samverk_storage::ledger::TransferRow;
pub(crate) use settle::{YearBooks, charged_in, shared_out, year_moves};
pub(crate) use time::time_worth;

use crate::{App, AppError, Ctx};
use jiff::ToSpan as _;
use jiff::civil::Date;
use samverk_catalogue::{Filter, Query};
use samverk_domain::money::OpenEntry;
use samverk_domain::record::{Fault, Record, Value};
use samverk_domain::{Lang, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// Days until what is invoiced is due.
const DUE_DAYS: i64 = 30;

/// When what is invoiced on a day is due.
pub(crate) fn due_on(day: Date) -> Date {
    day.checked_add(DUE_DAYS.days()).unwrap_or(day)
}

/// What a part of a member's share is known by: parts are numbered where
/// there are several.
pub(crate) fn reference(budget: &str, member: &str, part: usize, parts: usize) -> String {
    let instalment = if parts > 1 { format!("-{}", part + 1) } else { String::new() };
    format!("{budget}-{member}{instalment}")
}

/// The transfers of a member's account as what it owes and has paid.
pub(crate) fn own_entries(transfers: &[TransferRow], account: &str) -> Vec<OpenEntry> {
    let entry = |row: &TransferRow| OpenEntry {
        no: row.no,
        day: row.day.clone(),
        reference: row.reference.clone(),
        amount_minor: if row.debit == account { row.amount_minor } else { -row.amount_minor },
        corrects: row.corrects,
    };
    transfers.iter().map(entry).collect()
}

/// Figures of population that are looked at for one cooperation.
const FIGURES_MAX: usize = 100_000;

type Figures = BTreeMap<(RecordId, i64), (i64, bool)>;

/// A member of a cooperation with what keys count by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostMember {
    /// The organisation.
    pub organisation: RecordId,
    /// Its key, by which ties are decided.
    pub key: String,
    /// Its inhabitants in the year, where they are known.
    pub inhabitants: Option<i64>,
    /// Whether that is an example and no figure of a source.
    pub illustrative: bool,
}

/// Who would share a cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostMembers {
    /// Today's members, by key.
    pub members: Vec<CostMember>,
    /// Years of which a figure of any member is known, the latest first.
    pub years: Vec<i64>,
    /// The year that the figures are of.
    pub year: Option<i64>,
}

impl App {
    /// The members of a cooperation today, as far as the asker sees them, with
    /// their inhabitants in a year; in the latest of which most are known
    /// where none is named.
    ///
    /// # Errors
    /// The cooperation is not found, or the database failed.
    pub async fn cost_members(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        year: Option<i64>,
    ) -> Result<CostMembers, AppError> {
        self.cost_members_on(ctx, cooperation, year, self.ports.today()).await
    }

    /// The same on a day.
    pub(crate) async fn cost_members_on(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        year: Option<i64>,
        today: Date,
    ) -> Result<CostMembers, AppError> {
        self.record(ctx, cooperation).await?;
        let runs = |record: &Record| {
            let day = |field: &str| match record.first(field) {
                Some(Value::Coarse(time)) => Some(*time),
                _ => None,
            };
            record.text("role") != Some("prospective")
                && day("from").is_none_or(|from| from.first_day() <= today)
                && day("until").is_none_or(|until| until.last_day() >= today)
        };
        let memberships = self.belonging(&[cooperation], "membership", "cooperation", &self.scope(&ctx.actor)).await?;
        let running = memberships.iter().filter(|one| runs(one));
        let organisations: BTreeSet<RecordId> = running.filter_map(|one| one.target("organisation")).collect();
        let keys: BTreeMap<String, RecordId> = self.look(|catalogue| {
            organisations.iter().filter_map(|id| Some((catalogue.key(*id)?.to_owned(), *id))).collect()
        });
        let figures = self.figures(ctx, keys.keys().cloned().collect()).await?;
        let years: BTreeSet<i64> = figures.keys().map(|(_, year)| *year).collect();
        let known = |year: &i64| figures.keys().filter(|(_, of)| of == year).count();
        let year = year.or_else(|| years.iter().copied().max_by_key(|year| (known(year), *year)));
        let members = keys
            .into_iter()
            .map(|(key, organisation)| CostMember {
                inhabitants: year.and_then(|year| figures.get(&(organisation, year))).map(|figure| figure.0),
                illustrative: year.and_then(|year| figures.get(&(organisation, year))).is_some_and(|figure| figure.1),
                organisation,
                key,
            })
            .collect();
        Ok(CostMembers { members, years: years.into_iter().rev().collect(), year })
    }

    /// An organisation that is no member yet, with its inhabitants in a year.
    ///
    /// # Errors
    /// It is not found, or the database failed.
    pub async fn cost_member(
        &self,
        ctx: &Ctx,
        organisation: RecordId,
        year: Option<i64>,
    ) -> Result<CostMember, AppError> {
        let key = self.record(ctx, organisation).await?.record.key;
        let figures = self.figures(ctx, vec![key.clone()]).await?;
        let figure = year.and_then(|year| figures.get(&(organisation, year)));
        Ok(CostMember {
            organisation,
            key,
            inhabitants: figure.map(|figure| figure.0),
            illustrative: figure.is_some_and(|figure| figure.1),
        })
    }

    /// Inhabitants by organisation and year, and whether they are an example.
    async fn figures(&self, ctx: &Ctx, keys: Vec<String>) -> Result<Figures, AppError> {
        if keys.is_empty() {
            return Ok(Figures::new());
        }
        let filters = [Filter { field: "organisation".to_owned(), values: keys, range: None }];
        let query =
            Query { filters: &filters, limit: FIGURES_MAX, ..Query::every("population-figure", "year", Lang::Sv) };
        let list = self.list(ctx, &query).await?;
        if list.found.total > FIGURES_MAX as u64 {
            return Err(AppError::Invalid(vec![Fault::error("organisation", "too_many", FIGURES_MAX.to_string())]));
        }
        let figure = |record: &Record| {
            let of = (record.target("organisation")?, record.number("year")?);
            Some((of, (record.number("inhabitants")?, record.text("certainty") == Some("illustrative"))))
        };
        Ok(list.records.iter().filter_map(|stored| figure(&stored.record)).collect())
    }
}
