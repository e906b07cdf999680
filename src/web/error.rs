//! The one error type of the web: what a visitor could not have, and what to do next.

use actix_web::http::StatusCode;
use actix_web::http::header::RETRY_AFTER;
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};

use super::desk::address;
use super::form::{FormPairs, FormState};
use super::needed::Needed;
use super::routes::{CAMPAIGNS, OUTBOX, SCHEMES, WORK};
use crate::actions::appeal::AppealError;
use crate::actions::campaign::CampaignError;
use crate::actions::comment::CommentError;
use crate::actions::evidence::EvidenceError;
use crate::actions::filing::FilingError;
use crate::actions::job::JobError;
use crate::actions::outbox::OutboxError;
use crate::actions::rescore::RescoreError;
use crate::actions::save::SaveError;
use crate::actions::scheme_draft::SchemeDraftError;
use crate::actions::scheme_move::SchemeMoveError;
use crate::actions::statistics::StatisticsError;
use crate::actions::together::TogetherError;
use crate::domain::appeal::AppealRefusal;
use crate::domain::workflow::Refusal;
use crate::store::StoreError;

/// Why a request was not answered as asked. `super::failure` turns it into a page in the site's style.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// Nothing stands at this address, or nothing this person may know of.
    #[error("not found")]
    NotFound,
    /// The person may not do this. The sentence says who may.
    #[error("forbidden: {0}")]
    Forbidden(String),
    /// A page for people who are logged in; they come back to the address after the log-in.
    #[error("log-in needed")]
    LogInNeeded {
        /// The address asked for.
        next: String,
    },
    /// He must do something else first.
    #[error("{}", .0.code())]
    Needed(Needed),
    /// The same for a form: everything in it is kept, and it can be sent afterwards.
    #[error("{} before a form", .0.code())]
    NeededFirst(Needed, Box<KeptForm>),
    /// A form came without a valid session: everything in it is kept, and logging in sends it.
    #[error("session expired")]
    SessionExpired(Box<KeptForm>),
    /// A form came with a wrong token: everything in it is kept, and it can be sent again.
    #[error("stale form token")]
    StaleForm(Box<KeptForm>),
    /// A form came from another site.
    #[error("form from a foreign origin")]
    ForeignOrigin,
    /// The form is larger than the limit.
    #[error("form larger than {limit_bytes} bytes")]
    TooLarge {
        /// The limit.
        limit_bytes: usize,
    },
    /// A file is larger than a form without script takes.
    #[error("file larger than {limit_bytes} bytes")]
    FileTooLarge {
        /// The limit.
        limit_bytes: usize,
    },
    /// The form has more fields than any page.
    #[error("form with too many fields")]
    TooManyPairs,
    /// The body is no form.
    #[error("unreadable form")]
    Unreadable {
        /// What could be read.
        readable: String,
    },
    /// The request makes no sense; the sentence says what is missing.
    #[error("bad request: {0}")]
    BadRequest(String),
    /// Somebody was quicker, or the filing is in another state by now.
    #[error("conflict: {sentence}")]
    Conflict {
        /// What happened.
        sentence: String,
        /// Where to go on.
        way_out: Link,
    },
    /// Too many attempts from one place.
    #[error("too many requests")]
    TooMany {
        /// How long to wait.
        retry_after_seconds: i64,
    },
    /// A defect or a failing database: logged once, apologised for once.
    #[error("internal: {0}")]
    Internal(Box<dyn std::error::Error + Send + Sync>),
}

/// A link that an error page offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub label: String,
    /// The address.
    pub href: String,
}

impl Link {
    /// A link.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            href: href.into(),
        }
    }
}

/// A form that could not be taken, with everything typed in it.
#[derive(Debug, Clone, Default)]
pub struct KeptForm {
    /// The address it was sent to.
    pub action: String,
    /// What was typed, without tokens and passwords.
    pub pairs: FormPairs,
    /// The token for the next attempt.
    pub token: String,
    /// The log-in that would send it, with what went wrong when it was tried.
    pub log_in: FormState,
}

impl WebError {
    /// A defect or a failing database.
    pub fn internal(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Internal(Box::new(error))
    }

    /// Something that the program itself got wrong.
    #[must_use]
    pub fn defect(what: &'static str) -> Self {
        Self::Internal(what.into())
    }

