//! Fields that an installation adds to a register by itself. They are data
//! until they are declared, and then behave like built-in ones.

use super::field::{
    choice, date, email, flag, link, long_text, many, money, number, organisation_number, tags, text, url,
};
use super::{Choice, ChoiceList, DeclarationError, Fault, Field, Kind, Registry};
use crate::Lang;
use crate::text::slug;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;

/// Own names begin with this, so that no later release takes one.
pub const OWN_PREFIX: &str = "x_";
/// Most own fields of one register.
pub const OWN_FIELDS_MAX: usize = 40;
/// Most entries of an own list.
pub const OWN_CHOICES_MAX: usize = 200;
/// Longest label or help.
const LABEL_CHARS_MAX: usize = 200;
/// Longest name, prefix included.
const NAME_CHARS_MAX: usize = 60;

/// What an own field can hold, by the code that forms and files use.
pub const OWN_TYPES: [&str; 12] = [
    "text",
    "long_text",
    "number",
    "money",
    "date",
    "flag",
    "choice",
    "tags",
    "url",
    "email",
    "organisation_number",
    "link",
];

/// An own field as an operator describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnField {
    /// The register.
    pub kind: String,
    /// Name in columns and addresses, with [`OWN_PREFIX`].
    pub name: String,
    /// One of [`OWN_TYPES`].
    pub of: String,
    /// Label by language; one that is missing is lent by another.
    pub labels: BTreeMap<Lang, String>,
    /// Explanation below the label.
    pub help: BTreeMap<Lang, String>,
    /// Decimals of a number.
    pub decimals: u8,
    /// The register that a link leads to.
    pub to: String,
    /// Entries of a list: code and label.
    pub choices: Vec<(String, String)>,
    /// More than one value.
    pub repeated: bool,
    /// Offered as filter.
    pub filterable: bool,
    /// Found by free text.
    pub searched: bool,
    /// Not for the public.
    pub internal: bool,
    /// Asked for no more; what was filled in stays and is exported.
    pub withdrawn: bool,
}

impl OwnField {
    /// A name from a label, for a field that has none yet.
    #[must_use]
    pub fn name_from(label: &str) -> String {
        let plain: String = slug(label).replace('-', "_").chars().take(NAME_CHARS_MAX - OWN_PREFIX.len()).collect();
        format!("{OWN_PREFIX}{}", plain.trim_end_matches('_'))
    }

