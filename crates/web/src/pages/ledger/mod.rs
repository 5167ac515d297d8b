//! The ledger of a cooperation, and what each member owes and has paid.

mod payments;
mod told;

pub(crate) use self::payments::payments;
pub use self::told::postings;
use self::told::{Line, Told};
use super::Link;
use super::field::key_of;
use super::subscribe::typed;
use super::take::{count_export, download};
use crate::answer::{html_with, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::money::{Ledger, NewTransfer};
use samverk_domain::RecordId;
use samverk_domain::money::{COST_KIND, Decimal, TransferKind, Unit};
use samverk_domain::record::Fault;
use samverk_exchange::{Format, journal, sie};

/// Transfers of a page, the latest first; the files have all.
const SHOWN_MAX: usize = 200;
/// What a person may enter; charges come from budgets, corrections by their button.
const ENTERED: [TransferKind; 5] =
    [TransferKind::Payment, TransferKind::Cost, TransferKind::Grant, TransferKind::SetOff, TransferKind::Refund];

#[derive(Template)]
#[template(path = "ledger.html")]
struct LedgerTemplate<'a> {
    page: &'a Page,
    /// Makes what each form does happen once.
    form: String,
    crumbs: Vec<Link>,
    lead: String,
    finding: String,
    closed: Option<String>,
    take: Vec<Link>,
    /// Account, whom it leads to, balance by currency.
    balances: Vec<(crate::show::Item, String)>,
    lines: Vec<Line>,
    cut: Option<String>,
    may_enter: bool,
    action: String,
    upload: String,
    kinds: Vec<(&'static str, String)>,
    costs: Vec<(&'static str, String)>,
    members: Vec<String>,
    today: String,
    running: bool,
    /// What was typed and refused.
    typed: &'a Query,
    /// The field and what is wrong with it.
    errors: Vec<(String, String)>,
}

/// What was typed and why it was refused; nothing at first.
#[derive(Default)]
struct Refused {
    typed: Query,
    faults: Vec<Fault>,
}

impl Refused {
    /// By the id of the field on the page, with its name in front.
    fn errors(&self, visitor: &Visitor) -> Vec<(String, String)> {
        let error = |fault: &Fault| {
            let (id, label) = match fault.field.as_str() {
                "kind" => ("l-kind".to_owned(), "ledger-head-kind"),
                "organisation" => ("l-member".to_owned(), "ledger-account-of"),
                "cost_kind" => ("l-cost".to_owned(), "budget-line-cost_kind"),
                "day" => ("l-day".to_owned(), "ledger-head-day"),
                "reference" => ("l-reference".to_owned(), "ledger-head-reference"),
                "text" => ("l-text".to_owned(), "ledger-head-text"),
                "until" => ("l-until".to_owned(), "ledger-until"),
                "reason" => (format!("r-{}", self.typed.get("no").unwrap_or_default()), "reason"),
                "no" => ("enter".to_owned(), "ledger-head-no"),
                "credit" => ("l-kind".to_owned(), "ledger-head-credit"),
                "currency" => ("l-amount".to_owned(), "ledger-head-currency"),
                _ => ("l-amount".to_owned(), "ledger-head-amount"),
            };
            (id, format!("{}: {}", visitor.t(label), crate::show::fault(visitor.lang, fault)))
        };
        self.faults.iter().map(error).collect()
    }
}

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key, None).await)
}

pub(crate) async fn statement(
    visitor: Visitor,
    Path((_, key, organisation)): Path<(String, String, String)>,
) -> Response {
    visitor.answer(page(&visitor, &key, Some(&organisation)).await)
}

