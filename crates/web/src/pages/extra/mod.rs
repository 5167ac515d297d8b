//! What some kinds show beyond their facts: a cooperation its members over
//! time and its bodies, a body its seats, a meeting what it collides with.

mod life;

use crate::figure::{Span, strip};
use crate::show::Eye;
use crate::visitor::Visitor;
use askama::Template;
use samverk_app::AppError;
use samverk_app::catalogue::Query;
use samverk_app::record::{Stored, View};
use samverk_domain::record::{Kind, Record, Value};
use samverk_domain::register::seats;
use samverk_domain::{RecordId, text};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// More of a page, as safe HTML, and the links that it shows already.
#[derive(Default)]
pub(super) struct Extra {
    pub(super) first: String,
    pub(super) last: String,
    pub(super) shown: Vec<(&'static str, &'static str)>,
}

struct Strip {
    heading: String,
    finding: String,
    figure: String,
    as_table: String,
    heads: [String; 3],
    rows: Vec<(String, String, String, String)>,
}

#[derive(Template)]
#[template(path = "cooperation_extra.html")]
struct CooperationTemplate {
    strip: Option<Strip>,
    bodies_heading: String,
    bodies: Vec<String>,
    time: Option<String>,
}

#[derive(Template)]
#[template(
    source = "<section aria-labelledby=\"x-{{ id }}\"><h2 class=\"ds-heading\" data-size=\"sm\" id=\"x-{{ id }}\">{{ heading }}</h2>{% if warns %}<div class=\"ds-alert notice\" data-color=\"warning\">{% endif %}{% for line in lines %}<p>{% if let Some(href) = line.1 %}<a class=\"ds-link\" href=\"{{ href }}\">{{ line.0 }}</a>{% else %}{{ line.0 }}{% endif %}</p>{% endfor %}{% if warns %}</div>{% endif %}</section>",
    ext = "html"
)]
struct LinesTemplate {
    id: &'static str,
    heading: String,
    warns: bool,
    lines: Vec<(String, Option<String>)>,
}

#[derive(Template)]
#[template(
    source = "<li><a class=\"ds-link\" href=\"{{ href }}\">{{ title }}</a> <span class=\"muted small\">{{ facts }}</span>{% if !below.is_empty() %}<ul>{% for body in below %}{{ body|safe }}{% endfor %}</ul>{% endif %}</li>",
    ext = "html"
)]
struct BodyTemplate {
    href: String,
    title: String,
    facts: String,
    below: Vec<String>,
}

#[derive(Template)]
#[template(source = "<p class=\"no-print\"><a class=\"ds-link\" href=\"{{ href }}\">{{ label }}</a></p>", ext = "html")]
struct LinkTemplate {
    href: String,
    label: String,
}

fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}

impl Extra {
    pub(super) async fn of(visitor: &Visitor, kind: &Kind, view: &View) -> Result<Self, AppError> {
        let mut extra = match kind.name {
            "cooperation" => Self::cooperation(visitor, view).await?,
            "organisation" => Self::organisation(visitor, view),
            "body" => Self::body(visitor, view).await?,
            "meeting" => Self::meeting(visitor, kind, view).await?,
            "precondition-profile" => Self::profile(visitor, kind, view).await?,
            "initiative" => Self::initiative(visitor, view).await?,
            "life-event" => life::life_event(visitor, view),
            "service" => life::service(visitor, view),
            "goal" => Self::goal(visitor, view),
            "map-version" => Self::map_version(visitor, view),
            "budget" => Self::budget(visitor, view),
            "settlement" => Self::settlement(visitor, view),
            "call-for-interest" => life::call(visitor, view).await?,
            _ => Self::default(),
        };
        extra.last.push_str(&Self::reports(visitor, view));
        Ok(extra)
    }

    /// The computed reports on the record.
    fn reports(visitor: &Visitor, view: &View) -> String {
        let record = &view.stored.record;
        let own = super::report::computed::links(visitor, record);
        if own.is_empty() || record.deleted {
            return String::new();
        }
        let lines = own.into_iter().map(|link| (link.label, Some(link.href))).collect();
        let heading = visitor.t("report-reports");
        rendered(&LinesTemplate { id: "reports", heading, warns: false, lines })
    }

