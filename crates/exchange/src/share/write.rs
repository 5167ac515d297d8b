//! Writing results.

use samverk_domain::money::{Bound, MemberWhy, Settlement, Shares, Sheet, Unit, Why, why};
use serde_json::json;
use std::fmt::Write as _;

/// An object with amounts, in the order given.
pub(super) fn amounts<'a>(unit: Unit, of: impl Iterator<Item = (&'a str, i128)>) -> String {
    object(of.map(|(id, amount)| (id, format!("\"{}\"", unit.text(amount)))))
}

/// An object with ready values, in the order given.
pub(super) fn object<'a>(of: impl Iterator<Item = (&'a str, String)>) -> String {
    let entries: Vec<String> = of.map(|(name, value)| format!("{}:{value}", json!(name))).collect();
    format!("{{{}}}", entries.join(","))
}

pub(super) fn list(of: impl Iterator<Item = String>) -> String {
    format!("[{}]", of.collect::<Vec<_>>().join(","))
}

/// The shares as JSON: lines, totals, the sum, and why each is what it is.
#[must_use]
pub fn shares_json(sheet: &Sheet, shares: &Shares) -> String {
    let id = |member: usize| sheet.members.get(member).map_or("", |member| member.id.as_str());
    let unit = sheet.unit;
    let lines = sheet.lines.iter().zip(&shares.lines).map(|(line, divided)| {
        let own = amounts(unit, divided.shares.iter().map(|(member, share)| (id(*member), *share)));
        format!("{{\"id\":{},\"total\":\"{}\",\"shares\":{own}}}", json!(line.id), unit.text(divided.total))
    });
    let totals = amounts(unit, shares.totals.iter().enumerate().map(|(member, total)| (id(member), *total)));
    let told = shares.lines.iter().enumerate().filter_map(|(line, divided)| why(sheet, line, divided));
    format!(
        "{{\"lines\":{},\"totals\":{totals},\"sum\":\"{}\",\"why\":{}}}",
        list(lines),
        unit.text(shares.sum),
        list(told.map(|why| why_json(sheet, &why)))
    )
}

fn why_json(sheet: &Sheet, why: &Why) -> String {
    let unit = sheet.unit;
    let line = sheet.lines.get(why.line).map_or("", |line| line.id.as_str());
    let mut out = format!("{{\"line\":{},\"key\":\"{}\"", json!(line), why.key);
    // Writing to a text cannot fail.
    if let Some(amount) = why.amount {
        let _ = write!(out, ",\"amount\":\"{}\",\"external\":\"{}\"", unit.text(amount), unit.text(why.external));
    }
    let _ = write!(out, ",\"divided\":\"{}\"", unit.text(why.total));
    if let Some(sum) = why.sum {
        let _ = write!(out, ",\"sum_of_figures\":\"{sum}\"");
    }
    let _ = write!(out, ",\"members\":{}}}", list(why.members.iter().map(|one| member_json(sheet, one))));
    out
}

fn member_json(sheet: &Sheet, one: &MemberWhy) -> String {
    let unit = sheet.unit;
    let id = sheet.members.get(one.member).map_or("", |member| member.id.as_str());
    let mut out = format!("{{\"member\":{}", json!(id));
    if let Some(figure) = one.figure {
        let _ = write!(out, ",\"figure\":\"{figure}\"");
    }
    if let Some((over, under)) = one.exact {
        let _ = write!(out, ",\"exact\":\"{}\"", unit.fraction(over, under));
    }
    if let Some(bound) = one.bound {
        let bound = match bound {
            Bound::Floor => "floor",
            Bound::Cap => "cap",
            Bound::Special => "special",
        };
        let _ = write!(out, ",\"held_to\":\"{bound}\"");
    }
    let _ = write!(out, ",\"share\":\"{}\"}}", unit.text(one.share));
    out
}

/// A settlement as JSON.
#[must_use]
pub fn settlement_json(sheet: &Sheet, settlement: &Settlement) -> String {
    let unit = sheet.unit;
    let ids = || sheet.members.iter().map(|member| member.id.as_str());
    let before = sheet.members.len().saturating_sub(1);
    let of = |amounts_of: &[i128], count: usize| amounts(unit, ids().zip(amounts_of.iter().copied()).take(count));
    format!(
        "{{\"joiner_pays\":\"{}\",\"refunds\":{},\"after\":{},\"to_cooperation\":\"{}\",\"shares\":{}}}",
        unit.text(settlement.joiner_pays),
        of(&settlement.refunds, before),
        of(&settlement.after, sheet.members.len()),
        unit.text(settlement.to_cooperation),
        of(&settlement.shares, sheet.members.len()),
    )
}
