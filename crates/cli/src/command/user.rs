//! `user add`, `list`, `disable`.

use super::{Done, Session, say};
use crate::fault::Refusal;
use crate::options::User;
use samverk_app::Ctx;
use samverk_app::access::{NewUser, TokenScope};
use samverk_domain::RecordId;
use samverk_domain::access::{Actor, Grant, Role, Scope};
use serde_json::json;

pub(super) async fn run(session: &Session, command: User) -> Done {
    session.app.catch_up().await.map_err(session.refuse())?;
    match command {
        User::Add { email, role, organisation, cooperation, body, name, url } => {
            let role = Role::parse(&role)
                .ok_or_else(|| Refusal::usage("--role is operator, coordinator, representative or reader"))?;
            let scopes = [
                ("organisation", organisation, Scope::Organisation as fn(RecordId) -> Scope),
                ("cooperation", cooperation, Scope::Cooperation),
                ("body", body, Scope::Body),
            ];
            let mut grants = Vec::new();
            for (kind, key, scope) in scopes {
                let Some(key) = key else { continue };
                let id =
                    session.app.resolve(kind, &key).map_err(|_| Refusal::other(format!("there is no {kind} {key}")))?;
                grants.push(Grant { role, scope: scope(id) });
            }
            if role == Role::Operator {
                grants.push(Grant { role, scope: Scope::Installation });
            }
            if grants.is_empty() {
                return Err(Refusal::usage("say where the role is held: --organisation, --cooperation or --body"));
            }
            let new = NewUser { email, name, language: session.ctx.lang, grants };
            let (id, token) = session.app.add_user(&session.ctx, &new).await.map_err(session.refuse())?;
            let link = format!("{}/{}/welcome/{token}", url.trim_end_matches('/'), session.ctx.lang);
            if session.json { say(&json!({ "id": id.to_string(), "link": link }).to_string()) } else { say(&link) }
        }
        User::Token { email, name, scope, days } => {
            let scope =
                TokenScope::parse(&scope).ok_or_else(|| Refusal::usage("--scope is read, write or calendar"))?;
            let user = session.app.find_user(&session.ctx, &email).await.map_err(session.refuse())?;
            let ctx = Ctx { actor: Actor::User { id: user.id, grants: Vec::new() }, ..session.ctx.clone() };
            let secret = session.app.make_token(&ctx, &name, scope, days).await.map_err(session.refuse())?;
            if session.json { say(&json!({ "token": secret }).to_string()) } else { say(&secret) }
        }
        User::List => {
            let users = session.app.users(&session.ctx).await.map_err(session.refuse())?;
            let mut rows = Vec::new();
            for (user, grants) in users {
                let roles: Vec<String> = grants.iter().map(|grant| role_text(session, *grant)).collect();
                rows.push(json!({ "email": user.email, "name": user.name, "disabled": user.disabled, "roles": roles }));
                if !session.json {
                    let closed = if user.disabled { " (disabled)" } else { "" };
                    say(&format!("{}{closed}  {}", user.email, roles.join(", ")))?;
                }
            }
            if session.json { say(&json!({ "users": rows }).to_string()) } else { Ok(()) }
        }
        User::Disable { email } => {
            let user = session.app.find_user(&session.ctx, &email).await.map_err(session.refuse())?;
            session.app.set_disabled(&session.ctx, user.id, true).await.map_err(session.refuse())?;
            say(&format!("{} is disabled", user.email))
        }
    }
}

fn role_text(session: &Session, grant: Grant) -> String {
    let key = |id| session.app.look(|catalogue| catalogue.key(id).unwrap_or_default().to_owned());
    match grant.scope {
        Scope::Installation => grant.role.code().to_owned(),
        Scope::Organisation(id) | Scope::Cooperation(id) | Scope::Body(id) | Scope::Record(id) => {
            format!("{} in {}", grant.role.code(), key(id))
        }
    }
}
