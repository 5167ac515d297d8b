//! Fields of a form: what is shown, and what is read back.

use super::list::OptionView;
use crate::query::Query;
use crate::show::{Eye, label};
use crate::visitor::Visitor;
use samverk_app::record::Input;
use samverk_domain::record::{Audience, Fault, Field, FieldType, Kind, Record, Value, cell};
use samverk_domain::time::Period;
use samverk_domain::{Lang, RecordId};
use std::collections::BTreeMap;

/// A choice among at most so many records is a list; among more it is
/// written, with suggestions.
const SELECT_MAX: u64 = 60;
/// Suggestions offered while writing.
const SUGGESTIONS_MAX: usize = 1_500;
/// Empty lines offered below the filled ones.
const SPARE_LINES: usize = 2;

/// A field as the form shows it.
#[derive(Default)]
pub(super) struct FieldView {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) help: String,
    pub(super) error: String,
    pub(super) required: bool,
    pub(super) several: bool,
    pub(super) checks: bool,
    pub(super) dated: bool,
    pub(super) translated: bool,
    pub(super) select: bool,
    pub(super) long: bool,
    pub(super) input: &'static str,
    pub(super) mode: Option<&'static str>,
    pub(super) value: String,
    pub(super) lines: Vec<(String, String)>,
    pub(super) options: Vec<OptionView>,
    pub(super) list: Option<String>,
    pub(super) described: Option<String>,
}

/// Suggestions for fields that lead to one kind.
pub(super) struct ListView {
    pub(super) id: String,
    pub(super) options: Vec<String>,
}

/// Texts that a form holds for a field: what was sent, else what is stored.
pub(super) type Texts = BTreeMap<String, Vec<(String, String)>>;

/// The texts of a record's fields, links as `Title (key)`.
pub(super) fn texts(kind: &Kind, record: &Record, eye: &Eye<'_>) -> Texts {
    let mut texts = Texts::new();
    for field in &kind.fields {
        let lines = record.values(field.name).iter().flat_map(|value| match value {
            Value::Translated(by_lang) => {
                by_lang.iter().map(|(lang, text)| (lang.code().to_owned(), text.clone())).collect()
            }
            Value::Link(link) => {
                let valid = if link.valid == Period::default() { String::new() } else { link.valid.to_string() };
                vec![(named(eye, link.to), valid)]
            }
            other => vec![(cell::write_one(field, other, &Keyless), String::new())],
        });
        texts.insert(field.name.to_owned(), lines.collect());
    }
    texts
}

struct Keyless;

impl cell::Resolver for Keyless {
    fn find(&self, _: &str, _: &str) -> Option<RecordId> {
        None
    }

    fn key(&self, _: RecordId) -> Option<String> {
        None
    }
}

/// `Luleå (kommun-lulea)`.
pub(super) fn named(eye: &Eye<'_>, id: RecordId) -> String {
    format!("{} ({})", eye.title(id).text, eye.catalogue.key(id).unwrap_or_default())
}

/// The key in `Title (key)`, or the text itself.
pub(super) fn key_of(text: &str) -> &str {
    let text = text.trim();
    text.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map_or(text, |(_, key)| key.trim())
}

/// The texts of a sent form.
pub(super) fn sent(kind: &Kind, form: &Query) -> Texts {
    let mut texts = Texts::new();
    for field in &kind.fields {
        let lines: Vec<(String, String)> = match field.of {
            FieldType::Translated => {
                let by_lang = Lang::ALL.into_iter().map(|lang| {
                    let name = format!("{}.{lang}", field.name);
                    (lang.code().to_owned(), form.get(&name).unwrap_or_default().to_owned())
                });
                by_lang.filter(|(_, text)| !text.trim().is_empty()).collect()
            }
            _ => {
                let valid_name = format!("{}.valid", field.name);
                let mut valid = form.all(&valid_name);
                form.all(field.name)
                    .map(|text| (text.to_owned(), valid.next().unwrap_or_default().to_owned()))
                    .collect()
            }
        };
        texts.insert(field.name.to_owned(), lines.into_iter().filter(|(text, _)| !text.trim().is_empty()).collect());
    }
    texts
}

