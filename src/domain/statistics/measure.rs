//! What is counted and summed, and in which unit.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::domain::figure::Exact;

/// Points and percentages are kept as whole ten-thousandths.
pub const POINT_DECIMALS: u32 = 4;

/// Amounts in 万元 are kept as whole 分.
pub const MONEY_DECIMALS: u32 = 6;

/// A line of what is counted. Its code is permanent: it stands in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// 总分 by tenths of a point.
    Total,
    /// 总分 together.
    Points,
    /// 等级.
    Grade,
    /// 财政复核得分 less 自评得分, by its sign.
    Reviewed,
    /// 执行率 by whole per cent.
    Rate,
    /// 执行率 together.
    Rates,
    /// 全年执行数.
    Executed,
    /// 全年预算数.
    Budget,
    /// 三公经费 of this year, by the sign of the change.
    ThreePublic,
    /// 三公经费 of the year before.
    ThreePublicBefore,
    /// 失分 of an indicator.
    Lost,
    /// 分值 of an indicator.
    Weight,
    /// Findings of a check.
    Finding,
    /// 退回修改.
    Return,
    /// Findings of a check that were open at a 退回修改.
    ReturnedWith,
    /// 审核意见 at a place that went along with a 退回修改.
    Commented,
}

impl Measure {
    /// Every line.
    pub const ALL: [Self; 16] = [
        Self::Total,
        Self::Points,
        Self::Grade,
        Self::Reviewed,
        Self::Rate,
        Self::Rates,
        Self::Executed,
        Self::Budget,
        Self::ThreePublic,
        Self::ThreePublicBefore,
        Self::Lost,
        Self::Weight,
        Self::Finding,
        Self::Return,
        Self::ReturnedWith,
        Self::Commented,
    ];

    /// What a line of a list of departments needs.
    pub const OF_DEPARTMENTS: [Self; 6] = [
        Self::Points,
        Self::Grade,
        Self::Rates,
        Self::Executed,
        Self::Budget,
        Self::Return,
    ];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Points => "points",
            Self::Grade => "grade",
            Self::Reviewed => "reviewed",
            Self::Rate => "rate",
            Self::Rates => "rates",
            Self::Executed => "executed",
            Self::Budget => "budget",
            Self::ThreePublic => "three-public",
            Self::ThreePublicBefore => "three-public-before",
            Self::Lost => "lost",
            Self::Weight => "weight",
            Self::Finding => "finding",
            Self::Return => "return",
            Self::ReturnedWith => "returned-with",
            Self::Commented => "commented",
        }
    }

    /// The line with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|measure| measure.code() == code)
    }
}

/// A number as whole units of its last kept decimal, half away from zero; `None` where it is too
/// large for any budget.
#[must_use]
pub fn scaled(number: &Exact, decimals: u32) -> Option<i64> {
    let unit = 10_i64.checked_pow(decimals)?;
    (number * &Exact::whole(unit)).rounded(0)?.to_i64()
}

/// The number behind whole units of its last kept decimal.
#[must_use]
pub fn unscaled(units: i64, decimals: u32) -> Exact {
    Exact::from(Decimal::new(units, decimals))
}
