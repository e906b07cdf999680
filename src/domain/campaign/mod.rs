//! A year's campaign as the bureau sets it up.

mod by_kind;
mod change;
mod presentation;
mod settings;
mod wording;

pub use by_kind::{SchemeChoice, SchemesByKind};
pub use change::{ChangeProblem, Plan, check_change};
pub use presentation::{FormSetting, PageHead, PageOf, Presentation, PresentationProblem};
pub use settings::{CampaignSettings, SettingsError};
pub use wording::SubmitWord;
