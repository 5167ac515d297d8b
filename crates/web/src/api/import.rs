//! Imports: a file is taken in, understood, tried out, and carried out.

use super::body::Body;
use super::caller::Caller;
use super::problem::Problem;
use super::{ApiAnswer, json_answer};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::AppError;
use samverk_app::import::{ImportSettings, Preview};
use samverk_app::record::RowFault;
use samverk_domain::access::Action;
use samverk_domain::record::{Fault, Kind};
use serde_json::{Map, Value as Json, json};

/// The parts of the settings that a client may send.
pub(super) const SETTINGS: [&str; 9] =
    ["sheet", "row", "height", "columns", "match_by", "valid_only", "currency", "owner", "decisions"];

impl Caller {
    /// The register of an import that belongs to the caller.
    async fn importing(&self, kind: &str, run: &str) -> Result<&'static Kind, Problem> {
        let kind = self.kind(kind)?;
        let view = self.app().import_view(&self.visitor.ctx, run).await.map_err(|error| self.refuse(&error, None))?;
        if view.run.kind == kind.name { Ok(kind) } else { Err(self.refuse(&AppError::NotFound, None)) }
    }

    /// How an import stands, with what it would do while it waits.
    async fn told(&self, kind: &Kind, run: &str, status: StatusCode) -> ApiAnswer {
        let refuse = |error: AppError| self.refuse(&error, None);
        let ctx = &self.visitor.ctx;
        let view = self.app().import_view(ctx, run).await.map_err(refuse)?;
        let mut json = json!({
            "id": view.run.id, "kind": kind.name, "file_name": view.run.file_name, "status": view.run.status,
            "created_at": view.run.created_at, "finished_at": view.run.finished_at, "entry": view.run.seq,
            "fault": view.fault, "progress": view.progress.map(|(done, of)| json!({ "done": done, "of": of })),
            "counts": counts(view.counts),
        });
        if view.run.status == "waiting" {
            let preview = self.app().preview_import(ctx, run).await;
            let told = match preview {
                Ok(preview) => self.previewed(&preview),
                // The settings lead nowhere; what to set is still told.
                Err(AppError::File(fault)) => json!({ "unreadable": fault.code }),
                Err(error) => return Err(refuse(error)),
            };
            let settings = ImportSettings::from_json(&view.run.settings);
            if let Some(object) = json.as_object_mut() {
                object.insert("settings".to_owned(), settings.map_or(Json::Null, |settings| settings.to_json()));
                object.insert("preview".to_owned(), told);
            }
        }
        Ok(json_answer(status, &json))
    }

    fn previewed(&self, preview: &Preview) -> Json {
        let report = &preview.report;
        let fault = |row: &RowFault| {
            json!({
                "row": row.row, "column": row.column, "code": row.fault.code,
                "detail": crate::show::fault(self.lang(), &row.fault),
            })
        };
        let doubts = preview.doubts.iter().map(|doubt| {
            let candidates = doubt.candidates.iter().map(|one| json!({ "key": one.key, "title": one.title }));
            json!({
                "field": doubt.field, "text": doubt.text, "rows": doubt.rows,
                "decision": ImportSettings::decision_key(&doubt.field, &doubt.text),
                "candidates": candidates.collect::<Vec<_>>(),
            })
        });
        json!({
            "sheets": preview.sheets, "heads": preview.heads,
            "counts": counts([report.rows, report.created, report.changed, report.unchanged, report.rejected]),
            "faults": report.faults.iter().map(fault).collect::<Vec<_>>(),
            "doubts": doubts.collect::<Vec<_>>(),
        })
    }
}

fn counts(counts: [usize; 5]) -> Json {
    let [rows, created, changed, unchanged, rejected] = counts;
    json!({ "rows": rows, "created": created, "changed": changed, "unchanged": unchanged, "rejected": rejected })
}

/// Takes a CSV or XLSX file in. Nothing is stored in the register yet.
pub(crate) async fn take(caller: Caller, Path(kind): Path<String>, body: Bytes) -> ApiAnswer {
    let kind = caller.kind(&kind)?;
    let refuse = |error: AppError| caller.refuse(&error, Some(kind));
    let ctx = &caller.visitor.ctx;
    caller.app().require_general(ctx, Action::UseAccount).map_err(refuse)?;
    let name = caller.file_name()?;
    let run = caller.app().take_file(ctx, kind.name, &name, &body).await.map_err(refuse)?;
    let mut answer = caller.told(kind, &run, StatusCode::CREATED).await?;
    if let Ok(to) = format!("/api/v1/{}/import/{run}", kind.name).parse() {
        answer.headers_mut().insert(header::LOCATION, to);
    }
    Ok(answer)
}

