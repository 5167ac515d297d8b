//! Texts to be compared: lines of id, language and text, divided by tabs.

use samverk_domain::Lang;
use std::collections::HashMap;

/// Faults told of one file.
const FAULTS_MAX: usize = 20;

/// One text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextLine<'a> {
    /// What it is called; no two lines have the same.
    pub id: &'a str,
    /// `sv`, `nb` or `en`; `no` is read as `nb`; another or none is nothing.
    pub lang: Option<Lang>,
    /// The text, without the line's end.
    pub text: &'a str,
}

/// The lines of a file; blank ones are passed over.
///
/// # Errors
/// Every fault in words, each with its line: what is not UTF-8, lacks a part,
/// has no id or one that stands before. Those beyond twenty are counted.
pub fn read_texts(content: &[u8]) -> Result<Vec<TextLine<'_>>, Vec<String>> {
    let content = std::str::from_utf8(content).map_err(|error| {
        let read = content.get(..error.valid_up_to()).unwrap_or_default();
        let line = read.iter().filter(|byte| **byte == b'\n').count() + 1;
        vec![format!("line {line}: it is not UTF-8")]
    })?;
    let (mut lines, mut faults, mut seen) = (Vec::new(), Vec::new(), HashMap::new());
    for (no, line) in (1_usize..).zip(content.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() {
            continue;
        }
        let mut parts = line.splitn(3, '\t');
        let (Some(id), Some(lang), Some(text)) = (parts.next(), parts.next(), parts.next()) else {
            faults.push(format!("line {no}: id, language and text divided by tabs are wanted"));
            continue;
        };
        if id.is_empty() {
            faults.push(format!("line {no}: the id is empty"));
        } else if let Some(first) = seen.insert(id, no) {
            faults.push(format!("line {no}: the id {id} stands in line {first} already"));
        }
        lines.push(TextLine { id, lang: Lang::parse(lang.trim()), text });
    }
    if faults.is_empty() {
        return Ok(lines);
    }
    let more = faults.len().saturating_sub(FAULTS_MAX);
    faults.truncate(FAULTS_MAX);
    if more > 0 {
        faults.push(format!("and {more} more"));
    }
    Err(faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fault_is_told_with_its_line() {
        let faults = |content: &[u8]| read_texts(content).expect_err("faults");
        assert_eq!(faults(b"a\tsv\tx\n\xff"), ["line 2: it is not UTF-8"]);
        assert_eq!(
            faults(b"a\tsv\tx\n\nb\tsv\n\ten\tx\na\tnb\ty\n"),
            [
                "line 3: id, language and text divided by tabs are wanted",
                "line 4: the id is empty",
                "line 5: the id a stands in line 1 already"
            ]
        );
        let many = faults(&b"x\n".repeat(FAULTS_MAX + 3));
        assert_eq!((many.len(), many.last().map(String::as_str)), (FAULTS_MAX + 1, Some("and 3 more")));
    }

    #[test]
    fn a_text_may_hold_tabs_and_its_language_may_be_unknown() {
        let lines = read_texts("\u{feff}a\tno\tx\ty\r\nb\tfi\t\n".as_bytes()).expect("lines");
        assert_eq!(
            lines,
            [TextLine { id: "a", lang: Some(Lang::Nb), text: "x\ty" }, TextLine { id: "b", lang: None, text: "" }]
        );
    }
}
