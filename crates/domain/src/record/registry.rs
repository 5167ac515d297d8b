//! All kinds together, checked once.

use super::{ChoiceList, FieldType, Kind, Reach, Step};
use std::collections::BTreeMap;

/// The declared kinds. Made once at start; an installation's own fields are added to it.
#[derive(Debug, Clone)]
pub struct Registry {
    kinds: Vec<Kind>,
    by_name: BTreeMap<&'static str, usize>,
}

/// A fault in a declaration; the program does not start with one.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("the declaration of {kind}: {fault}")]
pub struct DeclarationError {
    /// The kind at fault.
    pub kind: String,
    /// What is wrong.
    pub fault: String,
}

/// Columns that every list has beside its fields.
pub const META_COLUMNS: [&str; 6] = ["title", "key", "state", "visibility", "owner", "changed"];

impl Registry {
    /// Takes the kinds and checks that they fit together.
    ///
    /// # Errors
    /// The first fault found.
    pub fn new(kinds: Vec<Kind>) -> Result<Self, DeclarationError> {
        let by_name: BTreeMap<_, _> = kinds.iter().enumerate().map(|(at, kind)| (kind.name, at)).collect();
        let registry = Self { kinds, by_name };
        for kind in &registry.kinds {
            registry.check(kind).map_err(|fault| DeclarationError { kind: kind.name.to_owned(), fault })?;
        }
        if registry.by_name.len() != registry.kinds.len() {
            return Err(DeclarationError { kind: "registry".to_owned(), fault: "two kinds have one name".to_owned() });
        }
        Ok(registry)
    }

    fn check(&self, kind: &Kind) -> Result<(), String> {
        let known = |name: &str| kind.get(name).is_some() || META_COLUMNS.contains(&name);
        for (at, field) in kind.fields.iter().enumerate() {
            if kind.fields.iter().take(at).any(|other| other.name == field.name) || META_COLUMNS.contains(&field.name) {
                return Err(format!("the name {} is taken", field.name));
            }
            if let Some(spec) = field.link {
                let target = self.get(spec.to).ok_or_else(|| format!("{} leads to no kind", field.name))?;
                let taken =
                    self.inverses(target.name).filter(|(_, f)| f.link.is_some_and(|l| l.inverse == spec.inverse));
                if taken.count() != 1 {
                    return Err(format!("the inverse {} is used twice", spec.inverse));
                }
            }
        }
        if let Some(column) = kind.columns.iter().find(|column| !known(column)) {
            return Err(format!("the list column {column} is no field"));
        }
        if !known(kind.sort.trim_start_matches('-')) {
            return Err(format!("the sort column {} is no field", kind.sort));
        }
        if kind.title_field().is_none() && kind.title_from.is_empty() {
            return Err("it has no title".to_owned());
        }
        if let Some(name) = kind.title_from.iter().chain(&kind.within).find(|name| kind.get(name).is_none()) {
            return Err(format!("{name} is no field"));
        }
        let has = |code: &str| kind.states.as_ref().is_some_and(|states| states.get(code).is_some());
        if kind.asks_members_in.is_some_and(|code| kind.within.is_none() || !has(code)) {
            return Err("it asks members of no cooperation, or in no state".to_owned());
        }
        let is_organisation = |name: &str| {
            let link = kind.get(name).and_then(|field| field.link.as_ref());
            link.is_some_and(|link| link.to == "organisation")
        };
        if kind.asks.is_some_and(|name| !is_organisation(name)) {
            return Err("it asks what is no organisation".to_owned());
        }
        for reach in kind.reaches {
            self.check_reach(kind, reach)?;
        }
        let Some(states) = &kind.states else { return Ok(()) };
        if let Some(code) = states.unreachable().first() {
            return Err(format!("the state {code} cannot be reached"));
        }
        let needed = states.states.iter().flat_map(|state| state.requires.iter().chain(&state.expects));
        match needed.clone().find(|name| kind.get(name).is_none()) {
            Some(name) => Err(format!("a state needs {name}, which is no field")),
            None => Ok(()),
        }
    }

