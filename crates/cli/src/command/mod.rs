//! One file per command or group of commands.

mod acts;
mod archive;
mod exchange;
mod field;
mod gate;
mod guess;
mod invoice;
mod ledger;
mod look;
mod map;
mod overlap;
mod report;
pub(crate) mod serve;
mod share;
mod user;

use crate::fault::Refusal;
use crate::options::{Archive, Command, Options, Place, User};
use crate::{demo, system};
use samverk_app::{App, Ctx, Store};
use samverk_domain::Lang;
use samverk_domain::access::Actor;
use samverk_web::i18n::Translations;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;

pub(crate) type Done = Result<(), Refusal>;

/// The opened program with what its answers need.
pub(crate) struct Session {
    pub(crate) app: App,
    /// Who writes: the command line, under the name that was given.
    pub(crate) ctx: Ctx,
    /// Who reads: the user that was named, else the command line.
    pub(crate) reader: Ctx,
    pub(crate) json: bool,
}

impl Session {
    /// A use case's refusal in the session's language.
    pub(crate) fn refuse(&self) -> impl Fn(samverk_app::AppError) -> Refusal + use<> {
        let lang = self.ctx.lang;
        move |error| Refusal::of(&error, lang)
    }
}

pub(crate) async fn run(options: Options) -> Done {
    let Options { place, command } = options;
    let lang = Lang::parse(&place.lang).ok_or_else(|| Refusal::usage("--lang is sv, nb or en"))?;
    match command {
        Command::Demo(serve) => demo::run(place, serve, lang).await,
        Command::Archive(Archive::Check { file }) => archive::check(&file, lang, place.json),
        Command::Share(share) => share::run(&share, lang, place.json),
        Command::Fair { file, text } => share::fair_of(&file, lang, place.json, text),
        Command::Invoice { file, output } => invoice::run(&file, output.as_deref(), lang),
        Command::Overlap { texts: Some(texts), top, .. } => overlap::texts(&texts, top, place.json),
        command => {
            let makes = matches!(
                &command,
                Command::Serve(_)
                    | Command::Migrate
                    | Command::Import { dry_run: false, .. }
                    | Command::User(User::Add { .. })
                    | Command::Restore { .. }
                    | Command::Archive(Archive::Import { .. })
            );
            let alone = matches!(&command, Command::Restore { .. } | Command::Archive(Archive::Import { .. }));
            if let Some(folder) =
                place.data.as_deref().filter(|folder| !makes && !folder.join("samverk.sqlite").exists())
            {
                return Err(Refusal::other(format!("{}: there is no database here", folder.display())));
            }
            if let Some(list) = place.erasures.as_deref().filter(|list| alone && !list.exists()) {
                // Read as empty, it would bring erased persons back.
                return Err(Refusal::other(format!(
                    "{}: there is no list of erasures here; make an empty file if nobody was ever erased",
                    list.display()
                )));
            }
            if place.data.as_deref().is_some_and(|folder| !folder.join("samverk.sqlite").exists())
                && let Command::Restore { file, .. } | Command::Archive(Archive::Import { file }) = &command
            {
                // A file that cannot be taken in leaves no empty database behind.
                archive::look(file, lang)?;
            }
            let session = open(&place, lang, alone).await?;
            if let Command::Serve(options) = &command {
                return serve::run(session.app, options, false).await;
            }
            let done = match command {
                Command::Demo(_)
                | Command::Serve(_)
                | Command::Share(_)
                | Command::Fair { .. }
                | Command::Invoice { .. }
                | Command::Archive(Archive::Check { .. }) => Ok(()),
                Command::Overlap { id, top, .. } => overlap::of(&session, &id.unwrap_or_default(), top).await,
                Command::Map(command) => map::run(&session, command).await,
                Command::Gate { id } => gate::run(&session, &id).await,
                Command::Payments { id, file, dry_run } => ledger::payments(&session, &id, &file, dry_run).await,
                Command::Ledger { id, format, output } => ledger::run(&session, &id, &format, output.as_deref()).await,
                Command::Budget { id, scenario, year } => share::of_budget(&session, &id, &scenario, year).await,
                Command::Report { kind, id, report, ask, format, table, output } => {
                    let wanted = report::Wanted { kind: &kind, id: &id, report: &report, ask: &ask };
                    let file = report::Written { format, table, output: output.as_deref() };
                    report::run(&session, &wanted, &file).await
                }
                Command::Accession { id, file, joins } => report::accession(&session, &id, &file, &joins).await,
                Command::Remind { id } => report::remind(&session, &id).await,
                Command::Checklist { id } => gate::make_checklist(&session, &id).await,
                Command::Migrate => say(&format!("schema {}", samverk_app::SCHEMA)),
                Command::User(command) => user::run(&session, command).await,
                Command::Import { kind, file, dry_run, guess } if guess.guess => {
                    guess::import(&session, &kind, &file, dry_run, &guess).await
                }
                Command::Import { kind, file, dry_run, .. } => exchange::import(&session, &kind, &file, dry_run).await,
                Command::Merge { kind, from, into, reason } => acts::merge(&session, &kind, &from, &into, reason).await,
                Command::Erase { kind, id, reason } => acts::erase(&session, &kind, &id, reason).await,
                Command::Undo { entry, reason } => acts::undo(&session, entry, reason).await,
                Command::Field(command) => field::run(&session, command).await,
                Command::Export { kind, format, filter, output } => {
                    exchange::export(&session, &kind, &format, &filter, output.as_deref()).await
                }
                Command::Get { kind, id } => look::get(&session, &kind, &id).await,
                Command::Search { text, limit } => look::search(&session, &text, limit).await,
                Command::Verify { against } => look::verify(&session, against.as_deref()).await,
                Command::Backup { file } => archive::write(&session, &file, true).await,
                Command::Archive(Archive::Export { file }) => archive::write(&session, &file, false).await,
                Command::Restore { file, replace } => archive::read(&session, &file, replace).await,
                Command::Archive(Archive::Import { file }) => archive::read(&session, &file, false).await,
                Command::Doctor => look::doctor(&session, &place).await,
            };
            // So that everything is in the database's own file when the command ends.
            session.app.store().close().await;
            done
        }
    }
}

