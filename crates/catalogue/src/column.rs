//! Values of single-valued fields, for sorting, sums and ranges.

use samverk_domain::record::Kind;
use std::collections::HashMap;
use std::sync::Arc;

/// Stands for the state where a column is asked for by number.
const STATE_COLUMN: u16 = u16::MAX;

/// The number of a column of a kind.
pub(crate) fn column_no(kind: &Kind, name: &str) -> Option<u16> {
    if name == "state" {
        return Some(STATE_COLUMN);
    }
    kind.fields.iter().position(|field| field.name == name).and_then(|at| u16::try_from(at).ok())
}

/// The value in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Number of a text in [`Texts`].
    Text(u32),
    Number(i64),
    /// Units, and the number of the currency's code in [`Texts`].
    Money(i64, u32),
    /// First and last day.
    Days(i32, i32),
    /// Number of a record.
    Doc(u32),
}

#[derive(Debug, Clone, Copy)]
enum Tag {
    Text,
    Number,
    Money,
    Days,
    Doc,
}

/// A column's number and value in sixteen bytes: a record has a dozen of
/// them, and as a pair they would take half as much again.
#[derive(Debug, Clone, Copy)]
struct Packed {
    units: i64,
    more: u32,
    no: u16,
    tag: Tag,
}

impl Packed {
    fn new(no: u16, column: Column) -> Self {
        let (tag, units, more) = match column {
            Column::Text(text) => (Tag::Text, 0, text),
            Column::Number(units) => (Tag::Number, units, 0),
            Column::Money(units, currency) => (Tag::Money, units, currency),
            Column::Days(first, last) => (Tag::Days, i64::from(first), last.cast_unsigned()),
            Column::Doc(doc) => (Tag::Doc, 0, doc),
        };
        Self { units, more, no, tag }
    }

    fn column(self) -> Column {
        match self.tag {
            Tag::Text => Column::Text(self.more),
            Tag::Number => Column::Number(self.units),
            Tag::Money => Column::Money(self.units, self.more),
            Tag::Days => Column::Days(i32::try_from(self.units).unwrap_or(i32::MIN), self.more.cast_signed()),
            Tag::Doc => Column::Doc(self.more),
        }
    }
}

/// The columns of one record.
#[derive(Debug, Clone, Default)]
pub(crate) struct Columns(Box<[Packed]>);

impl Columns {
    /// The value in the column with this number.
    pub(crate) fn get(&self, no: u16) -> Option<Column> {
        self.0.iter().find(|packed| packed.no == no).map(|packed| packed.column())
    }
}

impl FromIterator<(u16, Column)> for Columns {
    fn from_iter<I: IntoIterator<Item = (u16, Column)>>(columns: I) -> Self {
        Self(columns.into_iter().map(|(no, column)| Packed::new(no, column)).collect())
    }
}

/// One copy of each text with its number, since sources, codes and phrases
/// repeat.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    all: Vec<Arc<str>>,
    numbers: HashMap<Arc<str>, u32>,
}

impl Texts {
    /// The number of a text, given when it is first met.
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(no) = self.numbers.get(text) {
            return *no;
        }
        let no = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        let text: Arc<str> = text.into();
        self.all.push(Arc::clone(&text));
        self.numbers.insert(text, no);
        no
    }

    /// The one copy of a text.
    pub(crate) fn shared(&mut self, text: &str) -> Arc<str> {
        let no = self.number(text);
        self.all.get(no as usize).map_or_else(|| text.into(), Arc::clone)
    }

    /// The text with a number.
    pub(crate) fn get(&self, no: u32) -> &str {
        self.all.get(no as usize).map_or("", |text| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn column() -> impl Strategy<Value = Column> {
        prop_oneof![
            any::<u32>().prop_map(Column::Text),
            any::<i64>().prop_map(Column::Number),
            any::<(i64, u32)>().prop_map(|(units, currency)| Column::Money(units, currency)),
            any::<(i32, i32)>().prop_map(|(first, last)| Column::Days(first, last)),
            any::<u32>().prop_map(Column::Doc),
        ]
    }

    proptest! {
        #[test]
        fn a_column_comes_back_as_it_was(no in any::<u16>(), column in column()) {
            let columns = Columns::from_iter([(no, column)]);
            prop_assert_eq!(columns.get(no), Some(column));
            prop_assert_eq!(columns.get(no.wrapping_add(1)), None);
        }
    }

    #[test]
    fn a_text_has_one_number() {
        assert_eq!(size_of::<Packed>(), 16);
        let mut texts = Texts::default();
        let (first, second) = (texts.number("idea"), texts.number("started"));
        assert_eq!(texts.number("idea"), first);
        assert_eq!((texts.get(first), texts.get(second)), ("idea", "started"));
        assert_eq!(&*texts.shared("started"), "started");
    }
}
