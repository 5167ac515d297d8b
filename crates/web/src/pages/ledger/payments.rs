//! Payments of a bank statement: what was entered, and what a person decides.

use super::super::Link;
use super::super::field::{key_of, named};
use super::super::file::Upload;
use super::read_transfer;
use crate::answer::{html_with, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::response::Response;
use samverk_app::money::{Doubt, MatchedPayment};
use samverk_app::{AppError, Ctx, Once};
use samverk_domain::RecordId;
use samverk_domain::money::{Decimal, Unit};
use samverk_domain::record::{Fault, Money};
use samverk_exchange::read_payments;

/// Payments of one page that a person may decide on.
const DECIDED_MAX: usize = 2_000;

#[derive(Template)]
#[template(path = "payments.html")]
struct PaymentsTemplate<'a> {
    page: &'a Page,
    /// Makes what is entered here happen once.
    form: String,
    crumbs: Vec<Link>,
    finding: String,
    /// Said where more are in doubt than a page has.
    cut: Option<String>,
    entered: Vec<PaymentLine>,
    doubtful: Vec<PaymentLine>,
    action: String,
    members: Vec<String>,
}

/// A payment as a form sends it on, for a person to decide.
#[derive(Default)]
struct Sent {
    day: String,
    amount: String,
    /// As the bank tells it; nothing where it does not.
    currency: String,
    reference: String,
    payer: String,
    organisation: String,
    doubt: &'static str,
    taken: bool,
}

/// A payment of a statement; one in doubt with what is known of it.
struct PaymentLine {
    day: String,
    amount: String,
    member: Item,
    /// Number in the ledger, or why it is in doubt.
    told: String,
    /// Why it was not entered when somebody said so.
    error: String,
    sent: Sent,
}

pub(crate) async fn payments(
    visitor: Visitor,
    Path((_, key)): Path<(String, String)>,
    mut parts: Multipart,
) -> Response {
    visitor.answer(paid(&visitor, &key, &mut parts).await)
}

async fn paid(visitor: &Visitor, key: &str, parts: &mut Multipart) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve("cooperation", key)?;
    // What must not be seen is not found, whatever is sent.
    app.record(&visitor.ctx, id).await?;
    let upload = Upload::read(visitor, parts).await?;
    let read = read_payments(&upload.content)
        .map_err(|(code, detail)| AppError::Invalid(vec![Fault::error("file", code, detail)]))?;
    let found = app.take_payments(&visitor.ctx, id, read, false).await?;
    let currency = app.currency_of_books(id).await?;
    let scope = app.scope(&visitor.ctx.actor);
    let line = |one: &MatchedPayment| {
        let payment = &one.payment;
        let member = visitor.look(&scope, |eye| one.member.map(|id| (eye.title(id), named(&eye, id))));
        let (member, organisation) = member.unwrap_or_default();
        let sent = Sent {
            day: payment.day.clone(),
            amount: Unit::HUNDREDTH.text(payment.amount_minor.into()),
            currency: payment.currency.clone(),
            reference: payment.reference.clone(),
            payer: payment.payer.clone(),
            organisation,
            doubt: one.doubt.map_or("", Doubt::code),
            taken: false,
        };
        let number = one.no.map(|no| no.to_string()).unwrap_or_default();
        PaymentLine { member, told: number, ..told(visitor, &currency, sent) }
    };
    let (entered, doubtful): (Vec<_>, Vec<_>) = found.iter().partition(|one| one.doubt.is_none());
    let doubtful: Vec<PaymentLine> = doubtful
        .into_iter()
        .map(|one| {
            let line = line(one);
            PaymentLine { told: doubted(visitor, line.sent.doubt), ..line }
        })
        .collect();
    let entered = entered.into_iter().map(line).collect();
    drawn(visitor, key, id, (entered, doubtful)).await
}

/// Why a payment is in doubt, in words.
fn doubted(visitor: &Visitor, doubt: &str) -> String {
    if doubt.is_empty() { String::new() } else { visitor.t(&format!("payment-doubt-{doubt}")) }
}

/// A payment as people read it.
fn told(visitor: &Visitor, books: &str, sent: Sent) -> PaymentLine {
    let minor = Decimal::as_written(&sent.amount).and_then(|amount| Unit::HUNDREDTH.count(amount));
    let money = Money {
        amount_minor: minor.and_then(|minor| i64::try_from(minor).ok()).unwrap_or_default(),
        currency: if sent.currency.is_empty() { books.to_owned() } else { sent.currency.clone() },
    };
    PaymentLine {
        day: sent.day.parse().map_or(sent.day.clone(), |day| crate::i18n::date(day, visitor.lang)),
        amount: crate::i18n::money(&money, visitor.lang),
        member: Item::default(),
        told: doubted(visitor, sent.doubt),
        error: String::new(),
        sent,
    }
}

