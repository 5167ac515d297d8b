//! Two versions of the map held against each other (B01, B02).

use super::{Ask, Asked, Control, Drawn, chips, filters_of};
use crate::show::{Eye, Item, label};
use samverk_app::AppError;
use samverk_domain::map::compare::{Difference, Happened};
use samverk_domain::record::{Record, Value};

/// Fields told of one initiative; a number tells of the others, which the
/// history has.
const FIELDS_MAX: usize = 30;

pub(super) async fn draw(ask: &Ask<'_>) -> Result<Drawn, AppError> {
    let versions = super::when::versions(ask.visitor).await?;
    let newest = versions.first().map_or("now", |version| version.record.key.as_str());
    let from = ask.address.get("from").unwrap_or(newest);
    let until = ask.address.get("until").unwrap_or("now");
    let control = |name: &'static str, label: &str, chosen: &str| {
        let mut options: Vec<(String, String, bool)> = vec![("now".to_owned(), ask.t("map-now"), chosen == "now")];
        options.extend(versions.iter().map(|version| {
            let name = version.record.text("name").unwrap_or_default();
            (version.record.key.clone(), name.to_owned(), chosen == version.record.key)
        }));
        if !options.iter().any(|option| option.2) {
            options.push((chosen.to_owned(), chosen.to_owned(), true));
        }
        Control { name, label: ask.t(label), options }
    };
    let controls = vec![control("from", "compare-from", from), control("until", "compare-until", until)];
    let app = ask.visitor.web.app();
    let ctx = &ask.visitor.ctx;
    let (mut before, after) = (app.moment(ctx, from).await?, app.moment(ctx, until).await?);
    // What the address selects by goes before what the versions were frozen with.
    let own = filters_of(ask.address).to_string();
    if !own.is_empty() {
        before.filter = own.trim_start_matches('?').to_owned();
    }
    let (before, after, found) = app.compare_map(ctx, before, after).await?;
    let lang = ask.visitor.lang;
    let earlier = Eye { catalogue: &before.catalogue, scope: &before.scope, lang };
    let later = Eye { catalogue: &after.catalogue, scope: &after.scope, lang };
    let rows = found.iter().map(|one| row(ask, one, &earlier, &later)).collect();
    let count = |what: Happened| ask.number(found.iter().filter(|one| one.happened == what).count());
    let numbers = Happened::ALL.map(|what| (what.code(), count(what)));
    let numbers = numbers.each_ref().map(|(name, text)| (*name, text.as_str()));
    let selection = Some(before.moment.filter.as_str()).filter(|filter| !filter.is_empty());
    Ok(Drawn {
        note: selection.map(|filter| ask.visitor.t_with("compare-selection", &[("filter", &told(ask, filter))])),
        finding: ask.visitor.t_with("compare-finding", &numbers),
        controls,
        heads: vec![
            ask.t("kind-initiative"),
            ask.t("compare-happened"),
            ask.t("compare-before"),
            ask.t("compare-after"),
        ],
        rows,
        ..Drawn::default()
    })
}

/// A selection in words, as its chips say it.
fn told(ask: &Ask<'_>, filter: &str) -> String {
    let asked = Asked::read(ask.kind, filter);
    let scope = ask.visitor.web.app().scope(&ask.visitor.ctx.actor);
    let chips = chips(ask.visitor, ask.kind, &asked, &scope);
    chips.into_iter().map(|chip| chip.label).collect::<Vec<_>>().join(", ")
}

fn row(ask: &Ask<'_>, one: &Difference, earlier: &Eye<'_>, later: &Eye<'_>) -> Vec<Vec<Item>> {
    let eye = if one.happened == Happened::Gone { earlier } else { later };
    let mut title = eye.title(one.id);
    if one.happened == Happened::Gone {
        // Where it led is not there any more.
        title.href = None;
    }
    let side = |eye: &Eye<'_>, state: Option<&String>, values: Vec<(&str, &[Value])>| -> Vec<Item> {
        let mut told = Vec::new();
        if one.states.0 != one.states.1 {
            told.extend(state.map(|code| ask.t(&format!("initiative-state-{code}"))));
        }
        told.extend(values.into_iter().filter_map(|(name, values)| {
            let field = ask.kind.get(name)?;
            let record = Record::new(ask.kind, one.id, None);
            let items = values.iter().map(|value| eye.value(&record, field, value).text);
            let text: Vec<String> = items.filter(|text| !text.is_empty()).collect();
            let text = if text.is_empty() { "–".to_owned() } else { text.join(", ") };
            Some(format!("{}: {text}", label(ask.visitor.lang, ask.kind, field)))
        }));
        ask.item(told.join("; "))
    };
    // What is known of the record itself comes last.
    let mut changed: Vec<_> = one.fields.iter().collect();
    changed.sort_by_key(|(name, ..)| ask.kind.get(name).is_none_or(|field| field.common));
    let left_out = changed.len().saturating_sub(FIELDS_MAX);
    let fields = || changed.iter().take(FIELDS_MAX);
    let before = fields().map(|(name, before, _)| (name.as_str(), before.as_slice())).collect();
    let after = fields().map(|(name, _, after)| (name.as_str(), after.as_slice())).collect();
    vec![
        vec![title],
        ask.item(ask.t(&format!("compare-{}", one.happened.code()))),
        side(earlier, one.states.0.as_ref(), before),
        {
            let mut told = side(later, one.states.1.as_ref(), after);
            if left_out > 0 {
                told.extend(ask.item(ask.visitor.t_with("matrix-more", &[("count", &ask.number(left_out))])));
            }
            told
        },
    ]
}