async fn page(visitor: &Visitor, key: &str, organisation: Option<&str>) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    let whose = organisation.map(|key| app.resolve("organisation", key)).transpose()?;
    let given = Query::parse(&visitor.query);
    let ledger = match whose {
        None if given.get("format").is_none() => app.latest_transfers(&visitor.ctx, id, SHOWN_MAX).await?,
        None => app.ledger(&visitor.ctx, id).await?,
        Some(organisation) if given.get("format").is_none() => {
            app.latest_of_statement(&visitor.ctx, id, organisation, SHOWN_MAX).await?
        }
        Some(organisation) => app.statement(&visitor.ctx, id, organisation).await?,
    };
    let told = Told::new(visitor, &ledger, whose);
    let name = told.title(id).text;
    if let Some(format) = given.get("format") {
        count_export(visitor)?;
        let made_on = app.ports().today().to_string();
        return Ok(match (format, Format::parse(format)) {
            ("journal", _) => typed("text/plain; charset=utf-8", journal(&postings(app, &visitor.ctx, &ledger))),
            ("sie", _) => {
                typed("application/octet-stream", sie(&name, &made_on, &postings(app, &visitor.ctx, &ledger)))
            }
            (_, Some(format)) => download(&told.export(key), format),
            _ => return Err(AppError::NotFound),
        });
    }
    drawn(visitor, key, (id, whose), &ledger, &told, &Refused::default()).await
}

async fn drawn(
    visitor: &Visitor,
    key: &str,
    (id, whose): (RecordId, Option<RecordId>),
    ledger: &Ledger,
    told: &Told<'_>,
    refused: &Refused,
) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let name = told.title(id).text;
    let mut crumbs = vec![Link { href: visitor.href(&format!("/cooperation/{key}")), label: name.clone() }];
    let title = match whose {
        None => visitor.t_with("ledger-title", &[("name", &name)]),
        Some(whose) => {
            if app.permissions(&visitor.ctx, id).internal {
                crumbs.push(Link {
                    href: visitor.href(&format!("/cooperation/{key}/ledger")),
                    label: visitor.t("ledger-name"),
                });
            }
            visitor.t_with("ledger-statement-title", &[("member", &told.title(whose).text), ("name", &name)])
        }
    };
    let mut page = Page::new(visitor, &title, Some(visitor.kind("cooperation")?.section));
    page.noindex = true;
    let here = visitor.href(&visitor.path);
    let files = ["xlsx", "csv", "json", "journal", "sie"];
    let may_enter = whose.is_none() && app.permissions(&visitor.ctx, id).change;
    let members = if may_enter {
        let of = app.cost_members(&visitor.ctx, id, None).await?;
        let scope = app.scope(&visitor.ctx.actor);
        visitor.look(&scope, |eye| {
            of.members.iter().map(|member| super::field::named(&eye, member.organisation)).collect()
        })
    } else {
        Vec::new()
    };
    let lines = told.lines(key, SHOWN_MAX);
    let number = |n: usize| n.to_string();
    let template = LedgerTemplate {
        crumbs,
        lead: visitor.t(if whose.is_some() { "ledger-statement-lead" } else { "ledger-lead" }),
        finding: told.finding(),
        closed: ledger.closed_until.as_deref().map(|until| visitor.t_with("ledger-closed-until", &[("day", until)])),
        take: files
            .map(|format| Link {
                href: format!("{here}?format={format}"),
                label: visitor.t(&format!("ledger-file-{format}")),
            })
            .into_iter()
            .collect(),
        balances: if whose.is_some() { Vec::new() } else { told.balances(key) },
        cut: (ledger.count > SHOWN_MAX).then(|| {
            let numbers = [("shown", number(SHOWN_MAX)), ("total", number(ledger.count))];
            visitor.t_with("ledger-cut", &numbers.each_ref().map(|(name, text)| (*name, text.as_str())))
        }),
        lines,
        may_enter,
        action: here,
        upload: visitor.href(&format!("/cooperation/{key}/payments")),
        kinds: ENTERED
            .map(|kind| (kind.code(), visitor.t(&format!("ledger-kind-{}", kind.code().replace('_', "-")))))
            .into_iter()
            .collect(),
        costs: COST_KIND
            .entries
            .iter()
            .map(|entry| (entry.code, visitor.t(&format!("choice-cost-kind-{}", entry.code))))
            .collect(),
        members,
        today: app.ports().today().to_string(),
        form: app.ports().token(),
        running: whose.is_some(),
        typed: &refused.typed,
        errors: refused.errors(visitor),
        page: &page,
    };
    let status = if refused.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(html_with(status, &template))
}

pub(crate) async fn enter(visitor: Visitor, Path((_, key)): Path<(String, String)>, body: String) -> Response {
    visitor.answer(entered(&visitor, &key, &body).await)
}

