//! Who acts, and with which roles.

use crate::{RecordId, UserId};

/// A role, always within a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Runs the installation: users, roles, settings. Not a reader.
    Operator,
    /// Keeps the registers of a cooperation, or of an organisation, true.
    Coordinator,
    /// Speaks and writes for an organisation.
    Representative,
    /// Reads what an organisation or cooperation sees: elected representatives, directors.
    Reader,
    /// Responsible for one record.
    Owner,
    /// Writes in one record.
    Contributor,
    /// Reads one record.
    Observer,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 7] = [
        Self::Operator,
        Self::Coordinator,
        Self::Representative,
        Self::Reader,
        Self::Owner,
        Self::Contributor,
        Self::Observer,
    ];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Coordinator => "coordinator",
            Self::Representative => "representative",
            Self::Reader => "reader",
            Self::Owner => "owner",
            Self::Contributor => "contributor",
            Self::Observer => "observer",
        }
    }

    /// Reads the code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role can be held within such a scope.
    #[must_use]
    pub const fn fits(self, scope: Scope) -> bool {
        matches!(
            (self, scope),
            (Self::Operator, Scope::Installation)
                | (Self::Coordinator | Self::Reader, Scope::Organisation(_) | Scope::Cooperation(_) | Scope::Body(_))
                | (Self::Representative, Scope::Organisation(_))
                | (Self::Owner | Self::Contributor | Self::Observer, Scope::Record(_))
        )
    }
}

/// Where a role holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The whole installation.
    Installation,
    /// One organisation.
    Organisation(RecordId),
    /// One cooperation.
    Cooperation(RecordId),
    /// One body of a cooperation.
    Body(RecordId),
    /// One record.
    Record(RecordId),
}

/// A role in a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grant {
    /// What.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

/// Whoever asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// Not signed in.
    Public,
    /// Signed in, with these roles.
    User {
        /// Who.
        id: UserId,
        /// Every role that holds now.
        grants: Vec<Grant>,
    },
    /// The command line: whoever reaches the database may do everything.
    Console,
}

impl Actor {
    /// The roles of a signed-in user.
    #[must_use]
    pub fn grants(&self) -> &[Grant] {
        match self {
            Self::User { grants, .. } => grants,
            Self::Public | Self::Console => &[],
        }
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn is_signed_in(&self) -> bool {
        !matches!(self, Self::Public)
    }

    /// Organisations that the user belongs to, by any role.
    pub fn organisations(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.grants().iter().filter_map(|grant| match grant.scope {
            Scope::Organisation(id) => Some(id),
            _ => None,
        })
    }

    /// Organisations that the user may write for.
    pub fn writes_for(&self) -> impl Iterator<Item = RecordId> + '_ {
        self.grants().iter().filter_map(|grant| match (grant.role, grant.scope) {
            (Role::Coordinator | Role::Representative, Scope::Organisation(id)) => Some(id),
            _ => None,
        })
    }

    /// Whether the user holds this role in this scope.
    #[must_use]
    pub fn holds(&self, role: Role, scope: Scope) -> bool {
        self.grants().contains(&Grant { role, scope })
    }

    /// Whether the user runs the installation.
    #[must_use]
    pub fn is_operator(&self) -> bool {
        matches!(self, Self::Console) || self.holds(Role::Operator, Scope::Installation)
    }
}
