//! Writing results.

use samverk_domain::money::{
    Band, Bound, By, Decimal, Key, LateJoin, Line, Measure, Member, MemberWhy, Settlement, Shares, Sheet, Unit, Why,
    why,
};
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

/// A calculation as a file that [`read_sheet`](super::read_sheet) reads.
#[must_use]
pub fn sheet_json(sheet: &Sheet) -> String {
    format!(
        "{{\"currency\":{},\"unit\":\"{}\",\"members\":{},\"lines\":{},\"external\":{}}}",
        json!(sheet.currency),
        sheet.unit.text(1),
        list(sheet.members.iter().map(member_fields)),
        list(sheet.lines.iter().map(|line| line_json(sheet, line))),
        external_json(sheet)
    )
}

fn member_fields(member: &Member) -> String {
    let mut fields = vec![("id", json!(member.id).to_string())];
    fields.extend(member.inhabitants.map(|figure| ("inhabitants", figure.to_string())));
    for (name, figures) in [("usage", &member.usage), ("units", &member.units)] {
        if !figures.is_empty() {
            let figures = figures.iter().map(|(of, figure)| (of.as_str(), format!("\"{figure}\"")));
            fields.push((name, object(figures)));
        }
    }
    fields.extend(member.percent.map(|figure| ("percent", format!("\"{figure}\""))));
    object(fields.into_iter())
}

fn line_json(sheet: &Sheet, line: &Line) -> String {
    let mut fields = vec![("id", json!(line.id).to_string())];
    fields.extend(line.amount.map(|amount| ("amount", format!("\"{}\"", sheet.unit.text(amount)))));
    if let Some(members) = &line.members {
        fields.push(("members", list(members.iter().map(|member| json!(id_of(sheet, *member)).to_string()))));
    }
    fields.push(("key", key_json(sheet, &line.key)));
    object(fields.into_iter())
}

fn external_json(sheet: &Sheet) -> String {
    list(sheet.external.iter().map(|external| {
        let line = sheet.lines.get(external.line).map_or("", |line| line.id.as_str());
        format!("{{\"line\":{},\"amount\":\"{}\"}}", json!(line), sheet.unit.text(external.amount))
    }))
}

/// A late joining as a file that [`read_late_join`](super::read_late_join) reads.
#[must_use]
pub fn late_join_json(join: &LateJoin) -> String {
    let (unit, newcomer) = (join.sheet.unit, join.sheet.members.len().saturating_sub(1));
    // The newcomer stands apart, and takes part in lines that name it by its id.
    let before = Sheet { members: join.sheet.members.iter().take(newcomer).cloned().collect(), ..join.sheet.clone() };
    let joiner = join.sheet.members.get(newcomer).map_or_else(String::new, member_fields);
    let lines = list(join.sheet.lines.iter().map(|line| line_json(&join.sheet, line)));
    let paid = before.members.iter().map(|member| member.id.as_str()).zip(join.paid.iter().copied());
    let wear =
        join.wear.map_or_else(String::new, |wear| format!(",\"wear\":{{\"used\":{},\"of\":{}}}", wear.used, wear.of));
    format!(
        "{{\"currency\":{},\"unit\":\"{}\",\"members\":{},\"lines\":{lines},\"external\":{},\"joiner\":{joiner},\"paid\":{}{wear}}}",
        json!(before.currency),
        unit.text(1),
        list(before.members.iter().map(member_fields)),
        external_json(&join.sheet),
        amounts(unit, paid)
    )
}

fn id_of(sheet: &Sheet, member: usize) -> &str {
    sheet.members.get(member).map_or("", |member| member.id.as_str())
}

