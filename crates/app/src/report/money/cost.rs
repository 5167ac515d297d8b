//! What would it cost us? Keys side by side for the members of a cooperation,
//! over three years and against today's budget, by the engine that divides
//! budgets (rows H05, H07, H20, B22).

use super::{decimal, to_minor};
use crate::money::{Computed, CostMember, CostMembers};
use crate::report::{Ask, Cell, Column, Given, Report, Table};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{
    BUDGET, Band, By, Decimal, Key, Line, Measure, Member, Scenario, Sheet, Split, Unit, Year, shares,
};
use samverk_domain::record::{Fault, Record, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Amount that is divided until another is given or a budget says one.
const AMOUNT: &str = "1000000";
/// Part of the mix that is equal, in percent.
const EQUAL_PERCENT: &str = "50";
/// Names of the amounts of three years.
const AMOUNTS: [&str; 3] = ["amount", "amount_2", "amount_3"];
/// Ways that are shown until another is asked for, the first that can be used.
const FIRST: [&str; 3] = ["mix", "inhabitants", "equal"];
/// Currencies and units that may be chosen.
const CURRENCIES: [&str; 3] = ["SEK", "NOK", "EUR"];
const UNITS: [&str; 2] = ["1", "0.01"];
/// Ways that somebody has to ask for: where one cannot be used, that is told.
const ASKED_FOR: [&str; 4] = ["fixed", "bounded", "rate", "bands"];
/// Size bands that are read.
const BANDS_MAX: usize = 50;
/// Longest list of members or bands that is read, in characters.
const LIST_CHARS_MAX: usize = 20_000;

/// A way to divide: its code, what it is called, and the lines of a year.
struct Way {
    code: String,
    name: Cell,
    lines: Vec<Line>,
}

/// What members pay today.
struct Today {
    budget: RecordId,
    computed: [Option<Computed>; 3],
}

impl Today {
    /// What a member pays in a year, in the smallest unit.
    fn of(&self, key: &str, year: usize) -> Option<i64> {
        let computed = self.computed.get(year)?.as_ref()?;
        let place = computed.of.sheet.members.iter().position(|member| member.id == key)?;
        Some(to_minor(*computed.shares.totals.get(place)?, computed.of.sheet.unit))
    }

    fn currency(&self) -> Option<&str> {
        Some(self.computed[0].as_ref()?.of.sheet.currency.as_str())
    }

    /// Whether a year says as much as the first: an overview may tell of
    /// some lines alone.
    fn is_whole(&self, year: usize) -> bool {
        let lines = |year: usize| Some(self.computed.get(year)?.as_ref()?.of.lines.len());
        lines(year) == lines(0)
    }

    fn sum(&self, year: usize) -> Option<i64> {
        let computed = self.computed.get(year)?.as_ref()?;
        Some(to_minor(computed.shares.sum, computed.of.sheet.unit))
    }
}

/// What was asked, read.
struct Asked {
    currency: String,
    unit: Unit,
    amounts: [Option<i128>; 3],
    equal: Decimal,
    fixed: Option<Decimal>,
    floor: Option<i128>,
    cap: Option<i128>,
    rate: Option<Decimal>,
    bands: Vec<Band>,
}

impl App {
    pub(in crate::report) async fn cost_report(
        &self,
        ctx: &Ctx,
        cooperation: &Record,
        given: &Given,
    ) -> Result<Report, AppError> {
        self.require_calculator(ctx, cooperation)?;
        let mut report = Report::new("cost", cooperation.id);
        let year = given.get("year").and_then(|text| text.parse().ok());
        let mut all = self.cost_members(ctx, cooperation.id, year).await?;
        if year.is_some_and(|year| !all.years.contains(&year)) {
            // Told as a fault; the latest year answers.
            all = self.cost_members(ctx, cooperation.id, None).await?;
        }
        let of = chosen_members(&all, given, &mut report.faults);
        let (today, budgets) = self.today(ctx, cooperation.id, given, &mut report).await?;
        let asked = read(given, today.as_ref(), &mut report);
        check_choices(given, &all, &mut report.faults);
        // Kronor of two countries are not held against each other.
        let today = today.filter(|today| today.currency() == Some(asked.currency.as_str()));
        report.illustrative |= of.iter().any(|member| member.illustrative);
        let members = counted(&of, today.as_ref());
        let mut ways = ways(&asked, &members, today.as_ref());
        let sheet = |lines: Vec<Line>| Sheet {
            currency: asked.currency.clone(),
            unit: asked.unit,
            members: members.clone(),
            lines,
            external: Vec::new(),
        };
        let divided = |way: &Way, year: usize| -> Option<Vec<i64>> {
            let lines = in_year(&way.lines, &asked, year)?;
            let found = shares(&sheet(lines)).ok()?;
            Some(found.totals.into_iter().map(|units| to_minor(units, asked.unit)).collect())
        };
        // What there are no figures for is told, not shown.
        report.calculation = Some(sheet(numbered(&ways)));
        for way in ways.iter().filter(|way| ASKED_FOR.contains(&way.code.as_str()) && divided(way, 0).is_none()) {
            report.warning("report-cost.unusable", vec![("key", way.name.clone())]);
        }
        ways.retain(|way| divided(way, 0).is_some());
        let own = self.only(given);
        let side = side_by_side(&of, &ways, today.as_ref(), &asked, &divided, own.as_deref());
        let wanted = given.get("key").map_or("", String::as_str);
        let way = ways.iter().find(|way| way.code == wanted);
        if way.is_none() && !wanted.is_empty() {
            report.faults.push(Fault::error("key", "choice", wanted.chars().take(100).collect::<String>()));
        }
        let way = way.or_else(|| FIRST.iter().find_map(|code| ways.iter().find(|way| way.code == *code)));
        report.tables.push(side);
        if let Some(way) = way {
            let years = over_years(&of, way, today.as_ref(), &asked, &divided, own.as_deref());
            tell(&mut report, way, &years, today.as_ref());
            report.drawn = Some(("years", if today.is_some() { "difference" } else { "first_year" }));
            report.tables.push(years);
        }
        let unknown = of.iter().filter(|member| member.inhabitants.is_none()).map(|member| member.organisation);
        let members_without = Cell::Records(unknown.collect());
        match (&members_without, all.year) {
            (Cell::Records(none), _) if none.is_empty() => {}
            (_, Some(year)) => {
                let args = vec![("members", members_without), ("year", Cell::Year(year))];
                report.warning("report-cost.missing-in", args);
            }
            (_, None) => report.warning("report-cost.missing", vec![("members", members_without)]),
        }
        if let Some(shares) = way.and_then(|way| divided(way, 0)) {
            let sum = shares.iter().map(|share| i128::from(*share)).sum();
            tell_sum(&mut report, sum, &members, &asked);
        }
        let chosen = way.map_or("", |way| way.code.as_str());
        let of = Asking { given, asked: &asked, all: &all, ways: &ways, chosen, budgets: &budgets };
        report.asks = of.asks(today.as_ref().map(|today| today.budget));
        Ok(report)
    }

    /// Who is signed in may compute; everybody where the cooperation allows it.
    ///
    /// # Errors
    /// Not found for others.
    pub fn require_calculator(&self, ctx: &Ctx, cooperation: &Record) -> Result<(), AppError> {
        let is_open = cooperation.first("public_calculator") == Some(&Value::Flag(true));
        if is_open || ctx.actor.is_signed_in() { Ok(()) } else { Err(AppError::NotFound) }
    }

    /// The budget that is held against: the one asked for, else the latest.
    async fn today(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        given: &Given,
        report: &mut Report,
    ) -> Result<(Option<Today>, Vec<Record>), AppError> {
        let budgets = self.belonging(&[cooperation], BUDGET, "cooperation", &self.scope(&ctx.actor)).await?;
        let mut budgets = super::current(budgets);
        budgets.sort_by_key(|budget| std::cmp::Reverse(budget.number("year")));
        let wanted = given.get("budget").map(String::as_str);
        let budget = match wanted {
            Some("none") => None,
            None | Some("") => budgets.first(),
            Some(key) => {
                let found = budgets.iter().find(|budget| budget.key == key);
                report.faults.extend(
                    found.is_none().then(|| Fault::error("budget", "link", key.chars().take(100).collect::<String>())),
                );
                found
            }
        };
        let Some(budget) = budget else { return Ok((None, budgets)) };
        let of = self.budget(ctx, budget.id).await?;
        let computed = Year::ALL.map(|year| of.compute(Scenario::Answered, year).ok());
        if computed[0].is_none() {
            return Ok((None, budgets));
        }
        report.illustrative |= of.illustrative;
        Ok((Some(Today { budget: budget.id, computed }), budgets))
    }

    /// The member whose answer alone was asked for.
    fn only(&self, given: &Given) -> Option<String> {
        let key = given.get("whose").filter(|key| !key.is_empty())?;
        self.resolve("organisation", key).ok().and_then(|id| self.look(|all| all.key(id).map(str::to_owned)))
    }
}

/// Everybody, or those whose keys were given (B22, B23: at least two).
fn chosen_members(all: &CostMembers, given: &Given, faults: &mut Vec<Fault>) -> Vec<CostMember> {
    let text = given.get("members").map_or("", |text| text.trim());
    if text.is_empty() {
        return all.members.clone();
    }
    if text.chars().count() > LIST_CHARS_MAX {
        faults.push(Fault::error("members", "too_long", LIST_CHARS_MAX.to_string()));
        return all.members.clone();
    }
    let keys: BTreeSet<&str> = text.split([' ', ',', ';']).filter(|key| !key.is_empty()).collect();
    let unknown = keys.iter().find(|key| !all.members.iter().any(|member| member.key == **key));
    if let Some(key) = unknown {
        faults.push(Fault::error("members", "no_member", (*key).to_owned()));
    } else if keys.len() < 2 {
        faults.push(Fault::error("members", "too_few", "2"));
    } else {
        return all.members.iter().filter(|member| keys.contains(member.key.as_str())).cloned().collect();
    }
    all.members.clone()
}

/// Members with what keys count by: inhabitants, and what today's budget
/// counts of them.
fn counted(of: &[CostMember], today: Option<&Today>) -> Vec<Member> {
    let known = today.and_then(|today| today.computed[0].as_ref()).map(|computed| &computed.of.sheet.members);
    let one = |member: &CostMember| {
        let own = known.and_then(|known| known.iter().find(|one| one.id == member.key));
        let figures = own.map(|own| (own.usage.clone(), own.units.clone(), own.inhabitants)).unwrap_or_default();
        Member {
            id: member.key.clone(),
            inhabitants: member.inhabitants.and_then(|number| Decimal::whole(i128::from(number))).or(figures.2),
            usage: figures.0,
            units: figures.1,
            percent: None,
        }
    };
    of.iter().map(one).collect()
}

fn read(given: &Given, today: Option<&Today>, report: &mut Report) -> Asked {
    let text = |name: &str| given.get(name).map_or("", |text| text.trim());
    let sheet = today.and_then(|today| today.computed[0].as_ref()).map(|computed| &computed.of.sheet);
    let currency = match text("currency") {
        code if CURRENCIES.contains(&code) => code.to_owned(),
        _ => sheet.map_or_else(|| "SEK".to_owned(), |sheet| sheet.currency.clone()),
    };
    let whole = Decimal::whole(1).and_then(Unit::new).unwrap_or(Unit::HUNDREDTH);
    let unit = match text("unit") {
        "0.01" => Unit::HUNDREDTH,
        "1" => whole,
        _ => sheet.map_or(whole, |sheet| sheet.unit),
    };
    let mut fault = |name: &'static str, code: &'static str| report.faults.push(Fault::error(name, code, ""));
    let mut units = |name: &'static str, written: &str| -> Option<i128> {
        let read = decimal(written).filter(|amount| !amount.is_negative()).and_then(|amount| unit.count(amount));
        if read.is_none() {
            fault(name, "cost_amount");
        }
        read
    };
    let mut amounts = [None; 3];
    for (at, (slot, name)) in amounts.iter_mut().zip(AMOUNTS).enumerate() {
        let of_today = today
            .filter(|today| today.is_whole(at))
            .and_then(|today| today.sum(at))
            .map(|minor| if unit == Unit::HUNDREDTH { i128::from(minor) } else { i128::from(minor) / 100 });
        *slot = match (text(name), of_today) {
            ("", Some(amount)) => Some(amount),
            ("", None) if at == 0 => units(name, AMOUNT),
            ("", None) => None,
            (written, _) => units(name, written),
        };
    }
    // The next years cost as much as the first where nothing else is said.
    amounts[1] = amounts[1].or(amounts[0]);
    amounts[2] = amounts[2].or(amounts[1]);
    let bound = |name: &'static str, units: &mut dyn FnMut(&'static str, &str) -> Option<i128>| {
        Some(text(name)).filter(|text| !text.is_empty()).and_then(|text| units(name, text))
    };
    let floor = bound("floor", &mut units);
    let cap = bound("cap", &mut units);
    let number =
        |name: &'static str| Some(text(name)).filter(|text| !text.is_empty()).map(|text| (name, decimal(text)));
    let mut figure = |name: &'static str| match number(name) {
        Some((_, Some(read))) if !read.is_negative() => Some(read),
        Some(_) => {
            report.faults.push(Fault::error(name, "cost_amount", ""));
            None
        }
        None => None,
    };
    let (fixed, rate, equal) = (figure("fixed"), figure("rate"), figure("equal"));
    let half = decimal(EQUAL_PERCENT).unwrap_or(Decimal::ZERO);
    let hundred = Decimal::whole(100).unwrap_or(Decimal::ZERO);
    if equal.is_some_and(|equal| equal > hundred) {
        report.faults.push(Fault::error("equal", "cost_percent", ""));
    }
    let equal = equal.filter(|equal| *equal <= hundred).unwrap_or(half);
    let bands = read_bands(text("bands"));
    if bands.is_none() {
        report.faults.push(Fault::error("bands", "cost_bands", ""));
    }
    Asked { currency, unit, amounts, equal, fixed, floor, cap, rate, bands: bands.unwrap_or_default() }
}

