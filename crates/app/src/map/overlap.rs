//! Initiatives that may be the same work (B18).

use crate::{App, AppError, Ctx};
use samverk_catalogue::Scope;
use samverk_domain::map::COMPARED;
use samverk_domain::map::overlap::{Common, Glossary, Passage, Prepared, Shared, TextIndex, common};
use samverk_domain::record::{Record, Value, Visibility};
use samverk_domain::{Lang, RecordId};
use samverk_storage::record::{Stored, load_many_alone};
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The register that is compared.
pub const KIND: &str = "initiative";
/// Text scores from which on an initiative is told of. Below it the judged
/// pairs of `data/quality` are mostly unrelated.
const SCORE_MIN: f64 = 0.12;
/// Others that are paired with each.
const NEAREST: usize = 5;
/// Initiatives that are not public which are paired with each other at a time.
const OTHERS_MAX: usize = 1_000;

type Texts = Vec<(Option<Lang>, String)>;

/// An initiative that may overlap with another.
#[derive(Debug, Clone)]
pub struct Overlap {
    /// The other, without what the asker may not see.
    pub stored: Stored,
    /// How alike the texts are, from 0 to 1.
    pub score: f64,
    /// The words that make it so, the most first.
    pub shared: Vec<Shared>,
    /// What they have in common besides: the second score.
    pub common: Common,
}

/// The texts of all initiatives as of a transaction.
///
/// How rare a word is comes from public initiatives alone: a score that rested
/// on others would tell of them to people who must not know of them.
pub(crate) struct Overlaps(Mutex<Known>);

struct Known {
    seq: i64,
    public: TextIndex<RecordId>,
    others: HashMap<RecordId, Other>,
    /// Whether the public texts changed since the others were prepared.
    stale: bool,
    /// Public initiatives that are alike, as long as no text changes.
    pairs: Option<Arc<[(RecordId, RecordId, f64)]>>,
}

/// An initiative that is not public.
struct Other {
    texts: Texts,
    /// As the index of public texts understands it.
    prepared: Prepared,
}

impl Known {
    /// Understands the others anew where the public texts changed: a word that
    /// they have now may have been unknown before.
    fn prepare_others(&mut self) {
        if std::mem::take(&mut self.stale) {
            for other in self.others.values_mut() {
                other.prepared = self.public.prepare(&passages(&other.texts));
            }
        }
    }
}

impl Default for Overlaps {
    fn default() -> Self {
        let public = TextIndex::new(Glossary::of_the_field());
        Self(Mutex::new(Known { seq: 0, public, others: HashMap::new(), stale: false, pairs: None }))
    }
}

impl Overlaps {
    fn known(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What of an initiative is compared.
fn texts(record: &Record) -> Texts {
    let values = COMPARED.iter().flat_map(|field| record.values(field));
    values.filter_map(Value::as_text).map(|text| (record.language(), text.to_owned())).collect()
}

fn passages(texts: &Texts) -> Vec<Passage<'_>> {
    texts.iter().map(|(lang, text)| Passage { lang: *lang, text }).collect()
}

impl App {
    /// Initiatives whose text is most like that of one, which the asker may
    /// see, and which nobody judged to be other work; the most alike first.
    ///
    /// # Errors
    /// The initiative is not found, or the database failed.
    pub async fn overlaps(&self, ctx: &Ctx, id: RecordId, most: usize) -> Result<Vec<Overlap>, AppError> {
        let own = self.record(ctx, id).await?;
        self.overlaps_of(ctx, &own.record, most).await
    }

    /// The same for an initiative that need not be stored yet, as one that
    /// is being written.
    ///
    /// # Errors
    /// The database failed.
    pub async fn overlaps_of(&self, ctx: &Ctx, own: &Record, most: usize) -> Result<Vec<Overlap>, AppError> {
        let different = self.judged_different(ctx, own.id).await?;
        let mut found = self.most_alike(ctx, own, most.saturating_add(different.len())).await?;
        found.retain(|overlap| !different.contains(&overlap.stored.record.id));
        found.truncate(most);
        Ok(found)
    }

    /// The same, whatever was judged.
    async fn most_alike(&self, ctx: &Ctx, own: &Record, most: usize) -> Result<Vec<Overlap>, AppError> {
        self.learn_texts().await?;
        let scope = self.scope(&ctx.actor);
        let found = self.alike(own, most, &scope);
        let ids: Vec<RecordId> = found.iter().map(|(id, ..)| *id).collect();
        let records = self.seen(&ids, &scope).await?;
        let with_record = |(id, score, shared): (RecordId, f64, Vec<Shared>)| {
            let stored = records.iter().find(|stored| stored.record.id == id)?.clone();
            let common = common(own, &stored.record);
            Some(Overlap { stored, score, shared, common })
        };
        Ok(found.into_iter().filter_map(with_record).collect())
    }

