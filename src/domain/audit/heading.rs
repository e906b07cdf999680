//! The words that stand above and beside the figures of the field's few table shapes.

/// A column of a funding grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Column {
    /// 年初预算数.
    Initial,
    /// 全年预算数, 调整后预算数.
    Annual,
    /// 全年执行数, 决算数.
    Executed,
    /// 分值.
    Weight,
    /// 执行率.
    Rate,
    /// 得分.
    Score,
}

const COLUMNS: [(&str, Column); 36] = [
    ("年初预算数", Column::Initial),
    ("年初预算", Column::Initial),
    ("年初预算金额", Column::Initial),
    ("年初预算安排数", Column::Initial),
    ("年初部门预算数", Column::Initial),
    ("全年预算数", Column::Annual),
    ("全年预算", Column::Annual),
    ("全年预算金额", Column::Annual),
    ("调整后预算数", Column::Annual),
    ("调整后预算", Column::Annual),
    ("调整后全年预算数", Column::Annual),
    ("预算调整后数", Column::Annual),
    ("全年预算调整数", Column::Annual),
    ("预算数", Column::Annual),
    ("预算批复", Column::Annual),
    ("预算批复数", Column::Annual),
    ("预算执行", Column::Executed),
    ("预算执行情况", Column::Executed),
    ("全年执行数", Column::Executed),
    ("全年执行金额", Column::Executed),
    ("全年支出数", Column::Executed),
    ("全年实际支出数", Column::Executed),
    ("全年实际执行数", Column::Executed),
    ("预算执行数", Column::Executed),
    ("实际执行数", Column::Executed),
    ("执行数", Column::Executed),
    ("决算数", Column::Executed),
    ("全年决算数", Column::Executed),
    ("执行率", Column::Rate),
    ("预算执行率", Column::Rate),
    ("分值", Column::Weight),
    ("权重", Column::Weight),
    ("指标分值", Column::Weight),
    ("得分", Column::Score),
    ("自评得分", Column::Score),
    ("实际得分", Column::Score),
];

/// The column of a funding grid that a heading names; marks in brackets are left out.
pub(super) fn column(label: &str) -> Option<Column> {
    let bare = without_brackets(label);
    COLUMNS
        .iter()
        .find(|(name, _)| *name == bare)
        .map(|(_, column)| *column)
}

/// `全年预算数(A)` as `全年预算数`.
pub(super) fn without_brackets(label: &str) -> &str {
    match label.find('(') {
        Some(at) if at > 0 => label.get(..at).unwrap_or(label),
        _ => label,
    }
}
