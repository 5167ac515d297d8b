//! Budgets: what each member pays, and the figures that a decision freezes.

use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_catalogue::Scope;
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::money::{BUDGET, BudgetMember, BudgetSheet, Parts, Scenario, Shares, Year, shares, sheet_of};
use samverk_domain::record::{Fault, Record, Value};
use samverk_exchange::{read_sheet, sheet_json};

/// Lines, terms or bands read of one budget.
const PARTS_MAX: usize = 20_000;
/// Day and month on which memberships are looked at.
const MEMBERS_ON: (i8, i8) = (1, 1);
/// Name of the file that a decision keeps.
pub(crate) const CALCULATION_NAME: &str = "calculation.json";

/// A budget with all that its shares follow from.
#[derive(Debug, Clone)]
pub struct Budget {
    /// The budget.
    pub budget: Record,
    /// Its lines and sublines.
    pub lines: Vec<Record>,
    /// What is said of single members of a line.
    pub terms: Vec<Record>,
    /// Bands of lines with a fee by size.
    pub bands: Vec<Record>,
    /// Money from outside.
    pub fundings: Vec<Record>,
    /// Members on the first of January of its year.
    pub members: Vec<BudgetMember>,
    /// The year that the inhabitants are of.
    pub basis_year: Option<i64>,
    /// Whether any figure is an example and no figure of a source.
    pub illustrative: bool,
    /// The calculation that was decided, where it is.
    pub frozen: Option<BudgetSheet>,
}

/// The shares of a budget.
#[derive(Debug, Clone)]
pub struct Computed {
    /// What was computed.
    pub of: BudgetSheet,
    /// Who pays what.
    pub shares: Shares,
}

impl Budget {
    /// Computes the shares of a year: as decided, where its own year is.
    ///
    /// # Errors
    /// Every line that cannot be divided, by its place among those that are.
    pub fn compute(&self, scenario: Scenario, year: Year) -> Result<Computed, Vec<Fault>> {
        let of = match &self.frozen {
            Some(frozen) if year == Year::This && scenario == Scenario::Answered => frozen.clone(),
            _ => sheet_of(&self.parts(), scenario, year)?,
        };
        if of.sheet.lines.is_empty() {
            return Err(vec![Fault::error("/lines", "budget_empty", "")]);
        }
        let shares = shares(&of.sheet)?;
        Ok(Computed { of, shares })
    }

    /// Faults of [`Budget::compute`] for who does not see its lines and members
    /// by their places: a figure that is missing is named by line, member and year.
    #[must_use]
    pub fn named(&self, faults: Vec<Fault>) -> Vec<Fault> {
        let named = |fault: Fault| {
            let mut parts = fault.field.trim_start_matches("/members/").splitn(2, '/');
            let member = parts.next().and_then(|at| self.members.get(at.parse::<usize>().ok()?));
            match (fault.code, member, parts.next()) {
                ("share_figure", Some(member), Some(figure)) => {
                    let year = self.basis_year.map(|year| format!(" {year}")).unwrap_or_default();
                    let detail = format!("{}: {}, {figure}{year}", fault.detail, member.key);
                    Fault { detail, ..fault }
                }
                _ => fault,
            }
        };
        faults.into_iter().map(named).collect()
    }

    /// What the calculation is made of.
    #[must_use]
    pub fn parts(&self) -> Parts<'_> {
        Parts {
            budget: &self.budget,
            lines: &self.lines,
            terms: &self.terms,
            bands: &self.bands,
            fundings: &self.fundings,
            members: &self.members,
        }
    }
}

impl App {
    /// A budget as far as the asker sees what it is made of.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen.
    pub async fn budget(&self, ctx: &Ctx, id: RecordId) -> Result<Budget, AppError> {
        self.catch_up().await?;
        let budget = self.record(ctx, id).await?.record;
        if budget.kind != BUDGET {
            return Err(AppError::NotFound);
        }
        let scope = self.scope(&ctx.actor);
        self.budget_of(ctx, budget, &scope).await
    }

