//! Every route with the act that it declares. The router is made from this
//! table alone, so a route without an act cannot be reached, and the rights
//! page shows the same table.

use crate::pages::{
    about, account, act, bulk, file, form, history, import, list, machine, own_fields, record, report, rights, search,
    sign_in, start, subscribe, together, users,
};
use crate::{Web, api, assets, telemetry};
use axum::extract::DefaultBodyLimit;
use axum::routing::{MethodRouter, delete, get, patch, post};
use samverk_domain::access::Action;

/// A way to the program.
pub struct Route {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Address with its variable parts in braces.
    pub path: &'static str,
    /// What the visitor must be allowed to do.
    pub action: Action,
    pub(crate) handler: MethodRouter<Web>,
}

const fn route(method: &'static str, path: &'static str, action: Action, handler: MethodRouter<Web>) -> Route {
    Route { method, path, action, handler }
}

/// All routes.
#[must_use]
pub fn routes() -> Vec<Route> {
    use Action::{Change, Create, Delete, ManageUsers, Move, Propose, See, SeeInternal, UseAccount, Visit};
    vec![
        route("GET", "/", Visit, get(start::choose_language)),
        route("GET", "/healthz", Visit, get(machine::healthz)),
        route("GET", "/robots.txt", Visit, get(machine::robots)),
        route("GET", "/sitemap.xml", Visit, get(machine::sitemap)),
        route("GET", "/favicon.ico", Visit, get(assets::icon)),
        route("GET", "/assets/{version}/{name}", Visit, get(assets::asset)),
        route("GET", "/id/{kind}/{id}", See, get(subscribe::by_id)),
        route("GET", "/readyz", Visit, get(machine::readyz)),
        route("GET", "/metrics", Visit, get(telemetry::metrics)),
        route("GET", "/api/v1", Visit, get(api::index)),
        route("GET", "/api/v1/openapi.json", Visit, get(api::description)),
        route("GET", "/api/v1/head", Visit, get(api::head)),
        route("GET", "/api/v1/account/notices", UseAccount, get(api::together::notices)),
        route("POST", "/api/v1/account/notices/read", UseAccount, post(api::together::read_notices)),
        route("GET", "/api/v1/account/follows", UseAccount, get(api::together::follows)),
        route("POST", "/api/v1/account/follows", UseAccount, post(api::together::follow)),
        route("GET", "/api/v1/account/views", UseAccount, get(api::together::views)),
        route("POST", "/api/v1/account/views", UseAccount, post(api::together::save_view)),
        route("DELETE", "/api/v1/account/views/{view}", UseAccount, delete(api::together::remove_view)),
        route("GET", "/api/v1/own-fields", ManageUsers, get(api::own_fields::list)),
        route("POST", "/api/v1/own-fields", ManageUsers, post(api::own_fields::keep)),
        route("POST", "/api/v1/entries/{entry}/undo", UseAccount, post(api::acts::undo_entry)),
        route("POST", "/api/v1/{kind}/bulk", UseAccount, post(api::acts::bulk)),
        route(
            "POST",
            "/api/v1/{kind}/import",
            UseAccount,
            post(api::import::take).layer(DefaultBodyLimit::max(file::UPLOAD_BYTES_MAX)),
        ),
        route("GET", "/api/v1/{kind}/import/{run}", UseAccount, get(api::import::show)),
        route("PATCH", "/api/v1/{kind}/import/{run}", UseAccount, patch(api::import::set)),
        route("POST", "/api/v1/{kind}/import/{run}/run", UseAccount, post(api::import::run)),
        route("POST", "/api/v1/{kind}/import/{run}/undo", UseAccount, post(api::import::undo)),
        route("GET", "/api/v1/{kind}/import/{run}/rejected", UseAccount, get(api::import::rejected)),
        route("GET", "/api/v1/{kind}", See, get(api::list::list)),
        route("POST", "/api/v1/{kind}", Create, post(api::list::create)),
        route("GET", "/api/v1/{kind}/{id}", See, get(api::record::show)),
        route("PATCH", "/api/v1/{kind}/{id}", Change, patch(api::record::change)),
        route("DELETE", "/api/v1/{kind}/{id}", Delete, delete(api::record::delete)),
        route("POST", "/api/v1/{kind}/{id}/move", Move, post(api::record::move_to)),
        route("POST", "/api/v1/{kind}/{id}/undo", Change, post(api::acts::undo)),
        route("POST", "/api/v1/{kind}/{id}/restore", Delete, post(api::acts::restore)),
        route("POST", "/api/v1/{kind}/{id}/merge", Delete, post(api::acts::merge)),
        route("POST", "/api/v1/{kind}/{id}/erase", Delete, post(api::acts::erase)),
        route("GET", "/api/v1/{kind}/{id}/proposals", See, get(api::acts::proposals)),
        route("POST", "/api/v1/{kind}/{id}/proposals", Propose, post(api::acts::propose)),
        route("POST", "/api/v1/{kind}/{id}/proposals/{proposal}", Change, post(api::acts::decide)),
        route("GET", "/api/v1/{kind}/{id}/comments", See, get(api::together::comments)),
        route("POST", "/api/v1/{kind}/{id}/comments", UseAccount, post(api::together::comment)),
        route("DELETE", "/api/v1/{kind}/{id}/comments/{comment}", UseAccount, delete(api::together::remove_comment)),
        route("GET", "/api/v1/{kind}/{id}/history", See, get(api::record::history)),
        route("GET", "/api/v1/{kind}/{id}/links", See, get(api::record::links)),
        route("GET", "/api/v1/{kind}/{id}/files", See, get(api::record::files)),
        route(
            "POST",
            "/api/v1/{kind}/{id}/files",
            Change,
            post(api::record::attach).layer(DefaultBodyLimit::max(file::UPLOAD_BYTES_MAX)),
        ),
        route("GET", "/api/v1/{kind}/{id}/files/{hash}", SeeInternal, get(api::record::file)),
        route("GET", "/id/list/{list}/{code}", Visit, get(subscribe::list_entry)),
        route("GET", "/{lang}", Visit, get(start::start)),
        route("GET", "/{lang}/search", See, get(search::search)),
        route("GET", "/{lang}/about", Visit, get(about::about)),
        route("GET", "/{lang}/privacy", Visit, get(about::privacy)),
        route("GET", "/{lang}/accessibility", Visit, get(about::accessibility)),
        route("GET", "/{lang}/rights", Visit, get(rights::rights)),
        route("GET", "/{lang}/head", Visit, get(about::head)),
        route("GET", "/calendar/{name}", Visit, get(subscribe::own_calendar)),
        route("GET", "/{lang}/sign-in", Visit, get(sign_in::show)),
        route("POST", "/{lang}/sign-in", Visit, post(sign_in::sign_in)),
        route("POST", "/{lang}/sign-out", UseAccount, post(sign_in::sign_out)),
        route("GET", "/{lang}/welcome/{token}", Visit, get(sign_in::welcome)),
        route("POST", "/{lang}/welcome/{token}", Visit, post(sign_in::set_password)),
        route("GET", "/{lang}/account", UseAccount, get(account::show)),
        route("POST", "/{lang}/account/language", UseAccount, post(account::language)),
        route("POST", "/{lang}/account/password", UseAccount, post(account::password)),
        route("POST", "/{lang}/account/session", UseAccount, post(account::end_session)),
        route("POST", "/{lang}/account/token", UseAccount, post(account::make_token)),
        route("POST", "/{lang}/account/token/end", UseAccount, post(account::end_token)),
        route("POST", "/{lang}/account/mail", UseAccount, post(account::mail)),
        route("GET", "/{lang}/notices", UseAccount, get(together::notices)),
        route("POST", "/{lang}/notices", UseAccount, post(together::read_notices)),
        route("POST", "/{lang}/follow", UseAccount, post(together::follow)),
        route("GET", "/{lang}/fields", ManageUsers, get(own_fields::show)),
        route("POST", "/{lang}/fields", ManageUsers, post(own_fields::keep)),
        route("GET", "/{lang}/users", ManageUsers, get(users::show)),
        route("POST", "/{lang}/users", ManageUsers, post(users::add)),
        route("POST", "/{lang}/users/role", ManageUsers, post(users::role)),
        route("POST", "/{lang}/users/account", ManageUsers, post(users::account)),
        route("GET", "/{lang}/report/studied-cooperations", See, get(report::studied)),
        route("GET", "/{lang}/report/regional-responsibility", See, get(report::regional)),
        route("GET", "/{lang}/report/activities/{key}", See, get(report::activities)),
        route("GET", "/{lang}/report/breadth", See, get(report::breadth)),
        route("GET", "/{lang}/report/breadth-by-level", See, get(report::breadth_by_level)),
        route("GET", "/{lang}/{kind}", See, get(list::list)),
        route("GET", "/{lang}/{kind}/new", Create, get(form::new)),
        route("POST", "/{lang}/{kind}/new", Create, post(form::create)),
        route("GET", "/{lang}/{kind}/feed", See, get(subscribe::feed)),
        route("GET", "/{lang}/body/{key}/calendar.ics", See, get(subscribe::body_calendar)),
        route("POST", "/{lang}/{kind}/view", UseAccount, post(together::view)),
        route("POST", "/{lang}/{kind}/bulk", Create, post(bulk::bulk)),
        route("GET", "/{lang}/{kind}/import", Create, get(import::show)),
        route(
            "POST",
            "/{lang}/{kind}/import",
            Create,
            post(import::upload).layer(DefaultBodyLimit::max(file::UPLOAD_BYTES_MAX)),
        ),
        route("GET", "/{lang}/{kind}/import/{run}", Create, get(import::show_run)),
        route("POST", "/{lang}/{kind}/import/{run}", Create, post(import::act)),
        route("GET", "/{lang}/{kind}/import/{run}/rejected", Create, get(import::rejected)),
        route("POST", "/{lang}/{kind}/{key}/comment", UseAccount, post(act::comment)),
        route("GET", "/{lang}/{kind}/{key}", See, get(record::show)),
        route("GET", "/{lang}/{kind}/{key}/edit", Propose, get(form::edit)),
        route("POST", "/{lang}/{kind}/{key}/edit", Propose, post(form::change)),
        route("POST", "/{lang}/{kind}/{key}/move", Move, post(act::move_to)),
        route("POST", "/{lang}/{kind}/{key}/delete", Delete, post(act::delete)),
        route("POST", "/{lang}/{kind}/{key}/merge", Delete, post(act::merge)),
        route("POST", "/{lang}/{kind}/{key}/erase", Delete, post(act::erase)),
        route("GET", "/{lang}/{kind}/{key}/history", See, get(history::show)),
        route("POST", "/{lang}/{kind}/{key}/restore", Delete, post(act::restore)),
        route("POST", "/{lang}/{kind}/{key}/undo", Change, post(act::undo)),
        route("POST", "/{lang}/{kind}/{key}/proposal", Change, post(act::decide_proposal)),
        route("GET", "/{lang}/{kind}/{key}/file/{hash}", SeeInternal, get(file::download)),
        route(
            "POST",
            "/{lang}/{kind}/{key}/file",
            Change,
            post(file::attach).layer(DefaultBodyLimit::max(file::UPLOAD_BYTES_MAX)),
        ),
    ]
}
