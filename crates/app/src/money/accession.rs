//! A member that joins later: its calculation is kept with who approved it,
//! and settled in the ledger (rows H11, F13; invariant 4).

use super::ledger::NewTransfer;
use crate::record::Input;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor};
use samverk_domain::money::{ACCESSION, Account, LateJoin, Settlement, TransferKind, Unit, late_join};
use samverk_domain::record::{Fault, Record, Value};
use samverk_exchange::{CALCULATION_CELLS_MAX, is_large, read_late_join};
use samverk_storage::Tx;

/// Name of the file with the calculation.
const FILE_NAME: &str = "late-join.json";

/// A calculation with what it comes to, and whose the members of it are.
struct Joining {
    join: LateJoin,
    settlement: Settlement,
    /// By place in the calculation; the newcomer last.
    members: Vec<RecordId>,
}

impl Joining {
    /// An amount in units, in the smallest unit.
    fn minor(&self, units: i128) -> Result<i64, AppError> {
        let minor = if self.join.sheet.unit == Unit::HUNDREDTH { units } else { units * 100 };
        i64::try_from(minor).map_err(|_| AppError::Invalid(vec![Fault::error("calculation", "ledger_amount", "")]))
    }
}

impl App {
    /// Keeps a calculation, as `samverk share late-join` reads it, as a
    /// proposal that the newcomer joins on a day.
    ///
    /// # Errors
    /// Not allowed for others than those who write for the cooperation; every
    /// fault of the calculation by its place; a member of it that is no
    /// organisation of the register, by its place.
    pub async fn propose_accession(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        joins: &str,
        calculation: &[u8],
    ) -> Result<Record, AppError> {
        self.catch_up().await?;
        let of = self.record(ctx, cooperation).await?.record;
        self.require(ctx, Action::Change, cooperation)?;
        let joining = self.joining(calculation)?;
        let newcomer = joining.members.last().ok_or(AppError::NotFound)?;
        let pays = Unit::HUNDREDTH.text(joining.minor(joining.settlement.joiner_pays)?.into());
        let fields = [
            ("organisation", newcomer.to_string()),
            ("cooperation", cooperation.to_string()),
            ("joins", joins.to_owned()),
            ("pays", format!("{pays} {}", joining.join.sheet.currency)),
        ];
        let owner = of.owner.and_then(|id| self.look(|catalogue| catalogue.key(id).map(str::to_owned)));
        let input = Input {
            fields: fields.into_iter().map(|(name, value)| (name.to_owned(), vec![value])).collect(),
            owner,
            visibility: Some("members".to_owned()),
            ..Input::default()
        };
        self.create_with(ctx, ACCESSION, &input, None, Some(("calculation", FILE_NAME, calculation))).await
    }

    /// Refuses a calculation that was settled before, as one that was kept twice.
    async fn require_new(
        &self,
        tx: &mut Tx,
        accession: &Record,
        cooperation: RecordId,
        calculation: &str,
    ) -> Result<(), AppError> {
        let everything = self.scope(&Actor::Console);
        for other in self.belonging(&[cooperation], ACCESSION, "cooperation", &everything).await? {
            // As it stands in this transaction, since another may just have been settled.
            let now = samverk_storage::record::load(tx, self.registry(), other.id).await?;
            let now = now.map_or(other, |stored| stored.record);
            let is_same = matches!(now.first("calculation"), Some(Value::File(file)) if file.hash == calculation);
            if is_same && now.id != accession.id && !now.deleted && now.state.as_deref() == Some("settled") {
                return Err(AppError::Invalid(vec![Fault::error("calculation", "accession_twice", now.key)]));
            }
        }
        Ok(())
    }

    fn joining(&self, content: &[u8]) -> Result<Joining, AppError> {
        let join = read_late_join(content).map_err(AppError::Invalid)?;
        if is_large(&join.sheet) {
            return Err(AppError::Invalid(vec![Fault::error(
                "/lines",
                "share_many",
                CALCULATION_CELLS_MAX.to_string(),
            )]));
        }
        let settlement = late_join(&join).map_err(AppError::Invalid)?;
        let (mut members, mut faults) = (Vec::new(), Vec::new());
        let last = join.sheet.members.len().saturating_sub(1);
        for (place, member) in join.sheet.members.iter().enumerate() {
            match self.resolve("organisation", &member.id) {
                Ok(id) => members.push(id),
                Err(_) if place == last => faults.push(Fault::error("/joiner/id", "link", member.id.clone())),
                Err(_) => faults.push(Fault::error(format!("/members/{place}/id"), "link", member.id.clone())),
            }
        }
        if faults.is_empty() { Ok(Joining { join, settlement, members }) } else { Err(AppError::Invalid(faults)) }
    }

    /// Enters what the newcomer owes: to each that paid too much what it gets
    /// back, the rest to the cooperation; in the transaction that says that it
    /// is settled.
    ///
    /// # Errors
    /// No calculation, a newcomer that is no member yet, or what the ledger
    /// refuses.
    pub(crate) async fn admit(&self, tx: &mut Tx, ctx: &Ctx, accession: &Record) -> Result<(), AppError> {
        let cooperation = accession.target("cooperation").ok_or(AppError::NotFound)?;
        let missing = || AppError::Invalid(vec![Fault::error("calculation", "required", "")]);
        let Some(Value::File(file)) = accession.first("calculation") else { return Err(missing()) };
        self.require_new(tx, accession, cooperation, &file.hash).await?;
        let content = samverk_storage::file::read(&self.store, &file.hash).await?.ok_or_else(missing)?;
        let joining = self.joining(&content)?;
        let (Some(newcomer), settlement) = (joining.members.last().copied(), &joining.settlement) else {
            return Err(missing());
        };
        let key = self.look(|catalogue| catalogue.key(newcomer).map(str::to_owned)).unwrap_or_default();
        let cooperation_part = [(Account::Fees, settlement.to_cooperation)];
        let backs = joining.members.iter().zip(&settlement.refunds).map(|(id, units)| (Account::Member(*id), *units));
        for (credit, units) in backs.chain(cooperation_part).filter(|(_, units)| *units != 0) {
            let new = NewTransfer {
                kind: TransferKind::Charge,
                day: self.ports.today(),
                debit: Account::Member(newcomer),
                credit,
                amount_minor: joining.minor(units)?,
                currency: joining.join.sheet.currency.clone(),
                reference: super::reference(&accession.key, &key, 0, 1).chars().take(super::TEXT_CHARS_MAX).collect(),
                text: String::new(),
            };
            self.enter_in(tx, ctx, cooperation, &new, Some(accession.id)).await?;
        }
        Ok(())
    }
}
