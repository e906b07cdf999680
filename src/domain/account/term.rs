//! From when to when somebody holds a duty.

use chrono::{DateTime, Utc};

/// The time of a posting. Nothing has to run when a moment passes: each request asks anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Term {
    /// Granted and begun; `None` while it is only asked for.
    pub since: Option<DateTime<Utc>>,
    /// Handed to a substitute until then.
    pub away_until: Option<DateTime<Utc>>,
    /// Over from then on.
    pub ended_at: Option<DateTime<Utc>>,
}

/// How a posting stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 待授权.
    Asked,
    /// 在任.
    InForce,
    /// 已转办: a substitute does the work for a time.
    Away,
    /// 已结束.
    Ended,
}

impl Standing {
    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Asked => "待授权",
            Self::InForce => "在任",
            Self::Away => "已转办",
            Self::Ended => "已结束",
        }
    }
}

impl Term {
    /// How it stands now.
    #[must_use]
    pub fn at(&self, now: DateTime<Utc>) -> Standing {
        if self.ended_at.is_some_and(|end| end <= now) {
            Standing::Ended
        } else if self.since.is_none_or(|since| since > now) {
            Standing::Asked
        } else if self.away_until.is_some_and(|until| until > now) {
            Standing::Away
        } else {
            Standing::InForce
        }
    }

    /// Whether its holder works in it now.
    #[must_use]
    pub fn is_in_force(&self, now: DateTime<Utc>) -> bool {
        self.at(now) == Standing::InForce
    }
}
