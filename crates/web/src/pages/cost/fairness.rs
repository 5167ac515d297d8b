//! Is it fair? What each would pay of a cost that depends on who takes part,
//! and whether a group would be cheaper off alone (row H20).

use super::super::take::{count_export, download};
use crate::answer::html;
use crate::figure::{Bar, bars_told};
use crate::page::Page;
use crate::pages::Link;
use crate::query::Query;
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use samverk_app::AppError;
use samverk_domain::money::{Decimal, Fair, Game, Level, SharedCost, Unit, fair};
use samverk_domain::record::Section;
use samverk_domain::text::number;
use samverk_exchange::{Cell, Format, Sheet};
use std::collections::BTreeMap;

/// Longest text of a field.
const TEXT_CHARS_MAX: usize = 20_000;
/// Parties or parts.
const LINES_MAX: usize = 200;
/// The highest level.
const LEVEL_MAX: u32 = 1_000;
/// The parties of the guide's example; what they share has names.
const PARTIES: &str = "A; 0; 70\nB; 0; 70\nC; 20; 10";

#[derive(Template)]
#[template(path = "fairness.html")]
struct FairnessTemplate<'a> {
    page: &'a Page,
    parties: String,
    shared: String,
    levels: String,
    /// Line and what is wrong with it.
    wrong: Vec<String>,
    finding: String,
    heads: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    totals: Vec<String>,
    figure: String,
    take: Vec<Link>,
}

pub(crate) async fn show(visitor: Visitor) -> Response {
    visitor.answer(page(&visitor))
}

/// What was written, as a game, or what is wrong with it by line.
fn read(visitor: &Visitor, (parties, shared, levels): (&str, &str, &str)) -> Result<Game, Vec<String>> {
    let mut wrong = Vec::new();
    let mut fault = |field: &str, line: usize, text: &str| {
        let field = visitor.t(&format!("fairness-{field}"));
        if line >= LINES_MAX {
            let most = LINES_MAX.to_string();
            return wrong.push(visitor.t_with("fairness-many", &[("field", &field), ("most", &most)]));
        }
        let line = (line + 1).to_string();
        wrong.push(visitor.t_with("fairness-wrong", &[("field", &field), ("line", &line), ("text", text)]));
    };
    let units = |text: &str| -> Option<i128> {
        if text.is_empty() {
            return Some(0);
        }
        Unit::HUNDREDTH.count(Decimal::as_written(text)?).filter(|units| *units >= 0)
    };
    let lines = |text: &str| -> Vec<String> {
        let all = text.lines().map(str::trim).filter(|line| !line.is_empty());
        all.map(str::to_owned).take(LINES_MAX + 1).collect()
    };
    let mut game = Game {
        unit: Unit::HUNDREDTH,
        parties: Vec::new(),
        standalone: Vec::new(),
        shared: Vec::new(),
        levels: Vec::new(),
        agreed: None,
    };
    let mut agreed = Vec::new();
    let mut says = false;
    for (at, line) in lines(parties).iter().enumerate() {
        let parts: Vec<&str> = line.split(';').map(str::trim).collect();
        let name = parts.first().copied().unwrap_or_default();
        let own = units(parts.get(1).copied().unwrap_or_default());
        let pays = units(parts.get(2).copied().unwrap_or_default());
        let known = game.parties.iter().any(|party| party == name);
        match (own, pays) {
            (Some(own), Some(pays)) if !name.is_empty() && !known && parts.len() <= 3 && at < LINES_MAX => {
                says |= parts.get(2).is_some_and(|text| !text.is_empty());
                game.parties.push(name.to_owned());
                game.standalone.push(own);
                agreed.push(pays);
            }
            _ => fault("parties", at, line),
        }
    }
    for (at, line) in lines(shared).iter().enumerate() {
        let parts: Vec<&str> = line.split(';').map(str::trim).collect();
        let amount = parts.get(1).filter(|text| !text.is_empty()).and_then(|text| units(text));
        let names = parts.get(2).copied().unwrap_or_default();
        let named: Option<Vec<usize>> = if names.is_empty() {
            Some((0..game.parties.len()).collect())
        } else {
            let place = |name: &str| game.parties.iter().position(|party| party == name.trim());
            names.split(',').map(place).collect()
        };
        match (amount, named) {
            (Some(amount), Some(mut parties)) if parts.len() <= 3 && !parties.is_empty() && at < LINES_MAX => {
                parties.sort_unstable();
                parties.dedup();
                game.shared.push(SharedCost { amount, parties });
            }
            _ => fault("shared", at, line),
        }
    }
    for (at, line) in lines(levels).iter().enumerate() {
        let parts: Vec<&str> = line.split(';').map(str::trim).collect();
        let amount = parts.get(1).filter(|text| !text.is_empty()).and_then(|text| units(text));
        let needs = |text: &str| {
            let (name, level) = text.split_once('=')?;
            let party = game.parties.iter().position(|party| party == name.trim())?;
            Some((party, level.trim().parse::<u32>().ok().filter(|level| *level <= LEVEL_MAX)?))
        };
        let from: Option<BTreeMap<usize, u32>> = parts.get(2).and_then(|text| text.split(',').map(needs).collect());
        let named = parts.get(2).map_or(0, |text| text.split(',').count());
        match (amount, from) {
            (Some(amount), Some(from)) if parts.len() == 3 && from.len() == named && at < LINES_MAX => {
                game.levels.push(Level { amount, from: from.into_iter().collect() });
            }
            _ => fault("levels", at, line),
        }
    }
    game.agreed = says.then_some(agreed);
    if game.parties.is_empty() && wrong.is_empty() {
        wrong.push(visitor.t("fairness-nobody"));
    }
    if wrong.is_empty() { Ok(game) } else { Err(wrong) }
}

