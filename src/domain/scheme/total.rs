//! What stands above single indicators, compiled: limits, parts of the total, rules for rows.

use super::rule::{Ends, Interval};
use super::source::{RowMiss, RowScoring};
use crate::domain::figure::Exact;
use crate::domain::formula::{Expr, Slot};

/// A limit across rows (R16).
#[derive(Debug, Clone)]
pub struct Limit {
    /// What it limits.
    pub on: Limited,
    /// The conditions; all must hold.
    pub when: Vec<Condition>,
    /// The most points.
    pub at_most: Exact,
    /// The rule in a clause.
    pub because: String,
}

/// What a limit limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limited {
    /// One indicator, by its index.
    Indicator(usize),
    /// All indicators and rows under a first-level name.
    Group(String),
    /// The total.
    Total,
}

/// One condition of a limit.
#[derive(Debug, Clone)]
pub enum Condition {
    /// An item has an answer.
    Answer(Slot, String),
    /// A value lies between ends.
    Value(Expr, Box<Ends>),
}

impl Condition {
    /// The formula it looks at, where it looks at one.
    #[must_use]
    pub fn value(&self) -> Option<&Expr> {
        match self {
            Self::Answer(..) => None,
            Self::Value(value, _) => Some(value),
        }
    }
}

/// A part of the total that is scaled (R18).
#[derive(Debug, Clone)]
pub struct Part {
    /// 绩效指标.
    pub name: String,
    /// Its indicators, by index.
    pub indicators: Vec<usize>,
    /// Its trees, by index.
    pub trees: Vec<usize>,
    /// What its scores can come to.
    pub of: Exact,
    /// What that counts for in the total.
    pub counts: Exact,
}

/// How the rows of an indicator tree are scored.
#[derive(Debug, Clone)]
pub struct RowRule {
    /// Rows with figures.
    pub quantitative: RowScoring,
    /// Rows with words.
    pub qualitative: RowScoring,
    /// A floor that was missed.
    pub floor: RowMiss,
    /// A ceiling that was exceeded.
    pub ceiling: RowMiss,
    /// Where a ceiling earns nothing more, as a multiple of the target.
    pub zero_at: Exact,
    /// Grades of rows with words.
    pub grades: Vec<Interval>,
    /// From this completion on a result is far above its target.
    pub over_achievement: Exact,
    /// The smallest step of a computed score.
    pub score_step: Exact,
}

impl Default for RowRule {
    /// As in 财预〔2020〕10号, every score typed and checked; far above is from 130 % on.
    fn default() -> Self {
        let percent = |number| {
            let number = Exact::whole(number);
            number.divided_by(&Exact::whole(100)).unwrap_or(number)
        };
        Self {
            quantitative: RowScoring::default(),
            qualitative: RowScoring::default(),
            floor: RowMiss::default(),
            ceiling: RowMiss::default(),
            zero_at: Exact::whole(2),
            grades: Vec::new(),
            over_achievement: percent(130),
            score_step: percent(1),
        }
    }
}

impl RowRule {
    /// How a row with figures or one with words is scored.
    #[must_use]
    pub fn scoring(&self, is_quantitative: bool) -> RowScoring {
        if is_quantitative {
            self.quantitative
        } else {
            self.qualitative
        }
    }

    /// The share of the weight that a missed floor earns: completion, held within 0 and 1;
    /// nothing where the floor is zero.
    #[must_use]
    pub fn below_floor(&self, wanted: &Exact, reached: &Exact) -> Option<Exact> {
        match self.floor {
            _ if wanted.is_zero() => Some(Exact::zero()),
            RowMiss::NoPoints => Some(Exact::zero()),
            RowMiss::InProportion | RowMiss::Inverse => Some(share(reached.divided_by(wanted)?)),
        }
    }

    /// The share of the weight that an exceeded ceiling leaves, held within 0 and 1; nothing where
    /// it is zero.
    #[must_use]
    pub fn above_ceiling(&self, wanted: &Exact, reached: &Exact) -> Option<Exact> {
        match self.ceiling {
            _ if wanted.is_zero() => Some(Exact::zero()),
            RowMiss::NoPoints => Some(Exact::zero()),
            RowMiss::Inverse => Some(share(wanted.divided_by(reached)?)),
            RowMiss::InProportion => {
                let ratio = reached.divided_by(wanted)?;
                let span = &self.zero_at - &Exact::whole(1);
                Some(share((&self.zero_at - &ratio).divided_by(&span)?))
            }
        }
    }

    /// The grade that a text names, by its index; the longest name wins, so that 部分达成 is not
    /// taken for 达成.
    #[must_use]
    pub fn grade_in(&self, text: &str) -> Option<usize> {
        let grades = self.grades.iter().enumerate();
        let named = grades.filter(|(_, grade)| text.contains(&grade.name));
        let longest = named.max_by_key(|(_, grade)| grade.name.chars().count());
        longest.map(|(index, _)| index)
    }
}

fn share(share: Exact) -> Exact {
    share.clamped(&Exact::zero(), &Exact::whole(1))
}
