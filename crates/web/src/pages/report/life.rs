//! Reports on the life of initiatives: the project bank (B17, B20), progress by
//! area (B26, B27), governing against value-adding work (B08), what is left
//! to do locally (B14), and how fast unplanned needs are decided (B25).

use super::{Drawing, Report, back, column, equals, plain, records};
use crate::figure::{Bar, bars};
use crate::show::Item;
use crate::visitor::Visitor;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::record::Stored;
use samverk_domain::map::AREA;
use samverk_domain::record::{Choice, Kind, Record, Section, Stage, Value};
use samverk_domain::register::{LEVEL, STAIRS};

/// The stage of a record's state.
fn stage(kind: &Kind, record: &Record) -> Stage {
    let state = record.state.as_deref().and_then(|code| kind.states.as_ref()?.get(code));
    state.map_or(Stage::Unknown, |state| state.stage)
}

fn is_set(record: &Record, flag: &str) -> bool {
    record.first(flag) == Some(&Value::Flag(true))
}

pub(crate) async fn bank(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(bank_page(&visitor, &key).await)
}

/// Running projects, then those that wait, by priority; without one last.
async fn bank_page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    app.record(&visitor.ctx, id).await?;
    let list = records(visitor, "initiative", &[equals("cooperation", key)], "priority").await?;
    let kind = visitor.kind("initiative")?;
    // Work outside the cooperation is shown elsewhere and takes no room here (B05).
    let own = list.records.iter().filter(|stored| !is_set(&stored.record, "external"));
    let mut chosen: Vec<(bool, &Stored)> = own
        .filter_map(|stored| match stage(kind, &stored.record) {
            Stage::Active => Some((false, stored)),
            Stage::Planned => Some((true, stored)),
            _ => None,
        })
        .collect();
    let by_priority = |record: &Record| record.number("priority").unwrap_or(i64::MAX);
    chosen.sort_by_key(|(waits, stored)| (*waits, by_priority(&stored.record)));
    let count = |wanted: bool| chosen.iter().filter(|(waits, _)| *waits == wanted).count().to_string();
    let without_lead = chosen.iter().filter(|(_, stored)| stored.record.target("responsible").is_none()).count();
    let rows = visitor.look(&list.scope, |eye| {
        let row = |(waits, stored): &(bool, &Stored)| {
            let lead = match column(kind, stored, "responsible", &eye) {
                lead if lead.is_empty() => plain(visitor.t("bank-vacant")),
                lead => lead,
            };
            vec![
                vec![eye.title(stored.record.id)],
                plain(visitor.t(if *waits { "bank-waits" } else { "bank-runs" })),
                column(kind, stored, "priority", &eye),
                column(kind, stored, "state", &eye),
                lead,
                column(kind, stored, "timetable", &eye),
            ]
        };
        chosen.iter().map(row).collect()
    });
    let title = visitor.look(&list.scope, |eye| eye.title(id).text);
    let heads =
        ["kind-initiative", "bank-place", "initiative-priority", "column-state", "bank-lead", "initiative-timetable"];
    let report = Report {
        name: "project-bank",
        title: visitor.t_with("bank-title", &[("what", &title)]),
        lead: visitor.t("bank-lead-text"),
        figure: None,
        heads: heads.map(|key| visitor.t(key)).into_iter().collect(),
        rows,
        totals: vec![
            (visitor.t("bank-runs"), count(false)),
            (visitor.t("bank-waits"), count(true)),
            (visitor.t("bank-vacant"), without_lead.to_string()),
        ],
        foot: String::new(),
        back: back(visitor, "cooperation"),
        section: Section::Initiatives,
    };
    report.answer(visitor)
}

pub(crate) async fn progress(visitor: Visitor) -> Response {
    visitor.answer(progress_page(&visitor).await)
}

