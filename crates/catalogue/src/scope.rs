//! What an asker may see, as sets; the same rules as `access::decide`, which
//! a property test holds them against.

use crate::column::{Column, column_no};
use crate::{Catalogue, Doc};
use jiff::civil::Date;
use roaring::RoaringBitmap;
use samverk_domain::RecordId;
use samverk_domain::access::{Actor, Object, Role, Scope as GrantScope};
use samverk_domain::record::{Kind, Visibility};

/// The records that an asker may see, and those whose internal and personal
/// fields are open to it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    pub(crate) visible: RoaringBitmap,
    pub(crate) internal: RoaringBitmap,
    /// The day on which links and memberships are looked at.
    pub(crate) day: Date,
}

/// The facts about a record that a decision rests on, owned.
#[derive(Debug, Clone)]
pub struct Facts {
    id: RecordId,
    owner: Option<RecordId>,
    visibility: Visibility,
    deleted: bool,
    participants: Vec<RecordId>,
    cooperation: Option<RecordId>,
    body: Option<RecordId>,
    members: Vec<RecordId>,
    coordinator_may_edit: bool,
    kept_by_operator: bool,
}

impl Facts {
    /// The same, as if the record were not deleted.
    #[must_use]
    pub fn before_deletion(mut self) -> Self {
        self.deleted = false;
        self
    }

    /// The facts as `access::decide` takes them.
    #[must_use]
    pub fn object(&self) -> Object<'_> {
        Object {
            id: Some(self.id),
            owner: self.owner,
            visibility: self.visibility,
            deleted: self.deleted,
            participants: &self.participants,
            cooperation: self.cooperation,
            body: self.body,
            members: &self.members,
            coordinator_may_edit: self.coordinator_may_edit,
            kept_by_operator: self.kept_by_operator,
        }
    }
}

/// A membership that counts for seeing: neither prospective nor ended.
struct RunningMembership {
    organisation: u32,
    cooperation: u32,
    coordinator_may_edit: bool,
}

impl Catalogue {
    /// What an actor may see on a day.
    #[must_use]
    pub fn scope(&self, actor: &Actor, today: Date) -> Scope {
        let mut scope = Scope { day: today, ..Scope::default() };
        for index in &self.kinds {
            scope.visible |= &index.live;
        }
        if *actor == Actor::Console {
            scope.internal = scope.visible.clone();
            return scope;
        }
        let live = std::mem::take(&mut scope.visible);
        for index in &self.kinds {
            if let Some(open) = index.docs("visibility", &crate::Term::Text("public".into())) {
                scope.visible |= open;
            }
        }
        if !actor.is_signed_in() {
            scope.visible &= &live;
            return scope;
        }
        self.add_own(actor, &live, today, &mut scope);
        if actor.is_operator() {
            self.add_kept(&live, &mut scope);
        }
        scope
    }

    /// What the operator keeps, whoever else sees it.
    fn add_kept(&self, live: &RoaringBitmap, scope: &mut Scope) {
        for (_, index) in self.registry.kinds().iter().zip(&self.kinds).filter(|(kind, _)| kind.by_operator) {
            for doc_no in &index.live & live {
                if self.docs.get(doc_no as usize).is_some_and(|doc| doc.owner.is_none()) {
                    scope.visible.insert(doc_no);
                    scope.internal.insert(doc_no);
                }
            }
        }
    }

