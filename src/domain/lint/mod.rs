//! The lint of scheme files: what a finance bureau should hear about its scheme before an
//! accountant meets it.
//!
//! A family of lints is a file; every family looks at the whole scheme and none stops another.
//! An error makes figures wrong and refuses the scheme. A warning wants a cure or a written reason
//! (`[[allow]]`), a notice informs. The numbers are permanent: manuals and schemes cite them.

mod allow;
mod bands;
mod checks;
mod codes;
mod cuts;
mod denominators;
mod examples;
mod head;
mod last_year;
mod layout;
mod likeness;
mod range;
mod rules;
mod subject;
mod titles;
mod units;
mod usage;
mod weights;
mod wording;
mod writing;

pub use allow::Allowed;

use serde::Serialize;

use crate::domain::check::Severity;
use crate::domain::scheme::{Fault, Positions, Problem, Scheme, source};
use subject::Subject;

/// The lints: permanent number and name.
pub const CATALOGUE: [(&str, &str); 33] = [
    ("L01", "文件写法"),
    ("L02", "名称和代码"),
    ("L03", "引用的名称"),
    ("L04", "公式写法"),
    ("L05", "公式循环"),
    ("L06", "单元格位置"),
    ("L07", "设置的值"),
    ("L08", "版面"),
    ("L10", "分值合计"),
    ("L11", "分档空档"),
    ("L12", "分档重叠"),
    ("L13", "永远用不上"),
    ("L14", "得分与分值"),
    ("L15", "没有用到"),
    ("L16", "分母为零"),
    ("L17", "不足一档"),
    ("L18", "单位"),
    ("L19", "百分数"),
    ("L20", "等级"),
    ("L21", "标题占位"),
    ("L22", "选项"),
    ("L23", "勾稽"),
    ("L24", "填写提示"),
    ("L25", "评价标准与规则"),
    ("L26", "例子"),
    ("L27", "保留说明"),
    ("L28", "公式中的文字项"),
    ("L29", "计分依据无处填写"),
    ("L30", "文件名"),
    ("L31", "变动率"),
    ("L32", "重名"),
    ("L33", "上年数"),
    ("L34", "示范文字"),
];

/// The name of a lint.
#[must_use]
pub fn name(code: &str) -> &'static str {
    let found = CATALOGUE.iter().find(|(number, _)| *number == code);
    found.map_or("", |(_, name)| name)
}

/// What the lint says about a scheme file.
#[derive(Debug, Default, Serialize)]
pub struct Linted {
    /// The scheme's id, when the file says it.
    pub scheme: String,
    /// From the top of the file to its end.
    pub problems: Vec<Problem>,
    /// What the scheme gives a reason for.
    pub allowed: Vec<Allowed>,
}

impl Linted {
    /// Whether the scheme must not be used for filings.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }

    /// Whether there is something to do: an error, or a warning without a reason.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity != Severity::Notice)
    }
}

/// Looks at a scheme file from all sides.
#[must_use]
pub fn lint(text: &str) -> Linted {
    let positions = Positions::read(text);
    let source = match source::read(text) {
        Ok(source) => source,
        Err(faults) => {
            return Linted {
                scheme: String::new(),
                problems: located(faults, &positions),
                allowed: Vec::new(),
            };
        }
    };
    let (scheme, mut faults) = Scheme::draft(source.clone());
    let subject = Subject {
        source: &source,
        scheme: &scheme,
        positions: &positions,
        is_whole: faults.is_empty(),
    };
    let families: [fn(&Subject<'_>) -> Vec<Fault>; 17] = [
        codes::lint,
        head::lint,
        titles::lint,
        usage::lint,
        units::lint,
        weights::lint,
        rules::lint,
        bands::lint,
        denominators::lint,
        wording::lint,
        checks::lint,
        layout::lint,
        writing::lint,
        likeness::lint,
        last_year::lint,
        examples::lint,
        allow::lint,
    ];
    faults.extend(families.iter().flat_map(|family| family(&subject)));
    let (open, allowed) = allow::sort(&subject, faults);
    Linted {
        scheme: source.scheme.id.clone(),
        problems: located(open, &positions),
        allowed,
    }
}

/// L30: a file is called after its scheme, so that people find it.
#[must_use]
pub fn file_name(linted: &Linted, stem: &str) -> Option<Problem> {
    if linted.scheme.is_empty() || linted.scheme == stem {
        return None;
    }
    Some(Problem {
        lint: "L30",
        severity: Severity::Notice,
        position: None,
        place: "文件名".to_owned(),
        message: format!("文件名是“{stem}”，方案编号是“{}”。", linted.scheme),
        cure: format!("建议把文件改名为 {}.toml。", linted.scheme),
    })
}

fn located(faults: Vec<Fault>, positions: &Positions<'_>) -> Vec<Problem> {
    let mut problems: Vec<Problem> = faults
        .into_iter()
        .map(|fault| fault.located(positions))
        .collect();
    problems.sort_by_key(|problem| {
        (
            problem.position.is_none(),
            problem.position,
            problem.severity,
        )
    });
    problems.dedup();
    problems
}
