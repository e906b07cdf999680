//! The columns of a list of organizations.

use crate::domain::listing::Headings;

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

impl Headings for Column {
    const LIST: &'static str = "单位名录";
    const LINE: &'static str = "单位";
    const NEEDED: &'static [Self] = &[Self::Code, Self::Name];
    const COLUMNS: &'static [(Self, &'static [&'static str])] = &[
        (
            Self::Code,
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
            Self::Name,
            &[
                "单位名称",
                "单位全称",
                "预算单位名称",
                "预算单位",
                "名称",
                "全称",
            ],
        ),
        (Self::ShortName, &["简称", "单位简称"]),
        (
            Self::Parent,
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
            Self::CreditCode,
            &["统一社会信用代码", "信用代码", "社会信用代码"],
        ),
        (
            Self::Kind,
            &["单位类别", "类别", "单位性质", "性质", "单位类型"],
        ),
    ];
}