    /// A frozen version leads to its map, and to what is different now.
    fn map_version(visitor: &Visitor, view: &View) -> Self {
        let key = &view.stored.record.key;
        let links = [
            (visitor.href(&format!("/initiative/then?at={key}")), "map-version-show"),
            (visitor.href(&format!("/initiative/compare?from={key}")), "map-version-compare"),
        ];
        let first = links.map(|(href, label)| rendered(&LinkTemplate { href, label: visitor.t(label) })).concat();
        Self { first, ..Self::default() }
    }

    /// What is carried forward becomes a line of the next budget, a surplus one
    /// below nothing (H27).
    fn settlement(visitor: &Visitor, view: &View) -> Self {
        let record = &view.stored.record;
        let (Some("carry_forward" | "restore"), Some(Value::Money(result))) =
            (record.text("treatment"), record.first("result"))
        else {
            return Self::default();
        };
        if visitor.signed_in.is_none() {
            return Self::default();
        }
        let year = record.number("year").unwrap_or_default().to_string();
        let amount = samverk_domain::money::Unit::HUNDREDTH.text(-i128::from(result.amount_minor));
        let query = crate::query::Query::default()
            .with("name", &visitor.t_with("settlement-line", &[("year", &format!(" {year}"))]))
            .with("amount", &format!("{amount} {}", result.currency))
            .with("source", &record.key);
        let href = visitor.href(&format!("/budget-line/new{query}"));
        Self { first: rendered(&LinkTemplate { href, label: visitor.t("settlement-carry") }), ..Self::default() }
    }

    /// A budget leads to what each member pays.
    fn budget(visitor: &Visitor, view: &View) -> Self {
        let href = visitor.href(&format!("/budget/{}/shares", view.stored.record.key));
        Self { first: rendered(&LinkTemplate { href, label: visitor.t("budget-shares-link") }), ..Self::default() }
    }

    /// What has goals below it, or is to be approved, is an agenda with a page of its own.
    fn goal(visitor: &Visitor, view: &View) -> Self {
        if group(view, "goal", "parent").is_empty() && group(view, "approval", "goal").is_empty() {
            return Self::default();
        }
        let href = visitor.href(&format!("/goal/{}/document", view.stored.record.key));
        Self { first: rendered(&LinkTemplate { href, label: visitor.t("agenda-link") }), ..Self::default() }
    }

    async fn cooperation(visitor: &Visitor, view: &View) -> Result<Self, AppError> {
        let members = group(view, "membership", "cooperation");
        let bodies = group(view, "body", "cooperation");
        let start = view.stored.record.first("start").and_then(year_of);
        let strip =
            (!members.is_empty()).then(|| visitor.look(&view.scope, |eye| member_strip(visitor, members, start, &eye)));
        let seats = all_seats(visitor, bodies).await?;
        let tree = visitor.look(&view.scope, |eye| body_tree(visitor, bodies, None, &eye, 0));
        let time: i64 =
            seats.iter().filter(|seat| counts(&seat.record, visitor)).map(|seat| time_of(seat, bodies)).sum();
        let time = (time > 0)
            .then(|| visitor.t_with("cooperation-time", &[("percent", &text::number::format(time, 1, visitor.lang))]));
        let last = rendered(&CooperationTemplate {
            strip,
            bodies_heading: visitor.t("body-cooperation.inverse"),
            bodies: tree,
            time,
        });
        let key = &view.stored.record.key;
        let mut links = Vec::new();
        if !group(view, "initiative", "cooperation").is_empty() {
            links.push((format!("/report/activities/{key}"), "report-activities-link"));
            links.push((format!("/report/bank/{key}"), "bank-link"));
        }
        if view.may.internal {
            links.push((format!("/cooperation/{key}/ledger"), "ledger-link"));
        }
        // A member of it finds its own statement.
        let own: Vec<RecordId> = visitor.ctx.actor.organisations().collect();
        let member = members.iter().filter_map(|one| one.record.target("organisation")).find(|id| own.contains(id));
        if let Some(member) = member {
            let own = visitor.look(&view.scope, |eye| eye.catalogue.key(member).map(str::to_owned));
            links.extend(own.map(|own| (format!("/cooperation/{key}/ledger/{own}"), "ledger-own")));
        }
        let link = |(path, label): (String, &str)| {
            rendered(&LinkTemplate { href: visitor.href(&path), label: visitor.t(label) })
        };
        let first = links.into_iter().map(link).collect();
        Ok(Self { first, last, shown: vec![("membership", "cooperation"), ("body", "cooperation")] })
    }

