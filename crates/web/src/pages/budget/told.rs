//! A budget and its shares in words, tables and a figure.

mod each;

use super::super::Link;
use super::{Printed, ShareRow};
use crate::figure::{End, flows};
use crate::i18n;
use crate::show::Item;
use crate::visitor::Visitor;
use samverk_app::catalogue::Scope;
use samverk_app::money::{Budget, Computed};
use samverk_domain::RecordId;
use samverk_domain::money::{Bound, Key, LineTree, Scenario, Year, why};
use samverk_domain::record::{Fault, Record, Value};
use samverk_domain::text::collate::Sorter;
use samverk_domain::text::number;
use samverk_exchange::{Cell, Sheet};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Stands for what is not there.
const DASH: &str = "–";
/// Members or lines that a figure has room for.
const DRAWN_MAX: usize = 40;
/// Rows of reasons that a page shows; the file has all.
const WHY_MAX: usize = 4_000;
/// Deepest subline that is printed.
const DEPTH_MAX: usize = 8;

/// Why the shares of a line are what they are.
pub(super) struct WhyTable {
    pub(super) heading: String,
    pub(super) rule: String,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<(String, Vec<String>)>,
}

/// What members pay by two calculations, with the difference.
pub(super) struct Compared {
    pub(super) caption: String,
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<(Item, Vec<String>)>,
}

pub(super) struct Told<'a> {
    visitor: &'a Visitor,
    scope: Arc<Scope>,
    budget: &'a Budget,
    computed: Option<&'a Computed>,
}

impl<'a> Told<'a> {
    pub(super) fn new(visitor: &'a Visitor, budget: &'a Budget, computed: Option<&'a Computed>) -> Self {
        Self { visitor, scope: visitor.web.app().scope(&visitor.ctx.actor), budget, computed }
    }

