//! A ledger in words, tables and files.

use crate::i18n::{self, t};
use crate::show::Item;
use crate::visitor::Visitor;
use samverk_app::catalogue::Scope;
use samverk_app::money::{Ledger, TransferRow};
use samverk_app::{App, Ctx};
use samverk_domain::Lang;
use samverk_domain::RecordId;
use samverk_domain::money::Account;
use samverk_domain::record::Money;
use samverk_domain::text::collate::Sorter;
use samverk_exchange::{Cell, Posting, Sheet, Side};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A transfer as a row of the page.
pub(super) struct Line {
    pub(super) no: i64,
    pub(super) day: String,
    pub(super) kind: String,
    pub(super) debit: Item,
    pub(super) credit: Item,
    pub(super) amount: String,
    /// What is owed after it, on a statement.
    pub(super) balance: String,
    pub(super) text: String,
    /// Whether it may be taken back.
    pub(super) open: bool,
}

pub(super) struct Told<'a> {
    visitor: &'a Visitor,
    scope: Arc<Scope>,
    ledger: &'a Ledger,
    whose: Option<RecordId>,
}

impl<'a> Told<'a> {
    pub(super) fn new(visitor: &'a Visitor, ledger: &'a Ledger, whose: Option<RecordId>) -> Self {
        Self { visitor, scope: visitor.web.app().scope(&visitor.ctx.actor), ledger, whose }
    }

    pub(super) fn title(&self, id: RecordId) -> Item {
        self.visitor.look(&self.scope, |eye| eye.title(id))
    }

    fn money(&self, amount_minor: i64, currency: &str) -> String {
        i18n::money(&Money { amount_minor, currency: currency.to_owned() }, self.visitor.lang)
    }

    /// An account by its name, or the member, who leads to its statement.
    fn account(&self, key: &str, text: &str) -> Item {
        let Some(account) = Account::parse(text) else { return Item { text: text.to_owned(), ..Item::default() } };
        match whom(&account) {
            None => Item { text: account_name(&account, self.visitor.lang), ..Item::default() },
            Some(id) => {
                let title = self.title(id);
                let own = self.visitor.look(&self.scope, |eye| eye.catalogue.key(id).map(str::to_owned));
                let href = own.map(|own| self.visitor.href(&format!("/cooperation/{key}/ledger/{own}")));
                Item { href, ..title }
            }
        }
    }

    /// What members owe together, or what the one does.
    pub(super) fn finding(&self) -> String {
        let owed = |sign: i64| {
            let mut sums = std::collections::BTreeMap::new();
            for ((account, currency), balance) in &self.ledger.balances {
                if account.starts_with("member:") && balance.signum() == sign {
                    *sums.entry(currency.as_str()).or_insert(0) += balance.abs();
                }
            }
            let told: Vec<String> = sums.into_iter().map(|(currency, sum)| self.money(sum, currency)).collect();
            if told.is_empty() { "0".to_owned() } else { told.join(", ") }
        };
        let count = self.ledger.count.to_string();
        let numbers = [("count", count), ("owed", owed(1)), ("due", owed(-1))];
        let key = if self.whose.is_some() { "ledger-statement-finding" } else { "ledger-finding" };
        self.visitor.t_with(key, &numbers.each_ref().map(|(name, text)| (*name, text.as_str())))
    }

    /// What each account stands at: the cooperation's own first, then members by name.
    pub(super) fn balances(&self, key: &str) -> Vec<(Item, String)> {
        let all = self.ledger.balances.iter();
        let mut rows: Vec<(Item, String)> = all
            .map(|((account, currency), balance)| (self.account(key, account), self.money(*balance, currency)))
            .collect();
        let sorter = Sorter::new(self.visitor.lang);
        rows.sort_by_cached_key(|(item, _)| (item.href.is_some(), sorter.key(&item.text)));
        rows
    }

