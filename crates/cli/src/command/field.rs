//! `field list`, `field set`, `field withdraw`: fields that an installation adds.

use super::exchange::known;
use super::{Done, Session, say};
use crate::fault::Refusal;
use crate::options::{Field, FieldSet};
use samverk_domain::Lang;
use samverk_domain::record::OwnField;
use serde_json::json;
use std::collections::BTreeMap;

pub(super) async fn run(session: &Session, command: Field) -> Done {
    session.app.catch_up().await.map_err(session.refuse())?;
    match command {
        Field::List => list(session),
        Field::Set(set) => {
            known(session, &set.kind)?;
            let field = described(find(session, &set.kind, &set.name), *set)?;
            session.app.keep_own_field(&session.ctx, &field).await.map_err(session.refuse())?;
            say(&format!("{}.{}", field.kind, field.name))
        }
        Field::Withdraw { kind, name } => {
            let missing = || Refusal::other(format!("{kind} has no own field {name}"));
            let before = find(session, &kind, &name).ok_or_else(missing)?;
            let field = OwnField { withdrawn: true, ..before };
            session.app.keep_own_field(&session.ctx, &field).await.map_err(session.refuse())?;
            say(&format!("{kind}.{name} is withdrawn"))
        }
    }
}

fn find(session: &Session, kind: &str, name: &str) -> Option<OwnField> {
    session.app.own_fields().into_iter().find(|field| field.kind == kind && field.name == name)
}

fn list(session: &Session) -> Done {
    let fields = session.app.own_fields();
    if session.json {
        let rows =
            fields.iter().map(|field| json!({ "kind": field.kind, "name": field.name, "definition": field.to_json() }));
        return say(&json!({ "fields": rows.collect::<Vec<_>>() }).to_string());
    }
    for field in fields {
        let withdrawn = if field.withdrawn { " (withdrawn)" } else { "" };
        say(&format!("{}.{}{withdrawn}  {}  {}", field.kind, field.name, field.of, field.label(session.ctx.lang)))?;
    }
    Ok(())
}

/// What is not said stays as it is.
fn described(before: Option<OwnField>, set: FieldSet) -> Result<OwnField, Refusal> {
    let is_new = before.is_none();
    let mut field = before.unwrap_or_default();
    field.withdrawn = false;
    field.kind = set.kind;
    field.name = set.name;
    match set.of {
        Some(of) => field.of = of,
        None if is_new => return Err(Refusal::usage("say with --of what the field holds")),
        None => {}
    }
    field.labels.extend(texts("--label", &set.label)?);
    field.help.extend(texts("--explain", &set.explain)?);
    for text in &set.choice {
        let (code, label) =
            text.split_once('=').ok_or_else(|| Refusal::usage(format!("--choice {text}: write CODE=LABEL")))?;
        match field.choices.iter_mut().find(|(known, _)| known == code) {
            Some((_, known)) => label.clone_into(known),
            None => field.choices.push((code.to_owned(), label.to_owned())),
        }
    }
    field.to = set.to.unwrap_or(field.to);
    field.decimals = set.decimals.unwrap_or(field.decimals);
    field.repeated |= set.repeated;
    field.filterable |= set.filterable;
    field.searched |= set.searched;
    field.internal |= set.internal;
    Ok(field)
}

fn texts(option: &str, given: &[String]) -> Result<BTreeMap<Lang, String>, Refusal> {
    let read = |text: &String| {
        let parts = text.split_once('=').and_then(|(lang, text)| Some((Lang::parse(lang)?, text.to_owned())));
        parts.ok_or_else(|| Refusal::usage(format!("{option} {text}: write LANGUAGE=TEXT, as in sv=Diarienummer")))
    };
    given.iter().map(read).collect()
}
