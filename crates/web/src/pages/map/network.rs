//! The network: organisations – initiatives – goals – life events, in layers
//! (B01).

use super::roadmap::state_item;
use super::{Ask, Drawn};
use crate::figure::{Join, Node, layers};
use crate::show::Item;
use samverk_app::AppError;
use samverk_domain::RecordId;
use samverk_domain::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// Initiatives drawn, so that the whole stays readable.
const INITIATIVES_MAX: usize = 60;
/// Nodes of another layer.
const OTHERS_MAX: usize = 60;

/// A layer being filled: nodes by record, in the order in which they are met.
#[derive(Default)]
struct Layer {
    ids: Vec<RecordId>,
    places: BTreeMap<RecordId, usize>,
    left_out: usize,
}

impl Layer {
    fn place(&mut self, id: RecordId) -> Option<usize> {
        if let Some(place) = self.places.get(&id) {
            return Some(*place);
        }
        if self.ids.len() >= OTHERS_MAX {
            self.left_out += 1;
            return None;
        }
        self.places.insert(id, self.ids.len());
        self.ids.push(id);
        Some(self.ids.len() - 1)
    }
}

/// Who is in an initiative: its parties, and the cooperation that stands for
/// its members.
fn parties(record: &Record) -> Vec<RecordId> {
    let mut parties: Vec<RecordId> = Vec::new();
    let all = record.target("responsible").into_iter().chain(record.targets("participant"));
    for party in all.chain(record.target("cooperation")) {
        if !parties.contains(&party) {
            parties.push(party);
        }
    }
    parties
}

/// The life events of each initiative, its own and those that it is told to
/// support.
fn life_events(ask: &Ask<'_>) -> BTreeMap<RecordId, Vec<RecordId>> {
    let mut events: BTreeMap<RecordId, Vec<RecordId>> = BTreeMap::new();
    for (event, initiatives) in ask.reached("life_event") {
        for initiative in initiatives {
            events.entry(initiative).or_default().push(event);
        }
    }
    events
}

pub(super) async fn draw(ask: &Ask<'_>) -> Result<Drawn, AppError> {
    let records = ask.records(&ask.ids).await?;
    // Those with the most around them first; of as many, by title as they came.
    let events_of = life_events(ask);
    let weight = |stored: &&samverk_app::record::Stored| {
        let events = events_of.get(&stored.record.id).map_or(0, Vec::len);
        std::cmp::Reverse(parties(&stored.record).len() + stored.record.targets("goal").count() + events)
    };
    let mut chosen: Vec<_> = records.iter().collect();
    chosen.sort_by_key(weight);
    let drawn_all = chosen.len();
    chosen.truncate(INITIATIVES_MAX);
    let (mut organisations, mut goals, mut events) = (Layer::default(), Layer::default(), Layer::default());
    let mut lines = Vec::new();
    for (at, stored) in chosen.iter().enumerate() {
        let record = &stored.record;
        lines.extend(
            parties(record)
                .into_iter()
                .filter_map(|party| organisations.place(party).map(|from| Join { from: (0, from), to: (1, at) })),
        );
        for goal in record.targets("goal") {
            lines.extend(goals.place(goal).map(|to| Join { from: (1, at), to: (2, to) }));
        }
        for event in events_of.get(&record.id).into_iter().flatten().copied() {
            // Where a goal stands between, the life event hangs on the first of them.
            let first = record.targets("goal").find_map(|goal| goals.places.get(&goal).copied());
            let from = first.map_or((1, at), |goal| (2, goal));
            lines.extend(events.place(event).map(|to| Join { from, to: (3, to) }));
        }
    }
    let (figure, rows) = ask.look(|eye| {
        let node = |id: RecordId| Node { label: eye.title(id).text, href: eye.href(id) };
        let of = |layer: &Layer| -> Vec<Node> { layer.ids.iter().map(|id| node(*id)).collect() };
        let mut columns = vec![
            of(&organisations),
            chosen.iter().map(|stored| node(stored.record.id)).collect(),
            of(&goals),
            of(&events),
        ];
        let mut heads = vec![
            ask.t("network-parties"),
            ask.t("kind-initiative.plural"),
            ask.t("kind-goal.plural"),
            ask.t("kind-life-event.plural"),
        ];
        while columns.last().is_some_and(Vec::is_empty) && columns.len() > 2 {
            columns.pop();
            heads.pop();
        }
        let rows: Vec<Vec<Vec<Item>>> = records
            .iter()
            .map(|stored| {
                let record = &stored.record;
                let titles = |ids: Vec<RecordId>| ids.into_iter().map(|id| eye.title(id)).collect::<Vec<_>>();
                vec![
                    vec![eye.title(record.id)],
                    state_item(ask, record, &eye),
                    titles(parties(record)),
                    titles(record.targets("goal").collect()),
                    titles(events_of.get(&record.id).cloned().unwrap_or_default()),
                ]
            })
            .collect();
        (layers(&heads, &columns, &lines), rows)
    });
    let distinct = |of: &dyn Fn(&Record) -> Vec<RecordId>| {
        ask.number(records.iter().flat_map(|stored| of(&stored.record)).collect::<BTreeSet<_>>().len())
    };
    let alone = records
        .iter()
        .filter(|stored| parties(&stored.record).len() < 2 && stored.record.target("cooperation").is_none())
        .count();
    let numbers = [
        ("initiatives", ask.number(records.len())),
        ("organisations", distinct(&|record| parties(record))),
        ("goals", distinct(&|record| record.targets("goal").collect())),
        ("events", distinct(&|record| events_of.get(&record.id).cloned().unwrap_or_default())),
        ("alone", ask.number(alone)),
    ];
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    let left_out = organisations.left_out + goals.left_out + events.left_out;
    let note = (drawn_all > INITIATIVES_MAX || left_out > 0).then(|| {
        ask.visitor.t_with("network-cut", &[("shown", &ask.number(chosen.len())), ("total", &ask.number(drawn_all))])
    });
    Ok(Drawn {
        finding: ask.visitor.t_with("network-finding", &numbers),
        note,
        figure: if chosen.is_empty() { String::new() } else { figure },
        heads: vec![
            ask.t("kind-initiative"),
            ask.t("column-state"),
            ask.t("network-parties"),
            ask.t("kind-goal.plural"),
            ask.t("kind-life-event.plural"),
        ],
        rows,
        ..Drawn::default()
    })
}
