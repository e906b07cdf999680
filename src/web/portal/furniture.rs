//! What a government portal says about the column its pages stand in.

/// The name of the column, in trails and in the meta tag `ColumnName`.
pub const COLUMN_NAME: &str = "部门整体支出绩效自评公开";

/// The meta tag `ColumnDescription`.
pub const COLUMN_DESCRIPTION: &str = "各预算单位部门整体支出绩效自评表、评分表和自评报告的公开目录";

/// The meta tag `ColumnKeywords`.
pub const COLUMN_KEYWORDS: &str = "预算绩效,部门整体支出,绩效自评,信息公开";

/// The meta tag `ColumnType`.
pub const COLUMN_TYPE: &str = "政府信息公开";
