//! Invoices of the shares of a decided budget (H04).

use super::charge::parts;
use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::money::{Account, Scenario, Unit, Vat, Year, vat};
use samverk_domain::record::{Fault, Record, Value};
use samverk_exchange::{Invoice, InvoiceAccount, InvoiceFault, InvoiceLine, InvoiceParty, peppol};

impl App {
    /// A member's share of a decided budget as a Peppol invoice, or a credit
    /// note where the member is paid: for those inside the cooperation, and
    /// for the member itself. Where the budget is invoiced on several days,
    /// `part` says which of them, from 1: its invoice has one line, the part
    /// that is charged that day. The invoice of a budget that replaces another
    /// takes off what was charged before, and names the invoices of that.
    ///
    /// # Errors
    /// Not found, not decided, nothing to pay, no such part, or every rule
    /// that the invoice would break, as a missing organisation number.
    pub async fn invoice(
        &self,
        ctx: &Ctx,
        budget: RecordId,
        member: RecordId,
        part: usize,
    ) -> Result<String, AppError> {
        let of = self.budget(ctx, budget).await?;
        let cooperation = of.budget.target("cooperation").ok_or(AppError::NotFound)?;
        let own = ctx.actor.organisations().any(|id| id == member);
        if !own {
            self.require(ctx, Action::SeeInternal, cooperation).map_err(|_| AppError::NotFound)?;
        }
        if of.frozen.is_none() {
            return Err(AppError::Invalid(vec![Fault::error("state", "invoice_undecided", "")]));
        }
        let computed =
            of.compute(Scenario::Answered, Year::This).map_err(|faults| AppError::Invalid(of.named(faults)))?;
        let buyer = self.record(ctx, member).await?.record;
        let place = computed.of.sheet.members.iter().position(|one| one.id == buyer.key);
        let host = self.record(ctx, cooperation).await?.record.target("host");
        let host = host.ok_or_else(|| AppError::Invalid(vec![Fault::error("host", "required", "")]))?;
        let seller = self.record(ctx, host).await?.record;
        let charges = self.charges(&mut self.store.read().await?, &of.budget, &computed).await?;
        let account = Account::Member(member).to_string();
        let total = charges.now.get(&account).copied().ok_or(AppError::NotFound)?;
        if total == 0 {
            return Err(AppError::Invalid(vec![Fault::error("member", "invoice_nothing", "")]));
        }
        // An invoice that cannot be paid is none; a credit note asks for nothing.
        if total > 0 && of.budget.text("payee_kind").is_none() {
            return Err(AppError::Invalid(vec![Fault::error(
                "payee_number",
                "invoice_account",
                of.budget.key.clone(),
            )]));
        }
        let sign = if total < 0 { -1 } else { 1 };
        let unit = computed.of.sheet.unit;
        let days = self.invoice_days(&of.budget);
        let at = part.checked_sub(1).filter(|at| *at < days.len()).ok_or(AppError::NotFound)?;
        let issued = days.iter().nth(at).copied().ok_or(AppError::NotFound)?;
        let vat = self.vat_of(ctx, &of.budget, issued).await?;
        let percent = if vat.category == "S" { Unit::HUNDREDTH.text(vat.rate.into()) } else { String::new() };
        let line = |(at, line): (usize, &samverk_domain::money::LineShares)| {
            let share = line.shares.iter().find(|(who, _)| Some(*who) == place).map(|(_, share)| *share)?;
            let id = computed.of.lines.get(at)?;
            let name = of.lines.iter().find(|line| line.id == *id).and_then(|line| line.text("name"));
            let amount = unit.text(share * i128::from(sign));
            // A unit of whole kronor is told with hundredths, as the format has them.
            let amount = if amount.contains('.') { amount } else { format!("{amount}.00") };
            Some((name?.to_owned(), amount))
        };
        let number = super::reference(&of.budget.key, &buyer.key, at, days.len());
        let before = charges.before.get(&account).copied().unwrap_or_default();
        let earlier: Vec<String> = charges.earlier.get(&account).into_iter().flatten().cloned().collect();
        let lines: Vec<(String, String)> = if days.len() == 1 {
            let replaced = match of.budget.target("replaces").filter(|_| before != 0) {
                Some(replaced) => Some(self.record(ctx, replaced).await?.record),
                None => None,
            };
            let less = replaced.map(|replaced| {
                let name = replaced.text("name").unwrap_or(&replaced.key);
                (name.to_owned(), Unit::HUNDREDTH.text(i128::from(-before * sign)))
            });
            computed.shares.lines.iter().enumerate().filter_map(line).chain(less).collect()
        } else {
            // As it is charged: the share, or its difference, in parts of which each is a line.
            let amount = parts(total, days.len(), unit).get(at).copied().unwrap_or_default();
            let name = of.budget.text("name").unwrap_or_default();
            let name = format!("{name} ({part}/{})", days.len());
            vec![(name, Unit::HUNDREDTH.text(amount.into()))]
        };
        let told_line = |(name, amount): (String, String)| InvoiceLine {
            name,
            amount,
            vat: vat.category.to_owned(),
            percent: percent.clone(),
        };
        let text = |field: &str| of.budget.text(field).unwrap_or_default().to_owned();
        let invoice = Invoice {
            issued: issued.to_string(),
            due: super::due_on(issued).to_string(),
            currency: computed.of.sheet.currency.clone(),
            buyer_reference: of.budget.key.clone(),
            payment_reference: number.clone(),
            note: text("name"),
            credits: (total < 0).then(|| earlier.first().cloned().unwrap_or_else(|| of.budget.key.clone())),
            corrects: earlier.into_iter().skip(usize::from(total < 0)).collect(),
            seller: party(&seller),
            buyer: party(&buyer),
            account: of
                .budget
                .text("payee_kind")
                .map(|kind| InvoiceAccount { kind: kind.to_owned(), number: text("payee_number") }),
            lines: lines.into_iter().map(told_line).collect(),
            number,
        };
        peppol(&invoice).map_err(|faults| AppError::Invalid(faults.iter().map(told).collect()))
    }