/// Size bands as `10000:25000; 50000:40000; :60000`: up to so many inhabitants,
/// such a fee; the last without an end.
fn read_bands(text: &str) -> Option<Vec<Band>> {
    if text.chars().count() > LIST_CHARS_MAX {
        return None;
    }
    let mut bands = Vec::new();
    for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let (to, fee) = part.split_once(':')?;
        let to = if to.trim().is_empty() { None } else { Some(decimal(to)?) };
        let fee = decimal(fee).filter(|fee| !fee.is_negative())?;
        if bands.last().is_some_and(|last: &Band| last.to.is_none() || (to.is_some() && last.to >= to)) {
            return None;
        }
        bands.push(Band { to, fee });
    }
    (bands.len() <= BANDS_MAX).then_some(bands)
}

/// Every way that there are figures for. Amounts are those of the first year;
/// [`in_year`] puts in those of another.
fn ways(asked: &Asked, members: &[Member], today: Option<&Today>) -> Vec<Way> {
    let amount = asked.amounts[0].unwrap_or_default();
    let split = |by| Key::Split(Split { by, floor: None, cap: None });
    let inhabitants = || By::Measure(Measure::Inhabitants);
    let line = |id: &str, amount: Option<i128>, key: Key| Line { id: id.to_owned(), at: 0, amount, members: None, key };
    let one = |code: &str, key: Key| Way {
        code: code.to_owned(),
        name: Cell::Key(format!("told-key-{code}")),
        lines: vec![line(code, (!key.makes_the_amount()).then_some(amount), key)],
    };
    let rest = Decimal::whole(100).unwrap_or(Decimal::ZERO).minus(asked.equal);
    let mut ways = vec![
        one("equal", split(By::Equal)),
        one("inhabitants", split(inhabitants())),
        one("mix", Key::Mix(vec![(asked.equal, split(By::Equal)), (rest, split(inhabitants()))])),
    ];
    if let Some(fixed) = asked.fixed.and_then(|fixed| asked.unit.count(fixed)) {
        let count = i128::try_from(members.len()).unwrap_or_default();
        let own = (0..members.len()).map(|place| (place, fixed)).collect();
        let (all, name) = (fixed.saturating_mul(count), Cell::Key("told-key-fixed".to_owned()));
        let lines =
            vec![line("fixed", Some(all), Key::Own(own)), line("fixed-rest", Some(amount - all), split(inhabitants()))];
        ways.push(Way { code: "fixed".to_owned(), name, lines });
    }
    if asked.floor.is_some() || asked.cap.is_some() {
        let bounded = Key::Split(Split { by: inhabitants(), floor: asked.floor, cap: asked.cap });
        ways.push(one("bounded", bounded));
    }
    let by = || Measure::Inhabitants;
    ways.extend(asked.rate.map(|rate| one("rate", Key::Rate { fixed: asked.fixed, rate, by: by() })));
    if !asked.bands.is_empty() {
        ways.push(one("bands", Key::Bands { by: by(), bands: asked.bands.clone() }));
    }
    ways.extend(measured(members, amount));
    ways.extend(today.and_then(|today| as_today(today, members, amount)));
    ways
}