    pub(super) fn budget(&self) -> &'a Budget {
        self.budget
    }

    pub(super) fn title(&self, id: RecordId) -> Item {
        self.visitor.look(&self.scope, |eye| eye.title(id))
    }

    fn decimals(&self) -> u8 {
        if self.budget.budget.text("unit") == Some("smallest") { 2 } else { 0 }
    }

    /// An amount in units of the budget.
    fn units(&self, units: i128) -> String {
        number::format(i64::try_from(units).unwrap_or(i64::MAX), self.decimals(), self.visitor.lang)
    }

    /// An amount in the smallest unit, without decimals where they are noughts.
    fn minor(&self, amount: i64) -> String {
        let (amount, decimals) = if amount % 100 == 0 { (amount / 100, 0) } else { (amount, 2) };
        number::format(amount, decimals, self.visitor.lang)
    }

    fn currency(&self) -> String {
        self.budget.budget.text("currency").unwrap_or("sek").to_uppercase()
    }

    /// Where it stands, who decided, when and by which paragraph.
    pub(super) fn status(&self) -> String {
        let budget = &self.budget.budget;
        let state = budget.state.as_deref().unwrap_or("draft");
        let mut parts = vec![self.visitor.t(&format!("budget-state-{state}"))];
        parts.extend(budget.target("decided_by").map(|id| self.title(id).text));
        parts.extend(match budget.first("decided") {
            Some(Value::Date(day)) => Some(i18n::date(*day, self.visitor.lang)),
            _ => None,
        });
        parts.extend(budget.text("paragraph").map(str::to_owned));
        let vat = budget.text("vat").filter(|vat| *vat == "standard");
        parts.extend(vat.map(|_| self.visitor.t("budget-vat-told")));
        let invoices: Vec<String> = budget
            .values("invoice")
            .iter()
            .filter_map(|value| match value {
                Value::Date(day) => Some(i18n::date(*day, self.visitor.lang)),
                _ => None,
            })
            .collect();
        if !invoices.is_empty() {
            parts.push(self.visitor.t_with("budget-invoiced", &[("days", &invoices.join(", "))]));
        }
        parts.join(" · ")
    }

    /// What it costs and what members pay.
    pub(super) fn finding(&self) -> String {
        let Some(computed) = self.computed else { return self.visitor.t("budget-not-computed") };
        let totals = &computed.shares.totals;
        let mut groups: BTreeMap<i128, usize> = BTreeMap::new();
        for total in totals.iter().filter(|total| **total != 0) {
            *groups.entry(*total).or_default() += 1;
        }
        let paying: usize = groups.values().sum();
        let (least, most) = (groups.keys().next().copied(), groups.keys().next_back().copied());
        let (sum, currency) = (self.units(computed.shares.sum), self.currency());
        let told = |units: Option<i128>| units.map_or(DASH.to_owned(), |units| self.units(units));
        let counts: Vec<String> = groups.values().rev().map(ToString::to_string).collect();
        let key = match groups.len() {
            0 => "budget-finding-nothing",
            1 => "budget-finding-one",
            2 => "budget-finding-two",
            _ => "budget-finding-many",
        };
        let numbers = [
            ("sum", sum),
            ("currency", currency),
            ("paying", paying.to_string()),
            ("least", told(least)),
            ("most", told(most)),
            ("first", counts.first().cloned().unwrap_or_default()),
            ("second", counts.get(1).cloned().unwrap_or_default()),
        ];
        self.visitor.t_with(key, &numbers.each_ref().map(|(name, text)| (*name, text.as_str())))
    }

    /// What is wrong, line by line: the line, and what to do.
    pub(super) fn faults(&self, faults: &[Fault]) -> Vec<(String, String)> {
        let tree = LineTree::new(&self.budget.lines);
        let outside = |line: &&&Record| line.first("outside") != Some(&Value::Flag(true));
        let divided: Vec<&&Record> = tree.lines().iter().filter(outside).collect();
        let told = |fault: &Fault| {
            let mut parts = fault.field.trim_start_matches('/').split('/');
            let place = |text: Option<&str>| text.and_then(|text| text.parse::<usize>().ok());
            let name = match (parts.next(), place(parts.next())) {
                (Some("lines"), Some(at)) => divided.get(at).map(|line| self.title(line.id).text),
                (Some("members"), Some(at)) => self.budget.members.get(at).map(|member| self.title(member.id).text),
                _ => None,
            };
            let mut detail = fault.detail.clone();
            let mut name = name;
            if fault.code == "share_figure" {
                // Which figure of which year, and the line by its name.
                let figure = fault.field.rsplit('/').next().filter(|figure| *figure != "percent");
                let figure = figure.filter(|figure| *figure != "inhabitants").map(str::to_owned);
                let year = self.budget.basis_year.map(|year| year.to_string());
                let parts = [name, figure, year].into_iter().flatten();
                name = Some(parts.collect::<Vec<_>>().join(", "));
                let line = self.budget.lines.iter().find(|line| line.key == detail);
                detail = line.map_or(detail, |line| self.title(line.id).text);
            }
            (name.unwrap_or_default(), crate::i18n::fault(self.visitor.lang, fault.code, &detail))
        };
        faults.iter().map(told).collect()
    }

    /// The lines with their sublines, as a plan prints them.
    pub(super) fn printed(&self, year: Year) -> Vec<Printed> {
        let tree = LineTree::new(&self.budget.lines);
        let mut out = Vec::new();
        for line in tree.lines() {
            self.print(&tree, line, year, 0, &mut out);
        }
        // What others pay stands below, so that the sum is what members pay.
        for external in self.computed.into_iter().flat_map(|computed| &computed.of.sheet.external) {
            let Some(id) = self.computed.and_then(|computed| computed.of.lines.get(external.line)) else { continue };
            out.push(Printed {
                title: self.title(*id),
                depth: 1,
                facts: self.visitor.t("budget-external"),
                amount: self.units(-external.amount),
                formula: String::new(),
                outside: false,
            });
        }
        out
    }

    fn print(&self, tree: &LineTree<'_>, line: &Record, year: Year, depth: usize, out: &mut Vec<Printed>) {
        let cost = tree.cost(line, year).ok();
        let choice =
            |list: &str, field: &str| line.text(field).map(|code| self.visitor.t(&format!("choice-{list}-{code}")));
        let key = choice("cost-key", "cost_key").filter(|_| depth == 0);
        let facts: Vec<String> = choice("cost-kind", "cost_kind").into_iter().chain(key).collect();
        let formula = cost.and_then(|cost| cost.formula_minor).map(|exact| {
            let minor = |field: &str| match line.first(field) {
                Some(Value::Money(money)) => self.minor(money.amount_minor),
                _ => DASH.to_owned(),
            };
            let lang = self.visitor.lang;
            let numbers = [
                ("monthly", minor("monthly")),
                ("months", trimmed(line.number("months").unwrap_or(120), 1, lang)),
                ("overhead", trimmed(line.number("overhead").unwrap_or_default(), 2, lang)),
                ("exact", self.minor(exact)),
            ];
            self.visitor.t_with("budget-formula", &numbers.each_ref().map(|(name, text)| (*name, text.as_str())))
        });
        let made = self.made_total(line.id).filter(|_| depth == 0);
        let planned = cost.and_then(|cost| cost.amount_minor).map(|amount| self.minor(amount));
        out.push(Printed {
            title: self.title(line.id),
            depth,
            facts: facts.join(", "),
            amount: planned.or(made).unwrap_or_else(|| DASH.to_owned()),
            formula: formula.unwrap_or_default(),
            outside: line.first("outside") == Some(&Value::Flag(true)),
        });
        if depth < DEPTH_MAX {
            for below in tree.below(line.id) {
                self.print(tree, below, year, depth + 1, out);
            }
        }
    }

    /// What a line comes to whose key makes the amount.
    fn made_total(&self, line: RecordId) -> Option<String> {
        let computed = self.computed?;
        let at = computed.of.lines.iter().position(|id| *id == line)?;
        Some(self.units(computed.shares.lines.get(at)?.total))
    }

    /// What members pay, or where that is not known what the lines cost.
    pub(super) fn planned_sum(&self, year: Year) -> String {
        if let Some(computed) = self.computed {
            return self.units(computed.shares.sum);
        }
        let tree = LineTree::new(&self.budget.lines);
        let own = tree.lines().iter().filter(|line| line.first("outside") != Some(&Value::Flag(true)));
        let stated: Option<Vec<i64>> = own.map(|line| tree.cost(line, year).ok()?.amount_minor).collect();
        stated.map_or(DASH.to_owned(), |stated| self.minor(stated.into_iter().fold(0, i64::saturating_add)))
    }

    fn line_names(&self, computed: &Computed) -> Vec<Item> {
        computed.of.lines.iter().map(|id| self.title(*id)).collect()
    }

    /// The organisation of each member of the calculation.
    fn organisations(&self, computed: &Computed) -> Vec<Option<RecordId>> {
        let app = self.visitor.web.app();
        let find = |key: &str| app.look(|catalogue| catalogue.find("organisation", key));
        computed.of.sheet.members.iter().map(|member| find(&member.id)).collect()
    }

    /// Shares by line and member, in units; none where a member takes no part.
    fn amounts(computed: &Computed) -> Vec<Vec<Option<i128>>> {
        let row = |line: &samverk_domain::money::LineShares| {
            let mut row = vec![None; computed.of.sheet.members.len()];
            for (member, share) in &line.shares {
                if let Some(cell) = row.get_mut(*member) {
                    *cell = Some(*share);
                }
            }
            row
        };
        computed.shares.lines.iter().map(row).collect()
    }

    pub(super) fn figure(&self) -> String {
        let Some(computed) = self.computed else { return String::new() };
        let names = self.line_names(computed);
        if names.len() > DRAWN_MAX || computed.of.sheet.members.len() > DRAWN_MAX {
            return String::new();
        }
        let end = |item: Item, units: i128| End {
            href: item.href.unwrap_or_default(),
            label: item.text,
            told: self.units(units),
        };
        let costs: Vec<End> =
            names.into_iter().zip(&computed.shares.lines).map(|(item, line)| end(item, line.total)).collect();
        let amounts = Self::amounts(computed);
        let payers: Vec<(usize, End)> = self
            .organisations(computed)
            .into_iter()
            .enumerate()
            .filter_map(|(at, id)| {
                let total = computed.shares.totals.get(at).copied().filter(|total| *total > 0)?;
                Some((at, end(self.title(id?), total)))
            })
            .collect();
        let above = |units: i128| u64::try_from(units).unwrap_or(0);
        let amounts: Vec<Vec<u64>> = amounts
            .iter()
            .map(|row| payers.iter().map(|(at, _)| row.get(*at).copied().flatten().map_or(0, above)).collect())
            .collect();
        let payers: Vec<End> = payers.into_iter().map(|(_, end)| end).collect();
        flows(&costs, &payers, &amounts)
    }

    pub(super) fn heads(&self) -> Vec<String> {
        let Some(computed) = self.computed else { return Vec::new() };
        let mut heads = vec![self.visitor.t("budget-member"), self.visitor.t("cost-inhabitants")];
        heads.extend(self.line_names(computed).into_iter().map(|item| item.text));
        heads.push(self.visitor.t_with("budget-total", &[("currency", &self.currency())]));
        heads.push(self.visitor.t("cost-each"));
        heads
    }

    pub(super) fn rows(&self) -> Vec<ShareRow> {
        let Some(computed) = self.computed else { return Vec::new() };
        let own: Vec<_> = self.visitor.ctx.actor.organisations().collect();
        let amounts = Self::amounts(computed);
        let cooperation = self.budget.budget.target("cooperation");
        let app = self.visitor.web.app();
        let inside = cooperation.is_some_and(|id| app.permissions(&self.visitor.ctx, id).internal);
        let lang = self.visitor.lang;
        let row = |(at, id): (usize, Option<RecordId>)| {
            let member = computed.of.sheet.members.get(at);
            let inhabitants = member.and_then(|member| member.inhabitants).and_then(|n| n.whole_number());
            let inhabitants = inhabitants.and_then(|n| i64::try_from(n).ok());
            let total = computed.shares.totals.get(at).copied().unwrap_or_default();
            let mut cells = vec![inhabitants.map_or(DASH.to_owned(), |n| number::format(n, 0, lang))];
            let share = |row: &Vec<Option<i128>>| row.get(at).copied().flatten();
            cells.extend(amounts.iter().map(|row| share(row).map_or(DASH.to_owned(), |units| self.units(units))));
            cells.push(self.units(total));
            let each = self.each(computed, at);
            cells.push(each.map_or(DASH.to_owned(), |each| number::format(each, 2, lang)));
            let title = id.map_or_else(
                || Item { text: member.map(|member| member.id.clone()).unwrap_or_default(), ..Item::default() },
                |id| self.title(id),
            );
            let own = id.is_some_and(|id| own.contains(&id));
            let may_have = self.budget.frozen.is_some() && (own || inside) && total != 0;
            let key = member.map(|member| member.id.as_str()).unwrap_or_default();
            let invoices = if may_have { self.invoices(key) } else { Vec::new() };
            ShareRow { member: title, own, invoices, cells }
        };
        // As names are looked for; keys decide ties, and are no order for people.
        let mut rows: Vec<ShareRow> = self.organisations(computed).into_iter().enumerate().map(row).collect();
        let sorter = Sorter::new(lang);
        rows.sort_by_cached_key(|row| sorter.key(&row.member.text));
        rows
    }

    /// The e-invoices of a member: one for each day of invoice.
    fn invoices(&self, member: &str) -> Vec<Link> {
        let parts = self.budget.budget.values("invoice").len().max(1);
        let link = |part: usize| {
            let path = format!("/budget/{}/invoice/{member}", self.budget.budget.key);
            let name = self.visitor.t("budget-e-invoice");
            match parts {
                1 => Link { href: self.visitor.href(&path), label: name },
                _ => Link {
                    href: self.visitor.href(&format!("{path}?part={part}")),
                    label: format!("{name} {part}/{parts}"),
                },
            }
        };
        (1..=parts).map(link).collect()
    }

    /// Under the shares: the sum of each line, and of all.
    pub(super) fn totals(&self) -> Vec<String> {
        let Some(computed) = self.computed else { return Vec::new() };
        let lines = computed.shares.lines.iter().map(|line| self.units(line.total));
        let ends = [self.units(computed.shares.sum), String::new()];
        std::iter::once(String::new()).chain(lines).chain(ends).collect()
    }

    pub(super) fn export(&self) -> Sheet {
        let mut header = self.heads();
        let Some(computed) = self.computed else {
            return Sheet { name: self.budget.budget.key.clone(), header, rows: Vec::new() };
        };
        // Numbers as numbers: what is per inhabitant follows from them.
        header.pop();
        let whole =
            |units: i128, decimals| i64::try_from(units).map_or(Cell::Empty, |units| Cell::Number { units, decimals });
        let amount = |units: i128| whole(units, self.decimals());
        let amounts = Self::amounts(computed);
        let row = |(at, id): (usize, Option<RecordId>)| {
            let inhabitants = computed.of.sheet.members.get(at).and_then(|member| member.inhabitants);
            let inhabitants = inhabitants.and_then(|number| number.whole_number());
            let name = id.map(|id| self.title(id).text).unwrap_or_default();
            let own = amounts.iter().map(|row| row.get(at).copied().flatten().map_or(Cell::Empty, amount));
            let total = computed.shares.totals.get(at).map_or(Cell::Empty, |total| amount(*total));
            [Cell::Text(name), inhabitants.map_or(Cell::Empty, |number| whole(number, 0))]
                .into_iter()
                .chain(own)
                .chain([total])
                .collect::<Vec<Cell>>()
        };
        let mut rows: Vec<Vec<Cell>> = self.organisations(computed).into_iter().enumerate().map(row).collect();
        let sums = computed.shares.lines.iter().map(|line| amount(line.total));
        let sum = [Cell::Text(self.visitor.t("cost-sum")), Cell::Empty];
        rows.push(sum.into_iter().chain(sums).chain([amount(computed.shares.sum)]).collect());
        if self.budget.illustrative {
            // What is an example says so in every file.
            header.push(self.visitor.t("choice-certainty-illustrative"));
            rows.iter_mut().for_each(|row| row.push(Cell::Text(self.visitor.t("yes"))));
        }
        Sheet { name: self.budget.budget.key.clone(), header, rows }
    }

    /// What each pays if what is applied for is granted, and if it is refused.
    pub(super) fn answers(&self) -> Option<Compared> {
        if !self.budget.fundings.iter().any(|funding| funding.state.as_deref() == Some("applied")) {
            return None;
        }
        let both = [Scenario::Granted, Scenario::Refused].map(|scenario| self.budget.compute(scenario, Year::This));
        let [Ok(granted), Ok(refused)] = both else { return None };
        let heads = ["budget-scenario-granted", "budget-scenario-refused"].map(|key| self.visitor.t(key));
        Some(self.compared(self.visitor.t("budget-answers"), heads, &granted, &refused))
    }

    /// What each pays against the budget that this one replaces, where both are
    /// computed in the same unit.
    pub(super) fn replaced(&self, replaced: Option<&Budget>) -> Option<Compared> {
        let replaced = replaced?;
        let before = replaced.compute(Scenario::Answered, Year::This).ok()?;
        let now = self.budget.compute(Scenario::Answered, Year::This).ok()?;
        if before.of.sheet.currency != now.of.sheet.currency || before.of.sheet.unit != now.of.sheet.unit {
            return None;
        }
        let name = self.title(replaced.budget.id).text;
        let difference = self.units(now.shares.sum - before.shares.sum);
        let caption =
            self.visitor.t_with("budget-replaces-told", &[("name", name.as_str()), ("difference", &difference)]);
        Some(self.compared(caption, ["budget-before", "budget-now"].map(|key| self.visitor.t(key)), &before, &now))
    }

    /// Two calculations side by side, each member once.
    fn compared(&self, caption: String, [first, second]: [String; 2], before: &Computed, after: &Computed) -> Compared {
        let totals = |of: &Computed| -> BTreeMap<String, i128> {
            let keys = of.of.sheet.members.iter().map(|member| member.id.clone());
            keys.zip(of.shares.totals.iter().copied()).collect()
        };
        let (before_totals, after_totals) = (totals(before), totals(after));
        let gone = before.of.sheet.members.iter().filter(|member| !after_totals.contains_key(&member.id));
        let app = self.visitor.web.app();
        let row = |key: &String| {
            let of = |totals: &BTreeMap<String, i128>| totals.get(key).copied().unwrap_or_default();
            let (from, to) = (of(&before_totals), of(&after_totals));
            let id = app.look(|catalogue| catalogue.find("organisation", key));
            let item = id.map_or_else(|| Item { text: key.clone(), ..Item::default() }, |id| self.title(id));
            (item, [from, to, to - from].map(|units| self.units(units)).to_vec())
        };
        let rows = after.of.sheet.members.iter().chain(gone).map(|member| row(&member.id)).collect();
        Compared { caption, heads: vec![first, second, self.visitor.t("budget-difference")], rows }
    }

    /// Line by line: the rule, and for each member the figure, the exact share
    /// and what it was held to.
    pub(super) fn why(&self) -> Vec<WhyTable> {
        let Some(computed) = self.computed else { return Vec::new() };
        let sheet = &computed.of.sheet;
        let organisations = self.organisations(computed);
        let mut left = WHY_MAX;
        let mut out = Vec::new();
        for why in why(sheet, &computed.shares.lines) {
            left = left.saturating_sub(why.members.len());
            if left == 0 {
                break;
            }
            let heading = computed.of.lines.get(why.line).map(|id| self.title(*id).text).unwrap_or_default();
            let numbers = [
                ("divided", self.units(why.total)),
                ("external", self.units(why.external)),
                ("figures", why.sum.map_or(DASH.to_owned(), |sum| self.figure_told(&sum.to_string()))),
            ];
            let rule = format!("why-{}", why.key.replace('_', "-"));
            let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
            let mut rule = self.visitor.t_with(&rule, &numbers);
            if let Some(line) = sheet.lines.get(why.line) {
                let details = self.details(&line.key, &why);
                rule = std::iter::once(rule).chain(details).collect::<Vec<_>>().join(" ");
            }
            if why.external != 0 {
                rule = format!("{} {rule}", self.visitor.t_with("why-external", &numbers));
            }
            let rows = why.members.iter().map(|one| {
                let name = organisations.get(one.member).copied().flatten().map(|id| self.title(id).text);
                let bound = one.bound.map(|bound| match bound {
                    Bound::Floor => "why-floor",
                    Bound::Cap => "why-cap",
                    Bound::Special => "why-special",
                });
                let exact = one.exact.map(|(over, under)| sheet.unit.fraction(over, under));
                let cells = [
                    one.figure.map(|figure| self.figure_told(&figure.to_string())),
                    exact.or_else(|| bound.map(|key| self.visitor.t(key))),
                    Some(self.units(one.share)),
                ];
                (name.unwrap_or_default(), cells.map(|cell| cell.unwrap_or_else(|| DASH.to_owned())).to_vec())
            });
            let heads = ["budget-member", "why-figure", "why-exact", "why-share"];
            out.push(WhyTable {
                heading,
                rule,
                heads: heads.map(|key| self.visitor.t(key)).to_vec(),
                rows: rows.collect(),
            });
        }
        out
    }
}

