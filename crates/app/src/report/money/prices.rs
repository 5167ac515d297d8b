//! Prices of services, what they will be by their index, what is ordered, and
//! whether a service pays for itself (rows H08, H16).

use super::{currency, day, is_illustrative, minor, year_asked};
use crate::report::{Ask, Cell, Given, Report, Table};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{BUDGET, LineTree, Year, days_in_year, indexed};
use samverk_domain::record::{Fault, Record};
use std::collections::{BTreeMap, BTreeSet};

/// Quantities have four decimals.
const QUANTITY_UNITS: i128 = 10_000;

/// Figures of index series by year.
struct Indices(BTreeMap<(RecordId, i64), i64>);

impl Indices {
    fn of(&self, series: Option<RecordId>, year: i64) -> Option<i64> {
        self.0.get(&(series?, year)).copied()
    }

    /// The amount of a record in the year after, where both figures are known.
    fn next(&self, record: &Record, field: &str, year: i64) -> Option<i64> {
        let series = record.target("index");
        indexed(minor(record, field)?, self.of(series, year)?, self.of(series, year + 1)?)
    }
}

/// What an order comes to in a year, as a part of it by its days.
struct Ordered {
    /// Quantity times days, by the days of the year.
    quantity: i128,
    days: (i64, i64),
    /// Of one, with its currency.
    price: Option<(i64, String)>,
}

impl Ordered {
    /// Quantity in its last decimal, for the part of the year that it runs.
    fn units(&self) -> i64 {
        let (days, all) = (i128::from(self.days.0), i128::from(self.days.1));
        i64::try_from((self.quantity * days * 2 + all) / (all * 2)).unwrap_or(i64::MAX)
    }

    /// In the smallest unit, rounded once.
    fn revenue(&self) -> Option<i64> {
        let by = i128::from(self.days.1) * QUANTITY_UNITS;
        let exact = self.quantity * i128::from(self.days.0) * i128::from(self.price.as_ref()?.0);
        i64::try_from((exact * 2 + by) / (by * 2)).ok()
    }
}

impl App {
    pub(in crate::report) async fn prices_report(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        given: &Given,
    ) -> Result<Report, AppError> {
        let scope = self.scope(&ctx.actor);
        let prices = self.belonging(&[cooperation], "service-price", "cooperation", &scope).await?;
        let orders = self.belonging(&[cooperation], "service-order", "cooperation", &scope).await?;
        let years: BTreeSet<i64> = prices.iter().filter_map(|price| price.number("year")).collect();
        let this_year = i64::from(self.ports().today().year());
        let mut report = Report::new("prices", cooperation);
        let year = year_asked(given, &years, this_year, &mut report);
        let budgets = self.belonging(&[cooperation], BUDGET, "cooperation", &scope).await?;
        let mut budgets = super::current(budgets);
        budgets.retain(|one| one.number("year") == Some(year));
        let ids: Vec<RecordId> = budgets.iter().map(|one| one.id).collect();
        let lines = self.belonging(&ids, "budget-line", "budget", &scope).await?;
        let own: Vec<&Record> = prices.iter().filter(|price| price.number("year") == Some(year)).collect();
        let series: BTreeSet<RecordId> =
            own.iter().copied().chain(&lines).filter_map(|record| record.target("index")).collect();
        let series: Vec<RecordId> = series.into_iter().collect();
        let indices = self.indices(ctx, &series).await?;
        let mut by_service: BTreeMap<RecordId, &Record> = BTreeMap::new();
        for price in &own {
            let Some(service) = price.target("service") else { continue };
            if let Some(other) = by_service.insert(service, price) {
                let twice = Fault::error("price", "price_twice", format!("{}, {}", other.key, price.key));
                return Err(AppError::Invalid(vec![twice]));
            }
        }
        let ordered = ordered(&orders, &by_service, year);
        report.tables = vec![price_table(&own, &indices, year), service_table(&ordered, &by_service, &lines)];
        report.tables.push(order_table(&ordered));
        let indexed_lines = line_table(&lines, &indices, year);
        report.tables.extend((!indexed_lines.rows.is_empty()).then_some(indexed_lines));
        let unknown = series.iter().filter(|id| indices.of(Some(**id), year + 1).is_none());
        for id in unknown {
            let args = vec![("index", Cell::Record(*id)), ("year", Cell::Year(year + 1))];
            report.warning("report-prices.unknown", args);
        }
        let revenue = super::held(ordered.iter().filter_map(|(_, one)| one.revenue()).map(i128::from).sum());
        let currency = own.first().and_then(|price| currency(price, "amount")).unwrap_or_else(|| "SEK".to_owned());
        report.finding(
            "report-prices.finding",
            vec![
                ("year", Cell::Year(year)),
                ("services", Cell::count(by_service.len())),
                ("orders", Cell::count(ordered.len())),
                ("revenue", Cell::Money(revenue, currency)),
            ],
        );
        report.asks = vec![Ask::year(years, year)];
        report.illustrative =
            own.iter().copied().chain(&lines).chain(ordered.iter().map(|(order, _)| *order)).any(is_illustrative);
        Ok(report)
    }

