//! Payments that a bank tells of, matched with what members owe.

use super::ledger::{NewTransfer, every_transfer};
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::money::{Account, TransferKind};
use samverk_exchange::BankPayment;
use samverk_storage::ledger::TransferRow;
use std::collections::{BTreeMap, BTreeSet};

/// Transfers of one entry in the history.
const NOTED_AT_ONCE: usize = 1_000;

/// Why a payment is for a person to decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing that was charged has its reference.
    Unknown,
    /// It is more or less than what is owed for it.
    Amount,
    /// What it refers to is paid.
    Paid,
    /// The same payment stands in the ledger.
    Twice,
    /// It cannot be entered: a closed period, another currency.
    Refused,
    /// The bank tells that it takes an earlier payment back.
    Reversal,
}

impl Doubt {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Unknown, Self::Amount, Self::Paid, Self::Twice, Self::Refused, Self::Reversal];

    /// Its code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Amount => "amount",
            Self::Paid => "paid",
            Self::Twice => "twice",
            Self::Refused => "refused",
            Self::Reversal => "reversal",
        }
    }
}

/// A payment with what was found for it.
#[derive(Debug, Clone)]
pub struct MatchedPayment {
    /// As the bank tells it.
    pub payment: BankPayment,
    /// Who owes what it refers to.
    pub member: Option<RecordId>,
    /// What is owed for it still, in hundredths.
    pub owed_minor: i64,
    /// Why it was not entered; nothing where it was, or would be.
    pub doubt: Option<Doubt>,
    /// Its number in the ledger, once it is entered.
    pub no: Option<i64>,
}

/// What was charged under a reference.
struct Charged {
    member: RecordId,
    owed: i64,
}

impl App {
    /// Enters the payments whose reference is that of a charge and whose
    /// amount is what is owed for it; the others are told with the reason, for
    /// a person to decide. With `dry` nothing is entered. All that is entered
    /// is entered in the transaction that has looked, so that of two who take
    /// in the same file one enters it.
    ///
    /// # Errors
    /// Not allowed, or not found; then nothing is entered.
    pub async fn take_payments(
        &self,
        ctx: &Ctx,
        cooperation: RecordId,
        payments: Vec<BankPayment>,
        dry: bool,
    ) -> Result<Vec<MatchedPayment>, AppError> {
        self.require_inside(ctx, cooperation).await?;
        let mut tx = if dry { self.store.read().await? } else { self.store.write().await? };
        let transfers = every_transfer(&mut tx, &cooperation.to_string()).await?;
        let mut charged = charged(&transfers);
        let paid_before: BTreeSet<(&str, i64, String)> = transfers
            .iter()
            .filter(|row| row.kind == TransferKind::Payment.code())
            .map(|row| (row.day.as_str(), row.amount_minor, plain(&row.reference)))
            .collect();
        let books = self.books_currency(&mut tx, cooperation).await?;
        let mut no = transfers.last().map_or(0, |row| row.no);
        let mut rows = Vec::new();
        let mut out = Vec::with_capacity(payments.len());
        for payment in payments {
            let key = plain(&payment.reference);
            let found = charged.get_mut(&key);
            let (member, owed) = found.as_ref().map_or((None, 0), |one| (Some(one.member), one.owed));
            let doubt = if paid_before.contains(&(payment.day.as_str(), payment.amount_minor, key)) {
                Some(Doubt::Twice)
            } else {
                match &found {
                    _ if payment.is_reversal => Some(Doubt::Reversal),
                    _ if !payment.currency.is_empty() && payment.currency != books => Some(Doubt::Refused),
                    None => Some(Doubt::Unknown),
                    Some(one) if one.owed <= 0 => Some(Doubt::Paid),
                    Some(one) if one.owed != payment.amount_minor => Some(Doubt::Amount),
                    Some(_) => None,
                }
            };
            let mut matched = MatchedPayment { member, owed_minor: owed, doubt, no: None, payment };
            let paid = &matched.payment;
            let day = paid.day.parse();
            if let (None, Some(one), Ok(day)) = (matched.doubt, found, day) {
                one.owed -= paid.amount_minor;
                let new = NewTransfer {
                    kind: TransferKind::Payment,
                    day,
                    debit: Account::Bank,
                    credit: Account::Member(one.member),
                    amount_minor: paid.amount_minor,
                    currency: paid.currency.clone(),
                    reference: paid.reference.chars().take(super::TEXT_CHARS_MAX).collect(),
                    text: paid.payer.chars().take(super::TEXT_CHARS_MAX).collect(),
                };
                if !dry {
                    match self.row_of(&mut tx, ctx, cooperation, &new, None, no + 1).await {
                        Ok(row) => {
                            no += 1;
                            matched.no = Some(no);
                            rows.push(row);
                        }
                        Err(AppError::Invalid(_)) => matched.doubt = Some(Doubt::Refused),
                        Err(error) => return Err(error),
                    }
                }
            }
            out.push(matched);
        }
        if !dry {
            for piece in rows.chunks(NOTED_AT_ONCE) {
                self.note_transfers(&mut tx, ctx, piece).await?;
            }
            tx.commit().await?;
            self.catch_up().await?;
        }
        Ok(out)
    }
}

/// A reference without what people add or leave out when they type it.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What is owed under each reference of a charge: what was charged, less what
/// was paid with that reference, corrections counted.
fn charged(transfers: &[TransferRow]) -> BTreeMap<String, Charged> {
    let mut all: BTreeMap<String, Charged> = BTreeMap::new();
    let mut of_several = BTreeSet::new();
    for row in transfers.iter().filter(|row| row.kind == TransferKind::Charge.code()) {
        if let Some(Account::Member(member)) = Account::parse(&row.debit) {
            let key = plain(&row.reference);
            match all.get(&key) {
                Some(known) if known.member != member => drop(of_several.insert(key)),
                _ => drop(all.insert(key, Charged { member, owed: 0 })),
            }
        }
    }
    // What could be of either of two members is for a person to decide.
    all.retain(|key, _| !of_several.contains(key));
    for row in transfers {
        let Some(one) = all.get_mut(&plain(&row.reference)) else { continue };
        let own = Account::Member(one.member).to_string();
        if row.debit == own {
            one.owed += row.amount_minor;
        } else if row.credit == own {
            one.owed -= row.amount_minor;
        }
    }
    all
}
