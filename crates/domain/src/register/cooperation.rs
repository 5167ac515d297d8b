//! Cooperations with their profile, and memberships over time (A02–A05, B09, B10).

use super::choices::{BREADTH, FORM, KIND_OF_COOPERATION, LEVEL, MEMBERSHIP_ROLE, STAIRS};
use crate::record::{Kind, Section, choice, coarse, flag, link, long_text, number, tags, text};

pub(super) fn cooperation() -> Kind {
    Kind::new("cooperation", Section::Organisations)
        .field(text("name").title().rdf("skos:prefLabel"))
        .field(choice("form", &FORM).filterable())
        .field(text("form_as_stated").searched(1))
        .field(choice("level", &LEVEL).filterable())
        .field(choice("breadth", &BREADTH).filterable())
        .field(choice("stairs", &STAIRS).filterable())
        .field(tags("kinds", &KIND_OF_COOPERATION).filterable())
        .field(link("host", "organisation", "hosted_cooperations").filterable())
        .field(coarse("start").filterable())
        .field(text("start_as_stated"))
        .field(coarse("end"))
        .field(text("areas").searched(3))
        .field(text("members_stated"))
        .field(text("decision_body").section("steering"))
        .field(text("reports_to").section("steering"))
        .field(text("recruitment_goal").section("steering"))
        .field(flag("public_calculator").section("steering"))
        .field(number("studied_order", 0).ranks().between(1, 10_000).section("source"))
        .field(long_text("profile_background").section("profile").searched(1))
        .field(long_text("profile_parties").section("profile").searched(1))
        .field(long_text("profile_areas").section("profile").searched(1))
        .field(long_text("profile_organisation").section("profile").searched(1))
        .field(long_text("profile_financing").section("profile").searched(1))
        .field(long_text("profile_methods").section("profile").searched(1))
        .field(long_text("profile_others").section("profile").searched(1))
        .starts_public()
        .list(&["name", "form", "level", "breadth", "stairs", "host", "start"])
        .rdf("org:OrganizationalCollaboration")
}

pub(super) fn membership() -> Kind {
    Kind::new("membership", Section::Organisations)
        .field(link("organisation", "organisation", "memberships").required().filterable().rdf("org:member"))
        .field(link("cooperation", "cooperation", "memberships").required().filterable().rdf("org:organization"))
        .field(choice("role", &MEMBERSHIP_ROLE).required().filterable())
        .field(coarse("from"))
        .field(coarse("until"))
        .field(link("via", "organisation", "represented_members").filterable())
        .field(flag("coordinator_may_edit").filterable().set_by("organisation"))
        .titled_from(&["organisation", "cooperation"])
        .within("cooperation")
        .admitted_by("cooperation")
        .starts_public()
        .list(&["organisation", "cooperation", "role", "from", "until", "via"])
        .not_in_menu()
        .rdf("org:Membership")
}