    /// The figures of index series. Two for the same year are a fault: which
    /// of them holds is for whoever keeps the series to say.
    async fn indices(&self, ctx: &Ctx, series: &[RecordId]) -> Result<Indices, AppError> {
        let mut all = BTreeMap::new();
        for value in self.belonging(series, "index-value", "series", &self.scope(&ctx.actor)).await? {
            let of = value.target("series").zip(value.number("year"));
            let (Some(of), Some(figure)) = (of, value.number("value")) else { continue };
            if all.insert(of, figure).is_some_and(|known| known != figure) {
                return Err(AppError::Invalid(vec![Fault::error("index", "index_twice", of.1.to_string())]));
            }
        }
        Ok(Indices(all))
    }
}

/// Orders that run in a year, by their part of it.
fn ordered<'a>(orders: &'a [Record], prices: &BTreeMap<RecordId, &Record>, year: i64) -> Vec<(&'a Record, Ordered)> {
    let year = i16::try_from(year).unwrap_or_default();
    let running = orders.iter().filter(|order| !matches!(order.state.as_deref(), Some("cancelled")));
    let one = |order: &'a Record| {
        let days = days_in_year(day(order, "from")?, day(order, "until"), year);
        let price = order.target("service").and_then(|service| prices.get(&service));
        let price = price.and_then(|price| minor(price, "amount").zip(currency(price, "amount")));
        let quantity = i128::from(order.number("quantity")?);
        (days.0 > 0).then_some((order, Ordered { quantity, days, price }))
    };
    running.filter_map(one).collect()
}

fn price_table(own: &[&Record], indices: &Indices, year: i64) -> Table {
    let columns = ["service", "for_each", "price", "price_basis", "index", "index_now", "index_next", "price_next"];
    let mut table = Table::new("prices", &columns);
    for price in own {
        let series = price.target("index");
        let figure =
            |year: i64| indices.of(series, year).map_or(Cell::Empty, |units| Cell::Number { units, decimals: 4 });
        let currency = currency(price, "amount").unwrap_or_default();
        let money = |amount: Option<i64>| amount.map_or(Cell::Empty, |amount| Cell::Money(amount, currency.clone()));
        let basis = price.text("price_basis").map(|code| Cell::Key(format!("choice-price-basis-{code}")));
        table.rows.push(vec![
            Cell::record(price.target("service")),
            Cell::text(price.text("for_each")),
            money(minor(price, "amount")),
            basis.unwrap_or_default(),
            Cell::record(series),
            figure(year),
            figure(year + 1),
            money(indices.next(price, "amount", year)),
        ]);
    }
    table
}

