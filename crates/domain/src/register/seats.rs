//! Rules of representation: how many seats a body has, when it can decide,
//! and when regions are too unlike to be compared (A07, A16).

/// So many ordinary seats and deputies for each member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Ordinary seats of each member.
    pub ordinary_per_member: i64,
    /// Deputies of each member.
    pub deputies_per_member: i64,
}

impl Rule {
    /// All seats of a body with so many members.
    #[must_use]
    pub const fn expected(self, members: i64) -> i64 {
        (self.ordinary_per_member + self.deputies_per_member) * members
    }
}

/// The least that a legal form asks of each member: ordinary seats, deputies
/// and where that stands.
pub const MINIMUM: [(&str, Rule, &str); 2] = [
    ("gemensam_namnd", Rule { ordinary_per_member: 1, deputies_per_member: 1 }, "F08, 001 10.1"),
    ("kommunalforbund", Rule { ordinary_per_member: 1, deputies_per_member: 0 }, "F08, 001 10.1"),
];

impl Rule {
    /// Whether the rule gives each member what a form asks for. A form
    /// without a minimum is content with anything.
    #[must_use]
    pub fn meets_minimum_of(self, form: &str) -> bool {
        MINIMUM.iter().filter(|(code, ..)| *code == form).all(|(_, least, _)| {
            self.ordinary_per_member >= least.ordinary_per_member
                && self.deputies_per_member >= least.deputies_per_member
        })
    }
}

/// How many must be present.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quorum {
    /// More than half.
    Majority,
    /// Two thirds, rounded up.
    TwoThirds,
    /// Everybody.
    All,
}

impl Quorum {
    /// Reads the code of the choice list.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        match code {
            "majority" => Some(Self::Majority),
            "two_thirds" => Some(Self::TwoThirds),
            "all" => Some(Self::All),
            _ => None,
        }
    }

    /// How many of so many ordinary seats must be present.
    #[must_use]
    pub const fn needed(self, seats: i64) -> i64 {
        match self {
            Self::Majority => seats / 2 + 1,
            Self::TwoThirds => (seats * 2 + 2) / 3,
            Self::All => seats,
        }
    }
}

/// From so many steps of five on, two regions are unlike in a factor.
pub const UNLIKE_STEPS: i64 = 2;

/// The factors in which two profiles are too unlike for a comparison.
#[must_use]
pub fn dissimilar<'a>(one: &[(&'a str, i64)], other: &[(&str, i64)]) -> Vec<&'a str> {
    let far =
        |(name, rating): &&(&'a str, i64)| other.iter().any(|(n, r)| n == name && (rating - r).abs() >= UNLIKE_STEPS);
    one.iter().filter(far).map(|(name, _)| *name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn e_namnden_has_26_seats_and_decides_with_7_of_13() {
        // 003 6.1: 13 municipalities with one ordinary member and one deputy each.
        let rule = Rule { ordinary_per_member: 1, deputies_per_member: 1 };
        assert_eq!(rule.expected(13), 26);
        assert_eq!(Quorum::Majority.needed(13), 7);
        assert_eq!(Quorum::TwoThirds.needed(13), 9);
        assert_eq!(Quorum::All.needed(13), 13);
    }

    #[test]
    fn a_joint_board_needs_a_seat_and_a_deputy_for_each_member() {
        let rule = |ordinary_per_member, deputies_per_member| Rule { ordinary_per_member, deputies_per_member };
        assert!(rule(1, 1).meets_minimum_of("gemensam_namnd"));
        assert!(!rule(1, 0).meets_minimum_of("gemensam_namnd"));
        assert!(rule(1, 0).meets_minimum_of("kommunalforbund"));
        assert!(rule(0, 0).meets_minimum_of("aktiebolag"));
    }

    #[test]
    fn regions_two_steps_apart_are_unlike() {
        let (one, other) = ([("maturity", 5), ("history", 3)], [("maturity", 3), ("history", 4)]);
        assert_eq!(dissimilar(&one, &other), ["maturity"]);
    }
}
