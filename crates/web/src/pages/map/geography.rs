//! Municipalities on a tile map, by how much goes on, how far it has come, or
//! who uses a common service (B01, B31).

use super::{Age, Ask, Control, Drawn};
use crate::figure::{County, Land, Placed, Tile, county, shapes, tiles};
use crate::show::{Eye, Item};
use samverk_app::AppError;
use samverk_app::catalogue::{Filter, Query};
use samverk_app::map::Boundaries;
use samverk_app::record::Stored;
use samverk_domain::RecordId;
use samverk_domain::record::Stage;
use samverk_domain::register::COUNTY;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// Name of what is drawn in an address: a year of boundaries, or squares.
pub(super) const DRAW: &str = "boundaries";
const TILES: &str = "squares";

/// What a municipality is shaded by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Count,
    State,
    Coverage,
    Age,
}

impl Show {
    const ALL: [(Self, &'static str); 4] =
        [(Self::Count, "count"), (Self::State, "state"), (Self::Coverage, "coverage"), (Self::Age, "age")];

    fn read(text: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|(_, code)| Some(*code) == text).map_or(Self::Count, |(show, _)| show)
    }
}

/// States of an adoption, with class and sign; the sign says the same as the shade.
pub(super) const COVERAGE: [(&str, &str, &str); 5] = [
    ("in_use", "shade-4", "●"),
    ("joining", "shade-3", "◐"),
    ("deciding", "shade-2", "?"),
    ("declined", "shade-no", "×"),
    ("not_answered", "shade-wait", "…"),
];

/// How far the furthest of a municipality's initiatives has come.
pub(super) const STAGES: [(Stage, &str, &str, &str); 4] = [
    (Stage::Done, "done", "shade-4", "●"),
    (Stage::Active, "active", "shade-3", "◐"),
    (Stage::Planned, "planned", "shade-1", "○"),
    (Stage::Stopped, "stopped", "shade-no", "×"),
];

/// The oldest of a municipality's initiatives, by months since it was checked:
/// from how many on, what it is called, and its class.
const AGES: [(i64, &str, &str); 4] =
    [(24, "two-years", "shade-4"), (12, "year", "shade-3"), (6, "half-year", "shade-2"), (0, "fresh", "shade-1")];

struct Place {
    id: RecordId,
    /// Official code.
    code: String,
    county: String,
    class: &'static str,
    sign: String,
    value: String,
    count: usize,
    shown: bool,
}

impl Place {
    /// The country, which a county's code begins with.
    fn country(&self) -> &str {
        self.county.get(..2).unwrap_or_default()
    }
}

pub(super) async fn draw(ask: &Ask<'_>) -> Result<Drawn, AppError> {
    let show = Show::read(ask.address.get("show"));
    let chosen_county = ask.address.get("county").filter(|code| COUNTY.get(code).is_some()).map(str::to_owned);
    let country = ask.address.get("country").filter(|code| matches!(*code, "se" | "no")).map(str::to_owned);
    let municipalities = municipalities(ask).await?;
    let services = super::chain::services(ask).await?;
    let service = ask.address.get("service").and_then(|key| services.iter().find(|s| s.record.key == key));
    let service = service.or(services.first());
    let adoptions = match (show, service) {
        (Show::Coverage, Some(service)) => adoptions(ask, service.record.id).await?,
        _ => HashMap::new(),
    };
    let stages = if show == Show::State { stages(ask).await? } else { HashMap::new() };
    let ages = if show == Show::Age { ages(ask).await? } else { HashMap::new() };
    let places = places(ask, show, &municipalities, &Shown { adoptions, stages, ages });
    let inside = |place: &&Place| {
        chosen_county.as_ref().is_none_or(|code| *code == place.county)
            && country.as_ref().is_none_or(|code| place.county.starts_with(code.as_str()))
    };
    let places: Vec<&Place> = places.iter().filter(inside).collect();
    let drawing = Drawing::of(ask).await?;
    let drawn = ask.look(|eye| {
        if drawing.sets.is_empty() {
            return Drawn { figure: squares(ask, show, &places, &eye, chosen_county.is_some()), ..Drawn::default() };
        }
        drawing.shapes(ask, show, &places, &eye, chosen_county.is_some())
    });
    let mut shown: Vec<&Place> = places.iter().copied().filter(|place| place.shown).collect();
    shown.sort_by_key(|place| std::cmp::Reverse(place.count));
    let rows = ask.look(|eye| rows(ask, &shown, &eye));
    let codes = shown.iter().map(|place| place.code.clone()).collect();
    let service_name = service.map(|service| service.record.text("name").unwrap_or_default().to_owned());
    Ok(Drawn {
        finding: finding(ask, show, &places, service_name.as_deref()),
        controls: controls(ask, show, &services, service, country.as_deref(), chosen_county.as_deref(), &drawing),
        legend: legend(ask, show),
        heads: vec![
            ask.t("choice-organisation-type-municipality"),
            ask.t("organisation-county"),
            ask.t(match show {
                Show::Count => "kind-initiative.plural",
                Show::State => "geography-furthest",
                Show::Coverage => "column-state",
                Show::Age => "geography-oldest",
            }),
        ],
        rows,
        codes: Some((ask.t("organisation-official_code"), codes)),
        ..drawn
    })
}

/// What municipalities are drawn as: the boundaries that were asked for.
struct Drawing {
    /// The years that there are boundaries of.
    years: Vec<i64>,
    /// The one that is drawn.
    year: Option<i64>,
    /// None where squares are drawn.
    sets: Vec<Boundaries>,
}

impl Drawing {
    /// As the address says, else the boundaries of the day that is looked at,
    /// else squares.
    async fn of(ask: &Ask<'_>) -> Result<Self, AppError> {
        let (app, ctx) = (ask.visitor.web.app(), &ask.visitor.ctx);
        let years = app.boundary_years(ctx).await?;
        let asked = ask.address.get(DRAW);
        let chosen = asked.and_then(|text| text.parse().ok()).filter(|year| years.contains(year));
        let day = ask.world.past().map_or_else(|| app.ports().today(), |past| past.moment.day);
        let of_the_day = years.iter().copied().find(|year| *year <= i64::from(day.year())).or(years.last().copied());
        let year = chosen.or(of_the_day).filter(|_| asked != Some(TILES));
        let sets = match year {
            Some(year) => app.boundaries(ctx, year).await?,
            None => Vec::new(),
        };
        Ok(Self { years, year: year.filter(|_| !sets.is_empty()), sets })
    }

