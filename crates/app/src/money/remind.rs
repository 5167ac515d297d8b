//! Reminders of what is overdue (row H04).

use crate::record::Input;
use crate::{App, AppError, Ctx};
use jiff::civil::Date;
use samverk_catalogue::{Filter, Query};
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::money::Unit;
use samverk_domain::record::{KEY_CHARS_MAX, Record, Value};
use std::collections::{BTreeMap, BTreeSet};

/// References that a reminder names.
const REFERENCES_MAX: usize = 5;
/// Reminders that are looked at, the latest first.
const REMINDERS_MAX: usize = 10_000;

impl App {
    /// When each member of a cooperation was last reminded, whoever may see
    /// the reminders: the latest of them are looked at.
    pub(crate) async fn last_reminded(
        &self,
        cooperation: &str,
        ctx: &Ctx,
    ) -> Result<BTreeMap<RecordId, Date>, AppError> {
        let console = Ctx::console("reminder", ctx.lang);
        let of = Filter { field: "cooperation".to_owned(), values: vec![cooperation.to_owned()], range: None };
        let filters = [of];
        let query = Query { filters: &filters, limit: REMINDERS_MAX, ..Query::every("reminder", "-day", ctx.lang) };
        let mut last = BTreeMap::new();
        for stored in self.list(&console, &query).await?.records {
            if let (Some(member), Some(Value::Date(day))) =
                (stored.record.target("participant"), stored.record.first("day"))
            {
                last.entry(member).or_insert(*day);
            }
        }
        Ok(last)
    }

    /// Reminds every member that owes something overdue and was not reminded
    /// today, by whomever and however often it is asked for: each reminder is a
    /// record that who writes for the member is told of, and may see with those
    /// inside the cooperation's owner.
    ///
    /// # Errors
    /// Not found, or not allowed for others than those who write for the
    /// cooperation.
    pub async fn remind_members(&self, ctx: &Ctx, cooperation: RecordId) -> Result<Vec<Record>, AppError> {
        self.catch_up().await?;
        let of = self.record(ctx, cooperation).await?.record;
        self.require(ctx, Action::Change, cooperation)?;
        let today = self.ports.today();
        let known = self.last_reminded(&of.key, ctx).await?;
        let reminded: BTreeSet<RecordId> =
            known.into_iter().filter(|(_, day)| *day == today).map(|(member, _)| member).collect();
        let owner = of.owner.and_then(|id| self.look(|catalogue| catalogue.key(id).map(str::to_owned)));
        let mut made = Vec::new();
        for one in self.overdue(ctx, cooperation).await?.into_iter().filter(|one| !reminded.contains(&one.member)) {
            let named = one.references.iter().take(REFERENCES_MAX).cloned().collect::<Vec<_>>().join(", ");
            let more = if one.references.len() > REFERENCES_MAX { ", …" } else { "" };
            let fields = [
                ("participant", one.member.to_string()),
                ("cooperation", cooperation.to_string()),
                ("day", today.to_string()),
                ("amount", format!("{} {}", Unit::HUNDREDTH.text(one.amount_minor.into()), one.currency)),
                ("oldest_due", one.oldest_due.to_string()),
                ("items", format!("{named}{more}")),
            ];
            // A key of the day: of two who press at once, one reminds. Of long
            // keys it would be too long; ids always fit.
            let member = self.look(|catalogue| catalogue.key(one.member).map(str::to_owned)).unwrap_or_default();
            let key = format!("{}-{member}-{today}", of.key);
            let fits = key.len() <= KEY_CHARS_MAX;
            let input = Input {
                key: Some(if fits { key } else { format!("{cooperation}-{}-{today}", one.member) }),
                fields: fields.into_iter().map(|(name, value)| (name.to_owned(), vec![value])).collect(),
                owner: owner.clone(),
                visibility: Some("participants".to_owned()),
                ..Input::default()
            };
            match self.create(ctx, "reminder", &input, None).await {
                Ok(reminder) => made.push(reminder),
                Err(AppError::Invalid(faults)) if faults.iter().all(|fault| fault.code == "taken") => {}
                Err(error) => return Err(error),
            }
        }
        Ok(made)
    }
}
