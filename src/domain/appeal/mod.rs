//! 申诉: after 审核通过 the agency may answer the bureau's corrections once, within some days.
//!
//! Not offered → open until a day → filed → answered; or the days pass. While it is open or waits for
//! its answer, nothing is made public: what would be published may still change.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::workflow::{Actor, FilingFacts, Refusal, Role, State, Verb, decide};

/// A reason has at most so many characters.
pub const LONGEST_REASON: usize = 500;

/// What a campaign allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AppealTerms {
    /// How many days after 审核通过 an agency may answer; 0 for none.
    pub days: u32,
}

impl Default for AppealTerms {
    fn default() -> Self {
        Self { days: 10 }
    }
}

/// What decides where an appeal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppealFacts {
    /// Where the filing stands.
    pub state: State,
    /// How many corrections were there when the bureau decided.
    pub corrections: usize,
    /// The day of 审核通过.
    pub decided_on: Option<NaiveDate>,
    /// What the campaign allows.
    pub terms: AppealTerms,
    /// Whether the agency has answered since that decision.
    pub is_filed: bool,
    /// Whether the bureau has said something to every point of it.
    pub is_answered: bool,
    /// The day.
    pub today: NaiveDate,
}

/// Where an appeal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Appeal {
    /// The campaign allows none, nothing was corrected, or nothing is decided yet.
    NotOffered,
    /// The agency may answer, this day included.
    Open {
        /// The last day.
        until: NaiveDate,
    },
    /// The days have passed.
    Expired,
    /// The agency has answered; the bureau has not.
    Filed,
    /// The bureau has answered: closed.
    Answered,
}

/// What is done in an appeal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppealDeed {
    /// 申诉, by the agency.
    File,
    /// 答复, by the bureau.
    Answer,
}

impl AppealDeed {
    /// Every deed.
    pub const ALL: [Self; 2] = [Self::File, Self::Answer];
}

/// Why it is not done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AppealRefusal {
    /// The workflow shows this person nothing of the filing, or he is another one's.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Somebody else does this.
    #[error("您的身份是{}，不办理申诉中的这一步。", .0.label())]
    NotYourRole(Role),
    /// There is nothing to answer, or the campaign allows no answer.
    #[error("本填报没有可以申诉的复核更正，或者本年度没有设申诉。")]
    NotOffered,
    /// Too late.
    #[error("申诉期限已过。")]
    Expired,
    /// Once only.
    #[error("本填报已经申诉过，每次审核通过后只能申诉一次。")]
    AlreadyFiled,
    /// Nothing waits for an answer.
    #[error("现在没有等待答复的申诉。")]
    NothingToAnswer,
}

impl AppealRefusal {
    /// The permanent code, kept in the event log.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused(refusal) => refusal.code(),
            Self::NotYourRole(_) => "not-your-role",
            Self::NotOffered => "appeal-not-offered",
            Self::Expired => "appeal-expired",
            Self::AlreadyFiled => "appeal-filed",
            Self::NothingToAnswer => "nothing-to-answer",
        }
    }
}

impl Appeal {
    /// Where an appeal stands.
    #[must_use]
    pub fn of(facts: &AppealFacts) -> Self {
        if facts.is_answered {
            return Self::Answered;
        }
        if facts.is_filed {
            return Self::Filed;
        }
        let is_offered = facts.state == State::Approved && facts.corrections > 0;
        let days = u64::from(facts.terms.days);
        let until = facts
            .decided_on
            .filter(|_| is_offered && days > 0)
            .and_then(|day| day.checked_add_days(Days::new(days)));
        match until {
            None => Self::NotOffered,
            Some(until) if facts.today <= until => Self::Open { until },
            Some(_) => Self::Expired,
        }
    }

    /// Whether the filing is not published yet because of it.
    #[must_use]
    pub fn holds_publication(self) -> bool {
        matches!(self, Self::Open { .. } | Self::Filed)
    }
}

/// Whether the actor may do this now.
///
/// # Errors
/// Why not.
pub fn decide_appeal(
    actor: &Actor,
    deed: AppealDeed,
    facts: &FilingFacts,
    appeal: Appeal,
) -> Result<(), AppealRefusal> {
    decide(actor, Verb::View, facts)?;
    let role = match deed {
        AppealDeed::File => Role::Accountant,
        AppealDeed::Answer => Role::FinanceReviewer,
    };
    if actor.role != role {
        return Err(AppealRefusal::NotYourRole(actor.role));
    }
    match (deed, appeal) {
        (AppealDeed::File, Appeal::Open { .. }) | (AppealDeed::Answer, Appeal::Filed) => Ok(()),
        (AppealDeed::File, Appeal::NotOffered) => Err(AppealRefusal::NotOffered),
        (AppealDeed::File, Appeal::Expired) => Err(AppealRefusal::Expired),
        (AppealDeed::File, Appeal::Filed | Appeal::Answered) => Err(AppealRefusal::AlreadyFiled),
        (AppealDeed::Answer, _) => Err(AppealRefusal::NothingToAnswer),
    }
}