/// By what today's budget counts of the members, and by its benefit points.
fn measured(members: &[Member], amount: i128) -> Vec<Way> {
    let mut found: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for member in members {
        for name in member.units.keys() {
            *found.entry((name.as_str(), false)).or_default() += 1;
        }
        for name in member.usage.keys() {
            *found.entry((name.as_str(), true)).or_default() += 1;
        }
    }
    let complete = found.into_iter().filter(|(_, count)| *count == members.len());
    let way = |((name, is_usage), _): ((&str, bool), usize)| {
        let measure = if is_usage { Measure::Usage(name.to_owned()) } else { Measure::Units(name.to_owned()) };
        let key = Key::Split(Split { by: By::Measure(measure), floor: None, cap: None });
        let code = format!("{}:{name}", if is_usage { "usage" } else { "units" });
        // The name of a measure may end with the key of its line.
        let shown = name.rsplit_once(" (").map_or(name, |(shown, _)| shown);
        let line = Line { id: code.clone(), at: 0, amount: Some(amount), members: None, key };
        Way { code, name: Cell::Text(shown.to_owned()), lines: vec![line] }
    };
    complete.map(way).collect()
}

/// In the proportions of today's shares.
fn as_today(today: &Today, members: &[Member], amount: i128) -> Option<Way> {
    let weight = |(place, member): (usize, &Member)| {
        let share = today.of(&member.id, 0).filter(|share| *share >= 0)?;
        Some((place, Decimal::whole(i128::from(share))?))
    };
    let weights: Option<Vec<(usize, Decimal)>> = members.iter().enumerate().map(weight).collect();
    let key = Key::Split(Split { by: By::Points(weights?), floor: None, cap: None });
    let (code, name) = ("proportions".to_owned(), Cell::Key("told-key-proportions".to_owned()));
    let line = Line { id: code.clone(), at: 0, amount: Some(amount), members: None, key };
    Some(Way { code, name, lines: vec![line] })
}

