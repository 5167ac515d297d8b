//! Lists that several registers choose from.

use crate::record::{ChoiceList, entry};

/// Types of organisation.
pub static ORGANISATION_TYPE: ChoiceList = ChoiceList {
    name: "organisation-type",
    version: "1",
    source: "A01; data/organisations.csv",
    entries: &[
        entry("municipality"),
        entry("county_council"),
        entry("region_municipality"),
        entry("county_municipality"),
        entry("regional_association"),
        entry("municipal_association"),
        entry("municipal_federation"),
        entry("county_administrative_board"),
        entry("government"),
        entry("ministry"),
        entry("state_agency"),
        entry("committee_commission"),
        entry("programme_office"),
        entry("procurement_body"),
        entry("national_association"),
        entry("nonprofit_association"),
        entry("network_body"),
        entry("company"),
        entry("university"),
        entry("eu_body"),
    ],
};

/// Level of government.
pub static LEVEL: ChoiceList = ChoiceList {
    name: "level",
    version: "1",
    source: "A01, 001 figure 4",
    entries: &[entry("eu"), entry("national"), entry("regional"), entry("subregional"), entry("local")],
};

/// Country of an organisation; the Union stands for its own bodies.
pub static COUNTRY: ChoiceList = ChoiceList {
    name: "country",
    version: "1",
    source: "ISO 3166-1, EU for bodies of the Union",
    entries: &[entry("se"), entry("no"), entry("eu")],
};

/// Counties of Sweden (SCB's codes) and Norway (2024 division).
pub static COUNTY: ChoiceList = ChoiceList {
    name: "county",
    version: "2024",
    source: "SCB county codes; Kartverket county numbers 2024",
    entries: &[
        entry("se-01"),
        entry("se-03"),
        entry("se-04"),
        entry("se-05"),
        entry("se-06"),
        entry("se-07"),
        entry("se-08"),
        entry("se-09"),
        entry("se-10"),
        entry("se-12"),
        entry("se-13"),
        entry("se-14"),
        entry("se-17"),
        entry("se-18"),
        entry("se-19"),
        entry("se-20"),
        entry("se-21"),
        entry("se-22"),
        entry("se-23"),
        entry("se-24"),
        entry("se-25"),
        entry("no-03"),
        entry("no-11"),
        entry("no-15"),
        entry("no-18"),
        entry("no-31"),
        entry("no-32"),
        entry("no-33"),
        entry("no-34"),
        entry("no-39"),
        entry("no-40"),
        entry("no-42"),
        entry("no-46"),
        entry("no-50"),
        entry("no-55"),
        entry("no-56"),
    ],
};

/// How much of the members' work a cooperation covers.
pub static BREADTH: ChoiceList = ChoiceList {
    name: "breadth",
    version: "1",
    source: "A05, 001 figures 4-5",
    entries: &[
        entry("few_municipalities"),
        entry("all_municipalities"),
        entry("regions"),
        entry("all_regions"),
        entry("agencies"),
        entry("ministries"),
        entry("state_municipal"),
        entry("members"),
        entry("broad"),
    ],
};

/// The cooperation stairs (samtrappan).
pub static STAIRS: ChoiceList = ChoiceList {
    name: "stairs",
    version: "1",
    source: "B09, 001 figure 2",
    entries: &[entry("samtal"), entry("samforstand"), entry("samverkan"), entry("samarbete"), entry("samgaende")],
};

/// Seven kinds of regional cooperation.
pub static KIND_OF_COOPERATION: ChoiceList = ChoiceList {
    name: "kind-of-cooperation",
    version: "1",
    source: "B10, 001 p2 and p19",
    entries: &[
        entry("forum"),
        entry("purchasing"),
        entry("operations"),
        entry("infrastructure"),
        entry("rda"),
        entry("ehealth"),
        entry("joint_development"),
    ],
};

/// Form of a cooperation.
pub static FORM: ChoiceList = ChoiceList {
    name: "form",
    version: "1",
    source: "A02, data/collaborations.csv",
    entries: &[
        entry("gemensam_namnd"),
        entry("kommunalforbund"),
        entry("aktiebolag"),
        entry("ideell_forening"),
        entry("avtal"),
        entry("agreement_network"),
        entry("unit_in_municipal_association"),
        entry("unit_in_regional_association"),
        entry("membership_programme"),
        entry("council"),
        entry("committee"),
        entry("project"),
        entry("network"),
        entry("follow_up_axis"),
        entry("informal"),
    ],
};

/// Role of an organisation in a cooperation.
pub static MEMBERSHIP_ROLE: ChoiceList = ChoiceList {
    name: "membership-role",
    version: "1",
    source: "A04",
    entries: &[
        entry("member"),
        entry("owner"),
        entry("initiator"),
        entry("principal"),
        entry("adjunct"),
        entry("indirect_member"),
        entry("prospective"),
        entry("signatory"),
    ],
};

/// Types of body.
pub static BODY_TYPE: ChoiceList = ChoiceList {
    name: "body-type",
    version: "1",
    source: "A06",
    entries: &[
        entry("board"),
        entry("directorate"),
        entry("steering_group"),
        entry("preparation_group"),
        entry("management_group"),
        entry("working_group"),
        entry("expert_group"),
        entry("reference_group"),
        entry("architecture_group"),
        entry("working_committee"),
        entry("presidium"),
        entry("secretariat"),
        entry("chief_group"),
        entry("council"),
    ],
};
