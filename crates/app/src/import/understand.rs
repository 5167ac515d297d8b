//! From a table as somebody made it to one in the import's shape.

use super::names::{ALIKE_MIN, alike, normal};
use super::settings::{ImportSettings, MATCH_BY_KEY};
use crate::record::RowFault;
use crate::record::is_cell_error;
use crate::{App, AppError, Ctx};
use samverk_catalogue::Query;
use samverk_domain::record::{Fault, Field, FieldType, Kind, Record, Value, Visibility, cell};
use samverk_domain::{Lang, RecordId};
use samverk_exchange::{Cells, Table};
use std::collections::{BTreeMap, HashMap};

/// Most candidates shown for a doubtful name.
const CANDIDATES_MAX: usize = 5;
/// Most doubtful names shown.
const DOUBTS_MAX: usize = 200;

/// A record that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Key.
    pub key: String,
    /// Title.
    pub title: String,
}

/// A name that does not say by itself which record is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Field.
    pub field: String,
    /// As the file writes it.
    pub text: String,
    /// In how many rows.
    pub rows: usize,
    /// What it may mean, the likeliest first.
    pub candidates: Vec<Candidate>,
}

/// A file in the import's shape, with what is still open.
pub(super) struct Understood {
    pub(super) table: Table,
    pub(super) doubts: Vec<Doubt>,
    pub(super) faults: Vec<RowFault>,
}

/// Titles of one register: exact, folded and normal forms.
struct Titles {
    by_folded: HashMap<String, Vec<RecordId>>,
    by_normal: HashMap<String, Vec<RecordId>>,
    all: Vec<(String, RecordId)>,
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

impl App {
    /// What each column of a file most likely is, by its head: a field's
    /// name, or its label in any of the languages.
    pub(super) fn guess_columns(&self, kind: &Kind, heads: &[String]) -> Vec<Option<String>> {
        let mut known: HashMap<String, String> = HashMap::new();
        let mut name = |text: String, target: &str| {
            known.entry(fold(&text)).or_insert_with(|| target.to_owned());
        };
        let attributes = ["id", "key", "version", "owner", "visibility"];
        for attribute in attributes.into_iter().chain(kind.states.as_ref().map(|_| "state")) {
            name(attribute.to_owned(), attribute);
            for lang in Lang::ALL {
                name(self.labels().label(&format!("column-{attribute}"), lang).unwrap_or_default(), attribute);
            }
        }
        for word in ["Ägare", "Eier", "Owner"] {
            name(word.to_owned(), "owner");
        }
        for field in kind.fields.iter().filter(|field| !field.withdrawn) {
            name(field.name.to_owned(), field.name);
            name(field.name.replace('_', " "), field.name);
            for lang in Lang::ALL {
                name(self.labels().label(&kind.label_key(field), lang).unwrap_or_default(), field.name);
            }
        }
        for lang in Lang::ALL {
            // "Kommun" over a column of names means the record itself.
            if let (Some(title), Some(label)) =
                (kind.title_field(), self.labels().label(&format!("kind-{}", kind.name), lang))
            {
                name(label, title.name);
            }
        }
        let mut taken: Vec<String> = Vec::new();
        let mut guessed: Vec<Option<String>> = vec![None; heads.len()];
        // First the heads that are a name or a label as they stand, then those
        // that a label begins with, as "Ansvarig" for "Ansvarig organisation".
        for whole in [true, false] {
            for (head, place) in heads.iter().zip(&mut guessed).filter(|(_, place)| place.is_none()) {
                let head = fold(head);
                let found = if whole {
                    // Of heads over several rows the lowest says what the column is.
                    let last = head.rsplit_once(" – ").and_then(|(_, last)| known.get(last));
                    known.get(&head).or(last).cloned()
                } else {
                    let begins = |label: &str| label.strip_prefix(&head).is_some_and(|rest| rest.starts_with(' '));
                    let mut longer: Vec<&String> =
                        known.iter().filter(|(label, _)| begins(label)).map(|(_, target)| target).collect();
                    longer.sort_unstable();
                    longer.dedup();
                    // Two fields that begin alike are not guessed between.
                    if let [one] = longer.as_slice() { Some((*one).clone()) } else { None }
                };
                let free = |target: &String| !target.is_empty() && !head.is_empty() && !taken.contains(target);
                if let Some(target) = found.filter(free) {
                    taken.push(target.clone());
                    *place = Some(target);
                }
            }
        }
        guessed
    }