/// The lines of a way with the amount of a year: what does not follow from
/// members, less the fixed fees.
fn in_year(lines: &[Line], asked: &Asked, year: usize) -> Option<Vec<Line>> {
    let (first, amount) = (asked.amounts[0]?, asked.amounts.get(year).copied().flatten()?);
    let mut lines = lines.to_vec();
    if let Some(last) = lines.last_mut()
        && let Some(own) = last.amount
    {
        last.amount = Some(own + amount - first).filter(|own| *own >= 0);
        last.amount?;
    }
    Some(lines)
}

/// Every way in one calculation, line after line.
fn numbered(ways: &[Way]) -> Vec<Line> {
    let all = ways.iter().flat_map(|way| way.lines.iter().cloned());
    all.enumerate().map(|(at, line)| Line { at, ..line }).collect()
}

type Divided<'a> = dyn Fn(&Way, usize) -> Option<Vec<i64>> + 'a;

fn side_by_side(
    of: &[CostMember],
    ways: &[Way],
    today: Option<&Today>,
    asked: &Asked,
    divided: &Divided<'_>,
    only: Option<&str>,
) -> Table {
    let mut table = Table::new("keys", &["member", "inhabitants"]);
    table.columns.extend(today.map(|today| Column { code: "today".to_owned(), name: Cell::Record(today.budget) }));
    table.columns.extend(ways.iter().map(|way| Column { code: way.code.clone(), name: way.name.clone() }));
    let money = |amount: Option<i64>| amount.map_or(Cell::Empty, |amount| Cell::Money(amount, asked.currency.clone()));
    let found: Vec<Option<Vec<i64>>> = ways.iter().map(|way| divided(way, 0)).collect();
    for (place, member) in of.iter().enumerate().filter(|(_, member)| only.is_none_or(|only| member.key == only)) {
        let inhabitants = member.inhabitants.map_or(Cell::Empty, |units| Cell::Number { units, decimals: 0 });
        let mut row = vec![Cell::Record(member.organisation), inhabitants];
        row.extend(today.map(|today| money(today.of(&member.key, 0))));
        row.extend(found.iter().map(|all| money(all.as_ref().and_then(|all| all.get(place).copied()))));
        table.rows.push(row);
    }
    if only.is_none() {
        table.totals = vec![Cell::Empty, Cell::Empty];
        table.totals.extend(today.map(|today| money(today.sum(0))));
        table.totals.extend(
            found.iter().map(|all| {
                money(all.as_ref().map(|all| super::held(all.iter().map(|share| i128::from(*share)).sum())))
            }),
        );
    }
    table
}

