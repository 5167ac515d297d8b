//! The start page: what goes on, for everybody; what waits, for those who are signed in.

use crate::answer::{html, see_other};
use crate::figure::{Bar, bars};
use crate::page::Page;
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::catalogue::{Filter, Found, Query, Range};
use samverk_app::record::ListPage;
use samverk_domain::access::Scope;
use samverk_domain::record::{Section, Value};

struct Card {
    href: String,
    number: String,
    label: String,
}

#[derive(Template)]
#[template(path = "start.html")]
struct StartTemplate<'a> {
    page: &'a Page,
    cards: Vec<Card>,
    figure: String,
    states: Vec<(String, String, String)>,
    cooperations: Vec<Item>,
}

#[derive(Template)]
#[template(path = "own.html")]
struct OwnTemplate<'a> {
    page: &'a Page,
    heading: String,
    roles: String,
    cards: Vec<Card>,
    first_steps: bool,
    waiting: Vec<Item>,
    initiatives: Vec<(Item, Option<Item>)>,
    meetings: Vec<(Item, String)>,
    cooperations: Vec<Item>,
}

/// Lines of a list on a start page.
const LINES: usize = 10;

pub(crate) async fn choose_language(visitor: Visitor) -> Response {
    see_other(&format!("/{}", visitor.lang))
}

pub(crate) async fn start(visitor: Visitor) -> Response {
    let page = async {
        visitor.web.app().catch_up().await?;
        if visitor.signed_in.is_some() { own(&visitor).await } else { public(&visitor).await }
    };
    if visitor.path != "/" {
        return visitor.refuse(&AppError::NotFound);
    }
    visitor.answer(page.await)
}

fn query<'a>(
    visitor: &Visitor,
    kind: &'a str,
    filters: &'a [Filter],
    sort: &'a str,
    facets: &'a [&'a str],
) -> Query<'a> {
    Query { kind, filters, text: "", sort, lang: visitor.lang, after: None, offset: 0, limit: LINES, facets, sums: &[] }
}

fn card(visitor: &Visitor, kind: &str, count: u64, address: &str, key: &str) -> Card {
    let number = samverk_domain::text::number::format(i64::try_from(count).unwrap_or(0), 0, visitor.lang);
    Card {
        href: visitor.href(&format!("/{kind}{address}")),
        number,
        label: visitor.t_with(key, &[("count", &count.to_string())]),
    }
}

async fn public(visitor: &Visitor) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let scope = app.scope(&visitor.ctx.actor);
    let count = |kind: &str| app.look(|catalogue| catalogue.count(kind, &scope));
    let initiatives = app.list(&visitor.ctx, &query(visitor, "initiative", &[], "title", &["state"])).await?;
    let cooperations = app.list(&visitor.ctx, &query(visitor, "cooperation", &[], "-changed", &[])).await?;
    let states = state_rows(visitor, &initiatives.found);
    let figure: Vec<Bar> = states
        .iter()
        .map(|(label, count, href)| Bar { label: label.clone(), count: *count, href: href.clone() })
        .collect();
    let cards = [
        ("initiative", "card-initiatives"),
        ("cooperation", "card-cooperations"),
        ("organisation", "card-organisations"),
        ("goal", "card-goals"),
        ("meeting", "card-meetings"),
    ];
    let page = Page::new(visitor, "", None);
    let template = StartTemplate {
        page: &page,
        cards: cards
            .map(|(kind, key)| card(visitor, kind, count(kind), "", key))
            .into_iter()
            .filter(|card| card.number != "0")
            .collect(),
        figure: bars(&figure),
        states: states.into_iter().map(|(label, count, href)| (label, count.to_string(), href)).collect(),
        cooperations: titles(visitor, &cooperations),
    };
    Ok(html(&template))
}

/// Initiatives by state, in the order of the states.
fn state_rows(visitor: &Visitor, found: &Found) -> Vec<(String, u64, String)> {
    let facet = found.facets.iter().find(|facet| facet.field == "state");
    let entries = facet.map(|facet| facet.entries.as_slice()).unwrap_or_default();
    entries
        .iter()
        .map(|(code, _, count)| {
            (visitor.t(&format!("initiative-state-{code}")), *count, visitor.href(&format!("/initiative?state={code}")))
        })
        .collect()
}

fn titles(visitor: &Visitor, list: &ListPage) -> Vec<Item> {
    visitor.look(&list.scope, |eye| list.records.iter().map(|stored| eye.title(stored.record.id)).collect())
}

