//! Checks: what is wrong in a filing, each with a permanent number, both figures and a cure.
//!
//! A family of checks is a file; every family looks at the whole filing and none stops another.
//! The numbers are permanent: pages, stored reasons and tests cite them.

mod agreement;
pub mod arithmetic;
mod basis;
mod changes;
mod conclusion;
mod finding;
mod format;
mod last_year;
mod magnitude;
mod mentions;
mod narrative;
mod quality;
mod ranges;
mod rates;
mod reasons;
mod references;
mod required;
mod results;
mod row_scores;
mod scores;
mod subject;
mod sums;
mod weights;

pub use finding::{Finding, Severity};
pub use results::over_achievement;
pub use subject::{cell_label, place_label};

use std::sync::Arc;

use subject::Subject;

use crate::domain::evaluate::Evaluation;
use crate::domain::filing::Entries;
use crate::domain::last_year::LastYear;
use crate::domain::narrative::TextRead;
use crate::domain::scheme::Scheme;

/// The checks of this catalogue: permanent number and name.
pub const CATALOGUE: [(&str, &str); 25] = [
    ("K01", "比率复算"),
    ("K02", "比率口径"),
    ("K03", "合计勾稽"),
    ("K04", "跨表勾稽"),
    ("K05", "增减复算"),
    ("K06", "变动率符号"),
    ("K07", "收支结余平衡"),
    ("K08", "部分不大于整体"),
    ("K09", "得分复算"),
    ("K10", "分值合计、得分合计"),
    ("K11", "得分可追溯"),
    ("K12", "未满分须说明"),
    ("K13", "完成值类型"),
    ("K14", "数字格式"),
    ("K15", "单位"),
    ("K16", "日期"),
    ("K17", "文号格式"),
    ("K18", "必填"),
    ("K19", "文字残留"),
    ("K20", "指标质量"),
    ("K21", "叙述一致"),
    ("K22", "问题与措施对应"),
    ("K23", "超额完成"),
    ("K24", "个人信息"),
    ("K25", "文字引用的数据"),
];

/// The name of a check.
#[must_use]
pub fn name(code: &str) -> &'static str {
    CATALOGUE
        .iter()
        .find(|(number, _)| *number == code)
        .map_or("", |(_, name)| name)
}

/// Reads the running text of a filing by itself; what was read before is taken where the text is
/// the same. `None` where nothing was written.
#[must_use]
pub fn read_text(
    scheme: &Scheme,
    entries: &Entries,
    evaluation: &Evaluation,
    before: Option<&Arc<TextRead>>,
) -> Option<Arc<TextRead>> {
    let subject = Subject {
        scheme,
        entries,
        evaluation,
    };
    narrative::read(&subject, before)
}

/// Runs every check, those that need last year's forms where these are known; errors come first,
/// then in the order of the forms.
#[must_use]
pub fn run(
    scheme: &Scheme,
    entries: &Entries,
    evaluation: &Evaluation,
    last_year: Option<&LastYear<'_>>,
) -> Vec<Finding> {
    let subject = Subject {
        scheme,
        entries,
        evaluation,
    };
    let families: [fn(&Subject<'_>) -> Vec<Finding>; 19] = [
        required::check,
        format::check,
        magnitude::check,
        sums::check,
        rates::check,
        agreement::check,
        basis::check,
        changes::check,
        scores::check,
        ranges::check,
        row_scores::check,
        weights::check,
        reasons::check,
        results::check,
        quality::check,
        mentions::check,
        conclusion::check,
        references::check,
        narrative::check,
    ];
    let mut findings: Vec<Finding> = families
        .iter()
        .flat_map(|family| family(&subject))
        .collect();
    let beside = last_year.map_or_else(Vec::new, |it| last_year::check(&subject, it));
    // One reason answers a check at a cell, so it is asked for once; last year's own figure is the
    // better witness.
    findings.retain(|found| {
        let is_same = |new: &Finding| (new.check, &new.cell) == (found.check, &found.cell);
        !beside.iter().any(is_same)
    });
    findings.extend(beside);
    findings.sort_by_key(|finding| {
        let form = scheme
            .place(&finding.cell)
            .map_or(usize::MAX, |place| place.form);
        (finding.severity, form)
    });
    findings
}
