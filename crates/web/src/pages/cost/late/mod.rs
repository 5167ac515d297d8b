//! A member that joins later: what it pays, what the others get back, and what
//! everybody has paid then (rows H11, F13; invariant 4).

mod before;

use self::before::{Ask, Before, whole};
use super::super::Link;
use super::super::field::{key_of, named};
use super::super::subscribe::typed;
use super::super::take::{count_export, download};
use super::ask::{
    Choice, Field, UNKNOWN, amounts_drawn, counted, files, inhabitants_told, mark_illustrative, table, title,
};
use crate::answer::{html, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::money::CostMember;
use samverk_domain::money::{LateJoin, Settlement, Wear, late_join};
use samverk_domain::record::Fault;
use samverk_exchange::{Format, late_join_json};

/// Organisations that are suggested as newcomers.
const SUGGESTIONS_MAX: usize = 1_500;

#[derive(Template)]
#[template(path = "late_join.html")]
struct LateTemplate<'a> {
    page: &'a Page,
    back: Link,
    amount: Field,
    joiner: Field,
    used: Field,
    of: Field,
    units: Vec<Choice>,
    currencies: Vec<Choice>,
    years: Vec<(i64, bool)>,
    keys: Vec<Choice>,
    /// What is joined: one amount or a budget.
    budgets: Vec<Choice>,
    budget: Field,
    by_budget: bool,
    faults: Vec<String>,
    suggested: Vec<String>,
    finding: String,
    missing: Vec<Item>,
    missing_told: String,
    illustrative: bool,
    figure: String,
    heads: Vec<String>,
    rows: Vec<(Item, Vec<String>)>,
    totals: Vec<String>,
    take: Vec<Link>,
    /// Where the calculation is kept as a proposal, for those who may.
    keep: Option<String>,
    /// Makes a proposal happen once.
    form: String,
    today: String,
}

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key).await)
}

/// The settlement, as far as it can be computed: the others have paid what was
/// theirs without the newcomer.
fn settled(ask: &Ask, before: &Before, joiner: &CostMember) -> Option<Result<(LateJoin, Settlement), Vec<Fault>>> {
    let mut sheet = before.sheet.clone()?;
    let (used, parts) = (whole(&ask.used.value)?, whole(&ask.of.value)?);
    sheet.members.push(counted(joiner));
    let found = before.paid.clone().and_then(|mut paid| {
        paid.push(0);
        let join = LateJoin { sheet, paid, wear: Some(Wear { used, of: parts }) };
        late_join(&join).map(|settlement| (join, settlement))
    });
    Some(found)
}

/// Whether anything that is counted by is an example.
fn is_illustrative(ask: &Ask, before: &Before, joiner: Option<&CostMember>) -> bool {
    before.illustrative || (joiner.is_some_and(|joiner| joiner.illustrative) && (ask.by_budget() || ask.key != "equal"))
}

