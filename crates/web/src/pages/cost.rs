//! What would it cost us? Keys side by side for the members of a cooperation,
//! by the same engine as the command line (rows H05, H20).

use super::Link;
use super::subscribe::typed;
use super::take::{count_export, download};
use crate::answer::html;
use crate::figure::{Bar, bars_told};
use crate::page::Page;
use crate::query::Query;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::money::CostMembers;
use samverk_domain::money::{By, Decimal, Key, Line, Measure, Member, Sheet, Split, Unit, shares};
use samverk_domain::text::number;
use samverk_exchange::{Cell, Format, sheet_json};
use std::collections::BTreeMap;

/// Amount that is shown until the reader writes another.
const AMOUNT: &str = "1000000";
/// Part of the mix that is equal, in percent.
const EQUAL_PERCENT: &str = "50";
/// Units that may be chosen: whole kronor and hundredths.
const UNITS: [&str; 2] = ["1", "0.01"];
const CURRENCIES: [&str; 2] = ["SEK", "NOK"];
/// Ids of the lines, which are also those of the columns.
const KEYS: [&str; 3] = ["equal", "inhabitants", "mix"];

#[derive(Template)]
#[template(path = "cost.html")]
struct CostTemplate<'a> {
    page: &'a Page,
    back: Link,
    amount: Field,
    equal: Field,
    units: Vec<(&'static str, String, bool)>,
    currencies: Vec<(&'static str, bool)>,
    years: Vec<(i64, bool)>,
    finding: String,
    illustrative: bool,
    missing: Vec<Item>,
    missing_told: String,
    figure: String,
    figure_told: String,
    heads: Vec<String>,
    rows: Vec<Row>,
    totals: Vec<String>,
    take: Vec<Link>,
    caption: String,
}

struct Field {
    value: String,
    error: String,
}

struct Row {
    member: Item,
    own: bool,
    cells: Vec<String>,
}

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key).await)
}

/// What the address asks for, and what is wrong with it.
struct Ask {
    amount: Field,
    equal: Field,
    unit: &'static str,
    currency: &'static str,
    year: Option<i64>,
}

impl Ask {
    fn read(visitor: &Visitor, given: &Query) -> Self {
        let one_of = |name: &str, known: [&'static str; 2]| {
            let asked = given.get(name).unwrap_or_default();
            known.into_iter().find(|one| *one == asked).unwrap_or(known[0])
        };
        let unit = one_of("unit", UNITS);
        let field = |name: &str, first: &str, is_right: &dyn Fn(Decimal) -> bool| {
            let value = given.get(name).unwrap_or(first).trim().to_owned();
            let read = decimal(&value).is_some_and(is_right);
            let error = if read { String::new() } else { visitor.t(&format!("cost-{name}-error")) };
            Field { value, error }
        };
        let counts = |amount: Decimal| !amount.is_negative() && unit_of(unit).count(amount).is_some();
        let percent =
            |percent: Decimal| Decimal::whole(100).is_some_and(|all| !percent.is_negative() && percent <= all);
        Self {
            amount: field("amount", AMOUNT, &counts),
            equal: field("equal", EQUAL_PERCENT, &percent),
            unit,
            currency: one_of("currency", CURRENCIES),
            year: given.get("year").and_then(|year| year.parse().ok()),
        }
    }
}

fn unit_of(text: &str) -> Unit {
    Decimal::parse(text).and_then(Unit::new).unwrap_or(Unit::HUNDREDTH)
}

/// A decimal as people write it: with spaces between thousands, comma or point.
fn decimal(text: &str) -> Option<Decimal> {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    Decimal::parse(&bare.replace(',', "."))
}

/// The keys on one amount, as a calculation that `samverk share` reads.
fn sheet(ask: &Ask, of: &CostMembers) -> Option<Sheet> {
    let (unit, hundred) = (unit_of(ask.unit), Decimal::whole(100)?);
    let amount = unit.count(decimal(&ask.amount.value)?)?;
    let equal = decimal(&ask.equal.value)?;
    let split = |by| Key::Split(Split { by, floor: None, cap: None });
    let by_inhabitants = || split(By::Measure(Measure::Inhabitants));
    let rest = hundred.minus(equal);
    let keys =
        [split(By::Equal), by_inhabitants(), Key::Mix(vec![(equal, split(By::Equal)), (rest, by_inhabitants())])];
    let member = |member: &samverk_app::money::CostMember| Member {
        id: member.key.clone(),
        inhabitants: member.inhabitants.and_then(|number| Decimal::whole(i128::from(number))),
        ..Member::default()
    };
    let line = |(id, key): (&str, Key)| Line { id: id.to_owned(), amount: Some(amount), members: None, key };
    Some(Sheet {
        currency: ask.currency.to_owned(),
        unit,
        members: of.members.iter().map(member).collect(),
        lines: KEYS.into_iter().zip(keys).map(line).collect(),
        external: Vec::new(),
    })
}

