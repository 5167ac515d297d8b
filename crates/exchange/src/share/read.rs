//! Reading calculations, with every fault at its place.

use super::node::{Node, inexact};
use super::{ENTRIES_MAX, FAULTS_MAX};
use samverk_domain::money::{Decimal, External, LateJoin, Line, Member, Sheet, Unit, Wear, escaped, late_join, shares};
use samverk_domain::record::Fault;
use std::collections::{BTreeMap, HashMap};

/// Longest id or name.
const ID_CHARS_MAX: usize = 200;
/// Letters that a currency has (ISO 4217).
const CURRENCY_CHARS: usize = 3;

type Entries = [(String, Node)];

/// Reads, and notes what is wrong.
pub(super) struct Reader {
    pub(super) unit: Unit,
    /// Places of members by id.
    pub(super) members: HashMap<String, usize>,
    faults: Vec<Fault>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { unit: Unit::HUNDREDTH, members: HashMap::new(), faults: Vec::new() }
    }

    pub(super) fn fault(&mut self, at: &str, code: &'static str, detail: &str) {
        if self.faults.len() < FAULTS_MAX {
            let detail: String = detail.chars().take(ID_CHARS_MAX).collect();
            self.faults.push(Fault::error(at, code, detail));
        }
    }

    /// What was read, unless something was wrong.
    pub(super) fn done<T>(self, found: T) -> Result<T, Vec<Fault>> {
        if self.faults.is_empty() { Ok(found) } else { Err(self.faults) }
    }

    /// The same; where something was wrong, what is wrong with the rest is told too.
    fn done_with<T>(mut self, found: T, more: impl Fn(&T) -> Option<Vec<Fault>>) -> Result<T, Vec<Fault>> {
        if !self.faults.is_empty() {
            for fault in more(&found).unwrap_or_default() {
                // A figure that cannot be read is not missing besides.
                if self.faults.iter().all(|known| known.field != fault.field) {
                    self.fault(&fault.field, fault.code, &fault.detail);
                }
            }
        }
        self.done(found)
    }

    /// The fields of an object; others than these, and one that stands twice, are faults.
    pub(super) fn fields<'a>(&mut self, node: &'a Node, at: &str, known: &[&str]) -> &'a Entries {
        let Node::Map(entries) = node else {
            self.fault(at, "json_object", "");
            return &[];
        };
        for (no, (name, _)) in entries.iter().enumerate() {
            let place = format!("{at}/{}", escaped(name));
            if !known.contains(&name.as_str()) {
                self.fault(&place, "share_field", name);
            } else if entries.iter().take(no).any(|(other, _)| other == name) {
                self.fault(&place, "share_twice", name);
            }
        }
        entries
    }

    /// The entries of an object by any names.
    pub(super) fn entries<'a>(&mut self, node: &'a Node, at: &str) -> &'a Entries {
        let Node::Map(entries) = node else {
            self.fault(at, "json_object", "");
            return &[];
        };
        let mut seen: HashMap<&str, ()> = HashMap::new();
        for (name, _) in entries {
            if seen.insert(name, ()).is_some() {
                self.fault(&format!("{at}/{}", escaped(name)), "share_twice", name);
            }
        }
        self.few(entries.len(), at);
        entries
    }

    pub(super) fn list<'a>(&mut self, node: &'a Node, at: &str) -> &'a [Node] {
        let Node::List(list) = node else {
            self.fault(at, "json_list", "");
            return &[];
        };
        self.few(list.len(), at);
        list.get(..list.len().min(ENTRIES_MAX)).unwrap_or_default()
    }

    fn few(&mut self, count: usize, at: &str) {
        if count > ENTRIES_MAX {
            self.fault(at, "share_many", &ENTRIES_MAX.to_string());
        }
    }

    /// A text that is neither empty nor longer than an id may be.
    pub(super) fn id(&mut self, node: Option<&Node>, at: &str) -> String {
        match node {
            Some(Node::Text(text)) if !text.is_empty() && text.chars().count() <= ID_CHARS_MAX => return text.clone(),
            None | Some(Node::Null) => self.fault(at, "required", ""),
            Some(_) => self.fault(at, "share_id", &ID_CHARS_MAX.to_string()),
        }
        String::new()
    }

    pub(super) fn decimal(&mut self, node: &Node, at: &str) -> Option<Decimal> {
        let (Node::Number(text) | Node::Text(text)) = node else {
            self.fault(at, "share_decimal", "");
            return None;
        };
        let found = Decimal::parse(text);
        if found.is_none() {
            self.fault(at, "share_decimal", text);
        }
        found
    }

    /// A figure that is not below nothing.
    pub(super) fn figure(&mut self, node: &Node, at: &str) -> Option<Decimal> {
        let found = self.decimal(node, at)?;
        if found.is_negative() {
            self.fault(at, "share_negative", &found.to_string());
            return None;
        }
        Some(found)
    }

    /// An amount in units.
    pub(super) fn amount(&mut self, node: &Node, at: &str) -> Option<i128> {
        let found = self.decimal(node, at)?;
        let count = self.unit.count(found);
        if count.is_none() {
            self.fault(at, "share_unit", &found.to_string());
        }
        count
    }

    /// An amount that is not below nothing, in units.
    pub(super) fn bare(&mut self, node: &Node, at: &str) -> Option<i128> {
        let found = self.amount(node, at)?;
        if found < 0 {
            self.fault(at, "share_negative", &self.unit.text(found));
            return None;
        }
        Some(found)
    }

    /// Something of some members, by their places.
    pub(super) fn by_member<T>(
        &mut self,
        node: &Node,
        at: &str,
        mut read: impl FnMut(&mut Self, &Node, &str) -> Option<T>,
    ) -> Vec<(usize, T)> {
        let mut found = Vec::new();
        for (id, node) in self.entries(node, at) {
            let place = format!("{at}/{}", escaped(id));
            match (self.member(id, &place), read(self, node, &place)) {
                (Some(member), Some(one)) => found.push((member, one)),
                _ => continue,
            }
        }
        found
    }

    fn member(&mut self, id: &str, at: &str) -> Option<usize> {
        let found = self.members.get(id).copied();
        if found.is_none() {
            self.fault(at, "share_unknown", id);
        }
        found
    }

    fn unit_of(&mut self, node: Option<&Node>) {
        let Some(node) = node else { return self.fault("/unit", "required", "") };
        let Some(size) = self.decimal(node, "/unit") else { return };
        match Unit::new(size) {
            Some(unit) => self.unit = unit,
            None => self.fault("/unit", "share_unit_size", &size.to_string()),
        }
    }

    fn currency(&mut self, node: Option<&Node>) -> String {
        let text = self.id(node, "/currency");
        let is_code = text.len() == CURRENCY_CHARS && text.bytes().all(|byte| byte.is_ascii_uppercase());
        if !text.is_empty() && !is_code {
            self.fault("/currency", "share_currency", &text);
        }
        text
    }

    fn one_member(&mut self, node: &Node, at: &str) -> Member {
        let fields = self.fields(node, at, &["id", "inhabitants", "usage", "units", "percent"]);
        let mut member = Member { id: self.id(get(fields, "id"), &format!("{at}/id")), ..Member::default() };
        if let Some(node) = get(fields, "inhabitants") {
            let place = format!("{at}/inhabitants");
            member.inhabitants = self.figure(node, &place);
            if let Some(figure) = member.inhabitants.filter(|figure| !figure.is_whole()) {
                self.fault(&place, "share_whole", &figure.to_string());
            }
        }
        if let Some(node) = get(fields, "percent") {
            member.percent = self.figure(node, &format!("{at}/percent"));
        }
        for (name, figures) in [("usage", &mut member.usage), ("units", &mut member.units)] {
            if let Some(node) = get(fields, name) {
                *figures = self.figures(node, &format!("{at}/{name}"));
            }
        }
        member
    }

    fn figures(&mut self, node: &Node, at: &str) -> BTreeMap<String, Decimal> {
        let mut found = BTreeMap::new();
        for (name, node) in self.entries(node, at) {
            if let Some(figure) = self.figure(node, &format!("{at}/{}", escaped(name))) {
                found.insert(name.clone(), figure);
            }
        }
        found
    }

    fn all_members(&mut self, node: Option<&Node>) -> Vec<Member> {
        let Some(node) = node else {
            self.fault("/members", "required", "");
            return Vec::new();
        };
        let mut members = Vec::new();
        for (at, node) in self.list(node, "/members").iter().enumerate() {
            let place = format!("/members/{at}");
            let member = self.one_member(node, &place);
            self.note(&member.id, at, &format!("{place}/id"));
            members.push(member);
        }
        if members.is_empty() {
            self.fault("/members", "share_nobody", "");
        }
        members
    }

    fn note(&mut self, id: &str, place: usize, at: &str) {
        if !id.is_empty() && self.members.insert(id.to_owned(), place).is_some() {
            self.fault(at, "share_twice", id);
        }
    }

    fn line(&mut self, node: &Node, at: &str, lines: &mut HashMap<String, usize>) -> Option<Line> {
        let fields = self.fields(node, at, &["id", "amount", "members", "key"]);
        let id = self.id(get(fields, "id"), &format!("{at}/id"));
        let place = at.rsplit('/').next().and_then(|no| no.parse().ok()).unwrap_or_default();
        if !id.is_empty() && lines.insert(id.clone(), place).is_some() {
            self.fault(&format!("{at}/id"), "share_twice", &id);
        }
        let amount_at = format!("{at}/amount");
        let amount = match get(fields, "amount") {
            None | Some(Node::Null) => None,
            Some(node) => self.amount(node, &amount_at),
        };
        let members = get(fields, "members").map(|node| self.named(node, &format!("{at}/members")));
        let key_at = format!("{at}/key");
        let Some(node) = get(fields, "key") else {
            self.fault(&key_at, "required", "");
            return None;
        };
        let key = self.key(node, &key_at, 0)?;
        if amount.is_some() && key.makes_the_amount() {
            self.fault(&amount_at, "share_amount_made", key.name());
            return None;
        }
        Some(Line { id, at: place, amount, members, key })
    }

    pub(super) fn named(&mut self, node: &Node, at: &str) -> Vec<usize> {
        let mut members = Vec::new();
        for (no, node) in self.list(node, at).iter().enumerate() {
            let place = format!("{at}/{no}");
            let id = self.id(Some(node), &place);
            if id.is_empty() {
                continue;
            }
            match self.member(&id, &place) {
                Some(member) if members.contains(&member) => self.fault(&place, "share_twice", &id),
                Some(member) => members.push(member),
                None => {}
            }
        }
        members
    }

    /// A calculation, with a newcomer at the end of the members.
    fn sheet(&mut self, fields: &Entries, joiner: Option<Member>) -> Sheet {
        let currency = self.currency(get(fields, "currency"));
        self.unit_of(get(fields, "unit"));
        let mut members = self.all_members(get(fields, "members"));
        if let Some(joiner) = joiner {
            self.note(&joiner.id, members.len(), "/joiner/id");
            members.push(joiner);
        }
        let (mut lines, mut places) = (Vec::new(), HashMap::new());
        match get(fields, "lines") {
            None => self.fault("/lines", "required", ""),
            Some(node) => {
                for (at, node) in self.list(node, "/lines").iter().enumerate() {
                    let known = self.faults.len();
                    let line = self.line(node, &format!("/lines/{at}"), &mut places);
                    // What was read of a line with a fault would give faults that are not there.
                    lines.extend(line.filter(|_| self.faults.len() == known));
                }
            }
        }
        let mut external = Vec::new();
        for (at, node) in
            get(fields, "external").map_or(&[][..], |node| self.list(node, "/external")).iter().enumerate()
        {
            let place = format!("/external/{at}");
            let fields = self.fields(node, &place, &["line", "amount"]);
            let id = self.id(get(fields, "line"), &format!("{place}/line"));
            let amount_at = format!("{place}/amount");
            let Some(node) = get(fields, "amount") else {
                self.fault(&amount_at, "required", "");
                continue;
            };
            match (places.get(&id), self.bare(node, &amount_at)) {
                (Some(line), Some(amount)) => {
                    // Of a line that could not be read there is nothing to pay.
                    let line = lines.iter().position(|known: &Line| known.at == *line);
                    external.extend(line.map(|line| External { line, at, amount }));
                }
                (None, _) if !id.is_empty() => self.fault(&format!("{place}/line"), "share_unknown", &id),
                _ => {}
            }
        }
        Sheet { currency, unit: self.unit, members, lines, external }
    }
}

