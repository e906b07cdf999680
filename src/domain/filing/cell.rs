//! Cell codes: the permanent address of every typed text of a filing.

/// The address of one cell, for example `total_initial` or `ind.q1.actual`.
pub type CellCode = String;

/// The columns of a row of an indicator block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowColumn {
    /// 三级指标: the indicator's own name.
    Name,
    /// 指标性质: the comparator of the target, or 定性; not on every form.
    Nature,
    /// 年度指标值.
    Target,
    /// 度量单位 of target and result; not on every form.
    Unit,
    /// 实际完成值.
    Actual,
    /// 分值, points.
    Weight,
    /// 得分, points.
    Score,
    /// 偏差原因分析及改进措施.
    Reason,
}

impl RowColumn {
    /// Every column, in the order of the paper form.
    pub const ALL: [Self; 8] = [
        Self::Name,
        Self::Nature,
        Self::Target,
        Self::Unit,
        Self::Actual,
        Self::Weight,
        Self::Score,
        Self::Reason,
    ];

    /// The last part of the cell code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nature => "nature",
            Self::Target => "target",
            Self::Unit => "unit",
            Self::Actual => "actual",
            Self::Weight => "weight",
            Self::Score => "score",
            Self::Reason => "reason",
        }
    }

    /// The column whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.code() == code)
    }

    /// The heading as officials know it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Name => "三级指标",
            Self::Nature => "指标性质",
            Self::Target => "年度指标值",
            Self::Unit => "度量单位",
            Self::Actual => "实际完成值",
            Self::Weight => "分值",
            Self::Score => "得分",
            Self::Reason => "偏差原因分析及改进措施",
        }
    }
}

/// The cell of one column of one indicator row: `block.row.column`.
#[must_use]
pub fn row_cell(block: &str, row: &str, column: RowColumn) -> CellCode {
    format!("{block}.{row}.{}", column.code())
}

/// The cell that lists the rows under a heading in order: `block.heading.rows`.
#[must_use]
pub fn row_list(block: &str, heading: &str) -> CellCode {
    format!("{block}.{heading}.rows")
}

/// The cell that holds the written reason for a finding: `reason.check.cell`.
#[must_use]
pub fn reason_code(check: &str, cell: &str) -> CellCode {
    format!("reason.{check}.{cell}")
}
