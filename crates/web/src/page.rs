//! What the frame around every page shows.

use crate::visitor::Visitor;
use crate::{assets, i18n};
use samverk_domain::Lang;
use samverk_domain::record::Section;

/// An item of a navigation.
pub(crate) struct NavItem {
    pub(crate) href: String,
    pub(crate) label: String,
    pub(crate) current: bool,
}

/// Another language of the same page.
pub(crate) struct Other {
    pub(crate) lang: &'static str,
    pub(crate) name: &'static str,
    pub(crate) href: String,
}

/// A notice above a page, with the one act that it offers.
pub(crate) struct Notice {
    pub(crate) text: String,
    pub(crate) undo: Option<Undo>,
}

/// The act that takes a change back.
pub(crate) struct Undo {
    pub(crate) action: String,
    /// Field of the form: the version that is taken back, or the entry.
    pub(crate) name: &'static str,
    pub(crate) value: i64,
}

/// The frame.
pub(crate) struct Page {
    pub(crate) lang: Lang,
    pub(crate) title: String,
    pub(crate) version: &'static str,
    pub(crate) nav: Vec<NavItem>,
    pub(crate) others: Vec<Other>,
    pub(crate) user: Option<String>,
    pub(crate) operator: bool,
    pub(crate) form_token: String,
    pub(crate) here: String,
    pub(crate) path: String,
    pub(crate) origin: String,
    pub(crate) words: String,
    pub(crate) demo: bool,
    pub(crate) noindex: bool,
    pub(crate) notice: Option<Notice>,
    /// Notices that the visitor has not read.
    pub(crate) unread: i64,
    /// Address of the page's feed.
    pub(crate) feed: Option<String>,
}

/// The main navigation: address, label key and the part that it stands for.
/// An item shows when it leads to something.
const MAIN: [(&str, &str, Option<Section>); 6] = [
    ("", "nav-start", None),
    ("/initiative", "nav-initiatives", Some(Section::Initiatives)),
    ("/goal", "nav-plan", Some(Section::Plan)),
    ("/meeting", "nav-meetings", Some(Section::Meetings)),
    ("/term", "nav-knowledge", Some(Section::Knowledge)),
    ("/organisation", "nav-organisations", Some(Section::Organisations)),
];

const NAMES: [(Lang, &str); 3] = [(Lang::Sv, "Svenska"), (Lang::Nb, "Norsk"), (Lang::En, "English")];

impl Page {
    /// The frame for a visitor. `section` is the part that the page belongs to.
    pub(crate) fn new(visitor: &Visitor, title: &str, section: Option<Section>) -> Self {
        let item = |(path, label, of): &(&str, &str, Option<Section>)| NavItem {
            href: visitor.href(path),
            label: visitor.t(label),
            current: if path.is_empty() { visitor.path == "/" } else { section.is_some() && *of == section },
        };
        let query = if visitor.query.is_empty() { String::new() } else { format!("?{}", visitor.query) };
        let path = if visitor.path == "/" { String::new() } else { visitor.path.clone() };
        let other = |(lang, name): &(Lang, &'static str)| Other {
            lang: lang.code(),
            name,
            href: format!("/{lang}{path}{query}"),
        };
        Self {
            lang: visitor.lang,
            title: title.to_owned(),
            version: &assets::VERSION,
            nav: MAIN.iter().map(item).collect(),
            others: NAMES.iter().map(other).collect(),
            user: visitor.signed_in.as_ref().map(|signed_in| signed_in.name.clone()),
            operator: visitor.ctx.actor.is_operator(),
            form_token: visitor.form_token().to_owned(),
            here: format!("{path}{query}"),
            path,
            origin: visitor.web.settings().origin.clone(),
            words: String::new(),
            demo: visitor.web.settings().demo,
            noindex: !query.is_empty(),
            notice: None,
            unread: visitor.signed_in.as_ref().map_or(0, |signed_in| signed_in.unread),
            feed: None,
        }
    }

    /// The sentence with this key.
    pub(crate) fn t(&self, key: &str) -> String {
        i18n::t(self.lang, key)
    }

    /// The sentence with this key and a number.
    pub(crate) fn count(&self, key: &str, count: impl std::fmt::Display) -> String {
        i18n::t_with(self.lang, key, &[("count", &count.to_string())])
    }

    /// An address in the page's language.
    pub(crate) fn href(&self, path: &str) -> String {
        format!("/{}{path}", self.lang)
    }

    /// Whether another language is this one.
    pub(crate) fn is_own(&self, lang: &str) -> bool {
        self.lang.code() == lang
    }

    /// The way back for the sign-in page.
    pub(crate) fn here_encoded(&self) -> String {
        crate::query::encode(&self.href(&self.here))
    }
}
