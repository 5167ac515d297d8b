//! Linked data: Turtle and JSON-LD, written piece by piece.

use oxrdf::NamedNode;
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

/// Prefixes that declarations use.
pub const PREFIXES: [(&str, &str); 14] = [
    ("org", "http://www.w3.org/ns/org#"),
    ("cv", "http://data.europa.eu/m8g/"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("adms", "http://www.w3.org/ns/adms#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("schema", "http://schema.org/"),
    ("atu", "http://publications.europa.eu/resource/authority/atu/"),
    ("legal", "http://www.w3.org/ns/regorg#"),
];

/// What a statement says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// A resource by its prefixed name.
    Name(&'static str),
    /// A resource by the address that the program made.
    Node(String),
    /// A resource by an address that somebody wrote.
    Written(String),
    /// A resource of the statement's subject alone, by a local name.
    Own(String),
    /// Text, with its language.
    Text(String, Option<&'static str>),
    /// A value of an XSD type, as in `date`.
    Typed(String, &'static str),
}

/// One statement; the predicate is prefixed, as in `skos:prefLabel`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Address of what it is about; a local name after `#` for what belongs to it.
    pub subject: Arc<str>,
    /// Prefixed.
    pub predicate: &'static str,
    /// What it says.
    pub object: Said,
}

/// How a Turtle document begins: the prefixes that [`turtle`] uses.
#[must_use]
pub fn prefixes() -> String {
    PREFIXES.iter().flat_map(|(prefix, base)| ["@prefix ", prefix, ": <", base, "> .\n"]).collect()
}

/// Statements as Turtle, to stand somewhere after [`prefixes`]. Statements
/// about the same thing are written together where they follow each other.
///
/// An address that cannot be one is left out with its statement: a reader
/// would refuse the whole file for it.
#[must_use]
pub fn turtle(statements: &[Statement]) -> String {
    let mut out = String::with_capacity(statements.len() * 96);
    let mut open: Option<&Arc<str>> = None;
    // Statements about the same thing share its address, which is looked at once.
    let mut looked_at: Option<(&Arc<str>, bool)> = None;
    for statement in statements {
        let subject = &statement.subject;
        let subject_fits = match looked_at {
            Some((known, fits)) if Arc::ptr_eq(known, subject) => fits,
            _ => fits(subject),
        };
        looked_at = Some((subject, subject_fits));
        if !subject_fits || !is_writable(&statement.object) {
            continue;
        }
        if open.is_some_and(|open| Arc::ptr_eq(open, subject) || open == subject) {
            out.push_str(" ;\n\t");
        } else {
            out.push_str(if open.is_some() { " .\n<" } else { "<" });
            out.extend([subject, "> "]);
            open = Some(subject);
        }
        out.extend([statement.predicate, " "]);
        match &statement.object {
            Said::Name(name) => out.push_str(name),
            Said::Node(iri) | Said::Written(iri) => out.extend(["<", iri, ">"]),
            Said::Own(name) => out.extend(["<", base_of(&statement.subject), "#", name, ">"]),
            Said::Text(text, lang) => {
                quoted(&mut out, text);
                if let Some(lang) = lang {
                    out.extend(["@", lang]);
                }
            }
            Said::Typed(text, of) => {
                quoted(&mut out, text);
                out.extend(["^^xsd:", of]);
            }
        }
    }
    if open.is_some() {
        out.push_str(" .\n");
    }
    out
}

fn base_of(subject: &str) -> &str {
    subject.split('#').next().unwrap_or_default()
}

/// Whether an address can stand between angle brackets and is one
/// (IRIREF in the Turtle grammar).
fn fits(iri: &str) -> bool {
    const BARRED: [bool; 256] = {
        let mut barred = [false; 256];
        let (mut at, signs) = (0, b"<>\"{}|^`\\");
        while at <= b' ' as usize {
            barred[at] = true;
            at += 1;
        }
        at = 0;
        while at < signs.len() {
            barred[signs[at] as usize] = true;
            at += 1;
        }
        barred
    };
    iri.contains(':') && !iri.bytes().any(|byte| BARRED[usize::from(byte)])
}

/// Whether what a statement says can be written.
fn is_writable(object: &Said) -> bool {
    match object {
        Said::Node(iri) => fits(iri),
        Said::Written(iri) => fits(iri) && NamedNode::new(iri).is_ok(),
        _ => true,
    }
}

/// A text in quotes, as the Turtle grammar wants it (STRING_LITERAL_QUOTE).
fn quoted(out: &mut String, text: &str) {
    out.push('"');
    let mut done = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escaped = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(escaped);
        done = at + 1;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out.push('"');
}

/// The context of the JSON-LD documents: the prefixes, nothing fetched.
#[must_use]
pub fn context() -> Json {
    Json::Object(PREFIXES.iter().map(|(prefix, base)| ((*prefix).to_owned(), json!(base))).collect())
}

/// Statements as the nodes of a JSON-LD document, by subject.
#[must_use]
pub fn nodes(statements: &[Statement]) -> Vec<Json> {
    let mut nodes: Vec<(&str, Map<String, Json>)> = Vec::new();
    for statement in statements {
        let at = nodes.iter().rposition(|(subject, _)| *subject == &*statement.subject).unwrap_or_else(|| {
            let mut node = Map::new();
            node.insert("@id".to_owned(), json!(&*statement.subject));
            nodes.push((&*statement.subject, node));
            nodes.len() - 1
        });
        let Some((_, node)) = nodes.get_mut(at) else { continue };
        let value = match &statement.object {
            Said::Name(name) if statement.predicate == "a" => json!(name),
            Said::Name(name) => json!({ "@id": name }),
            Said::Node(iri) | Said::Written(iri) => json!({ "@id": iri }),
            Said::Own(name) => json!({ "@id": format!("{}#{name}", base_of(&statement.subject)) }),
            Said::Text(text, Some(lang)) => json!({ "@value": text, "@language": lang }),
            Said::Text(text, None) => json!({ "@value": text }),
            Said::Typed(text, of) => json!({ "@value": text, "@type": format!("xsd:{of}") }),
        };
        let name = if statement.predicate == "a" { "@type" } else { statement.predicate };
        match node.get_mut(name) {
            Some(Json::Array(values)) => values.push(value),
            _ => drop(node.insert(name.to_owned(), json!([value]))),
        }
    }
    nodes.into_iter().map(|(_, node)| Json::Object(node)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{Term, Triple};
    use oxttl::TurtleParser;
    use proptest::prelude::*;

    const SUBJECT: &str = "https://samverk.test/id/organisation/1";

    fn said(predicate: &'static str, object: Said) -> Statement {
        Statement { subject: SUBJECT.into(), predicate, object }
    }

    fn statements() -> Vec<Statement> {
        vec![
            said("a", Said::Name("cv:PublicOrganisation")),
            said("skos:prefLabel", Said::Text("Luleå \"kommun\"\n<x>".into(), Some("sv"))),
            said("dct:issued", Said::Typed("2026-11-21".into(), "date")),
            said("dct:creator", Said::Own("contact".into())),
        ]
    }

    fn read(turtle: &str) -> Vec<Triple> {
        TurtleParser::new().for_slice(turtle).collect::<Result<_, _>>().expect("Turtle")
    }

    #[test]
    fn an_independent_parser_reads_what_was_said() {
        let read = read(&(prefixes() + &turtle(&statements())));
        let objects: Vec<String> = read.iter().map(|triple| triple.object.to_string()).collect();
        assert_eq!(
            objects,
            [
                "<http://data.europa.eu/m8g/PublicOrganisation>",
                "\"Luleå \\\"kommun\\\"\\n<x>\"@sv",
                "\"2026-11-21\"^^<http://www.w3.org/2001/XMLSchema#date>",
                "<https://samverk.test/id/organisation/1#contact>",
            ]
        );
        assert!(read.iter().all(|triple| triple.subject.to_string() == format!("<{SUBJECT}>")));
    }

    proptest! {
        #[test]
        fn any_text_comes_back_from_turtle(text in ".*", more in "[\"\\\\\n\r\t'a]{0,9}") {
            let text = format!("{text}{more}");
            let read = read(&(prefixes() + &turtle(&[said("dct:title", Said::Text(text.clone(), None))])));
            let Some(Term::Literal(literal)) = read.first().map(|triple| triple.object.clone()) else {
                return Err(TestCaseError::fail("no literal"));
            };
            prop_assert_eq!(literal.value(), text);
        }

        #[test]
        fn any_address_that_is_written_can_be_read(iri in "(https?:|urn:)?[ -~åö]{0,20}") {
            read(&(prefixes() + &turtle(&[said("dct:source", Said::Written(iri)), said("a", Said::Name("org:Post"))])));
        }
    }

    #[test]
    fn an_address_that_is_none_is_left_out_with_its_statement() {
        let bad = |subject: &str| Statement { subject: subject.into(), predicate: "a", object: Said::Name("org:Post") };
        assert_eq!(turtle(&[bad("not an address"), bad("https://x.test/<")]), "");
        let source = said("dct:source", Said::Written("https://x.test/%zz[".into()));
        assert!(!turtle(&[source]).contains("x.test/%"));
    }

    #[test]
    fn nodes_gather_their_values() {
        let nodes = nodes(&statements());
        assert_eq!(nodes.len(), 1);
        assert_eq!(nodes[0]["@type"], json!(["cv:PublicOrganisation"]));
    }
}
