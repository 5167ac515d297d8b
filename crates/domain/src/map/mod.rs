//! What goes on and how it lives: initiatives, needs, levels, common services,
//! life events, and the process with its gates (rows B01–B31, C01–C21, L04).

pub mod boundary;
mod call;
pub mod compare;
mod initiative;
mod level;
mod life_event;
mod need;
pub mod overlap;
pub mod path;
mod prestudy;
pub mod process;
mod service;
mod system;
mod version;

pub use initiative::{AREA, COMPARED, INITIATIVE_TYPE, lacks_parties, needs_word};

use crate::record::Kind;

/// Every kind of this capability.
#[must_use]
pub fn kinds() -> Vec<Kind> {
    let mut kinds = vec![
        initiative::initiative(),
        need::need(),
        need::motive(),
        level::level_activity(),
        level::initiative_role(),
        level::dependency(),
        service::service(),
        service::service_step(),
        service::adoption(),
        service::national_instrument(),
        life_event::life_event(),
        life_event::life_event_question(),
        life_event::life_event_support(),
        call::call_for_interest(),
        call::interest_answer(),
        prestudy::prestudy(),
        prestudy::government_assignment(),
        prestudy::shared_material(),
        system::it_system(),
        version::map_version(),
        version::area_editor(),
        version::overlap_judgement(),
    ];
    kinds.extend(process::kinds());
    kinds
}
