//! The tree of a formula.

use rust_decimal::Decimal;

/// The number of a named value in its scheme.
pub type Slot = usize;

/// The slot of a value that nobody knows: it stands for a formula that could not be read.
pub const UNDEFINED: Slot = usize::MAX;

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expr {
    /// A number as written.
    Number(Decimal),
    /// A percentage as written: `95%` is 0.95.
    Percent(Decimal),
    /// A named value.
    Name(Slot),
    /// `-x`.
    Negative(Box<Expr>),
    /// `a + b`.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// `最大（a，b）`.
    Call(Function, Vec<Expr>),
}

/// The four operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Plus,
    /// `-`.
    Minus,
    /// `×`.
    Times,
    /// `÷`.
    Over,
}

impl Operator {
    /// How it is printed.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Self::Plus => "＋",
            Self::Minus => "－",
            Self::Times => "×",
            Self::Over => "÷",
        }
    }

    /// 1 for sums, 2 for products.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::Plus | Self::Minus => 1,
            Self::Times | Self::Over => 2,
        }
    }
}

/// The fixed set of functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    /// 最大: the largest of its arguments.
    Largest,
    /// 最小: the smallest of its arguments.
    Smallest,
    /// 绝对值: the distance from zero.
    Absolute,
}

impl Function {
    /// Every function.
    pub const ALL: [Self; 3] = [Self::Largest, Self::Smallest, Self::Absolute];

    /// Its name in formulas.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Largest => "最大",
            Self::Smallest => "最小",
            Self::Absolute => "绝对值",
        }
    }

    /// Whether it takes so many arguments.
    #[must_use]
    pub fn takes(self, arguments: usize) -> bool {
        match self {
            Self::Largest | Self::Smallest => arguments >= 1,
            Self::Absolute => arguments == 1,
        }
    }
}

impl Expr {
    /// Every named value in the formula, each once, in the order of appearance.
    #[must_use]
    pub fn slots(&self) -> Vec<Slot> {
        let mut found = Vec::new();
        self.collect_slots(&mut found);
        found
    }

    fn collect_slots(&self, found: &mut Vec<Slot>) {
        match self {
            Self::Number(_) | Self::Percent(_) => {}
            Self::Name(slot) => {
                if !found.contains(slot) {
                    found.push(*slot);
                }
            }
            Self::Negative(inner) => inner.collect_slots(found),
            Self::Binary(_, left, right) => {
                left.collect_slots(found);
                right.collect_slots(found);
            }
            Self::Call(_, arguments) => {
                for argument in arguments {
                    argument.collect_slots(found);
                }
            }
        }
    }
}