    fn shapes(&self, ask: &Ask<'_>, show: Show, places: &[&Place], eye: &Eye<'_>, county: bool) -> Drawn {
        let detail = |set: &'_ Boundaries| Arc::clone(if county { &set.fine } else { &set.coarse });
        let details: Vec<_> = self.sets.iter().map(detail).collect();
        let lands: Vec<Land<'_>> =
            self.sets.iter().zip(&details).map(|(set, areas)| Land { country: &set.country, areas }).collect();
        let placed: Vec<Placed<'_>> = places
            .iter()
            .map(|place| Placed { country: place.country(), code: &place.code, tile: tile(ask, show, place, eye) })
            .collect();
        let (figure, missing) = shapes(&lands, &placed);
        let names: Vec<&str> =
            missing.iter().filter_map(|at| placed.get(*at)).map(|one| one.tile.label.as_str()).collect();
        let unplaced =
            (!names.is_empty()).then(|| ask.visitor.t_with("geography-unplaced", &[("names", &names.join(", "))]));
        let drawn = self.sets.iter().filter(|set| places.iter().any(|place| place.country() == set.country));
        let named: Vec<String> = drawn.map(|set| format!("{} ({})", set.attribution, set.year)).collect();
        let attribution = ask.visitor.t_with("geography-attribution", &[("names", &named.join("; "))]);
        let note = unplaced.into_iter().chain([attribution]).collect::<Vec<_>>().join(" ");
        Drawn { figure, note: Some(note), lead: Some("geography-shapes-lead"), ..Drawn::default() }
    }