/// Every area with how many initiatives are where, and how many are in the plan.
async fn progress_page(visitor: &Visitor) -> Result<Response, AppError> {
    let list = records(visitor, "initiative", &[], "key").await?;
    let kind = visitor.kind("initiative")?;
    let stages = [Stage::Planned, Stage::Active, Stage::Done, Stage::Stopped, Stage::Unknown];
    let areas = AREA.entries.iter().map(|area| area.code);
    let edited = records(visitor, "area-editor", &[], "area").await?;
    let editors: Vec<(String, Item)> = visitor.look(&edited.scope, |eye| {
        let pair = |stored: &Stored| {
            let area = stored.record.text("area")?.to_owned();
            Some((area, eye.title(stored.record.target("organisation")?)))
        };
        edited.records.iter().filter_map(pair).collect()
    });
    let count = |number: usize| plain(if number == 0 { String::new() } else { number.to_string() });
    let rows: Vec<Vec<Vec<Item>>> = areas
        .filter_map(|area| {
            let within = |stored: &&Stored| {
                let own = stored.record.values("areas").iter().filter_map(Value::as_text);
                own.flat_map(|code| AREA.with_parents(code)).any(|code| code == area)
            };
            let own: Vec<&Stored> = list.records.iter().filter(within).collect();
            if own.is_empty() {
                return None;
            }
            let href = visitor.href(&format!("/initiative?areas={area}"));
            let indent = "– ".repeat(AREA.depth(area));
            let name = format!("{indent}{}", visitor.t(&format!("choice-area-{area}")));
            let mut row = vec![vec![Item { text: name, href: Some(href), ..Item::default() }]];
            row.extend(stages.map(|of| count(own.iter().filter(|stored| stage(kind, &stored.record) == of).count())));
            row.push(count(own.iter().filter(|stored| is_set(&stored.record, "in_plan")).count()));
            row.push(count(own.len()));
            row.push(editors.iter().filter(|(of, _)| of == area).map(|(_, editor)| editor.clone()).collect());
            Some(row)
        })
        .collect();
    let heads = [
        "initiative-areas",
        "stage-planned",
        "stage-active",
        "stage-done",
        "stage-stopped",
        "stage-unknown",
        "initiative-in_plan",
        "progress-all",
        "progress-editor",
    ];
    let without = list.records.iter().filter(|stored| stored.record.values("areas").is_empty()).count();
    let report = Report {
        name: "progress",
        title: visitor.t("progress-title"),
        lead: visitor.t("progress-lead"),
        figure: progress_figure(visitor, kind, &list.records),
        heads: heads.map(|key| visitor.t(key)).into_iter().collect(),
        rows,
        totals: vec![
            (visitor.t("progress-all"), list.records.len().to_string()),
            (visitor.t("progress-without"), without.to_string()),
        ],
        foot: visitor.t("progress-foot"),
        back: back(visitor, "initiative"),
        section: Section::Initiatives,
    };
    report.answer(visitor)
}

/// How many initiatives go on in each of the uppermost areas.
fn progress_figure(visitor: &Visitor, kind: &Kind, records: &[Stored]) -> Option<Drawing> {
    let going = |area: &str| {
        let goes_on = records.iter().filter(|stored| stage(kind, &stored.record) == Stage::Active);
        let within = |stored: &&Stored| {
            let own = stored.record.values("areas").iter().filter_map(Value::as_text);
            own.flat_map(|code| AREA.with_parents(code)).any(|code| code == area)
        };
        goes_on.filter(within).count()
    };
    let uppermost = AREA.entries.iter().filter(|area| AREA.depth(area.code) == 0);
    let counted: Vec<(&str, usize)> = uppermost.map(|area| (area.code, going(area.code))).collect();
    let (most, count) = counted.iter().copied().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0)?;
    let name = |area: &str| visitor.t(&format!("choice-area-{area}"));
    let states = kind.states.iter().flat_map(|states| &states.states).filter(|state| state.stage == Stage::Active);
    let active: String = states.map(|state| format!("&state={}", state.code)).collect();
    let bar = |(area, count): &(&str, usize)| Bar {
        label: name(area),
        count: *count as u64,
        href: visitor.href(&format!("/initiative?areas={area}{active}")),
    };
    Some(Drawing {
        finding: visitor.t_with("progress-finding", &[("area", &name(most)), ("count", &count.to_string())]),
        svg: bars(&counted.iter().filter(|(_, count)| *count > 0).map(bar).collect::<Vec<_>>()),
    })
}

pub(crate) async fn governing(visitor: Visitor) -> Response {
    visitor.answer(governing_page(&visitor).await)
}

