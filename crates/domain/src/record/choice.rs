//! Versioned lists to choose from, flat or as a tree.

/// One entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Stable code, also in spreadsheets and addresses.
    pub code: &'static str,
    /// The entry above it in a tree.
    pub parent: Option<&'static str>,
}

/// A list with its version and where it comes from. Labels live in the
/// translations as `choice-{list}-{code}`.
#[derive(Debug, PartialEq, Eq)]
pub struct ChoiceList {
    /// Name, unique among lists.
    pub name: &'static str,
    /// Changes when an entry is added, renamed or withdrawn.
    pub version: &'static str,
    /// Requirement row, law or publication.
    pub source: &'static str,
    /// In the order in which people read them.
    pub entries: &'static [Choice],
}

/// A flat entry.
#[must_use]
pub const fn entry(code: &'static str) -> Choice {
    Choice { code, parent: None }
}

/// An entry below another.
#[must_use]
pub const fn below(parent: &'static str, code: &'static str) -> Choice {
    Choice { code, parent: Some(parent) }
}

impl ChoiceList {
    /// The entry with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Choice> {
        self.entries.iter().find(|entry| entry.code == code)
    }

    /// The code and all codes above it, nearest first, so that a filter on
    /// an area finds what is tagged with one below it.
    #[must_use]
    pub fn with_parents(&self, code: &str) -> Vec<&'static str> {
        let mut chain = Vec::new();
        let mut next = self.get(code);
        while let Some(found) = next {
            if chain.contains(&found.code) {
                break;
            }
            chain.push(found.code);
            next = found.parent.and_then(|parent| self.get(parent));
        }
        chain
    }

    /// How deep an entry lies; 0 at the top.
    #[must_use]
    pub fn depth(&self, code: &str) -> usize {
        self.with_parents(code).len().saturating_sub(1)
    }
}
