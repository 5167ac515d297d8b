//! Linked data: Turtle and JSON-LD, written piece by piece.

use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxttl::TurtleSerializer;
use serde_json::{Map, Value as Json, json};

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
    /// A resource by its address.
    Node(String),
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
    pub subject: String,
    /// Prefixed.
    pub predicate: &'static str,
    /// What it says.
    pub object: Said,
}

/// A prefixed name as an address.
#[must_use]
pub fn expand(name: &str) -> Option<String> {
    let (prefix, rest) = name.split_once(':')?;
    PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, base)| format!("{base}{rest}"))
}

fn triple(statement: &Statement) -> Option<Triple> {
    let node = |iri: &str| NamedNode::new(iri).ok();
    let object: Term = match &statement.object {
        Said::Node(iri) => node(&expand(iri).unwrap_or_else(|| iri.clone()))?.into(),
        Said::Own(name) => node(&format!("{}#{name}", statement.subject.split('#').next().unwrap_or_default()))?.into(),
        Said::Text(text, Some(lang)) => Literal::new_language_tagged_literal(text, *lang).ok()?.into(),
        Said::Text(text, None) => Literal::new_simple_literal(text).into(),
        Said::Typed(text, of) => Literal::new_typed_literal(text, node(&expand(&format!("xsd:{of}"))?)?).into(),
    };
    let subject: NamedOrBlankNode = node(&statement.subject)?.into();
    let predicate = if statement.predicate == "a" { expand("rdf:type")? } else { expand(statement.predicate)? };
    Some(Triple { subject, predicate: node(&predicate)?, object })
}

/// Statements as Turtle; the prefixes stand in the first piece.
///
/// # Errors
/// The writer's own words.
pub fn turtle(statements: &[Statement], first: bool) -> Result<Vec<u8>, String> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, base) in PREFIXES {
        serializer = serializer.with_prefix(prefix, base).map_err(|error| error.to_string())?;
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in statements.iter().filter_map(triple) {
        writer.serialize_triple(&triple).map_err(|error| error.to_string())?;
    }
    let bytes = writer.finish().map_err(|error| error.to_string())?;
    if first {
        return Ok(bytes);
    }
    // Later pieces say their prefixes again, which Turtle allows; leaving
    // them out keeps the file short.
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let body: Vec<&str> = text.lines().filter(|line| !line.starts_with("@prefix ")).collect();
    Ok(format!("{}\n", body.join("\n")).into_bytes())
}

/// The context of the JSON-LD documents: the prefixes, nothing fetched.
#[must_use]
pub fn context() -> Json {
    Json::Object(PREFIXES.iter().map(|(prefix, base)| ((*prefix).to_owned(), json!(base))).collect())
}

/// Statements as the nodes of a JSON-LD document, by subject.
#[must_use]
pub fn nodes(statements: &[Statement]) -> Vec<Json> {
    let mut nodes: Vec<(String, Map<String, Json>)> = Vec::new();
    for statement in statements {
        let at = nodes.iter().rposition(|(subject, _)| *subject == statement.subject).unwrap_or_else(|| {
            let mut node = Map::new();
            node.insert("@id".to_owned(), json!(statement.subject));
            nodes.push((statement.subject.clone(), node));
            nodes.len() - 1
        });
        let Some((_, node)) = nodes.get_mut(at) else { continue };
        let value = match &statement.object {
            Said::Node(iri) if statement.predicate == "a" => json!(iri),
            Said::Node(iri) => json!({ "@id": expand(iri).unwrap_or_else(|| iri.clone()) }),
            Said::Own(name) => {
                json!({ "@id": format!("{}#{name}", statement.subject.split('#').next().unwrap_or_default()) })
            }
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

    fn statements() -> Vec<Statement> {
        let subject = "https://samverk.test/id/organisation/1".to_owned();
        vec![
            Statement { subject: subject.clone(), predicate: "a", object: Said::Node("cv:PublicOrganisation".into()) },
            Statement {
                subject: subject.clone(),
                predicate: "skos:prefLabel",
                object: Said::Text("Luleå \"kommun\"\n<x>".into(), Some("sv")),
            },
            Statement { subject, predicate: "dct:issued", object: Said::Typed("2026-11-21".into(), "date") },
        ]
    }

    #[test]
    fn texts_are_escaped_and_prefixes_said_once() {
        let first = String::from_utf8(turtle(&statements(), true).expect("written")).expect("text");
        assert!(first.contains("@prefix skos:") && first.contains("\"Luleå \\\"kommun\\\"\\n<x>\"@sv"), "{first}");
        let more = String::from_utf8(turtle(&statements(), false).expect("written")).expect("text");
        assert!(!more.contains("@prefix"));
    }

    #[test]
    fn an_address_that_is_none_is_left_out_of_turtle() {
        let bad = Statement { subject: "not an address".into(), predicate: "a", object: Said::Node("org:Post".into()) };
        assert!(triple(&bad).is_none());
    }

    #[test]
    fn nodes_gather_their_values() {
        let nodes = nodes(&statements());
        assert_eq!(nodes.len(), 1);
        assert_eq!(nodes[0]["@type"], json!(["cv:PublicOrganisation"]));
    }
}