    fn add_own(&self, actor: &Actor, live: &RoaringBitmap, today: Date, scope: &mut Scope) {
        let organisations: Vec<u32> = actor.organisations().filter_map(|id| self.by_id.get(&id).copied()).collect();
        let mut cooperations: Vec<u32> = Vec::new();
        let mut bodies: Vec<u32> = Vec::new();
        let mut coordinated: Vec<(u32, bool)> = Vec::new();
        for grant in actor.grants() {
            let number = |id: &RecordId| self.by_id.get(id).copied();
            match grant.scope {
                GrantScope::Cooperation(id) => cooperations.extend(number(&id)),
                GrantScope::Body(id) => bodies.extend(number(&id)),
                GrantScope::Record(id) => {
                    if let Some(doc_no) = number(&id) {
                        scope.visible.insert(doc_no);
                        scope.internal.insert(doc_no);
                    }
                }
                _ => {}
            }
            match (grant.role, grant.scope) {
                (Role::Coordinator, GrantScope::Cooperation(id)) => coordinated.extend(number(&id).map(|n| (n, true))),
                (Role::Coordinator, GrantScope::Body(id)) => coordinated.extend(number(&id).map(|n| (n, false))),
                _ => {}
            }
        }
        let member_of: Vec<u32> = organisations
            .iter()
            .flat_map(|organisation| self.memberships(*organisation, today))
            .map(|membership| membership.cooperation)
            .collect();
        for doc_no in live {
            let Some(doc) = self.docs.get(doc_no as usize) else { continue };
            // A public record is seen already; whether its internal fields are
            // open depends on who owns it or takes part in it.
            let own = doc.owner.is_some_and(|owner| organisations.contains(&owner));
            let takes_part =
                doc.visibility >= Visibility::Participants && self.participates(doc, &organisations, today);
            let (cooperation, body) = if coordinated.is_empty() && doc.visibility != Visibility::Members {
                (None, None)
            } else {
                self.belongs_to(doc_no)
            };
            let coordinates =
                coordinated.iter().any(|(no, whole)| if *whole { cooperation == Some(*no) } else { body == Some(*no) });
            let unowned = doc.owner.is_none() && coordinates;
            let in_cooperation = match cooperation {
                None => true,
                Some(no) => cooperations.contains(&no) || member_of.contains(&no),
            };
            let in_body = body.is_some_and(|no| bodies.contains(&no));
            let member = doc.visibility == Visibility::Members && (in_cooperation || in_body);
            if own || takes_part || unowned || member {
                scope.visible.insert(doc_no);
            }
            let helps =
                coordinates && doc.owner.is_some_and(|owner| self.opens_to_coordinator(owner, cooperation, today));
            if own || takes_part || unowned || (helps && scope.visible.contains(doc_no)) {
                scope.internal.insert(doc_no);
            }
        }
        scope.visible &= live;
        scope.internal &= live;
    }

    fn participates(&self, doc: &Doc, organisations: &[u32], today: Date) -> bool {
        let Some(field) = self.field_at(doc, "participant") else { return false };
        doc.links.iter().any(|link| {
            link.field == field
                && organisations.contains(&link.to)
                && link.valid.as_ref().is_none_or(|valid| valid.covers(today))
        })
    }

    pub(crate) fn field_at(&self, doc: &Doc, name: &str) -> Option<u16> {
        let kind = self.registry.kinds().get(doc.kind?)?;
        kind.fields.iter().position(|field| field.name == name).and_then(|at| u16::try_from(at).ok())
    }

    pub(crate) fn first_target(&self, doc: &Doc, name: &str) -> Option<u32> {
        let field = self.field_at(doc, name)?;
        doc.links.iter().find(|link| link.field == field).map(|link| link.to)
    }

    /// The cooperation and the body that a record belongs to, at once or
    /// through the record that its kind names.
    fn belongs_to(&self, doc_no: u32) -> (Option<u32>, Option<u32>) {
        let (mut at, mut body) = (doc_no, None);
        for _ in 0..4 {
            let Some(doc) = self.docs.get(at as usize) else { break };
            let Some(kind) = doc.kind.and_then(|kind| self.registry.kinds().get(kind)) else { break };
            if kind.name == "cooperation" {
                return (Some(at), body);
            }
            if kind.name == "body" {
                body = Some(at);
            } else if body.is_none() {
                body = self.first_target(doc, "body");
            }
            match kind.within.and_then(|name| self.first_target(doc, name)) {
                Some(next) => at = next,
                None => break,
            }
        }
        (None, body)
    }

    fn memberships(&self, organisation: u32, today: Date) -> Vec<RunningMembership> {
        let Some(kind_at) = self.registry.position("membership") else { return Vec::new() };
        let Some(doc) = self.docs.get(organisation as usize) else { return Vec::new() };
        let sources = doc.incoming.iter().map(|incoming| incoming.source);
        sources
            .filter_map(|source| self.running_membership(kind_at, source, today))
            .filter(|m| m.organisation == organisation)
            .collect()
    }

    /// Whether a record is a membership that runs on a day.
    pub(crate) fn is_running_membership(&self, doc_no: u32, today: Date) -> bool {
        let kind_at = self.registry.position("membership");
        kind_at.is_some_and(|kind_at| self.running_membership(kind_at, doc_no, today).is_some())
    }

