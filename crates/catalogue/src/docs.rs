//! A set of records that is most often empty or one.

use roaring::RoaringBitmap;

/// Numbers of records. Most words stand in one record only, as the number in
/// its key; a bitmap for each of them takes ten times the room.
#[derive(Debug, Default)]
pub(crate) enum DocSet {
    #[default]
    None,
    One(u32),
    Many(Box<RoaringBitmap>),
}

impl DocSet {
    pub(crate) fn insert(&mut self, doc_no: u32) {
        match self {
            Self::None => *self = Self::One(doc_no),
            Self::One(known) if *known == doc_no => {}
            Self::One(known) => *self = Self::Many(Box::new(RoaringBitmap::from_iter([*known, doc_no]))),
            Self::Many(docs) => drop(docs.insert(doc_no)),
        }
    }

    pub(crate) fn remove(&mut self, doc_no: u32) {
        match self {
            Self::One(known) if *known == doc_no => *self = Self::None,
            Self::Many(docs) => drop(docs.remove(doc_no)),
            _ => {}
        }
    }

    /// Adds them to a set.
    pub(crate) fn add_to(&self, set: &mut RoaringBitmap) {
        match self {
            Self::None => {}
            Self::One(known) => drop(set.insert(*known)),
            Self::Many(docs) => *set |= &**docs,
        }
    }

    /// Adds those that are also in another set.
    pub(crate) fn add_within(&self, set: &mut RoaringBitmap, within: &RoaringBitmap) {
        match self {
            Self::None => {}
            Self::One(known) if within.contains(*known) => drop(set.insert(*known)),
            Self::One(_) => {}
            Self::Many(docs) => *set |= &**docs & within,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_a_set(steps in proptest::collection::vec((any::<bool>(), 0..4_u32), 0..20)) {
            let (mut set, mut expected) = (DocSet::default(), RoaringBitmap::new());
            for (adds, no) in steps {
                if adds {
                    set.insert(no);
                    expected.insert(no);
                } else {
                    set.remove(no);
                    expected.remove(no);
                }
                let (mut all, mut some) = (RoaringBitmap::new(), RoaringBitmap::new());
                set.add_to(&mut all);
                prop_assert_eq!(&all, &expected);
                let within = RoaringBitmap::from_iter([1, 3]);
                set.add_within(&mut some, &within);
                prop_assert_eq!(some, &expected & &within);
            }
        }
    }
}
