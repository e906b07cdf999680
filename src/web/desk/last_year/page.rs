//! 上年数 as its page shows it.

use askama::Template;

use crate::actions::last_year::OlderOrigin;
use crate::domain::check::place_label;
use crate::domain::filing::{RowColumn, row_list};
use crate::domain::last_year::{CarriedOver, Lack, Proposal, RowProposal};
use crate::domain::scheme::{PlaceKind, Scheme};
use crate::store::batch::Batch;
use crate::store::last_year::LastYearRecord;
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::form::write_bases;
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::cell_id;
use crate::web::extract::MOST_FILE_BYTES;
use crate::web::frame::Frame;
use crate::web::time::to_the_minute;

/// Last year's forms beside this year's, and where an agency brings them.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/last_year.html")]
pub struct LastYearPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// Where last year's forms were found; none while there are none.
    pub origin: Option<String>,
    /// Whether nobody has checked them.
    pub is_brought: bool,
    /// What of them can be carried over.
    pub groups: Vec<CarryGroup>,
    /// 上年数 without a figure.
    pub lacks: Vec<Lack>,
    /// What an agency brought as a file.
    pub kept: Option<Kept>,
    /// Why the last file was not taken.
    pub problem: Option<String>,
    /// Why nothing, or not everything, was taken over.
    pub problems: Vec<String>,
    /// The text that was pasted.
    pub text: String,
    /// The changes on which the present texts are based, as one hidden text.
    pub bases: String,
    /// The last taking over, while it can be undone.
    pub batch: Option<Batch>,
}

/// What can be carried over, of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarryGroup {
    /// 上年数, 目标和文字, 指标.
    pub heading: &'static str,
    /// What to know about it.
    pub advice: &'static str,
    /// The lines.
    pub lines: Vec<CarryLine>,
}

/// A cell or an indicator that can be carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarryLine {
    /// What the page sends when it is picked.
    pub key: String,
    /// The cell in the words of this year's form.
    pub label: String,
    /// The way to the cell.
    pub href: String,
    /// The text that it would get.
    pub text: String,
    /// Where it comes from.
    pub source: String,
    /// What stands in it now.
    pub present: String,
    /// Whether it is there already, so that nothing can be picked.
    pub is_same: bool,
    /// Whether it is picked unless a person says otherwise.
    pub is_picked: bool,
}

/// 上年资料.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// The file's name.
    pub source: String,
    /// Who brought it.
    pub by: String,
    /// When.
    pub at: String,
    /// What it says.
    pub lines: Vec<KeptLine>,
}

/// A cell of last year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLine {
    /// The cell in the words of the form.
    pub label: String,
    /// What stood in it.
    pub text: String,
}

impl Kept {
    /// A record in the cells of this scheme.
    #[must_use]
    pub fn of(scheme: &Scheme, record: &LastYearRecord) -> Self {
        let is_shown = |code: &str| {
            let kind = scheme.place(code).map(|place| place.kind);
            !matches!(kind, None | Some(PlaceKind::RowList { .. }))
        };
        let cells = record.entries.cells.iter();
        Self {
            source: record.source.clone(),
            by: record.imported_by_name.clone(),
            at: to_the_minute(record.imported_at),
            lines: cells
                .filter(|(code, _)| is_shown(code))
                .map(|(code, text)| KeptLine {
                    label: place_label(scheme, &record.entries, code),
                    text: text.clone(),
                })
                .collect(),
        }
    }
}

impl CarryLine {
    fn of(view: &FilingView, proposal: &Proposal) -> Self {
        let came = proposal.came.as_ref();
        let came = came.map_or(String::new(), |came| format!("：{came}"));
        Self {
            key: proposal.code.clone(),
            label: proposal.label.clone(),
            href: cell_href(view, &proposal.form, &proposal.code),
            text: proposal.text.clone(),
            source: format!("上年“{}”{came}", proposal.source),
            present: proposal.present.clone(),
            is_same: proposal.is_same(),
            is_picked: proposal.is_open(),
        }
    }

    /// What its check box is called, for people who do not see the table.
    fn pick_label(&self) -> String {
        format!("带入“{}”", self.label)
    }