fn over_years(
    of: &[CostMember],
    way: &Way,
    today: Option<&Today>,
    asked: &Asked,
    divided: &Divided<'_>,
    only: Option<&str>,
) -> Table {
    let mut table = Table::new("years", &["member"]);
    let column = |code: &str| Column { code: code.to_owned(), name: Cell::Empty };
    table.columns.extend(today.map(|_| column("today")));
    table.columns.extend(["first_year", "second_year", "third_year", "each"].map(column));
    table.columns.extend(today.iter().flat_map(|_| ["difference", "difference_part"].map(column)));
    let money = |amount: Option<i64>| amount.map_or(Cell::Empty, |amount| Cell::Money(amount, asked.currency.clone()));
    let years = [0, 1, 2].map(|year| divided(way, year));
    for (place, member) in of.iter().enumerate().filter(|(_, member)| only.is_none_or(|only| member.key == only)) {
        let share = |year: &Option<Vec<i64>>| year.as_ref().and_then(|all| all.get(place).copied());
        let first = share(&years[0]);
        let now = today.and_then(|today| today.of(&member.key, 0));
        let each = member.inhabitants.filter(|number| *number > 0).zip(first);
        let each = each.map(|(number, share)| super::each(share, number));
        let mut row = vec![Cell::Record(member.organisation)];
        row.extend(today.map(|_| money(now)));
        row.extend(years.iter().map(|year| money(share(year))));
        row.push(money(each));
        if today.is_some() {
            let change = first.zip(now).map(|(first, now)| first.saturating_sub(now));
            row.push(money(change));
            row.push(change.zip(now).map_or(Cell::Empty, |(change, now)| Cell::part(change, now)));
        }
        table.rows.push(row);
    }
    table
}

