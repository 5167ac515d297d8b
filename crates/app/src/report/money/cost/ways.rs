//! The ways to divide that there are figures for.

use super::ask::Asked;
use super::{Today, Way};
use crate::report::Cell;
use samverk_domain::money::{By, Decimal, Key, Line, Measure, Member, Split};
use std::collections::BTreeMap;

/// Every way that there are figures for. Amounts are those of the first year;
/// [`in_year`] puts in those of another.
pub(super) fn ways(asked: &Asked, members: &[Member], today: Option<&Today>) -> Vec<Way> {
    let amount = asked.amounts[0].unwrap_or_default();
    let split = |by| Key::Split(Split { by, floor: None, cap: None });
    let inhabitants = || By::Measure(Measure::Inhabitants);
    let line = |id: &str, amount: Option<i128>, key: Key| Line { id: id.to_owned(), at: 0, amount, members: None, key };
    let one = |code: &str, key: Key| Way {
        code: code.to_owned(),
        name: Cell::Key(format!("told-key-{code}")),
        lines: vec![line(code, (!key.makes_the_amount()).then_some(amount), key)],
    };
    let rest = Decimal::whole(100).unwrap_or(Decimal::ZERO).minus(asked.equal);
    let mut ways = vec![
        one("equal", split(By::Equal)),
        one("inhabitants", split(inhabitants())),
        one("mix", Key::Mix(vec![(asked.equal, split(By::Equal)), (rest, split(inhabitants()))])),
    ];
    if let Some(fixed) = asked.fixed.and_then(|fixed| asked.unit.count(fixed)) {
        let count = i128::try_from(members.len()).unwrap_or_default();
        let own = (0..members.len()).map(|place| (place, fixed)).collect();
        let (all, name) = (fixed.saturating_mul(count), Cell::Key("told-key-fixed".to_owned()));
        let lines =
            vec![line("fixed", Some(all), Key::Own(own)), line("fixed-rest", Some(amount - all), split(inhabitants()))];
        ways.push(Way { code: "fixed".to_owned(), name, lines });
    }
    if asked.floor.is_some() || asked.cap.is_some() {
        let bounded = Key::Split(Split { by: inhabitants(), floor: asked.floor, cap: asked.cap });
        ways.push(one("bounded", bounded));
    }
    let by = || Measure::Inhabitants;
    ways.extend(asked.rate.map(|rate| one("rate", Key::Rate { fixed: asked.fixed, rate, by: by() })));
    if !asked.bands.is_empty() {
        ways.push(one("bands", Key::Bands { by: by(), bands: asked.bands.clone() }));
    }
    ways.extend(measured(members, amount));
    ways.extend(today.and_then(|today| as_today(today, members, amount)));
    ways
}

/// By what today's budget counts of the members, and by its benefit points.
fn measured(members: &[Member], amount: i128) -> Vec<Way> {
    let mut found: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for member in members {
        for name in member.units.keys() {
            *found.entry((name.as_str(), false)).or_default() += 1;
        }
        for name in member.usage.keys() {
            *found.entry((name.as_str(), true)).or_default() += 1;
        }
    }
    let complete = found.into_iter().filter(|(_, count)| *count == members.len());
    let way = |((name, is_usage), _): ((&str, bool), usize)| {
        let measure = if is_usage { Measure::Usage(name.to_owned()) } else { Measure::Units(name.to_owned()) };
        let key = Key::Split(Split { by: By::Measure(measure), floor: None, cap: None });
        let code = format!("{}:{name}", if is_usage { "usage" } else { "units" });
        // The name of a measure may end with the key of its line.
        let shown = name.rsplit_once(" (").map_or(name, |(shown, _)| shown);
        let line = Line { id: code.clone(), at: 0, amount: Some(amount), members: None, key };
        Way { code, name: Cell::Text(shown.to_owned()), lines: vec![line] }
    };
    complete.map(way).collect()
}

/// In the proportions of today's shares.
fn as_today(today: &Today, members: &[Member], amount: i128) -> Option<Way> {
    let weight = |(place, member): (usize, &Member)| {
        let share = today.of(&member.id, 0).filter(|share| *share >= 0)?;
        Some((place, Decimal::whole(i128::from(share))?))
    };
    let weights: Option<Vec<(usize, Decimal)>> = members.iter().enumerate().map(weight).collect();
    let key = Key::Split(Split { by: By::Points(weights?), floor: None, cap: None });
    let (code, name) = ("proportions".to_owned(), Cell::Key("told-key-proportions".to_owned()));
    let line = Line { id: code.clone(), at: 0, amount: Some(amount), members: None, key };
    Some(Way { code, name, lines: vec![line] })
}

/// The lines of a way with the amount of a year: what does not follow from
/// members, less the fixed fees.
pub(super) fn in_year(lines: &[Line], asked: &Asked, year: usize) -> Option<Vec<Line>> {
    let (first, amount) = (asked.amounts[0]?, asked.amounts.get(year).copied().flatten()?);
    let mut lines = lines.to_vec();
    if let Some(last) = lines.last_mut()
        && let Some(own) = last.amount
    {
        last.amount = Some(own + amount - first).filter(|own| *own >= 0);
        last.amount?;
    }
    Some(lines)
}

/// Every way in one calculation, line after line.
pub(super) fn numbered(ways: &[Way]) -> Vec<Line> {
    let all = ways.iter().flat_map(|way| way.lines.iter().cloned());
    all.enumerate().map(|(at, line)| Line { at, ..line }).collect()
}