    /// The file in the import's shape.
    pub(super) async fn understand(
        &self,
        ctx: &Ctx,
        kind: &Kind,
        raw: Table,
        settings: &ImportSettings,
    ) -> Result<Understood, AppError> {
        let targets: Vec<(usize, &str)> = settings
            .columns
            .iter()
            .enumerate()
            .take(raw.header.len())
            .filter_map(|(at, target)| Some((at, target.as_deref()?)))
            .filter(|(_, target)| ImportSettings::knows(kind, target))
            .collect();
        let mut reader =
            Reader { app: self, ctx, settings, titles: HashMap::new(), codes: HashMap::new(), doubts: BTreeMap::new() };
        let mut header: Vec<String> = targets.iter().map(|(_, target)| (*target).to_owned()).collect();
        let adds_owner = !settings.owner.is_empty() && !header.iter().any(|name| name == "owner");
        let by_field = settings.match_by != MATCH_BY_KEY && !header.iter().any(|name| name == "id");
        let mut faults = Vec::new();
        let mut rows: Vec<(usize, Cells)> = Vec::with_capacity(raw.rows.len());
        for (number, cells) in raw.rows {
            let text = |at: usize| cells.get(at).unwrap_or_default().trim();
            rows.push((number, targets.iter().map(|(at, target)| reader.cell(kind, target, text(*at))).collect()));
        }
        let doubts = reader.doubts();
        if by_field {
            self.match_rows(ctx, kind, settings, &mut header, &mut rows, &mut faults).await?;
        }
        if adds_owner {
            // Only what is made gets the owner; what is there keeps its own.
            let (id, key) = (header.iter().position(|name| name == "id"), header.iter().position(|name| name == "key"));
            let filled = |row: &Cells, at: Option<usize>| {
                at.and_then(|at| row.get(at)).filter(|text| !text.is_empty()).map(str::to_owned)
            };
            header.push("owner".to_owned());
            for (_, row) in &mut rows {
                let known = filled(row, id).or_else(|| filled(row, key));
                let known = known.and_then(|key| self.look(|catalogue| catalogue.find(kind.name, &key)));
                let own = known.and_then(|id| {
                    self.look(|catalogue| {
                        let owner = catalogue.owner(id)?;
                        catalogue.key(owner).map(str::to_owned)
                    })
                });
                row.push(if known.is_some() { own.as_deref().unwrap_or_default() } else { &settings.owner });
            }
        }
        Ok(Understood { table: Table { header, rows }, doubts, faults })
    }

