//! Texts that a spreadsheet would read as a formula.

/// Characters that begin a formula, and the quote that takes their force away.
const TRIGGERS: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\''];

/// The text with one leading quote where it would be read as a formula.
pub(crate) fn guard(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with(TRIGGERS) { format!("'{text}").into() } else { text.into() }
}

/// The text without the quote that [`guard`] put before it.
pub(crate) fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(TRIGGERS) => rest,
        _ => text,
    }
}
