//! The values of one record.

use super::Value;

/// Values of a record by field name; an absent name is an empty field.
///
/// A list in the order of the names, since a record has a dozen of them and
/// an import holds fifty thousand records: a map takes twice the room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content(Vec<(&'static str, Vec<Value>)>);

impl Content {
    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(name))
    }

    /// The values of a field; none for one that is empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&[Value]> {
        let at = self.place(name).ok()?;
        self.0.get(at).map(|(_, values)| values.as_slice())
    }

    /// Sets the values of a field; an empty list clears it.
    pub fn set(&mut self, name: &'static str, mut values: Vec<Value>) {
        values.shrink_to_fit();
        match (self.place(name), values.is_empty()) {
            (Ok(at), true) => drop(self.0.remove(at)),
            (Err(_), true) => {}
            (Ok(at), false) => {
                if let Some((_, known)) = self.0.get_mut(at) {
                    *known = values;
                }
            }
            (Err(at), false) => self.0.insert(at, (name, values)),
        }
    }

    /// Fields and their values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[Value])> {
        self.0.iter().map(|(name, values)| (*name, values.as_slice()))
    }

    /// Lets each field's values be changed. A field that keeps none is cleared.
    pub fn edit(&mut self, mut each: impl FnMut(&'static str, &mut Vec<Value>)) {
        self.0.retain_mut(|(name, values)| {
            each(name, values);
            !values.is_empty()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_name_whatever_the_order_they_came_in() {
        let mut content = Content::default();
        for name in ["place", "name", "end"] {
            content.set(name, vec![Value::Text(name.to_owned())]);
        }
        content.set("name", vec![Value::Flag(true)]);
        content.set("absent", Vec::new());
        assert_eq!(content.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["end", "name", "place"]);
        assert_eq!(content.get("name"), Some(&[Value::Flag(true)][..]));
        content.set("end", Vec::new());
        content.edit(|name, values| values.retain(|_| name != "place"));
        assert_eq!(content.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["name"]);
        assert_eq!(content.get("end"), None);
    }
}
