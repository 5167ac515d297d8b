//! Allow or deny, with a reason.

use super::{Actor, Role, Scope};
use crate::RecordId;
use crate::record::Visibility;

/// What somebody wants to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See a record and its public fields.
    See,
    /// See its internal and personal fields and its files.
    SeeInternal,
    /// Make a record for an organisation.
    Create,
    /// Change values.
    Change,
    /// Move it to another state.
    Move,
    /// Delete or restore it, or merge it into another.
    Delete,
    /// Suggest a change that those who may change it decide on.
    Propose,
    /// Manage users and roles.
    ManageUsers,
    /// Use the pages of a signed-in person: own password, own sessions.
    UseAccount,
    /// Pages without any record: start, search, sign in.
    Visit,
}

/// What is acted upon, with the facts that the decision rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Object<'a> {
    /// The record; `None` for one that is about to be made.
    pub id: Option<RecordId>,
    /// Owning organisation.
    pub owner: Option<RecordId>,
    /// Who may see it.
    pub visibility: Visibility,
    /// Whether it is deleted.
    pub deleted: bool,
    /// Organisations linked as participant today.
    pub participants: &'a [RecordId],
    /// The cooperation that it belongs to.
    pub cooperation: Option<RecordId>,
    /// The body that it belongs to.
    pub body: Option<RecordId>,
    /// Organisations with a running membership in that cooperation.
    pub members: &'a [RecordId],
    /// Whether the owner lets the cooperation's coordinator write in its records.
    pub coordinator_may_edit: bool,
    /// Whether the operator keeps records of its kind that nobody owns.
    pub kept_by_operator: bool,
}

impl Object<'_> {
    /// The installation itself, for actions that concern no record.
    pub const INSTALLATION: Object<'static> = Object {
        id: None,
        owner: None,
        visibility: Visibility::Private,
        deleted: false,
        participants: &[],
        cooperation: None,
        body: None,
        members: &[],
        coordinator_may_edit: false,
        kept_by_operator: false,
    };
}

/// Why; the sentence lives in the translations as `reason-{code}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// The command line.
    Console,
    /// Open to everybody.
    Public,
    /// Works for the organisation that owns it.
    OwnOrganisation,
    /// Has a role in this very record.
    OwnRecord,
    /// Its organisation participates.
    Participant,
    /// Its organisation is a member of the cooperation.
    Member,
    /// Coordinates the cooperation, and the owner lets the coordinator write.
    OnBehalf,
    /// Coordinates the cooperation of a record that nobody owns.
    Unowned,
    /// Runs the installation.
    Operator,
    /// Signed in.
    SignedIn,
    /// Has to sign in first.
    SignInFirst,
    /// Not to be seen: answered as if it did not exist.
    Unseen,
    /// The role only reads.
    ReadOnly,
    /// Belongs to another organisation, which has not opened it to the coordinator.
    NotOwner,
    /// Only the operator.
    OperatorOnly,
    /// It is deleted: it can be brought back, not changed.
    Deleted,
}

impl Reason {
    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Public => "public",
            Self::OwnOrganisation => "own_organisation",
            Self::OwnRecord => "own_record",
            Self::Participant => "participant",
            Self::Member => "member",
            Self::OnBehalf => "on_behalf",
            Self::Unowned => "unowned",
            Self::Operator => "operator",
            Self::SignedIn => "signed_in",
            Self::SignInFirst => "sign_in_first",
            Self::Unseen => "unseen",
            Self::ReadOnly => "read_only",
            Self::NotOwner => "not_owner",
            Self::OperatorOnly => "operator_only",
            Self::Deleted => "deleted",
        }
    }
}

/// The answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// Yes.
    Allow(Reason),
    /// No.
    Deny(Reason),
}

impl Decision {
    /// Whether it is a yes.
    #[must_use]
    pub const fn is_allowed(self) -> bool {
        matches!(self, Self::Allow(_))
    }

    /// Why.
    #[must_use]
    pub const fn reason(self) -> Reason {
        match self {
            Self::Allow(reason) | Self::Deny(reason) => reason,
        }
    }
}

use Decision::{Allow, Deny};

/// Decides. Whatever no rule allows is denied.
#[must_use]
pub fn decide(actor: &Actor, action: Action, object: &Object<'_>) -> Decision {
    if *actor == Actor::Console {
        return Allow(Reason::Console);
    }
    match action {
        Action::Visit => Allow(Reason::Public),
        Action::UseAccount if actor.is_signed_in() => Allow(Reason::SignedIn),
        Action::UseAccount => Deny(Reason::SignInFirst),
        Action::ManageUsers if actor.is_operator() => Allow(Reason::Operator),
        Action::ManageUsers => Deny(unless_signed_in(actor, Reason::OperatorOnly)),
        Action::Create => create(actor, object),
        Action::See => see(actor, object),
        _ => match see(actor, object) {
            Deny(reason) => Deny(reason),
            Allow(seen) => act(actor, action, object, seen),
        },
    }
}

