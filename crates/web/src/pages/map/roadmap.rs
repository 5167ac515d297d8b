//! The roadmap: what happens when, what waits for what, and the chain that
//! takes the longest (B01, B19).

use super::{Ask, Drawn};
use crate::figure::{Stretch, roadmap};
use crate::i18n;
use crate::show::Item;
use jiff::civil::Date;
use samverk_app::AppError;
use samverk_app::record::Stored;
use samverk_domain::RecordId;
use samverk_domain::map::path::critical;
use samverk_domain::record::{Record, Stage, Value};
use samverk_domain::time::CoarseTime;
use std::collections::BTreeMap;

/// Bars of one figure; the table and the filters have the others.
const BARS_MAX: usize = 200;

fn coarse(record: &Record, field: &str) -> Option<CoarseTime> {
    match record.first(field) {
        Some(Value::Coarse(time)) => Some(*time),
        _ => None,
    }
}

fn stage(ask: &Ask<'_>, record: &Record) -> &'static str {
    let state = record.state.as_deref().and_then(|code| ask.kind.states.as_ref()?.get(code));
    match state.map(|state| state.stage) {
        Some(Stage::Planned) => "planned",
        Some(Stage::Active) => "active",
        Some(Stage::Done) => "done",
        Some(Stage::Stopped) => "stopped",
        Some(Stage::Unknown) | None => "unknown",
    }
}

/// Who waits for whom, as far as both are among these.
fn waits(dependencies: &[Stored]) -> Vec<(RecordId, RecordId)> {
    let pair = |stored: &Stored| Some((stored.record.target("initiative")?, stored.record.target("on_initiative")?));
    dependencies.iter().filter_map(pair).collect()
}

/// Days from the first to the last.
fn days(from: Date, until: Date) -> i64 {
    until.since(from).map_or(1, |span| i64::from(span.get_days()) + 1).max(1)
}

pub(super) async fn draw(ask: &Ask<'_>) -> Result<Drawn, AppError> {
    let records = ask.records(&ask.ids).await?;
    let mut timed: Vec<(&Stored, Date, Option<Date>)> = records
        .iter()
        .filter_map(|stored| {
            let end = coarse(&stored.record, "end");
            // One of which only the end is known stands in the time of its end.
            let from = coarse(&stored.record, "timetable").or(end)?.first_day();
            Some((stored, from, end.map(CoarseTime::last_day)))
        })
        .collect();
    timed.sort_by_key(|(stored, from, _)| (*from, stored.record.id));
    let untimed = records.len() - timed.len();
    let all_timed = timed.len();
    timed.truncate(BARS_MAX);
    let dependencies = ask.all("dependency").await?;
    let waits = waits(&dependencies);
    let takes: BTreeMap<RecordId, i64> =
        timed.iter().filter_map(|(stored, from, until)| Some((stored.record.id, days(*from, (*until)?)))).collect();
    let path = critical(&takes, &waits);
    let today = ask.visitor.web.app().ports().today();
    let activities = milestones(ask, &timed).await?;
    let place: BTreeMap<RecordId, usize> = timed.iter().enumerate().map(|(at, row)| (row.0.record.id, at)).collect();
    let drawn = ask.look(|eye| {
        let mut rows = Vec::with_capacity(timed.len());
        let mut stretches = Vec::with_capacity(timed.len());
        for (stored, from, until) in &timed {
            let record = &stored.record;
            let title = eye.title(record.id);
            let state = eye.state(ask.kind, record);
            let own_waits: Vec<RecordId> =
                waits.iter().filter(|(who, _)| *who == record.id).map(|(_, other)| *other).collect();
            stretches.push(Stretch {
                label: title.text.clone(),
                href: eye.href(record.id),
                from: *from,
                until: *until,
                stage: stage(ask, record),
                state: state.as_ref().map(|state| state.text.clone()).unwrap_or_default(),
                critical: path.contains(&record.id),
                waits_for: own_waits.iter().filter_map(|other| place.get(other).copied()).collect(),
                milestones: activities.get(&record.id).cloned().unwrap_or_default(),
            });
            let told = |field| coarse(record, field).map(|time| i18n::coarse(time, ask.visitor.lang));
            rows.push(vec![
                vec![title],
                state.into_iter().collect(),
                ask.item(told("timetable").unwrap_or_default()),
                ask.item(told("end").unwrap_or_default()),
                own_waits
                    .iter()
                    .filter(|other| eye.catalogue.sees(**other, eye.scope))
                    .map(|id| eye.title(*id))
                    .collect(),
                ask.item(ask.age_told(ask.age(stored))),
            ]);
        }
        let names: Vec<String> = path.iter().map(|id| eye.title(*id).text).collect();
        (stretches, rows, names)
    });
    let (stretches, rows, names) = drawn;
    let finding = finding(ask, all_timed, untimed, &stretches, today);
    let note = if names.len() > 1 {
        Some(ask.visitor.t_with("roadmap-path", &[("path", &names.join(" → "))]))
    } else {
        None
    };
    Ok(Drawn {
        finding,
        note,
        figure: if stretches.is_empty() { String::new() } else { roadmap(&stretches, today, &ask.t("roadmap-today")) },
        legend: ["planned", "active", "done", "stopped", "unknown"]
            .into_iter()
            .filter(|stage| stretches.iter().any(|row| row.stage == *stage))
            .map(|stage| {
                let class = match stage {
                    "planned" => "stage-planned",
                    "active" => "stage-active",
                    "done" => "stage-done",
                    "stopped" => "stage-stopped",
                    _ => "stage-unknown",
                };
                (class, ask.t(&format!("stage-{stage}")))
            })
            .collect(),
        heads: vec![
            ask.t("kind-initiative"),
            ask.t("column-state"),
            ask.t("initiative-timetable"),
            ask.t("initiative-end"),
            ask.t("roadmap-waits"),
            ask.t("map-age"),
        ],
        rows,
        ..Drawn::default()
    })
}

/// Days that activities on a level are due, by initiative.
async fn milestones(
    ask: &Ask<'_>,
    timed: &[(&Stored, Date, Option<Date>)],
) -> Result<BTreeMap<RecordId, Vec<(Date, String)>>, AppError> {
    let mut found: BTreeMap<RecordId, Vec<(Date, String)>> = BTreeMap::new();
    for stored in ask.all("level-activity").await? {
        let Some(initiative) = stored.record.target("initiative") else { continue };
        if !timed.iter().any(|(other, ..)| other.record.id == initiative) {
            continue;
        }
        if let (Some(due), Some(name)) = (coarse(&stored.record, "due"), stored.record.text("name")) {
            found.entry(initiative).or_default().push((due.last_day(), name.to_owned()));
        }
    }
    Ok(found)
}

fn finding(ask: &Ask<'_>, timed: usize, untimed: usize, rows: &[Stretch], today: Date) -> String {
    let goes_on = |row: &&Stretch| row.from <= today && row.until.is_none_or(|until| until >= today);
    let running = rows.iter().filter(|row| row.stage == "active").filter(goes_on).count();
    let late = rows.iter().filter(|row| row.until.is_some_and(|until| until < today) && row.stage == "active").count();
    let numbers = [
        ("timed", ask.number(timed)),
        ("untimed", ask.number(untimed)),
        ("running", ask.number(running)),
        ("late", ask.number(late)),
    ];
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    ask.visitor.t_with("roadmap-finding", &numbers)
}

/// Kept beside the figures that name an initiative by its state.
pub(super) fn state_item(ask: &Ask<'_>, record: &Record, eye: &crate::show::Eye<'_>) -> Vec<Item> {
    eye.state(ask.kind, record).into_iter().collect()
}
