//! The comparison in tables and sentences.

use super::ask::Asked;
use super::{Today, Way};
use crate::money::CostMember;
use crate::report::money::{each, held, to_minor};
use crate::report::{Cell, Column, Report, Table};
use samverk_domain::money::{Decimal, Member};

pub(super) type Divided<'a> = dyn Fn(&Way, usize) -> Option<Vec<i64>> + 'a;

pub(super) fn side_by_side(
    of: &[CostMember],
    ways: &[Way],
    today: Option<&Today>,
    asked: &Asked,
    divided: &Divided<'_>,
    only: Option<&str>,
) -> Table {
    let mut table = Table::new("keys", &["member", "inhabitants"]);
    table.columns.extend(today.map(|today| Column { code: "today".to_owned(), name: Cell::Record(today.budget) }));
    table.columns.extend(ways.iter().map(|way| Column { code: way.code.clone(), name: way.name.clone() }));
    let money = |amount: Option<i64>| amount.map_or(Cell::Empty, |amount| Cell::Money(amount, asked.currency.clone()));
    let found: Vec<Option<Vec<i64>>> = ways.iter().map(|way| divided(way, 0)).collect();
    for (place, member) in of.iter().enumerate().filter(|(_, member)| only.is_none_or(|only| member.key == only)) {
        let inhabitants = member.inhabitants.map_or(Cell::Empty, |units| Cell::Number { units, decimals: 0 });
        let mut row = vec![Cell::Record(member.organisation), inhabitants];
        row.extend(today.map(|today| money(today.of(&member.key, 0))));
        row.extend(found.iter().map(|all| money(all.as_ref().and_then(|all| all.get(place).copied()))));
        table.rows.push(row);
    }
    if only.is_none() {
        table.totals = vec![Cell::Empty, Cell::Empty];
        table.totals.extend(today.map(|today| money(today.sum(0))));
        table.totals.extend(
            found
                .iter()
                .map(|all| money(all.as_ref().map(|all| held(all.iter().map(|share| i128::from(*share)).sum())))),
        );
    }
    table
}

pub(super) fn over_years(
    of: &[CostMember],
    way: &Way,
    today: Option<&Today>,
    asked: &Asked,
    divided: &Divided<'_>,
    only: Option<&str>,
) -> Table {
    let mut table = Table::new("years", &["member"]);
    let column = |code: &str| Column { code: code.to_owned(), name: Cell::Empty };
    table.columns.extend(today.map(|_| column("today")));
    table.columns.extend(["first_year", "second_year", "third_year", "each"].map(column));
    table.columns.extend(today.iter().flat_map(|_| ["difference", "difference_part"].map(column)));
    let money = |amount: Option<i64>| amount.map_or(Cell::Empty, |amount| Cell::Money(amount, asked.currency.clone()));
    let years = [0, 1, 2].map(|year| divided(way, year));
    for (place, member) in of.iter().enumerate().filter(|(_, member)| only.is_none_or(|only| member.key == only)) {
        let share = |year: &Option<Vec<i64>>| year.as_ref().and_then(|all| all.get(place).copied());
        let first = share(&years[0]);
        let now = today.and_then(|today| today.of(&member.key, 0));
        let per_head = member.inhabitants.filter(|number| *number > 0).zip(first);
        let per_head = per_head.map(|(number, share)| each(share, number));
        let mut row = vec![Cell::Record(member.organisation)];
        row.extend(today.map(|_| money(now)));
        row.extend(years.iter().map(|year| money(share(year))));
        row.push(money(per_head));
        if today.is_some() {
            let change = first.zip(now).map(|(first, now)| first.saturating_sub(now));
            row.push(money(change));
            row.push(change.zip(now).map_or(Cell::Empty, |(change, now)| Cell::part(change, now)));
        }
        table.rows.push(row);
    }
    table
}

/// Who gains and who loses against today; without a budget what the most and
/// the least is.
pub(super) fn tell(report: &mut Report, way: &Way, years: &Table, today: Option<&Today>) {
    let at = |code: &str| years.columns.iter().position(|column| column.code == code);
    let amounts = |code: &str| -> Vec<(i64, String, Cell)> {
        let Some(at) = at(code) else { return Vec::new() };
        let own = |row: &Vec<Cell>| match (row.get(at), row.first()) {
            (Some(Cell::Money(amount, currency)), Some(who)) => Some((*amount, currency.clone(), who.clone())),
            _ => None,
        };
        years.rows.iter().filter_map(own).collect()
    };
    let name = || ("key", way.name.clone());
    if today.is_some() {
        let changes = amounts("difference");
        let count = |sign: i64| Cell::count(changes.iter().filter(|(change, ..)| change.signum() == sign).count());
        if !changes.is_empty() {
            report.finding(
                "report-cost.against",
                vec![name(), ("less", count(-1)), ("more", count(1)), ("same", count(0))],
            );
        }
        if let Some((most, currency, who)) =
            changes.iter().max_by_key(|(change, ..)| *change).filter(|(most, ..)| *most > 0)
        {
            let args = vec![("member", who.clone()), ("sum", Cell::Money(*most, currency.clone()))];
            report.finding("report-cost.loser", args);
        }
        return;
    }
    let shares = amounts("first_year");
    if let (Some(least), Some(most)) = (shares.iter().min_by_key(|one| one.0), shares.iter().max_by_key(|one| one.0)) {
        let money = |one: &(i64, String, Cell)| Cell::Money(one.0, one.1.clone());
        report.finding("report-cost.between", vec![name(), ("least", money(least)), ("most", money(most))]);
    }
}

/// What the key makes for each inhabitant, the reverse check of a rate (H07),
/// and what of the amount it does not cover.
pub(super) fn tell_sum(report: &mut Report, sum: i128, members: &[Member], asked: &Asked) {
    let inhabitants = Decimal::sum(members.iter().filter_map(|member| member.inhabitants)).whole_number();
    let is_known = members.iter().all(|member| member.inhabitants.is_some());
    if let Some(all) = inhabitants.filter(|all| *all > 0 && is_known) {
        let args = vec![
            ("each", Cell::Money(each(held(sum), held(all)), asked.currency.clone())),
            ("inhabitants", Cell::Number { units: held(all), decimals: 0 }),
        ];
        report.finding("report-cost.rate", args);
    }
    let amount = asked.amounts[0].map(|amount| i128::from(to_minor(amount, asked.unit)));
    if let Some(difference) = amount.map(|amount| amount - sum).filter(|difference| *difference != 0) {
        let key = if difference > 0 { "report-cost.uncovered" } else { "report-cost.beyond" };
        let args = vec![("sum", Cell::Money(held(difference.abs()), asked.currency.clone()))];
        report.warning(key, args);
    }
}