    /// The last ones: the latest first, on a statement last.
    pub(super) fn lines(&self, key: &str, most: usize) -> Vec<Line> {
        let own = self.whose.map(|id| Account::Member(id).to_string());
        let transfers = &self.ledger.transfers;
        let (_, shown) = transfers.split_at(transfers.len().saturating_sub(most));
        let moved = |row: &TransferRow| match own.as_ref() {
            Some(own) if *own == row.debit => row.amount_minor,
            Some(own) if *own == row.credit => -row.amount_minor,
            _ => 0,
        };
        // What it stands at now, less all that is shown, is what it stood at before.
        let now: i64 = self.ledger.balances.values().filter(|_| own.is_some()).sum();
        let mut running: i64 = now - shown.iter().map(moved).sum::<i64>();
        // What takes back comes after what it takes back.
        let taken_back: BTreeSet<i64> = shown.iter().filter_map(|row| row.corrects).collect();
        let line = |row: &TransferRow| {
            running += moved(row);
            let day = row.day.parse().map(|day| i18n::date(day, self.visitor.lang));
            let mut words = vec![row.text.clone(), row.reference.clone()];
            words.extend(row.corrects.map(|no| self.visitor.t_with("ledger-corrects", &[("no", &no.to_string())])));
            words.retain(|text| !text.is_empty());
            Line {
                no: row.no,
                day: day.unwrap_or_else(|_| row.day.clone()),
                kind: self.visitor.t(&kind_key(&row.kind)),
                debit: self.account(key, &row.debit),
                credit: self.account(key, &row.credit),
                amount: self.money(row.amount_minor, &row.currency),
                balance: if own.is_some() { self.money(running, &row.currency) } else { String::new() },
                text: words.join(" · "),
                open: row.corrects.is_none() && !taken_back.contains(&row.no),
            }
        };
        let mut lines: Vec<Line> = shown.iter().map(line).collect();
        if own.is_none() {
            lines.reverse();
        }
        lines
    }

    pub(super) fn export(&self, key: &str) -> Sheet {
        let heads = ["no", "day", "kind", "debit", "credit", "amount", "currency", "reference", "text", "corrects"];
        let text = |text: String| if text.is_empty() { Cell::Empty } else { Cell::Text(text) };
        let whole = |units: i64| Cell::Number { units, decimals: 0 };
        let row = |row: &TransferRow| {
            vec![
                whole(row.no),
                text(row.day.clone()),
                text(self.visitor.t(&kind_key(&row.kind))),
                text(self.account(key, &row.debit).text),
                text(self.account(key, &row.credit).text),
                Cell::Number { units: row.amount_minor, decimals: 2 },
                text(row.currency.clone()),
                text(row.reference.clone()),
                text(row.text.clone()),
                row.corrects.map_or(Cell::Empty, whole),
            ]
        };
        Sheet {
            name: format!("ledger-{key}"),
            header: heads.map(|head| self.visitor.t(&format!("ledger-head-{head}"))).into_iter().collect(),
            rows: self.ledger.transfers.iter().map(row).collect(),
        }
    }
}

fn whom(account: &Account) -> Option<RecordId> {
    match account {
        Account::Member(id) | Account::Funder(id) => Some(*id),
        _ => None,
    }
}

fn account_name(account: &Account, lang: Lang) -> String {
    match account {
        Account::Member(_) => t(lang, "ledger-account-member"),
        Account::Funder(_) => t(lang, "ledger-account-funder"),
        Account::Bank => t(lang, "ledger-account-bank"),
        Account::Fees => t(lang, "ledger-account-fees"),
        Account::Grants => t(lang, "ledger-account-grants"),
        Account::InKind => t(lang, "ledger-account-in-kind"),
        Account::Result => t(lang, "ledger-account-result"),
        Account::Vat => t(lang, "ledger-account-vat"),
        Account::Cost(code) => t(lang, &format!("choice-cost-kind-{code}")),
    }
}

/// The transfers of a ledger for other programs, with accounts and members by
/// their names in the asker's language.
#[must_use]
pub fn postings(app: &App, ctx: &Ctx, ledger: &Ledger) -> Vec<Posting> {
    let scope = app.scope(&ctx.actor);
    let lang = ctx.lang;
    let side = |text: &str| {
        let Some(account) = Account::parse(text) else {
            return Side { number: String::new(), name: text.to_owned(), who: None };
        };
        let who = whom(&account).map(|id| {
            app.look(|catalogue| {
                let title = catalogue.title(id, lang, &scope).map(|(title, _)| title);
                (catalogue.key(id).unwrap_or_default().to_owned(), title.unwrap_or_default())
            })
        });
        Side { number: account.number().to_owned(), name: account_name(&account, lang), who }
    };
    let posting = |row: &TransferRow| Posting {
        no: row.no,
        day: row.day.clone(),
        text: if row.text.is_empty() { t(lang, &kind_key(&row.kind)) } else { row.text.clone() },
        reference: row.reference.clone(),
        debit: side(&row.debit),
        credit: side(&row.credit),
        amount_minor: row.amount_minor,
        currency: row.currency.clone(),
    };
    ledger.transfers.iter().map(posting).collect()
}

fn kind_key(kind: &str) -> String {
    format!("ledger-kind-{}", kind.replace('_', "-"))
}
