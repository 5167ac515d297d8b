//! Money at the bank month by month in the year of a budget (row H22).

use super::{day, minor, to_minor};
use crate::money::due_on;
use crate::report::{Ask, Cell, Given, Report, Table};
use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_domain::RecordId;
use samverk_domain::money::{Decimal, LineTree, MONTHS, Scenario, Unit, Year, divide, months, shortfall, spread};
use samverk_domain::record::{Fault, Record, Value};

/// Largest amount to begin with, in the smallest unit.
const START_MAX: i64 = 10_000_000_000_000;

impl App {
    pub(in crate::report) async fn liquidity_report(
        &self,
        ctx: &Ctx,
        budget: RecordId,
        given: &Given,
    ) -> Result<Report, AppError> {
        let of = self.budget(ctx, budget).await?;
        let scenario = given.get("scenario").map_or(Some(Scenario::Answered), |code| Scenario::parse(code));
        let mut report = Report::new("liquidity", budget);
        let scenario = scenario.unwrap_or_else(|| {
            let asked = given.get("scenario").map_or("", String::as_str);
            report.faults.push(Fault::error("scenario", "choice", asked.chars().take(100).collect::<String>()));
            Scenario::Answered
        });
        let written = given.get("start").map_or("", |text| text.trim());
        let start = read_amount(written);
        let Ok(computed) = of.compute(scenario, Year::This) else {
            super::not_computed(&mut report, &of.budget);
            return Ok(report);
        };
        let code = computed.of.sheet.currency.clone();
        let year = i16::try_from(of.budget.number("year").unwrap_or_default()).unwrap_or_default();
        let unit = computed.of.sheet.unit;
        let fees = fees(&of.budget, to_minor(computed.shares.sum, unit), year);
        let mut grants = [0; MONTHS];
        // Of lines outside the budget neither costs nor grants are its own.
        let own = |funding: &&Record| funding.target("line").is_some_and(|line| computed.of.lines.contains(&line));
        for funding in of.fundings.iter().filter(own) {
            let is_sure = matches!(funding.state.as_deref(), Some("granted" | "paid_out" | "reported"));
            let hoped = scenario == Scenario::Granted && funding.state.as_deref() == Some("applied");
            let amount = if is_sure { minor(funding, "granted") } else { minor(funding, "applied").filter(|_| hoped) };
            let paid = day(funding, "report_due").or_else(|| Date::new(year, 12, 31).ok());
            if let (Some(amount), Some(paid)) = (amount, paid.filter(|paid| paid.year() == year)) {
                add(&mut grants, paid, amount);
            }
        }
        let costs = costs(&of.lines, &computed);
        let coming_in: [i64; MONTHS] = std::array::from_fn(|at| fees[at] + grants[at]);
        let all = months(start.unwrap_or_default(), &coming_in, &costs);
        let money = |amount: i64| Cell::Money(amount, code.clone());
        let mut table = Table::new("months", &["month", "fees", "grants", "going_out", "left"]);
        for (at, month) in all.iter().enumerate() {
            let name = Cell::Month(i8::try_from(at + 1).unwrap_or_default());
            table.rows.push(vec![name, money(fees[at]), money(grants[at]), money(month.going_out), money(month.left)]);
        }
        let sum = |months: &[i64; MONTHS]| money(months.iter().sum());
        table.totals = vec![Cell::Empty, sum(&fees), sum(&grants), sum(&costs), Cell::Empty];
        let end = all.last().map_or(0, |month| month.left);
        match shortfall(&all) {
            None => report.finding("report-liquidity.enough", vec![("end", money(end))]),
            Some((month, lent)) => {
                let month = Cell::Month(i8::try_from(month + 1).unwrap_or_default());
                report.finding("report-liquidity.enough", vec![("end", money(end))]);
                report.warning("report-liquidity.borrow", vec![("month", month), ("sum", money(lent))]);
                for funding in of.fundings.iter().filter(|one| one.target("bridged_by").is_some()) {
                    let by = Cell::record(funding.target("bridged_by"));
                    report.warning("report-liquidity.bridged", vec![("who", by), ("what", Cell::Record(funding.id))]);
                }
            }
        }
        let scenarios = Scenario::ALL.map(|(_, code)| (code.to_owned(), Cell::Key(format!("budget-scenario-{code}"))));
        let chosen = Scenario::ALL.into_iter().find(|(one, _)| *one == scenario).map_or("", |(_, code)| code);
        report.asks = vec![Ask::text("start", written), Ask::choice("scenario", scenarios, chosen)];
        report.faults.extend(start.is_none().then(|| Fault::error("start", "ledger_amount", "")));
        report.tables = vec![table];
        report.drawn = Some(("months", "left"));
        report.illustrative = of.illustrative;
        Ok(report)
    }
}