    fn control(&self, ask: &Ask<'_>) -> Option<Control> {
        let year = |year: &i64| {
            let label = ask.visitor.t_with("geography-year", &[("year", &year.to_string())]);
            (year.to_string(), label, self.year == Some(*year))
        };
        let tiles = (TILES.to_owned(), ask.t("geography-tiles"), self.year.is_none());
        let options = self.years.iter().map(year).chain([tiles]).collect();
        (!self.years.is_empty()).then(|| Control { name: DRAW, label: ask.t("geography-draw"), options })
    }
}

/// A square for each municipality; a county large, with names.
fn squares(ask: &Ask<'_>, show: Show, places: &[&Place], eye: &Eye<'_>, one: bool) -> String {
    let counties = counties(ask, show, places, eye);
    match counties.as_slice() {
        [only] if one => county(only),
        _ => tiles(&counties),
    }
}

async fn municipalities(ask: &Ask<'_>) -> Result<Vec<Stored>, AppError> {
    let filters = [Filter { field: "type".to_owned(), values: vec!["municipality".to_owned()], range: None }];
    let query = Query { filters: &filters, ..Query::every("organisation", "title", ask.visitor.lang) };
    ask.records(&ask.world.ids(&query)).await
}

/// What each organisation answers about a service.
async fn adoptions(ask: &Ask<'_>, service: RecordId) -> Result<HashMap<RecordId, String>, AppError> {
    let leading = ask.incoming(service);
    let ids: Vec<RecordId> = leading
        .into_iter()
        .filter(|(_, kind, field)| *kind == "adoption" && *field == "service")
        .map(|(id, ..)| id)
        .collect();
    let records = ask.records(&ids).await?;
    let pair = |stored: &Stored| Some((stored.record.target("organisation")?, stored.record.state.clone()?));
    Ok(records.iter().filter_map(pair).collect())
}

/// The stage of each initiative that the filters find.
async fn stages(ask: &Ask<'_>) -> Result<HashMap<RecordId, Stage>, AppError> {
    let records = ask.records(&ask.ids).await?;
    let pair = |stored: &Stored| {
        let state = ask.kind.states.as_ref()?.get(stored.record.state.as_deref()?)?;
        Some((stored.record.id, state.stage))
    };
    Ok(records.iter().filter_map(pair).collect())
}

/// How long ago each initiative that the filters find was checked.
async fn ages(ask: &Ask<'_>) -> Result<HashMap<RecordId, Age>, AppError> {
    let records = ask.records(&ask.ids).await?;
    Ok(records.iter().map(|stored| (stored.record.id, ask.age(stored))).collect())
}

/// What municipalities are shaded by, as far as it was asked for.
struct Shown {
    adoptions: HashMap<RecordId, String>,
    stages: HashMap<RecordId, Stage>,
    ages: HashMap<RecordId, Age>,
}

fn places(ask: &Ask<'_>, show: Show, municipalities: &[Stored], shown_by: &Shown) -> Vec<Place> {
    let Shown { adoptions, stages, ages } = shown_by;
    let found: HashSet<RecordId> = ask.ids.iter().copied().collect();
    let mut members = ask.reached("member");
    let mut with_work = |id: RecordId| -> HashSet<RecordId> {
        members.remove(&id).into_iter().flatten().filter(|id| found.contains(id)).collect()
    };
    let counted: Vec<(&Stored, HashSet<RecordId>)> =
        municipalities.iter().map(|stored| (stored, with_work(stored.record.id))).collect();
    let most = counted.iter().map(|(_, work)| work.len()).max().unwrap_or(1).max(1);
    let place = |(stored, work): (&Stored, HashSet<RecordId>)| {
        let record = &stored.record;
        let (class, sign, value, shown) = match show {
            Show::Count => {
                let shade = ["shade-0", "shade-1", "shade-2", "shade-3", "shade-4"];
                let class = shade.get((work.len() * 4).div_ceil(most)).copied().unwrap_or("shade-4");
                let sign = if work.is_empty() { String::new() } else { work.len().to_string() };
                (class, sign, ask.number(work.len()), !work.is_empty())
            }
            Show::State => {
                let furthest = STAGES.iter().find(|(stage, ..)| work.iter().any(|id| stages.get(id) == Some(stage)));
                match furthest {
                    Some((_, code, class, sign)) => (*class, (*sign).to_owned(), ask.t(&format!("stage-{code}")), true),
                    None => ("shade-0", String::new(), String::new(), false),
                }
            }
            Show::Age => {
                let oldest = work
                    .iter()
                    .filter_map(|id| ages.get(id))
                    .copied()
                    .max_by_key(|age| (age.months, std::cmp::Reverse(age.was_checked)));
                let class = oldest.and_then(|age| AGES.iter().find(|(from, ..)| age.months >= *from));
                match (oldest, class) {
                    (Some(age), Some((.., class))) => {
                        // Whole years: a square has room for two signs.
                        let years = (age.months / 12).min(99);
                        let sign = if age.was_checked { years.to_string() } else { "?".to_owned() };
                        (*class, sign, ask.age_told(age), true)
                    }
                    _ => ("shade-0", String::new(), String::new(), false),
                }
            }
            Show::Coverage => {
                let state = adoptions.get(&record.id).map(String::as_str);
                match state.and_then(|state| COVERAGE.iter().find(|(code, ..)| *code == state)) {
                    Some((code, class, sign)) => {
                        (*class, (*sign).to_owned(), ask.t(&format!("adoption-state-{code}")), true)
                    }
                    None => ("shade-0", String::new(), String::new(), false),
                }
            }
        };
        let county = record.text("county").unwrap_or_default().to_owned();
        let code = record.text("official_code").unwrap_or_default().to_owned();
        Place { id: record.id, code, county, class, sign, value, count: work.len(), shown }
    };
    counted.into_iter().map(place).collect()
}

fn counties(ask: &Ask<'_>, show: Show, places: &[&Place], eye: &Eye<'_>) -> Vec<County> {
    let mut by_county: BTreeMap<&str, Vec<&Place>> = BTreeMap::new();
    for place in places {
        by_county.entry(place.county.as_str()).or_default().push(place);
    }
    by_county
        .into_iter()
        .map(|(code, places)| County {
            code: code.to_owned(),
            label: ask.t(&format!("choice-county-{code}")),
            href: ask.here("county", code),
            tiles: places.iter().map(|place| tile(ask, show, place, eye)).collect(),
        })
        .collect()
}

fn tile(ask: &Ask<'_>, show: Show, place: &Place, eye: &Eye<'_>) -> Tile {
    let title = eye.title(place.id);
    let value = match (place.value.is_empty(), show) {
        (true, Show::Coverage) => ask.t("geography-not-asked"),
        (true, _) => ask.t("geography-nothing"),
        (false, _) => place.value.clone(),
    };
    let href = match show {
        Show::Coverage => eye.href(place.id),
        Show::Count | Show::State | Show::Age => ask.list("member", eye.catalogue.key(place.id).unwrap_or_default()),
    };
    // What is read out holds what is seen.
    let seen = match (show, place.sign.as_str()) {
        (Show::Age, "") => String::new(),
        (Show::Age, "?") => "? – ".to_owned(),
        (Show::Age, years) => format!("{} – ", ask.visitor.t_with("geography-age-years", &[("count", years)])),
        _ => String::new(),
    };
    Tile {
        told: format!("{}: {seen}{value}", title.text),
        label: title.text,
        href: place.shown.then_some(href),
        class: place.class,
        sign: place.sign.clone(),
    }
}

fn rows(ask: &Ask<'_>, shown: &[&Place], eye: &Eye<'_>) -> Vec<Vec<Vec<Item>>> {
    let row = |place: &&Place| {
        let county = ask.t(&format!("choice-county-{}", place.county));
        vec![vec![eye.title(place.id)], ask.item(county), ask.item(place.value.clone())]
    };
    shown.iter().map(row).collect()
}

fn legend(ask: &Ask<'_>, show: Show) -> Vec<(&'static str, String)> {
    match show {
        Show::Count => vec![
            ("shade-0", ask.t("geography-none")),
            ("shade-1", ask.t("geography-few")),
            ("shade-4", ask.t("geography-most")),
        ],
        Show::State => STAGES
            .iter()
            .map(|(_, code, class, sign)| (*class, format!("{sign} {}", ask.t(&format!("stage-{code}")))))
            .chain([("shade-0", ask.t("geography-none"))])
            .collect(),
        Show::Age => std::iter::once(("shade-0", ask.t("geography-none")))
            .chain(AGES.iter().rev().map(|(_, code, class)| (*class, ask.t(&format!("geography-age-{code}")))))
            .chain([("", format!("? {}", ask.t("geography-age-never")))])
            .collect(),
        Show::Coverage => COVERAGE
            .iter()
            .map(|(code, class, sign)| (*class, format!("{sign} {}", ask.t(&format!("adoption-state-{code}")))))
            .chain([("shade-0", ask.t("geography-not-asked"))])
            .collect(),
    }
}

fn controls(
    ask: &Ask<'_>,
    show: Show,
    services: &[Stored],
    service: Option<&Stored>,
    country: Option<&str>,
    county: Option<&str>,
    drawing: &Drawing,
) -> Vec<Control> {
    let shows = Show::ALL.map(|(one, code)| (code.to_owned(), ask.t(&format!("geography-{code}")), one == show));
    let every = |chosen: Option<&str>| (String::new(), ask.t("list-all"), chosen.is_none());
    let countries =
        ["se", "no"].map(|code| (code.to_owned(), ask.t(&format!("choice-country-{code}")), country == Some(code)));
    let counties = COUNTY.entries.iter().map(|entry| {
        (entry.code.to_owned(), ask.t(&format!("choice-county-{}", entry.code)), county == Some(entry.code))
    });
    let mut controls =
        vec![Control { name: "show", label: ask.t("geography-show"), options: shows.into_iter().collect() }];
    if show == Show::Coverage {
        let options = services.iter().map(|one| {
            let name = one.record.text("name").unwrap_or_default().to_owned();
            (one.record.key.clone(), name, service.is_some_and(|service| service.record.id == one.record.id))
        });
        controls.push(Control { name: "service", label: ask.t("kind-service"), options: options.collect() });
    }
    controls.push(Control {
        name: "country",
        label: ask.t("organisation-country"),
        options: std::iter::once(every(country)).chain(countries).collect(),
    });
    controls.push(Control {
        name: "county",
        label: ask.t("organisation-county"),
        options: std::iter::once(every(county)).chain(counties).collect(),
    });
    controls.extend(drawing.control(ask));
    controls
}

fn finding(ask: &Ask<'_>, show: Show, places: &[&Place], service: Option<&str>) -> String {
    let all = ask.number(places.len());
    let with = ask.number(places.iter().filter(|place| place.shown).count());
    match show {
        Show::Coverage if service.is_none() => ask.t("geography-no-service"),
        Show::Count | Show::State | Show::Age if places.iter().all(|place| !place.shown) => ask.t("geography-nobody"),
        Show::Coverage => {
            let of = |code: &str| {
                let class = COVERAGE.iter().find(|(state, ..)| *state == code).map(|(_, _, sign)| *sign);
                ask.number(places.iter().filter(|place| place.shown && Some(place.sign.as_str()) == class).count())
            };
            let numbers = [
                ("service", service.unwrap_or("–").to_owned()),
                ("use", of("in_use")),
                ("joining", of("joining")),
                ("asked", with),
                ("all", all),
            ];
            let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
            ask.visitor.t_with("geography-finding-coverage", &numbers)
        }
        Show::Age => {
            let from = AGES.iter().find(|(_, code, _)| *code == "year").map(|(_, _, class)| *class);
            let old = places.iter().filter(|place| Some(place.class) == from || place.class == "shade-4").count();
            let never = places.iter().filter(|place| place.sign.ends_with('?')).count();
            let numbers = [("old", ask.number(old)), ("with", with), ("never", ask.number(never))];
            let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
            ask.visitor.t_with("geography-finding-age", &numbers)
        }
        Show::State => {
            // How far the furthest has come, the furthest first.
            let stages = STAGES.iter().filter_map(|(_, code, _, sign)| {
                let count = places.iter().filter(|place| place.shown && place.sign == *sign).count();
                (count > 0).then(|| format!("{} {}", ask.t(&format!("stage-{code}")), ask.number(count)))
            });
            let stages = stages.collect::<Vec<_>>().join(", ");
            let numbers = [("with", with.as_str()), ("all", all.as_str()), ("stages", stages.as_str())];
            ask.visitor.t_with("geography-finding-state", &numbers)
        }
        Show::Count => ask.visitor.t_with("geography-finding", &[("with", &with), ("all", &all)]),
    }
}
