//! Fields that the installation added, for its operator.

use super::body::Body;
use super::caller::Caller;
use super::{ApiAnswer, json_answer};
use axum::body::Bytes;
use axum::http::StatusCode;
use samverk_app::AppError;
use samverk_domain::access::Action;
use samverk_domain::record::{Fault, KEY_CHARS_MAX, OwnField};
use serde_json::{Map, Value as Json, json};

/// The parts of a description beside register and name.
const PARTS: [&str; 11] = [
    "of",
    "labels",
    "help",
    "decimals",
    "to",
    "choices",
    "repeated",
    "filterable",
    "searched",
    "internal",
    "withdrawn",
];

fn described(field: &OwnField) -> Json {
    let mut json = field.to_json();
    if let Some(object) = json.as_object_mut() {
        object.insert("kind".to_owned(), json!(field.kind));
        object.insert("name".to_owned(), json!(field.name));
    }
    json
}

/// All own fields, withdrawn ones too.
pub(crate) async fn list(caller: Caller) -> ApiAnswer {
    let app = caller.app();
    app.require_general(&caller.visitor.ctx, Action::ManageUsers).map_err(|error| caller.refuse(&error, None))?;
    let fields: Vec<Json> = app.own_fields().iter().map(described).collect();
    Ok(json_answer(StatusCode::OK, &json!({ "items": fields })))
}

/// Adds an own field, or describes one anew.
pub(crate) async fn keep(caller: Caller, body: Bytes) -> ApiAnswer {
    let refuse = |error: AppError| caller.refuse(&error, None);
    let ctx = &caller.visitor.ctx;
    caller.app().require_general(ctx, Action::ManageUsers).map_err(refuse)?;
    let mut parts = Body::read(&caller, &body)?;
    let (kind, name) = (parts.needed("kind", KEY_CHARS_MAX), parts.needed("name", KEY_CHARS_MAX));
    let described_as: Map<String, Json> =
        PARTS.into_iter().filter_map(|part| Some((part.to_owned(), parts.part(part)?))).collect();
    let field = OwnField::from_json(&kind, &name, &Json::Object(described_as.clone()));
    match &field {
        None => parts.fault(Fault::error("of", "json_value", "")),
        // What was not understood would be lost without a word.
        Some(field) => {
            let understood = field.to_json();
            for (part, _) in described_as.iter().filter(|(part, given)| understood.get(part.as_str()) != Some(*given)) {
                parts.fault(Fault::error(part, "json_value", ""));
            }
        }
    }
    parts.done(&caller, None)?;
    let field = field.ok_or_else(|| refuse(AppError::NotFound))?;
    caller.app().keep_own_field(ctx, &field).await.map_err(refuse)?;
    Ok(json_answer(StatusCode::OK, &described(&field)))
}
