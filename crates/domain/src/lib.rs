//! What things are and which rules hold.
//!
//! This crate knows no database, no network, no clock, no randomness and no
//! environment: whatever a rule needs is given to it as a value. A register is
//! declared here as plain data (a [`record::Kind`]), and every other layer is
//! driven by that declaration.

pub mod access;
pub mod audit;
pub mod id;
pub mod knowledge;
pub mod lang;
pub mod map;
pub mod money;
pub mod plan;
pub mod record;
pub mod register;
pub mod steering;
pub mod text;
pub mod time;

pub use id::{RecordId, UserId};
pub use lang::Lang;

use record::Registry;

/// Every kind that the program declares, checked for coherence.
///
/// # Errors
/// Names the first fault in the declarations: a link without a target, a
/// list column that is no field, a state that cannot be reached.
pub fn registry() -> Result<Registry, record::DeclarationError> {
    let mut kinds = register::kinds();
    kinds.extend(map::kinds());
    kinds.extend(plan::kinds());
    kinds.extend(money::kinds());
    kinds.extend(steering::kinds());
    kinds.extend(knowledge::kinds());
    Registry::new(kinds)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_declarations_fit_together() {
        let registry = super::registry().expect("coherent declarations");
        assert!(registry.kinds().len() >= 20);
        let order: Vec<_> = registry.load_order().iter().map(|kind| kind.name).collect();
        let at = |name| order.iter().position(|kind| *kind == name);
        assert!(at("organisation") < at("cooperation") && at("cooperation") < at("membership"));
    }
}