    /// Finds each row's record by the value of a field, and writes its id
    /// into a column of its own.
    async fn match_rows(
        &self,
        ctx: &Ctx,
        kind: &Kind,
        settings: &ImportSettings,
        header: &mut Vec<String>,
        rows: &mut [(usize, Cells)],
        faults: &mut Vec<RowFault>,
    ) -> Result<(), AppError> {
        let fields = settings.match_fields(kind);
        let at: Vec<usize> =
            fields.iter().filter_map(|field| header.iter().position(|name| name == field.name)).collect();
        let Some(first) = fields.first().filter(|_| at.len() == fields.len()) else { return Ok(()) };
        let (ids, scope) = self.list_ids(ctx, &Query::every(kind.name, "key", ctx.lang)).await?;
        let mut known: HashMap<String, Vec<RecordId>> = HashMap::new();
        for piece in ids.chunks(2_000) {
            for stored in self.load_piece(piece, &scope).await? {
                for text in self.match_texts(&fields, &stored.record) {
                    known.entry(text).or_default().push(stored.record.id);
                }
            }
        }
        header.push("id".to_owned());
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (number, row) in rows {
            let cells: Vec<&str> = at.iter().filter_map(|at| row.get(*at)).collect();
            let text = fold(&cells.join("\t"));
            let says = cells.iter().any(|cell| !cell.trim().is_empty());
            let found = known.get(&text).filter(|_| says).map(Vec::as_slice).unwrap_or_default();
            let mut fault = |code, detail: String| {
                let fault = Fault::error(first.name, code, detail);
                faults.push(RowFault { row: *number, column: first.name.to_owned(), fault });
            };
            if let Some(earlier) = Some(&text).filter(|_| says).and_then(|text| seen.insert(text.clone(), *number)) {
                fault("row_twice", earlier.to_string());
            }
            let id = match found {
                [one] => one.to_string(),
                [] => String::new(),
                several => {
                    fault("match_several", several.len().to_string());
                    String::new()
                }
            };
            row.push(&id);
        }
        Ok(())
    }

    /// What a row has to say to be about a record: of one field any value, of
    /// several the first of each.
    fn match_texts(&self, fields: &[&Field], record: &Record) -> Vec<String> {
        let finder = KeyOf(self);
        let texts = |field: &Field| -> Vec<String> {
            let values = record.values(field.name).iter().flat_map(|value| match value {
                Value::Translated(by_lang) => by_lang.values().cloned().collect(),
                other => vec![cell::write_one(field, other, &finder)],
            });
            values.collect()
        };
        match fields {
            [one] => texts(one).iter().map(|text| fold(text)).collect(),
            several => {
                let parts: Vec<String> =
                    several.iter().map(|field| texts(field).into_iter().next().unwrap_or_default()).collect();
                vec![fold(&parts.join("\t"))]
            }
        }
    }
}

/// A number without dots between thousands, where a decimal comma follows them
/// so that nothing else can be meant, and a whole number without `,0` or `,00`;
/// three zeros may be thousands.
fn plain_number(text: &str, decimals: u8) -> String {
    let grouped = |whole: &str| {
        let mut groups = whole.trim_start_matches(['-', '\u{2212}']).split('.');
        let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
        first && groups.all(|group| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let plain = match text.split_once(',') {
        Some((whole, fraction)) if whole.contains('.') && grouped(whole) => {
            format!("{},{fraction}", whole.replace('.', ""))
        }
        _ => text.to_owned(),
    };
    match plain.split_once([',', '.']) {
        Some((whole, "0" | "00")) if decimals == 0 => whole.to_owned(),
        _ => plain,
    }
}

struct KeyOf<'a>(&'a App);

impl cell::Resolver for KeyOf<'_> {
    fn find(&self, _: &str, _: &str) -> Option<RecordId> {
        None
    }

    fn key(&self, id: RecordId) -> Option<String> {
        self.0.look(|catalogue| catalogue.key(id).map(str::to_owned))
    }
}

/// Reads cells; what it learns of lists and names it keeps.
struct Reader<'a> {
    app: &'a App,
    ctx: &'a Ctx,
    settings: &'a ImportSettings,
    titles: HashMap<&'static str, Titles>,
    /// Codes by folded label, for each list.
    codes: HashMap<String, HashMap<String, String>>,
    doubts: BTreeMap<(String, String), (usize, Vec<Candidate>)>,
}

