//! The chain of a common service: who does what on each level, what the level
//! above does not deliver, how far each member has come, and what is left to
//! do locally (B11, B14–B16).

use super::geography::{COVERAGE, STAGES};
use super::{Ask, Control, Drawn};
use crate::figure::{Join, Node, layers};
use crate::show::{Eye, Item};
use samverk_app::AppError;
use samverk_app::record::Stored;
use samverk_domain::RecordId;
use samverk_domain::register::LEVEL;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Members named in one figure.
const MEMBERS_MAX: usize = 60;

/// What belongs to a service.
struct Chain {
    steps: Vec<Stored>,
    adoptions: Vec<Stored>,
    instruments: Vec<Stored>,
    activities: Vec<Stored>,
    initiatives: Vec<Stored>,
}

pub(super) async fn draw(ask: &Ask<'_>) -> Result<Drawn, AppError> {
    let mut services = services(ask).await?;
    if ask.is_filtered() {
        // The same set as in the other ways: what the initiatives found give.
        let found: HashSet<RecordId> = ask.ids.iter().copied().collect();
        services.retain(|service| service.record.targets("initiative").any(|id| found.contains(&id)));
    }
    let chosen = ask.address.get("service").and_then(|key| services.iter().find(|s| s.record.key == key));
    let Some(service) = chosen.or(services.first()) else {
        let none = if ask.is_filtered() { "chain-none-found" } else { "chain-none" };
        return Ok(Drawn { finding: ask.t(none), ..Drawn::default() });
    };
    let chain = chain(ask, service).await?;
    let (figure, rows, without) = ask.look(|eye| {
        (figure(ask, &chain, &eye), rows(ask, &chain, &eye), service.record.text("not_delivered").map(str::to_owned))
    });
    let in_use = chain.adoptions.iter().filter(|one| one.record.state.as_deref() == Some("in_use")).count();
    let numbers = [
        ("service", service.record.text("name").unwrap_or_default().to_owned()),
        ("steps", ask.number(chain.steps.len())),
        ("activities", ask.number(chain.activities.len())),
        ("members", ask.number(chain.adoptions.len())),
        ("use", ask.number(in_use)),
    ];
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    let by_steps = !chain.steps.is_empty() || chain.activities.is_empty();
    let options = services.iter().map(|one| {
        let name = one.record.text("name").unwrap_or_default().to_owned();
        (one.record.key.clone(), name, one.record.id == service.record.id)
    });
    Ok(Drawn {
        finding: ask.visitor.t_with(if by_steps { "chain-finding" } else { "chain-finding-activities" }, &numbers),
        controls: vec![Control { name: "service", label: ask.t("kind-service"), options: options.collect() }],
        legend: if figure.is_empty() { Vec::new() } else { legend(ask, &chain) },
        figure,
        note: without.map(|text| ask.visitor.t_with("chain-not-delivered", &[("what", &text)])),
        heads: vec![
            ask.t("chain-level"),
            ask.t("chain-what"),
            ask.t("kind-organisation"),
            ask.t("column-state"),
            ask.t("adoption-left_to_do"),
        ],
        rows,
        ..Drawn::default()
    })
}

/// The common services; what most is known of first, since that is shown
/// until the reader chooses.
pub(super) async fn services(ask: &Ask<'_>) -> Result<Vec<Stored>, AppError> {
    let mut services = ask.all("service").await?;
    services.sort_by_cached_key(|service| std::cmp::Reverse(ask.incoming(service.record.id).len()));
    Ok(services)
}

