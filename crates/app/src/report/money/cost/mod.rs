//! What would it cost us? Keys side by side for the members of a cooperation,
//! over three years and against today's budget, by the engine that divides
//! budgets (rows H05, H07, H20, B22).

mod ask;
mod told;
mod ways;

use self::ask::{Asking, check_choices, chosen_members, read};
use self::told::{over_years, side_by_side, tell, tell_sum};
use self::ways::{in_year, numbered, ways};
use super::to_minor;
use crate::money::{Computed, CostMember};
use crate::report::{Cell, Given, Report};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{BUDGET, Decimal, FROZEN, Line, Member, Scenario, Sheet, Year, shares};
use samverk_domain::record::{Fault, Record, Value};

/// Ways that are shown until another is asked for, the first that can be used.
const FIRST: [&str; 3] = ["mix", "inhabitants", "equal"];
/// Ways that somebody has to ask for: where one cannot be used, that is told.
const ASKED_FOR: [&str; 4] = ["fixed", "bounded", "rate", "bands"];

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

    /// The budget that is held against: the one asked for, else the latest
    /// that is decided, else the latest.
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
            None | Some("") => {
                let is_decided =
                    |budget: &&Record| budget.state.as_deref().is_some_and(|state| FROZEN.contains(&state));
                budgets.iter().find(is_decided).or(budgets.first())
            }
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
