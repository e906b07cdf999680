//! What a bureau sets for one year beyond the scheme.

use serde::{Deserialize, Serialize};

use super::{Presentation, SchemesByKind, SubmitWord};
use crate::domain::appeal::AppealTerms;
use crate::domain::workflow::Chain;

/// The settings of a campaign, kept as one JSON text. What is not said is as it always was.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CampaignSettings {
    /// The reviews that its filings pass.
    pub chain: Chain,
    /// What the button of 提交 says.
    pub submit_word: SubmitWord,
    /// What agencies may say to corrections of the bureau.
    pub appeals: AppealTerms,
    /// The kinds of agencies that file by another scheme than the campaign's own.
    pub schemes: SchemesByKind,
    /// How its forms look, and what of them is public.
    pub presentation: Presentation,
}

/// A text that is no settings, or those of a newer program.
#[derive(Debug, thiserror::Error)]
#[error("年度工作的设置无法识别：{0}")]
pub struct SettingsError(#[from] serde_json::Error);

impl CampaignSettings {
    /// Reads the text that is kept.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        Ok(serde_json::from_str(text)?)
    }

    /// The text to keep.
    pub fn to_json(&self) -> Result<String, SettingsError> {
        Ok(serde_json::to_string(self)?)
    }
}
