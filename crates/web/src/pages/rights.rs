//! Who may do what, shown from the very tables that decide.

use crate::answer::html;
use crate::page::Page;
use crate::visitor::Visitor;
use askama::Template;
use axum::response::Response;
use samverk_domain::access::{Action, Actor, Grant, Object, Role, Scope, decide};
use samverk_domain::record::{Kind, PartBy, Visibility};
use samverk_domain::{RecordId, UserId};

#[derive(Template)]
#[template(path = "rights.html")]
struct RightsTemplate<'a> {
    page: &'a Page,
    actions: Vec<String>,
    rows: Vec<(String, Vec<String>)>,
    visibilities: Vec<(String, String)>,
    /// Kind, what its records are parts of, who adds them.
    parts: Vec<(String, String, String)>,
    routes: Vec<(&'static str, String, String)>,
}

/// Who adds the parts of records, as their kinds say.
fn parts(visitor: &Visitor) -> Vec<(String, String, String)> {
    let registry = visitor.web.app().registry();
    let part = |kind: &Kind| {
        let (link, by) = kind.part?;
        let whole = kind.get(link)?.link?.to;
        let others = match (kind.spoken_by, by) {
            (Some(_), _) => Some("rights-part-spoken"),
            (None, PartBy::Participants) => Some("rights-part-participants"),
            (None, PartBy::Keepers) => None,
        };
        let who = std::iter::once("rights-part-keepers").chain(others).map(|key| visitor.t(key));
        let who = who.collect::<Vec<_>>().join(" ");
        Some((visitor.t(&format!("kind-{}.plural", kind.name)), visitor.t(&format!("kind-{whole}")), who))
    };
    registry.kinds().iter().filter_map(part).collect()
}

const ACTIONS: [Action; 6] =
    [Action::See, Action::SeeInternal, Action::Propose, Action::Change, Action::Move, Action::Delete];

/// Key of an action's label.
fn action_key(action: Action) -> &'static str {
    match action {
        Action::See => "action-see",
        Action::SeeInternal => "action-see-internal",
        Action::Create => "action-create",
        Action::Change => "action-change",
        Action::Move => "action-move",
        Action::Delete => "action-delete",
        Action::Propose => "action-propose",
        Action::ManageUsers => "action-manage-users",
        Action::UseAccount => "action-use-account",
        Action::Visit => "action-visit",
    }
}

/// Examples of people against one record: who they are and the roles that
/// they hold. The owner is 1, a participant 2, a member 3, the cooperation 9.
fn people() -> Vec<(&'static str, Actor)> {
    let id = |n: u128| RecordId(uuid_of(n));
    let user = |role, scope| Actor::User { id: UserId(uuid_of(99)), grants: vec![Grant { role, scope }] };
    vec![
        ("who-own-representative", user(Role::Representative, Scope::Organisation(id(1)))),
        ("who-own-reader", user(Role::Reader, Scope::Organisation(id(1)))),
        ("who-record-owner", user(Role::Owner, Scope::Record(id(7)))),
        ("who-record-contributor", user(Role::Contributor, Scope::Record(id(7)))),
        ("who-record-observer", user(Role::Observer, Scope::Record(id(7)))),
        ("who-participant", user(Role::Representative, Scope::Organisation(id(2)))),
        ("who-member", user(Role::Representative, Scope::Organisation(id(3)))),
        ("who-coordinator", user(Role::Coordinator, Scope::Cooperation(id(9)))),
        ("who-stranger", user(Role::Representative, Scope::Organisation(id(4)))),
        ("who-operator", user(Role::Operator, Scope::Installation)),
        ("who-public", Actor::Public),
    ]
}

fn uuid_of(n: u128) -> samverk_domain::id::Uuid {
    samverk_domain::id::Uuid::from_u128(n)
}

/// The visibilities from which on an action is allowed, in words.
fn cell(visitor: &Visitor, actor: &Actor, action: Action) -> String {
    let allowed = |visibility, may_edit| {
        let id = |n: u128| RecordId(uuid_of(n));
        let (participants, members) = ([id(2)], [id(3), id(2)]);
        let object = Object {
            id: Some(id(7)),
            owner: Some(id(1)),
            visibility,
            deleted: false,
            participants: &participants,
            cooperation: Some(id(9)),
            body: None,
            members: &members,
            coordinator_may_edit: may_edit,
            kept_by_operator: false,
        };
        decide(actor, action, &object).is_allowed()
    };
    let from = |may_edit| Visibility::ALL.into_iter().find(|visibility| allowed(*visibility, may_edit));
    match (from(false), from(true)) {
        (None, None) => visitor.t("rights-never"),
        (None, Some(_)) => visitor.t("rights-if-opened"),
        (Some(Visibility::Private), _) => visitor.t("rights-always"),
        (Some(visibility), _) => {
            visitor.t_with("rights-from", &[("visibility", &visitor.t(&format!("visibility-{}", visibility.code())))])
        }
    }
}

pub(crate) async fn rights(visitor: Visitor) -> Response {
    let page = Page::new(&visitor, &visitor.t("rights"), None);
    let rows = people()
        .into_iter()
        .map(|(who, actor)| (visitor.t(who), ACTIONS.iter().map(|action| cell(&visitor, &actor, *action)).collect()));
    let visibilities = Visibility::ALL.into_iter().map(|visibility| {
        let key = format!("visibility-{}", visibility.code());
        (visitor.t(&key), visitor.t(&format!("{key}.help")))
    });
    let routes = crate::route::routes()
        .into_iter()
        .map(|route| (route.method, route.path.to_owned(), visitor.t(action_key(route.action))));
    let template = RightsTemplate {
        actions: ACTIONS.iter().map(|action| visitor.t(action_key(*action))).collect(),
        rows: rows.collect(),
        visibilities: visibilities.collect(),
        parts: parts(&visitor),
        routes: routes.collect(),
        page: &page,
    };
    html(&template)
}
