//! What two initiatives have in common besides their words.

use crate::RecordId;
use crate::record::{Record, Value};
use std::collections::BTreeSet;

/// What two initiatives have in common. Each kind of thing counts once,
/// however much of it they share; what one of them does not say does not
/// count against them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Common {
    /// Areas, by code.
    pub areas: Vec<String>,
    /// Goals that both contribute to.
    pub goals: Vec<RecordId>,
    /// Life events that both are for.
    pub life_events: Vec<RecordId>,
    /// Systems that both concern.
    pub systems: Vec<RecordId>,
    /// Organisations that are responsible or take part in both.
    pub parties: Vec<RecordId>,
    /// The cooperation, where it is the same.
    pub cooperation: Option<RecordId>,
    /// Whether they run at the same time.
    pub at_the_same_time: bool,
    /// Kinds of thing that they share, of those that both name.
    pub score: (u8, u8),
}

/// Compares two initiatives.
#[must_use]
pub fn common(one: &Record, other: &Record) -> Common {
    let mut common = Common::default();
    let mut count = |both: bool, shared: bool| {
        common.score.0 += u8::from(both && shared);
        common.score.1 += u8::from(both);
    };
    let areas = [texts(one, "areas"), texts(other, "areas")];
    let goals = [links(one, &["goal"]), links(other, &["goal"])];
    let life_events = [links(one, &["life_event"]), links(other, &["life_event"])];
    let systems = [links(one, &["system"]), links(other, &["system"])];
    let parties = [links(one, &["responsible", "participant"]), links(other, &["responsible", "participant"])];
    let times = [time(one), time(other)];
    let cooperations = [one.target("cooperation"), other.target("cooperation")];
    let shared =
        |sets: &[BTreeSet<RecordId>; 2]| -> Vec<RecordId> { sets[0].intersection(&sets[1]).copied().collect() };
    let both = |sets: &[BTreeSet<RecordId>; 2]| sets.iter().all(|set| !set.is_empty());
    let same_areas: Vec<String> = areas[0].intersection(&areas[1]).cloned().collect();
    let (same_goals, same_parties) = (shared(&goals), shared(&parties));
    let (same_life_events, same_systems) = (shared(&life_events), shared(&systems));
    let same_time = matches!(times, [Some((a, b)), Some((c, d))] if a <= d && c <= b);
    let same_cooperation = cooperations[0].filter(|id| cooperations[1] == Some(*id));
    count(areas.iter().all(|set| !set.is_empty()), !same_areas.is_empty());
    count(both(&goals), !same_goals.is_empty());
    count(both(&life_events), !same_life_events.is_empty());
    count(both(&systems), !same_systems.is_empty());
    count(both(&parties), !same_parties.is_empty());
    count(cooperations.iter().all(Option::is_some), same_cooperation.is_some());
    count(times.iter().all(Option::is_some), same_time);
    Common {
        areas: same_areas,
        goals: same_goals,
        life_events: same_life_events,
        systems: same_systems,
        parties: same_parties,
        cooperation: same_cooperation,
        at_the_same_time: same_time,
        ..common
    }
}

fn texts(record: &Record, field: &str) -> BTreeSet<String> {
    record.values(field).iter().filter_map(Value::as_text).map(str::to_owned).collect()
}

fn links(record: &Record, fields: &[&str]) -> BTreeSet<RecordId> {
    let values = fields.iter().flat_map(|field| record.values(field));
    values.filter_map(Value::as_link).map(|link| link.to).collect()
}

/// From the timetable to the end; one of them alone is its own length.
fn time(record: &Record) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let coarse = |field: &str| match record.first(field) {
        Some(Value::Coarse(time)) => Some(*time),
        _ => None,
    };
    let (from, until) = (coarse("timetable"), coarse("end"));
    Some((from.or(until)?.first_day(), until.or(from)?.last_day()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Kind, LinkValue};
    use crate::time::CoarseTime;

    fn record(kind: &Kind, areas: &[&str], party: u128, year: Option<i16>) -> Record {
        let id = |no| RecordId(uuid::Uuid::from_u128(no));
        let mut record = Record::new(kind, id(party + 100), None);
        record.set("areas", areas.iter().map(|area| Value::Text((*area).to_owned())).collect());
        record.set("responsible", vec![Value::Link(LinkValue::to(id(party)))]);
        record.set("timetable", year.map(|year| Value::Coarse(CoarseTime::Year(year))).into_iter().collect());
        record
    }

    #[test]
    fn each_kind_counts_once_and_what_is_not_said_does_not_count() {
        let kind = super::super::super::initiative::initiative();
        let one = record(&kind, &["archive", "law"], 1, Some(2014));
        let same = common(&one, &record(&kind, &["law"], 1, Some(2014)));
        assert_eq!((same.score, same.areas.len(), same.parties.len()), ((3, 3), 1, 1));
        assert!(same.at_the_same_time);
        let other = common(&one, &record(&kind, &["care"], 2, Some(2015)));
        assert_eq!((other.score, other.at_the_same_time), ((0, 3), false));
        assert_eq!(common(&one, &record(&kind, &[], 1, None)).score, (1, 1));
    }

    #[test]
    fn systems_and_life_events_count_as_areas_do() {
        let kind = super::super::super::initiative::initiative();
        let link = |no| vec![Value::Link(LinkValue::to(RecordId(uuid::Uuid::from_u128(no))))];
        let of = |system, life_event| {
            let mut record = record(&kind, &[], 1, None);
            record.set("system", link(system));
            record.set("life_event", link(life_event));
            record
        };
        let same = common(&of(7, 8), &of(7, 9));
        assert_eq!((same.score, same.systems.len(), same.life_events.len()), ((2, 3), 1, 0));
        let alone = common(&of(7, 8), &record(&kind, &[], 2, None));
        assert_eq!(alone.score, (0, 1), "what one of them does not say does not count");
    }
}
