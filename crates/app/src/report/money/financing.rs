//! How a year is financed: what is hoped for from outside and who pays if it
//! does not come, how grants are handed on, and what is left of the common pot
//! (rows H07, H10, H13, H15).

use super::{currency, is_illustrative, minor, state, to_minor, year_asked};
use crate::report::{Ask, Cell, Given, Report, Table};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{BUDGET, LineTree, Scenario, Year};
use samverk_domain::record::Record;
use std::collections::BTreeSet;

impl App {
    pub(in crate::report) async fn financing_report(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        given: &Given,
    ) -> Result<Report, AppError> {
        let scope = self.scope(&ctx.actor);
        let budgets = self.belonging(&[cooperation], BUDGET, "cooperation", &scope).await?;
        let decisions = self.belonging(&[cooperation], "pot-decision", "cooperation", &scope).await?;
        let years: BTreeSet<i64> =
            budgets.iter().chain(&decisions).filter_map(|record| record.number("year")).collect();
        let mut report = Report::new("financing", cooperation);
        let year = year_asked(given, &years, i64::from(self.ports().today().year()), &mut report);
        let mut gaps = Table::new(
            "gap",
            &["line", "cost", "granted", "hoped", "members_if_granted", "members_if_refused", "guaranteed"],
        );
        let (mut pot, mut pot_currency, mut hoped_sum) = (0, String::new(), 0);
        let current = super::current(budgets.clone());
        let current = current.iter().filter(|one| one.number("year") == Some(year));
        for budget in current {
            let of = self.budget(ctx, budget.id).await?;
            report.illustrative |= of.illustrative;
            let code = budget.text("currency").unwrap_or("sek").to_uppercase();
            // What is put into the pot is known before it can be divided.
            let tree = LineTree::new(&of.lines);
            let pots = of.lines.iter().filter(|line| super::is_set(line, "common_pot"));
            let stated = pots.filter_map(|line| tree.cost(line, Year::This).ok()?.amount_minor);
            pot += stated.sum::<i64>();
            pot_currency.clone_from(&code);
            let both = [Scenario::Granted, Scenario::Refused].map(|scenario| of.compute(scenario, Year::This));
            let [Ok(granted), Ok(refused)] = &both else {
                report.warning("report-financing.not-computed", vec![("budget", Cell::Record(budget.id))]);
                continue;
            };
            for (at, (line, id)) in granted.shares.lines.iter().zip(&granted.of.lines).enumerate() {
                let money = |amount: i64| Cell::Money(amount, code.clone());
                let unit = granted.of.sheet.unit;
                let source = of.lines.iter().find(|one| one.id == *id);
                let made = source.filter(|line| super::is_set(line, "common_pot"));
                let made =
                    made.filter(|line| tree.cost(line, Year::This).is_ok_and(|cost| cost.amount_minor.is_none()));
                pot += made.map_or(0, |_| to_minor(line.total, unit));
                let fundings: Vec<&Record> = of.fundings.iter().filter(|one| one.target("line") == Some(*id)).collect();
                if fundings.is_empty() {
                    continue;
                }
                let (with, without) = (granted.of.sheet.external_for(at), refused.of.sheet.external_for(at));
                let (given, hoped) = (to_minor(without, unit), to_minor(with - without, unit));
                let members = to_minor(line.total, unit);
                hoped_sum += hoped;
                let guaranteed = fundings.iter().any(|one| super::is_set(one, "guaranteed"));
                gaps.rows.push(vec![
                    Cell::Record(*id),
                    money(members + given + hoped),
                    money(given),
                    money(hoped),
                    money(members),
                    money(members + hoped),
                    Cell::Key(if guaranteed { "yes" } else { "no" }.to_owned()),
                ]);
            }
        }
        let code = if pot_currency.is_empty() { "SEK".to_owned() } else { pot_currency };
        let spent = decided_from_pot(&decisions, year);
        let mut finding = vec![("year", Cell::Year(year)), ("hoped", Cell::Money(hoped_sum, code.clone()))];
        finding.push(("pot", Cell::Money(pot, code.clone())));
        finding.push(("left", Cell::Money(pot - spent, code.clone())));
        let key = if pot == 0 && spent == 0 { "report-financing.no-pot" } else { "report-financing.finding" };
        report.finding(key, finding);
        if spent > pot {
            report.warning("report-financing.overspent", vec![("sum", Cell::Money(spent - pot, code.clone()))]);
        }
        let fundings = self.belonging(&[cooperation], "funding", "cooperation", &scope).await?;
        let parts = self.distribution(ctx, &fundings).await?;
        report.illustrative |= decisions.iter().any(is_illustrative);
        report.tables = vec![gaps, parts, pot_table(&decisions, year, pot, &code)];
        report.asks = vec![Ask::year(years, year)];
        Ok(report)
    }

