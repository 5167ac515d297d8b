//! Fields: what a record of a kind can hold.

use super::ChoiceList;

/// What a field holds, with its limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldType {
    /// One line.
    Text,
    /// Several lines in safe Markdown.
    LongText,
    /// One line in up to three languages.
    Translated,
    /// A number with a fixed count of decimals, held as an integer.
    Number {
        /// How many decimals the integer carries.
        decimals: u8,
    },
    /// An amount in minor units with its currency.
    Money,
    /// A day.
    Date,
    /// A year, half-year, quarter, month or day.
    Coarse,
    /// A span of coarse times.
    Period,
    /// A time of day to the minute, as in `09:30`.
    Time,
    /// Yes or no.
    Flag,
    /// An entry of a list or tree.
    Choice(&'static ChoiceList),
    /// An e-mail address.
    Email,
    /// A web address, `http` or `https`.
    Url,
    /// A Swedish or Norwegian organisation number, by check digit.
    OrganisationNumber,
    /// A file, content-addressed.
    File,
    /// Another record.
    Link,
}

/// Who sees a field of a record that they may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Audience {
    /// Whoever sees the record; a public record shows it to the public.
    #[default]
    Record,
    /// Only people with a role in the owning organisation, and participants.
    Internal,
    /// About a person: as internal, kept out of general search, erasable.
    Personal,
}

/// How a link field leads to other records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkSpec {
    /// The kind that it leads to.
    pub to: &'static str,
    /// Name of the link seen from the other side.
    pub inverse: &'static str,
    /// Whether each link carries valid from and until.
    pub dated: bool,
}

/// A declared field. Labels live in the translations as `{kind}-{name}`,
/// those of the fields that all kinds have as `common-{name}`.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name in code, columns and addresses.
    pub name: &'static str,
    /// What it holds.
    pub of: FieldType,
    /// Set when `of` is a link.
    pub link: Option<LinkSpec>,
    /// A record without it is refused.
    pub required: bool,
    /// More than one value.
    pub repeated: bool,
    /// Offered as filter, with counts.
    pub filterable: bool,
    /// Its value names the record.
    pub title: bool,
    /// Who sees it.
    pub audience: Audience,
    /// 0 is not searched; higher ranks first.
    pub search_weight: u8,
    /// Smallest and largest number allowed.
    pub range: Option<(i64, i64)>,
    /// Page section that shows it.
    pub section: &'static str,
    /// RDF property, prefixed.
    pub rdf: Option<&'static str>,
    /// Only who writes for the organisation that this link leads to may set it.
    pub set_by: Option<&'static str>,
    /// Leads only to records that lead by this link of theirs to what the same
    /// link of this record leads to.
    pub sharing: Option<&'static str>,
    /// Given when the record is made, and not changed after.
    pub fixed: bool,
    /// A number that ranks or names, and is not summed.
    pub ranks: bool,
    /// Filled with the number of the history's last entry where a record is made
    /// without it.
    pub stamped: bool,
    /// Declared for every kind.
    pub common: bool,
    /// Asked for no more; what was filled in stays.
    pub withdrawn: bool,
}

impl Field {
    const fn new(name: &'static str, of: FieldType) -> Self {
        Self {
            name,
            of,
            link: None,
            required: false,
            repeated: false,
            filterable: false,
            title: false,
            audience: Audience::Record,
            search_weight: 0,
            range: None,
            section: "facts",
            rdf: None,
            set_by: None,
            sharing: None,
            fixed: false,
            ranks: false,
            stamped: false,
            common: false,
            withdrawn: false,
        }
    }

    /// Leads only to records with the same target of a link as this one.
    #[must_use]
    pub const fn sharing(mut self, link: &'static str) -> Self {
        self.sharing = Some(link);
        self
    }

    /// Stays as it is given when the record is made.
    #[must_use]
    pub const fn fixed(mut self) -> Self {
        self.fixed = true;
        self
    }

    /// Ranks or names: a year, an order, a priority.
    #[must_use]
    pub const fn ranks(mut self) -> Self {
        self.ranks = true;
        self
    }

    /// Holds the number of the last entry of the history as the record is made.
    #[must_use]
    pub const fn stamped(mut self) -> Self {
        self.stamped = true;
        self
    }

    /// Must be filled in.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// May hold several values.
    #[must_use]
    pub const fn repeated(mut self) -> Self {
        self.repeated = true;
        self
    }

