//! The desk's pages with made-up contents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde::Deserialize;

use super::cell::{CellHistoryPage, RecentPage};
use super::check::CheckPage;
use super::comment::samples::with_comments;
use super::comparison::ComparisonPage;
use super::evidence::samples::with_files;
use super::filled::SCHEMES;
use super::form::{
    BatchBar, ClashLine, ClashPage, FormPage, LivePart, Problem, RefusedPage, Removed, Undone,
};
use super::help;
use super::last_year::LastYearPage;
use super::opened::Opened;
use super::overview::OverviewPage;
use super::submission::{ReceiptPage, SubmissionPage};
use super::todo::TodoPage;
use crate::actions::filing::FilingRecord;
use crate::actions::last_year::{OlderFiling, OlderOrigin};
use crate::domain::campaign::CampaignSettings;
use crate::domain::filing::{CellCode, Entries, TextOrigin, takes_text};
use crate::domain::scheme::Scheme;
use crate::domain::workflow::{
    Actor, Chain, FilingFacts, OrganizationKind, Role, State, Verb, possible_verbs,
};
use crate::store::batch::Batch;
use crate::store::campaign::Campaign;
use crate::store::cell::CellChange;
use crate::store::decision::Decision;
use crate::store::filing::Filing;
use crate::store::organization::Organization;
use crate::store::scheme_move::SchemeMove;
use crate::store::urging::Urging;
use crate::web::pager::Pager;
use crate::web::samples::{HOSTILE, Sample, frame};

const LONG: &str = "乙区人民政府办公室政务服务和公共资源交易数据管理与行政审批制度改革协调服务中心（乙区市民热线办公室）";

#[derive(Deserialize)]
struct Filled {
    year: i32,
    agency: String,
    cells: BTreeMap<CellCode, String>,
}

/// Every page of the desk, in every case worth looking at.
#[must_use]
pub fn samples() -> Vec<Sample> {
    let mut samples: Vec<Sample> = filings()
        .iter()
        .flat_map(|(case, opened)| pages(case, opened))
        .collect();
    samples.push(Sample::new("desk/todo nothing", &todo(Vec::new())));
    samples.push(help::sample());
    samples
}

/// Filings of every form family, in every case worth looking at.
#[must_use]
pub fn filings() -> Vec<(String, Opened)> {
    let mut filings = Vec::new();
    for (place, scheme, filled) in SCHEMES {
        let (Ok(scheme), Ok(filled)) = (Scheme::parse(scheme), toml::from_str::<Filled>(filled))
        else {
            continue;
        };
        let cases = cases(&Arc::new(scheme), &filled);
        for (case, opened) in cases {
            let opened = with_comments(case, with_files(case, opened));
            filings.push((format!("{place} {case}"), opened));
        }
    }
    filings
}

fn cases(scheme: &Arc<Scheme>, filled: &Filled) -> Vec<(&'static str, Opened)> {
    let agency = filled.agency.as_str();
    let with = |agency: &str, cells: BTreeMap<CellCode, String>| Entries {
        year: filled.year,
        agency: agency.to_owned(),
        cells,
    };
    let hostile = hostile_cells(&filled.cells);
    let wordy = filled.cells.iter().map(|(code, typed)| {
        let is_name = code.ends_with(".name") || code.ends_with(".reason");
        (
            code.clone(),
            if is_name {
                LONG.repeat(3)
            } else {
                typed.clone()
            },
        )
    });
    let case = |agency: &str, cells, state| opened(scheme, with(agency, cells), state);
    let older = older_cells(&filled.cells);
    vec![
        ("empty", case(agency, BTreeMap::new(), State::Draft)),
        ("typical", case(agency, filled.cells.clone(), State::Draft)),
        (
            "returned",
            case(agency, filled.cells.clone(), State::Returned),
        ),
        (
            "locked",
            case(agency, filled.cells.clone(), State::AwaitingFinance),
        ),
        ("hostile", case(HOSTILE, hostile, State::Draft)),
        ("longest", case(LONG, wordy.collect(), State::Draft)),
        (
            "beside",
            beside(
                case(agency, filled.cells.clone(), State::Draft),
                older.clone(),
            ),
        ),
        (
            "beside empty",
            beside(case(agency, BTreeMap::new(), State::Draft), older.clone()),
        ),
        (
            "beside locked",
            beside(
                case(agency, filled.cells.clone(), State::AwaitingFinance),
                older,
            ),
        ),
        (
            "beside hostile",
            beside(
                case(HOSTILE, filled.cells.clone(), State::Draft),
                hostile_cells(&filled.cells),
            ),
        ),
    ]
}

