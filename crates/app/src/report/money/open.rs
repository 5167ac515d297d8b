//! What members owe, how long it has been due, and what it comes to when
//! debts are set against each other (row H04).

use crate::money::{due_on, own_entries};
use crate::report::{Cell, Report, Table};
use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_domain::RecordId;
use samverk_domain::money::{Account, Owed, netted, open_items};
use samverk_domain::record::Fault;
use std::collections::{BTreeMap, BTreeSet};

/// Days after the due day by which what is open is told apart; the last has no end.
const AGES: [i64; 2] = [30, 60];
/// Members or cooperations that are looked at.
const PARTIES_MAX: usize = 5_000;

/// What a member owes, as the reminder tells it.
pub(crate) struct Overdue {
    pub(crate) member: RecordId,
    pub(crate) currency: String,
    pub(crate) amount_minor: i64,
    pub(crate) oldest_due: Date,
    pub(crate) references: Vec<String>,
}

/// An open item with its member and when it is due.
struct Item {
    member: RecordId,
    currency: String,
    item: samverk_domain::money::OpenItem,
    day: Option<Date>,
    due: Option<Date>,
    late_days: i64,
}

impl App {
    /// Everything that is open in a cooperation, and what members have paid
    /// too much, for those inside it.
    async fn open_of(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
    ) -> Result<(Vec<Item>, Vec<(RecordId, String, i64)>), AppError> {
        let ledger = self.latest_transfers(ctx, cooperation, 1).await?;
        let today = self.ports().today();
        let (mut items, mut credits) = (Vec::new(), Vec::new());
        let owing: Vec<_> = ledger.balances.iter().filter(|(_, balance)| **balance != 0).map(|(of, _)| of).collect();
        if owing.len() > PARTIES_MAX {
            return Err(too_many());
        }
        for (account, currency) in owing {
            let Some(Account::Member(member)) = Account::parse(account) else { continue };
            // Who is inside sees every account, of members that are gone too.
            let own = self.account_transfers(cooperation, account).await?;
            let open = open_items(&own_entries(&own, account));
            if open.credit_minor > 0 {
                credits.push((member, currency.clone(), open.credit_minor));
            }
            items.extend(open.items.into_iter().map(|item| {
                let day: Option<Date> = item.day.parse().ok();
                let due = day.map(due_on);
                let late_days = due.map_or(0, |due| i64::from((today - due).get_days()));
                Item { member, currency: currency.clone(), item, day, due, late_days }
            }));
        }
        Ok((items, credits))
    }

    /// What is overdue, by member, for those who write for the cooperation.
    pub(crate) async fn overdue(&self, ctx: &Ctx, cooperation: RecordId) -> Result<Vec<Overdue>, AppError> {
        let (items, _) = self.open_of(ctx, cooperation).await?;
        let mut all: BTreeMap<RecordId, Overdue> = BTreeMap::new();
        for one in items.into_iter().filter(|one| one.late_days > 0) {
            let Some(due) = one.due else { continue };
            let own = all.entry(one.member).or_insert_with(|| Overdue {
                member: one.member,
                currency: one.currency.clone(),
                amount_minor: 0,
                oldest_due: due,
                references: Vec::new(),
            });
            own.amount_minor += one.item.open_minor;
            own.oldest_due = own.oldest_due.min(due);
            own.references.push(one.item.reference);
        }
        Ok(all.into_values().collect())
    }

