//! The cells of one row.

use std::fmt;

/// Texts of a row's cells, one behind the other, with where each ends.
///
/// A file of fifty thousand rows has a million cells; a text of its own for
/// each takes twice the room.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Cells {
    text: String,
    ends: Vec<u32>,
}

impl Cells {
    /// How many cells there are, empty ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no cell or nothing but space in any.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    fn begins(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }

    /// The text of a cell.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        self.text.get(self.begins(at)..end as usize)
    }

    /// All cells in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> + ExactSizeIterator {
        (0..self.len()).map(|at| self.get(at).unwrap_or_default())
    }

    /// Adds a cell behind the last.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    /// Writes a cell anew; those between the last and it become empty ones.
    pub fn set(&mut self, at: usize, text: &str) {
        if at >= self.len() {
            self.resize(at);
            return self.push(text);
        }
        let changed = self.iter().enumerate().map(|(of, old)| if of == at { text } else { old }).collect();
        *self = changed;
    }

    /// Adds empty cells, or takes cells away, until there are so many.
    pub fn resize(&mut self, count: usize) {
        let end = if count < self.len() { self.begins(count) } else { self.text.len() };
        self.text.truncate(end);
        self.ends.resize(count, u32::try_from(end).unwrap_or(u32::MAX));
    }

    /// Takes all cells away and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }
}

impl<S: AsRef<str>> FromIterator<S> for Cells {
    fn from_iter<I: IntoIterator<Item = S>>(texts: I) -> Self {
        let mut cells = Self::default();
        texts.into_iter().for_each(|text| cells.push(text.as_ref()));
        cells
    }
}

impl fmt::Debug for Cells {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cells_are_what_a_list_of_texts_would_be(
            steps in proptest::collection::vec((0_usize..6, "[ aå]{0,3}", 0..4_u8), 0..12)
        ) {
            let (mut cells, mut texts) = (Cells::default(), Vec::<String>::new());
            for (at, text, step) in steps {
                match step {
                    0 => {
                        cells.push(&text);
                        texts.push(text);
                    }
                    1 => {
                        cells.resize(at);
                        texts.resize(at, String::new());
                    }
                    _ => {
                        cells.set(at, &text);
                        if texts.len() <= at {
                            texts.resize(at + 1, String::new());
                        }
                        texts[at] = text;
                    }
                }
                prop_assert_eq!(cells.iter().collect::<Vec<_>>(), texts.iter().map(String::as_str).collect::<Vec<_>>());
                prop_assert_eq!(cells.get(at), texts.get(at).map(String::as_str));
                prop_assert_eq!(cells.is_empty(), texts.iter().all(|text| text.trim().is_empty()));
            }
        }
    }
}