impl Told<'_> {
    /// A figure as people read it: no noughts at its end, the sign of the language.
    fn figure_told(&self, text: &str) -> String {
        let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
        if self.visitor.lang == samverk_domain::Lang::En { short.to_owned() } else { short.replace('.', ",") }
    }

    /// What of a key is needed to compute a share by hand.
    fn details(&self, key: &Key, why: &samverk_domain::money::Why) -> Vec<String> {
        let with = |key: &str, numbers: &[(&str, String)]| {
            let numbers: Vec<(&str, &str)> = numbers.iter().map(|(name, text)| (*name, text.as_str())).collect();
            self.visitor.t_with(key, &numbers)
        };
        match key {
            Key::Split(split) => {
                let bound =
                    |bound: Option<i128>, key: &str| bound.map(|units| with(key, &[("amount", self.units(units))]));
                bound(split.floor, "why-bound-floor").into_iter().chain(bound(split.cap, "why-bound-cap")).collect()
            }
            Key::SpecialThen { special, then } => {
                let fees: i128 = special.iter().map(|(_, fee)| fee).sum();
                let left = with("why-left", &[("left", self.units(why.total.abs() - fees))]);
                std::iter::once(left).chain(self.details(then, why)).collect()
            }
            Key::Mix(parts) => parts
                .iter()
                .map(|(percent, key)| {
                    let name = self.visitor.t(&format!("choice-cost-key-{}", key.name()));
                    with("why-part", &[("percent", self.figure_told(&percent.to_string())), ("key", name)])
                })
                .collect(),
            Key::Rate { fixed, rate, .. } => {
                let fixed = fixed.map_or("0".to_owned(), |fixed| self.figure_told(&fixed.to_string()));
                vec![with("why-rated", &[("fixed", fixed), ("rate", self.figure_told(&rate.to_string()))])]
            }
            Key::Bands { bands, .. } => {
                let band = |band: &samverk_domain::money::Band| {
                    let fee = self.figure_told(&band.fee.to_string());
                    match band.to {
                        Some(to) => with("why-band", &[("to", self.figure_told(&to.to_string())), ("fee", fee)]),
                        None => with("why-band-last", &[("fee", fee)]),
                    }
                };
                vec![format!("{}.", bands.iter().map(band).collect::<Vec<_>>().join("; "))]
            }
            Key::Own(_) => Vec::new(),
        }
    }

    /// The share as it is printed, with what it makes together.
    pub(super) fn published(&self) -> Option<String> {
        let text = self.budget.budget.text("published_share")?;
        let digits: String = text.chars().filter(char::is_ascii_digit).take(12).collect();
        let printed: Option<i128> = digits.parse().ok();
        let computed = self.computed.filter(|_| self.decimals() == 0);
        let paying = computed.map(|computed| computed.shares.totals.iter().filter(|total| **total != 0).count());
        match (printed, paying, computed) {
            (Some(printed), Some(count), Some(computed)) if printed > 0 => {
                let sum = printed * i128::try_from(count).unwrap_or_default();
                let numbers = [
                    ("text", text.to_owned()),
                    ("count", count.to_string()),
                    ("sum", self.units(sum)),
                    ("difference", self.units(sum - computed.shares.sum)),
                ];
                let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
                Some(self.visitor.t_with("budget-published-difference", &numbers))
            }
            _ => Some(self.visitor.t_with("budget-published", &[("text", text)])),
        }
    }
}

/// A decimal without noughts at its end.
fn trimmed(digits: i64, decimals: u8, lang: samverk_domain::Lang) -> String {
    let (mut digits, mut decimals) = (digits, decimals);
    while decimals > 0 && digits % 10 == 0 {
        digits /= 10;
        decimals -= 1;
    }
    number::format(digits, decimals, lang)
}
