//! What the members are taken to have paid before somebody joins: one amount
//! by a key, or the shares of a budget.

use super::super::ask::{Choice, Field, Money, counted};
use crate::query::Query;
use crate::visitor::Visitor;
use samverk_app::AppError;
use samverk_app::money::{Budget, Computed, CostMember};
use samverk_domain::RecordId;
use samverk_domain::money::{By, Decimal, Key, Line, Measure, Scenario, Sheet, Split, Year, shares};
use samverk_domain::record::Fault;

/// Keys that may be chosen for one amount; a budget has its own.
const KEYS: [&str; 2] = ["inhabitants", "equal"];

/// What the address asks for.
pub(super) struct Ask {
    pub(super) money: Money,
    pub(super) joiner: Field,
    /// Key of the budget that is joined; empty for one amount.
    pub(super) budget: Field,
    pub(super) used: Field,
    pub(super) of: Field,
    pub(super) key: &'static str,
}

/// A whole number that is not below nothing.
pub(super) fn whole(text: &str) -> Option<i128> {
    Decimal::parse(text).filter(|number| !number.is_negative())?.whole_number()
}

impl Ask {
    pub(super) fn read(visitor: &Visitor, given: &Query) -> Self {
        let asked = given.get("by").unwrap_or_default();
        let of = Field::read(visitor, given, "of", "1", |text| whole(text).is_some_and(|of| of > 0));
        let most = whole(&of.value).unwrap_or_default();
        Self {
            money: Money::read(visitor, given),
            joiner: Field::read(visitor, given, "joiner", "", |_| true),
            budget: Field::read(visitor, given, "budget", "", |_| true),
            used: Field::read(visitor, given, "used", "0", |text| whole(text).is_some_and(|used| used <= most)),
            of,
            key: KEYS.into_iter().find(|key| *key == asked).unwrap_or(KEYS[0]),
        }
    }

    /// Whether a budget is joined, and not one amount.
    pub(super) fn by_budget(&self) -> bool {
        !self.budget.value.is_empty()
    }

    pub(super) fn is_right(&self) -> bool {
        (self.by_budget() || self.money.amount.is_right()) && self.used.is_right() && self.of.is_right()
    }

    pub(super) fn keys_offered(&self, visitor: &Visitor) -> Vec<Choice> {
        KEYS.map(|key| (key.to_owned(), visitor.t(&format!("told-key-{key}")), key == self.key)).to_vec()
    }

    /// One amount and the budgets of a cooperation, the latest first, as far
    /// as the asker sees them.
    pub(super) fn budgets_offered(&self, visitor: &Visitor, cooperation: RecordId) -> Vec<Choice> {
        let scope = visitor.web.app().scope(&visitor.ctx.actor);
        let mut budgets: Vec<(String, String)> = visitor.look(&scope, |eye| {
            let leading = eye.catalogue.incoming(cooperation, eye.scope).into_iter();
            let own = leading.filter(|(_, kind, field)| *kind == "budget" && *field == "cooperation");
            own.filter_map(|(id, ..)| Some((eye.title(id).text, eye.catalogue.key(id)?.to_owned()))).collect()
        });
        budgets.sort_by(|a, b| b.cmp(a));
        let one = (String::new(), visitor.t("late-one-amount"), !self.by_budget());
        let chosen = |key: &str| key == self.budget.value;
        std::iter::once(one).chain(budgets.into_iter().map(|(name, key)| (key.clone(), name, chosen(&key)))).collect()
    }

    /// One amount, divided by the key.
    fn sheet(&self, members: &[CostMember]) -> Option<Sheet> {
        let by = if self.key == "equal" { By::Equal } else { By::Measure(Measure::Inhabitants) };
        let key = Key::Split(Split { by, floor: None, cap: None });
        Some(Sheet {
            currency: self.money.currency.clone(),
            unit: self.money.unit(),
            members: members.iter().map(counted).collect(),
            lines: vec![Line { id: "cost".to_owned(), at: 0, amount: Some(self.money.units()?), members: None, key }],
            external: Vec::new(),
        })
    }
}

/// The members and what they have paid.
pub(super) struct Before {
    /// As the calculation counts them.
    pub(super) members: Vec<CostMember>,
    /// The year that the inhabitants are of.
    pub(super) year: Option<i64>,
    /// Years that may be asked for.
    pub(super) years: Vec<i64>,
    /// Whether anything that it counts by is an example.
    pub(super) illustrative: bool,
    /// Nothing where the form is wrong.
    pub(super) sheet: Option<Sheet>,
    /// By place of the member, in units.
    pub(super) paid: Result<Vec<i128>, Vec<Fault>>,
}

impl Before {
    /// As the address asks; a budget that cannot be computed is told at its field.
    pub(super) async fn read(visitor: &Visitor, ask: &mut Ask, cooperation: RecordId) -> Result<Self, AppError> {
        let app = visitor.web.app();
        if !ask.by_budget() {
            let of = app.cost_members(&visitor.ctx, cooperation, ask.money.year).await?;
            let sheet = ask.sheet(&of.members);
            return Ok(Self {
                illustrative: ask.key != "equal" && of.members.iter().any(|member| member.illustrative),
                paid: sheet.as_ref().map_or_else(|| Ok(Vec::new()), |sheet| shares(sheet).map(|found| found.totals)),
                sheet,
                members: of.members,
                year: of.year,
                years: of.years,
            });
        }
        let id = app.resolve("budget", &ask.budget.value)?;
        let budget = app.budget(&visitor.ctx, id).await?;
        if budget.budget.target("cooperation") != Some(cooperation) {
            return Err(AppError::NotFound);
        }
        let computed = budget.compute(Scenario::Answered, Year::This);
        if computed.is_err() {
            ask.budget.error = visitor.t("budget-not-computed");
        }
        Self::of_budget(visitor, ask, &budget, computed.ok())
    }

    fn of_budget(
        visitor: &Visitor,
        ask: &mut Ask,
        budget: &Budget,
        computed: Option<Computed>,
    ) -> Result<Self, AppError> {
        let app = visitor.web.app();
        let sheet = computed.as_ref().map(|computed| computed.of.sheet.clone());
        if let Some(sheet) = &sheet {
            ask.money.is_of(sheet);
        }
        let member = |member: &samverk_domain::money::Member| {
            let unknown = || AppError::Invalid(vec![Fault::error("budget", "link", member.id.clone())]);
            Ok(CostMember {
                organisation: app.look(|catalogue| catalogue.find("organisation", &member.id)).ok_or_else(unknown)?,
                key: member.id.clone(),
                inhabitants: member.inhabitants.and_then(|n| i64::try_from(n.whole_number()?).ok()),
                illustrative: budget.illustrative,
            })
        };
        Ok(Self {
            members: sheet.iter().flat_map(|sheet| &sheet.members).map(member).collect::<Result<_, AppError>>()?,
            year: budget.basis_year,
            years: Vec::new(),
            illustrative: budget.illustrative,
            sheet,
            paid: Ok(computed.map(|computed| computed.shares.totals).unwrap_or_default()),
        })
    }
}
