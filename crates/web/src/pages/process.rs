//! Where an initiative is in the cooperation process: the four steps, what
//! each gate misses, and who has the ball (C01–C18).

use super::Link;
use crate::answer::{html, see_other};
use crate::page::Page;
use crate::show::{Eye, Item, label};
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::map::Process;
use samverk_domain::map::process::ESTABLISHING_TASK;
use samverk_domain::map::process::gate::{GATE_KIND, Gate, Missing, Test};
use samverk_domain::record::Record;
use samverk_domain::{Lang, RecordId};

/// Missing things told of one condition; the others are counted.
const MISSING_MAX: usize = 12;
/// The step whose gate asks for the checklist.
const ESTABLISH: &str = "establish";

struct Step {
    label: String,
    passed: bool,
    current: bool,
}

struct Hole {
    text: String,
    href: Option<String>,
}

struct Line {
    text: String,
    met: bool,
    status: String,
    holes: Vec<Hole>,
    more: Option<String>,
    source: String,
}

struct GateView {
    id: &'static str,
    label: String,
    state: Item,
    open: bool,
    counted: String,
    /// What was said when it was passed with holes.
    said: Option<String>,
    lines: Vec<Line>,
    stage: Option<Link>,
    /// How many tasks of the checklist can be made here, in words.
    checklist: Option<String>,
}

#[derive(Template)]
#[template(path = "process.html")]
struct ProcessTemplate<'a> {
    page: &'a Page,
    crumbs: Vec<Link>,
    lead: String,
    finding: String,
    steps: Vec<Step>,
    ball: Vec<(Item, String)>,
    gates: Vec<GateView>,
    /// Where the checklist is made.
    checklist: String,
}

pub(crate) async fn show(visitor: Visitor, Path((_, key)): Path<(String, String)>) -> Response {
    visitor.answer(page(&visitor, &key).await)
}

async fn page(visitor: &Visitor, key: &str) -> Result<Response, AppError> {
    let kind = visitor.kind("initiative")?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    let process = app.process(&visitor.ctx, id).await?;
    let scope = app.scope(&visitor.ctx.actor);
    let view = visitor.look(&scope, |eye| View { visitor, eye, process: &process }.made(id));
    let mut page = Page::new(visitor, &view.title, Some(kind.section));
    page.noindex = true;
    let template = ProcessTemplate {
        crumbs: vec![
            Link {
                href: visitor.href(&format!("/{}", kind.name)),
                label: visitor.t(&format!("kind-{}.plural", kind.name)),
            },
            Link { href: visitor.href(&format!("/{}/{key}", kind.name)), label: view.name },
        ],
        lead: visitor.t("process-lead"),
        finding: view.finding,
        steps: view.steps,
        ball: view.ball,
        gates: view.gates,
        checklist: visitor.href(&format!("/{}/{key}/checklist", kind.name)),
        page: &page,
    };
    Ok(html(&template))
}

pub(crate) async fn make_checklist(visitor: Visitor, Path((_, key)): Path<(String, String)>, body: String) -> Response {
    visitor.answer(checklist_made(&visitor, &key, &body).await)
}

async fn checklist_made(visitor: &Visitor, key: &str, body: &str) -> Result<Response, AppError> {
    let kind = visitor.kind("initiative")?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let id = app.resolve(kind.name, key)?;
    app.record(&visitor.ctx, id).await?;
    visitor.form(body)?;
    app.make_checklist(&visitor.ctx, id).await?;
    Ok(see_other(&visitor.href(&format!("/{}/{key}/process#{ESTABLISH}", kind.name))))
}

struct Made {
    title: String,
    name: String,
    finding: String,
    steps: Vec<Step>,
    ball: Vec<(Item, String)>,
    gates: Vec<GateView>,
}

struct View<'a> {
    visitor: &'a Visitor,
    eye: Eye<'a>,
    process: &'a Process,
}