/// The value of a field.
pub(super) fn get<'a>(fields: &'a Entries, name: &str) -> Option<&'a Node> {
    fields.iter().find(|(known, _)| known == name).map(|(_, node)| node)
}

/// The file as JSON.
pub(super) fn tree(content: &[u8]) -> Result<Node, Vec<Fault>> {
    let tree = serde_json::from_slice(content).map_err(|error| {
        let at = format!("{}:{}", error.line(), error.column());
        vec![Fault::error("", "share_json", at)]
    })?;
    match inexact(content) {
        None => Ok(tree),
        Some((line, column)) => Err(vec![Fault::error("", "share_digits", format!("{line}:{column}"))]),
    }
}

/// Members times lines that are computed for a server's client, and whose
/// faults are looked for beside those of what cannot be read.
pub const CALCULATION_CELLS_MAX: usize = 400_000;

/// Whether a calculation is larger than that.
#[must_use]
pub fn is_large(sheet: &Sheet) -> bool {
    sheet.members.len().saturating_mul(sheet.lines.len()) > CALCULATION_CELLS_MAX
}

const SHEET_FIELDS: [&str; 5] = ["currency", "unit", "members", "lines", "external"];

/// Reads a calculation.
///
/// # Errors
/// It is no JSON, or every fault with its JSON pointer: unknown or double
/// names, amounts that are no decimals or no whole numbers of the unit,
/// negative figures, unknown keys.
pub fn read_sheet(content: &[u8]) -> Result<Sheet, Vec<Fault>> {
    let tree = tree(content)?;
    let mut reader = Reader::new();
    let fields = reader.fields(&tree, "", &SHEET_FIELDS);
    let sheet = reader.sheet(fields, None);
    reader.done_with(sheet, |sheet| if is_large(sheet) { None } else { shares(sheet).err() })
}

