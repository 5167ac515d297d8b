//! Mail: who is due to be told of what, and what waits to be sent.

use super::notice::{NoticeView, actors};
use crate::{App, AppError, Ctx};
use jiff::civil::Weekday;
use samverk_domain::{Lang, UserId};
use samverk_storage::access;
use samverk_storage::mail::{self, Mail};
use samverk_storage::together::{self, Notice};
use std::collections::BTreeMap;

/// Days after which a mail that nobody takes is given up.
const GIVEN_UP_DAYS: i64 = 5;
/// Seconds until the second try; each later one waits twice as long.
const RETRY_SECONDS: i64 = 1;
/// Longest wait between two tries.
const RETRY_SECONDS_MAX: i64 = 3_600;
/// Digests go out from this hour on.
const DIGEST_HOUR: i8 = 6;
/// Days that a notice is news; a week and what a weekly digest needs besides.
const NEWS_DAYS: i64 = 9;
/// Remembers the day of the last digest.
const DIGEST_DAY: &str = "digest_day";
/// Days that the note of a sent mail is kept.
const KEPT_DAYS: i64 = 30;

/// When somebody wishes to be told by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailWish {
    /// Everything at once.
    AtOnce,
    /// Once a day; mentions and decisions at once.
    Daily,
    /// On Mondays; mentions and decisions at once.
    Weekly,
    /// Never.
    Never,
}

impl MailWish {
    /// All.
    pub const ALL: [Self; 4] = [Self::AtOnce, Self::Daily, Self::Weekly, Self::Never];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::AtOnce => "at_once",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::Never => "never",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|wish| wish.code() == code)
    }
}

/// Writes the subject and the text of a mail; given by whoever knows the translations.
pub type WriteMail<'a> = dyn Fn(Lang, &[NoticeView]) -> (String, String) + Send + Sync + 'a;

impl App {
    /// When the asker wishes to be told by mail.
    ///
    /// # Errors
    /// Not signed in, or the database failed.
    pub async fn mail_wish(&self, ctx: &Ctx) -> Result<MailWish, AppError> {
        let mut tx = self.store.read().await?;
        let user = access::load_user(&mut tx, ctx.user()?).await?.ok_or(AppError::NotFound)?;
        Ok(MailWish::parse(&user.mail).unwrap_or(MailWish::Daily))
    }