/// The same cells with a hostile text in each.
fn hostile_cells(cells: &BTreeMap<CellCode, String>) -> BTreeMap<CellCode, String> {
    let hostile = cells.iter().map(|(code, typed)| {
        let is_list = code.ends_with(".rows");
        let text = if is_list { typed.as_str() } else { HOSTILE };
        (code.clone(), text.to_owned())
    });
    hostile.collect()
}

/// The same cells with other figures in some of them, as of another year.
fn older_cells(cells: &BTreeMap<CellCode, String>) -> BTreeMap<CellCode, String> {
    let older = cells.iter().enumerate().map(|(at, (code, typed))| {
        let is_figure = !code.contains('.') && typed.parse::<Decimal>().is_ok();
        let text = match at % 3 {
            0 if is_figure => "1000000",
            1 if is_figure => "1",
            _ => typed,
        };
        (code.clone(), text.to_owned())
    });
    older.collect()
}

/// A filing whose agency filed last year too; what it holds now was carried over in part.
fn beside(opened: Opened, cells: BTreeMap<CellCode, String>) -> Opened {
    let mut record = opened.record;
    let codes = record.entries.cells.keys();
    record.carried = codes.step_by(5).cloned().collect();
    record
        .carried
        .retain(|code| takes_text(&record.scheme, &record.entries, code));
    record.older = Some(OlderFiling {
        scheme: Arc::clone(&record.scheme),
        entries: Entries {
            year: record.entries.year - 1,
            agency: record.entries.agency.clone(),
            cells,
        },
        origin: OlderOrigin::Published(opened.now),
    });
    Opened::new(record, opened.now)
}

fn pages(case: &str, opened: &Opened) -> Vec<Sample> {
    let frame = frame(Role::Accountant);
    let mut samples = Vec::new();
    for form in &opened.record.scheme.forms {
        if let Ok(page) = FormPage::of(opened, frame.clone(), &form.id) {
            let page = FormPage {
                problems: problems(case),
                removed: removed(case),
                batch: batch(case),
                undone: undone(case),
                ..page
            };
            samples.push(Sample::new(format!("desk/form {case} {}", form.id), &page));
        }
        if let Ok(part) = LivePart::preview(opened, &form.id) {
            samples.push(Sample::new(format!("desk/live {case} {}", form.id), &part));
        }
    }
    let waiting = todo(vec![opened.view()]);
    samples.push(Sample::new(format!("desk/todo {case}"), &waiting));
    let overview = OverviewPage::of(opened, frame.clone());
    samples.push(Sample::new(format!("desk/overview {case}"), &overview));
    let check = CheckPage {
        is_refused: case.ends_with("returned"),
        ..CheckPage::of(opened, frame.clone())
    };
    samples.push(Sample::new(format!("desk/check {case}"), &check));
    let submission = SubmissionPage::of(opened, frame.clone());
    samples.push(Sample::new(format!("desk/submission {case}"), &submission));
    if let Some(receipt) = ReceiptPage::of(opened, frame.clone()) {
        samples.push(Sample::new(format!("desk/receipt {case}"), &receipt));
    }
    samples.extend(super::import::samples::samples(
        case,
        opened,
        &text_of(case),
    ));
    samples.extend(super::paste::samples::samples(case, opened, &text_of(case)));
    samples.extend(super::text_samples::samples(case, opened));
    samples.push(Sample::new(
        format!("desk/comparison {case}"),
        &ComparisonPage::of(opened, frame.clone()),
    ));
    samples.push(Sample::new(
        format!("desk/carry {case}"),
        &LastYearPage::of(opened, frame.clone(), None),
    ));
    samples.extend(super::comment::samples::samples(case, opened));
    samples.extend(super::evidence::samples::samples(case, opened));
    samples.push(Sample::new(
        format!("desk/clash {case}"),
        &clash(case, opened),
    ));
    samples.push(Sample::new(
        format!("desk/cell-history {case}"),
        &history(case, opened),
    ));
    samples.push(Sample::new(
        format!("desk/recent {case}"),
        &RecentPage::of(opened, frame.clone(), changes(case), pager()),
    ));
    samples.push(Sample::new(
        format!("desk/refused {case}"),
        &refused(case, opened),
    ));
    samples
}