/// Reads a calculation that somebody joins late: the same with `joiner`,
/// `paid` and `wear`.
///
/// # Errors
/// As [`read_sheet`].
pub fn read_late_join(content: &[u8]) -> Result<LateJoin, Vec<Fault>> {
    let tree = tree(content)?;
    let mut reader = Reader::new();
    let known = [&SHEET_FIELDS[..], &["joiner", "paid", "wear"]].concat();
    let fields = reader.fields(&tree, "", &known);
    let joiner = match get(fields, "joiner") {
        Some(node) => reader.one_member(node, "/joiner"),
        None => {
            reader.fault("/joiner", "required", "");
            Member::default()
        }
    };
    let sheet = reader.sheet(fields, Some(joiner));
    let newcomer = sheet.members.len().saturating_sub(1);
    let mut paid = vec![0; sheet.members.len()];
    if let Some(node) = get(fields, "paid") {
        for (member, amount) in reader.by_member(node, "/paid", Reader::amount) {
            if member == newcomer {
                let id = sheet.members.get(newcomer).map_or("", |joiner| joiner.id.as_str());
                reader.fault(&format!("/paid/{}", escaped(id)), "share_joiner_paid", "");
            }
            if let Some(slot) = paid.get_mut(member) {
                *slot = amount;
            }
        }
    }
    let wear = get(fields, "wear").and_then(|node| reader.wear(node));
    let join = LateJoin { sheet, paid, wear };
    reader.done_with(join, |join| if is_large(&join.sheet) { None } else { late_join(join).err() })
}

impl Reader {
    fn wear(&mut self, node: &Node) -> Option<Wear> {
        let fields = self.fields(node, "/wear", &["used", "of"]);
        let mut part = |name: &str| {
            let place = format!("/wear/{name}");
            let Some(node) = get(fields, name) else {
                self.fault(&place, "required", "");
                return None;
            };
            let figure = self.figure(node, &place)?;
            let whole = figure.whole_number();
            if whole.is_none() {
                self.fault(&place, "share_whole", &figure.to_string());
            }
            whole
        };
        let (used, of) = (part("used")?, part("of")?);
        if of == 0 || used > of {
            self.fault("/wear/used", "share_wear", &of.to_string());
            return None;
        }
        Some(Wear { used, of })
    }
}
