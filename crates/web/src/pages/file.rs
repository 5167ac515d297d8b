//! Files of a record.

use super::act::done;
use crate::answer::bare;
use crate::query::Query;
use crate::visitor::Visitor;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::AppError;
use samverk_domain::record::FileRef;

/// Largest request with a file in it.
pub(crate) const UPLOAD_BYTES_MAX: usize = 26 * 1024 * 1024;

pub(crate) async fn download(
    visitor: Visitor,
    Path((_, kind, key, hash)): Path<(String, String, String, String)>,
) -> Response {
    let found = async {
        let app = visitor.web.app();
        app.catch_up().await?;
        let id = app.resolve(&kind, &key)?;
        app.read_file(&visitor.ctx, id, &hash).await
    };
    match found.await {
        Ok((file, content)) => sent(&file, content),
        Err(error) => visitor.refuse(&error),
    }
}

/// A file as a download.
pub(crate) fn sent(file: &FileRef, content: Vec<u8>) -> Response {
    // Never shown by the browser within our pages: always a download,
    // under a policy that lets nothing run.
    let name = format!("attachment; filename*=UTF-8''{}", crate::query::encode(&file.name));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"))),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    (headers, content).into_response()
}

pub(crate) async fn attach(
    visitor: Visitor,
    Path((_, kind, key)): Path<(String, String, String)>,
    mut parts: Multipart,
) -> Response {
    let query = Query::parse(&visitor.query);
    let attached = async {
        let app = visitor.web.app();
        app.catch_up().await?;
        let id = app.resolve(&kind, &key)?;
        // What must not be seen is not found, whatever is sent.
        app.record(&visitor.ctx, id).await?;
        visitor.check_token(query.get("token").unwrap_or_default())?;
        let base = super::base(&query)?;
        while let Ok(Some(part)) = parts.next_field().await {
            if part.name() != Some("file") {
                continue;
            }
            let name = part.file_name().unwrap_or_default().to_owned();
            let content = part.bytes().await.map_err(|_| AppError::Rule("file_too_large"))?;
            let record = app.attach_file(&visitor.ctx, id, base, &name, &content).await?;
            return Ok(done(&visitor, &record, "attached"));
        }
        Err(AppError::Rule("form_incomplete"))
    };
    let response = visitor.answer(attached.await);
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE { bare(StatusCode::PAYLOAD_TOO_LARGE) } else { response }
}
