//! What a life event, a common service and a call for interest show beyond
//! their facts (B22, B31, L04).

use super::{Extra, group, rendered};
use crate::figure::{Bar, bars};
use crate::show::Item;
use crate::visitor::Visitor;
use askama::Template;
use samverk_app::AppError;
use samverk_app::record::View;
use samverk_domain::RecordId;
use samverk_domain::record::Value;

#[derive(Template)]
#[template(
    source = "{% import \"macros.html\" as m %}<section aria-labelledby=\"x-{{ id }}\"><h2 class=\"ds-heading\" data-size=\"sm\" id=\"x-{{ id }}\">{{ heading }}</h2><p>{{ finding }}</p>{% if !figure.is_empty() %}<figure class=\"figure\" aria-labelledby=\"x-{{ id }}\">{{ figure|safe }}</figure>{% endif %}{% if !rows.is_empty() %}<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{{ finding }}\"><table class=\"ds-table stacked\"><thead><tr>{% for head in heads %}<th scope=\"col\">{{ head }}</th>{% endfor %}</tr></thead><tbody>{% for row in rows %}<tr>{% for cell in row %}{% if loop.first %}<th scope=\"row\">{% call m::items(cell) %}{% endcall %}</th>{% else %}<td data-label=\"{{ heads[loop.index0] }}\">{% call m::items(cell) %}{% endcall %}</td>{% endif %}{% endfor %}</tr>{% endfor %}</tbody></table></div>{% endif %}{% for link in links %}<p class=\"no-print\"><a class=\"ds-link\" href=\"{{ link.0 }}\">{{ link.1 }}</a></p>{% endfor %}</section>",
    ext = "html"
)]
struct TableTemplate {
    id: &'static str,
    heading: String,
    finding: String,
    figure: String,
    heads: Vec<String>,
    rows: Vec<Vec<Vec<Item>>>,
    links: Vec<(String, String)>,
}

/// Which authority answers which question: the answer itself, on the page of
/// the life event, so that two clicks are enough.
pub(super) fn life_event(visitor: &Visitor, view: &View) -> Extra {
    let mut questions: Vec<_> = group(view, "life-event-question", "life_event").iter().collect();
    if questions.is_empty() {
        let first = rendered(&TableTemplate {
            id: "questions",
            heading: visitor.t("life-event-questions"),
            finding: visitor.t("life-event-no-questions"),
            figure: String::new(),
            heads: Vec::new(),
            rows: Vec::new(),
            links: Vec::new(),
        });
        return Extra { first, ..Extra::default() };
    }
    questions.sort_by_key(|question| (question.record.number("order"), question.record.id));
    let Ok(kind) = visitor.kind("life-event-question") else { return Extra::default() };
    let with_address = questions.iter().any(|question| question.record.text("address").is_some());
    let mut heads: Vec<String> = ["question", "authority", "answer", "address"]
        .map(|name| visitor.t(&format!("life-event-question-{name}")))
        .into_iter()
        .collect();
    if !with_address {
        heads.pop();
    }
    let rows: Vec<Vec<Vec<Item>>> = visitor.look(&view.scope, |eye| {
        let row = |question: &&samverk_app::record::Stored| {
            let record = &question.record;
            let authority = record.target("authority").map(|id| eye.title(id)).into_iter().collect();
            let address = record.text("address").map(|address| Item {
                text: visitor.t("life-event-go"),
                href: Some(address.to_owned()),
                ..Item::default()
            });
            let mut row =
                vec![vec![eye.title(record.id)], authority, eye.column(kind, record, "answer", &question.changed_at)];
            if with_address {
                row.push(address.into_iter().collect());
            }
            row
        };
        questions.iter().map(row).collect()
    });
    let first = rendered(&TableTemplate {
        id: "questions",
        heading: visitor.t("life-event-questions"),
        finding: visitor.t_with("life-event-finding", &[("count", &rows.len().to_string())]),
        figure: String::new(),
        heads,
        rows,
        links: Vec::new(),
    });
    Extra { first, shown: vec![("life-event-question", "life_event")], ..Extra::default() }
}

