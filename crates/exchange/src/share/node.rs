//! JSON as it is written: order kept, names that stand twice found.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A value.
pub(super) enum Node {
    Null,
    Flag,
    /// As digits; a number with a fraction is written the shortest way.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

/// Digits of a decimal that a 64-bit binary fraction keeps (IEEE 754).
const EXACT_DIGITS: usize = 15;

/// Line and column of the first number that has more digits than are kept of
/// it, so that it would become another: it can be written as a text.
pub(super) fn inexact(json: &[u8]) -> Option<(usize, usize)> {
    let (mut line, mut column, mut at) = (1, 0, 0);
    while let Some(byte) = json.get(at) {
        column += 1;
        match byte {
            b'\n' => (line, column) = (line + 1, 0),
            b'"' => {
                let begin = at;
                at += 1;
                while json.get(at).is_some_and(|byte| *byte != b'"') {
                    at += if json.get(at) == Some(&b'\\') { 2 } else { 1 };
                }
                column += at - begin;
            }
            b'0'..=b'9' | b'-' => {
                let rest = json.get(at..).unwrap_or_default();
                let length = rest.iter().take_while(|byte| b"0123456789+-.eE".contains(byte)).count();
                let number = rest.get(..length).unwrap_or_default();
                let digits =
                    number.iter().take_while(|byte| !b"eE".contains(byte)).filter(|byte| byte.is_ascii_digit());
                let significant = digits.skip_while(|byte| **byte == b'0').count();
                if significant > EXACT_DIGITS && number.iter().any(|byte| b".eE".contains(byte)) {
                    return Some((line, column));
                }
                (at, column) = (at + length - 1, column + length - 1);
            }
            _ => {}
        }
        at += 1;
    }
    None
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Node;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Node, E> {
        Ok(Node::Flag)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Node::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(one) = from.next_element()? {
            list.push(one);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(pair) = from.next_entry()? {
            map.push(pair);
        }
        Ok(Node::Map(map))
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader)
    }
}
