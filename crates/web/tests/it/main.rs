//! Pages as a browser gets them, without a browser.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail loudly")]

mod api;
mod api_acts;
mod cost;
mod demo;
mod labels;
mod matrix;
mod pages;
mod report;
mod two_worlds;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode, header};
use samverk_app::access::NewUser;
use samverk_app::{App, Ctx};
use samverk_domain::access::{Actor, Grant};
use samverk_domain::{Lang, RecordId, UserId};
use samverk_testing::{TestApp, console, make};
use samverk_web::i18n::Translations;
use samverk_web::{Settings, router};
use std::sync::Arc;
use tower::ServiceExt as _;

const ORIGIN: &str = "http://samverk.test";
const PASSWORD: &str = "en ganska lång lösenfras";

async fn apps() -> Vec<TestApp> {
    samverk_testing::apps(|| Arc::new(Translations)).await
}

fn site(app: &Arc<App>) -> Router {
    let settings = Settings::new(ORIGIN, false).unwrap();
    // Whole tests ask more often than a person does; how often is tested apart.
    let settings = Settings { api_per_minute: 1_000_000, exports_per_hour: 1_000_000, ..settings };
    router(Arc::clone(app), settings)
}

/// Somebody with a session, or the public.
#[derive(Clone)]
struct Person {
    name: &'static str,
    ctx: Ctx,
    cookie: String,
    form_token: String,
    /// A token for the API, with all rights that the person has.
    bearer: String,
}

fn public() -> Person {
    let ctx = Ctx { actor: Actor::Public, name: "public".into(), via: "web", lang: Lang::Sv, once: None };
    Person { name: "public", ctx, cookie: String::new(), form_token: String::new(), bearer: String::new() }
}

async fn person(app: &App, name: &'static str, grants: &[Grant]) -> Person {
    let new =
        NewUser { email: format!("{name}@example.se"), name: name.into(), language: Lang::Sv, grants: grants.to_vec() };
    let (id, link) = app.add_user(&console(), &new).await.unwrap();
    let (token, _) = app.use_link(&link, PASSWORD, "test").await.unwrap();
    let session = app.session(&token).await.unwrap().unwrap();
    let ctx = Ctx {
        actor: Actor::User { id: id as UserId, grants: grants.to_vec() },
        name: id.to_string(),
        via: "web",
        lang: Lang::Sv,
        once: None,
    };
    let bearer = app.make_token(&ctx, "test", samverk_app::access::TokenScope::Write, 1).await.unwrap();
    Person { name, ctx, cookie: format!("samverk={token}"), form_token: session.session.form_token, bearer }
}

async fn send(site: &Router, person: &Person, method: &str, path: &str, body: &str) -> Response<Body> {
    let mut request = Request::builder().method(method).uri(path).header(header::HOST, "samverk.test");
    if path.starts_with("/api/") {
        if !person.bearer.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", person.bearer));
        }
        if method != "GET" {
            // A version that is never current.
            request = request.header(header::IF_MATCH, "\"0\"");
        }
    } else if !person.cookie.is_empty() {
        request = request.header(header::COOKIE, &person.cookie);
    }
    if method == "POST" && !path.starts_with("/api/") {
        let form = if path.ends_with("/file") {
            "multipart/form-data; boundary=b"
        } else {
            "application/x-www-form-urlencoded"
        };
        request = request.header(header::ORIGIN, ORIGIN).header(header::CONTENT_TYPE, form);
    }
    site.clone().oneshot(request.body(Body::from(body.to_owned())).unwrap()).await.unwrap()
}

async fn text(response: Response<Body>) -> String {
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn get(site: &Router, person: &Person, path: &str) -> (StatusCode, String) {
    let response = send(site, person, "GET", path, "").await;
    (response.status(), text(response).await)
}

fn location(response: &Response<Body>) -> String {
    response.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// Organisations a to d; a cooperation with a and b as members, c as
/// participant of its initiatives.
async fn small_world(app: &App) {
    for key in ["a", "b", "c", "d"] {
        let name = format!("Kommun {key}");
        make(app, "organisation", &[("@key", key), ("name", &name), ("type", "municipality"), ("country", "se")]).await;
    }
    make(app, "cooperation", &[("@key", "coop"), ("@owner", "a"), ("name", "Samverkan"), ("start", "2010")]).await;
    for key in ["a", "b"] {
        make(
            app,
            "membership",
            &[("@owner", "a"), ("organisation", key), ("cooperation", "coop"), ("role", "member"), ("from", "2012")],
        )
        .await;
    }
    make(
        app,
        "body",
        &[
            ("@key", "board"),
            ("@owner", "a"),
            ("name", "Nämnden"),
            ("type", "board"),
            ("cooperation", "coop"),
            ("seats_ordinary", "1"),
            ("seats_deputy", "1"),
            ("quorum", "majority"),
        ],
    )
    .await;
}

fn find(app: &App, kind: &str, key: &str) -> RecordId {
    app.resolve(kind, key).unwrap()
}
