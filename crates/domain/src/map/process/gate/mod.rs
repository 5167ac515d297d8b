//! The gates between the steps: what must be there before an initiative goes
//! on, read from the fields themselves (rows B15, B20, B23, C01–C18; invariants
//! 3 and 9). Pure: the records of an initiative come in, what is missing goes
//! out, with who has the ball.

mod table;

pub use table::{BASIS_ITEMS, Condition, GATE_KIND, GATES, TARGET_SECTIONS, Test, is_step, kinds_read};

use crate::RecordId;
use crate::record::{ChoiceList, Record};
use std::collections::BTreeMap;

/// A question set in force with its questions.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The set.
    pub set: Record,
    /// Its questions, in their order.
    pub questions: Vec<Record>,
}

/// An initiative with what belongs to it.
#[derive(Debug, Clone, Default)]
pub struct Life {
    /// The initiative; nothing is known of one that is not there.
    pub initiative: Option<Record>,
    /// What leads to it, by kind; deleted records are left out by whoever fills this.
    pub belonging: BTreeMap<&'static str, Vec<Record>>,
    /// Question sets in force that are asked at a gate.
    pub asked: Vec<Asked>,
}

/// Something that is not there yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// A field of the record of this kind.
    Field(&'static str, &'static str),
    /// A record of this kind, or one more.
    Record(&'static str),
    /// A party's record of this kind.
    Party(&'static str, RecordId),
    /// An entry of a list: the list's name and the code.
    Entry(&'static str, &'static str),
    /// An entry of a list, for a party.
    PartyEntry(&'static str, &'static str, RecordId),
    /// Parties are missing: how many there are, how many there must be.
    Parties(usize, usize),
    /// A record of this kind that is not where it must be.
    State(&'static str, RecordId),
    /// An answer: to which question, by whom, about which area, in which capacity.
    Answer {
        /// The question.
        question: RecordId,
        /// Who is to answer; the responsible one where nobody is named.
        party: Option<RecordId>,
        /// Area that is asked about.
        area: Option<String>,
        /// In which capacity.
        answered_as: Option<String>,
    },
    /// The step before has not passed its gate.
    Step(&'static str),
}

impl Missing {
    /// The party that has the ball, where it is not the responsible one.
    #[must_use]
    pub fn party(&self) -> Option<RecordId> {
        match self {
            Self::Party(_, party) | Self::PartyEntry(.., party) => Some(*party),
            Self::Answer { party, .. } => *party,
            _ => None,
        }
    }
}

/// A condition and what it misses; nothing missing is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The condition.
    pub condition: Condition,
    /// What is not there.
    pub missing: Vec<Missing>,
}

/// A step with its gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Code of the step.
    pub step: &'static str,
    /// Its stage's record, where one was begun.
    pub stage: Option<RecordId>,
    /// State of that record.
    pub state: Option<String>,
    /// Every condition.
    pub findings: Vec<Finding>,
}

impl Gate {
    /// Whether the gate is passed.
    #[must_use]
    pub fn is_passed(&self) -> bool {
        self.state.as_deref() == Some("passed")
    }

    /// How many conditions miss something.
    #[must_use]
    pub fn holes(&self) -> usize {
        self.findings.iter().filter(|finding| !finding.missing.is_empty()).count()
    }
}

impl Life {
    /// Takes in a record as it is about to be: new, changed, or gone.
    pub fn becomes(&mut self, record: &Record) {
        let Some(kind) = kinds_read().into_iter().find(|kind| *kind == record.kind) else { return };
        let own = self.belonging.entry(kind).or_default();
        own.retain(|known| known.id != record.id);
        if !record.deleted && record.target("initiative") == self.initiative.as_ref().map(|own| own.id) {
            own.push(record.clone());
        }
    }

    fn of(&self, kind: &str) -> &[Record] {
        self.belonging.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Who takes part, the responsible one among them, each once.
    #[must_use]
    pub fn parties(&self) -> Vec<RecordId> {
        let Some(initiative) = &self.initiative else { return Vec::new() };
        let mut parties: Vec<RecordId> =
            initiative.targets("participant").chain(initiative.target("responsible")).collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// Every gate with what it misses.
    #[must_use]
    pub fn gates(&self) -> Vec<Gate> {
        let stage = |step: &str| self.of(GATE_KIND).iter().find(|stage| stage.text("step") == Some(step));
        let gates = GATES.iter().map(|(step, conditions)| Gate {
            step,
            stage: stage(step).map(|stage| stage.id),
            state: stage(step).and_then(|stage| stage.state.clone()),
            findings: conditions
                .iter()
                .map(|condition| Finding { condition: *condition, missing: self.missing(step, condition.test) })
                .collect(),
        });
        gates.collect()
    }

    /// The step that it is in: the first whose gate is not passed; the last
    /// where all are.
    #[must_use]
    pub fn step(gates: &[Gate]) -> Option<&Gate> {
        gates.iter().find(|gate| !gate.is_passed()).or(gates.last())
    }

    fn missing(&self, step: &str, test: Test) -> Vec<Missing> {
        let parties = self.parties();
        let filled = |record: &Record, field: &str| record.first(field).is_some();
        let by = |kind: &str, party: RecordId| {
            self.of(kind).iter().any(|record| record.target("organisation") == Some(party))
        };
        match test {
            Test::Own(fields) => {
                let own = self.initiative.as_ref();
                let empty = fields.iter().filter(|field| !own.is_some_and(|own| filled(own, field)));
                empty.map(|field| Missing::Field("initiative", field)).collect()
            }
            Test::Parties(least) if parties.len() >= least => Vec::new(),
            Test::Parties(least) => vec![Missing::Parties(parties.len(), least)],
            // Where nobody takes part yet, nobody can have done it.
            Test::EachParty(kind) if parties.is_empty() => vec![Missing::Record(kind)],
            Test::EachParty(kind) => {
                parties.into_iter().filter(|party| !by(kind, *party)).map(|party| Missing::Party(kind, party)).collect()
            }
            Test::Filled(kind, fields) => match self.of(kind).first() {
                None => vec![Missing::Record(kind)],
                Some(record) => fields
                    .iter()
                    .filter(|field| !filled(record, field))
                    .map(|field| Missing::Field(kind, field))
                    .collect(),
            },
            Test::AtLeast(kind, least) => {
                let left = least.saturating_sub(self.of(kind).len());
                std::iter::repeat_n(Missing::Record(kind), left).collect()
            }
            Test::Chosen(kind, flag, fields) => {
                let marked = |record: &&Record| record.first(flag) == Some(&crate::record::Value::Flag(true));
                match self.of(kind).iter().find(marked) {
                    None => vec![Missing::Field(kind, flag)],
                    Some(record) => fields
                        .iter()
                        .filter(|field| !filled(record, field))
                        .map(|field| Missing::Field(kind, field))
                        .collect(),
                }
            }
            Test::EachEntry(kind, field, list) => self.entries(kind, field, list, |_| true),
            Test::EachEntryIn(kind, field, list, states) => {
                let settled = |record: &Record| record.state.as_deref().is_some_and(|state| states.contains(&state));
                self.entries(kind, field, list, settled)
            }
            Test::EachPartyEntry(kind, ..) if parties.is_empty() => vec![Missing::Record(kind)],
            Test::EachPartyEntry(kind, field, list) => {
                let has = |party: RecordId, code: &str| {
                    let of = |record: &&Record| {
                        record.target("organisation") == Some(party) && record.text(field) == Some(code)
                    };
                    self.of(kind).iter().any(|record| of(&record))
                };
                let all =
                    parties.into_iter().flat_map(|party| list.entries.iter().map(move |entry| (party, entry.code)));
                all.filter(|(party, code)| !has(*party, code))
                    .map(|(party, code)| Missing::PartyEntry(list.name, code, party))
                    .collect()
            }
            Test::NoneIn(kind, states) => self
                .of(kind)
                .iter()
                .filter(|record| record.state.as_deref().is_some_and(|state| states.contains(&state)))
                .map(|record| Missing::State(kind, record.id))
                .collect(),
            Test::Where(kind, flag, needed) => {
                let marked = |record: &Record| record.first(flag) == Some(&crate::record::Value::Flag(true));
                let open = self.of(kind).iter().any(marked) && self.of(needed).is_empty();
                if open { vec![Missing::Record(needed)] } else { Vec::new() }
            }
            Test::Questions => self.unanswered(step),
            Test::Before => {
                let at = GATES.iter().position(|(code, _)| *code == step).unwrap_or_default();
                let Some((before, _)) = at.checked_sub(1).and_then(|at| GATES.get(at)) else { return Vec::new() };
                let passed = self
                    .of("process-stage")
                    .iter()
                    .any(|stage| stage.text("step") == Some(*before) && stage.state.as_deref() == Some("passed"));
                if passed { Vec::new() } else { vec![Missing::Step(before)] }
            }
        }
    }

    fn entries(
        &self,
        kind: &str,
        field: &str,
        list: &'static ChoiceList,
        counts: impl Fn(&Record) -> bool,
    ) -> Vec<Missing> {
        let has = |code: &str| self.of(kind).iter().any(|record| record.text(field) == Some(code) && counts(record));
        let open = list.entries.iter().filter(|entry| !has(entry.code));
        open.map(|entry| Missing::Entry(list.name, entry.code)).collect()
    }

    /// Answers that are missing to the questions of a step.
    fn unanswered(&self, step: &str) -> Vec<Missing> {
        let Some(initiative) = &self.initiative else { return Vec::new() };
        let areas: Vec<&str> = initiative.values("areas").iter().filter_map(|value| value.as_text()).collect();
        let parties = self.parties();
        let mut missing = Vec::new();
        // A gate that was passed is judged by the sets of that day.
        let stage = self.of(GATE_KIND).iter().find(|stage| stage.text("step") == Some(step));
        let passed = stage.filter(|stage| stage.state.as_deref() == Some("passed"));
        let passed = passed.and_then(|stage| day(stage, "decided"));
        let asked = self.asked.iter().filter(|asked| {
            let holds = passed.is_none_or(|passed| day(&asked.set, "valid_from").is_none_or(|from| from <= passed));
            holds && asked.set.text("step") == Some(step)
        });
        for asked in asked {
            let roles: Vec<Option<&str>> = match asked.set.values("answered_as") {
                [] => vec![None],
                roles => roles.iter().map(|role| role.as_text()).collect(),
            };
            // Who is asked about what: a party, an area, or the initiative as a whole.
            let (who, what): (Vec<Option<RecordId>>, Vec<Option<&str>>) = match asked.set.text("asked_of") {
                Some("each_party") => (parties.iter().copied().map(Some).collect(), vec![None]),
                Some("each_area") => (vec![None], areas.iter().copied().map(Some).collect()),
                _ => (vec![None], vec![None]),
            };
            let optional = |question: &&Record| question.first("optional") == Some(&crate::record::Value::Flag(true));
            for question in asked.questions.iter().filter(|question| !optional(question)) {
                for (party, area) in who.iter().flat_map(|party| what.iter().map(move |area| (*party, *area))) {
                    for role in &roles {
                        if !self.is_answered(question.id, party, area, *role) {
                            missing.push(Missing::Answer {
                                question: question.id,
                                party,
                                area: area.map(str::to_owned),
                                answered_as: role.map(str::to_owned),
                            });
                        }
                    }
                }
            }
        }
        missing
    }

    fn is_answered(&self, question: RecordId, party: Option<RecordId>, area: Option<&str>, role: Option<&str>) -> bool {
        self.of("answer").iter().any(|answer| {
            answer.target("question") == Some(question)
                && (party.is_none() || answer.target("organisation") == party)
                && (area.is_none() || answer.text("area") == area)
                && (role.is_none() || answer.text("answered_as") == role)
        })
    }
}

fn day(record: &Record, field: &str) -> Option<jiff::civil::Date> {
    match record.first(field) {
        Some(crate::record::Value::Date(day)) => Some(*day),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{LinkValue, Value};
    use crate::registry;

    fn id(number: u128) -> RecordId {
        RecordId(uuid::Uuid::from_u128(number))
    }

    fn record(kind: &str, number: u128, fields: &[(&'static str, Value)]) -> Record {
        let registry = registry().expect("declarations");
        let mut record = Record::new(registry.get(kind).expect("kind"), id(number), None);
        for (field, value) in fields {
            let values = record.values(field).iter().cloned().chain([value.clone()]).collect();
            record.set(field, values);
        }
        record
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn to(number: u128) -> Value {
        Value::Link(LinkValue::to(id(number)))
    }

    fn life(fields: &[(&'static str, Value)]) -> Life {
        Life { initiative: Some(record("initiative", 1, fields)), ..Life::default() }
    }

    fn missing(life: &Life, step: &str, code: &str) -> Vec<Missing> {
        let gates = life.gates();
        let gate = gates.iter().find(|gate| gate.step == step).expect("step");
        gate.findings.iter().find(|finding| finding.condition.code == code).expect("condition").missing.clone()
    }

    #[test]
    fn every_kind_and_field_that_a_gate_reads_is_declared() {
        let registry = registry().expect("declarations");
        for kind in kinds_read() {
            let kind = registry.get(kind).expect("kind");
            assert!(kind.get("initiative").is_some(), "{}", kind.name);
        }
        let declared = |kind: &str, field: &str| registry.get(kind).and_then(|kind| kind.get(field)).is_some();
        for (step, conditions) in &GATES {
            assert!(is_step(step));
            for condition in *conditions {
                match condition.test {
                    Test::Own(fields) => assert!(fields.iter().all(|field| declared("initiative", field))),
                    Test::Filled(kind, fields) => assert!(fields.iter().all(|field| declared(kind, field))),
                    Test::Chosen(kind, flag, fields) => {
                        assert!(declared(kind, flag) && fields.iter().all(|field| declared(kind, field)));
                    }
                    Test::EachEntry(kind, field, _) | Test::EachEntryIn(kind, field, ..) => {
                        assert!(declared(kind, field))
                    }
                    Test::EachPartyEntry(kind, field, _) => {
                        assert!(declared(kind, field) && declared(kind, "organisation"));
                    }
                    Test::EachParty(kind) => assert!(declared(kind, "organisation")),
                    Test::NoneIn(kind, states) => {
                        let machine = registry.get(kind).and_then(|kind| kind.states.as_ref()).expect("states");
                        assert!(states.iter().all(|state| machine.get(state).is_some()));
                    }
                    Test::Where(kind, flag, _) => assert!(declared(kind, flag)),
                    Test::AtLeast(..) | Test::Parties(_) | Test::Questions | Test::Before => {}
                }
            }
        }
    }

    #[test]
    fn a_party_without_its_motives_has_the_ball() {
        let mut life = life(&[("participant", to(10)), ("responsible", to(11))]);
        assert_eq!(missing(&life, "identify", "parties"), []);
        assert_eq!(
            missing(&life, "identify", "motives"),
            [Missing::Party("motive", id(10)), Missing::Party("motive", id(11))]
        );
        life.belonging.insert("motive", vec![record("motive", 2, &[("organisation", to(10)), ("motive", text("x"))])]);
        let left = missing(&life, "identify", "motives");
        assert_eq!(left.first().and_then(Missing::party), Some(id(11)));
        assert_eq!(left.len(), 1);
    }

    #[test]
    fn a_target_state_needs_its_delimitation_and_a_basis_its_eight_items() {
        let mut life = life(&[]);
        assert_eq!(missing(&life, "describe", "delimitation"), [Missing::Record("target-state")]);
        life.belonging.insert("target-state", vec![record("target-state", 2, &[("goals", text("x"))])]);
        assert_eq!(missing(&life, "describe", "delimitation"), [Missing::Field("target-state", "delimitation")]);
        let items: Vec<_> = BASIS_ITEMS.iter().skip(1).map(|item| (*item, text("x"))).collect();
        life.belonging.insert("decision-basis", vec![record("decision-basis", 3, &items)]);
        assert_eq!(missing(&life, "describe", "basis"), [Missing::Field("decision-basis", "background")]);
    }

    #[test]
    fn a_step_waits_for_the_one_before() {
        let mut life = life(&[]);
        assert_eq!(missing(&life, "describe", "before"), [Missing::Step("identify")]);
        let mut stage = record("process-stage", 5, &[("step", text("identify"))]);
        stage.state = Some("passed".to_owned());
        life.belonging.insert("process-stage", vec![stage]);
        assert_eq!(missing(&life, "describe", "before"), []);
        let gates = life.gates();
        assert_eq!(Life::step(&gates).map(|gate| gate.step), Some("describe"));
    }

    #[test]
    fn a_question_of_each_area_waits_for_the_business_and_the_elected() {
        let mut life = life(&[("areas", text("archive"))]);
        let set = record(
            "question-set",
            7,
            &[
                ("step", text("identify")),
                ("asked_of", text("each_area")),
                ("answered_as", text("business_owner")),
                ("answered_as", text("elected")),
            ],
        );
        life.asked.push(Asked { set, questions: vec![record("question", 8, &[("question", text("?"))])] });
        assert_eq!(missing(&life, "identify", "questions").len(), 2);
        let answer = record(
            "answer",
            9,
            &[("question", to(8)), ("area", text("archive")), ("answered_as", text("elected")), ("answer", text("x"))],
        );
        life.belonging.insert("answer", vec![answer]);
        let left = missing(&life, "identify", "questions");
        assert!(
            matches!(left.as_slice(), [Missing::Answer { answered_as: Some(role), .. }] if role == "business_owner")
        );
    }

    #[test]
    fn eleven_tasks_are_done_or_not_needed() {
        let mut life = life(&[]);
        assert_eq!(missing(&life, "establish", "tasks").len(), 11);
        let mut task = record("establishing-task", 4, &[("task", text("staff"))]);
        task.state = Some("planned".to_owned());
        life.belonging.insert("establishing-task", vec![task.clone()]);
        assert_eq!(missing(&life, "establish", "tasks").len(), 11);
        task.state = Some("not_needed".to_owned());
        life.belonging.insert("establishing-task", vec![task]);
        assert_eq!(missing(&life, "establish", "tasks").len(), 10);
    }
}