    /// Somebody was quicker, or the state is another one by now.
    pub fn conflict(sentence: impl Into<String>, way_out: Link) -> Self {
        Self::Conflict {
            sentence: sentence.into(),
            way_out,
        }
    }
}

impl From<Refusal> for WebError {
    /// What this person may never do is forbidden; what only the moment forbids is a conflict.
    fn from(refusal: Refusal) -> Self {
        if refusal.is_of_the_moment() {
            Self::conflict(refusal.to_string(), Link::new("返回我的工作", WORK))
        } else {
            Self::Forbidden(refusal.to_string())
        }
    }
}

impl From<FilingError> for WebError {
    fn from(error: FilingError) -> Self {
        match error {
            FilingError::NotFound => Self::NotFound,
            FilingError::Refused(refusal) => refusal.into(),
            FilingError::Changed(changed) => {
                let again = address::review(&changed.filing_id);
                Self::conflict(changed.to_string(), Link::new("重新查看填报内容", again))
            }
            FilingError::ReasonMissing | FilingError::ReasonTooLong | FilingError::Deadline(_) => {
                Self::BadRequest(error.to_string())
            }
            FilingError::CorrectionsUnconfirmed { ref filing_id, .. }
            | FilingError::NoReviewedTotal { ref filing_id } => {
                let way_out = Link::new("去财政复核", address::rescore(filing_id));
                Self::conflict(error.to_string(), way_out)
            }
            FilingError::Scheme(_) | FilingError::Store(_) => Self::internal(error),
        }
    }
}

impl From<CampaignError> for WebError {
    fn from(error: CampaignError) -> Self {
        match error {
            CampaignError::NotFound => Self::NotFound,
            CampaignError::NotAllowed => Self::Forbidden(error.to_string()),
            CampaignError::Unfit(_)
            | CampaignError::AlreadyOpen(_)
            | CampaignError::Change(_)
            | CampaignError::Presentation(_)
            | CampaignError::Scheme(_) => Self::BadRequest(error.to_string()),
            CampaignError::Store(error) => error.into(),
        }
    }
}

impl From<JobError> for WebError {
    fn from(error: JobError) -> Self {
        let way_out = || Link::new("年度工作", CAMPAIGNS);
        match error {
            JobError::NotFound => Self::NotFound,
            JobError::NotAllowed => Self::Forbidden(error.to_string()),
            JobError::UnderWay | JobError::Ended => Self::conflict(error.to_string(), way_out()),
            JobError::Store(error) => error.into(),
        }
    }
}

impl From<StatisticsError> for WebError {
    fn from(error: StatisticsError) -> Self {
        match error {
            StatisticsError::NotFound => Self::NotFound,
            StatisticsError::Store(error) => error.into(),
        }
    }
}

impl From<SchemeDraftError> for WebError {
    fn from(error: SchemeDraftError) -> Self {
        match error {
            SchemeDraftError::NotAllowed => Self::Forbidden(error.to_string()),
            SchemeDraftError::NotFound => Self::NotFound,
            SchemeDraftError::Changed | SchemeDraftError::Quicker => {
                let way_out = Link::new("返回方案", SCHEMES);
                Self::conflict(error.to_string(), way_out)
            }
            SchemeDraftError::Unfit(_)
            | SchemeDraftError::TooLong
            | SchemeDraftError::TooMany
            | SchemeDraftError::NotReady(_)
            | SchemeDraftError::Known { .. }
            | SchemeDraftError::Scheme(_) => Self::BadRequest(error.to_string()),
            SchemeDraftError::Store(error) => error.into(),
            SchemeDraftError::Work(_) | SchemeDraftError::Record(_) => Self::internal(error),
        }
    }
}

impl From<SchemeMoveError> for WebError {
    fn from(error: SchemeMoveError) -> Self {
        match error {
            SchemeMoveError::Campaign(error) => error.into(),
            SchemeMoveError::NotFound => Self::NotFound,
            SchemeMoveError::Closed
            | SchemeMoveError::NothingToDo
            | SchemeMoveError::Reason
            | SchemeMoveError::Scheme(_) => Self::BadRequest(error.to_string()),
            SchemeMoveError::Store(error) => error.into(),
            SchemeMoveError::Digest(_) | SchemeMoveError::Work(_) | SchemeMoveError::Report(_) => {
                Self::internal(error)
            }
        }
    }
}

