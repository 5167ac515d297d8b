//! Time that members give (row H12).

use super::{is_illustrative, state};
use crate::report::{Cell, Report, Table};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::TIME_REPORT;
use std::collections::BTreeMap;

impl App {
    pub(in crate::report) async fn in_kind_report(&self, ctx: &Ctx, cooperation: RecordId) -> Result<Report, AppError> {
        let reports = self.belonging(&[cooperation], TIME_REPORT, "cooperation", &self.scope(&ctx.actor)).await?;
        let mut lines = Table::new(
            "reports",
            &["member", "initiative", "from", "until", "hours", "hourly_rate", "worth", "treatment", "state"],
        );
        // By member and currency: hours, worth set off, worth shown beside.
        let mut sums: BTreeMap<(RecordId, String), [i64; 3]> = BTreeMap::new();
        for record in reports.iter().filter(|record| record.state.as_deref() != Some("rejected")) {
            let Some(member) = record.target("organisation") else { continue };
            let hours = record.number("hours").unwrap_or_default();
            let worth = crate::money::time_worth(record);
            let currency = super::currency(record, "rate").unwrap_or_default();
            let counts = record.text("treatment") == Some("set_off");
            let own = sums.entry((member, currency.clone())).or_default();
            own[0] += hours;
            // What nobody has approved is told, and not counted.
            if record.state.as_deref() != Some("reported") {
                own[if counts { 1 } else { 2 }] += worth.unwrap_or_default();
            }
            let day = |field: &str| super::day(record, field).map_or(Cell::Empty, Cell::Day);
            let money =
                |amount: Option<i64>| amount.map_or(Cell::Empty, |amount| Cell::Money(amount, currency.clone()));
            lines.rows.push(vec![
                Cell::Record(member),
                Cell::record(record.target("initiative")),
                day("from"),
                day("until"),
                Cell::Number { units: hours, decimals: 2 },
                money(super::minor(record, "rate")),
                money(worth),
                record.text("treatment").map_or(Cell::Empty, |code| Cell::Key(format!("choice-time-treatment-{code}"))),
                state(record),
            ]);
        }
        let mut members = Table::new("members", &["member", "hours", "worth_set_off", "worth_beside"]);
        let mut all: Vec<_> = sums.iter().collect();
        all.sort_by_cached_key(|((member, _), _)| self.look(|catalogue| catalogue.key(*member).map(str::to_owned)));
        for ((member, currency), [hours, set_off, beside]) in all {
            let money = |amount: i64| {
                if currency.is_empty() { Cell::Empty } else { Cell::Money(amount, currency.clone()) }
            };
            let hours = Cell::Number { units: *hours, decimals: 2 };
            members.rows.push(vec![Cell::Record(*member), hours, money(*set_off), money(*beside)]);
        }
        let hours = Cell::Number { units: sums.values().map(|[hours, ..]| hours).sum(), decimals: 2 };
        let mut report = Report::new("in-kind", cooperation);
        report.finding("report-in-kind.finding", vec![("hours", hours), ("reports", Cell::count(lines.rows.len()))]);
        report.tables = vec![members, lines];
        report.drawn = Some(("members", "hours"));
        report.illustrative = reports.iter().any(is_illustrative);
        Ok(report)
    }
}