/// By key: the share of each member in units, where the key can be used.
fn compared(sheet: &Sheet) -> BTreeMap<&str, Vec<i128>> {
    let one = |line: &Line| Sheet { lines: vec![line.clone()], ..sheet.clone() };
    let of = |line: &'_ Line| shares(&one(line)).ok().map(|found| found.totals);
    sheet.lines.iter().filter_map(|line| Some((line.id.as_str(), of(line)?))).collect()
}

async fn page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    let given = Query::parse(&visitor.query);
    let ask = Ask::read(visitor, &given);
    let of = app.cost_members(&visitor.ctx, id, ask.year).await?;
    let sheet = sheet(&ask, &of).filter(|_| ask.amount.error.is_empty() && ask.equal.error.is_empty());
    if given.get("format") == Some("calculation") {
        count_export(visitor)?;
        let mut sheet = sheet.ok_or(AppError::NotFound)?;
        if of.members.iter().any(|member| member.illustrative) {
            // What is an example says so in every file.
            sheet.lines.iter_mut().for_each(|line| line.id.push_str(" (illustrative)"));
        }
        return Ok(typed("application/json", sheet_json(&sheet)));
    }
    let found = sheet.as_ref().map(compared).unwrap_or_default();
    let told = Told { visitor, ask: &ask, of: &of, found: &found };
    if let Some(format) = given.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        count_export(visitor)?;
        return Ok(download(&told.export(), format));
    }
    let scope = app.scope(&visitor.ctx.actor);
    let name = visitor.look(&scope, |eye| eye.title(id).text);
    let mut page = Page::new(
        visitor,
        &visitor.t_with("cost-title", &[("name", &name)]),
        Some(visitor.kind("cooperation")?.section),
    );
    page.noindex = true;
    let here = visitor.href(&visitor.path);
    let formats = [("calculation", "cost-calculation".to_owned())];
    let files = [Format::Xlsx, Format::Csv, Format::Json].map(|format| (format.name(), format.name().to_uppercase()));
    let take = formats.into_iter().map(|(name, key)| (name, visitor.t(&key))).chain(files);
    let template = CostTemplate {
        back: Link { href: visitor.href(&format!("/cooperation/{key}")), label: name },
        take: take
            .map(|(format, label)| Link { href: format!("{here}{}", given.with("format", format)), label })
            .collect(),
        finding: told.finding(),
        missing: told.missing(),
        illustrative: of.members.iter().any(|member| member.illustrative),
        missing_told: visitor
            .t_with("cost-missing", &[("year", &of.year.map_or("–".to_owned(), |year| year.to_string()))]),
        figure: told.figure(),
        figure_told: visitor.t("cost-figure"),
        heads: told.heads(),
        rows: told.rows(),
        totals: KEYS
            .iter()
            .flat_map(|key| {
                let sum = found.get(key).map(|shares| shares.iter().sum::<i128>());
                [sum.map_or("–".to_owned(), |sum| told.money(sum)), String::new()]
            })
            .collect(),
        units: UNITS
            .map(|unit| (unit, visitor.t(&format!("cost-unit-{}", unit.replace('.', "_"))), unit == ask.unit))
            .to_vec(),
        currencies: CURRENCIES.map(|currency| (currency, currency == ask.currency)).to_vec(),
        years: of.years.iter().map(|year| (*year, Some(*year) == of.year)).collect(),
        caption: visitor.t("cost-caption"),
        amount: ask.amount,
        equal: ask.equal,
        page: &page,
    };
    Ok(html(&template))
}

/// What is told of the comparison.
struct Told<'a> {
    visitor: &'a Visitor,
    ask: &'a Ask,
    of: &'a CostMembers,
    found: &'a BTreeMap<&'a str, Vec<i128>>,
}