    /// The label in a language, or in the first that there is.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        self.labels.get(&lang).or_else(|| self.labels.values().next()).map_or(self.name.as_str(), String::as_str)
    }

    /// Labels of the field and its list as the translations name them.
    #[must_use]
    pub fn texts(&self, lang: Lang) -> Vec<(String, String)> {
        let base = format!("{}-{}", self.kind, self.name);
        let mut texts = vec![(base.clone(), self.label(lang).to_owned())];
        let help = self.help.get(&lang).or_else(|| self.help.values().next());
        texts.extend(help.map(|help| (format!("{base}.help"), help.clone())));
        let list = self.list_name();
        texts.extend(self.choices.iter().map(|(code, label)| (format!("choice-{list}-{code}"), label.clone())));
        if !self.to.is_empty() {
            // Seen from the other side the link has the field's own label.
            texts.push((format!("{base}.inverse"), self.label(lang).to_owned()));
        }
        texts
    }

    fn list_name(&self) -> String {
        format!("{}-{}", self.kind, self.name)
    }

    /// The stored form.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let by_lang = |texts: &BTreeMap<Lang, String>| -> Json {
            Json::Object(texts.iter().map(|(lang, text)| (lang.code().to_owned(), json!(text))).collect())
        };
        json!({
            "of": self.of, "labels": by_lang(&self.labels), "help": by_lang(&self.help), "decimals": self.decimals,
            "to": self.to, "choices": self.choices, "repeated": self.repeated, "filterable": self.filterable,
            "searched": self.searched, "internal": self.internal, "withdrawn": self.withdrawn,
        })
    }

    /// Reads the stored form; `None` when it is not of that form.
    #[must_use]
    pub fn from_json(kind: &str, name: &str, json: &Json) -> Option<Self> {
        let text = |field: &str| json.get(field).and_then(Json::as_str).map(str::to_owned);
        let yes = |field: &str| json.get(field).and_then(Json::as_bool).unwrap_or(false);
        let by_lang = |field: &str| -> BTreeMap<Lang, String> {
            let pairs = json.get(field).and_then(Json::as_object).into_iter().flatten();
            pairs.filter_map(|(lang, text)| Some((Lang::parse(lang)?, text.as_str()?.to_owned()))).collect()
        };
        let choices = json.get("choices").and_then(Json::as_array).into_iter().flatten();
        Some(Self {
            kind: kind.to_owned(),
            name: name.to_owned(),
            of: text("of")?,
            labels: by_lang("labels"),
            help: by_lang("help"),
            decimals: json.get("decimals").and_then(Json::as_u64).and_then(|n| u8::try_from(n).ok()).unwrap_or(0),
            to: text("to").unwrap_or_default(),
            choices: choices
                .filter_map(|pair| Some((pair.get(0)?.as_str()?.to_owned(), pair.get(1)?.as_str()?.to_owned())))
                .collect(),
            repeated: yes("repeated"),
            filterable: yes("filterable"),
            searched: yes("searched"),
            internal: yes("internal"),
            withdrawn: yes("withdrawn"),
        })
    }

    /// What is wrong with it, by its parts.
    #[must_use]
    pub fn faults(&self, registry: &Registry) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut fault = |part: &str, code: &'static str, detail: &str| faults.push(Fault::error(part, code, detail));
        if registry.get(&self.kind).is_none() {
            fault("kind", "choice", &self.kind);
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let own = self.name.strip_prefix(OWN_PREFIX).is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain));
        // A name is made from the label; without one there is only one thing to mend.
        let unnamed = self.name.is_empty() && self.labels.is_empty();
        if !unnamed && (!own || self.name.len() > NAME_CHARS_MAX) {
            fault("name", "own_name", &self.name);
        }
        if !OWN_TYPES.contains(&self.of.as_str()) {
            fault("of", "choice", &self.of);
        }
        if self.labels.values().all(|label| label.trim().is_empty()) {
            fault("label", "required", "");
        }
        if self.labels.values().chain(self.help.values()).any(|text| text.chars().count() > LABEL_CHARS_MAX) {
            fault("label", "too_long", &LABEL_CHARS_MAX.to_string());
        }
        if self.decimals > 6 {
            fault("decimals", "range", "0–6");
        }
        if self.of == "link" && registry.get(&self.to).is_none() {
            fault("to", "choice", &self.to);
        }
        let list = matches!(self.of.as_str(), "choice" | "tags");
        if list && self.choices.is_empty() {
            fault("choices", "required", "");
        }
        if self.choices.len() > OWN_CHOICES_MAX {
            fault("choices", "too_many", &OWN_CHOICES_MAX.to_string());
        }
        for (at, (code, label)) in self.choices.iter().enumerate() {
            let taken = self.choices.iter().take(at).any(|(other, _)| other == code);
            if code.is_empty() || taken || label.chars().count() > LABEL_CHARS_MAX {
                fault("choices", if taken { "taken" } else { "choice" }, label);
            }
        }
        faults
    }

    /// What a change of the description must not do: what is filled in has
    /// to stay readable.
    #[must_use]
    pub fn change_faults(&self, before: &Self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let fixed = [
            ("of", self.of == before.of),
            ("decimals", self.decimals == before.decimals),
            ("to", self.to == before.to),
            ("repeated", self.repeated == before.repeated || self.repeated),
        ];
        faults.extend(fixed.iter().filter(|(_, same)| !same).map(|(part, _)| Fault::error(*part, "own_fixed", "")));
        let gone = before.choices.iter().filter(|(code, _)| !self.choices.iter().any(|(other, _)| other == code));
        faults.extend(gone.map(|(_, label)| Fault::error("choices", "own_choice_gone", label.clone())));
        faults
    }

    /// The declaration. Texts are kept for as long as the program runs, as
    /// those of built-in fields are.
    fn declare(&self) -> Option<Field> {
        let name: &'static str = keep(&self.name);
        let list = || -> &'static ChoiceList {
            let entries: Vec<Choice> =
                self.choices.iter().map(|(code, _)| Choice { code: keep(code), parent: None }).collect();
            Box::leak(Box::new(ChoiceList {
                name: keep(&self.list_name()),
                version: "own",
                source: "added by the installation",
                entries: Box::leak(entries.into_boxed_slice()),
            }))
        };
        let inverse = || keep(&format!("{}-{}-inverse", self.kind, self.name));
        let mut field = match self.of.as_str() {
            "text" => text(name),
            "long_text" => long_text(name),
            "number" => number(name, self.decimals),
            "money" => money(name),
            "date" => date(name),
            "flag" => flag(name),
            "choice" => choice(name, list()),
            "tags" => tags(name, list()),
            "url" => url(name),
            "email" => email(name),
            "organisation_number" => organisation_number(name),
            "link" if self.repeated => many(name, keep(&self.to), inverse()),
            "link" => link(name, keep(&self.to), inverse()),
            _ => return None,
        };
        field.repeated |= self.repeated;
        field.filterable = self.filterable && !self.withdrawn;
        field.search_weight = if self.searched { 2 } else { 0 };
        field.withdrawn = self.withdrawn;
        field.section = "own";
        Some(if self.internal { field.internal() } else { field })
    }
}

