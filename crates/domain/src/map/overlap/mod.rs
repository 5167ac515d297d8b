//! Overlap: which texts are about the same thing (row B18).
//!
//! The **text score** of two texts is the cosine of their TF-IDF vectors, a
//! number from 0 to 1, defined by:
//!
//! - **Token.** A text is divided into words as in the search (a hyphen
//!   divides, capitals go). Words of one letter and [stop words](words) are
//!   left out. A word is stemmed by the Snowball rules of its text's language,
//!   then å, ä and æ become a, ö and ø become o: so Swedish and Norwegian
//!   words that differ in spelling alone meet.
//! - **Parts.** A word of seven letters or more is divided in two where both
//!   parts, three letters or more each, are words of some text by themselves,
//!   with or without a binding s, e, o or a between them; of several places
//!   the one whose shorter part is longest, then the first. No dictionary is
//!   asked: the texts themselves say what is a word. Each part counts half.
//! - **Hints.** An expression of the [glossary](Glossary) counts half a token
//!   more, the same in all three languages.
//! - **Term frequency.** `c` is what a term counts in a text; `tf` is
//!   `1 + ln c` from 1 on, `c` below.
//! - **Inverse document frequency.** `idf = 1 + (ln 2 / 4) · (level(N) -
//!   level(df))`, `N` texts, `df` of them with the term, `level(n) =
//!   ⌊4 · log2(1 + n)⌋`: the usual `ln((1 + N) / (1 + df)) + 1`, in quarters
//!   of a doubling, so that one text more or less does not move every score.
//! - **Norm.** The weights `tf · idf` of a text are divided by the square
//!   root of the sum of their squares.
//!
//! Finding the texts most like a text reads an inverted index, the rarest
//! terms first. Those that are first so far are scored in full, so that what a
//! text must reach is known early. Where only common terms are left, what they can bring to a
//! text is at most the length of the query's common terms times that of the
//! text's (Cauchy and Schwarz); few texts can still be among the first `k`,
//! and these are scored in full. So the answer is that of scoring everything.
//!
//! The **second score** is a count of its own, never mixed with the first:
//! how many kinds of thing two initiatives have in [`common`], of those that
//! both name.
//!
//! The module knows no database and no clock.

mod common;
mod compound;
mod counted;
mod find;
mod glossary;
mod index;
mod length;
mod nearest;
mod numbers;
mod vocabulary;
mod words;

pub use common::{Common, common};
pub use find::Hit;
pub use glossary::Glossary;
pub use index::TextIndex;
pub use nearest::{Prepared, Shared};
pub use words::{Passage, guessed};
