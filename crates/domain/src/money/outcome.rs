//! What the law and the papers say of a surplus or a deficit, by the form of
//! the cooperation (rows F11, F12, H17).

use jiff::civil::Date;

/// A rule on the result of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutcomeRule {
    /// Country, as a code.
    pub country: &'static str,
    /// Form, by the code of the list of forms.
    pub form: &'static str,
    /// What is usual with a surplus, by the code of the list of treatments.
    pub surplus: &'static str,
    /// What must or may be done about a deficit.
    pub deficit: &'static str,
    /// Years after the one of the deficit in which it must be restored.
    pub restore_years: Option<i64>,
    /// First day that the rule holds for, ISO.
    pub from: &'static str,
    /// Where it stands.
    pub source: &'static str,
}

/// The rules, by country and form.
///
/// Sources: the Swedish Local Government Act (kommunallag 2017:725, and
/// 1991:900 before it), the Companies Act (aktiebolagslag 2005:551), Norway's
/// Local Government Act (kommuneloven, LOV-2018-06-22-83) and inter-municipal
/// companies act (IKS-loven, LOV-1999-01-29-6); 001 p83 and chapter 11.3.
pub const OUTCOME_RULES: [OutcomeRule; 8] = [
    OutcomeRule {
        country: "se",
        form: "gemensam_namnd",
        surplus: "return_to_members",
        deficit: "host_budget",
        restore_years: None,
        from: "1992-01-01",
        source: "KL 9 kap. om gemensam nämnd",
    },
    OutcomeRule {
        country: "se",
        form: "kommunalforbund",
        surplus: "carry_forward",
        deficit: "restore",
        restore_years: Some(3),
        from: "2005-01-01",
        source: "KL 11 kap. 12 §",
    },
    OutcomeRule {
        country: "se",
        form: "aktiebolag",
        surplus: "dividend",
        deficit: "new_capital",
        restore_years: None,
        from: "2006-01-01",
        source: "ABL 17 kap. om utdelning",
    },
    OutcomeRule {
        country: "se",
        form: "ideell_forening",
        surplus: "carry_forward",
        deficit: "cover_by_members",
        restore_years: None,
        from: "1900-01-01",
        source: "Stadgarna",
    },
    OutcomeRule {
        country: "se",
        form: "avtal",
        surplus: "return_to_members",
        deficit: "cover_by_members",
        restore_years: None,
        from: "1900-01-01",
        source: "Avtalet",
    },
    OutcomeRule {
        country: "no",
        form: "gemensam_namnd",
        surplus: "return_to_members",
        deficit: "host_budget",
        restore_years: None,
        from: "2019-11-01",
        source: "Kommuneloven kap. 20 om vertskommune",
    },
    OutcomeRule {
        country: "no",
        form: "kommunalforbund",
        surplus: "carry_forward",
        deficit: "cover_by_members",
        restore_years: None,
        from: "2000-01-01",
        source: "IKS-loven § 3",
    },
    OutcomeRule {
        country: "no",
        form: "avtal",
        surplus: "return_to_members",
        deficit: "cover_by_members",
        restore_years: None,
        from: "1900-01-01",
        source: "Samarbeidsavtalen",
    },
];

/// The rule for a form of a country on a day, where there is one.
#[must_use]
pub fn outcome_rule(country: &str, form: &str, on: Date) -> Option<OutcomeRule> {
    let on = on.to_string();
    let holds = |rule: &&OutcomeRule| rule.country == country && rule.form == form && *rule.from <= *on;
    OUTCOME_RULES.iter().filter(holds).max_by_key(|rule| rule.from).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::RESULT_TREATMENT;
    use crate::register::FORM;
    use jiff::civil::date;

    #[test]
    fn every_rule_names_what_there_is_and_a_deficit_that_is_restored_has_a_term() {
        for rule in OUTCOME_RULES {
            assert!(FORM.get(rule.form).is_some(), "{}", rule.form);
            assert!(RESULT_TREATMENT.get(rule.surplus).is_some() && RESULT_TREATMENT.get(rule.deficit).is_some());
            assert_eq!(rule.restore_years.is_some(), rule.deficit == "restore", "{}", rule.source);
            assert!(rule.from.parse::<Date>().is_ok() && !rule.source.is_empty());
        }
    }

    #[test]
    fn a_federation_restores_its_deficit_within_three_years() {
        let rule = outcome_rule("se", "kommunalforbund", date(2013, 12, 31)).unwrap();
        assert_eq!((rule.deficit, rule.restore_years), ("restore", Some(3)));
        assert_eq!(outcome_rule("se", "kommunalforbund", date(2001, 1, 1)), None);
        assert_eq!(outcome_rule("dk", "avtal", date(2026, 1, 1)), None);
    }
}
