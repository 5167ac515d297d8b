//! Exports of a list: exactly its rows and columns, or the shape for editing.
//! CSV is written piece by piece while the next is read.

use super::asked::Asked;
use crate::Web;
use crate::ahead::Ahead;
use crate::answer::bare;
use crate::show::{Eye, column_label};
use crate::visitor::Visitor;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use samverk_app::AppError;
use samverk_app::catalogue::Scope;
use samverk_app::record::{Stored, sheet_for_editing};
use samverk_domain::Lang;
use samverk_domain::record::{FieldType, Kind, Value};
use samverk_exchange::{Cell, Format, Sheet};
use std::io::Error;
use std::sync::Arc;

/// Records of one piece.
const PIECE: usize = 1_000;

/// What an export needs while it is being written.
struct Export {
    web: Web,
    kind: String,
    /// Columns as shown; none for the shape for editing.
    columns: Option<Vec<String>>,
    lang: Lang,
    scope: Arc<Scope>,
    records: Ahead<Vec<Stored>>,
    begun: bool,
}

impl Export {
    /// The next records as a sheet; nothing when all are written. An empty
    /// list still has its column heads.
    async fn next(&mut self) -> Result<Option<Sheet>, AppError> {
        let records = self.records.next().await?;
        let records = records.or_else(|| (!self.begun).then(Vec::new));
        self.begun = true;
        records.map(|records| self.sheet(&records)).transpose()
    }

    fn sheet(&self, records: &[Stored]) -> Result<Sheet, AppError> {
        let app = self.web.app();
        let kind = app.registry().get(&self.kind).ok_or(AppError::NotFound)?;
        let Some(columns) = &self.columns else { return Ok(sheet_for_editing(app, kind, records)) };
        app.look(|catalogue| {
            let eye = Eye { catalogue, scope: &self.scope, lang: self.lang };
            let row = |stored: &Stored| columns.iter().map(|name| cell(&eye, kind, stored, name)).collect();
            Ok(Sheet {
                name: kind.name.to_owned(),
                header: columns.iter().map(|name| column_label(self.lang, kind, name)).collect(),
                rows: records.iter().map(row).collect(),
            })
        })
    }
}

/// A cell as the list shows it; numbers and days stay what they are.
fn cell(eye: &Eye<'_>, kind: &Kind, stored: &Stored, name: &str) -> Cell {
    match (kind.get(name).map(|field| field.of), stored.record.values(name)) {
        (Some(FieldType::Number { decimals }), [Value::Number(units)]) => Cell::Number { units: *units, decimals },
        (Some(_), [Value::Date(date)]) => Cell::Date(*date),
        _ => {
            let items = eye.column(kind, &stored.record, name, &stored.changed_at);
            let text = items.into_iter().map(|item| item.text).collect::<Vec<_>>().join(", ");
            if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
        }
    }
}

/// Counts an export of a whole list against what one visitor may ask for.
pub(super) fn count_export(visitor: &Visitor) -> Result<(), AppError> {
    let subject = if visitor.ctx.actor.is_signed_in() { &visitor.ctx.name } else { &visitor.address };
    visitor.web.throttle().export(subject).map_err(AppError::TooMany)
}

/// Answers with the export that an address asks for.
pub(super) async fn take(visitor: &Visitor, kind: &Kind, asked: Asked, format: Format) -> Result<Response, AppError> {
    count_export(visitor)?;
    let (ids, scope) = visitor.web.app().list_ids(&visitor.ctx, &asked.query(kind, visitor, &[], &[])).await?;
    let editing = asked.address.get("for") == Some("editing");
    let piece = if format == Format::Csv { PIECE } else { usize::MAX };
    let mut export = Export {
        web: visitor.web.clone(),
        kind: kind.name.to_owned(),
        columns: (!editing).then_some(asked.columns),
        lang: visitor.lang,
        records: Ahead::new(&visitor.web, &scope, ids, piece, std::convert::identity),
        scope,
        begun: false,
    };
    if format != Format::Csv {
        let sheet = export.next().await?.ok_or(AppError::NotFound)?;
        return Ok(download(&sheet, format));
    }
    let first = export.next().await?.ok_or(AppError::NotFound)?;
    let begun = first.write(Format::Csv).map_err(Error::other);
    let rest = futures_util::stream::unfold(Some(export), |export| async move {
        let mut export = export?;
        match export.next().await {
            Ok(None) => None,
            Ok(Some(sheet)) => Some((sheet.write_more_csv().map(Bytes::from).map_err(Error::other), Some(export))),
            Err(error) => {
                tracing::error!(%error, "export");
                // No more comes, and the connection says that it was cut off.
                Some((Err(Error::other(error)), None))
            }
        }
    });
    let whole = futures_util::StreamExt::chain(futures_util::stream::iter([begun.map(Bytes::from)]), rest);
    // Compression asks once more after the end.
    let whole = futures_util::StreamExt::fuse(whole);
    Ok(headed(Body::from_stream(whole).into_response(), kind.name, format))
}

/// A sheet as a file.
pub(super) fn download(sheet: &Sheet, format: Format) -> Response {
    match sheet.write(format) {
        Ok(bytes) => headed(bytes.into_response(), &sheet.name, format),
        Err(error) => {
            tracing::error!(%error, "export");
            bare(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn headed(mut response: Response, name: &str, format: Format) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.media_type()));
    if let Ok(name) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{}\"", format.name())) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    response
}
