//! Nobody judges what he has not seen: a judgement names the version that lay before the person.

use crate::store::filing::Filing;

/// What lies there is not what the person had on the screen when he judged it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("填报内容在您打开页面之后有变化，请重新查看后再办理。")]
pub struct Changed {
    /// The filing to look at again.
    pub filing_id: String,
}

impl Changed {
    /// The permanent code, kept in the event log.
    pub(super) const CODE: &str = "changed";
}

/// Refuses a judgement on anything but the version that the person saw; `None` is no version.
pub(super) fn check_seen(filing: &Filing, seen: Option<i64>) -> Result<(), Changed> {
    if seen == Some(filing.version) {
        Ok(())
    } else {
        Err(Changed {
            filing_id: filing.id.clone(),
        })
    }
}