    /// Sets when the asker wishes to be told by mail.
    ///
    /// # Errors
    /// Not signed in, or the database failed.
    pub async fn set_mail_wish(&self, ctx: &Ctx, wish: MailWish) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        let mut user = access::load_user(&mut tx, ctx.user()?).await?.ok_or(AppError::NotFound)?;
        wish.code().clone_into(&mut user.mail);
        access::update_user(&mut tx, &user).await?;
        Ok(tx.commit().await?)
    }

    /// Puts everything that is due into the mail, each person's notices
    /// grouped into one, and, once a day, the head of the history to whom the
    /// operator named. Gives how many mails were written.
    ///
    /// # Errors
    /// The database failed.
    pub async fn write_mail(&self, write: &WriteMail<'_>, head_to: Option<(&str, &str)>) -> Result<usize, AppError> {
        self.catch_up().await?;
        let mut tx = self.store.write().await?;
        let now = self.ports.local_now();
        let today = now.date().to_string();
        let digest =
            now.hour() >= DIGEST_HOUR && together::setting(&mut tx, DIGEST_DAY).await?.as_ref() != Some(&today);
        let monday = now.date().weekday() == Weekday::Monday;
        let mut by_user: BTreeMap<String, Vec<Notice>> = BTreeMap::new();
        // What was never mailed for a week, as before there was a mail
        // server, is no news any more.
        let (fresh, old): (Vec<Notice>, Vec<Notice>) = together::unmailed(&mut tx)
            .await?
            .into_iter()
            .partition(|notice| notice.at >= self.ago(NEWS_DAYS * 24 * 3600));
        let old: Vec<String> = old.into_iter().map(|notice| notice.id).collect();
        together::mailed(&mut tx, &old, &self.ports.now_text()).await?;
        for notice in fresh {
            by_user.entry(notice.user.clone()).or_default().push(notice);
        }
        let (actors, at) = (actors(&mut tx).await?, self.ports.now_text());
        let mut written = 0;
        for (user, notices) in by_user {
            let known = UserId::parse(&user).and_then(|id| Some((id, actors.get(&id)?)));
            let Some((id, actor)) = known else {
                let ids: Vec<String> = notices.into_iter().map(|notice| notice.id).collect();
                together::mailed(&mut tx, &ids, &at).await?;
                continue;
            };
            let Some(user) = access::load_user(&mut tx, id).await? else { continue };
            let due: Vec<Notice> = match MailWish::parse(&user.mail).unwrap_or(MailWish::Daily) {
                MailWish::AtOnce | MailWish::Never => notices,
                MailWish::Daily if digest => notices,
                MailWish::Weekly if digest && monday => notices,
                MailWish::Daily | MailWish::Weekly => notices.into_iter().filter(|notice| notice.urgent).collect(),
            };
            let settles: Vec<String> = due.iter().map(|notice| notice.id.clone()).collect();
            if settles.is_empty() {
                continue;
            }
            if user.mail != MailWish::Never.code() {
                let ctx =
                    Ctx { actor: actor.clone(), name: id.to_string(), via: "system", lang: user.language, once: None };
                let mut shown = self.shown(&mut tx, &ctx, due).await?;
                shown.retain(|notice| self.is_asked_still(notice));
                if !shown.is_empty() {
                    let (subject, body) = write(user.language, &shown);
                    self.queue(&mut tx, &user.email, subject, body).await?;
                    written += 1;
                }
            }
            together::mailed(&mut tx, &settles, &at).await?;
        }
        if digest {
            if let Some((recipient, subject)) = head_to {
                let head = samverk_storage::audit::head_in(&mut tx).await?;
                let body = format!("{}\n{} entries, {}\n", head.hash, head.seq, head.at);
                self.queue(&mut tx, recipient, subject.to_owned(), body).await?;
                written += 1;
            }
            together::set_setting(&mut tx, DIGEST_DAY, &today).await?;
            mail::sweep(&mut tx, &self.ago(KEPT_DAYS * 24 * 3600)).await?;
        }
        tx.commit().await?;
        Ok(written)
    }

    async fn queue(
        &self,
        tx: &mut samverk_storage::Tx,
        recipient: &str,
        subject: String,
        body: String,
    ) -> Result<(), AppError> {
        // A title may hold line breaks; a subject must not.
        let subject: String = subject.chars().filter(|c| !c.is_control()).take(200).collect();
        // What only looks like an encoded word must not be decoded as one.
        let subject = subject.replace("=?", "= ?");
        let id = self.ports.new_id().to_string();
        let mail = Mail { id, recipient: recipient.to_owned(), subject, body, attempts: 0 };
        Ok(mail::insert(tx, &mail, &self.ports.now_text()).await?)
    }

    /// Mail that waits to be sent.
    ///
    /// # Errors
    /// The database failed.
    pub async fn unsent_mail(&self) -> Result<Vec<Mail>, AppError> {
        let mut tx = self.store.read().await?;
        Ok(mail::unsent(&mut tx, &self.ports.now_text(), &self.ago(GIVEN_UP_DAYS * 24 * 3600)).await?)
    }

    /// Notes whether a mail was handed over; one that was not is tried again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn note_mail(&self, mail: &Mail, fault: Option<&str>) -> Result<(), AppError> {
        let mut tx = self.store.write().await?;
        match fault {
            None => mail::sent(&mut tx, &mail.id, &self.ports.now_text()).await?,
            Some(fault) => {
                let doubled = u32::try_from(mail.attempts).unwrap_or(u32::MAX).min(20);
                let wait = (RETRY_SECONDS << doubled).min(RETRY_SECONDS_MAX);
                mail::failed(&mut tx, &mail.id, fault, &self.ago(-wait)).await?;
            }
        }
        Ok(tx.commit().await?)
    }
}