fn todo(waiting: Vec<super::FilingView>) -> TodoPage {
    let others = waiting
        .iter()
        .filter(|view| view.state.is_locked())
        .cloned()
        .collect();
    TodoPage {
        frame: frame(Role::Accountant),
        waiting,
        others,
    }
}

fn text_of(case: &str) -> String {
    if case.ends_with("hostile") {
        HOSTILE.to_owned()
    } else {
        "14.52万件".to_owned()
    }
}

fn problems(case: &str) -> Vec<Problem> {
    if !case.ends_with("hostile") {
        return Vec::new();
    }
    vec![Problem {
        cell: None,
        sentence: "有一栏不属于本方案的表格，没有保存。".to_owned(),
        text: Some(text_of(case)),
    }]
}

fn batch(case: &str) -> Option<BatchBar> {
    case.ends_with("typical").then(|| {
        BatchBar::of(&Batch {
            id: "batch".to_owned(),
            origin: TextOrigin::Paste,
            made_at: DateTime::UNIX_EPOCH,
            cells: 24,
            standing: 22,
        })
    })
}

fn undone(case: &str) -> Option<Undone> {
    case.ends_with("longest").then(|| Undone {
        restored: 22,
        kept: vec![LONG.to_owned(), LONG.to_owned()],
        unnamed: 3,
    })
}

fn history(case: &str, opened: &Opened) -> CellHistoryPage {
    let page = CellHistoryPage::of(
        opened,
        frame(Role::Accountant),
        "total_initial",
        changes(case),
        pager(),
    );
    CellHistoryPage {
        seen: opened.view().is_open().then(|| "change-3".to_owned()),
        ..page
    }
}

fn pager() -> Pager {
    Pager::new("/history", &[], None, 2)
}

fn changes(case: &str) -> Vec<CellChange> {
    let change = |number: i64, typed: &str, origin| CellChange {
        id: format!("change-{number}"),
        code: "total_initial".to_owned(),
        typed: typed.to_owned(),
        changed_by: "account".to_owned(),
        changed_by_name: "填报人一".to_owned(),
        changed_at: DateTime::UNIX_EPOCH,
        origin,
        base_change_id: None,
    };
    vec![
        change(3, &text_of(case), TextOrigin::Typed),
        change(2, "", TextOrigin::Undo),
        change(1, "485.88", TextOrigin::Paste),
    ]
}

fn removed(case: &str) -> Option<Removed> {
    case.ends_with("returned").then(|| Removed {
        name: "政务大厅办件数量".to_owned(),
        block: "ind".to_owned(),
        heading: "quantity".to_owned(),
        row: "quantity1".to_owned(),
    })
}

