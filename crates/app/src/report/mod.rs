//! Reports: tables that are computed, told alike by a page, a file, the API
//! and the command line.
//!
//! A report names its words by keys, so that whoever tells it does so in the
//! reader's language, and holds its figures as figures.

mod money;

use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_domain::RecordId;
use samverk_domain::money::Sheet;
use samverk_domain::record::Fault;
use std::collections::BTreeMap;

/// A figure, a word or a record.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// As it was written.
    Text(String),
    /// A word of the program, by its key.
    Key(String),
    /// A record, by its title.
    Record(RecordId),
    /// Records, by their titles.
    Records(Vec<RecordId>),
    /// In the smallest unit of a currency.
    Money(i64, String),
    /// In units of its last decimal.
    Number {
        /// Value in units.
        units: i64,
        /// Decimals.
        decimals: u8,
    },
    /// A percentage in hundredths.
    Percent(i64),
    /// A year.
    Year(i64),
    /// A month of a year, from 1.
    Month(i8),
    /// A day.
    Day(Date),
}

impl Cell {
    /// A number without decimals.
    #[must_use]
    pub fn count(number: usize) -> Self {
        Self::Number { units: i64::try_from(number).unwrap_or(i64::MAX), decimals: 0 }
    }

    /// A part of a whole in percent, in hundredths rounded half away from
    /// nothing; of a whole below nothing by its size.
    #[must_use]
    pub fn part(part: i64, whole: i64) -> Self {
        if whole == 0 {
            return Self::Empty;
        }
        let (exact, by) = (i128::from(part) * 10_000, i128::from(whole).abs());
        let hundredths = (exact.abs() * 2 + by) / (by * 2) * exact.signum();
        Self::Percent(i64::try_from(hundredths).unwrap_or_default())
    }

    /// What a record's field holds as a text.
    #[must_use]
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_owned()))
    }

    /// A record, where there is one.
    #[must_use]
    pub fn record(id: Option<RecordId>) -> Self {
        id.map_or(Self::Empty, Self::Record)
    }
}

/// A sentence of the program, by its key, with what it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Its key.
    pub key: &'static str,
    /// What it tells, by name.
    pub args: Vec<(&'static str, Cell)>,
}

/// A column: its code, and what it is called, which is the sentence
/// `told-{code}` where it has no name of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Unlike those of the other columns.
    pub code: String,
    /// The record or figure that it stands for.
    pub name: Cell,
}

/// A table of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Its code; it is called `report-{report}-{code}`.
    pub code: &'static str,
    /// The first one heads each row.
    pub columns: Vec<Column>,
    /// As wide as the columns.
    pub rows: Vec<Vec<Cell>>,
    /// The sums, as wide as the columns; nothing where there are none.
    pub totals: Vec<Cell>,
}

impl Table {
    /// A table with columns by their codes.
    #[must_use]
    pub fn new(code: &'static str, columns: &[&str]) -> Self {
        let column = |code: &&str| Column { code: (*code).to_owned(), name: Cell::Empty };
        Self { code, columns: columns.iter().map(column).collect(), ..Self::default() }
    }
}

/// Something that may be asked otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Its name in an address; it is called `told-{code}`.
    pub code: &'static str,
    /// Values with what they are called; none where anything may be written.
    pub options: Vec<(String, Cell)>,
    /// What this report answers.
    pub chosen: String,
    /// Whether it is seldom asked, so that a page may keep it out of the way.
    pub seldom: bool,
}

impl Ask {
    /// A choice of years, the latest first.
    #[must_use]
    pub fn year(years: impl IntoIterator<Item = i64>, chosen: i64) -> Self {
        let mut all: Vec<i64> = years.into_iter().chain([chosen]).collect();
        all.sort_unstable_by_key(|year| std::cmp::Reverse(*year));
        all.dedup();
        let options = all.into_iter().map(|year| (year.to_string(), Cell::Year(year))).collect();
        Self { code: "year", options, chosen: chosen.to_string(), seldom: false }
    }

    /// A text, as it was given.
    #[must_use]
    pub fn text(code: &'static str, chosen: &str) -> Self {
        Self { code, options: Vec::new(), chosen: chosen.to_owned(), seldom: false }
    }

    /// One of some codes, each with what it is called.
    #[must_use]
    pub fn choice(code: &'static str, options: impl IntoIterator<Item = (String, Cell)>, chosen: &str) -> Self {
        Self { code, options: options.into_iter().collect(), chosen: chosen.to_owned(), seldom: false }
    }