    pub(in crate::report) async fn open_items_report(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
    ) -> Result<Report, AppError> {
        let (items, credits) = self.open_of(ctx, cooperation).await?;
        let key = self.record(ctx, cooperation).await?.record.key;
        let reminders = self.last_reminded(&key, ctx).await?;
        let mut report = Report::new("open-items", cooperation);
        report.tables = vec![by_member(&items, &reminders), by_item(&items)];
        let settling = settling(&items, &credits);
        report.tables.extend((!credits.is_empty()).then_some(settling));
        let sum = |late: bool| -> Vec<(String, i64)> {
            let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
            for one in items.iter().filter(|one| !late || one.late_days > 0) {
                *sums.entry(one.currency.as_str()).or_insert(0) += one.item.open_minor;
            }
            sums.into_iter().map(|(currency, sum)| (currency.to_owned(), sum)).collect()
        };
        let members: BTreeSet<RecordId> = items.iter().map(|one| one.member).collect();
        let late: BTreeSet<RecordId> = items.iter().filter(|one| one.late_days > 0).map(|one| one.member).collect();
        match sum(false).into_iter().next() {
            None => report.finding("report-open-items.nothing", Vec::new()),
            Some((currency, open)) => {
                let overdue = sum(true).into_iter().next().map_or(0, |(_, sum)| sum);
                let key = if late.is_empty() { "report-open-items.none-late" } else { "report-open-items.finding" };
                report.finding(
                    key,
                    vec![
                        ("members", Cell::count(members.len())),
                        ("open", Cell::Money(open, currency.clone())),
                        ("late", Cell::count(late.len())),
                        ("overdue", Cell::Money(overdue, currency)),
                    ],
                );
            }
        }
        report.drawn = Some(("members", "open"));
        Ok(report)
    }

    /// What an organisation owes and is owed in every cooperation whose
    /// statement the asker may see, and what it comes to in all.
    pub(in crate::report) async fn owed_report(&self, ctx: &Ctx, organisation: RecordId) -> Result<Report, AppError> {
        let scope = self.scope(&ctx.actor);
        let memberships = self.belonging(&[organisation], "membership", "organisation", &scope).await?;
        let hosted = self.belonging(&[organisation], "cooperation", "host", &scope).await?;
        let cooperations: BTreeSet<RecordId> = memberships
            .iter()
            .filter_map(|one| one.target("cooperation"))
            .chain(hosted.iter().map(|one| one.id))
            .collect();
        if cooperations.len() > PARTIES_MAX {
            return Err(too_many());
        }
        let mut table = Table::new("cooperations", &["cooperation", "payee", "owes", "has_to_get"]);
        let mut debts: BTreeMap<String, Vec<Owed<RecordId>>> = BTreeMap::new();
        let mut seen = false;
        for cooperation in cooperations {
            let host = self.record(ctx, cooperation).await?.record.target("host");
            let payee = host.unwrap_or(cooperation);
            let ledger = match self.statement(ctx, cooperation, organisation).await {
                Ok(ledger) => ledger,
                Err(AppError::NotFound) => continue,
                Err(error) => return Err(error),
            };
            seen = true;
            let all = match self.latest_transfers(ctx, cooperation, 1).await {
                Ok(all) if host == Some(organisation) => all.balances,
                Ok(_) | Err(AppError::NotFound) => ledger.balances,
                Err(error) => return Err(error),
            };
            for ((account, currency), balance) in all.into_iter().filter(|(_, balance)| *balance != 0) {
                let Some(Account::Member(member)) = Account::parse(&account) else { continue };
                // What a host owes its own cooperation it owes itself.
                if member == payee {
                    continue;
                }
                let (from, to) = if balance > 0 { (member, payee) } else { (payee, member) };
                debts.entry(currency.clone()).or_default().push(Owed { from, to, amount_minor: balance.abs() });
                let other = if member == organisation { payee } else { member };
                let amount = Cell::Money(balance.abs(), currency);
                let (owes, gets) = if from == organisation { (amount, Cell::Empty) } else { (Cell::Empty, amount) };
                table.rows.push(vec![Cell::Record(cooperation), Cell::Record(other), owes, gets]);
            }
        }
        if !seen {
            return Err(AppError::NotFound);
        }
        let mut net = Table::new("settling", &["payer", "payee", "amount"]);
        for (currency, debts) in &debts {
            for one in netted(debts) {
                net.rows.push(vec![
                    Cell::Record(one.from),
                    Cell::Record(one.to),
                    Cell::Money(one.amount_minor, currency.clone()),
                ]);
            }
        }
        let mut report = Report::new("owed", organisation);
        let (debts, payments) = (Cell::count(table.rows.len()), Cell::count(net.rows.len()));
        report.finding("report-owed.finding", vec![("debts", debts), ("payments", payments)]);
        report.tables = vec![table, net];
        Ok(report)
    }
}