    async fn budget_of(&self, ctx: &Ctx, budget: Record, scope: &Scope) -> Result<Budget, AppError> {
        let mut lines = self.belonging(&[budget.id], "budget-line", "budget", scope).await?;
        lines.retain(|line| !line.deleted);
        let ids: Vec<RecordId> = lines.iter().map(|line| line.id).collect();
        let terms = self.belonging(&ids, "line-member", "line", scope).await?;
        let bands = self.belonging(&ids, "fee-band", "line", scope).await?;
        let fundings = self.belonging(&ids, "funding", "line", scope).await?;
        let day = budget.number("year").and_then(|year| i16::try_from(year).ok());
        let day = day.and_then(|year| Date::new(year, MEMBERS_ON.0, MEMBERS_ON.1).ok());
        let day = day.unwrap_or_else(|| self.ports.today());
        let cooperation = budget.target("cooperation").ok_or(AppError::NotFound)?;
        let of = self.cost_members_on(ctx, cooperation, budget.number("basis_year"), day).await?;
        let mut all = Budget {
            illustrative: of.members.iter().any(|member| member.illustrative)
                || std::iter::once(&budget)
                    .chain(&lines)
                    .chain(&terms)
                    .chain(&fundings)
                    .any(|record| record.text("certainty") == Some("illustrative")),
            basis_year: of.year,
            members: of
                .members
                .into_iter()
                .map(|member| BudgetMember {
                    id: member.organisation,
                    key: member.key,
                    inhabitants: member.inhabitants,
                })
                .collect(),
            budget,
            lines,
            terms,
            bands,
            fundings,
            frozen: None,
        };
        all.frozen = self.frozen(&all).await?;
        Ok(all)
    }

    /// Records of a kind that lead to any of these, by key.
    pub(crate) async fn belonging(
        &self,
        ids: &[RecordId],
        kind: &str,
        field: &str,
        scope: &Scope,
    ) -> Result<Vec<Record>, AppError> {
        let mut leading: Vec<RecordId> = self.look(|catalogue| {
            let all = ids.iter().flat_map(|id| catalogue.incoming(*id, scope));
            all.filter(|(_, of, by)| *of == kind && *by == field).map(|(id, ..)| id).collect()
        });
        leading.sort_unstable();
        leading.dedup();
        if leading.len() > PARTS_MAX {
            return Err(AppError::Invalid(vec![Fault::error(field, "too_many", PARTS_MAX.to_string())]));
        }
        let mut records: Vec<Record> =
            self.seen(&leading, scope).await?.into_iter().map(|stored| stored.record).collect();
        records.sort_by(|a, b| a.key.cmp(&b.key));
        Ok(records)
    }

    /// The calculation that was decided.
    async fn frozen(&self, of: &Budget) -> Result<Option<BudgetSheet>, AppError> {
        let Some(Value::File(file)) = of.budget.first("calculation") else { return Ok(None) };
        let content = samverk_storage::file::read(&self.store, &file.hash).await?.ok_or(AppError::NotFound)?;
        let sheet = read_sheet(&content).map_err(AppError::Invalid)?;
        let line = |id: &str| of.lines.iter().find(|line| line.key == id).map(|line| line.id);
        // The lines of a decided budget stay; their keys are those of the file.
        let lines = sheet.lines.iter().map(|made| line(&made.id).unwrap_or(of.budget.id)).collect();
        Ok(Some(BudgetSheet { sheet, lines }))
    }

    /// The file with the calculation of a budget that is about to be decided,
    /// whoever sees what of it.
    ///
    /// # Errors
    /// It cannot be computed; every line that is at fault is told.
    pub(crate) async fn calculation(&self, budget: &Record) -> Result<Vec<u8>, AppError> {
        self.catch_up().await?;
        if let Some(Value::Date(day)) = budget.first("decided")
            && *day > self.ports.today()
        {
            return Err(AppError::Invalid(vec![Fault::error("decided", "day_to_come", day.to_string())]));
        }
        let ctx = Ctx::console("budget", samverk_domain::Lang::Sv);
        let everything = self.scope(&Actor::Console);
        let of = self.budget_of(&ctx, budget.clone(), &everything).await?;
        let computed = of.compute(Scenario::Answered, Year::This).map_err(|faults| {
            let told = |fault: Fault| Fault { field: "state".to_owned(), ..fault };
            AppError::Invalid(of.named(faults).into_iter().map(told).collect())
        })?;
        Ok(sheet_json(&computed.of.sheet).into_bytes())
    }
}
