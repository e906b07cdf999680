//! A number with its comparator, scale and unit: `≥98%`, `14.52万件`, `817.29万元`.

use std::fmt;

use rust_decimal::Decimal;

use super::Exact;

/// The relation a target or result states.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// Just the number.
    Exactly,
    /// ≥, 以上, 不低于, 不少于, 达.
    AtLeast,
    /// >, 超过.
    MoreThan,
    /// ≤, 以下, 以内, 不超过, 不高于.
    AtMost,
    /// <, 低于.
    LessThan,
    /// 左右, 约.
    About,
}

impl Comparator {
    /// The sign printed before the number.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Exactly => "",
            Self::AtLeast => "≥",
            Self::MoreThan => ">",
            Self::AtMost => "≤",
            Self::LessThan => "<",
            Self::About => "约",
        }
    }
}

/// The Chinese multiplier between number and unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scale {
    /// None.
    One,
    /// 万.
    TenThousand,
    /// 亿.
    HundredMillion,
}

impl Scale {
    /// The word between number and unit.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::One => "",
            Self::TenThousand => "万",
            Self::HundredMillion => "亿",
        }
    }

    /// What the number is multiplied by.
    #[must_use]
    pub fn factor(self) -> Exact {
        Exact::whole(match self {
            Self::One => 1,
            Self::TenThousand => 10_000,
            Self::HundredMillion => 100_000_000,
        })
    }
}

/// One number as a person states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    /// The relation.
    pub comparator: Comparator,
    /// The number as written, before scale and percent.
    pub number: Decimal,
    /// 万, 亿 or nothing.
    pub scale: Scale,
    /// `%`, 元, 件, 人…; empty when none was typed.
    pub unit: String,
}

impl Quantity {
    /// The value in the base unit: percent as a ratio, 万 and 亿 multiplied out.
    #[must_use]
    pub fn value(&self) -> Exact {
        let scaled = match self.scale {
            Scale::One => Exact::from(self.number),
            scale => &Exact::from(self.number) * &scale.factor(),
        };
        if self.unit == "%" {
            scaled.divided_by(&Exact::whole(100)).unwrap_or(scaled)
        } else {
            scaled
        }
    }

    /// Whether it is a plain number that takes its unit from its place; zero needs none.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.unit.is_empty()
            && self.scale == Scale::One
            && self.comparator == Comparator::Exactly
            && !self.number.is_zero()
    }

    /// The amount in 万元; a number without a unit is taken to be in `default_scale` × 元, one with
    /// 万 or 亿 alone to be that many 元.
    ///
    /// `None` when the unit is not one of money.
    #[must_use]
    pub fn ten_thousand_yuan(&self, default_scale: Scale) -> Option<Exact> {
        let scale = match self.unit.as_str() {
            "" if self.scale == Scale::One => default_scale,
            "" | "元" => self.scale,
            _ => return None,
        };
        match scale {
            Scale::TenThousand => Some(Exact::from(self.number)),
            scale => {
                (&Exact::from(self.number) * &scale.factor()).divided_by(&Exact::whole(10_000))
            }
        }
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}{}{}{}",
            self.comparator.sign(),
            self.number,
            self.scale.word(),
            self.unit
        )
    }
}
