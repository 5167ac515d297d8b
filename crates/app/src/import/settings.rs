//! How a file is understood: which sheet, where the column heads are, what
//! each column means.

use samverk_domain::record::{Fault, Field, Kind};
use samverk_exchange::Head;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Rows are matched by id where there is one, else by key.
pub const MATCH_BY_KEY: &str = "key";

/// Rows are matched by what the register's titles are put together from, as
/// organisation and year.
pub const MATCH_BY_TITLE: &str = "@title";

/// Most sheets of a file.
const SHEETS_MAX: usize = 1_000;

/// How a file is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportSettings {
    /// Position of the sheet.
    pub sheet: usize,
    /// Where the column heads are.
    pub head: Head,
    /// Field or attribute that each column holds; none for one that is left out.
    pub columns: Vec<Option<String>>,
    /// `key`, `@title`, or a field whose value says which record a row is about.
    pub match_by: String,
    /// Leave out rows with faults instead of storing nothing.
    pub valid_only: bool,
    /// Currency of amounts without one.
    pub currency: String,
    /// Key of the organisation that new records belong to.
    pub owner: String,
    /// What a person decided a name means: `field`, a tab, the text → key,
    /// or nothing where it shall stay empty.
    pub decisions: BTreeMap<String, String>,
}

impl ImportSettings {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(head: Head) -> Self {
        Self {
            sheet: 0,
            head,
            columns: Vec::new(),
            match_by: MATCH_BY_KEY.to_owned(),
            valid_only: false,
            currency: "SEK".to_owned(),
            owner: String::new(),
            decisions: BTreeMap::new(),
        }
    }

    /// The same with a sheet and heads that a file can have.
    #[must_use]
    pub fn bounded(mut self) -> Self {
        self.sheet = self.sheet.min(SHEETS_MAX);
        self.head.row = self.head.row.clamp(1, samverk_exchange::ROWS_MAX);
        self.head.height = self.head.height.clamp(1, samverk_exchange::HEAD_HEIGHT_MAX);
        self
    }

    /// The fields whose values say together which record a row is about; none
    /// where rows are matched by id or key, or a column is missing.
    #[must_use]
    pub fn match_fields<'a>(&self, kind: &'a Kind) -> Vec<&'a Field> {
        let names: Vec<&str> = match self.match_by.as_str() {
            MATCH_BY_KEY => Vec::new(),
            MATCH_BY_TITLE => kind.title_from.clone(),
            name => vec![name],
        };
        let held = |name: &&str| self.columns.iter().flatten().any(|column| column == name);
        if names.iter().all(held) { names.into_iter().filter_map(|name| kind.get(name)).collect() } else { Vec::new() }
    }

    /// What cannot be carried out: a field to match by that no column holds
    /// would make every row a new record.
    #[must_use]
    pub fn faults(&self, kind: &Kind) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.match_by != MATCH_BY_KEY && self.match_fields(kind).is_empty() {
            faults.push(Fault::error("match_by", "choice", self.match_by.clone()));
        }
        if self.currency.len() != 3 || !self.currency.bytes().all(|byte| byte.is_ascii_uppercase()) {
            faults.push(Fault::error("currency", "choice", self.currency.clone()));
        }
        faults
    }

    /// Key of a decision.
    #[must_use]
    pub fn decision_key(field: &str, text: &str) -> String {
        format!("{field}\t{text}")
    }

    /// The stored form.
    #[must_use]
    pub fn to_json(&self) -> Json {
        json!({
            "sheet": self.sheet, "row": self.head.row, "height": self.head.height, "columns": self.columns,
            "match_by": self.match_by, "valid_only": self.valid_only, "currency": self.currency, "owner": self.owner,
            "decisions": self.decisions,
        })
    }

    /// Reads the stored form.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let json: Json = serde_json::from_str(text).ok()?;
        let number = |name: &str| json.get(name)?.as_u64().and_then(|n| usize::try_from(n).ok());
        let text = |name: &str| json.get(name).and_then(Json::as_str).map(str::to_owned);
        let columns = json.get("columns")?.as_array()?.iter();
        let decisions = json.get("decisions").and_then(Json::as_object).into_iter().flatten();
        Some(Self {
            sheet: number("sheet")?,
            head: Head { row: number("row")?, height: number("height")? },
            columns: columns.map(|column| column.as_str().map(str::to_owned)).collect(),
            match_by: text("match_by")?,
            valid_only: json.get("valid_only").and_then(Json::as_bool).unwrap_or(false),
            currency: text("currency").unwrap_or_else(|| "SEK".to_owned()),
            owner: text("owner").unwrap_or_default(),
            decisions: decisions.filter_map(|(name, to)| Some((name.clone(), to.as_str()?.to_owned()))).collect(),
        })
    }

    /// Whether a column of this register can hold what a setting says.
    #[must_use]
    pub fn knows(kind: &Kind, target: &str) -> bool {
        let attribute = matches!(target, "id" | "key" | "version" | "owner" | "visibility");
        attribute || (target == "state" && kind.states.is_some()) || kind.get(target).is_some()
    }
}
