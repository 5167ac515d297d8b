//! States that a record goes through, and which moves are allowed.

/// What a state means for lists and colours, whatever the kind calls it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Not begun.
    Planned,
    /// Work is going on.
    Active,
    /// Finished as intended.
    Done,
    /// Ended or resting without being finished.
    Stopped,
    /// The source does not say.
    Unknown,
}

/// One state. Labels live in the translations as `{kind}-state-{code}`.
#[derive(Debug, Clone)]
pub struct State {
    /// Stable code.
    pub code: &'static str,
    /// What it means.
    pub stage: Stage,
    /// Fields without which the state is refused.
    pub requires: Vec<&'static str>,
    /// Fields whose absence is only warned of.
    pub expects: Vec<&'static str>,
}

/// An allowed move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// State before.
    pub from: &'static str,
    /// State after.
    pub to: &'static str,
    /// Whether the person must say why.
    pub reason: bool,
}

/// The states of a kind. A new record starts in the first.
#[derive(Debug, Clone, Default)]
pub struct StateMachine {
    /// In the order in which they are usually passed.
    pub states: Vec<State>,
    /// Allowed moves.
    pub moves: Vec<Move>,
}

/// The state of a record whose source does not say.
pub const NOT_STATED: &str = "not_stated";

impl StateMachine {
    /// States passed in this order: any step forward is free, since steps
    /// may be skipped; a step back needs a reason (invariant 10).
    #[must_use]
    pub fn chain(states: &[(&'static str, Stage)]) -> Self {
        let mut machine = Self::default();
        for (at, (code, stage)) in states.iter().enumerate() {
            for (before, _) in states.iter().take(at) {
                machine.moves.push(Move { from: before, to: code, reason: false });
                machine.moves.push(Move { from: code, to: before, reason: true });
            }
            machine.states.push(State { code, stage: *stage, requires: Vec::new(), expects: Vec::new() });
        }
        machine
    }

    /// A state beside the chain, reached from these and left to these, with a reason both ways.
    #[must_use]
    pub fn aside(mut self, code: &'static str, stage: Stage, from: &[&'static str], back_to: &[&'static str]) -> Self {
        self.states.push(State { code, stage, requires: Vec::new(), expects: Vec::new() });
        self.moves.extend(from.iter().map(|from| Move { from, to: code, reason: true }));
        self.moves.extend(back_to.iter().map(|to| Move { from: code, to, reason: true }));
        self
    }

    /// Adds 'not stated', from which every state can be reached once somebody knows.
    #[must_use]
    pub fn with_not_stated(mut self) -> Self {
        self.moves.extend(self.states.iter().map(|state| Move { from: NOT_STATED, to: state.code, reason: false }));
        self.states.push(State { code: NOT_STATED, stage: Stage::Unknown, requires: Vec::new(), expects: Vec::new() });
        self
    }

    /// These fields must be filled in, in these states.
    #[must_use]
    pub fn requires(mut self, states: &[&str], fields: &[&'static str]) -> Self {
        for state in self.states.iter_mut().filter(|state| states.contains(&state.code)) {
            state.requires.extend(fields);
        }
        self
    }

    /// A warning when these fields are empty, in these states.
    #[must_use]
    pub fn expects(mut self, states: &[&str], fields: &[&'static str]) -> Self {
        for state in self.states.iter_mut().filter(|state| states.contains(&state.code)) {
            state.expects.extend(fields);
        }
        self
    }

    /// The state with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&State> {
        self.states.iter().find(|state| state.code == code)
    }

    /// Where a new record starts.
    #[must_use]
    pub fn initial(&self) -> Option<&'static str> {
        self.states.first().map(|state| state.code)
    }

    /// The move between two states, if it is allowed.
    #[must_use]
    pub fn find_move(&self, from: &str, to: &str) -> Option<&Move> {
        self.moves.iter().find(|m| m.from == from && m.to == to)
    }

    /// States that can be moved to from here.
    pub fn next<'a>(&'a self, from: &'a str) -> impl Iterator<Item = &'a Move> {
        self.moves.iter().filter(move |m| m.from == from)
    }

    /// States that no sequence of moves leads to, from the first state or from 'not stated'.
    #[must_use]
    pub fn unreachable(&self) -> Vec<&'static str> {
        let mut seen: Vec<&str> = self.initial().into_iter().collect();
        seen.extend(self.get(NOT_STATED).map(|s| s.code));
        let mut at = 0;
        while let Some(from) = seen.get(at).copied() {
            for step in self.moves.iter().filter(|m| m.from == from) {
                if !seen.contains(&step.to) {
                    seen.push(step.to);
                }
            }
            at += 1;
        }
        self.states.iter().map(|s| s.code).filter(|code| !seen.contains(code)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_may_be_skipped_forward_and_need_a_reason_back() {
        let machine =
            StateMachine::chain(&[("idea", Stage::Planned), ("started", Stage::Active), ("done", Stage::Done)]);
        assert_eq!(machine.find_move("idea", "done").map(|m| m.reason), Some(false));
        assert_eq!(machine.find_move("done", "idea").map(|m| m.reason), Some(true));
        assert!(machine.find_move("idea", "idea").is_none());
    }

    #[test]
    fn an_unreachable_state_is_named() {
        let machine = StateMachine::chain(&[("a", Stage::Planned)]).aside("b", Stage::Stopped, &[], &["a"]);
        assert_eq!(machine.unreachable(), ["b"]);
    }
}