async fn page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    let given = Query::parse(&visitor.query);
    let mut ask = Ask::read(visitor, &given);
    let cooperation = app.record(&visitor.ctx, id).await?.record;
    app.require_calculator(&visitor.ctx, &cooperation)?;
    let of = Before::read(visitor, &mut ask, id).await?;
    let joiner = newcomer(visitor, &mut ask, &of).await?;
    let found = joiner.as_ref().filter(|_| ask.is_right()).and_then(|joiner| settled(&ask, &of, joiner));
    let done = found.as_ref().and_then(|found| found.as_ref().ok());
    let faults = found.as_ref().and_then(|found| found.as_ref().err()).filter(|_| ask.by_budget());
    let everybody: Vec<&CostMember> = of.members.iter().chain(&joiner).collect();
    let illustrative = done.is_some() && is_illustrative(&ask, &of, joiner.as_ref());
    let told = Told { visitor, ask: &ask, everybody: &everybody, done };
    if given.get("format") == Some("calculation") {
        count_export(visitor)?;
        let (mut join, _) = done.cloned().ok_or(AppError::NotFound)?;
        if illustrative {
            mark_illustrative(&mut join.sheet);
        }
        return Ok(typed("application/json", late_join_json(&join)));
    }
    if let Some(format) = given.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        count_export(visitor)?;
        return Ok(download(&told.export(), format));
    }
    let scope = app.scope(&visitor.ctx.actor);
    let name = visitor.look(&scope, |eye| eye.title(id).text);
    let mut page = Page::new(
        visitor,
        &visitor.t_with("late-title", &[("name", &name)]),
        Some(visitor.kind("cooperation")?.section),
    );
    page.noindex = true;
    let year = of.year.map_or(UNKNOWN.to_owned(), |year| year.to_string());
    let unknown =
        everybody.iter().filter(|member| member.inhabitants.is_none() && ask.key != "equal" && !ask.by_budget());
    let template = LateTemplate {
        back: Link { href: visitor.href(&format!("/cooperation/{key}/report/cost")), label: visitor.t("report-cost") },
        take: if done.is_some() { files(visitor, &given) } else { Vec::new() },
        keep: (done.is_some() && app.permissions(&visitor.ctx, id).change)
            .then(|| format!("{}{given}", visitor.href(&format!("/cooperation/{key}/late-join")))),
        form: app.ports().token(),
        today: app.ports().today().to_string(),
        finding: told.finding(&of),
        missing: unknown.map(|member| title(visitor, member.organisation)).collect(),
        missing_told: visitor.t_with("cost-missing", &[("year", &year)]),
        illustrative,
        figure: told.figure(),
        heads: told.heads(),
        rows: told.rows(),
        totals: told.totals(),
        suggested: suggested(visitor, &of),
        faults: faults.into_iter().flatten().map(|fault| told.fault(fault)).collect(),
        by_budget: ask.by_budget(),
        budgets: ask.budgets_offered(visitor, id),
        keys: ask.keys_offered(visitor),
        units: ask.money.units_offered(visitor),
        currencies: ask.money.currencies_offered(),
        years: of.years.iter().map(|year| (*year, Some(*year) == of.year)).collect(),
        amount: ask.money.amount,
        budget: ask.budget,
        joiner: ask.joiner,
        used: ask.used,
        of: ask.of,
        page: &page,
    };
    Ok(html(&template))
}

/// Keeps the calculation that the address asks for as a proposal.
pub(crate) async fn keep(visitor: Visitor, Path((_, key)): Path<(String, String)>, body: String) -> Response {
    visitor.answer(kept(&visitor, &key, &body).await)
}

async fn kept(visitor: &Visitor, key: &str, body: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    app.record(&visitor.ctx, id).await?;
    let typed = visitor.form(body)?;
    let ctx = visitor.once(&typed);
    if let Some((made, _)) = visitor.done_before(&ctx).await? {
        return Ok(see_other(&visitor.record_href(made)));
    }
    let given = Query::parse(&visitor.query);
    let mut ask = Ask::read(visitor, &given);
    let of = Before::read(visitor, &mut ask, id).await?;
    let joiner = newcomer(visitor, &mut ask, &of).await?.ok_or(AppError::NotFound)?;
    let found = Some(&joiner).filter(|_| ask.is_right()).and_then(|joiner| settled(&ask, &of, joiner));
    let (mut join, _) = found.ok_or(AppError::NotFound)?.map_err(AppError::Invalid)?;
    if is_illustrative(&ask, &of, Some(&joiner)) {
        mark_illustrative(&mut join.sheet);
    }
    let joins = typed.get("joins").unwrap_or_default();
    let made = app.propose_accession(&ctx, id, joins, late_join_json(&join).as_bytes()).await?;
    Ok(see_other(&visitor.href(&format!("/accession/{}", made.key))))
}

/// Who joins, where the form names an organisation that is no member yet.
async fn newcomer(visitor: &Visitor, ask: &mut Ask, of: &Before) -> Result<Option<CostMember>, AppError> {
    if ask.joiner.value.is_empty() {
        return Ok(None);
    }
    let app = visitor.web.app();
    let scope = app.scope(&visitor.ctx.actor);
    let key = key_of(&ask.joiner.value).to_owned();
    let found = visitor
        .look(&scope, |eye| eye.catalogue.find("organisation", &key).filter(|id| eye.catalogue.sees(*id, eye.scope)));
    let error = match found {
        None => "late-joiner-unknown",
        Some(id) if of.members.iter().any(|member| member.organisation == id) => "late-joiner-member",
        Some(id) => return app.cost_member(&visitor.ctx, id, of.year).await.map(Some),
    };
    ask.joiner.error = visitor.t(error);
    Ok(None)
}

