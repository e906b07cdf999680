//! The pages of a list of people with made-up contents.

use super::{FirstPasswordsPage, StaffListPage, StaffListPreviewPage};
use crate::actions::staff_list::FirstPassword;
use crate::domain::staff_list::{Known, Place, Row, judge};
use crate::domain::workflow::{OrganizationKind, Role};
use crate::web::form::FormState;
use crate::web::samples::{Sample, frame};

/// Every page in one case; an empty name stands for nothing at all.
pub(super) fn samples(case: &str, name: &str) -> Vec<Sample> {
    let page = |page: &str| format!("bureau/{page} {case}");
    vec![
        Sample::new(page("staff list"), &list(name)),
        Sample::new(page("staff list preview"), &preview(name, "yi-17")),
        Sample::new(page("staff list preview wrong"), &preview(name, "99")),
        Sample::new(page("first passwords"), &first_passwords(name)),
    ]
}

fn list(name: &str) -> StaffListPage {
    let mut form = FormState::default();
    if !name.is_empty() {
        form.refuse("file", format!("“{name}”不合适。"));
    }
    StaffListPage {
        frame: frame(Role::SystemAdministrator),
        form,
    }
}

/// A list of one person, or of none.
fn preview(name: &str, organization: &str) -> StaffListPreviewPage {
    let row = Row {
        number: 2,
        name: name.chars().take(40).collect(),
        login_name: "yi-tianbao".to_owned(),
        role: Role::Accountant.label().to_owned(),
        organization: organization.to_owned(),
        phone: String::new(),
    };
    let rows = if name.is_empty() {
        Vec::new()
    } else {
        vec![row]
    };
    let mut known = Known::default();
    let place = Place {
        kind: OrganizationKind::Agency,
        lineage: vec!["1".to_owned()],
    };
    known.places.insert("yi-17".to_owned(), place);
    StaffListPreviewPage {
        frame: frame(Role::SystemAdministrator),
        preview: judge(&rows, &known),
        rows: format!("[\"{name}\"]"),
    }
}

fn first_passwords(name: &str) -> FirstPasswordsPage {
    let first = FirstPassword {
        login_name: "yi-tianbao".to_owned(),
        name: name.to_owned(),
        password: "abcdefghjkmnpqrstuvw".to_owned(),
    };
    FirstPasswordsPage {
        frame: frame(Role::SystemAdministrator),
        made: if name.is_empty() {
            Vec::new()
        } else {
            vec![first; 3]
        },
        made_as_text: format!("[\"{name}\"]"),
    }
}
