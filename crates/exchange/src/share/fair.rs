//! Costs that depend on who takes part, as files.

use super::node::Node;
use super::read::{Reader, get, tree};
use super::write::{amounts, list, object};
use samverk_domain::money::{Fair, Game, Level, SharedCost, Unit};
use samverk_domain::record::Fault;
use serde_json::json;
use std::collections::BTreeMap;

/// The highest level of a ladder.
const LEVEL_MAX: i128 = 1_000_000;

/// Reads a cost that depends on who takes part.
///
/// # Errors
/// It is no JSON, or every fault with its JSON pointer.
pub fn read_game(content: &[u8]) -> Result<Game, Vec<Fault>> {
    let tree = tree(content)?;
    let mut reader = Reader::new();
    let fields = reader.fields(&tree, "", &["unit", "parties", "standalone", "shared", "levels", "shares"]);
    if let Some(size) = get(fields, "unit").and_then(|node| reader.decimal(node, "/unit")) {
        match Unit::new(size) {
            Some(unit) => reader.unit = unit,
            None => reader.fault("/unit", "share_unit_size", &size.to_string()),
        }
    }
    let parties = reader.parties(get(fields, "parties"));
    let mut standalone = vec![0; parties.len()];
    for (party, cost) in
        get(fields, "standalone").map_or_else(Vec::new, |node| reader.by_member(node, "/standalone", Reader::bare))
    {
        if let Some(slot) = standalone.get_mut(party) {
            *slot = cost;
        }
    }
    let mut shared = Vec::new();
    for (at, node) in get(fields, "shared").map_or(&[][..], |node| reader.list(node, "/shared")).iter().enumerate() {
        shared.extend(reader.shared(node, &format!("/shared/{at}")));
    }
    let mut levels = Vec::new();
    for (at, node) in get(fields, "levels").map_or(&[][..], |node| reader.list(node, "/levels")).iter().enumerate() {
        levels.extend(reader.ladder(node, &format!("/levels/{at}")));
    }
    let levels = unlike(levels);
    let agreed = get(fields, "shares").map(|node| reader.agreed(node, &parties));
    let unit = reader.unit;
    reader.done(Game { unit, parties, standalone, shared, levels, agreed })
}

/// Levels that cost differently are numbered from 1 on, each entry with a
/// number of its own, in whichever order they stand. They are one ladder: who needs a level needs those below. As ladders of one level
/// each, they are what everybody who needs that level shares. Other lists are
/// ladders of their own, and stay.
fn unlike(mut levels: Vec<Level>) -> Vec<Level> {
    let number = |level: &Level| level.from.first().map(|(_, number)| *number);
    let mut order: Vec<usize> = (0..levels.len()).collect();
    order.sort_by_key(|at| levels.get(*at).and_then(number));
    let is_place = |(place, at): (u32, &usize)| {
        let level = levels.get(*at).filter(|level| !level.from.is_empty());
        level.is_some_and(|level| level.from.iter().all(|(_, number)| *number == place))
    };
    if levels.len() < 2 || !(1..).zip(&order).all(is_place) {
        return levels;
    }
    levels.sort_by_key(number);
    let mut needs: BTreeMap<usize, u32> = BTreeMap::new();
    for (party, number) in levels.iter().flat_map(|level| &level.from) {
        let known = needs.entry(*party).or_default();
        *known = (*known).max(*number);
    }
    let step = |(place, level): (u32, Level)| Level {
        amount: level.amount,
        from: needs.iter().filter(|(_, need)| **need >= place).map(|(party, _)| (*party, 1)).collect(),
    };
    (1..).zip(levels).map(step).collect()
}

impl Reader {
    fn parties(&mut self, node: Option<&Node>) -> Vec<String> {
        let Some(node) = node else {
            self.fault("/parties", "required", "");
            return Vec::new();
        };
        let mut parties = Vec::new();
        for (at, node) in self.list(node, "/parties").iter().enumerate() {
            let place = format!("/parties/{at}");
            let id = self.id(Some(node), &place);
            if !id.is_empty() && self.members.insert(id.clone(), at).is_some() {
                self.fault(&place, "share_twice", &id);
            }
            parties.push(id);
        }
        if parties.is_empty() {
            self.fault("/parties", "share_nobody", "");
        }
        parties
    }

