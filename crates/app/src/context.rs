//! The running program, and who asks it.

use crate::{AppError, Ports};
use samverk_catalogue::{Catalogue, Labels, Scope};
use samverk_domain::access::{Actor, Grant, Reason};
use samverk_domain::record::{OwnField, Registry};
use samverk_domain::{Lang, UserId};
use samverk_storage::{Store, audit, record};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Records read from the database at a time while the catalogue is filled.
const FILL_CHUNK: i64 = 2_000;
/// Scopes kept in memory; one is a few kilobytes.
const SCOPES_MAX: usize = 200;
/// The clock may be this much behind the last entry before it counts as set back.
const CLOCK_SLACK_SECONDS: i64 = 300;

/// Who asks, in which language and by which way.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who.
    pub actor: Actor,
    /// How the history names them: a user's id, or `console`.
    pub name: String,
    /// `web`, `cli`, `demo`.
    pub via: &'static str,
    /// Language of titles and order.
    pub lang: Lang,
    /// Makes a write that is sent twice happen once.
    pub once: Option<Once>,
}

/// The key that a client gives a write, and what it asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// Unique among all writes that are remembered.
    pub key: String,
    /// Hash of the request, so that a key used for something else is refused.
    pub fingerprint: String,
}

impl Once {
    /// The key that a form had when it was shown: however often it is sent.
    #[must_use]
    pub fn of_form(ctx: &Ctx, form: &str) -> Self {
        let key = crate::access::sha256_hex(format!("form {} {form}", ctx.name).as_bytes());
        Self { key, fingerprint: String::new() }
    }
}

impl Ctx {
    /// The user who asks.
    ///
    /// # Errors
    /// Nobody is signed in, or it is the command line.
    pub(crate) fn user(&self) -> Result<UserId, AppError> {
        match &self.actor {
            Actor::User { id, .. } => Ok(*id),
            Actor::Public | Actor::Console => Err(AppError::Denied(Reason::SignInFirst)),
        }
    }

    /// The command line.
    #[must_use]
    pub fn console(name: &str, lang: Lang) -> Self {
        Self { actor: Actor::Console, name: name.to_owned(), via: "cli", lang, once: None }
    }
}

type ScopeKey = (bool, bool, Vec<Grant>);
/// A scope with the transaction and the day that it holds for.
type KnownScope = (i64, jiff::civil::Date, Arc<Scope>);

/// The kinds as they are now, and which state of the installation's own
/// fields they hold.
struct Known {
    number: i64,
    own: Vec<OwnField>,
    registry: &'static Registry,
}

impl Known {
    /// The kinds are kept until the program ends, so that every layer may
    /// hold on to one: own fields change a few times a year, and each change
    /// leaves some hundred kilobytes behind until the next start.
    fn new(base: &Registry, number: i64, own: Vec<OwnField>) -> Result<Self, AppError> {
        let registry = base.with_own(&own).map_err(|error| {
            tracing::error!(%error, "own fields");
            AppError::Rule("own_fields_unreadable")
        })?;
        Ok(Self { number, own, registry: Box::leak(Box::new(registry)) })
    }
}

/// The program: database, catalogue, ports.
pub struct App {
    pub(crate) store: Store,
    pub(crate) ports: Ports,
    pub(crate) passwords: crate::access::Passwords,
    pub(crate) recent: crate::record::RecentRecords,
    pub(crate) imports: crate::import::Progress,
    pub(crate) overlaps: crate::map::Overlaps,
    pub(crate) boundaries: crate::map::KnownBoundaries,
    pub(crate) pasts: crate::map::KnownPasts,
    base: Registry,
    known: RwLock<Known>,
    labels: Arc<dyn Labels>,
    catalogue: RwLock<Catalogue>,
    filled: tokio::sync::Mutex<bool>,
    scopes: Mutex<HashMap<ScopeKey, KnownScope>>,
}

impl App {
    /// Opens a database: brings its schema up to date and checks the clock.
    ///
    /// # Errors
    /// The database cannot be brought up to date, or the clock stands before
    /// the last entry of the history.
    pub async fn open(
        store: Store,
        registry: Registry,
        labels: Arc<dyn Labels>,
        ports: Ports,
    ) -> Result<Self, AppError> {
        store.migrate().await?;
        let head = audit::head(&store).await?;
        let earliest = crate::ports::instant_text(
            ports
                .clock
                .now()
                .checked_add(jiff::SignedDuration::from_secs(CLOCK_SLACK_SECONDS))
                .unwrap_or(ports.clock.now()),
        );
        if earliest < head.at {
            return Err(AppError::Rule("clock_set_back"));
        }
        let own = crate::own_field::read_all(&mut store.read().await?).await?;
        let known = Known::new(&registry, head.own_fields, own)?;
        labels.declare_own(&known.own);
        Ok(Self {
            catalogue: RwLock::new(Catalogue::new(known.registry, Arc::clone(&labels))),
            known: RwLock::new(known),
            base: registry,
            labels,
            filled: tokio::sync::Mutex::new(false),
            scopes: Mutex::new(HashMap::new()),
            passwords: crate::access::Passwords::default(),
            recent: crate::record::RecentRecords::default(),
            imports: crate::import::Progress::default(),
            overlaps: crate::map::Overlaps::default(),
            boundaries: crate::map::KnownBoundaries::default(),
            pasts: crate::map::KnownPasts::default(),
            store,
            ports,
        })
    }

