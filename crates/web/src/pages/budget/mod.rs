//! What a budget costs each member, and why exactly that (rows H01–H10,
//! H13–H14, G08).

mod told;

use self::told::{Compared, Told, WhyTable};
use super::Link;
use super::cost::mark_illustrative;
use super::subscribe::typed;
use super::take::{count_export, download};
use crate::answer::html;
use crate::page::Page;
use crate::query::Query;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::money::{Budget, Computed};
use samverk_domain::money::{Scenario, Year};
use samverk_domain::record::Fault;
use samverk_exchange::{Format, sheet_json};

/// Columns that a narrow window stacks.
const STACKED_MAX: usize = 60;
/// Codes of the years in an address.
pub(crate) const YEARS: [(Year, &str); 3] = [(Year::This, "1"), (Year::Next, "2"), (Year::After, "3")];

/// A choice: its value, its words, whether it is chosen.
type Choice = (String, String, bool);

/// A line of the budget as it is printed.
struct Printed {
    title: Item,
    depth: usize,
    facts: String,
    amount: String,
    /// How the amount comes about, where a formula gives it.
    formula: String,
    outside: bool,
}

struct ShareRow {
    member: Item,
    own: bool,
    /// Where its invoices are and what they are called, for those who may have them.
    invoices: Vec<Link>,
    cells: Vec<String>,
}

#[derive(Template)]
#[template(path = "budget.html")]
struct BudgetTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    status: String,
    finding: String,
    published: Option<String>,
    frozen: Option<String>,
    illustrative: bool,
    faults: Vec<(String, String)>,
    scenarios: Vec<Choice>,
    years: Vec<Choice>,
    printed: Vec<Printed>,
    printed_caption: String,
    sum: String,
    figure: String,
    figure_told: String,
    /// What is shown by the bars for each inhabitant, and the bars.
    each: Option<(String, String)>,
    heads: Vec<String>,
    /// Too wide to be stacked in a narrow window: it is scrolled there.
    wide: bool,
    rows: Vec<ShareRow>,
    totals: Vec<String>,
    caption: String,
    compared: Vec<Compared>,
    why: Vec<WhyTable>,
    take: Vec<Link>,
}

/// What an address asks for.
pub(crate) struct Ask {
    pub(crate) scenario: Scenario,
    pub(crate) year: Year,
}

impl Ask {
    /// What is not known is the first.
    pub(crate) fn read(given: &Query) -> Self {
        let year = given.get("year").and_then(|code| YEARS.into_iter().find(|(_, own)| *own == code));
        Self {
            scenario: given.get("scenario").and_then(Scenario::parse).unwrap_or(Scenario::Answered),
            year: year.map_or(Year::This, |(year, _)| year),
        }
    }
}

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key).await)
}

/// A member's share as a Peppol invoice.
pub(crate) async fn invoice(
    visitor: Visitor,
    Path((_, key, organisation)): Path<(String, String, String)>,
) -> Response {
    let made = async {
        let app = visitor.web.app();
        app.catch_up().await?;
        let (id, member) = (app.resolve("budget", &key)?, app.resolve("organisation", &organisation)?);
        count_export(&visitor)?;
        let part = Query::parse(&visitor.query).get("part").map_or(Some(1), |part| part.parse().ok());
        app.invoice(&visitor.ctx, id, member, part.ok_or(AppError::NotFound)?).await
    };
    visitor.answer(made.await.map(|xml| typed("application/xml", xml)))
}

async fn page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let kind = visitor.kind("budget")?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    let given = Query::parse(&visitor.query);
    let ask = Ask::read(&given);
    let budget = app.budget(&visitor.ctx, id).await?;
    let computed = budget.compute(ask.scenario, ask.year);
    if given.get("format") == Some("calculation") {
        count_export(visitor)?;
        let mut sheet = computed.map_err(|faults| AppError::Invalid(budget.named(faults)))?.of.sheet;
        if budget.illustrative {
            mark_illustrative(&mut sheet);
        }
        return Ok(typed("application/json", sheet_json(&sheet)));
    }
    let replaced = match budget.budget.target("replaces") {
        Some(id) => app.budget(&visitor.ctx, id).await.ok(),
        None => None,
    };
    let told = Told::new(visitor, &budget, computed.as_ref().ok());
    if let Some(format) = given.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        count_export(visitor)?;
        return Ok(download(&told.export(), format));
    }
    Ok(drawn(visitor, key, &ask, &told, replaced.as_ref(), &computed, &given))
}

fn drawn(
    visitor: &Visitor,
    key: &str,
    ask: &Ask,
    told: &Told<'_>,
    replaced: Option<&Budget>,
    computed: &Result<Computed, Vec<Fault>>,
    given: &Query,
) -> Response {
    let budget = told.budget();
    let name = told.title(budget.budget.id);
    let section = visitor.kind("budget").ok().map(|kind| kind.section);
    let mut page = Page::new(visitor, &visitor.t_with("budget-shares-title", &[("name", &name.text)]), section);
    page.noindex = true;
    let here = visitor.href(&visitor.path);
    let tables = [Format::Xlsx, Format::Csv, Format::Json].map(|format| (format.name(), format.name().to_uppercase()));
    let all = std::iter::once(("calculation", visitor.t("cost-calculation"))).chain(tables);
    let choice = |code: &str, label: String, chosen: bool| (code.to_owned(), label, chosen);
    let first_year = budget.budget.number("year").unwrap_or_default();
    let template = BudgetTemplate {
        crumbs: vec![
            Link { href: visitor.href("/budget"), label: visitor.t("kind-budget.plural") },
            Link { href: visitor.href(&format!("/budget/{key}")), label: name.text },
        ],
        status: told.status(),
        finding: told.finding(),
        published: told.published(),
        frozen: budget.frozen.is_some().then(|| visitor.t("budget-frozen-told")),
        illustrative: budget.illustrative,
        faults: computed.as_ref().err().map(|faults| told.faults(faults)).unwrap_or_default(),
        scenarios: Scenario::ALL
            .into_iter()
            .map(|(scenario, code)| {
                choice(code, visitor.t(&format!("budget-scenario-{code}")), scenario == ask.scenario)
            })
            .collect(),
        years: YEARS
            .into_iter()
            .zip(0..)
            .map(|((year, code), ahead)| choice(code, (first_year + ahead).to_string(), year == ask.year))
            .collect(),
        printed: told.printed(ask.year),
        printed_caption: visitor.t("budget-printed"),
        sum: told.planned_sum(ask.year),
        figure: told.figure(),
        figure_told: visitor.t("budget-figure"),
        each: told.each_figure(),
        wide: told.heads().len() > STACKED_MAX,
        heads: told.heads(),
        rows: told.rows(),
        totals: told.totals(),
        caption: visitor.t("budget-share-table"),
        compared: told.answers().into_iter().chain(told.replaced(replaced)).collect(),
        why: told.why(),
        take: all
            .map(|(format, label)| Link { href: format!("{here}{}", given.with("format", format)), label })
            .collect(),
        page: &page,
    };
    html(&template)
}
