//! A year's campaign as the bureau sets it up.

mod change;
mod settings;
mod wording;

pub use change::{ChangeProblem, Plan, check_change};
pub use settings::{CampaignSettings, SettingsError};
pub use wording::SubmitWord;