/// How far a common service has come among the members: coverage in numbers.
pub(super) fn service(visitor: &Visitor, view: &View) -> Extra {
    let adoptions = group(view, "adoption", "service");
    let key = &view.stored.record.key;
    let links = vec![
        (visitor.href(&format!("/initiative/geography?show=coverage&service={key}")), visitor.t("service-on-map")),
        (visitor.href(&format!("/initiative/chain?service={key}")), visitor.t("service-chain")),
    ];
    let states = visitor.web.app().registry().get("adoption").and_then(|kind| kind.states.as_ref());
    let bars_of = |code: &str| adoptions.iter().filter(|one| one.record.state.as_deref() == Some(code)).count();
    let shown: Vec<Bar> = states
        .into_iter()
        .flat_map(|states| &states.states)
        .filter_map(|state| {
            let count = bars_of(state.code) as u64;
            (count > 0).then(|| Bar {
                label: visitor.t(&format!("adoption-state-{}", state.code)),
                count,
                href: visitor.href(&format!("/adoption?service={key}&state={}", state.code)),
            })
        })
        .collect();
    let (used, all) = (bars_of("in_use"), adoptions.len());
    let percent = (used * 100).checked_div(all).unwrap_or_default();
    let numbers = [("used", used.to_string()), ("all", all.to_string()), ("percent", percent.to_string())];
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    let first = rendered(&TableTemplate {
        id: "coverage",
        heading: visitor.t("service-coverage"),
        finding: if all == 0 { visitor.t("service-nobody") } else { visitor.t_with("service-finding", &numbers) },
        figure: if shown.is_empty() { String::new() } else { bars(&shown) },
        heads: Vec::new(),
        rows: Vec::new(),
        links,
    });
    Extra { first, ..Extra::default() }
}

/// Who has answered a call, and who of the members has not.
pub(super) async fn call(visitor: &Visitor, view: &View) -> Result<Extra, AppError> {
    let record = &view.stored.record;
    let answers = group(view, "interest-answer", "call");
    let app = visitor.web.app();
    let members: Vec<RecordId> = match record.target("cooperation") {
        None => Vec::new(),
        Some(id) => {
            let of = app.cost_members(&visitor.ctx, id, None).await?;
            of.members.into_iter().map(|member| member.organisation).collect()
        }
    };
    let answered: Vec<RecordId> = answers.iter().filter_map(|one| one.record.target("organisation")).collect();
    let waits: Vec<RecordId> = members.into_iter().filter(|member| !answered.contains(member)).collect();
    let answered_with =
        |code: &str| answers.iter().filter(|one| one.record.text("answer") == Some(code)).count().to_string();
    let deadline = match record.first("deadline") {
        Some(Value::Date(day)) => crate::i18n::date(*day, visitor.lang),
        _ => "–".to_owned(),
    };
    let numbers = [
        ("answered", answered.len().to_string()),
        ("finance", answered_with("finance")),
        ("yes", answered_with("yes")),
        ("later", answered_with("later")),
        ("no", answered_with("no")),
        ("waits", waits.len().to_string()),
        ("deadline", deadline),
    ];
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    let may_add = visitor.signed_in.is_some();
    // Who joins and who pays shares the cost (B22); one alone shares nothing.
    let joins: Vec<RecordId> = answers
        .iter()
        .filter(|one| matches!(one.record.text("answer"), Some("yes" | "finance")))
        .filter_map(|one| one.record.target("organisation"))
        .collect();
    let shared = visitor.look(&view.scope, |eye| {
        let cooperation = eye.catalogue.key(record.target("cooperation")?)?;
        let keys: Vec<&str> = joins.iter().filter_map(|id| eye.catalogue.key(*id)).collect();
        let query = crate::query::Query::default().with("members", &keys.join(" "));
        let path = format!("/cooperation/{cooperation}/report/cost{query}");
        (keys.len() > 1).then(|| (visitor.href(&path), visitor.t("call-cost-link")))
    });
    let rows = visitor.look(&view.scope, |eye| {
        let row = |member: &RecordId| {
            let key = eye.catalogue.key(*member).unwrap_or_default();
            let add = may_add.then(|| Item {
                text: visitor.t("kind-interest-answer.new"),
                href: Some(visitor.href(&format!("/interest-answer/new?call={}&organisation={key}", record.key))),
                ..Item::default()
            });
            vec![vec![eye.title(*member)], add.into_iter().collect()]
        };
        waits.iter().map(row).collect()
    });
    let first = rendered(&TableTemplate {
        id: "answers",
        heading: visitor.t("call-answers"),
        finding: visitor.t_with("call-finding", &numbers),
        figure: String::new(),
        heads: vec![visitor.t("call-waits"), visitor.t("interest-answer-answer")],
        rows,
        links: shared.into_iter().collect(),
    });
    Ok(Extra { first, ..Extra::default() })
}
