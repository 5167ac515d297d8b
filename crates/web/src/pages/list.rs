//! Lists: `GET /{lang}/{kind}`, as page, CSV, XLSX or JSON.

use super::asked::{Asked, facetable, filterable, is_number, is_range, sortable};
use super::kept::{Kept, ViewChip, chips_of, notice};
use super::linked::LinkedFormat;
use super::{Link, take};
use crate::answer::{html, see_other};
use crate::i18n::t;
use crate::page::Page;
use crate::show::{Item, column_label};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::catalogue::{Facet, Scope};
use samverk_app::record::ListPage;
use samverk_app::together::Reach;
use samverk_domain::record::{FieldType, Kind, META_COLUMNS};
use samverk_exchange::Format;

/// Entries of a filter on links or texts.
const OPTIONS_MAX: usize = 150;
/// Filters shown without opening the others.
const FIRST_FILTERS: usize = 3;

pub(super) struct OptionView {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) chosen: bool,
    /// Depth in a tree.
    pub(super) depth: usize,
}

struct FilterView {
    name: String,
    label: String,
    range: bool,
    from: String,
    until: String,
    options: Vec<OptionView>,
}

struct ColumnView {
    label: String,
    number: bool,
    sorted: Option<&'static str>,
    sort_value: Option<String>,
}

struct ChoosableColumn {
    name: String,
    label: String,
    chosen: bool,
}

struct CellView {
    label: String,
    number: bool,
    items: Vec<Item>,
    mark: Option<String>,
}

