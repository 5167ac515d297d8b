//! Reminders of what is overdue (row H04).

use crate::record::Input;
use crate::{App, AppError, Ctx};
use samverk_domain::RecordId;
use samverk_domain::access::Action;
use samverk_domain::money::Unit;
use samverk_domain::record::Record;
use std::collections::BTreeSet;

/// References that a reminder names.
const REFERENCES_MAX: usize = 5;

impl App {
    /// Reminds every member that owes something overdue and was not reminded
    /// today: each reminder is a record that who writes for the member is told
    /// of, and may see with those inside the cooperation's owner.
    ///
    /// # Errors
    /// Not found, or not allowed for others than those who write for the
    /// cooperation.
    pub async fn remind_members(&self, ctx: &Ctx, cooperation: RecordId) -> Result<Vec<Record>, AppError> {
        self.catch_up().await?;
        let of = self.record(ctx, cooperation).await?.record;
        self.require(ctx, Action::Change, cooperation)?;
        let today = self.ports.today();
        let known = self.belonging(&[cooperation], "reminder", "cooperation", &self.scope(&ctx.actor)).await?;
        let reminded: BTreeSet<RecordId> = known
            .iter()
            .filter(|one| one.first("day") == Some(&samverk_domain::record::Value::Date(today)))
            .filter_map(|one| one.target("participant"))
            .collect();
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
            let input = Input {
                fields: fields.into_iter().map(|(name, value)| (name.to_owned(), vec![value])).collect(),
                owner: owner.clone(),
                visibility: Some("participants".to_owned()),
                ..Input::default()
            };
            made.push(self.create(ctx, "reminder", &input, None).await?);
        }
        Ok(made)
    }
}
