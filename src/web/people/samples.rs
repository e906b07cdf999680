//! The pages of this area with made-up contents.

use chrono::{DateTime, Utc};

use super::{
    HandOverPage, PermissionPage, PermissionsPage, PostingLine, PostingsPage, StaffLine, StaffPage,
};
use crate::domain::account::Standing;
use crate::domain::workflow::Role;
use crate::store::posting::HeldPosting;
use crate::store::second_factor::Removal;
use crate::web::bureau::samples::{line as account_line, posting};
use crate::web::form::{Choice, FormState};
use crate::web::pager::Pager;
use crate::web::routes;
use crate::web::samples::{HOSTILE, LONGEST, Sample, frame};

/// Every page, in every case worth looking at.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let cases = [
        ("empty", ""),
        ("typical", "乙区行政审批服务局"),
        ("hostile", HOSTILE),
        ("longest names", LONGEST),
    ];
    cases
        .into_iter()
        .flat_map(|(case, name)| pages(case, name))
        .collect()
}

/// A posting in every standing; none for the empty case.
fn lines(name: &str) -> Vec<PostingLine> {
    if name.is_empty() {
        return Vec::new();
    }
    [
        Standing::InForce,
        Standing::Away,
        Standing::Asked,
        Standing::Ended,
    ]
    .into_iter()
    .map(|standing| PostingLine {
        posting: posting(name),
        standing,
        remark: format!("由{name}办理至 2026-12-31"),
        is_current: standing == Standing::Asked,
    })
    .collect()
}

fn pages(case: &str, name: &str) -> Vec<Sample> {
    let mut form = FormState::prefilled(&[("login_name", name), ("until", name)]);
    let mut given = FormState::prefilled(&[("role", name), ("organization", name)]);
    if !name.is_empty() {
        for field in ["login_name", "until"] {
            form.refuse(field, format!("“{name}”不合适。"));
        }
        for field in ["role", "organization"] {
            given.refuse(field, format!("“{name}”不合适。"));
        }
    }
    let hand_over = HandOverPage {
        frame: frame(Role::Accountant),
        form,
        line: PostingLine {
            posting: posting(name),
            standing: Standing::InForce,
            remark: String::new(),
            is_current: true,
        },
        back: routes::POSTINGS,
    };
    let postings = PostingsPage {
        frame: frame(Role::Accountant),
        postings: lines(name),
    };
    let people = lines(name).into_iter().map(|line| StaffLine {
        may_hand_over: line.is_in_force() || line.can_go_back(),
        line,
        display_name: name.to_owned(),
        login_name: name.to_owned(),
    });
    let staff = StaffPage {
        frame: frame(Role::FinanceReviewer),
        people: people.collect(),
        pager: Pager::new(routes::STAFF, &[], Some(2), 50).of_unknown_total(true),
    };
    let asked = lines(name).into_iter().map(|line| HeldPosting {
        posting: line.posting,
        login_name: name.to_owned(),
        display_name: name.to_owned(),
    });
    let permissions = PermissionsPage {
        frame: frame(Role::SecurityAdministrator),
        form: FormState::default(),
        asked: asked.collect(),
        accounts: lines(name).iter().map(|_| account_line(name)).collect(),
        pager: Pager::new(routes::PERMISSIONS, &[], Some(1), 50).of_total(90),
    };
    let permission = |is_own: bool| PermissionPage {
        frame: frame(Role::SecurityAdministrator),
        account: account_line(name).account,
        postings: lines(name),
        is_own,
        second_factor_since: (!is_own).then(|| "2026-03-16 09:30".to_owned()),
        bound_since: (!is_own).then(|| "2026-03-16 09:30".to_owned()),
        removals: vec![Removal {
            removed_by: "anquan".to_owned(),
            removed_at: DateTime::<Utc>::UNIX_EPOCH,
            reason: name.to_owned(),
        }],
        form: if is_own {
            FormState::default()
        } else {
            given.clone()
        },
        organizations: vec![Choice::new(name, name)],
    };
    let titled = |page: &str| format!("people/{page} {case}");
    vec![
        Sample::new(titled("postings"), &postings),
        Sample::new(titled("hand over"), &hand_over),
        Sample::new(titled("staff"), &staff),
        Sample::new(titled("permissions"), &permissions),
        Sample::new(titled("permission"), &permission(false)),
        Sample::new(titled("permission of one's own"), &permission(true)),
    ]
}
