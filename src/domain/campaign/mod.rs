//! A year's campaign as the bureau sets it up.

mod settings;

pub use settings::{CampaignSettings, SettingsError};