impl From<SaveError> for WebError {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::NotFound => Self::NotFound,
            SaveError::Refused(refusal) => refusal.into(),
            SaveError::UnknownCells(_) | SaveError::TooLong(_) => {
                Self::BadRequest(error.to_string())
            }
            SaveError::Scheme(_) | SaveError::Store(_) => Self::internal(error),
        }
    }
}

impl From<OutboxError> for WebError {
    fn from(error: OutboxError) -> Self {
        match error {
            OutboxError::NotFound => Self::NotFound,
            OutboxError::NotNow(_) => {
                Self::conflict(error.to_string(), Link::new("返回发送记录", OUTBOX))
            }
            OutboxError::Store(error) => error.into(),
        }
    }
}

impl From<AppealError> for WebError {
    fn from(error: AppealError) -> Self {
        match error {
            AppealError::NotFound => Self::NotFound,
            AppealError::Refused(AppealRefusal::Refused(refusal)) => refusal.into(),
            AppealError::Refused(refusal @ AppealRefusal::NotYourRole(_)) => {
                Self::Forbidden(refusal.to_string())
            }
            AppealError::Refused(refusal) => {
                Self::conflict(refusal.to_string(), Link::new("返回我的工作", WORK))
            }
            AppealError::Changed(changed) => FilingError::Changed(changed).into(),
            AppealError::Nothing | AppealError::TooLong | AppealError::Unanswered => {
                Self::BadRequest(error.to_string())
            }
            AppealError::Rescore(error) => error.into(),
            AppealError::Store(error) => error.into(),
        }
    }
}

impl From<RescoreError> for WebError {
    fn from(error: RescoreError) -> Self {
        match error {
            RescoreError::NotFound => Self::NotFound,
            RescoreError::Refused(refusal) => refusal.into(),
            RescoreError::Changed(changed) => FilingError::Changed(changed).into(),
            RescoreError::Problems(_) => Self::BadRequest(error.to_string()),
            RescoreError::Scheme(_) | RescoreError::Work(_) | RescoreError::Store(_) => {
                Self::internal(error)
            }
        }
    }
}

impl From<TogetherError> for WebError {
    fn from(error: TogetherError) -> Self {
        match error {
            TogetherError::NotFound => Self::NotFound,
            TogetherError::Refused(refusal) => refusal.into(),
            TogetherError::Store(error) => Self::internal(error),
        }
    }
}

impl From<EvidenceError> for WebError {
    fn from(error: EvidenceError) -> Self {
        match error {
            EvidenceError::NotFound => Self::NotFound,
            EvidenceError::Refused(refusal) => refusal.into(),
            EvidenceError::Problem(_) | EvidenceError::GoesOnAt(_) | EvidenceError::Busy => {
                Self::BadRequest(error.to_string())
            }
            EvidenceError::Scheme(_) | EvidenceError::Vault(_) | EvidenceError::Store(_) => {
                Self::internal(error)
            }
        }
    }
}

impl From<CommentError> for WebError {
    fn from(error: CommentError) -> Self {
        match error {
            CommentError::NotFound => Self::NotFound,
            CommentError::Refused(refusal) => refusal.into(),
            CommentError::Empty | CommentError::TooLong => Self::BadRequest(error.to_string()),
            CommentError::Scheme(_) | CommentError::Store(_) => Self::internal(error),
        }
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        Self::internal(error)
    }
}

impl ResponseError for WebError {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::LogInNeeded { .. } | Self::SessionExpired(_) => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_)
            | Self::StaleForm(_)
            | Self::ForeignOrigin
            | Self::Needed(_)
            | Self::NeededFirst(..) => StatusCode::FORBIDDEN,
            Self::TooLarge { .. } | Self::FileTooLarge { .. } | Self::TooManyPairs => {
                StatusCode::PAYLOAD_TOO_LARGE
            }
            Self::Unreadable { .. } | Self::BadRequest(_) => StatusCode::BAD_REQUEST,
            Self::Conflict { .. } => StatusCode::CONFLICT,
            Self::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// An empty response: the middleware in `super::failure` knows the visitor and writes the page.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponseBuilder::new(self.status_code());
        if let Self::TooMany {
            retry_after_seconds,
        } = self
        {
            response.insert_header((RETRY_AFTER, *retry_after_seconds));
        }
        response.finish()
    }
}
