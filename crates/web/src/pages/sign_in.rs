//! Signing in and out, and setting a password by a one-time link.

use crate::answer::{html_with, see_other};
use crate::page::Page;
use crate::query::Query;
use crate::visitor::Visitor;
use askama::Template;
use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use samverk_app::AppError;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInTemplate<'a> {
    page: &'a Page,
    welcome: bool,
    error: Option<String>,
    lead: Option<String>,
    next: String,
    email: String,
    button: String,
}

/// An address within the site to go on to.
fn next(query: &Query) -> String {
    let wanted = query.get("next").unwrap_or_default();
    let plain = wanted.starts_with('/') && !wanted.starts_with("//") && !wanted.contains(['\\', '\r', '\n']);
    if plain { wanted.to_owned() } else { String::new() }
}

fn page(visitor: &Visitor, next: String, email: String, error: Option<String>, status: StatusCode) -> Response {
    let mut page = Page::new(visitor, &visitor.t("sign-in"), None);
    page.noindex = true;
    let lead = visitor.web.settings().demo.then(|| visitor.t("sign-in-demo"));
    let button = visitor.t("sign-in");
    html_with(status, &SignInTemplate { page: &page, welcome: false, error, lead, next, email, button })
}

pub(crate) async fn show(visitor: Visitor) -> Response {
    page(&visitor, next(&Query::parse(&visitor.query)), String::new(), None, StatusCode::OK)
}

pub(crate) async fn sign_in(visitor: Visitor, body: String) -> Response {
    let form = Query::parse(&body);
    let email = form.get("email").unwrap_or_default().to_owned();
    let password = form.get("password").unwrap_or_default();
    match visitor.web.app().sign_in(&email, password, &visitor.address, &visitor.agent).await {
        Ok((token, owner)) => {
            let to = match next(&form) {
                to if to.is_empty() => format!("/{}", owner.language),
                to => to,
            };
            with_cookie(&visitor, see_other(&to), &token)
        }
        Err(AppError::Rule(code)) => page(
            &visitor,
            next(&form),
            email,
            Some(visitor.t(&format!("rule-{code}"))),
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        Err(AppError::TooMany(seconds)) => {
            let error = visitor.t_with("error-too-many-why", &[("count", &seconds.to_string())]);
            let mut response = page(&visitor, next(&form), email, Some(error), StatusCode::TOO_MANY_REQUESTS);
            crate::answer::retry_after(&mut response, seconds);
            response
        }
        Err(error) => visitor.refuse(&error),
    }
}

fn with_cookie(visitor: &Visitor, mut response: Response, token: &str) -> Response {
    let settings = visitor.web.settings();
    let secure = if settings.secure { "; Secure" } else { "" };
    let age = if token.is_empty() { "; Max-Age=0" } else { "" };
    let cookie = format!("{}={token}; Path=/; HttpOnly; SameSite=Lax{secure}{age}", settings.cookie());
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

pub(crate) async fn sign_out(visitor: Visitor, body: String) -> Response {
    let out = async {
        visitor.form(&body)?;
        if let Some(signed_in) = &visitor.signed_in {
            visitor.web.app().sign_out(&signed_in.session).await?;
        }
        Ok(with_cookie(&visitor, see_other(&visitor.href("")), ""))
    };
    visitor.answer(out.await)
}

fn welcome_page(visitor: &Visitor, error: Option<String>, status: StatusCode) -> Response {
    let mut page = Page::new(visitor, &visitor.t("welcome"), None);
    page.noindex = true;
    let lead = Some(visitor.t("welcome-lead"));
    let (next, email, button) = (String::new(), String::new(), visitor.t("welcome-button"));
    html_with(status, &SignInTemplate { page: &page, welcome: true, error, lead, next, email, button })
}

pub(crate) async fn welcome(visitor: Visitor, Path((_, token)): Path<(String, String)>) -> Response {
    match visitor.web.app().link_is_valid(&token).await {
        Ok(true) => welcome_page(&visitor, None, StatusCode::OK),
        Ok(false) => visitor.refuse(&AppError::Rule("link_ended")),
        Err(error) => visitor.refuse(&error),
    }
}

pub(crate) async fn set_password(visitor: Visitor, Path((_, token)): Path<(String, String)>, body: String) -> Response {
    let form = Query::parse(&body);
    match visitor.web.app().use_link(&token, form.get("password").unwrap_or_default(), &visitor.agent).await {
        Ok((session, owner)) => with_cookie(&visitor, see_other(&format!("/{}", owner.language)), &session),
        Err(AppError::Invalid(faults)) => {
            let sentences: Vec<String> = faults.iter().map(|fault| crate::show::fault(visitor.lang, fault)).collect();
            welcome_page(&visitor, Some(sentences.join(" ")), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => visitor.refuse(&error),
    }
}
