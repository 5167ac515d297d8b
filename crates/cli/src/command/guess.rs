//! `import --guess`: a file as people have it.

use super::exchange::{known, told};
use super::{Done, Session, say};
use crate::fault::Refusal;
use crate::options::Guess;
use samverk_app::AppError;
use samverk_app::import::{ImportSettings, Preview};
use samverk_app::record::ImportReport;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;

/// Takes a file in, understands it as the options say, and carries it out.
pub(super) async fn import(session: &Session, kind: &str, file: &Path, dry_run: bool, guess: &Guess) -> Done {
    known(session, kind)?;
    let (app, ctx) = (&session.app, &session.ctx);
    let bytes = std::fs::read(file).map_err(|error| Refusal::other(format!("{}: {error}", file.display())))?;
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let run = app.take_file(ctx, kind, &name, &bytes).await.map_err(session.refuse())?;
    let first = app.preview_import(ctx, &run).await.map_err(session.refuse())?;
    let mut settings = placed(&first, guess)?;
    if settings.sheet != first.settings.sheet || settings.head != first.settings.head {
        app.guess_again(ctx, &run, &mut settings).await.map_err(session.refuse())?;
        app.set_import(ctx, &run, &settings).await.map_err(session.refuse())?;
    }
    // Heads are those of the sheet and row that were just chosen.
    let heads = app.preview_import(ctx, &run).await.map_err(session.refuse())?.heads;
    map(session, kind, &heads, guess, &mut settings)?;
    app.set_import(ctx, &run, &settings).await.map_err(session.refuse())?;
    let preview = app.preview_import(ctx, &run).await.map_err(session.refuse())?;
    doubtful(&preview)?;
    if dry_run || !(preview.report.faults.is_empty() || settings.valid_only) {
        if !preview.report.faults.is_empty() && !settings.valid_only {
            return Err(session.refuse()(AppError::Import(preview.report.faults)));
        }
        return told(session, &preview.report, true);
    }
    // Before anything is stored: the rows would be lost with the path.
    let mut rejected = match &guess.rejected {
        Some(to) => Some(File::create(to).map_err(|error| Refusal::other(format!("{}: {error}", to.display())))?),
        None => None,
    };
    app.begin_import(ctx, &run).await.map_err(session.refuse())?;
    app.run_import(ctx, &run).await.map_err(session.refuse())?;
    let view = app.import_view(ctx, &run).await.map_err(session.refuse())?;
    if let Some(code) = view.fault {
        return Err(Refusal::other(samverk_web::i18n::t(session.ctx.lang, &format!("rule-{code}"))));
    }
    if let (Some(to), true) = (&mut rejected, preview.report.rejected > 0) {
        let csv = app.import_rejected(ctx, &run).await.map_err(session.refuse())?;
        to.write_all(csv.as_bytes()).map_err(Refusal::other)?;
    }
    told(session, &ImportReport { seq: view.run.seq, ..preview.report }, false)
}

/// The sheet and the row of heads that the options name.
fn placed(first: &Preview, guess: &Guess) -> Result<ImportSettings, Refusal> {
    let mut settings = first.settings.clone();
    if let Some(sheet) = &guess.sheet {
        let named = first.sheets.iter().position(|name| name == sheet);
        let counted = || sheet.parse::<usize>().ok().filter(|n| (1..=first.sheets.len()).contains(n)).map(|n| n - 1);
        settings.sheet = named.or_else(counted).ok_or_else(|| {
            Refusal::usage(format!("there is no sheet {sheet}; there are {}", first.sheets.join(", ")))
        })?;
    }
    settings.head.row = guess.row.unwrap_or(settings.head.row);
    settings.head.height = guess.height.unwrap_or(settings.head.height);
    Ok(settings.bounded())
}

/// What the options say of columns, rows and names.
fn map(
    session: &Session,
    kind: &str,
    heads: &[String],
    guess: &Guess,
    settings: &mut ImportSettings,
) -> Result<(), Refusal> {
    let kind = session.app.registry().get(kind).ok_or_else(|| Refusal::usage("no such register"))?;
    for text in &guess.map {
        let (head, field) = pair("--map", "HEAD=FIELD", text)?;
        let at = heads.iter().position(|known| known == head).ok_or_else(|| {
            Refusal::usage(format!("--map {text}: there is no column {head}; there are {}", heads.join(", ")))
        })?;
        if !field.is_empty() && !ImportSettings::knows(kind, field) {
            return Err(Refusal::usage(format!("--map {text}: {} has no field {field}", kind.name)));
        }
        if settings.columns.len() <= at {
            settings.columns.resize(at + 1, None);
        }
        if let Some(column) = settings.columns.get_mut(at) {
            *column = (!field.is_empty()).then(|| field.to_owned());
        }
    }
    for text in &guess.decide {
        let (name, to) = pair("--decide", "FIELD:NAME=KEY", text)?;
        let (field, name) =
            name.split_once(':').ok_or_else(|| Refusal::usage(format!("--decide {text}: write FIELD:NAME=KEY")))?;
        settings.decisions.insert(ImportSettings::decision_key(field, name), to.to_owned());
    }
    if let Some(field) = &guess.match_by {
        field.clone_into(&mut settings.match_by);
    }
    if let Some(owner) = &guess.owner {
        owner.clone_into(&mut settings.owner);
    }
    if let Some(currency) = &guess.currency {
        currency.clone_into(&mut settings.currency);
    }
    settings.valid_only = guess.valid_only;
    Ok(())
}

fn pair<'a>(option: &str, shape: &str, text: &'a str) -> Result<(&'a str, &'a str), Refusal> {
    text.rsplit_once('=').ok_or_else(|| Refusal::usage(format!("{option} {text}: write {shape}")))
}

/// Names that a person has to decide on, with what they may mean.
fn doubtful(preview: &Preview) -> Done {
    for doubt in &preview.doubts {
        let may_be: Vec<String> = doubt.candidates.iter().map(|one| format!("{} ({})", one.key, one.title)).collect();
        say(&format!(
            "? {}: {} in {} rows; --decide '{0}:{1}=KEY': {}",
            doubt.field,
            doubt.text,
            doubt.rows,
            may_be.join(", ")
        ))?;
    }
    Ok(())
}