    fn organisation(visitor: &Visitor, view: &View) -> Self {
        let mut lines = Vec::new();
        let figures = group(view, "population-figure", "organisation");
        let newest = figures.iter().max_by_key(|figure| figure.record.number("year"));
        if let Some(figure) = newest {
            let number = |name: &str| figure.record.number(name).unwrap_or_default();
            let inhabitants = text::number::format(number("inhabitants"), 0, visitor.lang);
            let year = format!("{}.", number("year"));
            let line = visitor
                .t_with("organisation-inhabitants", &[("number", &inhabitants), ("year", &year)])
                .replace(&year, &number("year").to_string());
            lines.push((line, Some(visitor.record_href(figure.record.id))));
        }
        let memberships = group(view, "membership", "organisation");
        if !memberships.is_empty() {
            lines
                .push((visitor.t_with("organisation-memberships", &[("count", &memberships.len().to_string())]), None));
        }
        let seats = group(view, "seat", "organisation");
        let time: i64 = seats
            .iter()
            .filter(|seat| counts(&seat.record, visitor))
            .filter_map(|seat| seat.record.number("time_percent"))
            .sum();
        if !seats.is_empty() {
            lines.push((visitor.t_with("organisation-seats", &[("count", &seats.len().to_string())]), None));
        }
        if time > 0 {
            lines.push((
                visitor.t_with("cooperation-time", &[("percent", &text::number::format(time, 1, visitor.lang))]),
                None,
            ));
        }
        if lines.is_empty() {
            return Self::default();
        }
        let first =
            rendered(&LinesTemplate { id: "summary", heading: visitor.t("organisation-summary"), warns: false, lines });
        Self { first, ..Self::default() }
    }

    async fn body(visitor: &Visitor, view: &View) -> Result<Self, AppError> {
        let record = &view.stored.record;
        let seats_here = group(view, "seat", "body");
        let (ordinary, deputy) =
            (record.number("seats_ordinary").unwrap_or(0), record.number("seats_deputy").unwrap_or(0));
        if ordinary + deputy == 0 {
            return Ok(Self::default());
        }
        let members = match record.target("cooperation") {
            Some(cooperation) => member_count(visitor, cooperation).await?,
            None => 0,
        };
        let filled = seats_here
            .iter()
            .filter(|seat| counts(&seat.record, visitor) && seat.record.first("vacant") != Some(&Value::Flag(true)));
        let present = filled.clone().count();
        let voting =
            filled.filter(|seat| matches!(seat.record.text("role"), Some("chair" | "vice_chair" | "ordinary"))).count();
        let rule = seats::Rule { ordinary_per_member: ordinary, deputies_per_member: deputy };
        let expected = rule.expected(members);
        let number = |n: i64| n.to_string();
        let mut lines = vec![(
            visitor.t_with(
                "body-seats",
                &[
                    ("expected", &number(expected)),
                    ("members", &number(members)),
                    ("ordinary", &number(ordinary)),
                    ("deputy", &number(deputy)),
                ],
            ),
            None,
        )];
        let form = match record.target("cooperation") {
            Some(id) => visitor.web.app().record(&visitor.ctx, id).await?.record.text("form").map(str::to_owned),
            None => None,
        };
        if let Some(form) = form.filter(|form| !rule.meets_minimum_of(form)) {
            let form = visitor.t(&format!("choice-form-{form}"));
            lines.push((visitor.t_with("body-below-minimum", &[("form", &form)]), None));
        }
        let present = i64::try_from(present).unwrap_or(0);
        // Seats that the visitor may not see are not vacant: nothing is said.
        if seats_here.is_empty() && !view.may.internal {
            let first =
                rendered(&LinesTemplate { id: "seats", heading: visitor.t("body-occupancy"), warns: false, lines });
            return Ok(Self { first, ..Self::default() });
        }
        lines.push((
            visitor.t_with(
                "body-filled",
                &[("filled", &number(present)), ("vacant", &number((expected - present).max(0)))],
            ),
            None,
        ));
        if let Some(quorum) = record.text("quorum").and_then(seats::Quorum::parse) {
            let needed = quorum.needed(ordinary * members);
            let voting = i64::try_from(voting).unwrap_or(0);
            let key = if voting >= needed { "body-quorum-met" } else { "body-quorum-missing" };
            lines.push((visitor.t_with(key, &[("needed", &number(needed)), ("voting", &number(voting))]), None));
        }
        let first = rendered(&LinesTemplate { id: "seats", heading: visitor.t("body-occupancy"), warns: false, lines });
        Ok(Self { first, ..Self::default() })
    }

