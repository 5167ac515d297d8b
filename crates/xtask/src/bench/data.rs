//! Made-up initiatives in the import's shape, as varied as real ones.

use std::fmt::Write as _;

const WHAT: [&str; 16] = [
    "E-arkiv",
    "Bygglovsärenden",
    "Mina meddelanden",
    "Öppna data",
    "Gemensam e-tjänst",
    "Kartläggning av system",
    "Bredband",
    "Elevdatabas",
    "Digital nämndadministration",
    "Välfärdsteknik",
    "Gemensam upphandling",
    "Ärendehantering",
    "Grunddata",
    "E-legitimation",
    "Telefoni",
    "Medborgardialog",
];
const FOR: [&str; 12] = [
    "för hemtjänsten",
    "i samverkan",
    "för förskolan",
    "etapp 2",
    "med länets kommuner",
    "för företagare",
    "och arbetssätt",
    "för miljökontoret",
    "i norra länsdelen",
    "för socialtjänsten",
    "med regionen",
    "för medarbetare",
];
const STATES: [&str; 8] =
    ["idea", "in_discussion", "prestudy_started", "decided", "procurement", "started", "in_production", "completed"];
const LEVELS: [&str; 4] = ["national", "regional", "subregional", "local"];
const AREAS: [&str; 8] = ["care", "planning", "school", "archive", "e_services", "identity", "open_data", "law"];
const OWNERS: [&str; 10] = [
    "kommun-lulea",
    "kommun-pitea",
    "kommun-boden",
    "kommun-kalix",
    "kommun-kiruna",
    "kommun-gallivare",
    "kommun-karlstad",
    "kommun-malmo",
    "kommun-umea",
    "kommun-orebro",
];

/// So many initiatives as CSV.
pub(super) fn initiatives(records: usize) -> String {
    let mut csv = String::from(
        "key;owner;visibility;state;name;type;purpose;cooperation;responsible;participant;level;areas;external;priority;timetable;end;comment;source\n",
    );
    let pick = |list: &[&'static str], n: usize| list.get(n % list.len()).copied().unwrap_or_default();
    for n in 0..records {
        // Primes spread the values, so that filters cut across each other.
        let (what, with) = (pick(&WHAT, n * 7 + n / 16), pick(&FOR, n * 5 + n / 12));
        let cooperation = pick(&["e-namnden-norrbotten", "", "esam-samv", "it-samverkan-varmland"], n / 3);
        let _ = writeln!(
            csv,
            "initiativ-{n};{owner};{visibility};{state};{what} {with} {n};project;Vi vill {lower} {with} så att det går lättare.;{cooperation};{responsible};{a} | {b};{level};{area};{external};{priority};{year}-{month:02};{end}-H{half};Anteckning nummer {n}.;Uppdiktat för mätning",
            owner = pick(&OWNERS, n),
            visibility = pick(&["public", "public", "members", "private"], n / 5),
            state = pick(&STATES, n * 3 + n / 8),
            lower = what.to_lowercase(),
            responsible = pick(&OWNERS, n * 3),
            a = pick(&OWNERS, n * 3 + 1),
            b = pick(&OWNERS, n * 3 + 2),
            level = pick(&LEVELS, n * 5 + n / 7),
            area = pick(&AREAS, n * 11 + n / 9),
            external = pick(&["no", "no", "yes"], n),
            priority = n % 997 + 1,
            year = 2013 + n % 15,
            month = n % 12 + 1,
            end = 2028 + n % 3,
            half = n % 2 + 1,
        );
    }
    csv
}
