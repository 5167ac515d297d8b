//! The sets that lists are cut out of say the same as the decision on each record.

use super::*;
use samverk_domain::access::{Action, decide};
use samverk_domain::record::Visibility;

#[tokio::test]
async fn sets_and_decisions_agree_for_everybody_and_everything() {
    let test = apps().await.remove(0);
    let app = &test.app;
    small_world(app).await;
    make(
        app,
        "membership",
        &[("@owner", "a"), ("organisation", "c"), ("cooperation", "coop"), ("role", "prospective")],
    )
    .await;
    make(app, "cooperation", &[("@key", "other"), ("@owner", "c"), ("name", "Annan")]).await;
    make(
        app,
        "membership",
        &[("@owner", "c"), ("organisation", "b"), ("cooperation", "other"), ("role", "member"), ("until", "2020")],
    )
    .await;
    let mut n = 0;
    for visibility in Visibility::ALL {
        for owner in ["a", "b", ""] {
            for cooperation in ["coop", "other", ""] {
                for participant in ["", "c", "c [2010/2012]", "b [2030/]"] {
                    n += 1;
                    let name = format!("Initiativ {n}");
                    make(
                        app,
                        "initiative",
                        &[
                            ("@key", &format!("i{n}")),
                            ("@owner", owner),
                            ("@visibility", visibility.code()),
                            ("name", &name),
                            ("cooperation", cooperation),
                            ("participant", participant),
                        ],
                    )
                    .await;
                }
            }
        }
        make(
            app,
            "meeting",
            &[("@owner", "a"), ("@visibility", visibility.code()), ("name", "Möte"), ("body", "board")],
        )
        .await;
        make(
            app,
            "seat",
            &[
                ("@owner", "b"),
                ("@visibility", visibility.code()),
                ("body", "board"),
                ("organisation", "b"),
                ("role", "ordinary"),
            ],
        )
        .await;
    }
    let organisation = |key: &str| Scope::Organisation(find(app, "organisation", key));
    let coop = |key: &str| Scope::Cooperation(find(app, "cooperation", key));
    let board = Scope::Body(find(app, "body", "board"));
    let own = Scope::Record(find(app, "initiative", "i1"));
    let mut people = vec![public(), console(), user(1, &[]), user(2, &[(Role::Operator, Scope::Installation)])];
    for key in ["a", "b", "c"] {
        for role in [Role::Representative, Role::Reader, Role::Coordinator] {
            people.push(user(3, &[(role, organisation(key))]));
        }
    }
    for role in [Role::Coordinator, Role::Reader] {
        for scope in [coop("coop"), coop("other"), board] {
            people.push(user(4, &[(role, scope)]));
            people.push(user(5, &[(role, scope), (Role::Representative, organisation("c"))]));
        }
    }
    for role in [Role::Owner, Role::Contributor, Role::Observer] {
        people.push(user(6, &[(role, own)]));
    }
    let today = app.ports().today();
    let everything = app.scope(&Actor::Console);
    let ids: Vec<RecordId> = app
        .registry()
        .kinds()
        .iter()
        .flat_map(|kind| app.look(|c| c.all(kind.name, &everything).collect::<Vec<_>>()))
        .collect();
    assert!(ids.len() > 150);
    for person in &people {
        let scope = app.scope(&person.actor);
        for id in &ids {
            let facts = app.look(|catalogue| catalogue.facts(*id, today)).unwrap();
            let see = decide(&person.actor, Action::See, &facts.object());
            let internal = decide(&person.actor, Action::SeeInternal, &facts.object());
            assert_eq!(app.look(|c| c.sees(*id, &scope)), see.is_allowed(), "{:?} {facts:?} {see:?}", person.actor);
            assert_eq!(
                app.look(|c| c.sees_internal(*id, &scope)),
                internal.is_allowed(),
                "{:?} {facts:?} {internal:?}",
                person.actor
            );
        }
    }
}