    /// The days of invoice of a budget, each with the VAT of that day.
    ///
    /// # Errors
    /// As [`App::vat_of`].
    pub(crate) async fn days_with_vat(&self, ctx: &Ctx, budget: &Record) -> Result<Vec<(Date, Vat)>, AppError> {
        let mut days = Vec::new();
        for day in self.invoice_days(budget) {
            days.push((day, self.vat_of(ctx, budget, day).await?));
        }
        Ok(days)
    }

    /// The VAT that comes to the shares of a budget on a day of invoice, by the
    /// law of its host's country.
    ///
    /// # Errors
    /// It is charged at a rate, and nobody hosts the cooperation or no rate is
    /// known.
    async fn vat_of(&self, ctx: &Ctx, budget: &Record, on: Date) -> Result<Vat, AppError> {
        let treatment = budget.text("vat");
        if treatment != Some("standard") {
            return vat(treatment, "", on).ok_or(AppError::NotFound);
        }
        let cooperation = budget.target("cooperation").ok_or(AppError::NotFound)?;
        let host = self.record(ctx, cooperation).await?.record.target("host");
        let host = host.ok_or_else(|| AppError::Invalid(vec![Fault::error("host", "required", "")]))?;
        let host = self.record(ctx, host).await?.record;
        let country = host.text("country").unwrap_or_default();
        vat(treatment, country, on).ok_or_else(|| AppError::Invalid(vec![Fault::error("vat", "vat_rate", country)]))
    }
}

fn party(organisation: &Record) -> InvoiceParty {
    let text = |field: &str| organisation.text(field).unwrap_or_default().to_owned();
    let bare = |text: String| text.chars().filter(char::is_ascii_digit).collect();
    InvoiceParty {
        name: text("name"),
        country: text("country").to_uppercase(),
        organisation_number: bare(text("organisation_number")),
        street: text("street"),
        city: text("seat_of_administration"),
        postcode: text("postcode"),
        vat_registered: organisation.first("vat_registered") == Some(&Value::Flag(true)),
    }
}

fn told(fault: &InvoiceFault) -> Fault {
    Fault::error(fault.place.trim_start_matches('/'), "invoice_rule", format!("{} {}", fault.rule, fault.detail))
}