/// How much of the work governs and coordinates, and how much adds value (B08).
async fn governing_page(visitor: &Visitor) -> Result<Response, AppError> {
    let list = records(visitor, "initiative", &[], "key").await?;
    let kind = visitor.kind("initiative")?;
    let samverk_domain::record::FieldType::Choice(types) =
        kind.get("activity_types").map(|field| field.of).ok_or(AppError::NotFound)?
    else {
        return Err(AppError::NotFound);
    };
    let tagged: Vec<Vec<&str>> = list
        .records
        .iter()
        .map(|stored| {
            let own = stored.record.values("activity_types").iter().filter_map(Value::as_text);
            own.flat_map(|code| types.with_parents(code)).collect()
        })
        .collect();
    let all = tagged.iter().filter(|codes| !codes.is_empty()).count();
    let percent =
        |count: usize| (count * 200 + all).checked_div(all * 2).map(|part| format!("{part} %")).unwrap_or_default();
    let rows: Vec<Vec<Vec<Item>>> = types
        .entries
        .iter()
        .map(|entry| {
            let count = tagged.iter().filter(|codes| codes.contains(&entry.code)).count();
            let indent = "– ".repeat(types.depth(entry.code));
            let text = format!("{indent}{}", visitor.t(&format!("choice-activity-type-{}", entry.code)));
            let href = Some(visitor.href(&format!("/initiative?activity_types={}", entry.code)));
            vec![vec![Item { text, href, ..Item::default() }], plain(count.to_string()), plain(percent(count))]
        })
        .collect();
    let heads = ["initiative-activity_types", "kind-initiative.plural", "governing-share"];
    let with = |code: &str| tagged.iter().filter(|codes| codes.contains(&code)).count();
    let bar = |code: &str| Bar {
        label: visitor.t(&format!("choice-activity-type-{code}")),
        count: with(code) as u64,
        href: visitor.href(&format!("/initiative?activity_types={code}")),
    };
    let kinds: Vec<Bar> = types
        .entries
        .iter()
        .filter(|entry| types.depth(entry.code) > 0 && with(entry.code) > 0)
        .map(|e| bar(e.code))
        .collect();
    let (governing, adding) = (with("governing").to_string(), with("value_adding").to_string());
    let figure = (!kinds.is_empty()).then(|| Drawing {
        finding: visitor.t_with("governing-finding", &[("governing", &governing), ("adding", &adding)]),
        svg: bars(&kinds),
    });
    let report = Report {
        name: "governing",
        title: visitor.t("governing-title"),
        lead: visitor.t("governing-lead"),
        figure,
        heads: heads.map(|key| visitor.t(key)).into_iter().collect(),
        rows,
        totals: vec![(visitor.t("governing-tagged"), format!("{all} / {}", list.records.len()))],
        foot: visitor.t("governing-foot"),
        back: back(visitor, "initiative"),
        section: Section::Initiatives,
    };
    report.answer(visitor)
}

pub(crate) async fn left_locally(visitor: Visitor) -> Response {
    visitor.answer(left_page(&visitor).await)
}

/// What is not done yet on the local level, for each initiative (B14).
async fn left_page(visitor: &Visitor) -> Result<Response, AppError> {
    let local = [equals("level", "local")];
    let list = records(visitor, "level-activity", &local, "initiative").await?;
    let kind = visitor.kind("level-activity")?;
    let open: Vec<&Stored> = list
        .records
        .iter()
        .filter(|stored| !matches!(stage(kind, &stored.record), Stage::Done | Stage::Stopped))
        .collect();
    let names = ["initiative", "name", "organisation", "due", "state"];
    let rows = visitor.look(&list.scope, |eye| {
        open.iter().map(|stored| names.iter().map(|name| column(kind, stored, name, &eye)).collect()).collect()
    });
    let head = |name: &str| {
        if name == "state" { visitor.t("column-state") } else { visitor.t(&format!("level-activity-{name}")) }
    };
    let report = Report {
        name: "left-locally",
        title: visitor.t("left-title"),
        lead: visitor.t("left-lead"),
        figure: None,
        heads: names.map(head).into_iter().collect(),
        rows,
        totals: vec![(
            visitor.t(&format!("choice-level-{}", LEVEL.get("local").map_or("local", |entry| entry.code))),
            open.len().to_string(),
        )],
        foot: String::new(),
        back: back(visitor, "initiative"),
        section: Section::Initiatives,
    };
    report.answer(visitor)
}

pub(crate) async fn fast_lane(visitor: Visitor) -> Response {
    visitor.answer(fast_page(&visitor).await)
}

