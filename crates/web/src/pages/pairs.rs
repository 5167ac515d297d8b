//! Pairs of initiatives that may be the same work, to be judged and
//! remembered (B18).

use super::Link;
use super::asked::Asked;
use super::list::{chips, may_create};
use super::map::ways_of;
use super::overlap::{Row, row};
use super::take::{count_export, download};
use crate::answer::{html, see_other};
use crate::page::{NavItem, Page};
use crate::query::Query as Address;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::map::{JUDGEMENTS, OVERLAP_KIND, Pair};
use samverk_domain::record::Kind;
use samverk_exchange::{Cell, Format, Sheet};

/// Pairs of a page.
const SIZE: usize = 60;
/// Pairs of a file.
const FILE_MAX: usize = 5_000;
/// Shows those too that were judged as different.
const DIFFERENT: &str = "different";

struct Line {
    first: Item,
    other: Row,
    ids: (String, String),
    judged: Option<String>,
    may_judge: bool,
    /// Where the two are joined, once they were judged the same.
    join: Option<String>,
}

#[derive(Template)]
#[template(path = "pairs.html")]
struct PairsTemplate<'a> {
    page: &'a Page,
    ways: Vec<NavItem>,
    chips: Vec<Link>,
    finding: String,
    lines: Vec<Line>,
    judgements: Vec<(&'static str, String)>,
    other: Link,
    query: String,
    take: Vec<Link>,
    note: Option<String>,
    at: String,
    previous: Option<String>,
    next: Option<String>,
}

pub(crate) async fn show(visitor: Visitor, Path(_): Path<String>) -> Response {
    visitor.answer(page(&visitor).await)
}

async fn page(visitor: &Visitor) -> Result<Response, AppError> {
    let kind = visitor.kind(OVERLAP_KIND)?;
    let asked = Asked::read(kind, &visitor.query);
    let app = visitor.web.app();
    let (ids, scope) = app.list_ids(&visitor.ctx, &asked.query(kind, visitor, &[], &[])).await?;
    let different = asked.address.get("judged") == Some(DIFFERENT);
    if let Some(format) = asked.address.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        count_export(visitor)?;
        let found = app.pairs(&visitor.ctx, &ids, different, (0, FILE_MAX)).await?;
        let lines: Vec<Line> =
            visitor.look(&scope, |eye| found.pairs.iter().map(|pair| line(visitor, kind, pair, &eye)).collect());
        return Ok(download(&sheet(visitor, lines), format));
    }
    let mut at = asked.page;
    let mut found = app.pairs(&visitor.ctx, &ids, different, ((at - 1) * SIZE, SIZE)).await?;
    if found.pairs.is_empty() && at > 1 {
        // Beyond the last page lies the last page.
        at = found.all.div_ceil(SIZE).max(1);
        found = app.pairs(&visitor.ctx, &ids, different, ((at - 1) * SIZE, SIZE)).await?;
    }
    let lines =
        visitor.look(&scope, |eye| found.pairs.iter().map(|pair| line(visitor, kind, pair, &eye)).collect::<Vec<_>>());
    let mut page = Page::new(visitor, &visitor.t("pairs-title"), Some(kind.section));
    page.noindex = true;
    let here = visitor.href(&visitor.path);
    let (address, label) = if different {
        (asked.address.without("judged"), "pairs-hide-different")
    } else {
        (asked.address.with("judged", DIFFERENT), "pairs-show-different")
    };
    let number = |n: usize| samverk_domain::text::number::format(i64::try_from(n).unwrap_or(i64::MAX), 0, visitor.lang);
    let numbers = [("count", number(found.all)), ("open", number(found.open))];
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    let pages = found.all.div_ceil(SIZE).max(1);
    let to_page = |page: usize| asked.address.with("page", &page.to_string()).to_string();
    let take = [Format::Xlsx, Format::Csv, Format::Json].map(|format| Link {
        href: format!("{here}{}", asked.address.without("page").with("format", format.name())),
        label: format.name().to_uppercase(),
    });
    let template = PairsTemplate {
        ways: ways_of(visitor, kind, &asked.address, "overlaps"),
        chips: chips(visitor, kind, &asked, &scope),
        finding: visitor.t_with("pairs-finding", &numbers),
        take: take.into_iter().collect(),
        note: (found.left_out > 0).then(|| visitor.t_with("pairs-left-out", &[("count", &number(found.left_out))])),
        at: visitor.t_with("list-page", &[("page", &number(at)), ("pages", &number(pages))]),
        previous: (at > 1).then(|| to_page(at - 1)),
        next: (at < pages).then(|| to_page(at + 1)),
        lines,
        judgements: JUDGEMENTS.map(|code| (code, visitor.t(&format!("judge-{code}")))).into_iter().collect(),
        other: Link { href: format!("{here}{address}"), label: visitor.t(label) },
        query: visitor.query.clone(),
        page: &page,
    };
    Ok(html(&template))
}

fn line(visitor: &Visitor, kind: &Kind, pair: &Pair, eye: &crate::show::Eye<'_>) -> Line {
    let (first, other) = (&pair.first, &pair.other.stored.record);
    let join = (pair.judgement.as_deref() == Some("same") && may_create(visitor, kind))
        .then(|| format!("{}/edit#into", eye.href(other.id)));
    Line {
        first: eye.title(first.id),
        other: row(visitor, &pair.other, eye),
        ids: (first.key.clone(), other.key.clone()),
        may_judge: pair.may_judge,
        judged: pair.judgement.as_ref().map(|code| visitor.t(&format!("choice-judgement-{code}"))),
        join,
    }
}

/// The pairs as a file.
fn sheet(visitor: &Visitor, lines: Vec<Line>) -> Sheet {
    let heads = ["pairs-first", "pairs-second", "overlap-text", "overlap-words", "overlap-common", "pairs-judgement"];
    let row = |line: Line| {
        let texts = [line.first.text, line.other.title.text, line.other.score, line.other.words, line.other.common];
        texts.into_iter().chain([line.judged.unwrap_or_default()]).map(Cell::Text).collect()
    };
    Sheet {
        name: "pairs".to_owned(),
        header: heads.map(|key| visitor.t(key)).into_iter().collect(),
        rows: lines.into_iter().map(row).collect(),
    }
}

pub(crate) async fn judge(visitor: Visitor, Path(_): Path<String>, body: String) -> Response {
    visitor.answer(judged(&visitor, &body).await)
}

async fn judged(visitor: &Visitor, body: &str) -> Result<Response, AppError> {
    let form = visitor.form(body)?;
    let text = |name: &str| form.get(name).unwrap_or_default();
    let pair = (text("first"), text("second"));
    visitor.web.app().judge(&visitor.ctx, pair, text("judgement")).await?;
    // Read and written anew, so that it is an address whatever was sent.
    let query = Address::parse(text("query")).filled();
    Ok(see_other(&format!("{}{query}", visitor.href("/initiative/overlaps"))))
}