/// By service: what is ordered, what it brings, what it costs, and what one
/// would have to cost to pay for itself.
fn service_table(ordered: &[(&Record, Ordered)], prices: &BTreeMap<RecordId, &Record>, lines: &[Record]) -> Table {
    let columns = ["service", "quantity", "revenue", "cost", "difference", "price", "self_cost"];
    let mut table = Table::new("services", &columns);
    let tree = LineTree::new(lines);
    let mut costs: BTreeMap<RecordId, i64> = BTreeMap::new();
    // A line that names a service holds what its sublines cost too, each line once.
    let mut open: Vec<&Record> = tree.lines().to_vec();
    let mut seen: BTreeSet<RecordId> = BTreeSet::new();
    while let Some(line) = open.pop() {
        if !seen.insert(line.id) {
            continue;
        }
        let cost = tree.cost(line, Year::This).ok().and_then(|cost| cost.amount_minor);
        match (line.target("service"), cost) {
            (Some(service), Some(cost)) => {
                let sum = costs.entry(service).or_insert(0);
                *sum = cost.saturating_add(*sum);
            }
            (Some(_), None) => {}
            (None, _) => open.extend(tree.below(line.id)),
        }
    }
    let services: BTreeSet<RecordId> =
        ordered.iter().filter_map(|(order, _)| order.target("service")).chain(costs.keys().copied()).collect();
    for service in services {
        let own = || ordered.iter().filter(|(order, _)| order.target("service") == Some(service)).map(|(_, one)| one);
        let quantity = super::held(own().map(|one| i128::from(one.units())).sum());
        let revenue = super::held(own().filter_map(Ordered::revenue).map(i128::from).sum());
        let price = prices.get(&service);
        let code = price.and_then(|price| currency(price, "amount")).unwrap_or_else(|| "SEK".to_owned());
        let money = |amount: i64| Cell::Money(amount, code.clone());
        let cost = costs.get(&service).copied();
        let each = cost.filter(|_| quantity > 0).map(|cost| {
            let (exact, by) = (i128::from(cost) * QUANTITY_UNITS, i128::from(quantity));
            i64::try_from((exact * 2 + by) / (by * 2)).unwrap_or(i64::MAX)
        });
        table.rows.push(vec![
            Cell::Record(service),
            Cell::Number { units: quantity, decimals: 4 },
            money(revenue),
            cost.map_or(Cell::Empty, money),
            cost.map_or(Cell::Empty, |cost| money(revenue.saturating_sub(cost))),
            price.and_then(|price| minor(price, "amount")).map_or(Cell::Empty, money),
            each.map_or(Cell::Empty, money),
        ]);
    }
    table
}

fn order_table(ordered: &[(&Record, Ordered)]) -> Table {
    let mut table =
        Table::new("orders", &["member", "service", "quantity", "from", "until", "days", "revenue", "state"]);
    for (order, one) in ordered {
        let on = |field: &str| day(order, field).map_or(Cell::Empty, Cell::Day);
        table.rows.push(vec![
            Cell::record(order.target("organisation")),
            Cell::record(order.target("service")),
            Cell::Number { units: order.number("quantity").unwrap_or_default(), decimals: 4 },
            on("from"),
            on("until"),
            Cell::Number { units: one.days.0, decimals: 0 },
            one.revenue()
                .zip(one.price.as_ref())
                .map_or(Cell::Empty, |(sum, (_, code))| Cell::Money(sum, code.clone())),
            super::state(order),
        ]);
    }
    table
}

/// Lines of budgets that follow an index, this year and the next.
fn line_table(lines: &[Record], indices: &Indices, year: i64) -> Table {
    let mut table = Table::new("lines", &["line", "index", "amount", "amount_next"]);
    for line in lines.iter().filter(|line| line.target("index").is_some()) {
        let currency = currency(line, "amount").unwrap_or_default();
        let money = |amount: Option<i64>| amount.map_or(Cell::Empty, |amount| Cell::Money(amount, currency.clone()));
        table.rows.push(vec![
            Cell::Record(line.id),
            Cell::record(line.target("index")),
            money(minor(line, "amount")),
            money(indices.next(line, "amount", year)),
        ]);
    }
    table
}
