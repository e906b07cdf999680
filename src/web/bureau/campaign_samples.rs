//! The pages of a campaign under way, and those of a list of agencies, with made-up contents.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::{
    CampaignSettingsPage, FormLine, PresentationPage, ProgressLine, ProgressListPage, ProgressPage,
    RosterPage, RosterPreviewPage, SchemeForms, TaskLine, UrgingPage,
};
use crate::domain::publication::FormFace;
use crate::domain::roster::{Known, Row, judge};
use crate::domain::workflow::{OrganizationKind, Progress, Role};
use crate::web::desk::Due;
use crate::web::form::{Choice, FormState};
use crate::web::samples::{Sample, frame};

const TITLE: &str = "2025年度部门整体支出绩效自评";

/// Every page in one case; an empty name stands for nothing at all.
pub(super) fn samples(case: &str, name: &str) -> Vec<Sample> {
    let page = |page: &str| format!("bureau/{page} {case}");
    vec![
        Sample::new(page("progress"), &progress(name)),
        Sample::new(page("progress list"), &list(name)),
        Sample::new(page("campaign settings"), &settings(name)),
        Sample::new(page("presentation"), &presentation(name)),
        Sample::new(page("urging"), &urging(name)),
        Sample::new(page("roster"), &roster_page(name)),
        Sample::new(page("roster preview"), &preview_of(name, "yi-17")),
        Sample::new(page("roster preview wrong"), &preview_of(name, "01")),
    ]
}

fn due() -> Due {
    Due::new(NaiveDate::default(), DateTime::<Utc>::UNIX_EPOCH)
}

fn progress(name: &str) -> ProgressPage {
    let line = ProgressLine::of("1", name, "2", |kind| {
        if name.is_empty() || kind == Progress::NotStarted {
            0
        } else {
            12
        }
    });
    let lines = if name.is_empty() {
        Vec::new()
    } else {
        vec![line.clone(); 3]
    };
    ProgressPage {
        frame: frame(Role::FinanceReviewer),
        campaign_id: "1".to_owned(),
        title: TITLE.to_owned(),
        due: due(),
        schemes: vec![
            ("事业".to_owned(), name.to_owned()),
            ("其他单位".to_owned(), name.to_owned()),
        ],
        whole: ProgressLine {
            name: "全部单位".to_owned(),
            ..line
        },
        lines,
    }
}

fn list(name: &str) -> ProgressListPage {
    let line = TaskLine {
        agency: name.to_owned(),
        id: "1".to_owned(),
        href: "/filings/1/task".to_owned(),
        is_owed: true,
        progress: Progress::NotStarted,
        due: due(),
        is_overdue: true,
        updated_at: "2026-03-16 09:30".to_owned(),
    };
    let is_full = !name.is_empty();
    ProgressListPage {
        frame: frame(Role::FinanceReviewer),
        campaign_id: "1".to_owned(),
        title: TITLE.to_owned(),
        what: "未报",
        lines: if is_full { vec![line; 3] } else { Vec::new() },
        next: is_full.then(|| "/campaigns/1/filings?after=1".to_owned()),
    }
}

fn settings(name: &str) -> CampaignSettingsPage {
    let fields = [
        "title",
        "due_on",
        "agency_check",
        "department",
        "submit_word",
    ];
    let mut form = FormState::prefilled(&fields.map(|field| (field, name)));
    if !name.is_empty() {
        for field in fields {
            form.refuse(field, format!("“{name}”不合适。"));
        }
    }
    CampaignSettingsPage {
        frame: frame(Role::Publisher),
        campaign_id: "1".to_owned(),
        title: TITLE.to_owned(),
        form,
    }
}

fn presentation(name: &str) -> PresentationPage {
    let fields = ["index_number", "publisher", "document_number", "source"];
    let mut form = FormState::prefilled(&fields.map(|field| (field, name)));
    let line = FormLine {
        key: "lukou-2022/f1".to_owned(),
        name: "自评表".to_owned(),
        printed: ("附件1".to_owned(), "部门整体支出绩效自评表".to_owned()),
        face: FormFace {
            form: "f1".to_owned(),
            annex: name.to_owned(),
            title: name.to_owned(),
            is_internal: !name.is_empty(),
        },
    };
    if !name.is_empty() {
        form.refuse_whole(format!("“{name}”不合适。"));
    }
    PresentationPage {
        frame: frame(Role::Publisher),
        campaign_id: "1".to_owned(),
        title: TITLE.to_owned(),
        form,
        schemes: vec![SchemeForms {
            title: "部门整体支出绩效自评表式".to_owned(),
            forms: vec![line; 3],
        }],
    }
}

fn urging(name: &str) -> UrgingPage {
    UrgingPage {
        frame: frame(Role::FinanceReviewer),
        campaign_id: "1".to_owned(),
        title: TITLE.to_owned(),
        count: name.len(),
        is_all: false,
        chosen: vec![name.to_owned()],
        ways: vec![("电子邮件", 3), ("短信", 1)],
        none: 2,
        unreached: vec![name.to_owned()],
    }
}

fn roster_page(name: &str) -> RosterPage {
    let mut form = FormState::prefilled(&[("bureau", name), ("file", "")]);
    if !name.is_empty() {
        form.refuse("file", format!("“{name}”不合适。"));
    }
    RosterPage {
        frame: frame(Role::SystemAdministrator),
        form,
        bureaus: vec![Choice::new("01", "乙区财政局")],
    }
}

/// A list of one agency, or of none.
fn preview_of(name: &str, code: &str) -> RosterPreviewPage {
    let bureau = Known {
        code: "01".to_owned(),
        kind: OrganizationKind::Bureau,
        parent: String::new(),
        name: "乙区财政局".to_owned(),
        short_name: "财政局".to_owned(),
        credit_code: String::new(),
        kind_of_agency: String::new(),
    };
    let row = Row {
        number: 2,
        code: code.to_owned(),
        name: name.to_owned(),
        short_name: name.to_owned(),
        ..Row::default()
    };
    let rows = if name.is_empty() {
        Vec::new()
    } else {
        vec![row]
    };
    let known = BTreeMap::from([(bureau.code.clone(), bureau.clone())]);
    RosterPreviewPage {
        frame: frame(Role::SystemAdministrator),
        bureau: bureau.code.clone(),
        preview: judge(&rows, &bureau, &known, &BTreeSet::new()),
        rows: format!("[\"{name}\"]"),
    }
}