    /// Meetings at the same time that the same people would go to: of the
    /// same cooperation, or of bodies with seats for the same organisation.
    async fn meeting(visitor: &Visitor, kind: &Kind, view: &View) -> Result<Self, AppError> {
        let own = &view.stored.record;
        let Some((from, until)) = days(own) else { return Ok(Self::default()) };
        let all = visitor.web.app().list(&visitor.ctx, &everything(kind, visitor)).await?;
        let mut lines = Vec::new();
        for other in all
            .records
            .iter()
            .filter(|other| other.record.id != own.id && other.record.state.as_deref() != Some("cancelled"))
        {
            let overlaps = days(&other.record).is_some_and(|(first, last)| first <= until && from <= last);
            let together =
                own.target("cooperation").is_some() && own.target("cooperation") == other.record.target("cooperation");
            let body = own.target("body").is_some() && own.target("body") == other.record.target("body");
            if overlaps && (together || body || shares_seats(visitor, own, &other.record).await?) {
                let title = visitor.look(&view.scope, |eye| eye.title(other.record.id));
                lines.push((title.text, title.href));
            }
        }
        if lines.is_empty() {
            return Ok(Self::default());
        }
        let heading = visitor.t("meeting-overlaps");
        Ok(Self { first: rendered(&LinesTemplate { id: "overlaps", heading, warns: true, lines }), ..Self::default() })
    }

    /// Regions whose preconditions differ much are not to be compared.
    async fn profile(visitor: &Visitor, kind: &Kind, view: &View) -> Result<Self, AppError> {
        let all = visitor.web.app().list(&visitor.ctx, &everything(kind, visitor)).await?;
        let own = ratings(&view.stored.record);
        let mut lines = Vec::new();
        for other in all.records.iter().filter(|other| other.record.id != view.stored.record.id) {
            let far = seats::dissimilar(&own, &ratings(&other.record));
            if !far.is_empty() {
                let title = visitor.look(&view.scope, |eye| eye.title(other.record.id));
                let names = far.iter().map(|name| visitor.t(&format!("precondition-profile-{name}")));
                let factors = names.collect::<Vec<_>>().join(", ");
                lines.push((
                    visitor.t_with("profile-dissimilar", &[("other", &title.text), ("factors", &factors)]),
                    title.href,
                ));
            }
        }
        if lines.is_empty() {
            return Ok(Self::default());
        }
        let heading = visitor.t("profile-compare");
        Ok(Self { first: rendered(&LinesTemplate { id: "compare", heading, warns: true, lines }), ..Self::default() })
    }

    async fn initiative(visitor: &Visitor, view: &View) -> Result<Self, AppError> {
        let pages = [("process", "process-link"), ("document", "document-link")].map(|(page, label)| {
            let href = visitor.href(&format!("/initiative/{}/{page}", view.stored.record.key));
            rendered(&LinkTemplate { href, label: visitor.t(label) })
        });
        let first = format!("{}{}", pages.concat(), Self::coverage(visitor, view).await?);
        // A deleted initiative is nobody's double work.
        if view.stored.record.deleted {
            return Ok(Self { first, ..Self::default() });
        }
        let last = super::overlap::section(visitor, &view.stored.record).await?;
        Ok(Self { first, last, ..Self::default() })
    }

