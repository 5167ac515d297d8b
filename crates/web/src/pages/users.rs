//! Users and roles, for the operator.

use crate::answer::{html_with, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::visitor::Visitor;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use samverk_app::AppError;
use samverk_app::access::NewUser;
use samverk_domain::access::{Grant, Role, Scope};
use samverk_domain::record::Fault;
use samverk_domain::{RecordId, UserId};

struct RoleView {
    role: &'static str,
    scope: &'static str,
    key: String,
    label: String,
}

struct UserView {
    id: String,
    name: String,
    email: String,
    disabled: bool,
    roles: Vec<RoleView>,
}

#[derive(Template)]
#[template(path = "users.html")]
struct UsersTemplate<'a> {
    page: &'a Page,
    link: Option<String>,
    errors: Vec<String>,
    users: Vec<UserView>,
    roles: Vec<(&'static str, String)>,
    scopes: Vec<(&'static str, String)>,
}

const SCOPES: [&str; 4] = ["organisation", "cooperation", "body", "installation"];
const ROLES: [Role; 4] = [Role::Representative, Role::Coordinator, Role::Reader, Role::Operator];

async fn page(
    visitor: &Visitor,
    link: Option<String>,
    errors: Vec<String>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let app = visitor.web.app();
    app.catch_up().await?;
    let users = app.users(&visitor.ctx).await?;
    let users = users.into_iter().map(|(user, grants)| UserView {
        id: user.id.to_string(),
        roles: grants.into_iter().map(|grant| role_view(visitor, grant)).collect(),
        name: user.name,
        email: user.email,
        disabled: user.disabled,
    });
    let mut page = Page::new(visitor, &visitor.t("users"), None);
    page.noindex = true;
    let template = UsersTemplate {
        users: users.collect(),
        roles: ROLES.map(|role| (role.code(), visitor.t(&format!("role-{}", role.code())))).into_iter().collect(),
        scopes: SCOPES.map(|scope| (scope, visitor.t(&format!("scope-{scope}")))).into_iter().collect(),
        page: &page,
        link,
        errors,
    };
    Ok(html_with(status, &template))
}

fn role_view(visitor: &Visitor, grant: Grant) -> RoleView {
    let (scope, id) = match grant.scope {
        Scope::Installation => ("installation", None),
        Scope::Organisation(id) => ("organisation", Some(id)),
        Scope::Cooperation(id) => ("cooperation", Some(id)),
        Scope::Body(id) => ("body", Some(id)),
        Scope::Record(id) => ("record", Some(id)),
    };
    RoleView {
        role: grant.role.code(),
        scope,
        key: id.map(|id| id.to_string()).unwrap_or_default(),
        label: visitor.role_text(grant),
    }
}

pub(crate) async fn show(visitor: Visitor) -> Response {
    visitor.answer(page(&visitor, None, Vec::new(), StatusCode::OK).await)
}

/// The role that a form names.
fn grant(visitor: &Visitor, form: &Query) -> Result<Grant, AppError> {
    let fault =
        |field: &str, code| AppError::Invalid(vec![Fault::error(field, code, form.get("key").unwrap_or_default())]);
    let role = form.get("role").and_then(Role::parse).ok_or_else(|| fault("role", "choice"))?;
    let key = form.get("key").unwrap_or_default().trim();
    let find = |kind: &str| visitor.web.app().resolve(kind, key).map_err(|_| fault("key", "link"));
    let scope = match form.get("scope").unwrap_or_default() {
        _ if role == Role::Operator => Scope::Installation,
        "organisation" => Scope::Organisation(find("organisation")?),
        "cooperation" => Scope::Cooperation(find("cooperation")?),
        "body" => Scope::Body(find("body")?),
        "record" => Scope::Record(RecordId::parse(key).ok_or_else(|| fault("key", "link"))?),
        _ => Scope::Installation,
    };
    Ok(Grant { role, scope })
}

async fn told(visitor: &Visitor, error: AppError) -> Result<Response, AppError> {
    match error {
        AppError::Invalid(faults) => {
            let errors = faults.iter().map(|fault| crate::show::fault(visitor.lang, fault)).collect();
            page(visitor, None, errors, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        AppError::Rule(code) => {
            page(visitor, None, vec![visitor.t(&format!("rule-{code}"))], StatusCode::UNPROCESSABLE_ENTITY).await
        }
        other => Err(other),
    }
}

fn welcome_link(visitor: &Visitor, token: &str) -> String {
    format!("{}{}", visitor.web.settings().origin, visitor.href(&format!("/welcome/{token}")))
}

pub(crate) async fn add(visitor: Visitor, body: String) -> Response {
    let added = async {
        let form = visitor.form(&body)?;
        visitor.web.app().catch_up().await?;
        let text = |name: &str| form.get(name).unwrap_or_default().to_owned();
        let made = async {
            let grant = grant(&visitor, &form)?;
            let new = NewUser { email: text("email"), name: text("name"), language: visitor.lang, grants: vec![grant] };
            visitor.web.app().add_user(&visitor.ctx, &new).await
        };
        match made.await {
            Ok((_, token)) => page(&visitor, Some(welcome_link(&visitor, &token)), Vec::new(), StatusCode::OK).await,
            Err(error) => told(&visitor, error).await,
        }
    };
    visitor.answer(added.await)
}

fn user(form: &Query) -> Result<UserId, AppError> {
    form.get("user").and_then(UserId::parse).ok_or(AppError::NotFound)
}

pub(crate) async fn role(visitor: Visitor, body: String) -> Response {
    let set = async {
        let form = visitor.form(&body)?;
        let given = form.get("given") == Some("yes");
        let set = async {
            let grant = grant(&visitor, &form)?;
            visitor.web.app().set_grant(&visitor.ctx, user(&form)?, grant, given).await
        };
        match set.await {
            Ok(()) => Ok(see_other(&visitor.href("/users"))),
            Err(error) => told(&visitor, error).await,
        }
    };
    visitor.answer(set.await)
}

pub(crate) async fn account(visitor: Visitor, body: String) -> Response {
    let acted = async {
        let form = visitor.form(&body)?;
        let (app, id) = (visitor.web.app(), user(&form)?);
        let outcome = match form.get("act") {
            Some("link") => match app.renew_link(&visitor.ctx, id).await {
                Ok(token) => {
                    return page(&visitor, Some(welcome_link(&visitor, &token)), Vec::new(), StatusCode::OK).await;
                }
                Err(error) => Err(error),
            },
            Some("enable") => app.set_disabled(&visitor.ctx, id, false).await,
            Some("disable") => app.set_disabled(&visitor.ctx, id, true).await,
            _ => Err(AppError::Rule("form_incomplete")),
        };
        match outcome {
            Ok(()) => Ok(see_other(&visitor.href("/users"))),
            Err(error) => told(&visitor, error).await,
        }
    };
    visitor.answer(acted.await)
}
