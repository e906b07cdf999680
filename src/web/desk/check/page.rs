//! 全审: everything the checks found, with the reasons written beside it.

use std::collections::HashSet;

use askama::Template;

use crate::domain::check::{Finding, Severity};
use crate::domain::explanation::{Explanation, Explanations, Loss};
use crate::domain::filing::{Entries, is_empty_cell};
use crate::domain::sheet::{Control, Field, Help};
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::form::{Problem, write_bases};
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::{
    Branch, Links, Note, cell_id, field_rows, is_one_line, is_other_choice, note_id,
};
use crate::web::frame::Frame;

/// The width of a reason's box, in units of a sheet.
const REASON_UNITS: usize = 18;

/// Everything found in a filing.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/check.html")]
pub struct CheckPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// What was found.
    pub findings: Vec<Finding>,
    /// How each of them was found, in the same order.
    pub explanations: Vec<Explanation>,
    /// Where points were lost.
    pub losses: Vec<Loss>,
    /// What is typed, the reasons among it.
    pub entries: Entries,
    /// The changes that the reasons on this page are based on, as one hidden text.
    pub bases: String,
    /// Reasons that could not be kept.
    pub problems: Vec<Problem>,
    /// Whether 提交 has just been refused.
    pub is_refused: bool,
}

/// Findings of one weight.
#[derive(Debug, Clone)]
pub struct Group<'a> {
    /// The heading, with the number.
    pub heading: String,
    /// What to do about them.
    pub advice: &'static str,
    /// By form.
    pub forms: Vec<FormGroup<'a>>,
}

/// Findings of one weight on one form.
#[derive(Debug, Clone)]
pub struct FormGroup<'a> {
    /// 附件1 自评表.
    pub name: String,
    /// The findings.
    pub lines: Vec<CheckLine<'a>>,
}

/// One finding with the way to its cell and the place for its reason.
#[derive(Debug, Clone)]
pub struct CheckLine<'a> {
    /// The finding with its sign.
    pub note: Note<'a>,
    /// The way to its cell.
    pub href: String,
    /// How it was found, where more than its own cell took part.
    pub explanation: Option<Branch<'a>>,
    /// The place for the reason, where one is wanted and the filing is open.
    pub reason: Option<Field>,
}

impl CheckPage {
    /// Everything found in a filing.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Self {
        let record = &opened.record;
        let explained = Explanations::new(&record.scheme, &record.entries, &opened.evaluation);
        let findings = opened.evaluation.findings.iter();
        Self {
            frame,
            view: opened.view(),
            explanations: findings.map(|it| explained.finding(it)).collect(),
            losses: explained.losses(),
            findings: opened.evaluation.findings.clone(),
            entries: record.entries.clone(),
            bases: write_bases(
                record
                    .change_ids
                    .iter()
                    .filter(|(code, _)| code.starts_with("reason.")),
            ),
            problems: Vec::new(),
            is_refused: false,
        }
    }

    fn check_href(&self) -> String {
        address::check(&self.view.id)
    }

    fn is_wrong(&self) -> bool {
        self.is_refused || !self.problems.is_empty()
    }

    /// Empty cells that must be filled.
    fn empty(&self) -> Option<Group<'_>> {
        self.group(
            "待填",
            "下列栏目必须填写，点栏目名称直接前往。",
            |finding| is_empty_cell(finding) && finding.severity == Severity::Error,
        )
    }

    fn errors(&self) -> Option<Group<'_>> {
        self.group("错误", "必须更正后才能提交。", |finding| {
            !is_empty_cell(finding) && finding.severity == Severity::Error
        })
    }

    fn warnings(&self) -> Option<Group<'_>> {
        self.group(
            "需说明",
            "请核对；确属实际情况的，在这里写明理由，随填报一并提交。",
            |finding| finding.severity == Severity::Warning,
        )
    }

    fn notices(&self) -> Option<Group<'_>> {
        self.group("提示", "供核对参考，不影响提交。", |finding| {
            finding.severity == Severity::Notice
        })
    }

    fn group(
        &self,
        word: &str,
        advice: &'static str,
        belongs: impl Fn(&Finding) -> bool,
    ) -> Option<Group<'_>> {
        let explained = self.findings.iter().zip(&self.explanations);
        let found: Vec<(&Finding, &Explanation)> =
            explained.filter(|(finding, _)| belongs(finding)).collect();
        let mut asked = HashSet::new();
        let forms = self.view.forms.iter().filter_map(|form| {
            let on_form = found
                .iter()
                .filter(|(finding, _)| finding.form == form.form);
            let lines: Vec<CheckLine<'_>> = on_form
                .map(|(finding, explanation)| self.line(finding, explanation, &mut asked))
                .collect();
            let name = self.view.form_name(&form.form);
            (!lines.is_empty()).then_some(FormGroup { name, lines })
        });
        let heading = format!("{word} {} 处", found.len());
        (!found.is_empty()).then(|| Group {
            heading,
            advice,
            forms: forms.collect(),
        })
    }

    /// Findings of one check at one cell share one reason, so it is asked for once.
    fn line<'f>(
        &'f self,
        finding: &'f Finding,
        explanation: &'f Explanation,
        asked: &mut HashSet<String>,
    ) -> CheckLine<'f> {
        let code = finding.reason_cell();
        let wants = finding.severity == Severity::Warning && self.view.is_open();
        let is_first = wants && asked.insert(code.clone());
        CheckLine {
            note: Note { finding },
            href: self.view.cell_href(finding),
            explanation: (!explanation.children.is_empty() || explanation.inputs.len() > 1)
                .then(|| Branch::of(explanation, &self.links())),
            reason: is_first.then(|| self.reason(finding, code)),
        }
    }

    /// The ways from here to the cells of the forms.
    fn links(&self) -> Links<'_> {
        Links::Pages {
            filing: &self.view.id,
            form: "",
        }
    }

    fn reason(&self, finding: &Finding, code: String) -> Field {
        Field {
            label: format!("“{}”的说明", finding.place),
            control: Control::Paragraph,
            typed: self.entries.typed(&code).to_owned(),
            unit: String::new(),
            bare_unit: "",
            understood: None,
            shown: String::new(),
            writing: None,
            help: Help::default(),
            findings: Vec::new(),
            code,
        }
    }

    fn rows(&self, field: &Field) -> usize {
        field_rows(field, REASON_UNITS)
    }
}
