//! What a member that leaves has left to pay, and what the others pay without
//! it (row H11).

use super::{day, to_minor};
use crate::money::{Budget, own_entries};
use crate::report::{Cell, Report, Table};
use crate::{App, AppError, Ctx};
use samverk_domain::money::{Account, BUDGET, FROZEN, Scenario, Year, open_items};
use samverk_domain::record::Record;
use std::collections::BTreeSet;

impl App {
    pub(in crate::report) async fn remaining_report(&self, ctx: &Ctx, departure: &Record) -> Result<Report, AppError> {
        let (Some(member), Some(cooperation)) = (departure.target("organisation"), departure.target("cooperation"))
        else {
            return Err(AppError::NotFound);
        };
        let scope = self.scope(&ctx.actor);
        let key = self.record(ctx, member).await?.record.key;
        let leaves = day(departure, "leaves").ok_or(AppError::NotFound)?;
        let last_year = i64::from(leaves.year());
        let budgets = self.belonging(&[cooperation], BUDGET, "cooperation", &scope).await?;
        let mut budgets = super::current(budgets);
        budgets.sort_by_key(|one| one.number("year"));
        let given = day(departure, "notice_given").map_or(last_year, |day| i64::from(day.year()));
        let mut shares = Table::new("shares", &["year", "budget", "state", "share"]);
        let (mut sum, mut code, mut latest) = (0, "SEK".to_owned(), None::<Budget>);
        let mut told: BTreeSet<i64> = BTreeSet::new();
        let mut report = Report::new("remaining", departure.id);
        for budget in budgets.iter().rev() {
            let Some(first) = budget.number("year") else { continue };
            let of = self.budget(ctx, budget.id).await?;
            for (year, ahead) in Year::ALL.into_iter().zip(0..) {
                let on = first + ahead;
                // What a budget of that very year says stands before an overview.
                if on < given || on > last_year || told.contains(&on) {
                    continue;
                }
                let Ok(computed) = of.compute(Scenario::Answered, year) else { continue };
                let sheet = &computed.of.sheet;
                let Some(place) = sheet.members.iter().position(|one| one.id == key) else { continue };
                told.insert(on);
                let share = to_minor(computed.shares.totals.get(place).copied().unwrap_or_default(), sheet.unit);
                code.clone_from(&sheet.currency);
                sum += share;
                let sure = FROZEN.contains(&budget.state.as_deref().unwrap_or_default()) && year == Year::This;
                shares.rows.push(vec![
                    Cell::Year(on),
                    Cell::Record(budget.id),
                    Cell::Key(if sure { "told-decided" } else { "told-planned" }.to_owned()),
                    Cell::Money(share, sheet.currency.clone()),
                ]);
                report.illustrative |= of.illustrative;
            }
            if latest.is_none() && first <= last_year {
                latest = Some(of);
            }
        }
        shares.rows.sort_by_key(|row| match row.first() {
            Some(Cell::Year(year)) => *year,
            _ => i64::MAX,
        });
        shares.totals = vec![Cell::Empty, Cell::Empty, Cell::Empty, Cell::Money(sum, code.clone())];
        report.tables = vec![shares];
        match self.statement(ctx, cooperation, member).await {
            Ok(statement) => {
                let own = statement.transfers.first().map_or(code.as_str(), |row| row.currency.as_str());
                let open = open_items(&own_entries(&statement.transfers, &Account::Member(member).to_string()));
                report.tables.push(open_table(&open.items, own));
                let balance = open.balance_minor();
                let key = if balance < 0 { "report-remaining.gets-back" } else { "report-remaining.open" };
                report.finding(key, vec![("sum", Cell::Money(balance.saturating_abs(), own.to_owned()))]);
            }
            // The account is for those inside and the member itself.
            Err(AppError::NotFound) => {}
            Err(error) => return Err(error),
        }
        if departure.state.as_deref() == Some("withdrawn") {
            report.warning("report-remaining.withdrawn", Vec::new());
        }
        if let Some((of, table)) = latest.and_then(|of| Some((of.budget.id, self.without(&of, &key, &code)?))) {
            report.finding("report-remaining.others", vec![("budget", Cell::Record(of))]);
            report.tables.push(table);
        }
        let args =
            vec![("member", Cell::Record(member)), ("leaves", Cell::Day(leaves)), ("sum", Cell::Money(sum, code))];
        report.findings.insert(0, crate::report::Words { key: "report-remaining.finding", args });
        Ok(report)
    }

    /// What each of the others pays of the last budget with the member in and
    /// without it.
    fn without(&self, of: &Budget, key: &str, code: &str) -> Option<Table> {
        let with = of.compute(Scenario::Answered, Year::This).ok()?;
        let gone = with.of.sheet.members.iter().position(|member| member.id == key)?;
        let less = with.of.sheet.without(gone);
        let without = samverk_domain::money::shares(&less).ok()?;
        let mut table = Table::new("without", &["member", "before", "after", "difference"]);
        for (place, member) in less.members.iter().enumerate().filter(|(place, _)| *place != gone) {
            let Ok(id) = self.resolve("organisation", &member.id) else { continue };
            let of = |totals: &[i128]| to_minor(totals.get(place).copied().unwrap_or_default(), less.unit);
            let (before, after) = (of(&with.shares.totals), of(&without.totals));
            let money = |amount: i64| Cell::Money(amount, code.to_owned());
            table.rows.push(vec![Cell::Record(id), money(before), money(after), money(after - before)]);
        }
        Some(table)
    }
}

fn open_table(items: &[samverk_domain::money::OpenItem], code: &str) -> Table {
    let mut table = Table::new("items", &["reference", "day", "amount", "open"]);
    for item in items {
        table.rows.push(vec![
            Cell::Text(item.reference.clone()),
            item.day.parse().map_or(Cell::Empty, Cell::Day),
            Cell::Money(item.amount_minor, code.to_owned()),
            Cell::Money(item.open_minor, code.to_owned()),
        ]);
    }
    table
}
