//! Everything that a reviewer should look at, by weight.

use std::collections::BTreeSet;

use super::{reasons, rows};
use crate::domain::check::{Finding, Severity};
use crate::domain::evaluate::Evaluation;
use crate::domain::evidence::subjects;
use crate::domain::filing::{CellCode, Entries};
use crate::domain::last_year::{LastYear, Line};
use crate::domain::scheme::Scheme;

/// Why a cell is worth a look, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatterKind {
    /// A check says that it is wrong.
    Error,
    /// A check asked for a word about it, and the agency gave one.
    Explained,
    /// A reason is written that gives none.
    WeakReason,
    /// A person gave the points and no file proves them.
    Unproved,
    /// The target was passed by so much that it may have been set too low.
    OverAchieved,
    /// It moved far against last year.
    Jump,
    /// A check informs.
    Notice,
}

impl MatterKind {
    /// Every kind, the weightiest first.
    pub const ALL: [Self; 7] = [
        Self::Error,
        Self::Explained,
        Self::WeakReason,
        Self::Unproved,
        Self::OverAchieved,
        Self::Jump,
        Self::Notice,
    ];

    /// The heading over the matters of this kind.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Explained => "需说明的事项和单位的说明",
            Self::WeakReason => "说明不充分",
            Self::Unproved => "没有佐证材料的评分",
            Self::OverAchieved => "完成值远高于指标值",
            Self::Jump => "与上年相比变动大",
            Self::Notice => "提示",
        }
    }

    /// The permanent code, a class name too.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Explained => "explained",
            Self::WeakReason => "weak-reason",
            Self::Unproved => "unproved",
            Self::OverAchieved => "over-achieved",
            Self::Jump => "jump",
            Self::Notice => "notice",
        }
    }

    /// The word at the cell.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Explained => "需说明",
            Self::WeakReason => "说明不充分",
            Self::Unproved => "无佐证",
            Self::OverAchieved => "超额",
            Self::Jump => "变动大",
            Self::Notice => "提示",
        }
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Why.
    pub kind: MatterKind,
    /// The cell.
    pub cell: CellCode,
    /// In the words of the form.
    pub place: String,
    /// What is the matter, with both figures.
    pub words: String,
    /// What the agency wrote about it.
    pub reason: Option<String>,
    /// What a check found, where it was one.
    pub finding: Option<Finding>,
}

/// A filing before its reviewer.
#[derive(Debug, Clone, Copy)]
pub struct Reviewed<'a> {
    /// The scheme it is bound to.
    pub scheme: &'a Scheme,
    /// What was typed.
    pub entries: &'a Entries,
    /// What its figures come to.
    pub evaluation: &'a Evaluation,
    /// The forms of the year before.
    pub last_year: Option<&'a LastYear<'a>>,
    /// The codes of what evidence proves something about.
    pub proved: &'a BTreeSet<String>,
}

/// Everything worth a look, the weightiest kind first, within a kind in the order of the forms.
#[must_use]
pub fn matters(reviewed: &Reviewed<'_>) -> Vec<Matter> {
    let mut all = found(reviewed);
    all.extend(reasons::weak(reviewed));
    all.extend(unproved(reviewed));
    all.extend(rows::over_achieved(reviewed));
    all.extend(jumps(reviewed));
    all.sort_by_key(|matter| matter.kind);
    all
}

fn found(reviewed: &Reviewed<'_>) -> Vec<Matter> {
    let findings = reviewed.evaluation.findings.iter();
    let told = findings.filter(|finding| finding.check != rows::TOLD_BY_CHECK);
    let told = told.map(|finding| Matter {
        kind: match finding.severity {
            Severity::Error => MatterKind::Error,
            Severity::Warning => MatterKind::Explained,
            Severity::Notice => MatterKind::Notice,
        },
        cell: finding.cell.clone(),
        place: finding.place.clone(),
        words: finding.message.clone(),
        reason: finding.reason.clone(),
        finding: Some(finding.clone()),
    });
    told.collect()
}

fn unproved(reviewed: &Reviewed<'_>) -> Vec<Matter> {
    let all = subjects(reviewed.scheme, reviewed.evaluation).into_iter();
    let bare = all.filter(|it| it.is_by_hand && !reviewed.proved.contains(&it.code));
    bare.filter_map(|subject| {
        Some(Matter {
            kind: MatterKind::Unproved,
            place: subject.label(reviewed.scheme),
            cell: subject.cell?,
            words: "得分由人评定，不能由数据算出，没有附佐证材料。".to_owned(),
            reason: None,
            finding: None,
        })
    })
    .collect()
}

fn jumps(reviewed: &Reviewed<'_>) -> Vec<Matter> {
    let Some(last_year) = reviewed.last_year else {
        return Vec::new();
    };
    let compared = last_year.comparison(reviewed.entries, reviewed.evaluation);
    let big = compared.big.into_iter().filter(|line| line.is_typed);
    big.map(|line| Matter {
        kind: MatterKind::Jump,
        words: jump_words(&line),
        cell: line.code,
        place: line.label,
        reason: None,
        finding: None,
    })
    .collect()
}

/// 上年 12.00，本年 18.00，增减 +6.00（+50.00%）.
fn jump_words(line: &Line) -> String {
    let figure = |figure: &Option<String>| figure.clone().unwrap_or_else(|| "未填".to_owned());
    let mut words = format!("上年 {}，本年 {}", figure(&line.last), figure(&line.this));
    if let Some(change) = &line.change {
        words.push_str(&format!("，增减 {change}"));
    }
    if let Some(share) = &line.share {
        words.push_str(&format!("（{share}）"));
    }
    if line.is_unit_slip {
        words.push_str("，相差约一万倍，请核对单位是元还是万元");
    }
    words.push('。');
    words
}
