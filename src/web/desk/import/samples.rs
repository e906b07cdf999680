//! The pages of 导入 with made-up contents.

use super::page::{BringPage, CandidateLine, FormLines, ImportPage, ProposalLine};
use crate::domain::filing::TextOrigin;
use crate::domain::proposal::Leftover;
use crate::domain::workflow::Role;
use crate::store::batch::Batch;
use crate::web::desk::last_year::{Kept, KeptLine, LastYearPage};
use crate::web::desk::opened::Opened;
use crate::web::samples::{Sample, frame};

/// Both pages for one filing; `text` stands wherever a document's text does.
#[must_use]
pub fn samples(case: &str, opened: &Opened, text: &str) -> Vec<Sample> {
    let bring = BringPage {
        problem: Some("文件设有打开密码，请取消密码后另存一份再试。".to_owned()),
        text: text.to_owned(),
        ..BringPage::of(opened, frame(Role::Accountant))
    };
    vec![
        Sample::new(format!("desk/import_bring {case}"), &bring),
        Sample::new(format!("desk/import {case}"), &import(opened, text)),
        Sample::new(format!("desk/import nothing {case}"), &nothing(opened)),
        Sample::new(format!("desk/last_year {case}"), &last_year(opened, text)),
    ]
}

fn last_year(opened: &Opened, text: &str) -> LastYearPage {
    let kept = Kept {
        source: "上年自评表.docx".to_owned(),
        by: "填报人一".to_owned(),
        at: "2026-03-16 09:30".to_owned(),
        lines: vec![KeptLine {
            label: "年初预算数".to_owned(),
            text: text.to_owned(),
        }],
    };
    LastYearPage::of(opened, frame(Role::Accountant), Some(kept))
}

fn nothing(opened: &Opened) -> ImportPage {
    let view = opened.view();
    ImportPage {
        frame: frame(Role::Accountant),
        draft: "draft".to_owned(),
        file_name: "自评表.docx".to_owned(),
        remarks: Vec::new(),
        problems: Vec::new(),
        forms: Vec::new(),
        same: vec![line(&view.href(), "485.88", 1, true)],
        computed: Vec::new(),
        leftovers: Vec::new(),
        bases: String::new(),
        batch: None,
        view,
    }
}

fn import(opened: &Opened, text: &str) -> ImportPage {
    let href = opened.view().href();
    let mut several = line(&href, text, 3, false);
    several.candidates.push(candidate(text, 4));
    several.doubts = vec!["文档中有 2 处可能是这一格，请选择。".to_owned()];
    let lines = vec![
        line(&href, text, 1, true),
        line(&href, text, 2, false),
        several,
    ];
    ImportPage {
        remarks: vec!["文档是2021年度的，本填报是2022年度的，请核对是否选错了文件。".to_owned()],
        problems: vec!["没有勾选任何内容。".to_owned()],
        forms: vec![FormLines {
            name: "附件1 自评表".to_owned(),
            lines,
        }],
        computed: vec![line(&href, "96%", 5, false)],
        leftovers: vec![Leftover {
            label: text.to_owned(),
            text: text.to_owned(),
            place: "附件4（第414行）".to_owned(),
        }],
        batch: Some(Batch {
            id: "batch".to_owned(),
            origin: TextOrigin::Import,
            made_at: opened.now,
            cells: 24,
            standing: 24,
        }),
        ..nothing(opened)
    }
}

fn line(href: &str, text: &str, key: usize, is_sure: bool) -> ProposalLine {
    ProposalLine {
        label: "年初预算数".to_owned(),
        href: href.to_owned(),
        present: if is_sure {
            String::new()
        } else {
            text.to_owned()
        },
        word: if is_sure { "确定" } else { "待确认" },
        is_sure,
        doubts: if is_sure {
            Vec::new()
        } else {
            vec!["本格已填“1”，导入会改写。".to_owned()]
        },
        candidates: vec![candidate(text, key)],
    }
}

fn candidate(text: &str, key: usize) -> CandidateLine {
    CandidateLine {
        key,
        text: text.to_owned(),
        understood: Some("485.88万元".to_owned()),
        place: "附件1（第12行）".to_owned(),
    }
}
