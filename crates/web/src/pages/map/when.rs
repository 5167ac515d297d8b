//! When the map is looked at: now, a day, a frozen version.

use super::world::{AT, World};
use super::{KIND, filters_of};
use crate::pages::list::may_create;
use crate::query::Query as Address;
use crate::visitor::Visitor;
use samverk_app::AppError;
use samverk_app::catalogue::Query;
use samverk_app::record::Stored;

/// The frozen versions, the newest first.
pub(super) async fn versions(visitor: &Visitor) -> Result<Vec<Stored>, AppError> {
    let app = visitor.web.app();
    let query = Query::every("map-version", "-date", visitor.lang);
    let (ids, scope) = app.list_ids(&visitor.ctx, &query).await?;
    app.load_piece(&ids, &scope).await
}

/// When the map is looked at, and what can be done about it.
pub(in crate::pages) struct Time {
    /// Said where it is not now.
    pub(in crate::pages) said: Option<String>,
    /// A frozen version's comment.
    pub(in crate::pages) comment: Option<String>,
    pub(in crate::pages) now: Option<String>,
    pub(in crate::pages) freeze: Option<String>,
    pub(in crate::pages) compare: Option<String>,
    pub(in crate::pages) versions: Vec<(String, String, bool)>,
    pub(in crate::pages) day: String,
    pub(in crate::pages) kept: Vec<(String, String)>,
}

impl Time {
    /// What a way of looking at the map shows at the address.
    pub(in crate::pages) async fn of(
        visitor: &Visitor,
        address: &Address,
        world: &World<'_>,
        way: &str,
    ) -> Result<Self, AppError> {
        let versions = versions(visitor).await?;
        let at = address.get(AT).unwrap_or("now");
        let kept = filters_of(address);
        let moment = world.past().map(|past| &past.moment);
        let frozen = moment.and_then(|moment| moment.version);
        let frozen = frozen.and_then(|id| versions.iter().find(|version| version.record.id == id));
        let said = moment.map(|moment| {
            let day = crate::i18n::date(moment.day, visitor.lang);
            match frozen.and_then(|version| version.record.text("name")) {
                Some(name) => visitor.t_with("map-frozen", &[("name", name), ("day", &day)]),
                None => visitor.t_with("map-then", &[("day", &day)]),
            }
        });
        let app = visitor.web.app();
        let freeze = moment.is_none() && may_create(visitor, visitor.kind(KIND)?) && way != "compare";
        let freeze = freeze.then(|| {
            let filter = kept.to_string().trim_start_matches('?').to_owned();
            let day = app.ports().today().to_string();
            let query = Address::default().with("date", &day).with("filter", &filter);
            format!("{}{}", visitor.href("/map-version/new"), query.filled())
        });
        let against = if moment.is_some() { at.to_owned() } else { String::new() };
        let query = kept.with("from", &against).filled();
        let compare = (way != "compare" && (!versions.is_empty() || moment.is_some()))
            .then(|| format!("{}{query}", visitor.href(&format!("/{KIND}/compare"))));
        Ok(Time {
            said,
            comment: frozen.and_then(|version| version.record.text("comment")).map(str::to_owned),
            now: moment.is_some().then(|| {
                let path = if way == "list" { format!("/{KIND}") } else { visitor.path.clone() };
                format!("{}{}", visitor.href(&path), address.without(AT))
            }),
            freeze,
            compare,
            versions: versions
                .iter()
                .map(|version| {
                    let name = version.record.text("name").unwrap_or_default().to_owned();
                    (version.record.key.clone(), name, at == version.record.key)
                })
                .collect(),
            day: moment
                .filter(|moment| moment.version.is_none())
                .map(|moment| moment.day.to_string())
                .unwrap_or_default(),
            kept: address.pairs().iter().filter(|(name, _)| name != AT && name != "format").cloned().collect(),
        })
    }
}
