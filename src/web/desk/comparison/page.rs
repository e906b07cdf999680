//! 与上年对比 as its page shows it.

use askama::Template;

use crate::domain::check::Finding;
use crate::domain::figure::percent;
use crate::domain::last_year::Line;
use crate::domain::sheet::{Control, Field, Help};
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::form::{Problem, write_bases};
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::{Note, cell_id, field_rows, is_one_line, is_other_choice, note_id};
use crate::web::frame::Frame;

/// The width of a reason's box, in units of a sheet.
const REASON_UNITS: usize = 18;

/// The checks whose findings ask for a word about a figure: K12 changes, K13 results, K15 units.
const ASKING: [&str; 3] = ["K12", "K13", "K15"];

/// Every figure of this year beside last year's.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/comparison.html")]
pub struct ComparisonPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// Whether there are forms of last year.
    pub is_known: bool,
    /// What counts as a big change, in a clause.
    pub rule: String,
    /// What changed far.
    pub big: Vec<ComparedLine>,
    /// Everything else.
    pub others: Vec<ComparedLine>,
    /// The changes that the reasons on this page are based on, as one hidden text.
    pub bases: String,
    /// Reasons that could not be kept.
    pub problems: Vec<Problem>,
}

/// A figure of both years with what is asked about it.
#[derive(Debug, Clone)]
pub struct ComparedLine {
    /// The figures.
    pub line: Line,
    /// The way to its cell; none for the total.
    pub href: Option<String>,
    /// What is asked, each with the place for its reason while the filing is open.
    pub asked: Vec<Asked>,
}

/// A finding about a figure.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The finding.
    pub finding: Finding,
    /// The place for the reason.
    pub reason: Option<Field>,
}

impl Asked {
    fn note(&self) -> Note<'_> {
        Note {
            finding: &self.finding,
        }
    }
}

impl ComparisonPage {
    /// The page of a filing.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Self {
        let (record, view) = (&opened.record, opened.view());
        let older = record.older.as_ref();
        let compared = older.map(|older| {
            let older = older.beside(&record.scheme);
            older.comparison(&record.entries, &opened.evaluation)
        });
        let (big, others) = compared.map_or_else(Default::default, |it| (it.big, it.others));
        let lines = |lines: Vec<Line>| {
            let lines = lines.into_iter();
            let lines = lines.map(|line| ComparedLine::of(opened, &view, line));
            lines.collect::<Vec<ComparedLine>>()
        };
        let is_reason = |code: &&String| code.starts_with("reason.");
        let ids = record.change_ids.iter();
        Self {
            frame,
            is_known: older.is_some(),
            rule: rule_words(opened),
            big: lines(big),
            others: lines(others),
            bases: write_bases(ids.filter(|(code, _)| is_reason(code))),
            problems: Vec::new(),
            view,
        }
    }

    fn address(&self) -> String {
        address::comparison(&self.view.id)
    }

    fn last_year(&self) -> i32 {
        self.view.year - 1
    }

    /// Whether a reason can be written here.
    fn takes_reasons(&self) -> bool {
        let lines = self.big.iter().chain(&self.others);
        lines
            .flat_map(|line| &line.asked)
            .any(|asked| asked.reason.is_some())
    }

    fn rows(&self, field: &Field) -> usize {
        field_rows(field, REASON_UNITS)
    }
}

/// 增减超过 30%，金额增减在 10 万元以上.
fn rule_words(opened: &Opened) -> String {
    let scheme = &opened.record.scheme;
    format!(
        "增减超过 {}、金额增减在 {} {}以上的列在前面；比率看增减的百分点",
        percent(&scheme.carry_over.more_than, 0),
        scheme.carry_over.least.in_full(),
        scheme.head.amount_unit
    )
}

impl ComparedLine {
    fn of(opened: &Opened, view: &FilingView, line: Line) -> Self {
        let found = opened.evaluation.findings_at(&line.code);
        let asking = found.filter(|finding| ASKING.contains(&finding.check));
        let mut asked: Vec<Asked> = Vec::new();
        for finding in asking {
            let code = finding.reason_cell();
            // Findings of one check at one cell share one reason.
            let is_first = asked
                .iter()
                .all(|other| other.finding.check != finding.check);
            let reason = (view.is_open() && is_first).then(|| Field {
                label: format!("“{}”的说明", finding.place),
                control: Control::Paragraph,
                typed: opened.record.entries.typed(&code).to_owned(),
                unit: String::new(),
                bare_unit: "",
                understood: None,
                shown: String::new(),
                writing: None,
                help: Help::default(),
                findings: Vec::new(),
                code,
            });
            asked.push(Asked {
                finding: finding.clone(),
                reason,
            });
        }
        let href = format!("{}#{}", view.form_href(&line.form), cell_id(&line.code));
        Self {
            href: (!line.form.is_empty()).then_some(href),
            line,
            asked,
        }
    }

    fn this(&self) -> &str {
        self.line.this.as_deref().unwrap_or("未填")
    }

    fn last(&self) -> &str {
        self.line.last.as_deref().unwrap_or("—")
    }

    fn change(&self) -> &str {
        self.line.change.as_deref().unwrap_or("—")
    }

    fn share(&self) -> &str {
        self.line.share.as_deref().unwrap_or("—")
    }
}
