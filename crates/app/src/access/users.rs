//! Users and their roles, managed by the operator.

use super::fold_email;
use crate::{App, AppError, Ctx};
use samverk_domain::access::{Action, Grant, Role, Scope};
use samverk_domain::record::Fault;
use samverk_domain::{Lang, UserId};
use samverk_storage::StoreError;
use samverk_storage::access::{self, User};
use std::collections::HashMap;

/// Longest name of a user.
const NAME_CHARS_MAX: usize = 200;
/// Longest address.
const EMAIL_CHARS_MAX: usize = 254;

/// A user to be made.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// Address to sign in with.
    pub email: String,
    /// Name; the address's first part when empty.
    pub name: String,
    /// Language of pages.
    pub language: Lang,
    /// Roles from the beginning.
    pub grants: Vec<Grant>,
}

impl App {
    /// Makes a user and gives a one-time token with which a password is set.
    ///
    /// # Errors
    /// The address is unusable or taken, or not allowed.
    pub async fn add_user(&self, ctx: &Ctx, new: &NewUser) -> Result<(UserId, String), AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        let email = fold_email(&new.email);
        let plain = email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
        if !plain || email.len() > EMAIL_CHARS_MAX || email.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(AppError::Invalid(vec![Fault::error("email", "email", email)]));
        }
        let given = new.name.trim();
        let name = if given.is_empty() { email.split('@').next().unwrap_or_default() } else { given }.to_owned();
        if name.chars().count() > NAME_CHARS_MAX {
            return Err(AppError::Invalid(vec![Fault::error("name", "too_long", NAME_CHARS_MAX.to_string())]));
        }
        if let Some(grant) = new.grants.iter().find(|grant| !grant.role.fits(grant.scope)) {
            return Err(AppError::Invalid(vec![Fault::error("role", "role_scope", grant.role.code())]));
        }
        let now = self.ports.now_text();
        let user = User {
            id: UserId(self.ports.new_id()),
            email,
            name,
            language: new.language,
            password_hash: None,
            disabled: false,
            created_at: now.clone(),
            mail: "daily".to_owned(),
        };
        let mut tx = self.store.write().await?;
        access::insert_user(&mut tx, &user).await.map_err(|error| match error {
            StoreError::Constraint(_) => AppError::Invalid(vec![Fault::error("email", "taken", user.email.clone())]),
            other => other.into(),
        })?;
        for grant in &new.grants {
            access::add_grant(&mut tx, user.id, *grant, &now, &ctx.name).await?;
        }
        let token = self.one_time_token(&mut tx, user.id).await?;
        let roles: Vec<serde_json::Value> = new.grants.iter().map(|grant| said(*grant)).collect();
        let made = serde_json::json!({ "user": user.id.to_string(), "made": true, "roles": roles });
        self.note_setting(&mut tx, ctx, "@user", made).await?;
        tx.commit().await?;
        tracing::info!(user = %user.id, by = %ctx.name, "user added");
        Ok((user.id, token))
    }

    /// A new one-time token for a user who has lost the password.
    ///
    /// # Errors
    /// There is no such user, or not allowed.
    pub async fn renew_link(&self, ctx: &Ctx, id: UserId) -> Result<String, AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        let mut tx = self.store.write().await?;
        access::load_user(&mut tx, id).await?.filter(|user| !user.disabled).ok_or(AppError::NotFound)?;
        let token = self.one_time_token(&mut tx, id).await?;
        tx.commit().await?;
        Ok(token)
    }

    /// Sets a password without a link; only the demo does that.
    ///
    /// # Errors
    /// The password is refused, or there is no such user.
    pub async fn set_password(&self, ctx: &Ctx, id: UserId, password: &str) -> Result<(), AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        let hash = self.passwords.hash(&self.ports, password).await?;
        let mut tx = self.store.write().await?;
        let mut user = access::load_user(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        user.password_hash = Some(hash);
        access::update_user(&mut tx, &user).await?;
        Ok(tx.commit().await?)
    }

    /// All users with their roles.
    ///
    /// # Errors
    /// Not allowed.
    pub async fn users(&self, ctx: &Ctx) -> Result<Vec<(User, Vec<Grant>)>, AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        let mut tx = self.store.read().await?;
        Ok(access::users(&mut tx).await?)
    }

    /// The user with an address.
    ///
    /// # Errors
    /// There is none, or not allowed.
    pub async fn find_user(&self, ctx: &Ctx, email: &str) -> Result<User, AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        let mut tx = self.store.read().await?;
        access::find_user(&mut tx, &fold_email(email)).await?.ok_or(AppError::NotFound)
    }

    /// Closes or opens an account. Closing ends all its sessions. The last
    /// operator who can sign in cannot be closed out.
    ///
    /// # Errors
    /// There is no such user, or not allowed.
    pub async fn set_disabled(&self, ctx: &Ctx, id: UserId, disabled: bool) -> Result<(), AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        let mut tx = self.store.write().await?;
        let mut user = access::load_user(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if disabled {
            Self::keep_an_operator(&mut tx, id).await?;
        }
        user.disabled = disabled;
        access::update_user(&mut tx, &user).await?;
        if disabled {
            access::end_sessions_but(&mut tx, id, "").await?;
        }
        let closed = serde_json::json!({ "user": id.to_string(), "disabled": disabled });
        self.note_setting(&mut tx, ctx, "@user", closed).await?;
        tx.commit().await?;
        tracing::info!(user = %id, disabled, by = %ctx.name, "account");
        Ok(())
    }

    /// Gives or takes a role.
    ///
    /// # Errors
    /// The role does not fit its scope, it is the last operator's, or not allowed.
    pub async fn set_grant(&self, ctx: &Ctx, id: UserId, grant: Grant, given: bool) -> Result<(), AppError> {
        self.require_general(ctx, Action::ManageUsers)?;
        if !grant.role.fits(grant.scope) {
            return Err(AppError::Invalid(vec![Fault::error("role", "role_scope", grant.role.code())]));
        }
        let mut tx = self.store.write().await?;
        access::load_user(&mut tx, id).await?.ok_or(AppError::NotFound)?;
        if given {
            access::add_grant(&mut tx, id, grant, &self.ports.now_text(), &ctx.name).await?;
        } else {
            if grant.role == Role::Operator {
                Self::keep_an_operator(&mut tx, id).await?;
            }
            access::remove_grant(&mut tx, id, grant).await?;
        }
        self.note_grant(&mut tx, ctx, id, grant, given).await?;
        tx.commit().await?;
        tracing::info!(user = %id, role = grant.role.code(), given, by = %ctx.name, "role");
        Ok(())
    }

    /// Joins a role that was given or taken to the history.
    pub(crate) async fn note_grant(
        &self,
        tx: &mut samverk_storage::Tx,
        ctx: &Ctx,
        id: UserId,
        grant: Grant,
        given: bool,
    ) -> Result<(), AppError> {
        let changed = serde_json::json!({ "user": id.to_string(), "role": said(grant), "given": given });
        self.note_setting(tx, ctx, "@user", changed).await
    }

    async fn keep_an_operator(tx: &mut samverk_storage::Tx, leaving: UserId) -> Result<(), AppError> {
        let operator = Grant { role: Role::Operator, scope: Scope::Installation };
        let users = access::users(tx).await?;
        let is_operator = |grants: &[Grant]| grants.contains(&operator);
        let leaves = users.iter().any(|(user, grants)| user.id == leaving && is_operator(grants));
        let others = users.iter().any(|(user, grants)| user.id != leaving && !user.disabled && is_operator(grants));
        if leaves && !others { Err(AppError::Rule("last_operator")) } else { Ok(()) }
    }

    /// Names of users by the ids that the history holds, for those who are
    /// signed in; the public reads no names.
    ///
    /// # Errors
    /// The database failed.
    pub async fn user_names(&self, ctx: &Ctx) -> Result<HashMap<String, String>, AppError> {
        if !ctx.actor.is_signed_in() {
            return Ok(HashMap::new());
        }
        let mut tx = self.store.read().await?;
        Ok(access::users(&mut tx).await?.into_iter().map(|(user, _)| (user.id.to_string(), user.name)).collect())
    }
}

/// A role as the chain holds it.
fn said(grant: Grant) -> serde_json::Value {
    let (scope, id) = access::scope_text(grant.scope);
    serde_json::json!({ "role": grant.role.code(), "scope": scope, "in": id })
}