#[derive(Template)]
#[template(path = "list.html")]
struct ListTemplate<'a> {
    page: &'a Page,
    tabs: Vec<crate::page::NavItem>,
    ways: Vec<crate::page::NavItem>,
    reports: Vec<Link>,
    intro: String,
    empty: String,
    new: Option<(String, String)>,
    words: String,
    first_filters: Vec<FilterView>,
    more_filters: Vec<FilterView>,
    more_open: bool,
    choosable: Vec<ChoosableColumn>,
    sort: String,
    chips: Vec<Link>,
    clear: String,
    count: String,
    columns: Vec<ColumnView>,
    rows: Vec<RowView>,
    sums: Vec<String>,
    shown: String,
    pages: usize,
    previous: Option<String>,
    next: Option<String>,
    at: String,
    as_shown: Vec<Link>,
    for_editing: Vec<Link>,
    linked: Vec<Link>,
    import: String,
    views: Vec<ViewChip>,
    view_action: String,
    reaches: Vec<(&'static str, String)>,
    followed: bool,
    kind: &'static str,
    query: String,
    bulk: Vec<(&'static str, String)>,
    bulk_action: String,
}

struct RowView {
    /// Id and version, for changing many at once.
    chosen: String,
    title: String,
    cells: Vec<CellView>,
}

pub(crate) async fn list(visitor: Visitor, Path((_, kind)): Path<(String, String)>) -> Response {
    visitor.answer(answer(&visitor, &kind).await)
}

async fn answer(visitor: &Visitor, kind: &str) -> Result<Response, AppError> {
    let kind = visitor.kind(kind)?;
    let asked = Asked::read(kind, &visitor.query);
    if let Some(format) = asked.address.get("format").and_then(LinkedFormat::parse) {
        take::count_export(visitor)?;
        return super::linked::list(visitor, kind, &asked, format).await;
    }
    if let Some(format) = asked.address.get("format") {
        let format = Format::parse(format).ok_or(AppError::NotFound)?;
        return take::take(visitor, kind, asked, format).await;
    }
    if kind.name == "initiative" && asked.address.get("at").is_some() {
        // The list of an earlier moment has a page of its own.
        return Ok(see_other(&format!("{}{}", visitor.href("/initiative/then"), asked.address)));
    }
    let facets: Vec<&str> = filterable(kind).into_iter().filter(|name| facetable(kind, name)).collect();
    let sums: Vec<&str> = asked.columns.iter().map(String::as_str).filter(|name| is_number(kind, name)).collect();
    let app = visitor.web.app();
    let views = app.views(&visitor.ctx, kind.name).await?;
    if visitor.query.is_empty()
        && let Some(first) = views.iter().find(|view| view.reach == "standard" && !view.query.is_empty())
    {
        // What the visitor's organisation sees first; "all" is a chip away.
        return Ok(see_other(&format!("{}?{}", visitor.href(&visitor.path), first.query)));
    }
    let query = asked.address.without("page").without("view").without("done").without("seq").without("kept");
    let query = query.to_string().trim_start_matches('?').to_owned();
    let follows = app.follows(&visitor.ctx).await?;
    let followed = follows.iter().any(|f| f.kind == kind.name && f.record.is_empty() && f.query == query);
    let list = app.list(&visitor.ctx, &asked.query(kind, visitor, &facets, &sums)).await?;
    Ok(page(visitor, kind, &asked, &list, Kept { views, query, followed }))
}

fn page(visitor: &Visitor, kind: &Kind, asked: &Asked, list: &ListPage, kept: Kept) -> Response {
    let lang = visitor.lang;
    let plural = t(lang, &format!("kind-{}.plural", kind.name));
    let mut page = Page::new(visitor, &plural, Some(kind.section));
    page.noindex = !asked.address.pairs().is_empty();
    page.notice = notice(visitor, kind, asked);
    let with_query = |path: &str| {
        let mark = if kept.query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", visitor.href(path), kept.query)
    };
    page.feed = Some(with_query(&format!("/{}/feed", kind.name)));
    let (filters, rows) = visitor.look(&list.scope, |eye| {
        let filters: Vec<FilterView> = filterable(kind)
            .into_iter()
            .filter_map(|name| filter_view(visitor, kind, asked, &list.found.facets, name, &eye))
            .collect();
        let rows: Vec<RowView> = list
            .records
            .iter()
            .map(|stored| {
                let cells = asked.columns.iter().enumerate().map(|(at, name)| {
                    let mut items = eye.column(kind, &stored.record, name, &stored.changed_at);
                    if at == 0 {
                        lead_to_record(&mut items, &eye.title(stored.record.id));
                    }
                    CellView {
                        label: column_label(lang, kind, name),
                        number: is_number(kind, name),
                        mark: if at == 0 { uncertain(visitor, &stored.record) } else { None },
                        items,
                    }
                });
                RowView {
                    chosen: format!("{}.{}", stored.record.id, stored.record.version),
                    title: eye.title(stored.record.id).text,
                    cells: cells.collect(),
                }
            })
            .collect();
        (filters, rows)
    });
    let chosen = |filter: &FilterView| {
        !filter.from.is_empty() || !filter.until.is_empty() || filter.options.iter().any(|option| option.chosen)
    };
    let mut filters = filters;
    let more = filters.split_off(filters.len().min(FIRST_FILTERS));
    let total = usize::try_from(list.found.total).unwrap_or(usize::MAX);
    let pages = total.div_ceil(asked.size).max(1);
    let to_page = |number: usize| asked.address.with("page", &number.to_string()).to_string();
    let first = (asked.page - 1) * asked.size + 1;
    let last = (first + rows.len()).saturating_sub(1);
    let number = |n: usize| samverk_domain::text::number::format(i64::try_from(n).unwrap_or(i64::MAX), 0, lang);
    let formats = |extra: &str| {
        let link = |format: Format| {
            let address = asked.address.without("page").with("format", format.name());
            let address = if extra.is_empty() { address } else { address.with("for", extra) };
            Link { href: format!("{}{address}", visitor.href(&visitor.path)), label: format.name().to_uppercase() }
        };
        [Format::Xlsx, Format::Csv, Format::Json].map(link).into_iter().collect::<Vec<_>>()
    };
    let may_create = may_create(visitor, kind);
    let template = ListTemplate {
        tabs: tabs(visitor, kind),
        ways: super::map::ways_of(visitor, kind, &asked.address, "list"),
        reports: reports(visitor, kind, &kept.query),
        intro: t(lang, &format!("kind-{}.intro", kind.name)),
        empty: if asked.filters.is_empty() && asked.words.is_empty() {
            t(lang, &format!("kind-{}.empty", kind.name))
        } else {
            t(lang, "list-nothing")
        },
        new: may_create
            .then(|| (visitor.href(&format!("/{}/new", kind.name)), t(lang, &format!("kind-{}.new", kind.name)))),
        words: asked.words.clone(),
        more_open: more.iter().any(chosen),
        first_filters: filters,
        more_filters: more,
        choosable: choosable(visitor, kind, asked),
        sort: asked.address.get("sort").unwrap_or_default().to_owned(),
        chips: chips(visitor, kind, asked, &list.scope),
        clear: visitor.href(&visitor.path),
        count: visitor.t_with("list-count", &[("count", &list.found.total.to_string()), ("shown", &number(total))]),
        columns: asked.columns.iter().map(|name| column_view(visitor, kind, asked, name)).collect(),
        sums: sums_row(visitor, kind, asked, list),
        shown: visitor
            .t_with("list-shown", &[("first", &number(first)), ("last", &number(last)), ("total", &number(total))]),
        pages,
        previous: (asked.page > 1).then(|| to_page(asked.page - 1)),
        next: (asked.page < pages).then(|| to_page(asked.page + 1)),
        at: visitor.t_with("list-page", &[("page", &number(asked.page)), ("pages", &number(pages))]),
        as_shown: formats(""),
        for_editing: formats("editing"),
        linked: [("ttl", "Turtle"), ("jsonld", "JSON-LD")]
            .map(|(format, label)| {
                let address = asked.address.without("page").with("format", format);
                Link { href: format!("{}{address}", visitor.href(&visitor.path)), label: label.to_owned() }
            })
            .into_iter()
            .collect(),
        import: visitor.href(&format!("/{}/import", kind.name)),
        views: chips_of(visitor, kind, &kept),
        view_action: visitor.href(&format!("/{}/view", kind.name)),
        reaches: Reach::ALL
            .map(|reach| (reach.code(), visitor.t(&format!("view-{}", reach.code()))))
            .into_iter()
            .collect(),
        followed: kept.followed,
        kind: kind.name,
        query: kept.query.clone(),
        bulk: if may_create {
            super::bulk::fields(kind).map(|field| (field.name, column_label(lang, kind, field.name))).collect()
        } else {
            Vec::new()
        },
        bulk_action: visitor.href(&format!("/{}/bulk", kind.name)),
        rows,
        page: &page,
    };
    html(&template)
}

/// Whether the visitor may make records for anybody: for its own
/// organisation, or in a cooperation that it coordinates.
pub(super) fn may_create(visitor: &Visitor, kind: &Kind) -> bool {
    use samverk_domain::access::Role;
    let writes = |role| matches!(role, Role::Coordinator | Role::Representative);
    let actor = &visitor.ctx.actor;
    actor.grants().iter().any(|grant| writes(grant.role)) || (kind.by_operator && actor.is_operator())
}

/// The first cell leads to the record, unless it is a link already.
fn lead_to_record(items: &mut Vec<Item>, title: &Item) {
    match items.as_mut_slice() {
        [item] if item.href.is_none() => item.href.clone_from(&title.href),
        [item] => item.href.clone_from(&title.href),
        [] => items.push(title.clone()),
        _ => {}
    }
}

/// The mark of a record whose facts are not certain.
pub(super) fn uncertain(visitor: &Visitor, record: &samverk_domain::record::Record) -> Option<String> {
    let code = record.text("certainty").filter(|code| matches!(*code, "inferred" | "uncertain" | "lost"))?;
    Some(visitor.t(&format!("choice-certainty-{code}")))
}

/// The registers of the same part of the navigation.
fn tabs(visitor: &Visitor, own: &Kind) -> Vec<crate::page::NavItem> {
    let kinds = visitor.web.app().registry().kinds().iter();
    let kinds = kinds.filter(|kind| kind.section == own.section && (kind.in_menu || kind.name == own.name));
    let tabs: Vec<_> = kinds
        .map(|kind| crate::page::NavItem {
            href: visitor.href(&format!("/{}", kind.name)),
            label: visitor.t(&format!("kind-{}.plural", kind.name)),
            current: kind.name == own.name,
        })
        .collect();
    if tabs.len() > 1 { tabs } else { Vec::new() }
}

/// Projects that are prepared or done, in the order of their priority (B06).
const ACTIVE_PROJECTS: &str = "/initiative?type=project&state=prestudy_planned&state=prestudy_started&state=decided&state=procurement&state=started&sort=priority";

fn reports(visitor: &Visitor, kind: &Kind, query: &str) -> Vec<Link> {
    let link = |path: &str, key: &str| Link { href: visitor.href(path), label: visitor.t(key) };
    let mark = if query.is_empty() { "" } else { "?" };
    let matrix = (kind.name != "initiative" && super::matrix::is_possible(kind))
        .then(|| link(&format!("/{}/matrix{mark}{query}", kind.name), "matrix-link"));
    let own = match kind.name {
        "cooperation" => {
            vec![
                link("/report/studied-cooperations", "report-studied"),
                link("/report/stairs", "stairs-title"),
                link("/report/breadth", "report-breadth"),
                link("/report/breadth-by-level", "report-breadth-by-level"),
            ]
        }
        "initiative" => vec![
            link(ACTIVE_PROJECTS, "active-projects"),
            link("/report/progress", "progress-title"),
            link("/report/governing", "governing-title"),
            link("/report/left-locally", "left-title"),
        ],
        "need" => vec![link("/report/fast-lane", "fast-title")],
        "cost-model" | "budget" => vec![link("/fairness", "fairness-title")],
        "regional-responsibility" => vec![link("/report/regional-responsibility", "report-regional")],
        _ => Vec::new(),
    };
    matrix.into_iter().chain(own).collect()
}

fn filter_view(
    visitor: &Visitor,
    kind: &Kind,
    asked: &Asked,
    facets: &[Facet],
    name: &str,
    eye: &crate::show::Eye<'_>,
) -> Option<FilterView> {
    let label = column_label(visitor.lang, kind, name);
    let bound = |end: &str| asked.address.get(&format!("{name}.{end}")).unwrap_or_default().to_owned();
    let chosen: Vec<&str> = asked.address.all(name).collect();
    if kind.get(name).is_some_and(|field| is_range(field.of)) {
        return Some(FilterView {
            name: name.to_owned(),
            label,
            range: true,
            from: bound("from"),
            until: bound("until"),
            options: Vec::new(),
        });
    }
    let facet = facets.iter().find(|facet| facet.field == name)?;
    let mut options: Vec<OptionView> = facet
        .entries
        .iter()
        .take(OPTIONS_MAX)
        .map(|(code, id, count)| {
            let text = match id {
                Some(id) => eye.title(*id).text,
                None => entry_label(visitor, kind, name, code),
            };
            let value = if code.is_empty() { "-".to_owned() } else { code.clone() };
            let count = samverk_domain::text::number::format(i64::try_from(*count).unwrap_or(0), 0, visitor.lang);
            OptionView { chosen: chosen.contains(&value.as_str()), label: format!("{text} ({count})"), value, depth: 0 }
        })
        .collect();
    for value in chosen {
        if !options.iter().any(|option| option.value == value) {
            options.push(OptionView {
                value: value.to_owned(),
                label: entry_label(visitor, kind, name, value),
                chosen: true,
                depth: 0,
            });
        }
    }
    (!options.is_empty()).then(|| FilterView {
        name: name.to_owned(),
        label,
        range: false,
        from: String::new(),
        until: String::new(),
        options,
    })
}

/// The label of a code of a filter.
pub(super) fn entry_label(visitor: &Visitor, kind: &Kind, name: &str, code: &str) -> String {
    if code.is_empty() || code == "-" {
        return visitor.t("not-filled-in");
    }
    let list = visitor.web.app().registry().filter_list(kind, name);
    if let Some(list) = list.filter(|list| list.get(code).is_some()) {
        let indent = "\u{2003}".repeat(list.depth(code));
        return format!("{indent}{}", visitor.t(&format!("choice-{}-{code}", list.name)));
    }
    match (name, kind.get(name).map(|field| field.of)) {
        ("state", _) => visitor.t(&format!("{}-state-{code}", kind.name)),
        ("visibility", _) => visitor.t(&format!("visibility-{code}")),
        (_, Some(FieldType::Flag)) => visitor.t(code),
        _ => code.to_owned(),
    }
}

fn choosable(visitor: &Visitor, kind: &Kind, asked: &Asked) -> Vec<ChoosableColumn> {
    let fields = kind.fields.iter().map(|field| field.name).filter(|name| *name != "files");
    let meta =
        META_COLUMNS.iter().copied().filter(|name| *name != "title" && (*name != "state" || kind.states.is_some()));
    let column = |name: &str| ChoosableColumn {
        name: name.to_owned(),
        label: column_label(visitor.lang, kind, name),
        chosen: asked.columns.iter().any(|chosen| chosen == name),
    };
    fields.chain(meta).map(column).collect()
}

/// What is asked of a list, each with the way to leave it out.
pub(super) fn chips(visitor: &Visitor, kind: &Kind, asked: &Asked, scope: &Scope) -> Vec<Link> {
    let mut chips = Vec::new();
    let base = asked.address.without("page");
    let own = visitor.href(&visitor.path);
    if !asked.words.is_empty() {
        chips.push(Link { href: format!("{own}{}", base.without("q")), label: format!("”{}”", asked.words) });
    }
    for filter in &asked.filters {
        let label = column_label(visitor.lang, kind, &filter.field);
        for value in &filter.values {
            let title = visitor.look(scope, |eye| {
                let target = visitor.web.app().registry().filter_target(kind, &filter.field);
                let id = target
                    .and_then(|target| eye.catalogue.find(target, value))
                    .filter(|id| eye.catalogue.sees(*id, eye.scope));
                id.map(|id| eye.title(id).text)
            });
            let title = title.unwrap_or_else(|| entry_label(visitor, kind, &filter.field, value).trim().to_owned());
            let sent = if value.is_empty() { "-" } else { value };
            let href = format!("{own}{}", base.without_value(&filter.field, sent));
            chips.push(Link { href, label: format!("{label}: {title}") });
        }
        if let Some(range) = &filter.range {
            let bounds = [range.from.as_deref(), range.until.as_deref()].map(Option::unwrap_or_default);
            let href = base.without(&format!("{}.from", filter.field)).without(&format!("{}.until", filter.field));
            chips.push(Link { href: format!("{own}{href}"), label: format!("{label}: {}", bounds.join(" – ")) });
        }
    }
    chips
}

fn column_view(visitor: &Visitor, kind: &Kind, asked: &Asked, name: &str) -> ColumnView {
    let (sorted_by, descending) =
        asked.sort.strip_prefix('-').map_or((asked.sort.as_str(), false), |name| (name, true));
    let is_title = kind.title_field().is_some_and(|field| field.name == name);
    let sorted = sorted_by == name || (is_title && sorted_by == "title");
    let may = sortable(kind, name);
    ColumnView {
        label: column_label(visitor.lang, kind, name),
        number: is_number(kind, name),
        sorted: may.then_some(match (sorted, descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        }),
        sort_value: may.then(|| if sorted && !descending { format!("-{name}") } else { name.to_owned() }),
    }
}

fn sums_row(visitor: &Visitor, kind: &Kind, asked: &Asked, list: &ListPage) -> Vec<String> {
    if list.found.sums.is_empty() {
        return Vec::new();
    }
    let cell = |name: &String| {
        let sums = list.found.sums.iter().filter(|sum| sum.field == *name);
        let texts = sums.map(|sum| match (&sum.currency, kind.get(name).map(|field| field.of)) {
            (Some(currency), _) => crate::i18n::money(
                &samverk_domain::record::Money { amount_minor: sum.total, currency: currency.clone() },
                visitor.lang,
            ),
            (None, Some(FieldType::Number { decimals })) => {
                samverk_domain::text::number::format(sum.total, decimals, visitor.lang)
            }
            _ => samverk_domain::text::number::format(sum.total, 0, visitor.lang),
        });
        texts.collect::<Vec<_>>().join(", ")
    };
    asked.columns.iter().map(cell).collect()
}