async fn own(visitor: &Visitor) -> Result<Response, AppError> {
    let app = visitor.web.app();
    let account = visitor.account()?;
    let scope = app.scope(&visitor.ctx.actor);
    let keys: Vec<String> = app.look(|catalogue| {
        let ids = account.grants.iter().filter_map(|grant| match grant.scope {
            Scope::Organisation(id) => Some(id),
            _ => None,
        });
        ids.filter_map(|id| catalogue.key(id).map(str::to_owned)).collect()
    });
    let of = |field: &str| Filter { field: field.to_owned(), values: keys.clone(), range: None };
    let (responsible, participant, member) = ([of("responsible")], [of("participant")], [of("organisation")]);
    let none: [Filter; 0] = [];
    let ours = if keys.is_empty() {
        None
    } else {
        Some(app.list(&visitor.ctx, &query(visitor, "initiative", &responsible, "-changed", &[])).await?)
    };
    let with = if keys.is_empty() {
        None
    } else {
        Some(app.list(&visitor.ctx, &query(visitor, "initiative", &participant, "-changed", &[])).await?)
    };
    let memberships = if keys.is_empty() {
        None
    } else {
        Some(app.list(&visitor.ctx, &query(visitor, "membership", &member, "title", &[])).await?)
    };
    let today = app.ports().today();
    let ahead = [Filter {
        field: "start".to_owned(),
        values: Vec::new(),
        range: Some(Range { from: Some(today.to_string()), until: None }),
    }];
    let meetings = app.list(&visitor.ctx, &query(visitor, "meeting", &ahead, "start", &[])).await?;
    let all = app.list(&visitor.ctx, &query(visitor, "initiative", &none, "title", &[])).await?;
    let waiting = app.proposals_waiting(&visitor.ctx).await?;
    let waiting: Vec<Item> =
        visitor.look(&scope, |eye| waiting.iter().map(|proposal| eye.title(proposal.record)).collect());
    let total = |list: &Option<ListPage>| list.as_ref().map_or(0, |list| list.found.total);
    let address = |field: &str| keys.first().map(|key| format!("?{field}={key}")).unwrap_or_default();
    let mut cards = Vec::new();
    if !keys.is_empty() {
        cards.push(card(visitor, "initiative", total(&ours), &address("responsible"), "card-responsible"));
        cards.push(card(visitor, "initiative", total(&with), &address("participant"), "card-participant"));
        cards.push(card(visitor, "membership", total(&memberships), &address("organisation"), "card-memberships"));
    }
    let stale = app.stale(&visitor.ctx).await?.len() as u64;
    if stale > 0 {
        cards.push(card(visitor, "review", stale, "", "card-review"));
    }
    cards.push(card(visitor, "initiative", all.found.total, "", "card-initiatives"));
    let initiatives: Vec<(Item, Option<Item>)> = visitor.look(&scope, |eye| {
        let kind = app.registry().get("initiative");
        let lists = ours.iter().chain(&with).flat_map(|list| &list.records);
        let lines = lists.filter_map(|stored| Some((eye.title(stored.record.id), eye.state(kind?, &stored.record))));
        lines.take(LINES).collect()
    });
    let cooperations: Vec<Item> = visitor.look(&scope, |eye| {
        let lists = memberships.iter().flat_map(|list| &list.records);
        lists.filter_map(|stored| stored.record.target("cooperation")).map(|id| eye.title(id)).collect()
    });
    let meetings: Vec<(Item, String)> = visitor.look(&scope, |eye| {
        let when = |value: Option<&Value>| match value {
            Some(Value::Date(date)) => crate::i18n::date(*date, visitor.lang),
            _ => String::new(),
        };
        meetings
            .records
            .iter()
            .map(|stored| (eye.title(stored.record.id), when(stored.record.first("start"))))
            .collect()
    });
    let mut page = Page::new(visitor, &visitor.t("own-start"), None::<Section>);
    page.noindex = true;
    let roles: Vec<String> = account.grants.iter().map(|grant| visitor.role_text(*grant)).collect();
    let template = OwnTemplate {
        heading: visitor.t_with("own-heading", &[("name", &account.name)]),
        roles: roles.join(", "),
        first_steps: initiatives.is_empty() && waiting.is_empty(),
        page: &page,
        cards,
        waiting,
        initiatives,
        meetings,
        cooperations,
    };
    Ok(html(&template))
}
