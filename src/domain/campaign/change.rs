//! What may change after a campaign was opened.

use chrono::NaiveDate;

use super::CampaignSettings;

/// What of a campaign may be changed at all; its year and scheme never are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What the notice calls it.
    pub title: String,
    /// The last day for 提交.
    pub due_on: NaiveDate,
    /// What is set beyond the scheme.
    pub settings: CampaignSettings,
}

/// Why a change is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChangeProblem {
    /// Somebody is already on the old way.
    #[error("已有单位开始填报，审核路径不能再改。")]
    ChainInUse,
    /// Nobody can keep a deadline that is over.
    #[error("截止日期不能改到今天（{0}）以前。")]
    DuePast(NaiveDate),
    /// A filing stays with the scheme it was made with.
    #[error("各类单位的填报方案在开启时已经确定，不能再改。")]
    SchemesFixed,
}

/// Whether a campaign may become so. `has_begun` says whether anything was typed in any of its
/// filings. Title, wording and a deadline that is still to come may always change.
pub fn check_change(
    before: &Plan,
    after: &Plan,
    has_begun: bool,
    today: NaiveDate,
) -> Result<(), ChangeProblem> {
    if has_begun && before.settings.chain != after.settings.chain {
        return Err(ChangeProblem::ChainInUse);
    }
    if before.settings.schemes != after.settings.schemes {
        return Err(ChangeProblem::SchemesFixed);
    }
    if before.due_on != after.due_on && after.due_on < today {
        return Err(ChangeProblem::DuePast(today));
    }
    Ok(())
}
