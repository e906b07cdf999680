//! Every page drawn from made-up contents: empty, as usual, full of errors, with hostile text, with
//! the longest names. One test draws and judges them all; people may look at them too.

use std::sync::Arc;

use askama::Template;

use super::frame::{Frame, FrameUser, MenuItem, Notice};
use super::routes;
use super::{account, bureau, desk, error_samples, people, portal, review};
use crate::config::SiteSettings;
use crate::domain::workflow::Role;

/// One page with made-up contents.
#[derive(Debug)]
pub struct Sample {
    /// The page and the case: `desk/form typical`.
    pub name: String,
    /// The page.
    pub html: askama::Result<String>,
}

impl Sample {
    /// A page with made-up contents.
    pub fn new(name: impl Into<String>, page: &impl Template) -> Self {
        Self {
            name: name.into(),
            html: page.render(),
        }
    }
}

/// Every page, in every case worth looking at.
#[must_use]
pub fn samples() -> Vec<Sample> {
    [
        account::samples::samples(),
        bureau::samples::samples(),
        desk::samples::samples(),
        error_samples::samples(),
        people::samples::samples(),
        portal::samples::samples(),
        review::samples::samples(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A text that wants to be more than text.
pub const HOSTILE: &str =
    "</textarea><script>alert(1)</script>\"' onfocus=alert(2) {{7*7}} &amp;\u{202e}txt\n=1+1";

/// The longest name that an organization can have, and longer than any real one.
pub const LONGEST: &str = "乙区人民政府驻外地办事机构联络协调与流动人口服务管理委员会办公室综合事务和政府采购及固定资产统一核算中心（含所属二级机构及派出单位）";

/// The surroundings of a page for a visitor.
#[must_use]
pub fn visitor(notices: Vec<Notice>) -> Frame {
    Frame {
        notices,
        ..Frame::visitor(Arc::new(SiteSettings::default()))
    }
}

/// The surroundings of a page for somebody of this role.
#[must_use]
pub fn frame(role: Role) -> Frame {
    Frame {
        user: Some(FrameUser {
            id: "account".to_owned(),
            name: format!("{}一", role.label()),
            role: role.label().to_owned(),
            organization: "乙区行政审批服务局".to_owned(),
            has_others: role == Role::Accountant,
        }),
        menu: menu(role),
        notices: vec![Notice::Saved],
        ..Frame::visitor(Arc::new(SiteSettings::default())).with_csrf("token")
    }
}

fn menu(role: Role) -> Vec<MenuItem> {
    routes::menu(role, routes::first_page(role))
}
