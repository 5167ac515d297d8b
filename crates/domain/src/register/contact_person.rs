//! Contact persons, only where needed, with consent and a date of erasure (A18).

use crate::record::{ChoiceList, Kind, Section, choice, date, email, entry, link, text};

static CONSENT: ChoiceList = ChoiceList {
    name: "consent",
    version: "1",
    source: "A18; Regulation (EU) 2016/679 articles 6 and 17",
    entries: &[entry("given"), entry("public_role"), entry("withdrawn")],
};

pub(super) fn contact_person() -> Kind {
    Kind::new("contact-person", Section::Organisations)
        .field(text("name").title().personal())
        .field(text("function").searched(3))
        .field(link("organisation", "organisation", "contact_persons").required().filterable())
        .field(email("email").personal())
        .field(text("phone").personal())
        .field(choice("consent", &CONSENT).required().filterable())
        .field(date("consent_date"))
        .field(date("erase_after").required().filterable())
        .list(&["name", "function", "organisation", "consent", "erase_after"])
}