fn unless_signed_in(actor: &Actor, reason: Reason) -> Reason {
    if actor.is_signed_in() { reason } else { Reason::SignInFirst }
}

fn belongs_to_owner(actor: &Actor, object: &Object<'_>) -> bool {
    object.owner.is_some_and(|owner| actor.organisations().any(|own| own == owner))
}

fn record_role(actor: &Actor, object: &Object<'_>) -> Option<Role> {
    let scope = Scope::Record(object.id?);
    actor.grants().iter().find(|grant| grant.scope == scope).map(|grant| grant.role)
}

fn in_cooperation(actor: &Actor, object: &Object<'_>) -> bool {
    let any_role = |scope: Scope| actor.grants().iter().any(|grant| grant.scope == scope);
    object.cooperation.is_some_and(|id| any_role(Scope::Cooperation(id)))
        || object.body.is_some_and(|id| any_role(Scope::Body(id)))
}

fn coordinates(actor: &Actor, object: &Object<'_>) -> bool {
    object.cooperation.is_some_and(|id| actor.holds(Role::Coordinator, Scope::Cooperation(id)))
        || object.body.is_some_and(|id| actor.holds(Role::Coordinator, Scope::Body(id)))
}

/// Keeps what all installations need and no organisation owns, as question sets.
fn keeps(actor: &Actor, object: &Object<'_>) -> bool {
    object.kept_by_operator && object.owner.is_none() && actor.is_operator()
}

fn see(actor: &Actor, object: &Object<'_>) -> Decision {
    if belongs_to_owner(actor, object) {
        return Allow(Reason::OwnOrganisation);
    }
    if record_role(actor, object).is_some() {
        return Allow(Reason::OwnRecord);
    }
    if keeps(actor, object) {
        return Allow(Reason::Operator);
    }
    // A deleted record is gone for all others.
    if object.deleted {
        return Deny(Reason::Unseen);
    }
    if object.owner.is_none() && coordinates(actor, object) {
        return Allow(Reason::Unowned);
    }
    if object.visibility == Visibility::Public {
        return Allow(Reason::Public);
    }
    let own = |list: &[RecordId]| actor.organisations().any(|id| list.contains(&id));
    if object.visibility >= Visibility::Participants && own(object.participants) {
        return Allow(Reason::Participant);
    }
    if object.visibility >= Visibility::Members {
        if in_cooperation(actor, object) || own(object.members) {
            return Allow(Reason::Member);
        }
        if object.cooperation.is_none() && actor.is_signed_in() {
            return Allow(Reason::SignedIn);
        }
    }
    Deny(Reason::Unseen)
}

fn create(actor: &Actor, object: &Object<'_>) -> Decision {
    if !actor.is_signed_in() {
        return Deny(Reason::SignInFirst);
    }
    match object.owner {
        Some(owner) if actor.writes_for().any(|id| id == owner) => Allow(Reason::OwnOrganisation),
        Some(owner) if belongs_to_owner(actor, object) && !actor.writes_for().any(|id| id == owner) => {
            Deny(Reason::ReadOnly)
        }
        Some(_) if coordinates(actor, object) && object.coordinator_may_edit => Allow(Reason::OnBehalf),
        Some(_) => Deny(Reason::NotOwner),
        None if coordinates(actor, object) => Allow(Reason::Unowned),
        None if keeps(actor, object) => Allow(Reason::Operator),
        None => Deny(Reason::NotOwner),
    }
}

fn act(actor: &Actor, action: Action, object: &Object<'_>, seen: Reason) -> Decision {
    if !actor.is_signed_in() {
        return Deny(Reason::SignInFirst);
    }
    if action == Action::SeeInternal {
        let near = matches!(
            seen,
            Reason::OwnOrganisation | Reason::OwnRecord | Reason::Participant | Reason::Unowned | Reason::Operator
        );
        let participant = actor.organisations().any(|id| object.participants.contains(&id));
        let helps = coordinates(actor, object) && object.coordinator_may_edit;
        return if near || participant || helps { Allow(seen) } else { Deny(Reason::NotOwner) };
    }
    if object.deleted && matches!(action, Action::Change | Action::Move | Action::Propose) {
        return Deny(Reason::Deleted);
    }
    if keeps(actor, object) {
        return Allow(Reason::Operator);
    }
    let writer = object.owner.is_some_and(|owner| actor.writes_for().any(|id| id == owner));
    if writer {
        return Allow(Reason::OwnOrganisation);
    }
    match (record_role(actor, object), action) {
        (Some(Role::Owner), _) => return Allow(Reason::OwnRecord),
        (Some(Role::Contributor), Action::Change | Action::Move | Action::Propose) => return Allow(Reason::OwnRecord),
        _ => {}
    }
    if coordinates(actor, object) {
        match (object.owner, action) {
            (None, _) => return Allow(Reason::Unowned),
            (Some(_), Action::Change | Action::Move) if object.coordinator_may_edit => return Allow(Reason::OnBehalf),
            _ => {}
        }
    }
    if action == Action::Propose {
        let writes_somewhere = actor.writes_for().next().is_some() || coordinates(actor, object);
        return if writes_somewhere { Allow(seen) } else { Deny(Reason::ReadOnly) };
    }
    if belongs_to_owner(actor, object) || record_role(actor, object).is_some() {
        return Deny(Reason::ReadOnly);
    }
    Deny(Reason::NotOwner)
}