/// Needs that nobody had planned, with the days until they were decided (B25).
async fn fast_page(visitor: &Visitor) -> Result<Response, AppError> {
    let unplanned = [equals("unplanned", "yes")];
    let list = records(visitor, "need", &unplanned, "received").await?;
    let kind = visitor.kind("need")?;
    let day = |record: &Record, field: &str| match record.first(field) {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let taken = |record: &Record| {
        let span = day(record, "decided")?.since(day(record, "received")?).ok()?;
        Some(i64::from(span.get_days()))
    };
    let mut days: Vec<i64> = list.records.iter().filter_map(|stored| taken(&stored.record)).collect();
    days.sort_unstable();
    let median = days.get(days.len() / 2).map(ToString::to_string).unwrap_or_default();
    let waits = list.records.iter().filter(|stored| day(&stored.record, "decided").is_none()).count();
    let rows = visitor.look(&list.scope, |eye| {
        let row = |stored: &Stored| {
            let mut row = vec![vec![eye.title(stored.record.id)]];
            let names = ["organisation", "state", "received", "decided"];
            row.extend(names.map(|name| column(kind, stored, name, &eye)));
            row.push(plain(taken(&stored.record).map(|days| days.to_string()).unwrap_or_default()));
            row
        };
        list.records.iter().map(row).collect()
    });
    let heads = ["kind-need", "need-organisation", "column-state", "need-received", "need-decided", "fast-days"];
    let report = Report {
        name: "fast-lane",
        title: visitor.t("fast-title"),
        lead: visitor.t("fast-lead"),
        figure: None,
        heads: heads.map(|key| visitor.t(key)).into_iter().collect(),
        rows,
        totals: vec![(visitor.t("fast-median"), median), (visitor.t("fast-waits"), waits.to_string())],
        foot: String::new(),
        back: back(visitor, "need"),
        section: Section::Initiatives,
    };
    report.answer(visitor)
}

fn initiatives_by_stairs(visitor: &Visitor) -> samverk_app::catalogue::Query<'static> {
    samverk_app::catalogue::Query::every("initiative", "key", visitor.lang)
}

pub(crate) async fn stairs(visitor: Visitor) -> Response {
    visitor.answer(stairs_page(&visitor).await)
}

/// The cooperation stairs: what each step is for, the form that it suggests,
/// and how much stands on it (B09).
async fn stairs_page(visitor: &Visitor) -> Result<Response, AppError> {
    let cooperations = records(visitor, "cooperation", &[], "key").await?;
    let initiatives = records(visitor, "initiative", &[], "key").await?;
    let by_filter = visitor.web.app().look(|catalogue| {
        let query = samverk_app::catalogue::Query { facets: &["stairs"], ..initiatives_by_stairs(visitor) };
        catalogue
            .query(&query, &initiatives.scope)
            .facets
            .into_iter()
            .flat_map(|facet| facet.entries)
            .collect::<Vec<_>>()
    });
    let count = |list: &samverk_app::record::ListPage, code: &str| {
        list.records.iter().filter(|stored| stored.record.text("stairs") == Some(code)).count()
    };
    // An initiative stands on its own step, or else on that of its cooperation.
    let standing = |code: &str| by_filter.iter().find(|entry| entry.0 == code).map_or(0, |entry| entry.2);
    let linked = |kind: &str, list: &samverk_app::record::ListPage, code: &str| {
        let href = Some(visitor.href(&format!("/{kind}?stairs={code}")));
        vec![Item { text: count(list, code).to_string(), href, ..Item::default() }]
    };
    let row = |code: &str| {
        vec![
            plain(visitor.t(&format!("choice-stairs-{code}"))),
            plain(visitor.t(&format!("stairs-for-{code}"))),
            plain(visitor.t(&format!("stairs-form-{code}"))),
            linked("cooperation", &cooperations, code),
            vec![Item {
                text: standing(code).to_string(),
                href: Some(visitor.href(&format!("/initiative?stairs={code}"))),
                ..Item::default()
            }],
        ]
    };
    let heads =
        ["cooperation-stairs", "stairs-for", "stairs-form", "kind-cooperation.plural", "kind-initiative.plural"];
    let bar = |entry: &Choice| Bar {
        label: visitor.t(&format!("choice-stairs-{}", entry.code)),
        count: count(&cooperations, entry.code) as u64,
        href: visitor.href(&format!("/cooperation?stairs={}", entry.code)),
    };
    let steps: Vec<Bar> = STAIRS.entries.iter().map(bar).collect();
    let placed: u64 = steps.iter().map(|bar| bar.count).sum();
    // Of two steps with the same number the lower one, which comes first.
    let most = steps.iter().rev().max_by_key(|bar| bar.count).filter(|bar| bar.count > 0);
    let figure = most.map(|most| Drawing {
        finding: visitor.t_with(
            "stairs-finding",
            &[("step", &most.label), ("count", &most.count.to_string()), ("all", &placed.to_string())],
        ),
        svg: bars(&steps),
    });
    let without = cooperations.records.iter().filter(|stored| stored.record.text("stairs").is_none()).count();
    let report = Report {
        name: "stairs",
        title: visitor.t("stairs-title"),
        lead: visitor.t("stairs-lead"),
        figure,
        heads: heads.map(|key| visitor.t(key)).into_iter().collect(),
        rows: STAIRS.entries.iter().map(|entry| row(entry.code)).collect(),
        totals: vec![(visitor.t("stairs-without"), without.to_string())],
        foot: visitor.t("stairs-foot"),
        back: back(visitor, "cooperation"),
        section: Section::Organisations,
    };
    report.answer(visitor)
}
