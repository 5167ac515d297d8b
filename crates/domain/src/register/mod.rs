//! Who we are: organisations, cooperations, bodies, roles, networks (rows A01–A18).

mod body;
mod boundary_set;
mod choices;
mod contact_person;
mod cooperation;
mod letter_of_intent;
mod network;
mod organisation;
mod region;
mod role;
pub mod seats;
mod stakeholder;

pub use choices::{
    BODY_TYPE, BREADTH, COUNTRY, COUNTY, FORM, KIND_OF_COOPERATION, LEVEL, MEMBERSHIP_ROLE, ORGANISATION_TYPE, STAIRS,
};

use crate::record::Kind;

/// Every kind of this capability.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    vec![
        organisation::organisation(),
        organisation::population_figure(),
        organisation::succession(),
        boundary_set::boundary_set(),
        cooperation::cooperation(),
        cooperation::membership(),
        body::body(),
        body::seat(),
        role::role(),
        role::role_assignment(),
        role::secretariat_task(),
        network::network(),
        network::network_contact(),
        region::regional_responsibility(),
        region::precondition_profile(),
        letter_of_intent::letter_of_intent(),
        letter_of_intent::signature(),
        stakeholder::stakeholder(),
        contact_person::contact_person(),
    ]
}
