//! Where an initiative is in the cooperation process, what is missing at its
//! gate, and who has the ball (rows C01–C18).

use crate::{App, AppError, Ctx};
use samverk_catalogue::Scope;
use samverk_domain::RecordId;
use samverk_domain::access::Actor;
use samverk_domain::map::process::gate::{Asked, Gate, Life, kinds_read};
use samverk_domain::record::{Record, Value};

/// Questions read of one set.
const QUESTIONS_MAX: usize = 200;

/// The process of an initiative, as far as the asker sees what belongs to it.
#[derive(Debug, Clone)]
pub struct Process {
    /// The initiative with what belongs to it.
    pub life: Life,
    /// The four gates.
    pub gates: Vec<Gate>,
}

impl Process {
    /// The step that the initiative is in.
    #[must_use]
    pub fn step(&self) -> Option<&Gate> {
        Life::step(&self.gates)
    }

    /// Who has the ball at the present gate, and for how many things: the
    /// parties that are waited for, then the responsible one for the rest.
    #[must_use]
    pub fn ball(&self) -> Vec<(Option<RecordId>, usize)> {
        let responsible = self.life.initiative.as_ref().and_then(|initiative| initiative.target("responsible"));
        let mut ball: Vec<(Option<RecordId>, usize)> = Vec::new();
        let missing = self.step().into_iter().flat_map(|gate| &gate.findings).flat_map(|finding| &finding.missing);
        for missing in missing {
            let who = missing.party().or(responsible);
            match ball.iter_mut().find(|(known, _)| *known == who) {
                Some((_, count)) => *count += 1,
                None => ball.push((who, 1)),
            }
        }
        ball.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        ball
    }
}

impl App {
    /// The process of an initiative.
    ///
    /// # Errors
    /// Not found, which is also the answer for what must not be seen.
    pub async fn process(&self, ctx: &Ctx, id: RecordId) -> Result<Process, AppError> {
        self.catch_up().await?;
        let initiative = self.record(ctx, id).await?.record;
        if initiative.kind != "initiative" {
            return Err(AppError::NotFound);
        }
        let life = self.life(initiative, &self.scope(&ctx.actor)).await?;
        Ok(Process { gates: life.gates(), life })
    }

    /// How many conditions of a stage's gate miss something, whoever sees it,
    /// with these records as they are about to be.
    pub(crate) async fn holes(&self, stage: &Record, coming: &[&Record]) -> Result<usize, AppError> {
        let everything = self.scope(&Actor::Console);
        let Some(id) = stage.target("initiative") else { return Ok(0) };
        let stored = self.seen(&[id], &everything).await?.pop().map(|stored| stored.record);
        let new = coming.iter().find(|record| record.id == id).map(|record| (*record).clone());
        let Some(initiative) = new.or(stored) else { return Ok(0) };
        let mut life = self.life(initiative, &everything).await?;
        for record in coming {
            life.becomes(record);
        }
        let gates = life.gates();
        let own = gates.iter().find(|gate| stage.text("step") == Some(gate.step));
        Ok(own.map_or(0, Gate::holes))
    }

    async fn life(&self, initiative: Record, scope: &Scope) -> Result<Life, AppError> {
        let kinds = kinds_read();
        let leading = self.look(|catalogue| catalogue.incoming(initiative.id, scope));
        let mut ids: Vec<RecordId> = leading
            .into_iter()
            .filter(|(_, kind, field)| *field == "initiative" && kinds.contains(kind))
            .map(|(id, ..)| id)
            .collect();
        ids.sort_unstable();
        ids.dedup();
        let asked = self.asked(&initiative, scope).await?;
        let mut life = Life { initiative: Some(initiative), asked, ..Life::default() };
        for stored in self.seen(&ids, scope).await? {
            if let Some(kind) = kinds.iter().find(|kind| **kind == stored.record.kind) {
                life.belonging.entry(kind).or_default().push(stored.record);
            }
        }
        Ok(life)
    }

    /// The question sets in force that are asked at a gate, by their keys: those
    /// of nobody, which the operator keeps, and those of who owns the
    /// initiative or its cooperation.
    async fn asked(&self, initiative: &Record, scope: &Scope) -> Result<Vec<Asked>, AppError> {
        let cooperation = initiative.target("cooperation");
        let of_cooperation = cooperation.and_then(|id| self.look(|catalogue| catalogue.owner(id)));
        let ids: Vec<RecordId> = self.look(|catalogue| catalogue.all("question-set", scope).collect());
        let mut sets = self.seen(&ids, scope).await?;
        sets.retain(|set| {
            let at_gate = set.record.first("at_gate") == Some(&Value::Flag(true));
            let asks = set.record.owner.is_none_or(|own| Some(own) == initiative.owner || Some(own) == of_cooperation);
            at_gate && asks && set.record.state.as_deref() == Some("in_force")
        });
        sets.sort_by(|a, b| a.record.key.cmp(&b.record.key));
        let mut asked = Vec::with_capacity(sets.len());
        for set in sets {
            let leading = self.look(|catalogue| catalogue.incoming(set.record.id, scope));
            let ids = leading.into_iter().filter(|(_, kind, field)| *kind == "question" && *field == "set");
            let ids: Vec<RecordId> = ids.map(|(id, ..)| id).take(QUESTIONS_MAX).collect();
            let mut questions: Vec<Record> =
                self.seen(&ids, scope).await?.into_iter().map(|stored| stored.record).collect();
            questions.sort_by_key(|question| (question.number("order"), question.id));
            asked.push(Asked { set: set.record, questions });
        }
        Ok(asked)
    }
}
