//! Personal values in the chain: only a salted hash stands there, value and
//! salt lie beside it and can be removed without breaking the chain.

use super::chain::hex;
use crate::record::{Audience, Delta, Kind};
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

/// What a personal field holds after it was erased.
pub const ERASED: &str = "@erased";

/// A personal value with the salt that hides it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// Hash that stands in the chain.
    pub hash: String,
    /// Random bytes, hexadecimal.
    pub salt: String,
    /// The value as JSON text.
    pub value: String,
}

impl Commitment {
    /// Binds a value with a salt of at least 128 random bits.
    #[must_use]
    pub fn new(value: &Json, salt: &[u8]) -> Self {
        let value = value.to_string();
        let salt = hex(salt);
        Self { hash: Self::hash(&salt, &value), salt, value }
    }

    /// The hash of a salt and a value.
    #[must_use]
    pub fn hash(salt: &str, value: &str) -> String {
        let mut hash = Sha256::new();
        hash.update((salt.len() as u64).to_le_bytes());
        hash.update(salt.as_bytes());
        hash.update(value.as_bytes());
        hex(&hash.finalize())
    }

    /// What stands in the chain instead of the value.
    #[must_use]
    pub fn stand_in(&self) -> Json {
        json!({ "personal": self.hash })
    }
}

/// The hash, where a JSON value stands in for a personal one.
#[must_use]
pub fn is_commitment(json: &Json) -> Option<&str> {
    let object = json.as_object()?;
    if object.len() == 1 { object.get("personal")?.as_str() } else { None }
}

/// Replaces the personal values of a change by stand-ins. `known` gives the
/// commitment under which a value before already stands in the chain.
#[must_use]
pub fn commit_personal(
    kind: &Kind,
    delta: Delta,
    mut salt: impl FnMut() -> [u8; 16],
    known: impl Fn(&str) -> Option<String>,
) -> (Delta, Vec<(String, Commitment)>) {
    let mut made = Vec::new();
    let delta = delta.into_iter().map(|(name, (before, after))| {
        if kind.get(&name).is_none_or(|field| field.audience != Audience::Personal) {
            return (name, (before, after));
        }
        let before = before.map(|value| match known(&name) {
            Some(hash) => json!({ "personal": hash }),
            None => value,
        });
        let after = after.map(|value| {
            let commitment = Commitment::new(&value, &salt());
            let stand_in = commitment.stand_in();
            made.push((name.clone(), commitment));
            stand_in
        });
        (name, (before, after))
    });
    let delta = delta.collect();
    (delta, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_value_looks_different_each_time() {
        let value = json!(["Kim Ek"]);
        let (first, second) = (Commitment::new(&value, &[1; 16]), Commitment::new(&value, &[2; 16]));
        assert_ne!(first.hash, second.hash);
        assert_eq!(Commitment::hash(&first.salt, &first.value), first.hash);
        assert_eq!(is_commitment(&first.stand_in()), Some(first.hash.as_str()));
        assert!(!first.stand_in().to_string().contains("Kim"));
    }
}