impl View<'_> {
    fn made(&self, id: RecordId) -> Made {
        let name = self.eye.title(id).text;
        let current = self.process.step().map(|gate| gate.step).unwrap_or_default();
        let steps = self.process.gates.iter().map(|gate| Step {
            label: self.step(gate.step),
            passed: gate.is_passed(),
            current: gate.step == current,
        });
        let ball = self.process.ball().into_iter().map(|(who, count)| {
            let who = match who {
                Some(who) => self.eye.title(who),
                None => Item { text: self.visitor.t("process-nobody"), ..Item::default() },
            };
            (who, self.visitor.t_with("process-things", &[("count", &count.to_string())]))
        });
        Made {
            title: self.visitor.t_with("process-title", &[("what", &name)]),
            finding: self.finding(),
            steps: steps.collect(),
            ball: ball.collect(),
            gates: self.process.gates.iter().map(|gate| self.gate(gate, gate.step == current)).collect(),
            name,
        }
    }

    fn step(&self, code: &str) -> String {
        self.visitor.t(&format!("choice-step-{code}"))
    }

    fn finding(&self) -> String {
        let Some(gate) = self.process.step() else { return String::new() };
        let at = self.process.gates.iter().position(|other| other.step == gate.step).unwrap_or_default() + 1;
        let (all, holes) = (gate.findings.len(), gate.holes());
        let key = match (gate.is_passed(), holes) {
            (true, _) => "process-finding-passed",
            (false, 0) => "process-finding-ready",
            _ => "process-finding",
        };
        self.visitor.t_with(
            key,
            &[
                ("at", &at.to_string()),
                ("step", &self.step(gate.step)),
                ("met", &(all - holes).to_string()),
                ("all", &all.to_string()),
            ],
        )
    }

    /// Offered to who may change the initiative while tasks are missing.
    fn checklist(&self) -> Option<String> {
        let initiative = self.process.life.initiative.as_ref()?;
        let may = self.visitor.web.app().permissions(&self.visitor.ctx, initiative.id).change;
        let known = self.process.life.belonging.get("establishing-task").map_or(&[][..], Vec::as_slice);
        let made = |code: &str| known.iter().any(|task| task.text("task") == Some(code));
        let missing = ESTABLISHING_TASK.entries.iter().filter(|task| !made(task.code)).count();
        let text = || self.visitor.t_with("process-checklist", &[("count", &missing.to_string())]);
        (may && missing > 0).then(text)
    }

    fn stage_of(&self, gate: &Gate) -> Option<&Record> {
        let stages = self.process.life.belonging.get(GATE_KIND)?;
        stages.iter().find(|stage| Some(stage.id) == gate.stage)
    }

    fn gate(&self, gate: &Gate, open: bool) -> GateView {
        let visitor = self.visitor;
        let lines: Vec<Line> = gate
            .findings
            .iter()
            .map(|finding| {
                let met = finding.missing.is_empty();
                let left = finding.missing.len().saturating_sub(MISSING_MAX);
                Line {
                    text: visitor.t(&format!("gate-{}", finding.condition.code)),
                    met,
                    status: visitor.t(if met { "process-met" } else { "process-open" }),
                    holes: finding
                        .missing
                        .iter()
                        .take(MISSING_MAX)
                        .map(|missing| self.hole(finding.condition.test, missing))
                        .collect(),
                    more: (left > 0).then(|| visitor.t_with("process-more", &[("count", &left.to_string())])),
                    source: source_told(finding.condition.source, visitor.lang),
                }
            })
            .collect();
        let (all, holes) = (gate.findings.len(), gate.holes());
        let stage = self.stage_of(gate);
        let state = match (stage, visitor.web.app().registry().get(GATE_KIND)) {
            (Some(stage), Some(kind)) => self.eye.state(kind, stage).unwrap_or_default(),
            _ => Item {
                text: visitor.t(&format!("{GATE_KIND}-state-not_begun")),
                colour: Some("neutral"),
                ..Item::default()
            },
        };
        let link = match stage {
            Some(stage) => Some(Link { href: self.eye.href(stage.id), label: visitor.t("process-stage-link") }),
            None => visitor.signed_in.is_some().then(|| Link {
                href: self.new_of(GATE_KIND, &[("step", gate.step)]),
                label: visitor.t("process-stage-begin"),
            }),
        };
        GateView {
            id: gate.step,
            label: self.step(gate.step),
            state,
            open,
            counted: visitor
                .t_with("process-counted", &[("met", &(all - holes).to_string()), ("all", &all.to_string())]),
            said: stage.and_then(|stage| stage.text("passed_with_holes")).map(str::to_owned),
            checklist: (gate.step == ESTABLISH).then(|| self.checklist()).flatten(),
            lines,
            stage: link,
        }
    }

    fn own_key(&self) -> &str {
        self.process.life.initiative.as_ref().map_or("", |initiative| initiative.key.as_str())
    }

    /// Where a record of a kind is made for this initiative, with these fields filled in.
    fn new_of(&self, kind: &str, fields: &[(&str, &str)]) -> String {
        let mut query = crate::query::Query::default().with("initiative", self.own_key());
        for (field, value) in fields {
            query = query.with(field, value);
        }
        format!("{}{query}", self.visitor.href(&format!("/{kind}/new")))
    }

    fn key(&self, id: RecordId) -> &str {
        self.eye.catalogue.key(id).unwrap_or_default()
    }

    /// What is missing, and where it is filled in by who may.
    fn hole(&self, test: Test, missing: &Missing) -> Hole {
        let visitor = self.visitor;
        let registry = visitor.web.app().registry();
        let kind_name = |kind: &str| visitor.t(&format!("kind-{kind}"));
        let field_name = |kind: &str, field: &str| {
            let declared = registry.get(kind).and_then(|kind| kind.get(field).map(|field| (kind, field)));
            declared.map_or_else(String::new, |(kind, field)| label(visitor.lang, kind, field))
        };
        let of_party = |what: String, party: RecordId| {
            visitor.t_with("process-of", &[("what", &what), ("who", &self.eye.title(party).text)])
        };
        // An entry is missing in a field of the kind that the condition reads.
        let entry_of = match test {
            Test::EachEntry(kind, field, _)
            | Test::EachEntryIn(kind, field, ..)
            | Test::EachPartyEntry(kind, field, _) => Some((kind, field)),
            _ => None,
        };
        let (text, href) = match missing {
            Missing::Field("initiative", field) => {
                let href = visitor.href(&format!("/initiative/{}/edit", self.own_key()));
                (field_name("initiative", field), href)
            }
            Missing::Field(kind, field) => {
                let there = self.process.life.belonging.get(kind).and_then(|records| records.first());
                let href = match there {
                    Some(record) => format!("{}/edit", self.eye.href(record.id)),
                    None => self.new_of(kind, &[]),
                };
                (format!("{}: {}", kind_name(kind), field_name(kind, field)), href)
            }
            Missing::Record(kind) => (kind_name(kind), self.new_of(kind, &[])),
            Missing::Party(kind, party) => {
                (of_party(kind_name(kind), *party), self.new_of(kind, &[("organisation", self.key(*party))]))
            }
            Missing::Entry(list, code) => {
                let there = entry_of.and_then(|(kind, field)| {
                    let records = self.process.life.belonging.get(kind)?;
                    records.iter().find(|record| record.text(field) == Some(*code))
                });
                let href = match (there, entry_of) {
                    (Some(record), _) => self.eye.href(record.id),
                    (None, Some((kind, field))) => self.new_of(kind, &[(field, code)]),
                    (None, None) => String::new(),
                };
                (visitor.t(&format!("choice-{list}-{code}")), href)
            }
            Missing::PartyEntry(list, code, party) => {
                let what = visitor.t(&format!("choice-{list}-{code}"));
                let own = entry_of
                    .map(|(kind, field)| self.new_of(kind, &[(field, code), ("organisation", self.key(*party))]));
                (of_party(what, *party), own.unwrap_or_default())
            }
            Missing::Parties(have, need) => {
                let numbers = [("have", have.to_string()), ("need", need.to_string())];
                let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
                let href = visitor.href(&format!("/initiative/{}/edit", self.own_key()));
                (visitor.t_with("process-parties", &numbers), href)
            }
            Missing::State(_, id) => (self.eye.title(*id).text, self.eye.href(*id)),
            Missing::Answer { question, party, area, answered_as } => {
                let mut text = self.eye.title(*question).text;
                let mut fields = vec![("question", self.key(*question))];
                if let Some(party) = party {
                    text = of_party(text, *party);
                    fields.push(("organisation", self.key(*party)));
                }
                for (list, field, code) in [("area", "area", area), ("answered-as", "answered_as", answered_as)] {
                    if let Some(code) = code {
                        text = format!("{text} – {}", visitor.t(&format!("choice-{list}-{code}")));
                        fields.push((field, code));
                    }
                }
                (text, self.new_of("answer", &fields))
            }
            Missing::Step(step) => (self.step(step), format!("#{step}")),
        };
        let open = visitor.signed_in.is_some() || href.starts_with('#');
        Hole { text, href: Some(href).filter(|href| open && !href.is_empty()) }
    }
}

/// Where a condition comes from, with the words between its codes in the
/// reader's language.
fn source_told(source: &str, lang: Lang) -> String {
    let word = |word: &str| match (word, lang) {
        (_, Lang::En) => None,
        ("and", Lang::Sv) => Some("och"),
        ("and", Lang::Nb) => Some("og"),
        ("figure", _) => Some("figur"),
        ("invariant", _) => Some("regel"),
        _ => None,
    };
    let told = |part: &str| {
        let page = part.strip_prefix('p').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        match (page, word(part)) {
            (Some(page), _) if lang != Lang::En => format!("s. {page}"),
            (_, Some(word)) => word.to_owned(),
            _ => part.to_owned(),
        }
    };
    source.split(' ').map(told).collect::<Vec<_>>().join(" ")
}
