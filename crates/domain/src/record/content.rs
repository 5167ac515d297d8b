//! The values of one record.

use super::Value;

/// Values of a record by field name; an absent name is an empty field.
///
/// A list in the order of the names, since a record has a dozen of them and
/// an import holds fifty thousand records: a map takes twice the room.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Content(Vec<(&'static str, Values)>);

/// The values of one field. Most fields have one value, which then needs no
/// place of its own beside the list.
#[derive(Debug, Clone)]
enum Values {
    One(Value),
    Many(Vec<Value>),
}

impl Values {
    fn new(mut values: Vec<Value>) -> Self {
        if values.len() == 1
            && let Some(one) = values.pop()
        {
            return Self::One(one);
        }
        values.shrink_to_fit();
        Self::Many(values)
    }

    fn as_slice(&self) -> &[Value] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }

    fn into_vec(self) -> Vec<Value> {
        match self {
            Self::One(value) => vec![value],
            Self::Many(values) => values,
        }
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        self.as_slice() == other.as_slice()
    }
}

impl Eq for Values {}

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
    pub fn set(&mut self, name: &'static str, values: Vec<Value>) {
        match (self.place(name), values.is_empty()) {
            (Ok(at), true) => drop(self.0.remove(at)),
            (Err(_), true) => {}
            (Ok(at), false) => {
                if let Some((_, known)) = self.0.get_mut(at) {
                    *known = Values::new(values);
                }
            }
            (Err(at), false) => self.0.insert(at, (name, Values::new(values))),
        }
    }

    /// Gives room back that was taken for more fields than came.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Fields and their values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &[Value])> {
        self.0.iter().map(|(name, values)| (*name, values.as_slice()))
    }

    /// Keeps the values for which this holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&'static str, &Value) -> bool) {
        self.0.retain_mut(|(name, values)| match values {
            Values::One(value) => keep(name, value),
            Values::Many(values) => {
                values.retain(|value| keep(name, value));
                !values.is_empty()
            }
        });
    }

    /// Lets each field's values be changed. A field that keeps none is cleared.
    pub fn edit(&mut self, mut each: impl FnMut(&'static str, &mut Vec<Value>)) {
        let known = std::mem::take(&mut self.0);
        self.0 = known
            .into_iter()
            .filter_map(|(name, values)| {
                let mut values = values.into_vec();
                each(name, &mut values);
                (!values.is_empty()).then(|| (name, Values::new(values)))
            })
            .collect();
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
        content.retain(|name, _| name != "place");
        content.edit(|_, values| values.push(Value::Flag(false)));
        assert_eq!(content.get("name"), Some(&[Value::Flag(true), Value::Flag(false)][..]));
        content.retain(|_, value| *value == Value::Flag(true));
        assert_eq!(content.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["name"]);
        assert_eq!(content.get("end"), None);
    }
}