    /// The same, kept out of the way.
    #[must_use]
    pub const fn seldom(mut self) -> Self {
        self.seldom = true;
        self
    }
}

/// A report. It is called `report-{code}` and begins with `report-{code}.lead`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Its name in an address.
    pub code: &'static str,
    /// What it is about.
    pub about: RecordId,
    /// What it comes to.
    pub findings: Vec<Words>,
    /// What to know before it is believed.
    pub warnings: Vec<Words>,
    /// What may be asked otherwise.
    pub asks: Vec<Ask>,
    /// What of that cannot be answered, by its name; the rest is answered.
    pub faults: Vec<Fault>,
    /// At least one.
    pub tables: Vec<Table>,
    /// The table and the column that are drawn.
    pub drawn: Option<(&'static str, &'static str)>,
    /// Whether figures are examples and no figures of a source.
    pub illustrative: bool,
    /// What it was computed from, as `samverk share` reads it, where it is a
    /// division of costs.
    pub calculation: Option<Sheet>,
}

impl Report {
    pub(crate) fn new(code: &'static str, about: RecordId) -> Self {
        Self {
            code,
            about,
            findings: Vec::new(),
            warnings: Vec::new(),
            asks: Vec::new(),
            faults: Vec::new(),
            tables: Vec::new(),
            drawn: None,
            illustrative: false,
            calculation: None,
        }
    }

    /// The same for who does not see what was asked: what cannot be answered
    /// is refused.
    ///
    /// # Errors
    /// Every fault.
    pub fn whole(self) -> Result<Self, AppError> {
        if self.faults.is_empty() { Ok(self) } else { Err(AppError::Invalid(self.faults)) }
    }

    pub(crate) fn finding(&mut self, key: &'static str, args: Vec<(&'static str, Cell)>) {
        self.findings.push(Words { key, args });
    }

    pub(crate) fn warning(&mut self, key: &'static str, args: Vec<(&'static str, Cell)>) {
        self.warnings.push(Words { key, args });
    }
}

/// What is asked of a report, by name.
pub type Given = BTreeMap<String, String>;

/// What there is a report on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The register of what it is about.
    pub kind: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Whether it is for those alone who see what is internal to the record.
    pub inside: bool,
}

const fn known(kind: &'static str, code: &'static str, inside: bool) -> Known {
    Known { kind, code, inside }
}

/// Every report.
pub const REPORTS: [Known; 11] = [
    known("cooperation", "cost", false),
    known("cooperation", "open-items", true),
    known("cooperation", "result", true),
    known("cooperation", "prices", false),
    known("cooperation", "financing", false),
    known("cooperation", "in-kind", false),
    known("organisation", "shares", false),
    known("organisation", "owed", true),
    known("budget", "liquidity", false),
    known("budget", "invoices", true),
    known("departure", "remaining", false),
];

impl App {
    /// A report about a record, as far as the asker sees what it is made of.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen; a fault
    /// by the name of what was asked and cannot be answered.
    pub async fn report(
        &self,
        ctx: &Ctx,
        kind: &str,
        id: RecordId,
        code: &str,
        given: &Given,
    ) -> Result<Report, AppError> {
        self.catch_up().await?;
        let about = self.record(ctx, id).await?.record;
        if about.kind != kind {
            return Err(AppError::NotFound);
        }
        match (kind, code) {
            ("cooperation", "cost") => self.cost_report(ctx, &about, given).await,
            ("cooperation", "open-items") => self.open_items_report(ctx, id).await,
            ("cooperation", "prices") => self.prices_report(ctx, id, given).await,
            ("cooperation", "financing") => self.financing_report(ctx, id, given).await,
            ("cooperation", "result") => self.result_report(ctx, &about, given).await,
            ("cooperation", "in-kind") => self.in_kind_report(ctx, id).await,
            ("organisation", "owed") => self.owed_report(ctx, id).await,
            ("organisation", "shares") => self.shares_report(ctx, id).await,
            ("budget", "liquidity") => self.liquidity_report(ctx, id, given).await,
            ("budget", "invoices") => self.invoices_report(ctx, id).await,
            ("departure", "remaining") => self.remaining_report(ctx, &about).await,
            _ => Err(AppError::NotFound),
        }
    }
}
