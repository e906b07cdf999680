//! Where a cell is found from the page on which a sheet is drawn.

use super::control::cell_id;
use crate::domain::check::Finding;
use crate::web::desk::address;

/// How pages lead to cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Links<'a> {
    /// All forms stand on this page.
    SamePage,
    /// Each form has a page of its own under its filing.
    Pages {
        /// The filing's id.
        filing: &'a str,
        /// The form of this page.
        form: &'a str,
    },
}

impl Links<'_> {
    /// The address of a cell.
    #[must_use]
    pub fn cell(&self, on_form: &str, code: &str) -> String {
        let page = match self {
            Self::Pages { filing, form } if *form != on_form => address::form(filing, on_form),
            Self::SamePage | Self::Pages { .. } => String::new(),
        };
        format!("{page}#{}", cell_id(code))
    }

    /// Every text a cell had, for who fills it in.
    #[must_use]
    pub fn history(&self, code: &str) -> Option<String> {
        match self {
            Self::Pages { filing, .. } => Some(address::cell_history(filing, code)),
            Self::SamePage => None,
        }
    }

    /// What texts may name, with its present values, for who writes them.
    #[must_use]
    pub fn figures(&self) -> Option<String> {
        match self {
            Self::Pages { filing, .. } => Some(address::figures(filing)),
            Self::SamePage => None,
        }
    }

    /// The place where the reason for a finding is written.
    #[must_use]
    pub fn reason(&self, finding: &Finding) -> Option<String> {
        match self {
            Self::Pages { filing, .. } => Some(format!(
                "{}#{}",
                address::check(filing),
                cell_id(&finding.reason_cell())
            )),
            Self::SamePage => None,
        }
    }
}
