//! A person's own account: language, password, sessions.

use crate::answer::{html_with, see_other};
use crate::i18n;
use crate::page::{Notice, Page};
use crate::query::Query;
use crate::visitor::Visitor;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use samverk_app::access::{SignedIn, TokenScope};
use samverk_app::together::MailWish;
use samverk_app::{App, AppError};
use samverk_domain::Lang;
use samverk_domain::access::{Grant, Reason, Scope};

struct SessionView {
    name: String,
    agent: String,
    begun: String,
    seen: String,
    own: bool,
}

/// A token just made; its secret is shown this once.
struct Made {
    secret: String,
    /// It is for a calendar, so it has an address.
    calendar: bool,
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountTemplate<'a> {
    page: &'a Page,
    email: String,
    roles: String,
    language: &'static str,
    errors: Vec<String>,
    sessions: Vec<SessionView>,
    tokens: Vec<TokenView>,
    scopes: Vec<(&'static str, String)>,
    made: Option<Made>,
    origin: String,
    mail: Vec<(&'static str, String, bool)>,
}

struct TokenView {
    id: String,
    name: String,
    scope: String,
    expires: String,
    used: String,
}

impl Visitor {
    pub(super) fn account(&self) -> Result<&SignedIn, AppError> {
        self.signed_in.as_ref().ok_or(AppError::Denied(Reason::SignInFirst))
    }

    /// A role in words: what and where.
    pub(super) fn role_text(&self, grant: Grant) -> String {
        let role = self.t(&format!("role-{}", grant.role.code()));
        let scope = self.web.app().scope(&self.ctx.actor);
        match grant.scope {
            Scope::Installation => role,
            Scope::Organisation(id) | Scope::Cooperation(id) | Scope::Body(id) | Scope::Record(id) => {
                let place = self.look(&scope, |eye| eye.title(id).text);
                self.t_with("role-in", &[("role", &role), ("place", &place)])
            }
        }
    }
}

async fn page(
    visitor: &Visitor,
    errors: Vec<String>,
    made: Option<Made>,
    status: StatusCode,
) -> Result<Response, AppError> {
    let account = visitor.account()?;
    let app = visitor.web.app();
    app.catch_up().await?;
    let sessions = app.sessions(account.session.user).await?;
    let sessions = sessions.into_iter().map(|session| SessionView {
        name: App::session_name(&session),
        own: session.token_hash == account.session.token_hash,
        begun: i18n::instant(&session.created_at, visitor.lang),
        seen: i18n::instant(&session.seen_at, visitor.lang),
        agent: if session.agent.is_empty() { visitor.t("session-unknown") } else { session.agent },
    });
    let mut page = Page::new(visitor, &visitor.t("account"), None);
    page.noindex = true;
    if visitor.query == "done=password" {
        page.notice = Some(Notice { text: visitor.t("done-password"), undo: None });
    }
    let roles: Vec<String> = account.grants.iter().map(|grant| visitor.role_text(*grant)).collect();
    let tokens = app.tokens(&visitor.ctx).await?;
    let tokens = tokens.into_iter().map(|token| TokenView {
        scope: visitor.t(&format!("token-scope-{}", token.scopes)),
        expires: i18n::instant(&token.expires_at, visitor.lang),
        used: token.last_used_at.map_or_else(|| visitor.t("token-unused"), |at| i18n::instant(&at, visitor.lang)),
        id: token.id,
        name: token.name,
    });
    let wish = app.mail_wish(&visitor.ctx).await?;
    let mail = MailWish::ALL.map(|one| (one.code(), visitor.t(&format!("mail-{}", one.code())), one == wish));
    let template = AccountTemplate {
        tokens: tokens.collect(),
        scopes: TokenScope::ALL
            .map(|scope| (scope.code(), visitor.t(&format!("token-scope-{}", scope.code()))))
            .into_iter()
            .collect(),
        origin: visitor.web.settings().origin.clone(),
        mail: mail.into_iter().collect(),
        made,
        page: &page,
        email: account.email.clone(),
        roles: roles.join(", "),
        language: account.language.code(),
        errors,
        sessions: sessions.collect(),
    };
    Ok(html_with(status, &template))
}

pub(crate) async fn show(visitor: Visitor) -> Response {
    visitor.answer(page(&visitor, Vec::new(), None, StatusCode::OK).await)
}

pub(crate) async fn language(visitor: Visitor, body: String) -> Response {
    let set = async {
        let form = visitor.form(&body)?;
        let language = form.get("lang").and_then(Lang::parse).ok_or(AppError::Rule("form_incomplete"))?;
        visitor.web.app().set_language(visitor.account()?.session.user, language).await?;
        Ok(see_other(&format!("/{language}/account")))
    };
    visitor.answer(set.await)
}

pub(crate) async fn password(visitor: Visitor, body: String) -> Response {
    let changed = async {
        let form = visitor.form(&body)?;
        let text = |form: &Query, name: &str| form.get(name).unwrap_or_default().to_owned();
        let session = &visitor.account()?.session;
        match visitor.web.app().change_password(session, &text(&form, "present"), &text(&form, "new")).await {
            Ok(()) => Ok(see_other(&visitor.href("/account?done=password"))),
            Err(AppError::Invalid(faults)) => {
                let errors = faults.iter().map(|fault| crate::show::fault(visitor.lang, fault)).collect();
                page(&visitor, errors, None, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(other) => Err(other),
        }
    };
    visitor.answer(changed.await)
}

pub(crate) async fn end_session(visitor: Visitor, body: String) -> Response {
    let ended = async {
        let form = visitor.form(&body)?;
        let name = form.get("session").unwrap_or_default();
        visitor.web.app().end_session(visitor.account()?.session.user, name).await?;
        Ok(see_other(&visitor.href("/account")))
    };
    visitor.answer(ended.await)
}

/// Makes a token and shows its secret this once.
pub(crate) async fn make_token(visitor: Visitor, body: String) -> Response {
    let made = async {
        let form = visitor.form(&body)?;
        let scope = form.get("scope").and_then(TokenScope::parse).ok_or(AppError::Rule("form_incomplete"))?;
        let days = form.get("days").and_then(|days| days.trim().parse().ok()).unwrap_or(0);
        let name = form.get("name").unwrap_or_default();
        match visitor.web.app().make_token(&visitor.ctx, name, scope, days).await {
            Ok(secret) => {
                page(
                    &visitor,
                    Vec::new(),
                    Some(Made { secret, calendar: scope == TokenScope::Calendar }),
                    StatusCode::OK,
                )
                .await
            }
            Err(AppError::Invalid(faults)) => {
                let errors = faults.iter().map(|fault| {
                    format!(
                        "{}: {}",
                        visitor.t(&format!("token-{}", fault.field)),
                        crate::show::fault(visitor.lang, fault)
                    )
                });
                page(&visitor, errors.collect(), None, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(other) => Err(other),
        }
    };
    visitor.answer(made.await)
}

pub(crate) async fn end_token(visitor: Visitor, body: String) -> Response {
    let ended = async {
        let form = visitor.form(&body)?;
        visitor.web.app().revoke_token(&visitor.ctx, form.get("id").unwrap_or_default()).await?;
        Ok(see_other(&visitor.href("/account#tokens")))
    };
    visitor.answer(ended.await)
}

/// Sets when mail is wished for.
pub(crate) async fn mail(visitor: Visitor, body: String) -> Response {
    let set = async {
        let form = visitor.form(&body)?;
        let wish = form.get("mail").and_then(MailWish::parse).ok_or(AppError::Rule("form_incomplete"))?;
        visitor.web.app().set_mail_wish(&visitor.ctx, wish).await?;
        Ok(see_other(&visitor.href("/account#mail")))
    };
    visitor.answer(set.await)
}