impl Reader<'_> {
    fn doubts(&mut self) -> Vec<Doubt> {
        let doubts = std::mem::take(&mut self.doubts).into_iter().take(DOUBTS_MAX);
        doubts.map(|((field, text), (rows, candidates))| Doubt { field, text, rows, candidates }).collect()
    }

    /// A cell in the form that the import reads; what cannot be understood is
    /// left as it is, so that the import says what is wrong with it.
    fn cell(&mut self, kind: &Kind, target: &str, text: &str) -> String {
        if text.is_empty() || is_cell_error(text) {
            return text.to_owned();
        }
        match target {
            "id" | "key" | "version" => text.to_owned(),
            "owner" => self.link("owner", "organisation", text),
            "visibility" => {
                let codes = Visibility::ALL.map(Visibility::code);
                self.code("visibility", &codes, |code| format!("visibility-{code}"), text)
            }
            "state" => {
                let codes: Vec<&str> =
                    kind.states.iter().flat_map(|machine| &machine.states).map(|state| state.code).collect();
                self.code(&format!("{}-state", kind.name), &codes, |code| format!("{}-state-{code}", kind.name), text)
            }
            name => match kind.get(name) {
                Some(field) => self.field(field, text),
                None => text.to_owned(),
            },
        }
    }

    fn field(&mut self, field: &Field, text: &str) -> String {
        if !field.repeated {
            return self.one(field, text);
        }
        // The import's own separator first, then those that people use.
        let mut parts = cell::split(text);
        if let [lone] = parts.as_slice() {
            let understood = self.one(field, lone);
            let several: Vec<String> = text
                .split([';', '\n', ','])
                .map(|part| part.trim().to_owned())
                .filter(|part| !part.is_empty())
                .collect();
            let named = matches!(field.of, FieldType::Choice(_) | FieldType::Link);
            if !named || understood != *lone || several.len() < 2 {
                return understood.replace('|', "\\|");
            }
            self.doubts.remove(&(field.name.to_owned(), lone.clone()));
            parts = several;
        }
        let parts: Vec<String> = parts.iter().map(|part| self.one(field, part).replace('|', "\\|")).collect();
        parts.join(cell::SEPARATOR)
    }

    fn one(&mut self, field: &Field, text: &str) -> String {
        match field.of {
            FieldType::Choice(list) => {
                let codes: Vec<&str> = list.entries.iter().map(|entry| entry.code).collect();
                self.code(list.name, &codes, |code| format!("choice-{}-{code}", list.name), text)
            }
            FieldType::Flag => match fold(text).as_str() {
                "x" | "1" | "sant" | "true" | "ja" | "yes" => "yes".to_owned(),
                "0" | "falskt" | "false" | "nej" | "nei" | "no" | "-" => "no".to_owned(),
                _ => text.to_owned(),
            },
            FieldType::Money => {
                let named = fold(text);
                let bare = named.trim_end_matches("kronor").trim_end_matches("kroner").trim_end_matches("kr").trim();
                let plain = plain_number(bare, 2);
                // What is no amount stays as it stands in the file, to be told so.
                match cell::read_decimal(&plain, 2) {
                    Some(_) => format!("{plain} {}", self.settings.currency),
                    None => text.to_owned(),
                }
            }
            FieldType::Number { decimals } => plain_number(text.trim_end_matches('%').trim(), decimals),
            FieldType::Translated if !text.contains(':') => format!("{}: {text}", self.ctx.lang),
            FieldType::Link => match field.link {
                Some(spec) => self.link(field.name, spec.to, text),
                None => text.to_owned(),
            },
            _ => text.to_owned(),
        }
    }

    fn code(&mut self, list: &str, codes: &[&str], key: impl Fn(&str) -> String, text: &str) -> String {
        let (app, folded) = (self.app, fold(text));
        let known = self.codes.entry(list.to_owned()).or_insert_with(|| {
            let mut known = HashMap::new();
            for code in codes {
                for lang in Lang::ALL {
                    if let Some(label) = app.labels().label(&key(code), lang) {
                        known.entry(fold(&label)).or_insert_with(|| (*code).to_owned());
                    }
                }
            }
            // A code is itself, whatever a label says.
            known.extend(codes.iter().map(|code| ((*code).to_owned(), (*code).to_owned())));
            known
        });
        known.get(&folded).cloned().unwrap_or_else(|| text.to_owned())
    }

    /// The key of the record that a name means.
    fn link(&mut self, field: &str, kind: &'static str, text: &str) -> String {
        let decided = self.settings.decisions.get(&ImportSettings::decision_key(field, text));
        if let Some(key) = decided {
            return key.clone();
        }
        let scope = self.app.scope(&self.ctx.actor);
        let (name, valid) = match text.strip_suffix(']').and_then(|text| text.rsplit_once('[')) {
            Some((name, valid)) => (name.trim(), format!(" [{valid}]")),
            None => (text, String::new()),
        };
        let exact = self.app.look(|catalogue| catalogue.find(kind, name).filter(|id| catalogue.sees(*id, &scope)));
        if exact.is_some() {
            return text.to_owned();
        }
        let key = |id: &RecordId| self.app.look(|catalogue| catalogue.key(*id).unwrap_or_default().to_owned());
        let titles = self.titles.entry(kind).or_insert_with(|| titles(self.app, kind, &scope));
        for found in [titles.by_folded.get(&fold(name)), titles.by_normal.get(&normal(name))].into_iter().flatten() {
            if let [one] = found.as_slice() {
                return format!("{}{valid}", key(one));
            }
        }
        if let Some(doubt) = self.doubts.get_mut(&(field.to_owned(), text.to_owned())) {
            doubt.0 += 1;
            return text.to_owned();
        }
        let wanted = normal(name);
        let mut alike: Vec<(u32, &RecordId)> = titles
            .all
            .iter()
            .map(|(title, id)| (if *title == wanted { 1_000 } else { alike(&wanted, title) }, id))
            .filter(|(score, _)| *score >= ALIKE_MIN)
            .collect();
        alike.sort_by(|a, b| (b.0, a.1).cmp(&(a.0, b.1)));
        let mut ids: Vec<RecordId> = Vec::new();
        for (_, id) in alike {
            if !ids.contains(id) {
                ids.push(*id);
            }
        }
        let candidates: Vec<Candidate> = ids
            .iter()
            .take(CANDIDATES_MAX)
            .map(|id| Candidate {
                key: key(id),
                title: self.app.look(|catalogue| {
                    catalogue.title(*id, self.ctx.lang, &scope).map(|(title, _)| title).unwrap_or_default()
                }),
            })
            .collect();
        self.doubts.insert((field.to_owned(), text.to_owned()), (1, candidates));
        text.to_owned()
    }
}