async fn chain(ask: &Ask<'_>, service: &Stored) -> Result<Chain, AppError> {
    let leading = ask.incoming(service.record.id);
    let of = |kind: &str| -> Vec<RecordId> {
        leading.iter().filter(|(_, name, _)| *name == kind).map(|(id, ..)| *id).collect()
    };
    let mut steps = ask.records(&of("service-step")).await?;
    steps.sort_by_key(|step| (step.record.number("order"), step.record.id));
    let initiatives: Vec<RecordId> = service.record.targets("initiative").collect();
    let mut activities = Vec::new();
    for initiative in &initiatives {
        let leading = ask.incoming(*initiative);
        activities.extend(leading.into_iter().filter(|(_, kind, _)| *kind == "level-activity").map(|(id, ..)| id));
    }
    Ok(Chain {
        steps,
        adoptions: ask.records(&of("adoption")).await?,
        instruments: ask.records(&of("national-instrument")).await?,
        activities: ask.records(&activities).await?,
        initiatives: ask.records(&initiatives).await?,
    })
}

/// Steps from the nation to the last hand, then the members by how far they came.
fn figure(ask: &Ask<'_>, chain: &Chain, eye: &Eye<'_>) -> String {
    let registry = ask.visitor.web.app().registry();
    let node = |id: RecordId, sign: &str| Node {
        label: format!("{sign} {}", eye.title(id).text).trim_start().to_owned(),
        href: eye.href(id),
    };
    let of_stage = |stored: &Stored| {
        let states = registry.get(&stored.record.kind).and_then(|kind| kind.states.as_ref());
        let stage = states.zip(stored.record.state.as_deref()).and_then(|(states, code)| states.get(code));
        stage.and_then(|state| STAGES.iter().find(|(stage, ..)| *stage == state.stage)).map_or("", |(.., sign)| sign)
    };
    let of_adoption = |stored: &Stored| {
        let state = stored.record.state.as_deref();
        COVERAGE.iter().find(|(code, ..)| Some(*code) == state).map_or("", |(.., sign)| sign)
    };
    let members: Vec<&Stored> = chain.adoptions.iter().take(MEMBERS_MAX).collect();
    if chain.steps.is_empty() && members.is_empty() && chain.activities.is_empty() {
        return String::new();
    }
    let mut heads = Vec::new();
    let mut columns: Vec<Vec<Node>> = Vec::new();
    let mut joins = Vec::new();
    if !chain.instruments.is_empty() {
        heads.push(ask.t("kind-national-instrument.plural"));
        columns.push(chain.instruments.iter().map(|one| node(one.record.id, of_stage(one))).collect());
    }
    // The steps stand in the column of their level, and lead to the next one;
    // below them what else is done on that level.
    let before = columns.len();
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(chain.steps.len());
    let whole = chain.steps.iter().chain(&chain.activities);
    let levels: BTreeSet<usize> = whole.map(|one| level_place(one.record.text("level"))).collect();
    for (at, level) in levels.iter().enumerate() {
        let code = LEVEL.entries.get(*level).map(|entry| entry.code);
        heads.push(
            code.map_or_else(|| ask.t("kind-service-step.plural"), |code| ask.t(&format!("choice-level-{code}"))),
        );
        columns.push(Vec::new());
        for (no, step) in chain.steps.iter().enumerate() {
            if level_place(step.record.text("level")) == *level
                && let Some(column) = columns.get_mut(before + at)
            {
                let sign = format!("{}. {}", no + 1, of_stage(step));
                column.push(node(step.record.id, &sign));
            }
        }
        let own = chain.activities.iter().filter(|one| level_place(one.record.text("level")) == *level);
        if let Some(column) = columns.get_mut(before + at) {
            column.extend(own.map(|activity| node(activity.record.id, "")));
        }
    }
    for step in &chain.steps {
        let level = level_place(step.record.text("level"));
        let column = before + levels.iter().position(|one| *one == level).unwrap_or_default();
        let place = places.iter().filter(|(known, _)| *known == column).count();
        places.push((column, place));
    }
    if let Some(first) = places.first() {
        joins.extend((0..chain.instruments.len()).map(|from| Join { from: (0, from), to: *first }));
    }
    joins.extend(
        places
            .iter()
            .zip(places.iter().skip(1))
            .filter(|(from, to)| from.0 <= to.0)
            .map(|(from, to)| Join { from: *from, to: *to }),
    );
    if !members.is_empty() {
        let last = columns.len();
        let with_place = members.iter().filter(|one| one.record.target("organisation").is_some());
        joins.extend(with_place.clone().enumerate().filter_map(|(to, one)| {
            let step = one.record.target("step")?;
            let from = chain.steps.iter().position(|known| known.record.id == step)?;
            Some(Join { from: *places.get(from)?, to: (last, to) })
        }));
        heads.push(ask.t("kind-organisation.plural"));
        let named = with_place.filter_map(|one| Some((one.record.target("organisation")?, of_adoption(one))));
        columns.push(named.map(|(id, sign)| node(id, sign)).collect());
    }
    layers(&heads, &columns, &joins)
}

