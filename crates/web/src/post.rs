//! What goes on beside the requests: notices, mail, and the hourly rounds.

use crate::i18n::{instant, t, t_with};
use crate::pages::asked::read_query;
use crate::pages::together::{heading, import_told};
use crate::{Settings, Web};
use samverk_app::App;
use samverk_app::map::REVIEW_TOPIC;
pub use samverk_app::together::Mail;
use samverk_app::together::NoticeView;
use samverk_domain::Lang;
use std::fmt::Write as _;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// A future that can be kept.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Hands mail over to a server.
pub trait Postman: Send + Sync {
    /// Hands one mail over.
    ///
    /// # Errors
    /// The server's own words; the mail is tried again later.
    fn send<'a>(&'a self, mail: &'a Mail) -> BoxFuture<'a, Result<(), String>>;
}

/// Subject and text of a mail about notices.
fn write(settings: &Settings, app: &App, lang: Lang, notices: &[NoticeView]) -> (String, String) {
    let first = notices.first().map(|notice| match notice.title.as_str() {
        "" => heading(lang, notice),
        title => title.to_owned(),
    });
    let first = first.unwrap_or_default();
    let subject = t_with(lang, "mail-subject", &[("count", &notices.len().to_string()), ("first", &first)]);
    let mut body = String::new();
    // What is about the same record stands together, where it was told of first.
    let place = |notice: &NoticeView| {
        let same = |other: &&NoticeView| other.record.is_some() && other.record == notice.record;
        notices.iter().position(|other| same(&other)).unwrap_or(notices.len())
    };
    let mut sorted: Vec<(usize, &NoticeView)> = notices.iter().enumerate().collect();
    sorted.sort_by_key(|(at, notice)| (place(notice).min(*at), *at));
    for (_, notice) in sorted {
        // What is about several records has no title of one.
        let title = [heading(lang, notice), notice.title.clone()].into_iter().filter(|part| !part.is_empty());
        let _ = writeln!(body, "{}", title.collect::<Vec<_>>().join(" – "));
        let _ = writeln!(body, "{}", instant(&notice.at, lang));
        if notice.topic == "import" {
            if let Some(counts) = notice.counts {
                let _ = writeln!(body, "> {}", import_told(lang, counts));
            }
            let _ = writeln!(body, "{}/{lang}/{}/import/{}", settings.origin, notice.kind, notice.text);
        } else {
            for line in notice.text.lines() {
                let _ = writeln!(body, "> {line}");
            }
            let key = notice.record.and_then(|id| app.look(|catalogue| catalogue.key(id).map(str::to_owned)));
            if notice.topic == REVIEW_TOPIC {
                let _ = writeln!(body, "{}/{lang}/review", settings.origin);
            } else if let Some(key) = key {
                let _ = writeln!(body, "{}/{lang}/{}/{key}", settings.origin, notice.kind);
            }
        }
        body.push('\n');
    }
    let _ = writeln!(body, "--\n{}\n{}/{lang}/account", t(lang, "mail-why"), settings.origin);
    (subject, body)
}

/// Looks at what happened, writes what is due and hands it over, again and again.
/// Told to stop, it finishes what it has in hand, so that no mail is sent and
/// not noted.
pub(crate) async fn work(web: Web, postman: Option<Arc<dyn Postman>>, mut stop: watch::Receiver<bool>) {
    let mut every = tokio::time::interval(Duration::from_secs(web.settings().work_seconds));
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = every.tick() => {}
            _ = stop.changed() => return,
        }
        if let Err(error) = round(&web, postman.as_deref(), &stop).await {
            tracing::error!(%error, "notices and mail");
        }
    }
}

async fn round(
    web: &Web,
    postman: Option<&dyn Postman>,
    stop: &watch::Receiver<bool>,
) -> Result<(), samverk_app::AppError> {
    let app = web.app();
    app.notify(&read_query).await?;
    let Some(postman) = postman else { return Ok(()) };
    let subject = t(Lang::En, "mail-head");
    let head_to = web.settings().head_to.as_deref().map(|to| (to, subject.as_str()));
    app.write_mail(&|lang, notices| write(web.settings(), app, lang, notices), head_to).await?;
    for mail in app.unsent_mail().await? {
        if *stop.borrow() {
            break;
        }
        match postman.send(&mail).await {
            Ok(()) => app.note_mail(&mail, None).await?,
            Err(fault) => {
                tracing::warn!(mail = %mail.id, %fault, "mail could not be handed over");
                app.note_mail(&mail, Some(&fault)).await?;
            }
        }
    }
    Ok(())
}

/// Erases persons whose date has passed and tells where the history ends, at
/// start and then every hour.
pub(crate) async fn hourly(app: Arc<App>) {
    let mut hour = tokio::time::interval(Duration::from_secs(3600));
    let mut at_start = true;
    loop {
        hour.tick().await;
        if let Err(error) = app.sweep_imports(at_start).await {
            tracing::error!(%error, "sweeping imports");
        }
        at_start = false;
        match app.remind().await {
            Ok(0) => {}
            Ok(reminded) => tracing::info!(reminded, "people told of what to review"),
            Err(error) => tracing::error!(%error, "telling of what to review"),
        }
        match app.erase_due().await {
            Ok(0) => {}
            Ok(erased) => tracing::info!(erased, "persons whose date of erasure has passed"),
            Err(error) => tracing::error!(%error, "erasing persons whose date has passed"),
        }
        match app.head().await {
            Ok(head) => tracing::info!(entries = head.seq, head = %head.hash, "head of the history"),
            Err(error) => tracing::error!(%error, "head of the history"),
        }
    }
}