/// Municipalities and regions that are no members, to choose from.
fn suggested(visitor: &Visitor, of: &Before) -> Vec<String> {
    let scope = visitor.web.app().scope(&visitor.ctx.actor);
    visitor.look(&scope, |eye| {
        let others = eye.catalogue.all("organisation", eye.scope);
        let others = others.filter(|id| of.members.iter().all(|member| member.organisation != *id));
        let mut names: Vec<String> = others.map(|id| named(&eye, id)).collect();
        let sorter = samverk_domain::text::collate::Sorter::new(eye.lang);
        names.sort_by_cached_key(|name| sorter.key(name));
        names.truncate(SUGGESTIONS_MAX);
        names
    })
}

/// What is told of the settlement.
struct Told<'a> {
    visitor: &'a Visitor,
    ask: &'a Ask,
    /// The members, then the newcomer.
    everybody: &'a [&'a CostMember],
    done: Option<&'a (LateJoin, Settlement)>,
}

impl Told<'_> {
    fn money(&self, units: i128) -> String {
        self.ask.money.told(units, self.visitor.lang)
    }

    fn heads(&self) -> Vec<String> {
        let heads = ["kind-organisation", "cost-inhabitants", "late-paid", "late-refund", "late-pays", "late-after"];
        heads.map(|key| self.visitor.t(key)).to_vec()
    }

    fn rows(&self) -> Vec<(Item, Vec<String>)> {
        let Some((join, settlement)) = self.done else { return Vec::new() };
        let newcomer = self.everybody.len().saturating_sub(1);
        let at = |amounts: &[i128], at: usize| amounts.get(at).copied().unwrap_or_default();
        let row = |(no, member): (usize, &&CostMember)| {
            let pays = if no == newcomer { settlement.joiner_pays } else { 0 };
            let told = [at(&join.paid, no), at(&settlement.refunds, no), pays, at(&settlement.after, no)];
            let cells = std::iter::once(inhabitants_told(self.visitor, member));
            (title(self.visitor, member.organisation), cells.chain(told.map(|units| self.money(units))).collect())
        };
        self.everybody.iter().enumerate().map(row).collect()
    }

    fn totals(&self) -> Vec<String> {
        let Some((join, settlement)) = self.done else { return Vec::new() };
        let sums = [
            join.paid.iter().sum::<i128>(),
            settlement.refunds.iter().sum(),
            settlement.joiner_pays,
            settlement.after.iter().sum(),
        ];
        sums.map(|units| self.money(units)).to_vec()
    }

    fn finding(&self, of: &Before) -> String {
        let (Some((_, settlement)), Some(newcomer)) = (self.done, self.everybody.last()) else {
            let none = if !self.ask.budget.error.is_empty() {
                "budget-not-computed"
            } else if of.members.is_empty() {
                "cost-nobody"
            } else {
                "late-choose"
            };
            return self.visitor.t(none);
        };
        let (name, pays) = (title(self.visitor, newcomer.organisation).text, self.money(settlement.joiner_pays));
        let back = self.money(settlement.refunds.iter().sum());
        let left = self.money(settlement.to_cooperation);
        let numbers = [
            ("name", name.as_str()),
            ("pays", pays.as_str()),
            ("back", back.as_str()),
            ("left", left.as_str()),
            ("currency", &self.ask.money.currency),
        ];
        self.visitor.t_with("late-finding", &numbers)
    }

    /// What keeps the budget from being divided with the newcomer.
    fn fault(&self, fault: &Fault) -> String {
        let told = crate::i18n::fault(self.visitor.lang, fault.code, &fault.detail);
        let place = fault.field.strip_prefix("/members/").and_then(|rest| rest.split('/').next()?.parse().ok());
        let who = match place {
            Some(place) => self.everybody.get::<usize>(place),
            None if fault.field.starts_with("/joiner") => self.everybody.last(),
            None => None,
        };
        who.map_or(told.clone(), |member| format!("{}: {told}", title(self.visitor, member.organisation).text))
    }

    /// What everybody has paid in all then.
    fn figure(&self) -> String {
        let Some((_, settlement)) = self.done else { return String::new() };
        let after = self.everybody.iter().zip(&settlement.after);
        let amounts = after.map(|(member, units)| (member.organisation, *units));
        amounts_drawn(self.visitor, &self.ask.money, amounts)
    }

    fn export(&self) -> samverk_exchange::Sheet {
        table("late-join", self.heads(), self.rows().into_iter())
    }
}