    /// How far the networks have been visited before anchoring (A11): in each
    /// county of a contacted network, of all networks there; of those without a
    /// county, of the contacted ones.
    async fn coverage(visitor: &Visitor, view: &View) -> Result<String, AppError> {
        let contacts = group(view, "network-contact", "initiative");
        let Some(kind) = visitor.web.app().registry().get("network").filter(|_| !contacts.is_empty()) else {
            return Ok(String::new());
        };
        let reached = |contact: &Stored| matches!(contact.record.state.as_deref(), Some("informed" | "visited"));
        let network = |contact: &Stored| contact.record.target("network");
        let asked: HashSet<RecordId> = contacts.iter().filter_map(network).collect();
        let done: HashSet<RecordId> = contacts.iter().filter(|one| reached(one)).filter_map(network).collect();
        let all = visitor.web.app().list(&visitor.ctx, &everything(kind, visitor)).await?;
        let county = |network: &Stored| network.record.text("county").map(str::to_owned);
        let counties: BTreeSet<Option<String>> =
            all.records.iter().filter(|one| asked.contains(&one.record.id)).map(county).collect();
        let line = |at: &Option<String>| {
            let there = all.records.iter().filter(|one| county(one) == *at);
            let there: Vec<RecordId> =
                there.map(|one| one.record.id).filter(|id| at.is_some() || asked.contains(id)).collect();
            let done = there.iter().filter(|id| done.contains(id)).count();
            let numbers = [done, there.len(), done * 100 / there.len().max(1)].map(|number| number.to_string());
            let mut told: Vec<(&str, &str)> =
                ["done", "all", "percent"].into_iter().zip(numbers.iter().map(String::as_str)).collect();
            let Some(code) = at else { return (visitor.t_with("initiative-coverage", &told), None) };
            let name = visitor.t(&format!("choice-county-{code}"));
            told.push(("county", &name));
            let href = visitor.href(&format!("/network?county={code}"));
            (visitor.t_with("initiative-coverage-county", &told), Some(href))
        };
        let lines = counties.iter().map(line).collect();
        let heading = visitor.t("network-contact-initiative.inverse");
        Ok(rendered(&LinesTemplate { id: "coverage", heading, warns: false, lines }))
    }
}

fn group<'a>(view: &'a View, kind: &str, field: &str) -> &'a [Stored] {
    let found = view.related.iter().find(|group| group.kind == kind && group.field == field);
    found.map_or(&[], |group| group.records.as_slice())
}

/// All records of a kind, as many as a page may load.
fn everything<'a>(kind: &'a Kind, visitor: &Visitor) -> Query<'a> {
    Query { limit: 1_000, ..Query::every(kind.name, kind.sort, visitor.lang) }
}

fn year_of(value: &Value) -> Option<i16> {
    match value {
        Value::Coarse(time) => Some(time.first_day().year()),
        Value::Date(date) => Some(date.year()),
        _ => None,
    }
}

fn member_strip(visitor: &Visitor, members: &[Stored], start: Option<i16>, eye: &Eye<'_>) -> Strip {
    let today = visitor.web.app().ports().today().year();
    let mut spans: Vec<Span> = members
        .iter()
        .filter_map(|member| {
            let title = eye.title(member.record.target("organisation")?);
            let (from, until) = (member.record.first("from"), member.record.first("until"));
            let words = |value: Option<&Value>| match value {
                Some(Value::Coarse(time)) => crate::i18n::coarse(*time, visitor.lang),
                _ => visitor.t("not-stated"),
            };
            let told = format!("{} – {}", words(from), until.map_or(String::new(), |until| words(Some(until))));
            Some(Span {
                href: eye.href(member.record.id),
                label: title.text,
                from: from.and_then(year_of),
                until: until.and_then(year_of),
                told,
            })
        })
        .collect();
    let sorter = text::collate::Sorter::new(visitor.lang);
    spans.sort_by_cached_key(|span| (span.from.unwrap_or(i16::MAX), sorter.key(&span.label)));
    let first = spans.iter().filter_map(|span| span.from).chain(start).min();
    let stated = spans.iter().filter(|span| span.from.is_some()).count();
    let count = spans.len().to_string();
    let finding = if stated == 0 {
        visitor.t_with("strip-undated", &[("count", &count)])
    } else {
        visitor.t_with("strip-dated", &[("count", &count), ("stated", &stated.to_string())])
    };
    let roles: BTreeMap<RecordId, String> = members
        .iter()
        .filter_map(|member| {
            let role = member.record.text("role")?;
            Some((member.record.target("organisation")?, visitor.t(&format!("choice-membership-role-{role}"))))
        })
        .collect();
    let by_href: BTreeMap<String, String> = members
        .iter()
        .filter_map(|m| Some((eye.href(m.record.id), roles.get(&m.record.target("organisation")?)?.clone())))
        .collect();
    let rows = spans.iter().map(|span| {
        (span.href.clone(), span.label.clone(), by_href.get(&span.href).cloned().unwrap_or_default(), span.told.clone())
    });
    Strip {
        heading: visitor.t("membership-cooperation.inverse"),
        finding,
        rows: rows.collect(),
        figure: first.map(|first| strip(&spans, first, today.max(first + 1))).unwrap_or_default(),
        as_table: visitor.t("as-table"),
        heads: [visitor.t("membership-organisation"), visitor.t("membership-role"), visitor.t("strip-when")],
    }
}