/// Who gains and who loses against today; without a budget what the most and
/// the least is.
fn tell(report: &mut Report, way: &Way, years: &Table, today: Option<&Today>) {
    let at = |code: &str| years.columns.iter().position(|column| column.code == code);
    let amounts = |code: &str| -> Vec<(i64, String, Cell)> {
        let Some(at) = at(code) else { return Vec::new() };
        let own = |row: &Vec<Cell>| match (row.get(at), row.first()) {
            (Some(Cell::Money(amount, currency)), Some(who)) => Some((*amount, currency.clone(), who.clone())),
            _ => None,
        };
        years.rows.iter().filter_map(own).collect()
    };
    let name = || ("key", way.name.clone());
    if today.is_some() {
        let changes = amounts("difference");
        let count = |sign: i64| Cell::count(changes.iter().filter(|(change, ..)| change.signum() == sign).count());
        if !changes.is_empty() {
            report.finding(
                "report-cost.against",
                vec![name(), ("less", count(-1)), ("more", count(1)), ("same", count(0))],
            );
        }
        if let Some((most, currency, who)) =
            changes.iter().max_by_key(|(change, ..)| *change).filter(|(most, ..)| *most > 0)
        {
            let args = vec![("member", who.clone()), ("sum", Cell::Money(*most, currency.clone()))];
            report.finding("report-cost.loser", args);
        }
        return;
    }
    let shares = amounts("first_year");
    if let (Some(least), Some(most)) = (shares.iter().min_by_key(|one| one.0), shares.iter().max_by_key(|one| one.0)) {
        let money = |one: &(i64, String, Cell)| Cell::Money(one.0, one.1.clone());
        report.finding("report-cost.between", vec![name(), ("least", money(least)), ("most", money(most))]);
    }
}