    /// The declared kinds, with the fields that the installation added.
    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.known.read().unwrap_or_else(PoisonError::into_inner).registry
    }

    /// The fields that the installation added.
    #[must_use]
    pub fn own_fields(&self) -> Vec<OwnField> {
        self.known.read().unwrap_or_else(PoisonError::into_inner).own.clone()
    }

    /// The kinds as a transaction's own fields make them.
    pub(crate) async fn registry_in(&self, tx: &mut samverk_storage::Tx) -> Result<Registry, AppError> {
        let own = crate::own_field::read_all(tx).await?;
        self.base.with_own(&own).map_err(|error| {
            tracing::error!(%error, "own fields");
            AppError::Rule("own_fields_unreadable")
        })
    }

    /// Takes in what another process, or this one, changed in the
    /// installation's own fields: the kinds and the catalogue are made anew.
    async fn learn_own_fields(&self, number: i64) -> Result<(), AppError> {
        let own = crate::own_field::read_all(&mut self.store.read().await?).await?;
        let known = Known::new(&self.base, number, own)?;
        self.labels.declare_own(&known.own);
        let fresh = Catalogue::new(known.registry, Arc::clone(&self.labels));
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        self.tell(|catalogue| *catalogue = fresh);
        self.scopes.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.recent.forget_all();
        Ok(())
    }

    /// A catalogue with nothing in it.
    pub(crate) fn empty_catalogue(&self) -> Catalogue {
        Catalogue::new(self.registry(), Arc::clone(&self.labels))
    }

    /// The translations.
    pub(crate) fn labels(&self) -> &dyn Labels {
        &*self.labels
    }

    /// Time and randomness.
    #[must_use]
    pub fn ports(&self) -> &Ports {
        &self.ports
    }

    /// The database, for telling what it is and for closing it.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Where the history ends.
    ///
    /// # Errors
    /// The database failed.
    pub async fn head(&self) -> Result<audit::Head, AppError> {
        Ok(audit::head(&self.store).await?)
    }

    /// Asks the catalogue. The answer must not be awaited on.
    pub fn look<T>(&self, question: impl FnOnce(&Catalogue) -> T) -> T {
        question(&self.catalogue.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn tell<T>(&self, news: impl FnOnce(&mut Catalogue) -> T) -> T {
        news(&mut self.catalogue.write().unwrap_or_else(PoisonError::into_inner))
    }

    /// Brings the catalogue in step with the database: a question for the
    /// last transaction, and the records that changed since.
    ///
    /// # Errors
    /// The database failed.
    pub async fn catch_up(&self) -> Result<(), AppError> {
        let mut filled = self.filled.lock().await;
        let head = audit::head(&self.store).await?;
        let own_fields = self.known.read().unwrap_or_else(PoisonError::into_inner).number;
        if head.own_fields != own_fields {
            self.learn_own_fields(head.own_fields).await?;
            *filled = false;
        }
        let known = self.look(Catalogue::seq);
        if *filled && head.seq == known {
            return Ok(());
        }
        let mut tx = self.store.read().await?;
        let head = audit::head_in(&mut tx).await?;
        if *filled {
            let changed = record::load_changed_after(&mut tx, self.registry(), known).await?;
            self.tell(|catalogue| {
                changed.iter().for_each(|stored| catalogue.upsert(&stored.record, stored.changed_seq))
            });
        } else {
            let mut after = String::new();
            loop {
                let chunk = record::load_after(&mut tx, self.registry(), &after, FILL_CHUNK).await?;
                let Some(last) = chunk.last() else { break };
                after = last.record.id.to_string();
                self.tell(|catalogue| {
                    chunk.iter().for_each(|stored| catalogue.upsert(&stored.record, stored.changed_seq))
                });
            }
            *filled = true;
        }
        self.tell(|catalogue| catalogue.set_seq(head.seq));
        Ok(())
    }

    /// What an actor may see, today.
    #[must_use]
    pub fn scope(&self, actor: &Actor) -> Arc<Scope> {
        let mut grants = actor.grants().to_vec();
        grants.sort_unstable();
        let key = (*actor == Actor::Console, actor.is_signed_in(), grants);
        let today = self.ports.today();
        self.look(|catalogue| {
            let mut scopes = self.scopes.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((seq, day, scope)) = scopes.get(&key)
                && *seq == catalogue.seq()
                && *day == today
            {
                return Arc::clone(scope);
            }
            if scopes.len() >= SCOPES_MAX {
                scopes.clear();
            }
            let scope = Arc::new(catalogue.scope(actor, today));
            scopes.insert(key, (catalogue.seq(), today, Arc::clone(&scope)));
            scope
        })
    }
}