fn key_json(sheet: &Sheet, key: &Key) -> String {
    let unit = sheet.unit;
    let text = |text: String| format!("\"{text}\"");
    let by_member = |amounts_of: &[(usize, i128)]| {
        amounts(unit, amounts_of.iter().map(|(member, amount)| (id_of(sheet, *member), *amount)))
    };
    let measure = |by: &Measure| match by {
        Measure::Inhabitants => vec![("by", "\"inhabitants\"".to_owned())],
        Measure::Percent => vec![("by", "\"percent\"".to_owned())],
        Measure::Usage(of) => vec![("by", "\"usage\"".to_owned()), ("of", json!(of).to_string())],
        Measure::Units(of) => vec![("by", "\"units\"".to_owned()), ("of", json!(of).to_string())],
    };
    let mut fields = vec![("kind", text(key.name().to_owned()))];
    match key {
        Key::Split(split) => {
            match &split.by {
                By::Measure(Measure::Usage(of) | Measure::Units(of)) => fields.push(("of", json!(of).to_string())),
                By::Points(points) => {
                    let points =
                        points.iter().map(|(member, points)| (id_of(sheet, *member), text(points.to_string())));
                    fields.push(("points", object(points)));
                }
                By::Equal | By::Measure(_) => {}
            }
            fields.extend(split.floor.map(|floor| ("floor", text(unit.text(floor)))));
            fields.extend(split.cap.map(|cap| ("cap", text(unit.text(cap)))));
        }
        Key::SpecialThen { special, then } => {
            fields.push(("special", by_member(special)));
            fields.push(("then", key_json(sheet, then)));
        }
        Key::Own(own) => fields.push(("amounts", by_member(own))),
        Key::Mix(parts) => {
            let part = |(percent, key): &(Decimal, Key)| {
                format!("{{\"percent\":\"{percent}\",\"key\":{}}}", key_json(sheet, key))
            };
            fields.push(("parts", list(parts.iter().map(part))));
        }
        Key::Rate { fixed, rate, by } => {
            fields.extend(fixed.map(|fixed| ("fixed", text(fixed.to_string()))));
            fields.push(("rate", text(rate.to_string())));
            fields.extend(measure(by));
        }
        Key::Bands { by, bands } => {
            fields.extend(measure(by));
            let band = |band: &Band| {
                let to = band.to.map_or_else(String::new, |to| format!("\"to\":\"{to}\","));
                format!("{{{to}\"fee\":\"{}\"}}", band.fee)
            };
            fields.push(("bands", list(bands.iter().map(band))));
        }
    }
    object(fields.into_iter())
}

/// The shares as JSON: lines, totals, the sum, and why each is what it is.
#[must_use]
pub fn shares_json(sheet: &Sheet, shares: &Shares, illustrative: bool) -> String {
    let id = |member: usize| id_of(sheet, member);
    let unit = sheet.unit;
    let lines = sheet.lines.iter().zip(&shares.lines).map(|(line, divided)| {
        let own = amounts(unit, divided.shares.iter().map(|(member, share)| (id(*member), *share)));
        format!("{{\"id\":{},\"total\":\"{}\",\"shares\":{own}}}", json!(line.id), unit.text(divided.total))
    });
    let totals = amounts(unit, shares.totals.iter().enumerate().map(|(member, total)| (id(member), *total)));
    let told = why(sheet, &shares.lines);
    let mark = if illustrative { "\"illustrative\":true," } else { "" };
    format!(
        "{{{mark}\"lines\":{},\"totals\":{totals},\"sum\":\"{}\",\"why\":{}}}",
        list(lines),
        unit.text(shares.sum),
        list(told.iter().map(|why| why_json(sheet, why)))
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
    let id = id_of(sheet, one.member);
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
        "{{\"joiner_pays\":\"{}\",\"refunds\":{},\"after\":{},\"to_cooperation\":\"{}\",\"shares\":{},\"why\":{}}}",
        unit.text(settlement.joiner_pays),
        of(&settlement.refunds, before),
        of(&settlement.after, sheet.members.len()),
        unit.text(settlement.to_cooperation),
        of(&settlement.shares.totals, sheet.members.len()),
        list(why(sheet, &settlement.shares.lines).iter().map(|why| why_json(sheet, why))),
    )
}