/// What the use case is asked to store. Fields that the form did not show
/// are left as they are.
pub(super) fn input(kind: &Kind, form: &Query, shown: impl Fn(&Field) -> bool) -> Input {
    let texts = sent(kind, form);
    let mut input = Input::default();
    for field in kind.fields.iter().filter(|field| shown(field)) {
        let lines = texts.get(field.name).map(Vec::as_slice).unwrap_or_default();
        let values = match field.of {
            FieldType::Translated if lines.is_empty() => Vec::new(),
            FieldType::Translated => {
                vec![
                    lines
                        .iter()
                        .map(|(lang, text)| format!("{lang}: {}", text.replace(" // ", " / ")))
                        .collect::<Vec<_>>()
                        .join(" // "),
                ]
            }
            FieldType::Link => lines
                .iter()
                .map(|(text, valid)| match valid.trim() {
                    "" => key_of(text).to_owned(),
                    valid => format!("{} [{valid}]", key_of(text)),
                })
                .collect(),
            _ => lines.iter().map(|(text, _)| text.clone()).collect(),
        };
        input.fields.insert(field.name.to_owned(), values);
    }
    let attribute = |name: &str| form.get(name).map(|text| text.trim().to_owned());
    input.visibility = attribute("@visibility").filter(|text| !text.is_empty());
    input.owner = attribute("@owner");
    input.key = attribute("@key").filter(|text| !text.is_empty());
    input
}

/// Whether a form shows a field: files have a form of their own, and
/// personal and internal ones are for those who see them.
pub(super) fn in_form(field: &Field, internal: bool) -> bool {
    field.of != FieldType::File && !field.withdrawn && (field.audience == Audience::Record || internal)
}

/// A field for a form, with what it holds and what is wrong with it.
pub(super) fn view(
    visitor: &Visitor,
    kind: &Kind,
    field: &Field,
    texts: &Texts,
    faults: &[Fault],
    eye: &Eye<'_>,
) -> FieldView {
    let lang = visitor.lang;
    let lines = texts.get(field.name).cloned().unwrap_or_default();
    let value = lines.first().map(|(text, _)| text.clone()).unwrap_or_default();
    let fault = faults.iter().find(|fault| fault.field == field.name);
    let id = format!("field-{}", field.name);
    let help = crate::i18n::find(lang, &format!("{}.help", kind.label_key(field))).unwrap_or_default();
    let error = fault.map(|fault| crate::show::fault(lang, fault)).unwrap_or_default();
    let described = [(!help.is_empty(), "help"), (!error.is_empty(), "error")];
    let described: Vec<String> =
        described.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}")).collect();
    let mut view = FieldView {
        label: label(lang, kind, field),
        name: field.name.to_owned(),
        required: field.required,
        input: "text",
        described: (!described.is_empty()).then(|| described.join(" ")),
        help,
        error,
        value,
        id,
        ..FieldView::default()
    };
    match field.of {
        FieldType::Choice(list) => {
            let chosen = |code: &str| lines.iter().any(|(text, _)| text == code);
            // A list to choose one from shows the tree by indenting, boxes by lines.
            let indent = |code: &str| if field.repeated { String::new() } else { "\u{2003}".repeat(list.depth(code)) };
            let option = |code: &str| OptionView {
                value: code.to_owned(),
                label: format!("{}{}", indent(code), visitor.t(&format!("choice-{}-{code}", list.name))),
                chosen: chosen(code),
                depth: list.depth(code),
            };
            view.options = list.entries.iter().map(|entry| option(entry.code)).collect();
            view.select = !field.repeated;
            view.several = field.repeated;
            view.checks = field.repeated;
        }
        FieldType::Flag => {
            view.select = true;
            let option = |code: &str| OptionView {
                value: code.to_owned(),
                label: visitor.t(code),
                chosen: view.value == code,
                depth: 0,
            };
            view.options = ["yes", "no"].map(option).into_iter().collect();
        }
        FieldType::LongText => view.long = true,
        FieldType::Translated => {
            view.several = true;
            view.translated = true;
            let text = |lang: Lang| {
                lines.iter().find(|(of, _)| of == lang.code()).map(|(_, text)| text.clone()).unwrap_or_default()
            };
            view.lines = Lang::ALL.into_iter().map(|lang| (lang.code().to_owned(), text(lang))).collect();
        }
        FieldType::Link => link(&mut view, field, lines, sharing(kind, field, texts, eye), eye),
        FieldType::Date => view.input = "date",
        FieldType::Time => view.input = "time",
        FieldType::Email => view.input = "email",
        FieldType::Url => view.input = "url",
        FieldType::Number { decimals } => view.mode = Some(if decimals == 0 { "numeric" } else { "decimal" }),
        _ => {}
    }
    if field.repeated && !view.several {
        view.several = true;
        view.lines = lines_with_spare(texts.get(field.name).cloned().unwrap_or_default());
    }
    view
}