/// How an import stands.
pub(crate) async fn show(caller: Caller, Path((kind, run)): Path<(String, String)>) -> ApiAnswer {
    let kind = caller.importing(&kind, &run).await?;
    caller.told(kind, &run, StatusCode::OK).await
}

/// Says how a waiting file is to be understood; what is not named stays.
pub(crate) async fn set(caller: Caller, Path((kind, run)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    let kind = caller.importing(&kind, &run).await?;
    let refuse = |error: AppError| caller.refuse(&error, Some(kind));
    let ctx = &caller.visitor.ctx;
    let view = caller.app().import_view(ctx, &run).await.map_err(refuse)?;
    let before = ImportSettings::from_json(&view.run.settings);
    let before = before.ok_or_else(|| refuse(AppError::Rule("import_unreadable")))?;
    let mut parts = Body::read(&caller, &body)?;
    let sent: Map<String, Json> =
        SETTINGS.into_iter().filter_map(|part| Some((part.to_owned(), parts.part(part)?))).collect();
    let mut whole = before.to_json();
    if let Some(object) = whole.as_object_mut() {
        object.extend(sent.clone());
    }
    let settings = ImportSettings::from_json(&whole.to_string());
    let settings = settings.map(ImportSettings::bounded);
    let understood = settings.as_ref().map_or(Json::Null, ImportSettings::to_json);
    for (part, _) in sent.iter().filter(|(part, given)| understood.get(part.as_str()) != Some(*given)) {
        parts.fault(Fault::error(part, "json_value", ""));
    }
    let columns = settings.iter().flat_map(|settings| settings.columns.iter().flatten());
    for name in columns.filter(|name| !ImportSettings::knows(kind, name)) {
        parts.fault(Fault::error("columns", "unknown_field", name.as_str()));
    }
    parts.done(&caller, None)?;
    let mut settings = settings.ok_or_else(|| refuse(AppError::Rule("import_unreadable")))?;
    let moved = settings.sheet != before.sheet || settings.head != before.head;
    if moved && !sent.contains_key("columns") {
        caller.app().guess_again(ctx, &run, &mut settings).await.map_err(refuse)?;
    }
    caller.app().set_import(ctx, &run, &settings).await.map_err(refuse)?;
    caller.told(kind, &run, StatusCode::OK).await
}

/// Carries an import out: at once, or beside the request where it is long;
/// then its status is `running` until it ends.
pub(crate) async fn run(caller: Caller, Path((kind, run)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    Body::read(&caller, &body)?.done(&caller, None)?;
    let kind = caller.importing(&kind, &run).await?;
    let waiting = caller.app().preview_import(&caller.visitor.ctx, &run).await;
    if let Ok(preview) = waiting
        && !preview.report.faults.is_empty()
        && !preview.settings.valid_only
    {
        // It goes on waiting, to be set otherwise.
        return Err(caller.refuse(&AppError::Rule("import_refused"), Some(kind)));
    }
    let begun = crate::pages::import::begin(&caller.visitor, &run).await;
    begun.map_err(|error| caller.refuse(&error, Some(kind)))?;
    caller.told(kind, &run, StatusCode::OK).await
}

/// Takes a whole import back.
pub(crate) async fn undo(caller: Caller, Path((kind, run)): Path<(String, String)>, body: Bytes) -> ApiAnswer {
    Body::read(&caller, &body)?.done(&caller, None)?;
    let kind = caller.importing(&kind, &run).await?;
    let undone = caller.app().undo_import(&caller.visitor.ctx, &run).await;
    let undone = undone.map_err(|error| caller.refuse(&error, Some(kind)))?;
    let kept: Vec<String> = undone.kept.iter().map(ToString::to_string).collect();
    Ok(json_answer(StatusCode::OK, &json!({ "records": undone.records, "kept": kept })))
}

/// The rows that were left out, as CSV with the reason in the last column.
pub(crate) async fn rejected(caller: Caller, Path((kind, run)): Path<(String, String)>) -> ApiAnswer {
    caller.importing(&kind, &run).await?;
    let csv = caller.app().import_rejected(&caller.visitor.ctx, &run).await;
    let csv = csv.map_err(|error| caller.refuse(&error, None))?;
    let answer: Response = ([(header::CONTENT_TYPE, "text/csv; charset=utf-8")], csv).into_response();
    Ok(answer)
}