    /// All pairs that are alike among what the asker sees, each once, the most
    /// alike first: of each initiative the nearest, and of those that are not
    /// public at most so many. The second number tells how many of these are
    /// left out.
    pub(super) async fn all_alike(&self, ctx: &Ctx) -> Result<(Vec<(RecordId, RecordId, f64)>, usize), AppError> {
        self.learn_texts().await?;
        let scope = self.scope(&ctx.actor);
        let mut known = self.overlaps.known();
        known.prepare_others();
        let public = match &known.pairs {
            Some(pairs) => Arc::clone(pairs),
            None => {
                let all = known.public.all_nearest(NEAREST, 1).into_iter();
                let pairs = all.flat_map(|(own, hits)| hits.into_iter().map(move |hit| (own, hit.key, hit.score)));
                let pairs: Arc<[_]> = once_each(pairs.collect()).into();
                known.pairs = Some(Arc::clone(&pairs));
                pairs
            }
        };
        let mut seen: Vec<(&RecordId, &Other)> =
            known.others.iter().filter(|(id, _)| self.look(|catalogue| catalogue.sees(**id, &scope))).collect();
        seen.sort_unstable_by_key(|(id, _)| **id);
        let left_out = seen.len().saturating_sub(OTHERS_MAX);
        seen.truncate(OTHERS_MAX);
        let mut pairs = public.to_vec();
        for (at, (id, other)) in seen.iter().enumerate() {
            let near = known.public.nearest(&passages(&other.texts), NEAREST).into_iter();
            pairs.extend(near.map(|hit| (**id, hit.key, hit.score)));
            for (next, other_too) in seen.iter().skip(at + 1) {
                let score = known.public.compare_prepared(&other.prepared, &other_too.prepared).0;
                pairs.push((**id, **next, score));
            }
        }
        Ok((once_each(pairs), left_out))
    }

    /// The score of two initiatives and the words that make it so.
    pub(super) fn between(&self, own: &Record, other: &Record) -> Vec<Shared> {
        let known = self.overlaps.known();
        let (own, texts) = (texts(own), texts(other));
        let shared = known.public.shared_with(&passages(&own), &other.id);
        if shared.is_empty() { known.public.compare(&passages(&own), &passages(&texts)).1 } else { shared }
    }

    fn alike(&self, own: &Record, most: usize, scope: &Scope) -> Vec<(RecordId, f64, Vec<Shared>)> {
        let mut known = self.overlaps.known();
        known.prepare_others();
        let own_texts = texts(own);
        let asked = passages(&own_texts);
        let seen = |id: RecordId| id != own.id && self.look(|catalogue| catalogue.sees(id, scope));
        // One more, since the initiative itself is most like itself.
        let public = known.public.nearest(&asked, most.saturating_add(1)).into_iter();
        let public = public.filter(|hit| seen(hit.key)).map(|hit| {
            let shared = known.public.shared_with(&asked, &hit.key);
            (hit.key, hit.score, shared)
        });
        let prepared = known.public.prepare(&asked);
        let others = known.others.iter().filter(|(id, _)| seen(**id)).map(|(id, other)| {
            let (score, shared) = known.public.compare_prepared(&prepared, &other.prepared);
            (*id, score, shared)
        });
        let mut found: Vec<_> = public.chain(others).filter(|(_, score, _)| *score >= SCORE_MIN).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }

    /// Takes in the initiatives that changed since the texts were last asked.
    async fn learn_texts(&self) -> Result<(), AppError> {
        self.catch_up().await?;
        let since = self.overlaps.known().seq;
        let (now, changed) = self.look(|catalogue| (catalogue.seq(), catalogue.changed_after(KIND, since)));
        if now == since {
            return Ok(());
        }
        let records = load_many_alone(&self.store, self.registry(), &changed).await?;
        let mut known = self.overlaps.known();
        if known.seq != since {
            // Another question was quicker; what it left out is taken in next time.
            return Ok(());
        }
        let live = |stored: &&Stored| !stored.record.deleted;
        if since == 0 {
            let public = records.iter().filter(live).filter(|stored| stored.record.visibility == Visibility::Public);
            let owned: Vec<(RecordId, Texts)> =
                public.map(|stored| (stored.record.id, texts(&stored.record))).collect();
            let all = owned.iter().map(|(id, texts)| (*id, passages(texts)));
            known.public = TextIndex::build(Glossary::of_the_field(), all);
        }
        for stored in &records {
            let (id, texts) = (stored.record.id, texts(&stored.record));
            known.stale = true;
            known.pairs = None;
            match (stored.record.deleted, stored.record.visibility) {
                (true, _) => {
                    known.public.remove(&id);
                    known.others.remove(&id);
                }
                (false, Visibility::Public) => {
                    known.public.put(id, &passages(&texts));
                    known.others.remove(&id);
                }
                (false, _) => {
                    known.public.remove(&id);
                    known.others.insert(id, Other { texts, prepared: Prepared::default() });
                }
            }
        }
        known.seq = now;
        Ok(())
    }
}

/// Pairs that are alike enough, each once whichever way round, the most alike first.
fn once_each(pairs: Vec<(RecordId, RecordId, f64)>) -> Vec<(RecordId, RecordId, f64)> {
    let mut told: HashSet<(RecordId, RecordId)> = HashSet::with_capacity(pairs.len());
    let mut pairs = pairs;
    pairs.retain(|(a, b, score)| *score >= SCORE_MIN && told.insert((*a.min(b), *a.max(b))));
    pairs.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
    pairs
}