fn too_many() -> AppError {
    AppError::Invalid(vec![Fault::error("members", "too_many", PARTIES_MAX.to_string())])
}

fn by_member(items: &[Item], reminders: &BTreeMap<RecordId, Date>) -> Table {
    let mut table =
        Table::new("members", &["member", "open", "not_due", "late_30", "late_60", "late_more", "reminded"]);
    let mut all: BTreeMap<(RecordId, &str), [i64; 5]> = BTreeMap::new();
    for one in items {
        let age = match one.late_days {
            days if days <= 0 => 1,
            days if days <= AGES[0] => 2,
            days if days <= AGES[1] => 3,
            _ => 4,
        };
        let own = all.entry((one.member, one.currency.as_str())).or_default();
        for place in [0, age] {
            own[place] += one.item.open_minor;
        }
    }
    let mut sums: BTreeMap<&str, [i64; 5]> = BTreeMap::new();
    // Who owes most stands first.
    let mut rows: Vec<_> = all.iter().collect();
    rows.sort_by_key(|((member, _), amounts)| (std::cmp::Reverse(amounts[0]), *member));
    for ((member, currency), amounts) in rows {
        let reminded = reminders.get(member).copied();
        let mut row = vec![Cell::Record(*member)];
        row.extend(amounts.iter().map(|amount| Cell::Money(*amount, (*currency).to_owned())));
        row.push(reminded.map_or(Cell::Empty, Cell::Day));
        table.rows.push(row);
        let sum = sums.entry(currency).or_default();
        sum.iter_mut().zip(amounts).for_each(|(sum, amount)| *sum += amount);
    }
    if let (1, Some((currency, sums))) = (sums.len(), sums.iter().next()) {
        table.totals = vec![Cell::Empty];
        table.totals.extend(sums.iter().map(|sum| Cell::Money(*sum, (*currency).to_owned())));
        table.totals.push(Cell::Empty);
    }
    table
}

fn by_item(items: &[Item]) -> Table {
    // What has been due for longest stands first.
    let mut items: Vec<&Item> = items.iter().collect();
    items.sort_by_key(|one| (std::cmp::Reverse(one.late_days), one.item.no));
    let mut table = Table::new("items", &["member", "no", "reference", "day", "due", "amount", "open", "late_days"]);
    for one in items {
        let money = |amount: i64| Cell::Money(amount, one.currency.clone());
        table.rows.push(vec![
            Cell::Record(one.member),
            Cell::Number { units: one.item.no, decimals: 0 },
            Cell::Text(one.item.reference.clone()),
            one.day.map_or(Cell::Empty, Cell::Day),
            one.due.map_or(Cell::Empty, Cell::Day),
            money(one.item.amount_minor),
            money(one.item.open_minor),
            if one.late_days > 0 { Cell::Number { units: one.late_days, decimals: 0 } } else { Cell::Empty },
        ]);
    }
    table
}

/// Who would pay whom, where some have paid too much: the cooperation itself
/// has no key, and stands as nothing.
fn settling(items: &[Item], credits: &[(RecordId, String, i64)]) -> Table {
    let mut debts: BTreeMap<&str, Vec<Owed<Option<RecordId>>>> = BTreeMap::new();
    for one in items {
        let debt = Owed { from: Some(one.member), to: None, amount_minor: one.item.open_minor };
        debts.entry(one.currency.as_str()).or_default().push(debt);
    }
    for (member, currency, amount_minor) in credits {
        let debt = Owed { from: None, to: Some(*member), amount_minor: *amount_minor };
        debts.entry(currency.as_str()).or_default().push(debt);
    }
    let mut table = Table::new("settling", &["payer", "payee", "amount"]);
    let who = |id: Option<RecordId>| id.map_or_else(|| Cell::Key("told-cooperation-itself".to_owned()), Cell::Record);
    for (currency, debts) in debts {
        for one in netted(&debts) {
            table.rows.push(vec![who(one.from), who(one.to), Cell::Money(one.amount_minor, currency.to_owned())]);
        }
    }
    table
}