    fn of_row(view: &FilingView, row: &RowProposal) -> Self {
        let target = [RowColumn::Nature, RowColumn::Target, RowColumn::Unit]
            .map(|column| row.column(column))
            .concat();
        let weight = match row.column(RowColumn::Weight) {
            "" => String::new(),
            weight => format!("，分值 {weight}"),
        };
        let said = if row.is_there {
            "已有同名指标"
        } else {
            "没有同名指标"
        };
        Self {
            key: row.key.clone(),
            label: row.name().to_owned(),
            href: cell_href(view, &row.form, &row_list(&row.block, &row.heading)),
            text: format!("{target}{weight}"),
            source: row.heading_name.clone(),
            present: said.to_owned(),
            is_same: row.is_there,
            is_picked: false,
        }
    }
}

fn cell_href(view: &FilingView, form: &str, code: &str) -> String {
    format!("{}#{}", view.form_href(form), cell_id(code))
}

/// 2022年度填报（2023-06-01 公开）.
fn origin_words(origin: &OlderOrigin, year: i32) -> String {
    match origin {
        OlderOrigin::Published(at) => {
            format!("{year}年度已公开的自评（{} 公开）", to_the_minute(*at))
        }
        OlderOrigin::Approved => format!("{year}年度已审核通过的自评"),
        OlderOrigin::Brought { source, by, at } => {
            format!("{source}（{by} {} 读入，未经审核）", to_the_minute(*at))
        }
    }
}

impl LastYearPage {
    /// The page for a filing; `kept` is what the agency brought.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, kept: Option<Kept>) -> Self {
        let (record, view) = (&opened.record, opened.view());
        let older = record.older.as_ref();
        let found = older.map(|it| it.beside(&record.scheme).carried_over(&record.entries));
        Self {
            frame,
            origin: older.map(|it| origin_words(&it.origin, view.year - 1)),
            is_brought: older.is_some_and(|it| matches!(it.origin, OlderOrigin::Brought { .. })),
            groups: found.as_ref().map_or_else(Vec::new, |it| groups(&view, it)),
            bases: found
                .as_ref()
                .map_or_else(String::new, |it| bases(opened, it)),
            lacks: found.map_or_else(Vec::new, |it| it.lacks),
            view,
            kept,
            problem: None,
            problems: Vec::new(),
            text: String::new(),
            batch: None,
        }
    }

    fn address(&self) -> String {
        address::last_year(&self.view.id)
    }

    fn carry_address(&self) -> String {
        address::carried(&self.view.id)
    }

    fn year(&self) -> i32 {
        self.view.year - 1
    }

    fn megabytes(&self) -> usize {
        MOST_FILE_BYTES / 1024 / 1024
    }

    /// Whether a file may be brought: what was filed here needs none.
    fn takes_file(&self) -> bool {
        self.view.is_open() && (self.origin.is_none() || self.is_brought)
    }

    /// Whether there is anything to pick.
    fn has_open(&self) -> bool {
        let mut lines = self.groups.iter().flat_map(|group| &group.lines);
        self.view.is_open() && lines.any(|line| !line.is_same)
    }

    fn is_wrong(&self) -> bool {
        self.problem.is_some() || !self.problems.is_empty()
    }
}

fn groups(view: &FilingView, found: &CarriedOver) -> Vec<CarryGroup> {
    let line = |proposal: &Proposal| CarryLine::of(view, proposal);
    let groups = [
        CarryGroup {
            heading: "上年数",
            advice: "空着的已经勾选；已填的没有勾选，勾选后会改写。",
            lines: found.figures.iter().map(line).collect(),
        },
        CarryGroup {
            heading: "目标和文字",
            advice: "文字里的年份、数字和文号不会自动更改，带入后请逐处修改。",
            lines: found
                .texts
                .iter()
                .map(|it| CarryLine {
                    is_picked: false,
                    ..line(it)
                })
                .collect(),
        },
        CarryGroup {
            heading: "绩效指标",
            advice: "只带入指标名称、指标值和分值，排在同一个二级指标的最后；完成值、得分和原因由本年填写。",
            lines: found
                .rows
                .iter()
                .map(|row| CarryLine::of_row(view, row))
                .collect(),
        },
    ];
    let filled = groups.into_iter().filter(|group| !group.lines.is_empty());
    filled.collect()
}

/// The changes on which the texts beside the proposals are based; the row lists too.
fn bases(opened: &Opened, found: &CarriedOver) -> String {
    let ids = &opened.record.change_ids;
    let cells = found.figures.iter().chain(&found.texts);
    let lists = found
        .rows
        .iter()
        .map(|row| row_list(&row.block, &row.heading));
    let codes = cells.map(|it| it.code.clone()).chain(lists);
    let all: std::collections::BTreeSet<String> = codes.collect();
    write_bases(all.iter().filter_map(|code| ids.get_key_value(code)))
}
