//! Use cases on both databases.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests fail loudly")]

mod access;
mod archive;
mod boundaries;
mod exchange;
mod history;
mod imports;
mod lost_updates;
mod map;
mod money;
mod overlap;
mod own_fields;
mod parts;
mod records;
mod report;
mod scope;
mod together;
mod verify;

use samverk_app::record::Input;
use samverk_app::{App, AppError, Ctx};
use samverk_domain::access::{Actor, Grant, Role, Scope};
use samverk_domain::{Lang, RecordId, UserId};
use samverk_testing::{TestApp, console, input, make, plain_labels};

async fn apps() -> Vec<TestApp> {
    samverk_testing::apps(plain_labels).await
}

/// Organisations a, b and c; a cooperation with a and b as members; one body.
async fn small_world(app: &App) {
    for key in ["a", "b", "c"] {
        let name = format!("Kommun {key}");
        make(app, "organisation", &[("@key", key), ("name", &name), ("type", "municipality"), ("country", "se")]).await;
    }
    make(app, "cooperation", &[("@key", "coop"), ("@owner", "a"), ("name", "Samverkan")]).await;
    for key in ["a", "b"] {
        let edit = if key == "b" { "yes" } else { "no" };
        make(
            app,
            "membership",
            &[
                ("@owner", "a"),
                ("organisation", key),
                ("cooperation", "coop"),
                ("role", "member"),
                ("coordinator_may_edit", edit),
            ],
        )
        .await;
    }
    make(
        app,
        "body",
        &[("@key", "board"), ("@owner", "a"), ("name", "Nämnden"), ("type", "board"), ("cooperation", "coop")],
    )
    .await;
}

fn find(app: &App, kind: &str, key: &str) -> RecordId {
    app.resolve(kind, key).unwrap_or_else(|_| panic!("{kind} {key}"))
}

fn user(n: u128, grants: &[(Role, Scope)]) -> Ctx {
    let id = UserId(samverk_domain::id::Uuid::from_u128(n));
    let grants = grants.iter().map(|(role, scope)| Grant { role: *role, scope: *scope }).collect();
    Ctx { actor: Actor::User { id, grants }, name: id.to_string(), via: "web", lang: Lang::Sv, once: None }
}

fn public() -> Ctx {
    Ctx { actor: Actor::Public, name: "public".into(), via: "web", lang: Lang::Sv, once: None }
}

fn codes(error: AppError) -> Vec<(String, &'static str)> {
    match error {
        AppError::Invalid(faults) => faults.into_iter().map(|fault| (fault.field, fault.code)).collect(),
        AppError::Import(faults) => {
            faults.into_iter().map(|fault| (format!("{}:{}", fault.row, fault.column), fault.fault.code)).collect()
        }
        other => panic!("{other:?}"),
    }
}

async fn whole(app: &App) {
    let report = app.verify().await.unwrap();
    assert!(report.is_whole(), "{:?}", report.findings);
}
