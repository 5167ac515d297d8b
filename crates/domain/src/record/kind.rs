//! A kind: one register, declared once.

use super::field::{Field, FieldType, choice, date, file, long_text, text};
use super::reach::Reach;
use super::state::StateMachine;
use super::{Audience, ChoiceList, Visibility, entry};

/// How sure a fact is; kept as the sources give it.
pub static CERTAINTY: ChoiceList = ChoiceList {
    name: "certainty",
    version: "1",
    source: "data/README.md: origin and certainty of the sources' facts",
    entries: &[
        entry("stated"),
        entry("public"),
        entry("inferred"),
        entry("uncertain"),
        entry("lost"),
        entry("illustrative"),
    ],
};

/// Language of a record's own texts.
pub static LANGUAGE: ChoiceList =
    ChoiceList { name: "language", version: "1", source: "BCP 47", entries: &[entry("sv"), entry("nb"), entry("en")] };

/// Which item of the main navigation a kind belongs to (ux.md, section E).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Initiatives and what they reach.
    Initiatives,
    /// Goals and plans.
    Plan,
    /// Meetings and the year.
    Meetings,
    /// Terms and guides.
    Knowledge,
    /// Who we are.
    Organisations,
}

/// A filter on the years during which a record lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lasts {
    /// Of the filter.
    pub name: &'static str,
    /// Field of when it begins.
    pub from: &'static str,
    /// Field of when it ends; what is under way without one goes on.
    pub until: &'static str,
}

/// Who adds parts to a record, besides those who may change it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartBy {
    /// Nobody.
    Keepers,
    /// Who writes for an organisation that takes part in it.
    Participants,
}

/// A register: its fields, links, states and how it is shown.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Singular English noun; in addresses, commands, code and translations.
    pub name: &'static str,
    /// Place in the navigation.
    pub section: Section,
    /// All fields and links, in the order of form and page.
    pub fields: Vec<Field>,
    /// States, where the kind has any.
    pub states: Option<StateMachine>,
    /// Columns that a list shows until the reader chooses others.
    pub columns: Vec<&'static str>,
    /// Column that a list is sorted by first; a leading `-` is descending.
    pub sort: &'static str,
    /// Visibility of a new record.
    pub visibility: Visibility,
    /// Link that leads to the cooperation the record belongs to, at once or
    /// through the record that it leads to.
    pub within: Option<&'static str>,
    /// Link to the cooperation whose side alone makes such a record, or
    /// changes what makes it count.
    pub admitted_by: Option<&'static str>,
    /// Who makes such a record, and what of it is for the cooperation's side alone.
    pub given: Option<Given>,
    /// Link to the record that it is a part of, and who adds parts to that.
    pub part: Option<(&'static str, PartBy)>,
    /// Link to the organisation that speaks in it.
    pub spoken_by: Option<&'static str>,
    /// Fields of whose values together there is one record at most; the first is a link.
    pub once_per: &'static [&'static str],
    /// The filter on years during which it lasts.
    pub lasts: Option<Lasts>,
    /// Fields whose values make the title, when no single field does.
    pub title_from: Vec<&'static str>,
    /// RDF class, prefixed.
    pub rdf: Option<&'static str>,
    /// A record that comes into this state asks something of all members of its cooperation.
    pub asks_members_in: Option<&'static str>,
    /// Link to an organisation that is asked something by a new record.
    pub asks: Option<&'static str>,
    /// Shown in the navigation; the others are reached from the record that they belong to.
    pub in_menu: bool,
    /// The operator makes and changes those that nobody owns.
    pub by_operator: bool,
    /// Months after which a record without a date of review is to be looked at.
    pub reviewed_every: Option<i64>,
    /// Filters on what lies further off than one link.
    pub reaches: &'static [Reach],
}

/// Whose such a record is to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    /// Link to the organisation that gives it.
    pub link: &'static str,
    /// States that are the cooperation's side's to bring about.
    pub kept: &'static [&'static str],
}

impl Kind {
    /// A kind with the fields that all kinds have: language, source, how
    /// certain, note, files.
    #[must_use]
    pub fn new(name: &'static str, section: Section) -> Self {
        Self {
            name,
            section,
            fields: vec![
                choice("language", &LANGUAGE).section("source").common(),
                text("source").section("source").filterable().common(),
                choice("certainty", &CERTAINTY).section("source").filterable().common(),
                date("checked").section("source").filterable().common(),
                date("review_by").section("source").filterable().common(),
                long_text("note").section("source").searched(1).common(),
                file("files").repeated().section("files").internal().common(),
            ],
            states: None,
            columns: Vec::new(),
            sort: "title",
            visibility: Visibility::Private,
            within: None,
            admitted_by: None,
            given: None,
            part: None,
            spoken_by: None,
            once_per: &[],
            lasts: None,
            title_from: Vec::new(),
            rdf: None,
            asks_members_in: None,
            asks: None,
            in_menu: true,
            by_operator: false,
            reviewed_every: None,
            reaches: &[],
        }
    }

    /// Adds a field, before those that all kinds have. Where any field is
    /// about a person, so are its files.
    #[must_use]
    pub fn field(mut self, field: Field) -> Self {
        if field.audience == Audience::Personal {
            for own in self.fields.iter_mut().filter(|own| own.of == FieldType::File) {
                own.audience = Audience::Personal;
            }
        }
        let at = self.fields.iter().position(|f| f.common).unwrap_or(self.fields.len());
        self.fields.insert(at, field);
        self
    }