impl Told<'_> {
    fn decimals(&self) -> u8 {
        if self.ask.unit == UNITS[0] { 0 } else { 2 }
    }

    fn money(&self, units: i128) -> String {
        number::format(i64::try_from(units).unwrap_or(i64::MAX), self.decimals(), self.visitor.lang)
    }

    fn share(&self, key: &str, member: usize) -> Option<i128> {
        self.found.get(key)?.get(member).copied()
    }

    /// Hundredths of the currency for each inhabitant, rounded half up.
    fn per_inhabitant(&self, key: &str, member: usize) -> Option<i64> {
        let inhabitants = self.of.members.get(member)?.inhabitants.filter(|number| *number > 0)?;
        let hundredths = self.share(key, member)? * if self.decimals() == 0 { 100 } else { 1 };
        i64::try_from((hundredths * 2 + i128::from(inhabitants)) / (i128::from(inhabitants) * 2)).ok()
    }

    fn title(&self, member: usize) -> Item {
        let scope = self.visitor.web.app().scope(&self.visitor.ctx.actor);
        let id = self.of.members.get(member).map(|member| member.organisation);
        id.map_or_else(Item::default, |id| self.visitor.look(&scope, |eye| eye.title(id)))
    }

    fn places(&self) -> std::ops::Range<usize> {
        0..self.of.members.len()
    }

    fn heads(&self) -> Vec<String> {
        let mut heads = vec![self.visitor.t("kind-organisation"), self.visitor.t("cost-inhabitants")];
        for key in KEYS {
            let percent = self.ask.equal.value.as_str();
            heads.push(self.visitor.t_with(&format!("cost-key-{key}"), &[("percent", percent)]));
            heads.push(self.visitor.t("cost-each"));
        }
        heads
    }

    fn rows(&self) -> Vec<Row> {
        let own: Vec<_> = self.visitor.ctx.actor.organisations().collect();
        let dash = || "–".to_owned();
        let row = |at: usize| {
            let lang = self.visitor.lang;
            let member = self.of.members.get(at);
            let inhabitants = member.and_then(|member| member.inhabitants);
            let number = inhabitants.map_or_else(dash, |number| number::format(number, 0, lang));
            let example = member.is_some_and(|member| member.illustrative);
            let mut cells =
                vec![if example { self.visitor.t_with("cost-example", &[("number", &number)]) } else { number }];
            for key in KEYS {
                cells.push(self.share(key, at).map_or_else(dash, |share| self.money(share)));
                cells.push(self.per_inhabitant(key, at).map_or_else(dash, |each| number::format(each, 2, lang)));
            }
            let own = member.is_some_and(|member| own.contains(&member.organisation));
            Row { member: self.title(at), own, cells }
        };
        self.places().map(row).collect()
    }

    fn export(&self) -> samverk_exchange::Sheet {
        let row = |row: Row| {
            let texts = std::iter::once(row.member.text).chain(row.cells);
            texts.map(|text| if text == "–" { Cell::Empty } else { Cell::Text(text) }).collect()
        };
        let rows = self.rows().into_iter().map(row).collect();
        samverk_exchange::Sheet { name: "cost".to_owned(), header: self.heads(), rows }
    }

    /// Members of which the inhabitants are not known.
    fn missing(&self) -> Vec<Item> {
        let unknown = |at: &usize| self.of.members.get(*at).is_some_and(|member| member.inhabitants.is_none());
        self.places().filter(unknown).map(|at| self.title(at)).collect()
    }

    /// Who gains and who loses by inhabitants against equal shares.
    fn finding(&self) -> String {
        let (Some(equal), Some(by)) = (self.found.get("equal"), self.found.get("inhabitants")) else {
            let count = self.of.members.len().to_string();
            let first = self.share("equal", 0).map_or("–".to_owned(), |share| self.money(share));
            let numbers = [("count", count.as_str()), ("share", first.as_str()), ("currency", self.ask.currency)];
            return self
                .visitor
                .t_with(if self.of.members.is_empty() { "cost-nobody" } else { "cost-equal-alone" }, &numbers);
        };
        let count = |wanted: std::cmp::Ordering| {
            by.iter().zip(equal).filter(|(by, equal)| by.cmp(equal) == wanted).count().to_string()
        };
        let (less, more) = (count(std::cmp::Ordering::Less), count(std::cmp::Ordering::Greater));
        let all = self.of.members.len().to_string();
        self.visitor.t_with("cost-finding", &[("all", &all), ("less", &less), ("more", &more)])
    }

    /// The shares of the key that most members can be compared by.
    fn figure(&self) -> String {
        let Some(shares) = self.found.get("mix").or_else(|| self.found.get("equal")) else { return String::new() };
        let bar = |(at, share): (usize, &i128)| {
            let title = self.title(at);
            Some(Bar { label: title.text, href: title.href?, count: u64::try_from(*share).ok()? })
        };
        let all: Vec<Bar> = shares.iter().enumerate().filter_map(bar).collect();
        bars_told(&all, |bar| self.money(i128::from(bar.count)))
    }
}