fn titles(app: &App, kind: &str, scope: &samverk_catalogue::Scope) -> Titles {
    let mut titles = Titles { by_folded: HashMap::new(), by_normal: HashMap::new(), all: Vec::new() };
    app.look(|catalogue| {
        for id in catalogue.all(kind, scope) {
            let mut seen: Vec<String> = Vec::new();
            for lang in Lang::ALL {
                let Some((title, _)) = catalogue.title(id, lang, scope) else { continue };
                if seen.contains(&title) {
                    continue;
                }
                titles.by_folded.entry(fold(&title)).or_default().push(id);
                let normal = normal(&title);
                titles.by_normal.entry(normal.clone()).or_default().push(id);
                titles.all.push((normal, id));
                seen.push(title);
            }
        }
    });
    for found in titles.by_folded.values_mut().chain(titles.by_normal.values_mut()) {
        found.sort_unstable();
        found.dedup();
    }
    titles
}

#[cfg(test)]
mod tests {
    use super::plain_number;

    #[test]
    fn only_what_can_mean_nothing_else_is_made_plain() {
        let money = |text| plain_number(text, 2);
        assert_eq!(money("1.234,50"), "1234,50");
        assert_eq!(money("-12.345.678,9"), "-12345678,9");
        for same in ["28.123", "1,234.50", "12.34,5", "1.2345,0", "1 234,5", "12", "x"] {
            assert_eq!(money(same), same);
        }
        assert_eq!((plain_number("4 000,0", 0), plain_number("4,5", 0)), ("4 000".to_owned(), "4,5".to_owned()));
        assert_eq!((plain_number("7,000", 0), plain_number("7.0", 1)), ("7,000".to_owned(), "7.0".to_owned()));
    }
}
