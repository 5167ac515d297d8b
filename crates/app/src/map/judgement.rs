//! Pairs of initiatives that may be the same work, and what was judged about
//! them (B18).

use super::Overlap;
use super::overlap::KIND;
use crate::record::Input;
use crate::{App, AppError, Ctx};
use samverk_catalogue::Scope;
use samverk_domain::RecordId;
use samverk_domain::access::{Action, Actor, Reason, Role};
use samverk_domain::map::overlap::common;
use samverk_domain::record::{Fault, Record, Visibility};
use samverk_storage::record::Stored;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// The kind whose records remember it.
const JUDGEMENT: &str = "overlap-judgement";
/// What may be judged.
pub const JUDGEMENTS: [&str; 3] = ["same", "related", DIFFERENT];
/// The judgement after which a pair is told of no more.
const DIFFERENT: &str = "different";

/// Two initiatives that are alike.
#[derive(Debug, Clone)]
pub struct Pair {
    /// The one.
    pub first: Record,
    /// The other, with both scores.
    pub other: Overlap,
    /// What was judged, if anything.
    pub judgement: Option<String>,
    /// Whether the asker may judge it.
    pub may_judge: bool,
}

/// A part of the pairs that there are.
#[derive(Debug, Clone, Default)]
pub struct Pairs {
    /// Those asked for.
    pub pairs: Vec<Pair>,
    /// How many there are in all.
    pub all: usize,
    /// How many of them nobody has judged.
    pub open: usize,
    /// Initiatives that are not public and were left out, since there are too many.
    pub left_out: usize,
}

impl App {
    /// The pairs in which one of these initiatives is, the other being any
    /// that the asker sees; the most alike first, from one of them on so many.
    /// Those judged as different come only where they are asked for.
    ///
    /// # Errors
    /// The database failed.
    pub async fn pairs(
        &self,
        ctx: &Ctx,
        ids: &[RecordId],
        different_too: bool,
        (from, most): (usize, usize),
    ) -> Result<Pairs, AppError> {
        let scope = self.scope(&ctx.actor);
        let judged = self.judgements(&scope).await?;
        let (alike, left_out) = self.all_alike(ctx).await?;
        let ids: HashSet<&RecordId> = ids.iter().collect();
        let judgement = |a: RecordId, b: RecordId| judged.get(&ordered(a, b)).map(String::as_str);
        let mut chosen = Vec::new();
        for (a, b, score) in alike {
            let judgement = judgement(a, b);
            if different_too || judgement != Some(DIFFERENT) {
                match (ids.contains(&a), ids.contains(&b)) {
                    (true, _) => chosen.push((a, b, score, judgement)),
                    (false, true) => chosen.push((b, a, score, judgement)),
                    (false, false) => {}
                }
            }
        }
        let (all, open) = (chosen.len(), chosen.iter().filter(|(.., judgement)| judgement.is_none()).count());
        let part: Vec<_> = chosen.into_iter().skip(from).take(most).collect();
        let wanted: BTreeSet<RecordId> = part.iter().flat_map(|(a, b, ..)| [*a, *b]).collect();
        let wanted: Vec<RecordId> = wanted.into_iter().collect();
        let records: BTreeMap<RecordId, Stored> =
            self.load_piece(&wanted, &scope).await?.into_iter().map(|stored| (stored.record.id, stored)).collect();
        let pair = |(a, b, score, judgement): (RecordId, RecordId, f64, Option<&str>)| {
            let (first, other) = (&records.get(&a)?.record, records.get(&b)?);
            let shared = self.between(first, &other.record);
            let common = common(first, &other.record);
            let other = Overlap { stored: other.clone(), score, shared, common };
            let may_judge = self.may_judge(ctx, &[a, b]);
            Some(Pair { first: first.clone(), other, judgement: judgement.map(str::to_owned), may_judge })
        };
        Ok(Pairs { pairs: part.into_iter().filter_map(pair).collect(), all, open, left_out })
    }

    /// What was judged about each pair, within a scope; the latest where there
    /// is more than one.
    async fn judgements(&self, scope: &Scope) -> Result<BTreeMap<(RecordId, RecordId), String>, AppError> {
        self.catch_up().await?;
        let ids: Vec<RecordId> = self.look(|catalogue| catalogue.all(JUDGEMENT, scope).collect());
        self.judged_pairs(&ids, scope).await
    }