/// Where a level stands in the list of levels, from the highest; the last where
/// none is stated.
fn level_place(code: Option<&str>) -> usize {
    code.and_then(|code| LEVEL.entries.iter().position(|entry| entry.code == code)).unwrap_or(LEVEL.entries.len())
}

/// What the signs before the names say.
fn legend(ask: &Ask<'_>, chain: &Chain) -> Vec<(&'static str, String)> {
    let registry = ask.visitor.web.app().registry();
    let has_states = |all: &[Stored]| {
        all.first().and_then(|one| registry.get(&one.record.kind)).is_some_and(|kind| kind.states.is_some())
    };
    let stages = has_states(&chain.steps) || has_states(&chain.instruments);
    let stages = STAGES.iter().filter(|_| stages).map(|(_, code, _, sign)| (*sign, format!("stage-{code}")));
    let states = COVERAGE.iter().filter(|_| !chain.adoptions.is_empty());
    let states = states.map(|(code, _, sign)| (*sign, format!("adoption-state-{code}")));
    stages.chain(states).map(|(sign, key)| ("", format!("{sign} {}", ask.t(&key)))).collect()
}

fn rows(ask: &Ask<'_>, chain: &Chain, eye: &Eye<'_>) -> Vec<Vec<Vec<Item>>> {
    let app = ask.visitor.web.app();
    let state = |kind: &str, stored: &Stored| -> Vec<Item> {
        app.registry().get(kind).and_then(|kind| eye.state(kind, &stored.record)).into_iter().collect()
    };
    let level =
        |code: Option<&str>| ask.item(code.map(|code| ask.t(&format!("choice-level-{code}"))).unwrap_or_default());
    let who = |stored: &Stored| -> Vec<Item> {
        let named = stored.record.target("organisation").map(|id| vec![eye.title(id)]);
        named.unwrap_or_else(|| ask.item(stored.record.text("owner_as_stated").unwrap_or_default()))
    };
    let order = level_place;
    let mut by_level: BTreeMap<usize, Vec<Vec<Vec<Item>>>> = BTreeMap::new();
    for (kind, stored) in chain
        .steps
        .iter()
        .map(|step| ("service-step", step))
        .chain(chain.activities.iter().map(|activity| ("level-activity", activity)))
    {
        let code = stored.record.text("level");
        by_level.entry(order(code)).or_default().push(vec![
            level(code),
            vec![eye.title(stored.record.id)],
            who(stored),
            state(kind, stored),
            Vec::new(),
        ]);
    }
    for initiative in &chain.initiatives {
        if let Some(text) = initiative.record.text("not_delivered_above") {
            let code = initiative.record.text("level");
            by_level.entry(order(code)).or_default().push(vec![
                level(code),
                vec![eye.title(initiative.record.id)],
                initiative.record.target("responsible").map(|id| eye.title(id)).into_iter().collect(),
                state("initiative", initiative),
                ask.item(ask.visitor.t_with("chain-not-delivered", &[("what", text)])),
            ]);
        }
    }
    let members = chain.adoptions.iter().map(|one| {
        let what = one.record.target("step").map(|id| vec![eye.title(id)]);
        vec![
            level(Some("local")),
            what.unwrap_or_else(|| vec![eye.title(one.record.id)]),
            who(one),
            state("adoption", one),
            ask.item(one.record.text("left_to_do").unwrap_or_default()),
        ]
    });
    by_level.into_values().flatten().chain(members).collect()
}
