//! A member that joins later pays as if it had been there from the start, and
//! those who paid too much get it back (H11, F13; invariant 4).

use super::decimal::round;
use super::divide::{LARGEST, Weight, by_weights};
use super::key::escaped;
use super::share::{Shares, shares};
use super::sheet::Sheet;
use crate::record::Fault;

/// How much of what was bought is used up: `used` of `of` years, or any other
/// measure of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wear {
    /// Not below nothing, not above `of`.
    pub used: i128,
    /// Above nothing.
    pub of: i128,
}

/// Who joins a calculation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateJoin {
    /// With the newcomer as the last member and in the lines that it takes part in.
    pub sheet: Sheet,
    /// By place of the member: what it has paid, in units; the newcomer nothing.
    pub paid: Vec<i128>,
    /// Less for what is used up.
    pub wear: Option<Wear>,
}

/// What everybody pays and gets, in units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What the newcomer pays.
    pub joiner_pays: i128,
    /// What goes to the cooperation: shares that nobody had paid too much for,
    /// and those of lines without an amount.
    pub to_cooperation: i128,
    /// By place of the member: what it gets back; of the newcomer nothing.
    pub refunds: Vec<i128>,
    /// By place of the member: what it has paid in all then, the newcomer too.
    pub after: Vec<i128>,
    /// What the keys give with the newcomer.
    pub shares: Shares,
}

/// The newcomer stands apart from the members in the file.
fn at_the_joiner(mut faults: Vec<Fault>, joiner: usize) -> Vec<Fault> {
    let place = format!("/members/{joiner}/");
    for fault in &mut faults {
        if let Some(below) = fault.field.strip_prefix(&place) {
            fault.field = format!("/joiner/{below}");
        }
    }
    faults
}

/// Settles a late joining.
///
/// The newcomer pays its share by the keys. What it pays for lines with an
/// amount goes back to those who have paid more than their new shares, in
/// proportion to how much more, by the largest remainder. Where `wear` is
/// given, its shares of lines with an amount are reduced by the part that is
/// used up, each rounded half away from nothing.
///
/// # Errors
/// As [`shares`]; what was paid too much, or is paid for lines with an amount,
/// is more than can be divided exactly.
pub fn late_join(join: &LateJoin) -> Result<Settlement, Vec<Fault>> {
    let joiner = join.sheet.members.len().saturating_sub(1);
    let found = shares(&join.sheet).map_err(|faults| at_the_joiner(faults, joiner))?;
    let (mut for_amounts, mut for_others) = (0, 0);
    for (line, divided) in join.sheet.lines.iter().zip(&found.lines) {
        let own: i128 = divided.shares.iter().filter(|(who, _)| *who == joiner).map(|(_, share)| share).sum();
        if line.amount.is_some() {
            let worn = join.wear.map_or(0, |wear| round(own * wear.used, wear.of));
            for_amounts += own - worn;
        } else {
            for_others += own;
        }
    }
    let paid = |at: usize| join.paid.get(at).copied().unwrap_or_default();
    let ranks = join.sheet.ranks();
    let overpaid: Vec<Weight> = (0..joiner)
        .map(|at| {
            let over = paid(at) - found.totals.get(at).copied().unwrap_or_default();
            Weight { weight: over.max(0).unsigned_abs(), rank: ranks.get(at).copied().unwrap_or_default() }
        })
        .collect();
    let all_overpaid: u128 = overpaid.iter().map(|one| one.weight).sum();
    let back = for_amounts.max(0).unsigned_abs().min(all_overpaid);
    let too_large = overpaid.iter().position(|one| one.weight >= LARGEST);
    if let Some(at) = too_large.or((back >= LARGEST).then_some(joiner)) {
        let member = join.sheet.members.get(at).map_or("", |member| member.id.as_str());
        let place = if at == joiner { "/joiner".to_owned() } else { format!("/paid/{}", escaped(member)) };
        return Err(vec![Fault::error(place, "share_large", member)]);
    }
    let mut refunds: Vec<i128> = by_weights(back, &overpaid).into_iter().map(u128::cast_signed).collect();
    refunds.push(0);
    let to_cooperation = for_amounts - back.cast_signed() + for_others;
    let joiner_pays = for_amounts + for_others;
    let mut after: Vec<i128> = (0..joiner).zip(&refunds).map(|(at, refund)| paid(at) - refund).collect();
    after.push(joiner_pays);
    Ok(Settlement { joiner_pays, to_cooperation, refunds, after, shares: found })
}