    /// Gives it states.
    #[must_use]
    pub fn states(mut self, states: StateMachine) -> Self {
        self.states = Some(states);
        self
    }

    /// The columns of its list.
    #[must_use]
    pub fn list(mut self, columns: &[&'static str]) -> Self {
        self.columns = columns.to_vec();
        self
    }

    /// The order of its list.
    #[must_use]
    pub const fn sorted_by(mut self, column: &'static str) -> Self {
        self.sort = column;
        self
    }

    /// New records are public.
    #[must_use]
    pub const fn starts_public(self) -> Self {
        self.starts(Visibility::Public)
    }

    /// Who sees a new record until somebody says otherwise.
    #[must_use]
    pub const fn starts(mut self, visibility: Visibility) -> Self {
        self.visibility = visibility;
        self
    }

    /// The link that leads to its cooperation.
    #[must_use]
    pub const fn within(mut self, link: &'static str) -> Self {
        self.within = Some(link);
        self
    }

    /// Only the cooperation's coordinator, or who writes for its owner, makes
    /// such a record, whoever owns it.
    #[must_use]
    pub const fn admitted_by(mut self, link: &'static str) -> Self {
        self.admitted_by = Some(link);
        self
    }

    /// Such a record is made by who writes for the organisation that the link
    /// leads to, or by the cooperation's side, which alone brings it into
    /// these states and changes it there.
    #[must_use]
    pub const fn given_by(mut self, link: &'static str, kept: &'static [&'static str]) -> Self {
        self.given = Some(Given { link, kept });
        self
    }

    /// Such a record is a part of the one that the link leads to: it is made,
    /// changed and moved by who may change that one, or, by `Participants`,
    /// writes for an organisation that takes part in it.
    #[must_use]
    pub const fn part_of(mut self, link: &'static str, by: PartBy) -> Self {
        self.part = Some((link, by));
        self
    }

    /// In it an organisation speaks for itself: of a part that this link says
    /// is its own, who writes for that organisation may do the same, and who
    /// merely takes part may not.
    #[must_use]
    pub const fn spoken_by(mut self, link: &'static str) -> Self {
        self.spoken_by = Some(link);
        self
    }

    /// Its list can be filtered by the years from one field's time to another's.
    #[must_use]
    pub const fn lasts(mut self, name: &'static str, from: &'static str, until: &'static str) -> Self {
        self.lasts = Some(Lasts { name, from, until });
        self
    }

    /// There is one such record for these values.
    #[must_use]
    pub const fn once_per(mut self, fields: &'static [&'static str]) -> Self {
        self.once_per = fields;
        self
    }

    /// The title is put together from these fields.
    #[must_use]
    pub fn titled_from(mut self, fields: &[&'static str]) -> Self {
        self.title_from = fields.to_vec();
        self
    }

    /// Told to other systems as this RDF class.
    #[must_use]
    pub const fn rdf(mut self, class: &'static str) -> Self {
        self.rdf = Some(class);
        self
    }

    /// Who writes for a member of its cooperation is told when it comes into this state.
    #[must_use]
    pub const fn asks_members_in(mut self, state: &'static str) -> Self {
        self.asks_members_in = Some(state);
        self
    }

    /// Who writes for the organisation that this link names is told of a new one.
    #[must_use]
    pub const fn asks(mut self, link: &'static str) -> Self {
        self.asks = Some(link);
        self
    }

    /// What all installations need: the operator keeps those that nobody owns.
    #[must_use]
    pub const fn by_operator(mut self) -> Self {
        self.by_operator = true;
        self
    }

    /// Reached only from the records that it belongs to.
    #[must_use]
    pub const fn not_in_menu(mut self) -> Self {
        self.in_menu = false;
        self
    }

    /// Its records are looked at again after so many months, unless one says
    /// otherwise.
    #[must_use]
    pub const fn reviewed_every(mut self, months: i64) -> Self {
        self.reviewed_every = Some(months);
        self
    }

    /// Is filtered on what it reaches by more than one link.
    #[must_use]
    pub const fn reaches(mut self, reaches: &'static [Reach]) -> Self {
        self.reaches = reaches;
        self
    }

    /// The filter with this name on what lies further off.
    #[must_use]
    pub fn reach(&self, name: &str) -> Option<&'static Reach> {
        self.reaches.iter().find(|reach| reach.name == name)
    }

    /// Whether its list can be filtered on entries of this.
    #[must_use]
    pub fn is_filter(&self, name: &str) -> bool {
        self.get(name).is_some_and(|field| field.filterable)
            || self.reach(name).is_some()
            || self.lasts.is_some_and(|lasts| lasts.name == name)
            || matches!(name, "visibility" | "owner")
            || (name == "state" && self.states.is_some())
    }

    /// The field with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// Fields that are links.
    pub fn links(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.of == FieldType::Link)
    }

    /// The field that names the record.
    #[must_use]
    pub fn title_field(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.title)
    }

    /// Key of a field's label in the translations.
    #[must_use]
    pub fn label_key(&self, field: &Field) -> String {
        if field.common { format!("common-{}", field.name) } else { format!("{}-{}", self.name, field.name) }
    }

    /// Whether any of its fields is about a person.
    #[must_use]
    pub fn is_personal(&self) -> bool {
        self.fields.iter().any(|field| field.audience == Audience::Personal)
    }
}
