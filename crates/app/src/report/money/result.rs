//! The result of a year and whose it is (rows F11, F12, H17).

use super::{minor, year_asked};
use crate::money::{YearBooks, charged_in, shared_out, year_moves};
use crate::report::{Ask, Cell, Given, Report, Table};
use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_domain::money::{Account, SETTLEMENT, outcome_rule};
use samverk_domain::record::Record;
use samverk_storage::ledger;
use std::collections::BTreeSet;

impl App {
    pub(in crate::report) async fn result_report(
        &self,
        ctx: &Ctx,
        cooperation: &Record,
        given: &Given,
    ) -> Result<Report, AppError> {
        self.require_inside(ctx, cooperation.id).await?;
        let mut tx = self.store.read().await?;
        let of = cooperation.id.to_string();
        let years: BTreeSet<i64> =
            ledger::years(&mut tx, &of).await?.iter().filter_map(|year| year.parse().ok()).collect();
        let mut report = Report::new("result", cooperation.id);
        let year = year_asked(given, &years, i64::from(self.ports().today().year()), &mut report);
        let moves = year_moves(&mut tx, cooperation.id, year).await?;
        let books = YearBooks::of(&moves);
        let code = self.books_currency(&mut tx, cooperation.id).await?;
        let money = |amount: i64| Cell::Money(amount, code.clone());
        let mut accounts = Table::new("accounts", &["account", "income", "cost"]);
        for (account, amount) in &books.accounts {
            let name = match account {
                Account::Cost(kind) => format!("choice-cost-kind-{kind}"),
                Account::Fees => "ledger-account-fees".to_owned(),
                Account::Grants => "ledger-account-grants".to_owned(),
                Account::InKind => "ledger-account-in-kind".to_owned(),
                Account::Member(_) | Account::Funder(_) | Account::Bank | Account::Result | Account::Vat => continue,
            };
            let (income, cost) =
                if *amount > 0 { (money(*amount), Cell::Empty) } else { (Cell::Empty, money(-*amount)) };
            accounts.rows.push(vec![Cell::Key(name), income, cost]);
        }
        let result = books.result();
        accounts.totals = vec![Cell::Empty, money(books.income()), money(books.income() - result)];
        let charged = charged_in(&moves);
        let all: i64 = charged.values().sum();
        let mut members = Table::new("members", &["member", "charged", "part", "of_result"]);
        let mut shares = shared_out(&charged, result);
        shares.sort_by_cached_key(|(member, _)| self.look(|catalogue| catalogue.key(*member).map(str::to_owned)));
        for (member, share) in shares {
            let own = charged.get(&member).copied().unwrap_or_default();
            members.rows.push(vec![Cell::Record(member), money(own), Cell::part(own, all), money(share)]);
        }
        members.totals =
            vec![Cell::Empty, money(all), Cell::Empty, money(if members.rows.is_empty() { 0 } else { result })];
        let which = match result {
            0 => "report-result.even",
            sum if sum > 0 => "report-result.surplus",
            _ => "report-result.deficit",
        };
        report.finding(which, vec![("year", Cell::Year(year)), ("sum", money(result.abs()))]);
        self.tell_rule(ctx, cooperation, year, result, &mut report).await?;
        let settlements = self.belonging(&[cooperation.id], SETTLEMENT, "cooperation", &self.scope(&ctx.actor)).await?;
        report.tables = vec![accounts, members, settlement_table(&settlements)];
        report.asks = vec![Ask::year(years, year)];
        Ok(report)
    }

    /// What the law says of it for the form, as a word of warning.
    async fn tell_rule(
        &self,
        ctx: &Ctx,
        cooperation: &Record,
        year: i64,
        result: i64,
        report: &mut Report,
    ) -> Result<(), AppError> {
        let host = match cooperation.target("host") {
            Some(host) => Some(self.record(ctx, host).await?.record),
            None => None,
        };
        let country = host.as_ref().and_then(|host| host.text("country")).unwrap_or("se");
        let on = i16::try_from(year).ok().and_then(|year| Date::new(year, 12, 31).ok());
        let rule = on.and_then(|on| outcome_rule(country, cooperation.text("form").unwrap_or_default(), on));
        let Some(rule) = rule.filter(|_| result != 0) else { return Ok(()) };
        let treatment = if result > 0 { rule.surplus } else { rule.deficit };
        let treatment = Cell::Key(format!("choice-result-treatment-{treatment}"));
        let mut args = vec![("treatment", treatment), ("source", Cell::Text(rule.source.to_owned()))];
        match rule.restore_years.filter(|_| result < 0) {
            Some(years) => {
                args.push(("until", Cell::Year(year + years)));
                report.warning("report-result.restore", args);
            }
            None => report.warning("report-result.rule", args),
        }
        Ok(())
    }
}

fn settlement_table(settlements: &[Record]) -> Table {
    let mut table = Table::new("settlements", &["settlement", "state", "amount", "treatment", "restored_by"]);
    for one in settlements {
        let code = super::currency(one, "result").unwrap_or_default();
        table.rows.push(vec![
            Cell::Record(one.id),
            super::state(one),
            minor(one, "result").map_or(Cell::Empty, |amount| Cell::Money(amount, code)),
            one.text("treatment").map_or(Cell::Empty, |code| Cell::Key(format!("choice-result-treatment-{code}"))),
            one.number("restored_by").map_or(Cell::Empty, Cell::Year),
        ]);
    }
    table
}
