//! Work on the project itself, and its house rules as tests.

pub mod fuzz;