    /// Is offered as filter.
    #[must_use]
    pub const fn filterable(mut self) -> Self {
        self.filterable = true;
        self
    }

    /// Names the record; searched first.
    #[must_use]
    pub const fn title(mut self) -> Self {
        self.title = true;
        self.required = true;
        self.search_weight = 10;
        self
    }

    /// About a person.
    #[must_use]
    pub const fn personal(mut self) -> Self {
        self.audience = Audience::Personal;
        self
    }

    /// Not for the public even where the record is.
    #[must_use]
    pub const fn internal(mut self) -> Self {
        self.audience = Audience::Internal;
        self
    }

    /// Found by free text, with this weight.
    #[must_use]
    pub const fn searched(mut self, weight: u8) -> Self {
        self.search_weight = weight;
        self
    }

    /// Refused outside these numbers (in units of the last decimal).
    #[must_use]
    pub const fn between(mut self, least: i64, most: i64) -> Self {
        self.range = Some((least, most));
        self
    }

    /// Shown in this section of the page.
    #[must_use]
    pub const fn section(mut self, section: &'static str) -> Self {
        self.section = section;
        self
    }

    /// Told to other systems as this RDF property.
    #[must_use]
    pub const fn rdf(mut self, term: &'static str) -> Self {
        self.rdf = Some(term);
        self
    }

    /// A decision of the organisation that this link leads to, whoever owns
    /// the record.
    #[must_use]
    pub const fn set_by(mut self, link: &'static str) -> Self {
        self.set_by = Some(link);
        self
    }

    /// A link whose every occurrence has valid from and until.
    #[must_use]
    pub const fn dated(mut self) -> Self {
        if let Some(mut spec) = self.link {
            spec.dated = true;
            self.link = Some(spec);
        }
        self
    }

    pub(super) const fn common(mut self) -> Self {
        self.common = true;
        self
    }

    /// Whether many records can be given the same value of it at once: not
    /// what names a record, what is about a person, or what is for one
    /// organisation to decide.
    #[must_use]
    pub fn is_for_many(&self) -> bool {
        !self.title
            && !self.withdrawn
            && self.of != FieldType::File
            && self.set_by.is_none()
            && self.audience != Audience::Personal
    }

    /// Whether the public may see it on a public record.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.audience == Audience::Record
    }
}

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident => $of:expr;)*) => {
        $($(#[$doc])* #[must_use] pub const fn $name(name: &'static str) -> Field { Field::new(name, $of) })*
    };
}

constructors! {
    /// One line of text.
    text => FieldType::Text;
    /// Several lines in safe Markdown.
    long_text => FieldType::LongText;
    /// One line in up to three languages.
    translated => FieldType::Translated;
    /// An amount of money.
    money => FieldType::Money;
    /// A day.
    date => FieldType::Date;
    /// A time as coarse as its source.
    coarse => FieldType::Coarse;
    /// A span of time.
    period => FieldType::Period;
    /// A time of day.
    time => FieldType::Time;
    /// Yes or no.
    flag => FieldType::Flag;
    /// An e-mail address.
    email => FieldType::Email;
    /// A web address.
    url => FieldType::Url;
    /// An organisation number.
    organisation_number => FieldType::OrganisationNumber;
    /// A file.
    file => FieldType::File;
}

/// A number with so many decimals.
#[must_use]
pub const fn number(name: &'static str, decimals: u8) -> Field {
    Field::new(name, FieldType::Number { decimals })
}

/// One entry of a list.
#[must_use]
pub const fn choice(name: &'static str, list: &'static ChoiceList) -> Field {
    Field::new(name, FieldType::Choice(list))
}

/// Any number of entries of a list or tree.
#[must_use]
pub const fn tags(name: &'static str, list: &'static ChoiceList) -> Field {
    choice(name, list).repeated()
}

/// A link to at most one record; `inverse` names it from the other side.
#[must_use]
pub const fn link(name: &'static str, to: &'static str, inverse: &'static str) -> Field {
    let mut field = Field::new(name, FieldType::Link);
    field.link = Some(LinkSpec { to, inverse, dated: false });
    field
}

/// A link to any number of records.
#[must_use]
pub const fn many(name: &'static str, to: &'static str, inverse: &'static str) -> Field {
    link(name, to, inverse).repeated()
}
