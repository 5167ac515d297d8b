//! Filters on what lies further off than one link.

/// One step from records to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Along a link of the record.
    To(&'static str),
    /// To the records of a kind that lead here by a link of theirs.
    From(&'static str, &'static str),
}

/// A filter of a register on what its records reach by one path or another.
/// Where it has the name of a link of the kind, it stands in for the filter
/// on that link; where it has that of a choice, a record with an entry of its
/// own has that one, and others have what they reach. Its label is that of a field, `{kind}-{name}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Name of the filter.
    pub name: &'static str,
    /// Ways to what it is about; all end at the same kind.
    pub paths: &'static [&'static [Step]],
    /// The field of what is reached whose entries are asked for; without it
    /// the record itself is.
    pub entry_of: Option<&'static str>,
}