async fn entered(visitor: &Visitor, key: &str, body: &str) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    app.record(&visitor.ctx, id).await?;
    app.require_ledger(&visitor.ctx, id)?;
    let typed = visitor.form(body)?;
    if typed.get("act") == Some("payments") {
        return payments::decided(visitor, key, id, &typed).await;
    }
    match acted(visitor, id, &typed).await {
        // A form that was sent twice did it once.
        Ok(()) | Err(AppError::Repeated) => Ok(see_other(&visitor.href(&format!("/cooperation/{key}/ledger")))),
        // Nothing that was typed is lost.
        Err(AppError::Invalid(faults)) => {
            let ledger = app.latest_transfers(&visitor.ctx, id, SHOWN_MAX).await?;
            let told = Told::new(visitor, &ledger, None);
            drawn(visitor, key, (id, None), &ledger, &told, &Refused { typed, faults }).await
        }
        Err(error) => Err(error),
    }
}

/// Enters, corrects or closes, as the form says.
async fn acted(visitor: &Visitor, id: RecordId, typed: &Query) -> Result<(), AppError> {
    let app = visitor.web.app();
    let text = |name: &str| typed.get(name).unwrap_or_default().trim();
    let ctx = visitor.once(typed);
    if visitor.done_before(&ctx).await?.is_some() {
        return Ok(());
    }
    let day = |name: &str| {
        let wrong = || AppError::Invalid(vec![Fault::error(name, "date", text(name).to_owned())]);
        text(name).parse::<jiff::civil::Date>().map_err(|_| wrong())
    };
    match text("act") {
        "correct" => {
            let no = text("no").parse().unwrap_or_default();
            app.correct(&ctx, id, no, text("reason")).await?;
        }
        "close" => app.close_ledger(&visitor.ctx, id, day("until")?).await?,
        _ => {
            let on = day("day");
            let other = on.as_ref().copied().unwrap_or_else(|_| app.ports().today());
            let new = read_transfer(
                app,
                (text("kind"), key_of(text("organisation")), text("cost_kind")),
                (other, text("amount"), text("currency")),
                (text("reference"), text("text")),
            );
            // Everything that is wrong is told at once.
            let new = match (on, new) {
                (Err(AppError::Invalid(mut day)), Err(AppError::Invalid(others))) => {
                    day.extend(others);
                    return Err(AppError::Invalid(day));
                }
                (Err(error), _) => return Err(error),
                (Ok(_), new) => new?,
            };
            app.enter(&ctx, id, &new).await?;
        }
    }
    Ok(())
}

/// A transfer from what was written: what it is, whom and which cost it
/// concerns; day, amount and currency, that of the books where none is
/// written; reference and words.
pub(crate) fn read_transfer(
    app: &samverk_app::App,
    (kind, organisation, cost_kind): (&str, &str, &str),
    (day, amount, currency): (jiff::civil::Date, &str, &str),
    (reference, text): (&str, &str),
) -> Result<NewTransfer, AppError> {
    let mut faults = Vec::new();
    let known = ENTERED.into_iter().find(|of| of.code() == kind);
    if known.is_none() {
        faults.push(Fault::error("kind", "choice", kind));
    }
    let whose = if organisation.is_empty() { None } else { app.resolve("organisation", organisation).ok() };
    if !organisation.is_empty() && whose.is_none() {
        faults.push(Fault::error("organisation", "link", organisation));
    }
    let minor = Decimal::as_written(amount).and_then(|amount| Unit::HUNDREDTH.count(amount));
    let minor = minor.and_then(|minor| i64::try_from(minor).ok());
    if minor.is_none() {
        faults.push(Fault::error("amount", "share_decimal", amount));
    }
    let accounts = known.map(|kind| kind.accounts(whose, cost_kind));
    if let Some(Err(field)) = accounts {
        faults.push(Fault::error(field, "required", ""));
    }
    match (known, accounts, minor) {
        (Some(kind), Some(Ok((debit, credit))), Some(amount_minor)) if faults.is_empty() => Ok(NewTransfer {
            kind,
            day,
            debit,
            credit,
            amount_minor,
            currency: currency.to_uppercase(),
            reference: reference.to_owned(),
            text: text.to_owned(),
        }),
        _ => Err(AppError::Invalid(faults)),
    }
}