fn page(visitor: &Visitor) -> Result<Response, AppError> {
    let given = Query::parse(&visitor.query);
    let text =
        |name: &str, first: &str| -> String { given.get(name).unwrap_or(first).chars().take(TEXT_CHARS_MAX).collect() };
    let example = format!("{}; 90; A, B, C\n{}; 40; A, B", visitor.t("fairness-network"), visitor.t("fairness-server"));
    let (parties, shared, levels) = (text("parties", PARTIES), text("shared", &example), text("levels", ""));
    let game = read(visitor, (&parties, &shared, &levels));
    let found = game.as_ref().ok().map(|game| (game, fair(game)));
    let told = found.as_ref().map(|(game, fair)| Told { visitor, game, fair });
    if let Some(format) = given.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        count_export(visitor)?;
        return Ok(download(&told.ok_or(AppError::NotFound)?.sheet(), format));
    }
    let mut page = Page::new(visitor, &visitor.t("fairness-title"), Some(Section::Knowledge));
    page.noindex = !given.pairs().is_empty();
    let here = visitor.href(&visitor.path);
    let template = FairnessTemplate {
        finding: told.as_ref().map(Told::finding).unwrap_or_default(),
        heads: told.as_ref().map(Told::heads).unwrap_or_default(),
        rows: told.as_ref().map(Told::rows).unwrap_or_default(),
        totals: told.as_ref().map(Told::totals).unwrap_or_default(),
        figure: told.as_ref().map(Told::figure).unwrap_or_default(),
        take: [Format::Xlsx, Format::Csv, Format::Json]
            .map(|format| Link {
                href: format!("{here}{}", given.with("format", format.name())),
                label: format.name().to_uppercase(),
            })
            .into_iter()
            .filter(|_| game.is_ok())
            .collect(),
        wrong: game.as_ref().err().cloned().unwrap_or_default(),
        parties,
        shared,
        levels,
        page: &page,
    };
    Ok(html(&template))
}

struct Told<'a> {
    visitor: &'a Visitor,
    game: &'a Game,
    fair: &'a Fair,
}

