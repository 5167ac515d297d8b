//! Files of a record.

use super::act::done;
use crate::answer::bare;
use crate::visitor::Visitor;
use axum::body::Bytes;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::AppError;
use samverk_domain::record::FileRef;

/// Largest request with a file in it.
pub(crate) const UPLOAD_BYTES_MAX: usize = 26 * 1024 * 1024;

/// Most texts of a form before its file.
const TEXTS_MAX: usize = 10;

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

/// A file that a form sent, with the texts that came before it.
pub(super) struct Upload {
    texts: Vec<(String, String)>,
    pub(super) name: String,
    pub(super) content: Bytes,
}

impl Upload {
    /// Reads a form with a file in it. Its token comes first, so that nothing
    /// of a file is read for a page elsewhere.
    pub(super) async fn read(visitor: &Visitor, parts: &mut Multipart) -> Result<Self, AppError> {
        let mut texts: Vec<(String, String)> = Vec::new();
        while let Ok(Some(part)) = parts.next_field().await {
            let of = part.name().unwrap_or_default().to_owned();
            if of != "file" {
                if texts.len() >= TEXTS_MAX {
                    break;
                }
                texts.push((of, part.text().await.map_err(|_| AppError::Rule("form_incomplete"))?));
                continue;
            }
            let token = texts.iter().find(|(of, _)| of == "token");
            visitor.check_token(token.map_or("", |(_, token)| token))?;
            let name = part.file_name().unwrap_or_default().to_owned();
            let content = part.bytes().await.map_err(|_| AppError::Rule("file_too_large"))?;
            return Ok(Self { texts, name, content });
        }
        Err(AppError::Rule("form_incomplete"))
    }

    fn base(&self) -> Result<i64, AppError> {
        let base = self.texts.iter().find(|(of, _)| of == "base").and_then(|(_, base)| base.parse().ok());
        base.ok_or(AppError::Rule("form_incomplete"))
    }
}

pub(crate) async fn attach(
    visitor: Visitor,
    Path((_, kind, key)): Path<(String, String, String)>,
    mut parts: Multipart,
) -> Response {
    let attached = async {
        let app = visitor.web.app();
        app.catch_up().await?;
        let id = app.resolve(&kind, &key)?;
        // What must not be seen is not found, whatever is sent.
        app.record(&visitor.ctx, id).await?;
        let upload = Upload::read(&visitor, &mut parts).await?;
        let record = app.attach_file(&visitor.ctx, id, upload.base()?, &upload.name, &upload.content).await?;
        Ok(done(&visitor, &record, "attached"))
    };
    let response = visitor.answer(attached.await);
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE { bare(StatusCode::PAYLOAD_TOO_LARGE) } else { response }
}