    fn check_reach(&self, kind: &Kind, reach: &Reach) -> Result<(), String> {
        let bad = |what: &str| Err(format!("the filter {} {what}", reach.name));
        if META_COLUMNS.contains(&reach.name) {
            return bad("has a taken name");
        }
        let ends: Vec<_> = reach.paths.iter().map(|path| self.end_of(kind, path).map(|kind| kind.name)).collect();
        let Some(Some(end)) = ends.first() else { return bad("leads nowhere") };
        if ends.iter().any(|other| *other != Some(*end)) {
            return bad("leads to unlike records");
        }
        let list = |kind: Option<&Kind>, field: &str| match kind.and_then(|kind| kind.get(field)).map(|field| field.of)
        {
            Some(FieldType::Choice(list)) => Some(list.name),
            _ => None,
        };
        let own_list = list(Some(kind), reach.name);
        match (reach.entry_of, kind.get(reach.name).map(|field| field.link.map(|spec| spec.to))) {
            (Some(field), Some(None)) if own_list.is_some() && own_list == list(self.get(end), field) => Ok(()),
            (Some(field), None) if self.get(end).is_some_and(|kind| kind.get(field).is_some()) => Ok(()),
            (None, None) => Ok(()),
            (None, Some(to)) if to == Some(*end) => Ok(()),
            _ => bad("does not fit the fields"),
        }
    }

    /// The kind at the end of a way; none where a step is none.
    #[must_use]
    pub fn end_of(&self, from: &Kind, path: &[Step]) -> Option<&Kind> {
        path.iter().try_fold(self.get(from.name)?, |at, step| match step {
            Step::To(field) => self.get(at.get(field)?.link?.to),
            Step::From(kind, field) => {
                let kind = self.get(kind)?;
                (kind.get(field)?.link?.to == at.name).then_some(kind)
            }
        })
    }

    /// What the entries of a filter are: records of this kind, where they are
    /// records.
    #[must_use]
    pub fn filter_target(&self, kind: &Kind, name: &str) -> Option<&'static str> {
        match kind.reach(name) {
            Some(reach) if reach.entry_of.is_some() => None,
            Some(reach) => self.end_of(kind, reach.paths.first()?).map(|kind| kind.name),
            None if name == "owner" => Some("organisation"),
            None => kind.get(name)?.link.map(|spec| spec.to),
        }
    }

    /// The list that the entries of a filter are of, where they are codes.
    #[must_use]
    pub fn filter_list(&self, kind: &Kind, name: &str) -> Option<&'static ChoiceList> {
        let field = match kind.reach(name) {
            Some(reach) => self.end_of(kind, reach.paths.first()?)?.get(reach.entry_of?)?,
            None => kind.get(name)?,
        };
        match field.of {
            FieldType::Choice(list) => Some(list),
            _ => None,
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Kind> {
        self.by_name.get(name).and_then(|at| self.kinds.get(*at))
    }

    /// Position of a kind, stable while the program runs.
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// All kinds, in the order of their declaration.
    #[must_use]
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// Every link that leads to a kind: the kind that declares it, and the field.
    pub fn inverses<'a>(&'a self, target: &'a str) -> impl Iterator<Item = (&'a Kind, &'a super::Field)> {
        self.kinds.iter().flat_map(move |kind| {
            let links = kind.fields.iter().filter(|field| field.of == FieldType::Link);
            links.filter(move |field| field.link.is_some_and(|spec| spec.to == target)).map(move |field| (kind, field))
        })
    }

    /// The order in which kinds can be loaded so that links find their target;
    /// a kind that leads to itself or back again comes where it is first met.
    #[must_use]
    pub fn load_order(&self) -> Vec<&Kind> {
        fn visit<'a>(registry: &'a Registry, kind: &'a Kind, done: &mut Vec<&'a Kind>, open: &mut Vec<&'a str>) {
            if open.contains(&kind.name) || done.iter().any(|d| d.name == kind.name) {
                return;
            }
            open.push(kind.name);
            for target in kind.links().filter_map(|field| field.link).filter_map(|spec| registry.get(spec.to)) {
                visit(registry, target, done, open);
            }
            open.pop();
            done.push(kind);
        }
        let mut done = Vec::new();
        for kind in &self.kinds {
            visit(self, kind, &mut done, &mut Vec::new());
        }
        done
    }
}
