//! The list as of an earlier moment, with its status counts.

use super::roadmap::state_item;
use super::{Ask, Drawn};
use crate::figure::{Bar, bars};
use crate::show::Item;
use samverk_app::AppError;
use samverk_domain::RecordId;

pub(super) async fn draw(ask: &Ask<'_>) -> Result<Drawn, AppError> {
    let records = ask.records(&ask.ids).await?;
    let states = ask.kind.states.iter().flat_map(|states| &states.states);
    let counts: Vec<Bar> = states
        .filter_map(|state| {
            let of = records.iter().filter(|stored| stored.record.state.as_deref() == Some(state.code));
            let count = of.count() as u64;
            (count > 0).then(|| Bar {
                label: ask.t(&format!("initiative-state-{}", state.code)),
                href: ask.here("state", state.code),
                count,
            })
        })
        .collect();
    let rows: Vec<Vec<Vec<Item>>> = ask.look(|eye| {
        let titles = |id: Option<RecordId>| id.map(|id| eye.title(id)).into_iter().collect::<Vec<_>>();
        records
            .iter()
            .map(|stored| {
                let record = &stored.record;
                let level = record.text("level").map(|code| ask.t(&format!("choice-level-{code}")));
                vec![
                    vec![eye.title(record.id)],
                    state_item(ask, record, &eye),
                    ask.item(level.unwrap_or_default()),
                    titles(record.target("responsible")),
                    titles(record.target("cooperation")),
                ]
            })
            .collect()
    });
    Ok(Drawn {
        finding: ask.visitor.t_with("then-finding", &[("count", &ask.number(records.len()))]),
        figure: if counts.is_empty() { String::new() } else { bars(&counts) },
        heads: vec![
            ask.t("kind-initiative"),
            ask.t("column-state"),
            ask.t("initiative-level"),
            ask.t("initiative-responsible"),
            ask.t("initiative-cooperation"),
        ],
        rows,
        ..Drawn::default()
    })
}