/// What members pay, in equal parts when each invoice is due; in January
/// where no day is said. What is due after the year counts in its last month.
fn fees(budget: &Record, sum: i64, year: i16) -> [i64; MONTHS] {
    let mut out = [0; MONTHS];
    let mut days: Vec<Date> = budget
        .values("invoice")
        .iter()
        .filter_map(|value| match value {
            Value::Date(day) => Some(due_on(*day)),
            _ => None,
        })
        .collect();
    if days.is_empty() {
        days.extend(Date::new(year, 1, 1).ok());
    }
    let parts = divide(u128::from(sum.unsigned_abs()), &vec![1; days.len()]);
    for (day, part) in days.into_iter().zip(parts) {
        let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else { continue };
        add(&mut out, day.clamp(first, last), i64::try_from(part).unwrap_or_default() * sum.signum());
    }
    out
}

fn add(months: &mut [i64; MONTHS], day: Date, amount: i64) {
    if let Some(month) = usize::try_from(day.month() - 1).ok().and_then(|at| months.get_mut(at)) {
        *month += amount;
    }
}

/// What is paid by month: a line in the months that it says, else in all.
fn costs(lines: &[Record], computed: &crate::money::Computed) -> [i64; MONTHS] {
    let mut out = [0; MONTHS];
    let tree = LineTree::new(lines);
    for line in tree.lines().iter().filter(|line| computed.of.lines.contains(&line.id)) {
        let own = tree.cost(line, Year::This).ok().and_then(|cost| cost.amount_minor);
        // What a key makes costs what members pay for it.
        let made = || {
            let at = computed.of.lines.iter().position(|id| *id == line.id)?;
            Some(to_minor(computed.shares.lines.get(at)?.total, computed.of.sheet.unit))
        };
        let Some(amount) = own.or_else(made) else { continue };
        let paid: Vec<usize> = line
            .values("paid_month")
            .iter()
            .filter_map(|value| match value {
                Value::Number(month) => usize::try_from(month - 1).ok(),
                _ => None,
            })
            .collect();
        let parts = if paid.is_empty() {
            spread(amount)
        } else {
            let mut own = [0; MONTHS];
            let parts = divide(u128::from(amount.unsigned_abs()), &vec![1; paid.len()]);
            for (month, part) in paid.into_iter().zip(parts) {
                if let Some(slot) = own.get_mut(month) {
                    *slot += i64::try_from(part).unwrap_or_default() * amount.signum();
                }
            }
            own
        };
        out.iter_mut().zip(parts).for_each(|(month, part)| *month += part);
    }
    out
}

/// An amount as people write it, in the smallest unit; nothing is nought.
fn read_amount(written: &str) -> Option<i64> {
    if written.is_empty() {
        return Some(0);
    }
    let units = Unit::HUNDREDTH.count(Decimal::as_written(written)?)?;
    i64::try_from(units).ok().filter(|amount| amount.unsigned_abs() <= START_MAX.unsigned_abs())
}