    fn cost(&mut self, fields: &[(String, Node)], at: &str) -> Option<i128> {
        let place = format!("{at}/amount");
        match get(fields, "amount") {
            Some(node) => self.bare(node, &place),
            None => {
                self.fault(&place, "required", "");
                None
            }
        }
    }

    fn shared(&mut self, node: &Node, at: &str) -> Option<SharedCost> {
        let fields = self.fields(node, at, &["amount", "parties"]);
        let amount = self.cost(fields, at);
        let place = format!("{at}/parties");
        let parties = match get(fields, "parties") {
            Some(Node::List(list)) if list.is_empty() => Vec::new(),
            Some(node) => self.named(node, &place),
            None => Vec::new(),
        };
        if matches!(get(fields, "parties"), None | Some(Node::List(_))) && parties.is_empty() {
            self.fault(&place, "share_nobody", "");
        }
        Some(SharedCost { amount: amount?, parties })
    }

    fn ladder(&mut self, node: &Node, at: &str) -> Option<Level> {
        let fields = self.fields(node, at, &["amount", "from"]);
        let amount = self.cost(fields, at);
        let place = format!("{at}/from");
        let Some(node) = get(fields, "from") else {
            self.fault(&place, "required", "");
            return None;
        };
        let from = self.by_member(node, &place, |reader, node, at| {
            let figure = reader.figure(node, at)?;
            let level = figure.whole_number().filter(|level| *level <= LEVEL_MAX);
            let level = level.and_then(|level| u32::try_from(level).ok());
            if level.is_none() {
                reader.fault(at, "share_level", &LEVEL_MAX.to_string());
            }
            level
        });
        Some(Level { amount: amount?, from })
    }

    fn agreed(&mut self, node: &Node, parties: &[String]) -> Vec<i128> {
        let found = self.by_member(node, "/shares", Self::amount);
        let share = |(party, id): (usize, &String)| {
            let own = found.iter().find(|(who, _)| *who == party).map(|(_, share)| *share);
            own.ok_or_else(|| id.clone())
        };
        let shares: Vec<Result<i128, String>> = parties.iter().enumerate().map(|(at, id)| share((at, id))).collect();
        for id in shares.iter().filter_map(|share| share.as_ref().err()) {
            self.fault("/shares", "share_missing", id);
        }
        shares.into_iter().map(Result::unwrap_or_default).collect()
    }
}

/// What is fair, as JSON.
#[must_use]
pub fn fair_json(game: &Game, fair: &Fair) -> String {
    let unit = game.unit;
    let id = |party: usize| game.parties.get(party).map_or("", String::as_str);
    let ids = || game.parties.iter().map(String::as_str);
    let blocking = fair.blocking.iter().map(|group| {
        let parties = list(group.parties.iter().map(|party| json!(id(*party)).to_string()));
        format!(
            "{{\"parties\":{parties},\"pays\":\"{}\",\"alone\":\"{}\"}}",
            unit.text(group.pays),
            unit.text(group.alone)
        )
    });
    // Shares that do not pay the cost are not in the core either.
    let unpaid = game.agreed.as_ref().map_or(0, |agreed| (fair.total - agreed.iter().sum::<i128>()).max(0));
    let is_ok = fair.blocking.is_none() && unpaid == 0;
    let core = format!("{{\"ok\":{is_ok},\"blocking\":{},\"unpaid\":\"{}\"}}", list(blocking), unit.text(unpaid));
    let mut parts = vec![
        ("shapley", amounts(unit, ids().zip(fair.shapley.iter().copied()))),
        ("core", core),
        ("total", format!("\"{}\"", unit.text(fair.total))),
    ];
    if let Some(agreed) = &game.agreed {
        let differs = agreed.iter().zip(&fair.shapley).map(|(agreed, fair)| agreed - fair);
        parts.push(("above_shapley", amounts(unit, ids().zip(differs))));
    }
    object(parts.into_iter())
}
