//! The reference of all registers, from their declarations.

use anyhow::{Context as _, Result};
use samverk_domain::Lang;
use samverk_domain::record::{Audience, Field, FieldType, Kind};
use samverk_web::i18n::t;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Where the page lies.
pub(crate) fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/reference/registers.md")
}

/// Writes the page.
pub(crate) fn write() -> Result<()> {
    let path = path();
    std::fs::create_dir_all(path.parent().context("a folder")?)?;
    std::fs::write(&path, page()?)?;
    println!("{}", path.display());
    let description = samverk_web::openapi(&samverk_domain::registry()?);
    let path = path.with_file_name("openapi.json");
    std::fs::write(&path, format!("{description:#}\n"))?;
    println!("{}", path.display());
    Ok(())
}

/// The page as Markdown.
pub(crate) fn page() -> Result<String> {
    let registry = samverk_domain::registry()?;
    let mut out = String::from(
        "# Registers\n\nGenerated from the declarations by `cargo xtask reference`; a test holds it against them.\n\
         Columns of the export for editing are `id`, `key`, `version`, `owner`, `visibility`, `state` (where a register has states) \
         and then the fields below, by name. Repeated values are separated by ` | `.\n",
    );
    for kind in registry.kinds() {
        register(&mut out, kind)?;
    }
    Ok(out)
}

fn register(out: &mut String, kind: &Kind) -> Result<()> {
    let name = |lang| t(lang, &format!("kind-{}", kind.name));
    writeln!(out, "\n## {}\n", kind.name)?;
    writeln!(
        out,
        "{} / {} / {}. {}\n",
        name(Lang::Sv),
        name(Lang::Nb),
        name(Lang::En),
        t(Lang::En, &format!("kind-{}.intro", kind.name))
    )?;
    writeln!(out, "| field | sv | nb | en | holds | |\n|---|---|---|---|---|---|")?;
    for field in kind.fields.iter().filter(|field| !field.common) {
        let label = |lang| t(lang, &kind.label_key(field));
        writeln!(
            out,
            "| `{}` | {} | {} | {} | {} | {} |",
            field.name,
            label(Lang::Sv),
            label(Lang::Nb),
            label(Lang::En),
            holds(field),
            marks(field)
        )?;
    }
    if let Some(states) = &kind.states {
        let codes: Vec<String> = states
            .states
            .iter()
            .map(|state| format!("`{}` {}", state.code, t(Lang::En, &format!("{}-state-{}", kind.name, state.code))))
            .collect();
        writeln!(out, "\nStates: {}.", codes.join(", "))?;
    }
    if let Some(class) = kind.rdf {
        writeln!(out, "\nRDF class: `{class}`.")?;
    }
    Ok(())
}

fn holds(field: &Field) -> String {
    match field.of {
        FieldType::Text => "text".into(),
        FieldType::LongText => "Markdown".into(),
        FieldType::Translated => "text in three languages, `sv: … // nb: … // en: …`".into(),
        FieldType::Number { decimals: 0 } => "whole number".into(),
        FieldType::Number { decimals } => format!("number, {decimals} decimals"),
        FieldType::Money => "amount, `1600.00 SEK`".into(),
        FieldType::Date => "date".into(),
        FieldType::Coarse => "year, half-year, quarter, month or day".into(),
        FieldType::Period => "period, `2013/2015`".into(),
        FieldType::Flag => "yes or no".into(),
        FieldType::Time => "time of day".into(),
        FieldType::Choice(list) => {
            list.entries.iter().map(|entry| format!("`{}`", entry.code)).collect::<Vec<_>>().join(" ")
        }
        FieldType::Email => "e-mail address".into(),
        FieldType::Url => "web address".into(),
        FieldType::OrganisationNumber => "organisation number".into(),
        FieldType::File => "file".into(),
        FieldType::Link => field
            .link
            .map(|spec| format!("key of {}{}", spec.to, if spec.dated { ", `key [2013/2015]`" } else { "" }))
            .unwrap_or_default(),
    }
}

fn marks(field: &Field) -> String {
    let marks = [
        (field.required, "required"),
        (field.repeated, "repeated"),
        (field.filterable, "filter"),
        (field.audience == Audience::Personal, "personal"),
        (field.audience == Audience::Internal, "internal"),
    ];
    marks.iter().filter(|(there, _)| *there).map(|(_, mark)| *mark).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_committed_page_is_the_generated_one() {
        let committed = std::fs::read_to_string(super::path()).unwrap_or_default();
        assert!(committed == super::page().unwrap(), "run `cargo xtask reference` and commit the page");
    }

    #[test]
    fn the_committed_description_of_the_api_is_the_generated_one() {
        let path = super::path().with_file_name("openapi.json");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        let description = samverk_web::openapi(&samverk_domain::registry().unwrap());
        assert!(committed == format!("{description:#}\n"), "run `cargo xtask reference` and commit the description");
    }
}