/// What the key makes for each inhabitant, the reverse check of a rate (H07),
/// and what of the amount it does not cover.
fn tell_sum(report: &mut Report, sum: i128, members: &[Member], asked: &Asked) {
    let inhabitants = Decimal::sum(members.iter().filter_map(|member| member.inhabitants)).whole_number();
    let is_known = members.iter().all(|member| member.inhabitants.is_some());
    if let Some(all) = inhabitants.filter(|all| *all > 0 && is_known) {
        let args = vec![
            ("each", Cell::Money(super::each(super::held(sum), super::held(all)), asked.currency.clone())),
            ("inhabitants", Cell::Number { units: super::held(all), decimals: 0 }),
        ];
        report.finding("report-cost.rate", args);
    }
    let amount = asked.amounts[0].map(|amount| i128::from(to_minor(amount, asked.unit)));
    if let Some(difference) = amount.map(|amount| amount - sum).filter(|difference| *difference != 0) {
        let key = if difference > 0 { "report-cost.uncovered" } else { "report-cost.beyond" };
        let args = vec![("sum", Cell::Money(super::held(difference.abs()), asked.currency.clone()))];
        report.warning(key, args);
    }
}

/// Choices that there are not.
fn check_choices(given: &Given, all: &CostMembers, faults: &mut Vec<Fault>) {
    let text = |name: &str| given.get(name).map_or("", |text| text.trim());
    let mut refuse = |name: &str, is_known: bool| {
        if !text(name).is_empty() && !is_known {
            faults.push(Fault::error(name, "choice", text(name).chars().take(100).collect::<String>()));
        }
    };
    refuse("currency", CURRENCIES.contains(&text("currency")));
    refuse("unit", UNITS.contains(&text("unit")));
    refuse("whose", all.members.iter().any(|member| member.key == text("whose")));
    refuse("year", text("year").parse().is_ok_and(|year| all.years.contains(&year)));
}

/// What the questions of the page follow from.
struct Asking<'a> {
    given: &'a Given,
    asked: &'a Asked,
    all: &'a CostMembers,
    ways: &'a [Way],
    chosen: &'a str,
    budgets: &'a [Record],
}

impl Asking<'_> {
    fn text(&self, name: &str) -> &str {
        self.given.get(name).map_or("", |text| text.trim())
    }

    fn asks(&self, held: Option<RecordId>) -> Vec<Ask> {
        let written = |amount: Option<i128>| amount.map_or_else(String::new, |amount| self.asked.unit.text(amount));
        let mut asks: Vec<Ask> = AMOUNTS
            .into_iter()
            .zip(self.asked.amounts)
            .map(|(name, amount)| match self.text(name) {
                "" => Ask::text(name, &written(amount)),
                own => Ask::text(name, own),
            })
            .collect();
        asks.iter_mut().skip(1).for_each(|ask| ask.seldom = true);
        let keys = self.ways.iter().map(|way| (way.code.clone(), way.name.clone()));
        asks.push(Ask::choice("key", keys, self.chosen));
        let none = ("none".to_owned(), Cell::Key("told-no-budget".to_owned()));
        let known = self.budgets.iter().map(|budget| (budget.key.clone(), Cell::Record(budget.id)));
        let held = self.budgets.iter().find(|budget| Some(budget.id) == held);
        asks.push(Ask::choice("budget", known.chain([none]), held.map_or("none", |budget| budget.key.as_str())));
        asks.extend(self.all.year.map(|year| Ask::year(self.all.years.iter().copied(), year)));
        let whose = self.all.members.iter().map(|member| (member.key.clone(), Cell::Record(member.organisation)));
        let everybody = (String::new(), Cell::Key("told-everybody".to_owned()));
        asks.push(Ask::choice("whose", std::iter::once(everybody).chain(whose), self.text("whose")));
        let equal = Some(self.text("equal")).filter(|text| !text.is_empty()).unwrap_or(EQUAL_PERCENT);
        asks.push(Ask::text("equal", equal).seldom());
        let others = ["fixed", "floor", "cap", "rate", "bands", "members"];
        asks.extend(others.map(|name| Ask::text(name, self.text(name)).seldom()));
        let code = |code: &str| (code.to_owned(), Cell::Text(code.to_owned()));
        asks.push(Ask::choice("currency", CURRENCIES.map(code), &self.asked.currency).seldom());
        let unit = if self.asked.unit == Unit::HUNDREDTH { "0.01" } else { "1" };
        let word = |code: &str| Cell::Key(format!("cost-unit-{}", code.replace('.', "_")));
        let units = UNITS.map(|code| (code.to_owned(), word(code)));
        asks.push(Ask::choice("unit", units, unit).seldom());
        asks
    }
}