fn clash(case: &str, opened: &Opened) -> ClashPage {
    let line = ClashLine {
        code: "total_initial".to_owned(),
        place: "年初预算数".to_owned(),
        mine: text_of(case),
        theirs: String::new(),
        their_name: "填报人二".to_owned(),
        their_time: "2026-03-16 09:30".to_owned(),
    };
    ClashPage {
        frame: frame(Role::Accountant),
        view: opened.view(),
        address: opened.view().href(),
        lines: vec![line],
        bases: "total_initial=1".to_owned(),
    }
}

fn refused(case: &str, opened: &Opened) -> RefusedPage {
    RefusedPage {
        frame: frame(Role::Accountant),
        view: opened.view(),
        sentence: "本填报已经提交，数据已锁定，不能修改。".to_owned(),
        texts: vec![("年初预算数".to_owned(), text_of(case))],
    }
}

fn opened(scheme: &Arc<Scheme>, entries: Entries, state: State) -> Opened {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    let facts = FilingFacts {
        state,
        agency_id: "agency".to_owned(),
        chain: Chain::default(),
        department_id: None,
        bureau_id: "bureau".to_owned(),
        submitted_by: None,
        finance_approved_by: None,
    };
    let actor = Actor {
        account_id: "accountant".to_owned(),
        role: Role::Accountant,
        organization_id: Some("agency".to_owned()),
    };
    let due_on = NaiveDate::default()
        .checked_add_days(Days::new(5))
        .unwrap_or_default();
    let record = FilingRecord {
        verbs: possible_verbs(&actor, &facts),
        caller: actor,
        comments: Vec::new(),
        filing: Filing {
            id: "filing".to_owned(),
            campaign_id: "campaign".to_owned(),
            scheme_id: scheme.head.id.clone(),
            scheme_version: scheme.head.version,
            version: 3,
            facts,
            submitted_at: None,
            updated_at: now,
            extended_to: None,
            is_started: true,
        },
        campaign: Campaign {
            id: "campaign".to_owned(),
            bureau_id: "bureau".to_owned(),
            year: entries.year,
            title: format!("{}年度部门整体支出绩效自评", entries.year),
            due_on,
            scheme_id: scheme.head.id.clone(),
            scheme_version: scheme.head.version,
            settings: CampaignSettings::default(),
        },
        agency: Organization {
            id: "agency".to_owned(),
            kind: OrganizationKind::Agency,
            parent_id: None,
            region: "乙区".to_owned(),
            code: "yiqu-spj".to_owned(),
            name: entries.agency.clone(),
            short_name: "审批局".to_owned(),
            credit_code: "91350100M000100Y43".to_owned(),
            kind_of_agency: "事业".to_owned(),
        },
        scheme: Arc::clone(scheme),
        change_ids: entries
            .cells
            .keys()
            .map(|code| (code.clone(), "change".to_owned()))
            .collect(),
        carried: BTreeSet::new(),
        older: None,
        evidence: Vec::new(),
        moved: Some(SchemeMove {
            from_version: 1,
            to_version: 2,
            reason: "预算控制率的档次写错了。".to_owned(),
            report: String::new(),
            moved_by_name: "财政局审核人".to_owned(),
            moved_at: now,
        }),
        urged: Some(Urging {
            by: "财政局审核人".to_owned(),
            at: now,
        }),
        decisions: if state == State::Draft {
            Vec::new()
        } else {
            decisions(now)
        },
        entries,
    };
    Opened::new(record, now)
}

fn decisions(now: DateTime<Utc>) -> Vec<Decision> {
    let decision = |step, verb, reason: &str, version| Decision {
        step,
        verb,
        reason: reason.to_owned(),
        decided_by: "somebody".to_owned(),
        decided_by_name: "审核人一".to_owned(),
        decided_at: now,
        filing_version: version,
    };
    vec![
        decision(State::Draft, Verb::Submit, "", 1),
        decision(
            State::AwaitingFinance,
            Verb::Return,
            "附件4“三公经费”实际支出与决算不一致，请核对后重报。",
            2,
        ),
        decision(State::Returned, Verb::Submit, "", 3),
    ]
}
