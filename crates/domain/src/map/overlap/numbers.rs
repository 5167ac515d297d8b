//! Numbers by key, where the key itself lies with what the number stands for:
//! a map would hold it once more, and there are tens of thousands.

use hashbrown::HashTable;
use std::hash::{BuildHasher as _, Hash, RandomState};

/// Numbers of what lies elsewhere.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    table: HashTable<u32>,
    state: RandomState,
}

impl Numbers {
    /// The number of a key, by asking of each that may be it.
    pub(super) fn find<K: Hash + ?Sized>(&self, key: &K, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        self.table.find(self.state.hash_one(key), |no| is_it(*no)).copied()
    }

    /// Adds a number that is not there; `key_of` tells the key of each.
    pub(super) fn add<'a, K: Hash + ?Sized + 'a>(&mut self, key: &K, no: u32, key_of: impl Fn(u32) -> Option<&'a K>) {
        let state = &self.state;
        self.table.insert_unique(state.hash_one(key), no, |no| key_of(*no).map_or(0, |key| state.hash_one(key)));
    }

    /// Takes the number of a key out, by asking of each that may be it.
    pub(super) fn remove<K: Hash + ?Sized>(&mut self, key: &K, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let found = self.table.find_entry(self.state.hash_one(key), |no| is_it(*no));
        found.ok().map(|entry| entry.remove().0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_by_its_number_however_many_there_are() {
        let all: Vec<String> = (0..1_000).map(|no| format!("t{no}")).collect();
        let text_of = |no: u32| all.get(no as usize).map(String::as_str);
        let mut numbers = Numbers::default();
        for (no, text) in (0..).zip(&all) {
            assert_eq!(numbers.find(text.as_str(), |no| text_of(no) == Some(text)), None);
            numbers.add(text.as_str(), no, text_of);
        }
        for (no, text) in (0..).zip(&all) {
            assert_eq!(numbers.find(text.as_str(), |no| text_of(no) == Some(text)), Some(no));
        }
        assert_eq!(numbers.find("t1000", |no| text_of(no) == Some("t1000")), None);
        assert_eq!(numbers.remove("t7", |no| text_of(no) == Some("t7")), Some(7));
        assert_eq!(numbers.find("t7", |no| text_of(no) == Some("t7")), None);
    }
}
