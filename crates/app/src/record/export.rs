//! Exports for editing: all columns, in the shape that the import reads.

use super::input::Finder;
use crate::{App, AppError, Ctx};
use samverk_catalogue::{Filter, Query};
use samverk_domain::record::{FieldType, Kind, Value, cell};
use samverk_exchange::{Cell, Sheet};
use samverk_storage::record::Stored;

/// Columns before the fields.
pub const EDITING_META: [&str; 5] = ["id", "key", "version", "owner", "visibility"];

impl App {
    /// The records that a question finds, as a sheet that can be edited and
    /// imported again.
    ///
    /// # Errors
    /// There is no such kind, or the database failed.
    pub async fn export(&self, ctx: &Ctx, kind: &str, filters: &[Filter], text: &str) -> Result<Sheet, AppError> {
        let kind = self.registry().get(kind).ok_or(AppError::NotFound)?;
        let query = Query { filters, text, ..Query::every(kind.name, "key", ctx.lang) };
        let (ids, scope) = self.list_ids(ctx, &query).await?;
        let records = self.load_piece(&ids, &scope).await?;
        Ok(sheet_for_editing(self, kind, &records))
    }
}

/// A sheet of all columns of these records.
#[must_use]
pub fn sheet_for_editing(app: &App, kind: &Kind, records: &[Stored]) -> Sheet {
    let finder = Finder::new(app);
    let mut header: Vec<String> = EDITING_META.iter().map(|name| (*name).to_owned()).collect();
    if kind.states.is_some() {
        header.push("state".to_owned());
    }
    header.extend(kind.fields.iter().map(|field| field.name.to_owned()));
    let text = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
    let rows = records.iter().map(|stored| {
        let record = &stored.record;
        let owner = record.owner.and_then(|id| cell::Resolver::key(&finder, id)).unwrap_or_default();
        let mut row = vec![
            text(record.id.to_string()),
            text(record.key.clone()),
            Cell::Number { units: record.version, decimals: 0 },
            text(owner),
            text(record.visibility.code().to_owned()),
        ];
        if kind.states.is_some() {
            row.push(text(record.state.clone().unwrap_or_default()));
        }
        for field in &kind.fields {
            let values = record.values(field.name);
            row.push(match (field.of, field.repeated, values) {
                (FieldType::Number { decimals }, false, [Value::Number(units)]) => {
                    Cell::Number { units: *units, decimals }
                }
                (FieldType::Date, false, [Value::Date(date)]) => Cell::Date(*date),
                _ => text(cell::write(field, values, &finder)),
            });
        }
        row
    });
    Sheet { name: kind.name.to_owned(), rows: rows.collect(), header }
}
