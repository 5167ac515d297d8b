//! How a file is understood: which sheet, where the column heads are, what
//! each column means.

use samverk_domain::record::{Fault, Kind};
use samverk_exchange::Head;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Rows are matched by id where there is one, else by key.
pub const MATCH_BY_KEY: &str = "key";

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
    /// `key`, or a field whose value says which record a row is about.
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

    /// What cannot be carried out: a field to match by that no column holds
    /// would make every row a new record.
    #[must_use]
    pub fn faults(&self, kind: &Kind) -> Vec<Fault> {
        let mut faults = Vec::new();
        let held = self.columns.iter().flatten().any(|column| *column == self.match_by);
        if self.match_by != MATCH_BY_KEY && !(held && kind.get(&self.match_by).is_some()) {
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