    /// What of each grant is handed on, to whom and on which level; the rest of
    /// it stands last.
    async fn distribution(&self, ctx: &Ctx, fundings: &[Record]) -> Result<Table, AppError> {
        let mut table = Table::new("distribution", &["funding", "receiver", "level", "amount", "part", "paid_on"]);
        for funding in fundings {
            let parts = self.belonging(&[funding.id], "grant-part", "funding", &self.scope(&ctx.actor)).await?;
            let whole = minor(funding, "granted").unwrap_or_default();
            let code = currency(funding, "granted").unwrap_or_else(|| "SEK".to_owned());
            let mut rest = whole;
            for part in &parts {
                let amount = minor(part, "amount").unwrap_or_default();
                rest -= amount;
                let receiver = part.target("organisation").or_else(|| part.target("cooperation"));
                let receiver = receiver.map_or_else(|| Cell::text(part.text("receiver_as_stated")), Cell::Record);
                table.rows.push(vec![
                    Cell::Record(funding.id),
                    receiver,
                    part.text("level").map_or(Cell::Empty, |code| Cell::Key(format!("choice-level-{code}"))),
                    Cell::Money(amount, code.clone()),
                    Cell::part(amount, whole),
                    super::day(part, "paid_on").map_or(Cell::Empty, Cell::Day),
                ]);
            }
            if whole > 0 {
                let kept = Cell::Key("told-kept".to_owned());
                let amount = Cell::Money(rest, code.clone());
                table.rows.push(vec![
                    Cell::Record(funding.id),
                    kept,
                    Cell::Empty,
                    amount,
                    Cell::part(rest, whole),
                    Cell::Empty,
                ]);
            }
        }
        Ok(table)
    }
}

fn of_year(decisions: &[Record], year: i64) -> impl Iterator<Item = &Record> {
    decisions.iter().filter(move |one| one.number("year") == Some(year) && one.state.as_deref() != Some("refused"))
}

fn decided_from_pot(decisions: &[Record], year: i64) -> i64 {
    let decided = of_year(decisions, year).filter(|one| one.state.as_deref() != Some("proposed"));
    decided.filter_map(|one| minor(one, "amount")).sum()
}

/// What was decided of the pot, with what is left after each.
fn pot_table(decisions: &[Record], year: i64, pot: i64, code: &str) -> Table {
    let mut table =
        Table::new("pot", &["decision", "initiative", "decided_by", "decided_on", "state", "amount", "left"]);
    let mut own: Vec<&Record> = of_year(decisions, year).collect();
    own.sort_by_key(|one| (super::day(one, "decided").is_none(), super::day(one, "decided"), one.id));
    let mut left = pot;
    for one in own {
        let amount = minor(one, "amount").unwrap_or_default();
        if one.state.as_deref() != Some("proposed") {
            left -= amount;
        }
        table.rows.push(vec![
            Cell::Record(one.id),
            Cell::record(one.target("initiative")),
            Cell::record(one.target("decided_by")),
            super::day(one, "decided").map_or(Cell::Empty, Cell::Day),
            state(one),
            Cell::Money(amount, code.to_owned()),
            Cell::Money(left, code.to_owned()),
        ]);
    }
    table
}