fn lines_with_spare(mut lines: Vec<(String, String)>) -> Vec<(String, String)> {
    lines.extend(std::iter::repeat_n((String::new(), String::new()), SPARE_LINES));
    lines
}

/// The records that a field may lead to, where another field of the form says
/// what they must share.
fn sharing(kind: &Kind, field: &Field, texts: &Texts, eye: &Eye<'_>) -> Option<Vec<RecordId>> {
    let (to, shared) = (field.link?.to, kind.get(field.sharing?)?);
    let (text, _) = texts.get(shared.name)?.first()?;
    let of = eye.catalogue.find(shared.link?.to, key_of(text))?;
    let leading = eye.catalogue.incoming(of, eye.scope).into_iter();
    Some(leading.filter(|(_, kind, field)| *kind == to && *field == shared.name).map(|(id, ..)| id).collect())
}

fn link(
    view: &mut FieldView,
    field: &Field,
    lines: Vec<(String, String)>,
    among: Option<Vec<RecordId>>,
    eye: &Eye<'_>,
) {
    let Some(spec) = field.link else { return };
    if field.repeated {
        view.several = true;
        view.dated = spec.dated;
        view.lines = lines_with_spare(lines);
        view.list = Some(format!("list-{}", spec.to));
        return;
    }
    let count = among.as_ref().map_or_else(|| eye.catalogue.count(spec.to, eye.scope), |among| among.len() as u64);
    if count > SELECT_MAX {
        view.list = Some(format!("list-{}", spec.to));
        return;
    }
    let chosen = key_of(&view.value).to_owned();
    let among = among.unwrap_or_else(|| eye.catalogue.all(spec.to, eye.scope).collect());
    let mut options: Vec<OptionView> = among
        .into_iter()
        .map(|id| {
            let key = eye.catalogue.key(id).unwrap_or_default().to_owned();
            OptionView { chosen: key == chosen, label: eye.title(id).text, value: key, depth: 0 }
        })
        .collect();
    let sorter = samverk_domain::text::collate::Sorter::new(eye.lang);
    options.sort_by_cached_key(|option| sorter.key(&option.label));
    view.select = true;
    view.options = options;
}

/// The suggestions that the fields of a form need, each kind once.
pub(super) fn lists(fields: &[&FieldView], eye: &Eye<'_>) -> Vec<ListView> {
    let mut lists: Vec<ListView> = Vec::new();
    for id in fields.iter().filter_map(|field| field.list.as_deref()) {
        if lists.iter().any(|list| list.id == id) {
            continue;
        }
        let kind = id.trim_start_matches("list-");
        let mut options: Vec<String> = eye.catalogue.all(kind, eye.scope).map(|id| named(eye, id)).collect();
        let sorter = samverk_domain::text::collate::Sorter::new(eye.lang);
        options.sort_by_cached_key(|option| sorter.key(option));
        options.truncate(SUGGESTIONS_MAX);
        lists.push(ListView { id: id.to_owned(), options });
    }
    lists
}
