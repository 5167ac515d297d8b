//! What would it cost us? Keys side by side for the members of a cooperation,
//! by the same engine as the command line (rows H05, H20).

mod ask;
pub(crate) mod fairness;
pub(crate) mod late;

use self::ask::{
    Choice, Field, Money, UNKNOWN, amounts_drawn, counted, decimal, files, inhabitants_told, mark_illustrative, table,
    title,
};
use super::Link;
use super::subscribe::typed;
use super::take::{count_export, download};
use crate::answer::html;
use crate::page::Page;
use crate::query::Query;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::money::CostMembers;
use samverk_domain::money::{By, Decimal, Key, Line, Measure, Sheet, Split, shares};
use samverk_domain::text::number;
use samverk_exchange::{Format, sheet_json};
use std::collections::BTreeMap;

/// Part of the mix that is equal, in percent.
const EQUAL_PERCENT: &str = "50";
/// Ids of the lines, which are also those of the columns.
const KEYS: [&str; 3] = ["equal", "inhabitants", "mix"];

#[derive(Template)]
#[template(path = "cost.html")]
struct CostTemplate<'a> {
    page: &'a Page,
    back: Link,
    amount: Field,
    equal: Field,
    units: Vec<Choice>,
    currencies: Vec<Choice>,
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
    /// Where a late joining is computed.
    late: String,
    caption: String,
}

struct Row {
    member: Item,
    own: bool,
    cells: Vec<String>,
}

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key).await)
}

/// What the address asks for.
struct Ask {
    money: Money,
    equal: Field,
}

impl Ask {
    fn read(visitor: &Visitor, given: &Query) -> Self {
        let percent = |text: &str| {
            decimal(text).is_some_and(|percent| !percent.is_negative() && Decimal::whole(100) >= Some(percent))
        };
        let equal = Field::read(visitor, given, "equal", EQUAL_PERCENT, percent);
        Self { money: Money::read(visitor, given), equal }
    }
}

/// The keys on one amount, as a calculation that `samverk share` reads.
fn sheet(ask: &Ask, of: &CostMembers) -> Option<Sheet> {
    let (unit, hundred) = (ask.money.unit(), Decimal::whole(100)?);
    let amount = ask.money.units()?;
    let equal = decimal(&ask.equal.value)?;
    let split = |by| Key::Split(Split { by, floor: None, cap: None });
    let by_inhabitants = || split(By::Measure(Measure::Inhabitants));
    let rest = hundred.minus(equal);
    let keys =
        [split(By::Equal), by_inhabitants(), Key::Mix(vec![(equal, split(By::Equal)), (rest, by_inhabitants())])];
    let line = |(at, (id, key)): (usize, (&str, Key))| Line {
        id: id.to_owned(),
        at,
        amount: Some(amount),
        members: None,
        key,
    };
    Some(Sheet {
        currency: ask.money.currency.to_owned(),
        unit,
        members: of.members.iter().map(counted).collect(),
        lines: KEYS.into_iter().zip(keys).enumerate().map(line).collect(),
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
    let of = app.cost_members(&visitor.ctx, id, ask.money.year).await?;
    let sheet = sheet(&ask, &of).filter(|_| ask.money.amount.is_right() && ask.equal.is_right());
    if given.get("format") == Some("calculation") {
        count_export(visitor)?;
        let mut sheet = sheet.ok_or(AppError::NotFound)?;
        if of.members.iter().any(|member| member.illustrative) {
            mark_illustrative(&mut sheet);
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
    let template = CostTemplate {
        back: Link { href: visitor.href(&format!("/cooperation/{key}")), label: name },
        take: files(visitor, &given),
        late: visitor.href(&format!("/cooperation/{key}/late-join")),
        finding: told.finding(),
        missing: told.missing(),
        illustrative: of.members.iter().any(|member| member.illustrative),
        missing_told: visitor
            .t_with("cost-missing", &[("year", &of.year.map_or(UNKNOWN.to_owned(), |year| year.to_string()))]),
        figure: told.figure(),
        figure_told: visitor.t("cost-figure"),
        heads: told.heads(),
        rows: told.rows(),
        totals: KEYS
            .iter()
            .flat_map(|key| {
                let sum = found.get(key).map(|shares| shares.iter().sum::<i128>());
                [sum.map_or(UNKNOWN.to_owned(), |sum| told.money(sum)), String::new()]
            })
            .collect(),
        units: ask.money.units_offered(visitor),
        currencies: ask.money.currencies_offered(),
        years: of.years.iter().map(|year| (*year, Some(*year) == of.year)).collect(),
        caption: visitor.t("cost-caption"),
        amount: ask.money.amount,
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
    fn money(&self, units: i128) -> String {
        self.ask.money.told(units, self.visitor.lang)
    }

    fn share(&self, key: &str, member: usize) -> Option<i128> {
        self.found.get(key)?.get(member).copied()
    }

    /// Hundredths of the currency for each inhabitant, rounded half up.
    fn per_inhabitant(&self, key: &str, member: usize) -> Option<i64> {
        let inhabitants = self.of.members.get(member)?.inhabitants.filter(|number| *number > 0)?;
        let hundredths = self.share(key, member)? * if self.ask.money.decimals() == 0 { 100 } else { 1 };
        i64::try_from((hundredths * 2 + i128::from(inhabitants)) / (i128::from(inhabitants) * 2)).ok()
    }

    fn title(&self, member: usize) -> Item {
        let member = self.of.members.get(member);
        member.map_or_else(Item::default, |member| title(self.visitor, member.organisation))
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
        let dash = || UNKNOWN.to_owned();
        let row = |at: usize| {
            let lang = self.visitor.lang;
            let member = self.of.members.get(at);
            let mut cells = vec![member.map_or_else(dash, |member| inhabitants_told(self.visitor, member))];
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
        table("cost", self.heads(), self.rows().into_iter().map(|row| (row.member, row.cells)))
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
            let first = self.share("equal", 0).map_or(UNKNOWN.to_owned(), |share| self.money(share));
            let numbers = [("count", count.as_str()), ("share", first.as_str()), ("currency", self.ask.money.currency)];
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
        let amounts = self.of.members.iter().zip(shares).map(|(member, share)| (member.organisation, *share));
        amounts_drawn(self.visitor, &self.ask.money, amounts)
    }
}