/// Enters the payments that somebody has ticked, and shows the others again:
/// nothing of the statement has to be read a second time.
pub(super) async fn decided(visitor: &Visitor, key: &str, id: RecordId, typed: &Query) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let books = app.currency_of_books(id).await?;
    let ticked: Vec<&str> = typed.all("take").collect();
    let (mut entered, mut doubtful) = (Vec::new(), Vec::new());
    for at in 0..DECIDED_MAX {
        let text = |name: &str| typed.get(&format!("{name}.{at}")).unwrap_or_default().trim().to_owned();
        if typed.get(&format!("day.{at}")).is_none() {
            break;
        }
        let doubt = text("doubt");
        let sent = Sent {
            day: text("day"),
            amount: text("amount"),
            currency: text("currency"),
            reference: text("reference"),
            payer: text("payer"),
            organisation: text("organisation"),
            doubt: Doubt::ALL.into_iter().map(Doubt::code).find(|code| *code == doubt).unwrap_or_default(),
            taken: ticked.contains(&at.to_string().as_str()),
        };
        let done = if sent.taken { Some(enter(visitor, id, (typed, at), &sent).await) } else { None };
        let line = told(visitor, &books, sent);
        match done {
            None => doubtful.push(line),
            Some(Ok(no)) => entered.push(PaymentLine { told: no.to_string(), ..line }),
            Some(Err(AppError::Invalid(faults))) => {
                let faults = faults.iter().map(|fault| crate::show::fault(visitor.lang, fault));
                doubtful.push(PaymentLine { error: faults.collect::<Vec<_>>().join(" "), ..line });
            }
            Some(Err(error)) => return Err(error),
        }
    }
    if doubtful.is_empty() {
        return Ok(see_other(&visitor.href(&format!("/cooperation/{key}/ledger"))));
    }
    drawn(visitor, key, id, (entered, doubtful)).await
}

/// Enters one payment, once however often the form is sent; its number.
async fn enter(visitor: &Visitor, id: RecordId, form: (&Query, usize), sent: &Sent) -> Result<i64, AppError> {
    let app = visitor.web.app();
    let (typed, at) = form;
    let once = typed.get("form").filter(|form| !form.is_empty());
    let once = once.map(|form| Once::of_form(&visitor.ctx, &format!("{form}-{at}")));
    let ctx = Ctx { once, ..visitor.ctx.clone() };
    if let Some((_, no)) = visitor.done_before(&ctx).await? {
        return Ok(no);
    }
    let wrong = || AppError::Invalid(vec![Fault::error("day", "date", sent.day.clone())]);
    let day = sent.day.parse().map_err(|_| wrong())?;
    let whose = key_of(&sent.organisation);
    let amount = (day, sent.amount.as_str(), sent.currency.as_str());
    let new = read_transfer(app, ("payment", whose, ""), amount, (&sent.reference, &sent.payer))?;
    app.enter(&ctx, id, &new).await
}

async fn drawn(
    visitor: &Visitor,
    key: &str,
    id: RecordId,
    (entered, mut doubtful): (Vec<PaymentLine>, Vec<PaymentLine>),
) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let scope = app.scope(&visitor.ctx.actor);
    let name = visitor.look(&scope, |eye| eye.title(id).text);
    let of = app.cost_members(&visitor.ctx, id, None).await?;
    let mut page = Page::new(visitor, &visitor.t("payments-title"), Some(visitor.kind("cooperation")?.section));
    page.noindex = true;
    let ledger = visitor.href(&format!("/cooperation/{key}/ledger"));
    let numbers = [("entered", entered.len().to_string()), ("doubtful", doubtful.len().to_string())];
    let sizes = [("shown", DECIDED_MAX.to_string()), ("total", doubtful.len().to_string())];
    let sizes = sizes.each_ref().map(|(name, text)| (*name, text.as_str()));
    let cut = (doubtful.len() > DECIDED_MAX).then(|| visitor.t_with("payments-cut", &sizes));
    doubtful.truncate(DECIDED_MAX);
    let is_refused = doubtful.iter().any(|line| !line.error.is_empty());
    let template = PaymentsTemplate {
        crumbs: vec![
            Link { href: visitor.href(&format!("/cooperation/{key}")), label: name },
            Link { href: ledger.clone(), label: visitor.t("ledger-name") },
        ],
        finding: visitor.t_with("payments-finding", &numbers.each_ref().map(|(name, text)| (*name, text.as_str()))),
        cut,
        entered,
        doubtful,
        action: ledger,
        form: app.ports().token(),
        members: visitor.look(&scope, |eye| of.members.iter().map(|member| named(&eye, member.organisation)).collect()),
        page: &page,
    };
    Ok(html_with(if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &template))
}