#[cfg(test)]
mod tests {
    use super::super::Grant;
    use super::*;
    use crate::UserId;
    use uuid::Uuid;

    fn id(n: u128) -> RecordId {
        RecordId(Uuid::from_u128(n))
    }

    fn user(grants: &[(Role, Scope)]) -> Actor {
        let grants = grants.iter().map(|(role, scope)| Grant { role: *role, scope: *scope }).collect();
        Actor::User { id: UserId(Uuid::from_u128(99)), grants }
    }

    fn object(visibility: Visibility) -> Object<'static> {
        static PARTICIPANTS: [RecordId; 1] = [RecordId(Uuid::from_u128(2))];
        static MEMBERS: [RecordId; 2] = [RecordId(Uuid::from_u128(2)), RecordId(Uuid::from_u128(3))];
        Object {
            id: Some(id(100)),
            owner: Some(id(1)),
            visibility,
            deleted: false,
            participants: &PARTICIPANTS,
            cooperation: Some(id(50)),
            body: None,
            members: &MEMBERS,
            coordinator_may_edit: false,
            kept_by_operator: false,
        }
    }

    #[test]
    fn each_visibility_opens_to_one_more_circle() {
        let works_for = |n| user(&[(Role::Reader, Scope::Organisation(id(n)))]);
        let circles = [works_for(1), works_for(2), works_for(3), works_for(4), Actor::Public];
        let seen = |visibility| {
            circles.iter().map(|actor| decide(actor, Action::See, &object(visibility)).is_allowed()).collect::<Vec<_>>()
        };
        assert_eq!(seen(Visibility::Private), [true, false, false, false, false]);
        assert_eq!(seen(Visibility::Participants), [true, true, false, false, false]);
        assert_eq!(seen(Visibility::Members), [true, true, true, false, false]);
        assert_eq!(seen(Visibility::Public), [true, true, true, true, true]);
    }

    #[test]
    fn without_a_cooperation_members_means_signed_in() {
        let object = Object { cooperation: None, members: &[], ..object(Visibility::Members) };
        assert!(decide(&user(&[(Role::Reader, Scope::Organisation(id(4)))]), Action::See, &object).is_allowed());
        assert_eq!(decide(&Actor::Public, Action::See, &object), Deny(Reason::Unseen));
    }

    #[test]
    fn an_operator_is_not_a_reader() {
        let operator = user(&[(Role::Operator, Scope::Installation)]);
        assert_eq!(decide(&operator, Action::See, &object(Visibility::Private)), Deny(Reason::Unseen));
        assert!(decide(&operator, Action::ManageUsers, &Object::INSTALLATION).is_allowed());
        assert!(!decide(&operator, Action::Change, &object(Visibility::Public)).is_allowed());
    }

    #[test]
    fn a_coordinator_writes_for_a_member_only_where_that_member_allows_it() {
        let coordinator = user(&[(Role::Coordinator, Scope::Cooperation(id(50)))]);
        let closed = object(Visibility::Members);
        assert_eq!(decide(&coordinator, Action::Change, &closed), Deny(Reason::NotOwner));
        assert!(decide(&coordinator, Action::Propose, &closed).is_allowed());
        let open = Object { coordinator_may_edit: true, ..closed };
        assert_eq!(decide(&coordinator, Action::Change, &open), Allow(Reason::OnBehalf));
        assert!(!decide(&coordinator, Action::Delete, &open).is_allowed());
    }

    #[test]
    fn a_deleted_record_can_only_be_brought_back() {
        let own = user(&[(Role::Representative, Scope::Organisation(id(1)))]);
        let deleted = Object { deleted: true, ..object(Visibility::Public) };
        assert_eq!(decide(&own, Action::Change, &deleted), Deny(Reason::Deleted));
        assert!(decide(&own, Action::Delete, &deleted).is_allowed());
        assert_eq!(decide(&Actor::Public, Action::See, &deleted), Deny(Reason::Unseen));
    }

    #[test]
    fn a_reader_never_writes() {
        let reader = user(&[(Role::Reader, Scope::Organisation(id(1)))]);
        for action in [Action::Change, Action::Move, Action::Delete, Action::Propose] {
            assert_eq!(decide(&reader, action, &object(Visibility::Private)), Deny(Reason::ReadOnly), "{action:?}");
        }
    }

    #[test]
    fn nobody_acts_on_what_they_do_not_see() {
        let stranger = user(&[(Role::Coordinator, Scope::Organisation(id(7)))]);
        for action in [Action::SeeInternal, Action::Change, Action::Move, Action::Delete, Action::Propose] {
            assert_eq!(decide(&stranger, action, &object(Visibility::Private)), Deny(Reason::Unseen), "{action:?}");
        }
    }
}
