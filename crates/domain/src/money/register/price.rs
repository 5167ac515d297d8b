//! Index series, and the services that members buy (rows H08, H16).

use crate::record::{
    ChoiceList, Kind, PartBy, Section, Stage, StateMachine, choice, date, entry, link, long_text, money, number, text,
    url,
};

/// How a price was set.
static PRICE_BASIS: ChoiceList = ChoiceList {
    name: "price-basis",
    version: "1",
    source: "H16, 001 p84; 001 11.2 p68-69",
    entries: &[entry("self_cost"), entry("discount"), entry("fixed"), entry("market")],
};

/// A series of index figures, as AKI: what prices follow (H08).
pub(in crate::money) fn index_series() -> Kind {
    Kind::new("index-series", Section::Knowledge)
        .field(text("name").title())
        .field(text("publisher").searched(1))
        .field(url("address"))
        .field(long_text("comment").searched(1))
        .starts_public()
        .list(&["name", "publisher"])
}

/// The figure of a year.
pub(in crate::money) fn index_value() -> Kind {
    Kind::new("index-value", Section::Knowledge)
        .field(link("series", "index-series", "values").required().filterable())
        .field(number("year", 0).ranks().required().filterable().between(1900, 2200))
        .field(number("value", 4).required().between(1, 1_000_000_000_000))
        .field(date("published"))
        .titled_from(&["series", "year"])
        .within("series")
        .sorted_by("-year")
        .starts_public()
        .part_of("series", PartBy::Keepers)
        .list(&["series", "year", "value", "published"])
        .not_in_menu()
}

/// What one of a service costs in a year.
pub(in crate::money) fn service_price() -> Kind {
    Kind::new("service-price", Section::Plan)
        .field(link("service", "service", "prices").required().filterable())
        .field(link("cooperation", "cooperation", "service_prices").required().filterable())
        .field(number("year", 0).ranks().required().filterable().between(1900, 2200))
        .field(text("for_each"))
        .field(money("amount").required())
        .field(choice("price_basis", &PRICE_BASIS).filterable())
        .field(link("index", "index-series", "indexed_prices").filterable())
        .titled_from(&["service", "year"])
        .within("cooperation")
        .admitted_by("cooperation")
        .sorted_by("-year")
        .list(&["service", "cooperation", "year", "for_each", "amount", "price_basis", "index"])
        .not_in_menu()
}

/// What a member has ordered of a service.
pub(in crate::money) fn service_order() -> Kind {
    Kind::new("service-order", Section::Plan)
        .field(link("service", "service", "orders").required().filterable())
        .field(link("cooperation", "cooperation", "service_orders").required().filterable())
        .field(link("organisation", "organisation", "service_orders").required().filterable())
        .field(number("quantity", 4).required().between(0, 1_000_000_000_000))
        .field(date("from").required())
        .field(date("until"))
        .field(long_text("comment"))
        .titled_from(&["service", "organisation"])
        .within("cooperation")
        .given_by("organisation", &["delivered"])
        .states(
            StateMachine::chain(&[("ordered", Stage::Planned), ("delivered", Stage::Active), ("ended", Stage::Done)])
                .aside("cancelled", Stage::Stopped, &["ordered"], &[])
                .requires(&["ended"], &["until"]),
        )
        .list(&["service", "organisation", "state", "quantity", "from", "until"])
        .not_in_menu()
}
