//! `share` and `fair`: who pays what, from a file, without a database
//! (rows H03–H11, F13).

use super::{Done, Session, read_in, say, write_out};
use crate::fault::Refusal;
use crate::options::{Share, ShareOf};
use samverk_domain::Lang;
use samverk_domain::money::{Scenario, Shares, Sheet, Year, fair, late_join, shares};
use samverk_domain::record::Fault;
use samverk_exchange::{
    CALCULATION_BYTES_MAX, fair_json, read_game, read_late_join, read_sheet, settlement_json, shares_json,
};
use samverk_web::i18n::t;
use std::io::IsTerminal as _;
use std::path::Path;

/// Programs read what is no terminal, and JSON is what they read.
fn for_programs(json: bool, text: bool) -> bool {
    json || !(text || std::io::stdout().is_terminal())
}

pub(super) fn run(share: &Share, lang: Lang, json: bool) -> Done {
    let as_json = for_programs(json, share.text);
    match (&share.of, &share.file) {
        (Some(ShareOf::LateJoin { file }), _) => joined(file, lang, as_json),
        (None, Some(file)) => shared(file, lang, as_json),
        (None, None) => Err(Refusal::usage("say which file")),
    }
}

fn content(file: &Path) -> Result<Vec<u8>, Refusal> {
    read_in(file, CALCULATION_BYTES_MAX)
}

fn refuse(lang: Lang) -> impl Fn(Vec<Fault>) -> Refusal {
    move |faults| Refusal::faults(&faults, lang)
}

fn shared(file: &Path, lang: Lang, as_json: bool) -> Done {
    let sheet = read_sheet(&content(file)?).map_err(refuse(lang))?;
    let found = shares(&sheet).map_err(refuse(lang))?;
    if as_json {
        return write_out((shares_json(&sheet, &found, false) + "\n").as_bytes(), None);
    }
    tell(&sheet, &found, lang)
}

/// The shares of a budget, as its page tells them.
pub(super) async fn of_budget(session: &Session, id: &str, scenario: &str, year: u8) -> Done {
    let app = &session.app;
    app.catch_up().await.map_err(session.refuse())?;
    let scenario = Scenario::parse(scenario)
        .ok_or_else(|| Refusal::usage(format!("--scenario {scenario}: answered, granted or refused")))?;
    let year = usize::from(year).checked_sub(1).and_then(|at| Year::ALL.get(at).copied());
    let year = year.ok_or_else(|| Refusal::usage("--year: 1, 2 or 3"))?;
    let id = app.resolve("budget", id).map_err(session.refuse())?;
    let budget = app.budget(&session.reader, id).await.map_err(session.refuse())?;
    let lang = session.ctx.lang;
    let computed = budget.compute(scenario, year).map_err(|faults| refuse(lang)(budget.named(faults)))?;
    if session.json {
        let told = shares_json(&computed.of.sheet, &computed.shares, budget.illustrative);
        return write_out((told + "\n").as_bytes(), None);
    }
    if budget.illustrative {
        say(&t(lang, "report-illustrative"))?;
    }
    tell(&computed.of.sheet, &computed.shares, lang)
}

/// Lines with their shares, then totals.
fn tell(sheet: &Sheet, found: &Shares, lang: Lang) -> Done {
    let id = |member: usize| sheet.members.get(member).map_or("", |member| member.id.as_str());
    for (line, divided) in sheet.lines.iter().zip(&found.lines) {
        say(&format!("{}  {}  ({})", line.id, sheet.unit.text(divided.total), line.key.name()))?;
        for (member, share) in &divided.shares {
            say(&format!("  {}  {}", id(*member), sheet.unit.text(*share)))?;
        }
    }
    say(&format!("{}  {} {}", t(lang, "share-sum"), sheet.unit.text(found.sum), sheet.currency))?;
    for (member, total) in found.totals.iter().enumerate() {
        say(&format!("  {}  {}", id(member), sheet.unit.text(*total)))?;
    }
    Ok(())
}

fn joined(file: &Path, lang: Lang, as_json: bool) -> Done {
    let join = read_late_join(&content(file)?).map_err(refuse(lang))?;
    let found = late_join(&join).map_err(refuse(lang))?;
    if as_json {
        return write_out((settlement_json(&join.sheet, &found) + "\n").as_bytes(), None);
    }
    let unit = join.sheet.unit;
    say(&format!("{}  {}", t(lang, "share-joiner-pays"), unit.text(found.joiner_pays)))?;
    say(&format!("{}  {}", t(lang, "share-to-cooperation"), unit.text(found.to_cooperation)))?;
    say(&format!("{}; {}", t(lang, "share-refund"), t(lang, "share-after")))?;
    for ((member, refund), after) in join.sheet.members.iter().zip(&found.refunds).zip(&found.after) {
        say(&format!("  {}  {}; {}", member.id, unit.text(*refund), unit.text(*after)))?;
    }
    say(&t(lang, "share-no-purchase"))
}

/// Tells the Shapley value, and a group that would be cheaper off alone.
pub(super) fn fair_of(file: &Path, lang: Lang, json: bool, text: bool) -> Done {
    let game = read_game(&content(file)?).map_err(refuse(lang))?;
    let found = fair(&game);
    if for_programs(json, text) {
        return write_out((fair_json(&game, &found) + "\n").as_bytes(), None);
    }
    for (party, share) in game.parties.iter().zip(&found.shapley) {
        say(&format!("{party}  {}", game.unit.text(*share)))?;
    }
    let unpaid = game.agreed.as_ref().map_or(0, |agreed| found.total - agreed.iter().sum::<i128>());
    if unpaid > 0 {
        say(&samverk_web::i18n::t_with(
            lang,
            "fairness-unpaid",
            &[("total", &game.unit.text(found.total)), ("missing", &game.unit.text(unpaid))],
        ))?;
    }
    match &found.blocking {
        None => say(&t(lang, "fair-core")),
        Some(group) => {
            let names: Vec<&str> =
                group.parties.iter().filter_map(|at| game.parties.get(*at)).map(String::as_str).collect();
            let text = samverk_web::i18n::t_with(
                lang,
                "fair-blocking",
                &[
                    ("group", &names.join(", ")),
                    ("pays", &game.unit.text(group.pays)),
                    ("alone", &game.unit.text(group.alone)),
                ],
            );
            say(&text)
        }
    }
}
