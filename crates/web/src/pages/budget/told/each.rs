//! What the members of a budget pay for each inhabitant.

use super::{Computed, Told};
use crate::figure::{Bar, bars_told};
use crate::show::Item;
use samverk_domain::text::number;

/// Bars that a figure has room for.
const EACH_MAX: usize = 60;

/// A member, what it pays for each inhabitant in hundredths, where it leads.
struct Each {
    member: Item,
    hundredths: i64,
}

impl Told<'_> {
    /// What a member pays for each inhabitant, in hundredths, rounded half
    /// away from nothing; nothing where nobody is counted.
    pub(super) fn each(&self, computed: &Computed, at: usize) -> Option<i64> {
        let inhabitants = computed.of.sheet.members.get(at)?.inhabitants?.whole_number().filter(|n| *n > 0)?;
        let total = computed.shares.totals.get(at).copied().unwrap_or_default();
        let hundredths = total * if self.decimals() == 0 { 100 } else { 1 };
        i64::try_from((hundredths * 2 + inhabitants * hundredths.signum()) / (inhabitants * 2)).ok()
    }

    /// Bars of it, the highest first, with what they show in a sentence; none
    /// where fewer than two members have inhabitants, or there are too many to draw.
    pub(in super::super) fn each_figure(&self) -> Option<(String, String)> {
        let computed = self.computed?;
        let organisations = self.organisations(computed).into_iter().enumerate();
        let one = |(at, id): (usize, Option<samverk_domain::RecordId>)| {
            Some(Each { member: self.title(id?), hundredths: self.each(computed, at).filter(|each| *each > 0)? })
        };
        let mut all: Vec<Each> = organisations.filter_map(one).collect();
        if all.len() < 2 || all.len() > EACH_MAX {
            return None;
        }
        all.sort_by(|a, b| b.hundredths.cmp(&a.hundredths).then_with(|| a.member.text.cmp(&b.member.text)));
        let money = |hundredths: i64| number::format(hundredths, 2, self.visitor.lang);
        let (most, least) = (all.first()?, all.last()?);
        let numbers = [
            ("most", most.member.text.clone()),
            ("high", money(most.hundredths)),
            ("least", least.member.text.clone()),
            ("low", money(least.hundredths)),
            ("currency", self.currency()),
        ];
        let key = if most.hundredths == least.hundredths { "budget-each-same" } else { "budget-each" };
        let told = self.visitor.t_with(key, &numbers.each_ref().map(|(name, text)| (*name, text.as_str())));
        let bar = |each: Each| Bar {
            label: each.member.text,
            count: each.hundredths.unsigned_abs(),
            href: each.member.href.unwrap_or_default(),
        };
        let bars: Vec<Bar> = all.into_iter().map(bar).collect();
        Some((told, bars_told(&bars, |bar| money(i64::try_from(bar.count).unwrap_or(i64::MAX)))))
    }
}