impl Told<'_> {
    fn money(&self, units: i128) -> String {
        let (units, decimals) = if units % 100 == 0 { (units / 100, 0) } else { (units, 2) };
        number::format(i64::try_from(units).unwrap_or(i64::MAX), decimals, self.visitor.lang)
    }

    /// Whether anybody would leave, and what all costs.
    fn finding(&self) -> String {
        let total = self.money(self.fair.total);
        let Some(group) = &self.fair.blocking else {
            let paid: Option<i128> = self.game.agreed.as_ref().map(|agreed| agreed.iter().sum());
            let missing = paid.filter(|paid| *paid != self.fair.total).map(|paid| self.money(self.fair.total - paid));
            return match missing {
                Some(missing) => self.visitor.t_with("fairness-unpaid", &[("total", &total), ("missing", &missing)]),
                None => self.visitor.t_with("fairness-core", &[("total", &total)]),
            };
        };
        let names: Vec<&str> =
            group.parties.iter().filter_map(|at| self.game.parties.get(*at)).map(String::as_str).collect();
        let (pays, alone) = (self.money(group.pays), self.money(group.alone));
        let numbers = [("total", total.as_str()), ("group", &names.join(", ")), ("pays", &pays), ("alone", &alone)];
        self.visitor.t_with("fairness-blocking", &numbers)
    }

    fn heads(&self) -> Vec<String> {
        let agreed = self.game.agreed.as_ref().map(|_| ["fairness-agreed", "fairness-above"]);
        let own = ["fairness-party", "fairness-alone", "fairness-shapley"];
        own.into_iter().chain(agreed.into_iter().flatten()).map(|key| self.visitor.t(key)).collect()
    }

    /// By party: alone, fair, agreed, and how much more that is.
    fn numbers(&self, at: usize) -> Vec<i128> {
        let mut alone = vec![false; self.game.parties.len()];
        if let Some(own) = alone.get_mut(at) {
            *own = true;
        }
        let shapley = self.fair.shapley.get(at).copied().unwrap_or_default();
        let agreed = self.game.agreed.as_ref().and_then(|agreed| agreed.get(at)).copied();
        let more = agreed.map(|agreed| [agreed, agreed - shapley]);
        [self.game.cost(&alone), shapley].into_iter().chain(more.into_iter().flatten()).collect()
    }

    fn rows(&self) -> Vec<(String, Vec<String>)> {
        let row = |(at, name): (usize, &String)| {
            (name.clone(), self.numbers(at).into_iter().map(|units| self.money(units)).collect())
        };
        self.game.parties.iter().enumerate().map(row).collect()
    }

    fn totals(&self) -> Vec<String> {
        let agreed: Option<i128> = self.game.agreed.as_ref().map(|agreed| agreed.iter().sum());
        let more = agreed.map(|agreed| [self.money(agreed), self.money(agreed - self.fair.total)]);
        let own = [String::new(), self.money(self.fair.total)];
        own.into_iter().chain(more.into_iter().flatten()).collect()
    }

    fn figure(&self) -> String {
        let bar = |(name, units): (&String, &i128)| {
            Some(Bar { label: name.clone(), href: "#shares".to_owned(), count: u64::try_from(*units).ok()? })
        };
        let all: Vec<Bar> = self.game.parties.iter().zip(&self.fair.shapley).filter_map(bar).collect();
        bars_told(&all, |bar| self.money(i128::from(bar.count)))
    }

    fn sheet(&self) -> Sheet {
        let number =
            |units: i128| i64::try_from(units).map_or(Cell::Empty, |units| Cell::Number { units, decimals: 2 });
        let row = |(at, name): (usize, &String)| {
            std::iter::once(Cell::Text(name.clone())).chain(self.numbers(at).into_iter().map(number)).collect()
        };
        Sheet {
            name: "fairness".to_owned(),
            header: self.heads(),
            rows: self.game.parties.iter().enumerate().map(row).collect(),
        }
    }
}