/// Opens the database that the options name.
async fn open(place: &Place, lang: Lang, alone: bool) -> Result<Session, Refusal> {
    let store = match (&place.data, &place.database) {
        (Some(folder), _) if alone => Store::open_embedded_alone(folder).await,
        (Some(folder), _) => Store::open_embedded(folder).await,
        (None, Some(address)) if alone => Store::open_postgres_alone(address).await,
        (None, Some(address)) => Store::open_postgres(address).await,
        (None, None) => return Err(Refusal::usage("say where the records are: --data DIR or --database ADDRESS")),
    };
    let store = store.map_err(Refusal::other)?.with_erasures(place.erasures.clone());
    let app = open_app(store, lang).await?;
    let mut ctx = Ctx::console(place.user.as_deref().unwrap_or("console"), lang);
    let mut reader = ctx.clone();
    if let Some(email) = place.user.as_deref().filter(|user| user.contains('@')) {
        // A user who signs in is named by id, as everywhere in the history.
        let refuse = |error| Refusal::of(&error, lang);
        let user = app.find_user(&ctx, email).await.map_err(refuse)?;
        let users = app.users(&ctx).await.map_err(refuse)?;
        let grants =
            users.into_iter().find(|(known, _)| known.id == user.id).map(|(_, grants)| grants).unwrap_or_default();
        ctx.name = user.id.to_string();
        reader = Ctx { actor: Actor::User { id: user.id, grants }, ..ctx.clone() };
    }
    Ok(Session { app, ctx, reader, json: place.json })
}

pub(crate) async fn open_app(store: Store, lang: Lang) -> Result<App, Refusal> {
    let registry = samverk_domain::registry().map_err(Refusal::other)?;
    let app = App::open(store, registry, Arc::new(Translations), system::ports()).await;
    app.map_err(|error| Refusal::of(&error, lang))
}

/// Writes a line to standard output. A reader that has gone is no fault.
pub(crate) fn say(line: &str) -> Done {
    write_out(format!("{line}\n").as_bytes(), None)
}

/// What a file holds, or standard input for `-`, of so many bytes at most.
fn read_in(file: &Path, most: u64) -> Result<Vec<u8>, Refusal> {
    let about = |error: &dyn std::fmt::Display| Refusal::other(format!("{}: {error}", file.display()));
    let mut content = Vec::new();
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(most + 1).read_to_end(&mut content)
    } else {
        std::fs::File::open(file).and_then(|open| open.take(most + 1).read_to_end(&mut content))
    };
    read.map_err(|error| about(&error))?;
    if content.len() as u64 > most {
        return Err(about(&format!("larger than {most} bytes")));
    }
    Ok(content)
}

/// Writes bytes to a file or to standard output.
pub(crate) fn write_out(bytes: &[u8], file: Option<&Path>) -> Done {
    match file {
        Some(path) => std::fs::write(path, bytes).map_err(Refusal::other),
        None => {
            let mut out = std::io::stdout().lock();
            match out.write_all(bytes).and_then(|()| out.flush()) {
                Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
                other => other.map_err(Refusal::other),
            }
        }
    }
}
