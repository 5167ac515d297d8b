//! The basis of the invoices of a budget: what each member is to be invoiced
//! with, when, and for what (row H04).

use super::to_minor;
use crate::money::due_on;
use crate::report::{Cell, Report, Table};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::money::{Account, Scenario, Year};

impl App {
    pub(in crate::report) async fn invoices_report(&self, ctx: &Ctx, budget: RecordId) -> Result<Report, AppError> {
        let of = self.budget(ctx, budget).await?;
        let cooperation = of.budget.target("cooperation").ok_or(AppError::NotFound)?;
        let is_inside = self.require(ctx, Action::SeeInternal, cooperation).is_ok();
        let own: Vec<RecordId> = ctx.actor.organisations().collect();
        let mut report = Report::new("invoices", budget);
        let Ok(computed) = of.compute(Scenario::Answered, Year::This) else {
            super::not_computed(&mut report, &of.budget);
            return if is_inside { Ok(report) } else { Err(AppError::NotFound) };
        };
        let code = computed.of.sheet.currency.clone();
        let unit = computed.of.sheet.unit;
        let days = self.days_with_vat(ctx, &of.budget).await?;
        let has_vat = of.budget.text("vat") == Some("standard");
        let heads: &[&'static str] = if has_vat {
            &["reference", "member", "organisation_number", "day", "due", "net", "vat", "amount"]
        } else {
            &["reference", "member", "organisation_number", "day", "due", "amount"]
        };
        let mut basis = Table::new("basis", heads);
        let money = |amount: i64| Cell::Money(amount, code.clone());
        let mut lines = Table::new("lines", &["member", "line", "amount"]);
        let (mut net_sum, mut sum) = (0, 0);
        let charges = self.charges(&mut self.store.read().await?, &of.budget, &computed).await?;
        let mut charged = Vec::new();
        for (account, total) in &charges.now {
            let Some(Account::Member(id)) = Account::parse(account) else { continue };
            if *total != 0 && (is_inside || own.contains(&id)) {
                let member = self.record(ctx, id).await?.record;
                charged.push((member, *total, charges.before.get(account).copied().unwrap_or_default()));
            }
        }
        charged.sort_by(|a, b| a.0.key.cmp(&b.0.key));
        for (member, total, before) in charged {
            let id = member.id;
            let place = computed.of.sheet.members.iter().position(|one| one.id == member.key);
            let parts = crate::money::parts(total, days.len(), unit);
            for (at, (part, (day, rate))) in parts.into_iter().zip(&days).enumerate() {
                let net = part * total.signum();
                let vat = rate.on(net);
                net_sum += net;
                sum += net + vat;
                let apart = if has_vat { vec![money(net), money(vat)] } else { Vec::new() };
                let known = vec![
                    Cell::Text(crate::money::reference(&of.budget.key, &member.key, at, days.len())),
                    Cell::Record(id),
                    Cell::text(member.text("organisation_number")),
                    Cell::Day(*day),
                    Cell::Day(due_on(*day)),
                ];
                basis.rows.push(known.into_iter().chain(apart).chain([money(net + vat)]).collect());
            }
            for (line, line_id) in computed.shares.lines.iter().zip(&computed.of.lines) {
                let share = line.shares.iter().find(|(who, share)| Some(*who) == place && *share != 0);
                if let Some((_, share)) = share {
                    let amount = Cell::Money(to_minor(*share, unit), code.clone());
                    lines.rows.push(vec![Cell::Record(id), Cell::Record(*line_id), amount]);
                }
            }
            let replaced = of.budget.target("replaces").filter(|_| before != 0);
            lines.rows.extend(replaced.map(|budget| vec![Cell::Record(id), Cell::Record(budget), money(-before)]));
        }
        if basis.rows.is_empty() && !is_inside {
            return Err(AppError::NotFound);
        }
        let apart = if has_vat { vec![money(net_sum), money(sum - net_sum)] } else { Vec::new() };
        basis.totals = vec![Cell::Empty; 5].into_iter().chain(apart).chain([money(sum)]).collect();
        let counts = vec![("count", Cell::count(basis.rows.len())), ("sum", Cell::Money(sum, code))];
        report.finding("report-invoices.finding", counts);
        if of.frozen.is_none() {
            report.warning("report-invoices.undecided", Vec::new());
        }
        report.tables = vec![basis, lines];
        report.illustrative = of.illustrative;
        Ok(report)
    }
}
