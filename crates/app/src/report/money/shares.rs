//! A member's share over the years (rows H01, H20).

use super::to_minor;
use crate::report::{Cell, Report, Table};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{BUDGET, FROZEN, Scenario, Year};
use samverk_domain::record::Fault;
use std::collections::BTreeSet;

/// Budgets that are looked at.
const BUDGETS_MAX: usize = 500;

impl App {
    pub(in crate::report) async fn shares_report(&self, ctx: &Ctx, organisation: RecordId) -> Result<Report, AppError> {
        let scope = self.scope(&ctx.actor);
        let key = self.record(ctx, organisation).await?.record.key;
        let memberships = self.belonging(&[organisation], "membership", "organisation", &scope).await?;
        let cooperations: BTreeSet<RecordId> = memberships.iter().filter_map(|one| one.target("cooperation")).collect();
        let cooperations: Vec<RecordId> = cooperations.into_iter().collect();
        let mut budgets = self.belonging(&cooperations, BUDGET, "cooperation", &scope).await?;
        let decided = |state: Option<&str>| state.is_some_and(|state| FROZEN.contains(&state));
        let replaced: BTreeSet<RecordId> = budgets
            .iter()
            .filter(|one| decided(one.state.as_deref()))
            .filter_map(|one| one.target("replaces"))
            .collect();
        budgets.retain(|one| decided(one.state.as_deref()) && !replaced.contains(&one.id));
        budgets.sort_by_key(|one| (one.number("year"), one.target("cooperation")));
        let mut table = Table::new("years", &["year", "cooperation", "budget", "share", "whole", "part", "each"]);
        let mut illustrative = false;
        if budgets.len() > BUDGETS_MAX {
            return Err(AppError::Invalid(vec![Fault::error("budgets", "too_many", BUDGETS_MAX.to_string())]));
        }
        for budget in budgets.iter().rev() {
            let of = self.budget(ctx, budget.id).await?;
            let Ok(computed) = of.compute(Scenario::Answered, Year::This) else { continue };
            let sheet = &computed.of.sheet;
            let Some(place) = sheet.members.iter().position(|member| member.id == key) else { continue };
            let share = to_minor(computed.shares.totals.get(place).copied().unwrap_or_default(), sheet.unit);
            let whole = to_minor(computed.shares.sum, sheet.unit);
            let inhabitants = sheet.members.get(place).and_then(|member| member.inhabitants);
            let inhabitants = inhabitants.and_then(|number| number.to_string().parse::<i64>().ok());
            let each = inhabitants.filter(|number| *number > 0).map(|number| super::each(share, number));
            let money = |amount: i64| Cell::Money(amount, sheet.currency.clone());
            illustrative |= of.illustrative;
            table.rows.push(vec![
                Cell::Year(budget.number("year").unwrap_or_default()),
                Cell::record(budget.target("cooperation")),
                Cell::Record(budget.id),
                money(share),
                money(whole),
                Cell::part(share, whole),
                each.map_or(Cell::Empty, money),
            ]);
        }
        let mut report = Report::new("shares", organisation);
        let years: BTreeSet<String> =
            table.rows.iter().filter_map(|row| row.first()).map(|year| format!("{year:?}")).collect();
        let counts = vec![("budgets", Cell::count(table.rows.len())), ("years", Cell::count(years.len()))];
        report.finding("report-shares.finding", counts);
        report.tables = vec![table];
        report.drawn = Some(("years", "share"));
        report.illustrative = illustrative;
        Ok(report)
    }
}