    /// The others that were judged to be other work than this one, as far as
    /// the asker sees the judgement.
    pub(super) async fn judged_different(&self, ctx: &Ctx, id: RecordId) -> Result<BTreeSet<RecordId>, AppError> {
        self.catch_up().await?;
        let scope = self.scope(&ctx.actor);
        let leading = self.look(|catalogue| catalogue.incoming(id, &scope));
        let ids: Vec<RecordId> =
            leading.into_iter().filter(|(_, kind, _)| *kind == JUDGEMENT).map(|(id, ..)| id).collect();
        let judged = self.judged_pairs(&ids, &scope).await?;
        let other = |(a, b): (RecordId, RecordId)| if a == id { b } else { a };
        Ok(judged.into_iter().filter(|(_, judgement)| judgement == DIFFERENT).map(|(pair, _)| other(pair)).collect())
    }

    async fn judged_pairs(
        &self,
        ids: &[RecordId],
        scope: &Scope,
    ) -> Result<BTreeMap<(RecordId, RecordId), String>, AppError> {
        let mut records = self.load_piece(ids, scope).await?;
        records.sort_by_key(|stored| stored.changed_seq);
        let pair = |record: &Record| {
            let key = ordered(record.target("first")?, record.target("second")?);
            Some((key, record.text("judgement")?.to_owned()))
        };
        Ok(records.iter().filter_map(|stored| pair(&stored.record)).collect())
    }

    /// Whether the asker may say what a pair is: who coordinates, and who may
    /// change one of the two.
    fn may_judge(&self, ctx: &Ctx, pair: &[RecordId]) -> bool {
        ctx.actor == Actor::Console
            || ctx.actor.grants().iter().any(|grant| grant.role == Role::Coordinator)
            || pair.iter().any(|id| self.require(ctx, Action::Change, *id).is_ok())
    }

    /// Remembers what was judged about a pair of keys or ids: anew, or in the place of what
    /// was judged before. Of two public initiatives everybody sees it, so that
    /// nobody is told of the pair again; of others the members.
    ///
    /// # Errors
    /// Not one of [`JUDGEMENTS`], not found, or not allowed.
    pub async fn judge(&self, ctx: &Ctx, pair: (&str, &str), judgement: &str) -> Result<Record, AppError> {
        self.catch_up().await?;
        let owner = self.owners_for(ctx).into_iter().next();
        if owner.is_none() && ctx.actor != Actor::Console {
            return Err(AppError::Denied(Reason::ReadOnly));
        }
        if !JUDGEMENTS.contains(&judgement) {
            return Err(AppError::Invalid(vec![Fault::error("judgement", "choice", judgement)]));
        }
        let (first, second) = (self.resolve(KIND, pair.0)?, self.resolve(KIND, pair.1)?);
        if !self.may_judge(ctx, &[first, second]) {
            return Err(AppError::Denied(Reason::ReadOnly));
        }
        let scope = self.scope(&ctx.actor);
        // The pair may have been judged the other way round.
        let about = |id: RecordId| -> BTreeSet<RecordId> {
            let leading = self.look(|catalogue| catalogue.incoming(id, &scope));
            leading.into_iter().filter(|(_, kind, _)| *kind == JUDGEMENT).map(|(id, ..)| id).collect()
        };
        let known = about(first).intersection(&about(second)).next().copied();
        let mut input = Input::default();
        input.fields.insert("judgement".to_owned(), vec![judgement.to_owned()]);
        if let Some(id) = known {
            let stored = self.record(ctx, id).await?;
            return self.change(ctx, id, stored.record.version, &input, None).await;
        }
        for (field, id) in [("first", first), ("second", second)] {
            let key = self.look(|catalogue| catalogue.key(id).map(str::to_owned)).ok_or(AppError::NotFound)?;
            input.fields.insert(field.to_owned(), vec![key]);
        }
        input.owner = owner.and_then(|owner| self.look(|catalogue| catalogue.key(owner).map(str::to_owned)));
        let mut open = true;
        for id in [first, second] {
            open &= self.record(ctx, id).await?.record.visibility == Visibility::Public;
        }
        let visibility = if open { Visibility::Public } else { Visibility::Members };
        input.visibility = Some(visibility.code().to_owned());
        self.create(ctx, JUDGEMENT, &input, None).await
    }
}

fn ordered(a: RecordId, b: RecordId) -> (RecordId, RecordId) {
    if a <= b { (a, b) } else { (b, a) }
}