    fn running_membership(&self, kind_at: usize, doc_no: u32, today: Date) -> Option<RunningMembership> {
        let doc = self.docs.get(doc_no as usize)?;
        if doc.kind != Some(kind_at) || doc.deleted {
            return None;
        }
        let kind = self.registry.kinds().get(kind_at)?;
        let column = |field: &str| doc.columns.get(column_no(kind, field)?);
        if matches!(column("role"), Some(Column::Text(role)) if self.texts.get(role) == "prospective") {
            return None;
        }
        let day = crate::day_number(today);
        let begun = !matches!(column("from"), Some(Column::Days(first, _)) if first > day);
        let ended = matches!(column("until"), Some(Column::Days(_, last)) if last < day);
        (begun && !ended).then_some(())?;
        Some(RunningMembership {
            organisation: self.first_target(doc, "organisation")?,
            cooperation: self.first_target(doc, "cooperation")?,
            coordinator_may_edit: column("coordinator_may_edit") == Some(Column::Number(1)),
        })
    }

    fn opens_to_coordinator(&self, owner: u32, cooperation: Option<u32>, today: Date) -> bool {
        let Some(cooperation) = cooperation else { return false };
        self.memberships(owner, today).iter().any(|m| m.cooperation == cooperation && m.coordinator_may_edit)
    }

    /// The facts about a record that decisions rest on.
    #[must_use]
    pub fn facts(&self, id: RecordId, today: Date) -> Option<Facts> {
        let doc_no = *self.by_id.get(&id)?;
        let doc = self.docs.get(doc_no as usize).filter(|doc| doc.kind.is_some())?;
        let name = |doc_no: u32| self.docs.get(doc_no as usize).map(|doc| doc.id);
        let (cooperation, body) = self.belongs_to(doc_no);
        let participants = self.field_at(doc, "participant").map_or_else(Vec::new, |field| {
            let links = doc.links.iter().filter(|link| link.field == field);
            let running = links.filter(|link| link.valid.as_ref().is_none_or(|valid| valid.covers(today)));
            running.filter_map(|link| name(link.to)).collect()
        });
        Some(Facts {
            id,
            owner: doc.owner.and_then(name),
            visibility: doc.visibility,
            deleted: doc.deleted,
            participants,
            cooperation: cooperation.and_then(name),
            body: body.and_then(name),
            members: cooperation.map_or_else(Vec::new, |no| self.members(no, today)),
            coordinator_may_edit: doc.owner.is_some_and(|owner| self.opens_to_coordinator(owner, cooperation, today)),
            kept_by_operator: doc
                .kind
                .and_then(|no| self.registry.kinds().get(no))
                .is_some_and(|kind| kind.by_operator),
        })
    }

    /// The facts that decide whether a record may be made: who would own it,
    /// and to which cooperation it would belong.
    #[must_use]
    pub fn facts_of_new(
        &self,
        kind: &Kind,
        id: RecordId,
        owner: Option<RecordId>,
        within: Option<RecordId>,
        today: Date,
    ) -> Facts {
        let within = within.and_then(|id| self.by_id.get(&id).copied());
        let (cooperation, body) = within.map_or((None, None), |no| self.belongs_to(no));
        let owner_no = owner.and_then(|id| self.by_id.get(&id).copied());
        let name = |doc_no: u32| self.docs.get(doc_no as usize).map(|doc| doc.id);
        Facts {
            id,
            owner,
            visibility: Visibility::Private,
            deleted: false,
            participants: Vec::new(),
            cooperation: cooperation.and_then(name),
            body: body.and_then(name),
            members: Vec::new(),
            coordinator_may_edit: owner_no.is_some_and(|owner| self.opens_to_coordinator(owner, cooperation, today)),
            kept_by_operator: kind.by_operator,
        }
    }

    /// Members of a cooperation that let its coordinator write in their records.
    #[must_use]
    pub fn opened_to_coordinator(&self, cooperation: RecordId, today: Date) -> Vec<RecordId> {
        let Some(no) = self.by_id.get(&cooperation).copied() else { return Vec::new() };
        let open =
            |id: &RecordId| self.by_id.get(id).is_some_and(|owner| self.opens_to_coordinator(*owner, Some(no), today));
        self.members(no, today).into_iter().filter(open).collect()
    }

    fn members(&self, cooperation: u32, today: Date) -> Vec<RecordId> {
        let Some(kind_at) = self.registry.position("membership") else { return Vec::new() };
        let Some(doc) = self.docs.get(cooperation as usize) else { return Vec::new() };
        let running =
            doc.incoming.iter().filter_map(|incoming| self.running_membership(kind_at, incoming.source, today));
        let of_this = running.filter(|membership| membership.cooperation == cooperation);
        of_this.filter_map(|m| self.docs.get(m.organisation as usize)).map(|doc| doc.id).collect()
    }
}
