//! Translations, and dates, numbers and money as each language writes them.

mod format;

pub use format::{coarse, date, instant, money, period};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use samverk_app::catalogue::Labels;
use samverk_domain::Lang;
use samverk_domain::record::OwnField;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};
use unic_langid::langid;

/// The sentences of one language.
struct Language {
    bundle: FluentBundle<FluentResource>,
    /// Sentences without arguments, resolved once: pages ask for hundreds.
    plain: HashMap<String, String>,
}

static LANGUAGES: LazyLock<[Language; 3]> = LazyLock::new(|| {
    [
        Language::new(langid!("sv"), include_str!(concat!(env!("OUT_DIR"), "/sv.ftl"))),
        Language::new(langid!("nb"), include_str!(concat!(env!("OUT_DIR"), "/nb.ftl"))),
        Language::new(langid!("en"), include_str!(concat!(env!("OUT_DIR"), "/en.ftl"))),
    ]
});

impl Language {
    fn new(id: unic_langid::LanguageIdentifier, source: &'static str) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks around arguments would show up in addresses and exports.
        bundle.set_use_isolating(false);
        // What the parser could not read is missing and caught by the test
        // that walks all keys.
        let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(resource, _)| resource);
        let mut plain = HashMap::new();
        let ids: Vec<String> = message_ids(source);
        let _ = bundle.add_resource(resource);
        for id in ids {
            let Some(message) = bundle.get_message(&id) else { continue };
            let mut resolve = |key: String, pattern| {
                let mut errors = Vec::new();
                let text = bundle.format_pattern(pattern, None, &mut errors);
                if errors.is_empty() {
                    plain.insert(key, text.into_owned());
                }
            };
            if let Some(pattern) = message.value() {
                resolve(id.clone(), pattern);
            }
            for attribute in message.attributes() {
                resolve(format!("{id}.{}", attribute.id()), attribute.value());
            }
        }
        Self { bundle, plain }
    }
}

/// Ids of the messages of a Fluent source, in order.
fn message_ids(source: &str) -> Vec<String> {
    let starts = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    starts.filter_map(|line| line.split_once('=')).map(|(id, _)| id.trim().to_owned()).collect()
}

fn language(lang: Lang) -> &'static Language {
    let [sv, nb, en] = &*LANGUAGES;
    match lang {
        Lang::Sv => sv,
        Lang::Nb => nb,
        Lang::En => en,
    }
}

/// The sentence with this key, `id` or `id.attribute`; the key itself where
/// there is none, so that a missing one shows.
#[must_use]
pub fn t(lang: Lang, key: &str) -> String {
    find(lang, key).unwrap_or_else(|| key.to_owned())
}

/// The sentence with this key, if there is one.
#[must_use]
pub fn find(lang: Lang, key: &str) -> Option<String> {
    language(lang).plain.get(key).cloned().or_else(|| {
        let own = OWN.read().unwrap_or_else(PoisonError::into_inner);
        own.get(&lang).and_then(|texts| texts.get(key)).cloned()
    })
}

/// Labels of fields that an installation added, by language and key.
static OWN: LazyLock<RwLock<HashMap<Lang, HashMap<String, String>>>> = LazyLock::new(RwLock::default);

/// The sentence with this key and arguments put in.
#[must_use]
pub fn t_with(lang: Lang, key: &str, arguments: &[(&str, &str)]) -> String {
    let mut given = FluentArgs::new();
    for (name, value) in arguments {
        // Whole numbers choose plural forms; what would be written otherwise as
        // a number, as an id with zeros in front, stays the text that it is.
        let value = match value.parse::<u32>() {
            Ok(number) if number.to_string() == *value => FluentValue::from(number),
            _ => FluentValue::from((*value).to_owned()),
        };
        given.set((*name).to_owned(), value);
    }
    let bundle = &language(lang).bundle;
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    let message = bundle.get_message(id);
    let pattern = message.and_then(|message| match attribute {
        None => message.value(),
        Some(name) => message.get_attribute(name).map(|attribute| attribute.value()),
    });
    let Some(pattern) = pattern else { return key.to_owned() };
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&given), &mut errors).into_owned()
}

/// The sentence of a fault: of a rule of Peppol, which its detail begins with,
/// the sentence of that rule.
#[must_use]
pub fn fault(lang: Lang, code: &str, detail: &str) -> String {
    if code == "invoice_rule" {
        let (rule, found) = detail.split_once(' ').unwrap_or((detail, ""));
        return t_with(lang, &format!("peppol-{}", rule.to_lowercase()), &[("detail", found)]);
    }
    t_with(lang, &format!("fault-{code}"), &[("detail", detail)])
}

/// All keys of a language, for the tests that compare them.
#[must_use]
pub fn ids(lang: Lang) -> Vec<String> {
    message_ids(match lang {
        Lang::Sv => include_str!(concat!(env!("OUT_DIR"), "/sv.ftl")),
        Lang::Nb => include_str!(concat!(env!("OUT_DIR"), "/nb.ftl")),
        Lang::En => include_str!(concat!(env!("OUT_DIR"), "/en.ftl")),
    })
}

/// Gives the catalogue the labels of codes.
pub struct Translations;

impl Labels for Translations {
    fn label(&self, key: &str, lang: Lang) -> Option<String> {
        find(lang, key)
    }

    fn sentence(&self, key: &str, lang: Lang, detail: &str) -> String {
        t_with(lang, key, &[("detail", detail)])
    }

    fn declare_own(&self, own: &[OwnField]) {
        let mut known = OWN.write().unwrap_or_else(PoisonError::into_inner);
        for lang in Lang::ALL {
            known.entry(lang).or_default().extend(own.iter().flat_map(|field| field.texts(lang)));
        }
    }
}