fn body_tree(visitor: &Visitor, bodies: &[Stored], parent: Option<RecordId>, eye: &Eye<'_>, depth: u8) -> Vec<String> {
    if depth > 10 {
        return Vec::new();
    }
    // A body whose parent belongs elsewhere stands at the top.
    let here = |stored: &&Stored| {
        let own = stored.record.target("parent").filter(|id| bodies.iter().any(|other| other.record.id == *id));
        own == parent
    };
    bodies
        .iter()
        .filter(here)
        .map(|stored| {
            let record = &stored.record;
            let mut facts: Vec<String> =
                record.text("type").map(|code| visitor.t(&format!("choice-body-type-{code}"))).into_iter().collect();
            let percent = record.number("time_percent").map(|n| text::number::format(n, 1, visitor.lang));
            facts.extend(percent.map(|percent| visitor.t_with("body-time", &[("percent", &percent)])));
            rendered(&BodyTemplate {
                href: eye.href(record.id),
                title: eye.title(record.id).text,
                facts: facts.join(", "),
                below: body_tree(visitor, bodies, Some(record.id), eye, depth + 1),
            })
        })
        .collect()
}

/// Whether a seat holds today.
fn counts(seat: &Record, visitor: &Visitor) -> bool {
    let today = visitor.web.app().ports().today();
    let (from, until) = (seat.first("from"), seat.first("until"));
    let begun = !matches!(from, Some(Value::Coarse(time)) if time.first_day() > today);
    let ended = matches!(until, Some(Value::Coarse(time)) if time.last_day() < today);
    begun && !ended
}

/// The share of full time of a seat, its own or that of its body, in tenths of a percent.
fn time_of(seat: &Stored, bodies: &[Stored]) -> i64 {
    let body = seat.record.target("body").and_then(|id| bodies.iter().find(|body| body.record.id == id));
    let usual = body.and_then(|body| body.record.number("time_percent"));
    seat.record.number("time_percent").or(usual).unwrap_or(0)
}

async fn all_seats(visitor: &Visitor, bodies: &[Stored]) -> Result<Vec<Stored>, AppError> {
    let mut seats = Vec::new();
    for body in bodies {
        seats.extend(visitor.web.app().related(&visitor.ctx, body.record.id, "seat", "body").await?);
    }
    Ok(seats)
}

async fn member_count(visitor: &Visitor, cooperation: RecordId) -> Result<i64, AppError> {
    let members = visitor.web.app().related(&visitor.ctx, cooperation, "membership", "cooperation").await?;
    let full = members.iter().filter(|member| {
        matches!(member.record.text("role"), Some("member" | "owner" | "principal")) && counts(&member.record, visitor)
    });
    Ok(i64::try_from(full.count()).unwrap_or(0))
}

fn days(meeting: &Record) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let day = |name: &str| match meeting.first(name) {
        Some(Value::Date(date)) => Some(*date),
        _ => None,
    };
    let start = day("start")?;
    Some((start, day("end").unwrap_or(start)))
}

async fn shares_seats(visitor: &Visitor, one: &Record, other: &Record) -> Result<bool, AppError> {
    let (Some(one), Some(other)) = (one.target("body"), other.target("body")) else { return Ok(false) };
    let app = visitor.web.app();
    let mine = app.related(&visitor.ctx, one, "seat", "body").await?;
    let theirs = app.related(&visitor.ctx, other, "seat", "body").await?;
    let organisations =
        |seats: &[Stored]| seats.iter().filter_map(|seat| seat.record.target("organisation")).collect::<Vec<_>>();
    let (mine, theirs) = (organisations(&mine), organisations(&theirs));
    Ok(mine.iter().any(|id| theirs.contains(id)))
}

fn ratings(profile: &Record) -> Vec<(&'static str, i64)> {
    let factors = ["participants_rating", "maturity_rating", "composition_rating", "history_rating", "lock_ins_rating"];
    let rating = |name: &str| profile.text(name).and_then(|code| code.parse().ok());
    factors.into_iter().filter_map(|name| Some((name, rating(name)?))).collect()
}
