//! Why a deed is not possible, in a plain sentence.

use super::{Role, State, Verb};

/// Why a deed is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The filing belongs to another agency.
    #[error("这不是您所在单位的填报，您不能查看或办理。")]
    ForeignAgency,
    /// The agency is not under the reviewer's department or bureau.
    #[error("该单位不在您的审核范围内，您不能查看或办理。")]
    NotUnderYou,
    /// The role never does this.
    #[error("您的身份是{}，不办理“{}”。", role.label(), verb.label())]
    NotYourRole {
        /// The actor's role.
        role: Role,
        /// What was tried.
        verb: Verb,
    },
    /// It has been submitted before; nothing is wrong.
    #[error("本填报已经提交，目前{}，不必重复提交。", state.label())]
    AlreadySubmitted {
        /// Where it stands now.
        state: State,
    },
    /// The agency need not file this year.
    #[error("财政局已注明本单位本年度无需自评，不必填报。确需填报的，请联系财政局恢复。")]
    Cancelled,
    /// The data are locked after 提交.
    #[error("本填报已经提交，目前{}，数据已锁定，不能修改。如需修改，请在审核开始前撤回，或请审核人退回。", state.label())]
    Locked {
        /// Where it stands now.
        state: State,
    },
    /// A reviewer has decided already, so the agency cannot take it back.
    #[error("审核已经开始，不能撤回。如需修改，请联系审核人退回。")]
    ReviewStarted,
    /// Not in this state, or not any more.
    #[error("本填报目前{}，现在不能由您办理“{}”。", state.label(), verb.label())]
    NotNow {
        /// Where it stands now.
        state: State,
        /// What was tried.
        verb: Verb,
    },
    /// Nobody reviews or publishes what he submitted.
    #[error("这份填报是您本人提交的，须由其他人审核和公开。")]
    OwnSubmission,
    /// Nobody publishes what he approved.
    #[error("这份填报的财政审核由您本人办理，须由另一位发布人公开。")]
    OwnApproval,
}

impl Refusal {
    /// Whether only the moment forbids it, and not what the person is.
    #[must_use]
    pub fn is_of_the_moment(&self) -> bool {
        match self {
            Self::AlreadySubmitted { .. }
            | Self::Locked { .. }
            | Self::ReviewStarted
            | Self::Cancelled
            | Self::NotNow { .. } => true,
            Self::ForeignAgency
            | Self::NotUnderYou
            | Self::NotYourRole { .. }
            | Self::OwnSubmission
            | Self::OwnApproval => false,
        }
    }

    /// The permanent code, kept in the event log.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ForeignAgency => "foreign-agency",
            Self::NotUnderYou => "not-under-you",
            Self::NotYourRole { .. } => "not-your-role",
            Self::AlreadySubmitted { .. } => "already-submitted",
            Self::Cancelled => "cancelled",
            Self::Locked { .. } => "locked",
            Self::ReviewStarted => "review-started",
            Self::NotNow { .. } => "not-now",
            Self::OwnSubmission => "own-submission",
            Self::OwnApproval => "own-approval",
        }
    }
}