fn keep(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

impl Registry {
    /// The same kinds with an installation's own fields.
    ///
    /// # Errors
    /// An own field that does not fit the kinds.
    pub fn with_own(&self, own: &[OwnField]) -> Result<Self, DeclarationError> {
        let mut kinds: Vec<Kind> = self.kinds().to_vec();
        for field in own {
            let fault = |fault: &str| DeclarationError {
                kind: field.kind.clone(),
                fault: format!("own field {}: {fault}", field.name),
            };
            let kind =
                kinds.iter_mut().find(|kind| kind.name == field.kind).ok_or_else(|| fault("no such register"))?;
            let declared = field.declare().ok_or_else(|| fault("no such type"))?;
            // In a register of persons everything added is about a person.
            let declared = if kind.is_personal() { declared.personal() } else { declared };
            *kind = kind.clone().field(declared);
        }
        Self::new(kinds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(name: &str, of: &str) -> OwnField {
        OwnField {
            kind: "organisation".into(),
            name: name.into(),
            of: of.into(),
            labels: BTreeMap::from([(Lang::Sv, "Diarienummer".to_owned())]),
            to: if of == "link" { "goal".into() } else { String::new() },
            choices: vec![("a".into(), "A".into())],
            ..OwnField::default()
        }
    }

    #[test]
    fn every_type_can_be_declared_and_stored() {
        let registry = crate::registry().expect("coherent declarations");
        let fields: Vec<OwnField> = OWN_TYPES.iter().map(|of| own(&format!("x_{of}"), of)).collect();
        for field in &fields {
            assert_eq!(field.faults(&registry), []);
            assert_eq!(OwnField::from_json(&field.kind, &field.name, &field.to_json()).as_ref(), Some(field));
        }
        let with = registry.with_own(&fields).expect("they fit");
        let kind = with.get("organisation").expect("declared");
        assert_eq!(kind.fields.iter().filter(|field| field.section == "own").count(), OWN_TYPES.len());
    }

    #[test]
    fn what_is_filled_in_stays_readable() {
        let before = own("x_kind", "choice");
        let mut after = before.clone();
        after.choices.clear();
        after.of = "tags".into();
        let codes: Vec<_> = after.change_faults(&before).into_iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["own_fixed", "own_choice_gone"]);
    }

    #[test]
    fn names_are_prefixed_and_faults_name_their_part() {
        assert_eq!(OwnField::name_from("Diarienr. å ä"), "x_diarienr_a_a");
        let registry = crate::registry().expect("coherent declarations");
        let bad = OwnField { kind: "nothing".into(), name: "name".into(), of: "blob".into(), ..OwnField::default() };
        let parts: Vec<_> = bad.faults(&registry).into_iter().map(|fault| fault.field).collect();
        assert_eq!(parts, ["kind", "name", "of", "label"]);
    }
}
