//! Which column of a list holds what, known by its heading.

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// 单位代码.
    Code,
    /// 单位名称.
    Name,
    /// 单位简称.
    ShortName,
    /// 主管部门: the code or the full name of what stands above.
    Parent,
    /// 统一社会信用代码.
    CreditCode,
    /// 单位类别: 财政局, 主管部门, or a kind of agency (行政, 事业 …).
    Kind,
}

/// The headings of each column; the first is what we call it.
const HEADINGS: [(Column, &[&str]); 6] = [
    (
        Column::Code,
        &[
            "单位代码",
            "单位编码",
            "预算单位代码",
            "预算单位编码",
            "代码",
            "编码",
        ],
    ),
    (
        Column::Name,
        &[
            "单位名称",
            "单位全称",
            "预算单位名称",
            "预算单位",
            "名称",
            "全称",
        ],
    ),
    (Column::ShortName, &["简称", "单位简称"]),
    (
        Column::Parent,
        &[
            "主管部门",
            "主管部门代码",
            "主管部门名称",
            "上级单位",
            "上级单位代码",
            "主管单位",
            "归口部门",
        ],
    ),
    (
        Column::CreditCode,
        &["统一社会信用代码", "信用代码", "社会信用代码"],
    ),
    (
        Column::Kind,
        &["单位类别", "类别", "单位性质", "性质", "单位类型"],
    ),
];

impl Column {
    /// The column under this heading.
    pub(super) fn of(heading: &str) -> Option<Self> {
        let bare: String = heading
            .chars()
            .filter(|symbol| !symbol.is_whitespace())
            .collect();
        let bare = bare.trim_end_matches(['*', '＊']);
        let found = HEADINGS.iter().find(|(_, names)| names.contains(&bare));
        found.map(|(column, _)| *column)
    }

    /// What we call it.
    pub(super) fn label(self) -> &'static str {
        HEADINGS
            .iter()
            .find(|(column, _)| *column == self)
            .and_then(|(_, names)| names.first().copied())
            .unwrap_or_default()
    }
}
