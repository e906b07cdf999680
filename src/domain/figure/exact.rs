//! Exact rational numbers for formulas.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::{BigRational, Ratio};
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// An exact number: no formula loses a digit, so no threshold is decided by a rounding.
///
/// Nearly every figure of the field fits a fraction of two 128-bit numbers; what does not is kept
/// with numbers of any length.
#[derive(Debug, Clone)]
pub struct Exact(Form);

#[derive(Debug, Clone)]
enum Form {
    Short(Ratio<i128>),
    Long(BigRational),
}

/// The checked operation on short numbers, and the one on long ones.
type Operation = (
    fn(&Ratio<i128>, &Ratio<i128>) -> Option<Ratio<i128>>,
    fn(&BigRational, &BigRational) -> BigRational,
);

const ADD: Operation = (Ratio::checked_add, |a, b| a + b);
const SUBTRACT: Operation = (Ratio::checked_sub, |a, b| a - b);
const MULTIPLY: Operation = (Ratio::checked_mul, |a, b| a * b);
const DIVIDE: Operation = (Ratio::checked_div, |a, b| a / b);

impl Exact {
    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self::whole(0)
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(Form::Short(Ratio::from_integer(i128::from(number))))
    }

    /// Whether this is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        match &self.0 {
            Form::Short(number) => number.is_zero(),
            Form::Long(number) => number.is_zero(),
        }
    }

    /// Whether this is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Short(number) => number.is_negative(),
            Form::Long(number) => number.is_negative(),
        }
    }

    /// The quotient, or `None` when `divisor` is zero.
    #[must_use]
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| self.with(divisor, DIVIDE))
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() {
            -self
        } else {
            self.clone()
        }
    }

    /// The largest whole number not above this.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(match &self.0 {
            // Rounding down moves away from zero below it, which a short number may not survive.
            Form::Short(number) if !number.is_negative() => Form::Short(number.trunc()),
            _ => Form::Long(self.long().floor()),
        })
    }

    /// The smallest whole number not below this.
    #[must_use]
    pub fn ceil(&self) -> Self {
        -&(-self).floor()
    }

    /// This number held between two ends.
    #[must_use]
    pub fn clamped(self, low: &Self, high: &Self) -> Self {
        match (self.cmp(low), self.cmp(high)) {
            (Ordering::Less, _) => low.clone(),
            (_, Ordering::Greater) => high.clone(),
            _ => self,
        }
    }

    /// Rounded half away from zero (四舍五入) to `decimals` places.
    ///
    /// `None` when the number is too long for a [`Decimal`] (28 digits).
    #[must_use]
    pub fn rounded(&self, decimals: u32) -> Option<Decimal> {
        self.scaled(decimals, |scaled| {
            let half = Self::half();
            if scaled.is_negative() {
                scaled - &half
            } else {
                scaled + &half
            }
        })
    }

    /// Cut off after `decimals` places, as people do by mistake.
    #[must_use]
    pub fn truncated(&self, decimals: u32) -> Option<Decimal> {
        self.scaled(decimals, Clone::clone)
    }

    /// Rounded half away from zero (四舍五入) to a multiple of `step`; itself when `step` is zero.
    #[must_use]
    pub fn rounded_to(&self, step: &Self) -> Self {
        self.in_steps(step, |steps| (steps + &Self::half()).floor())
    }

    /// Cut off towards zero to a multiple of `step`; itself when `step` is zero.
    #[must_use]
    pub fn cut_to(&self, step: &Self) -> Self {
        self.in_steps(step, Self::floor)
    }

    fn in_steps(&self, step: &Self, whole: impl Fn(&Self) -> Self) -> Self {
        let Some(steps) = self.abs().divided_by(&step.abs()) else {
            return self.clone();
        };
        let size = &whole(&steps) * &step.abs();
        if self.is_negative() { -&size } else { size }
    }

    fn half() -> Self {
        Self(Form::Short(Ratio::new_raw(1, 2)))
    }

    /// Moves the point to the right, prepares, cuts off, and moves the point back.
    fn scaled(&self, decimals: u32, prepare: impl Fn(&Self) -> Self) -> Option<Decimal> {
        let factor = Self::whole(10_i64.checked_pow(decimals)?);
        let prepared = prepare(&(self * &factor));
        let whole = match &prepared.0 {
            Form::Short(number) => number.to_integer(),
            Form::Long(number) => number.to_integer().to_i128()?,
        };
        Decimal::try_from_i128_with_scale(whole, decimals).ok()
    }

    /// The number in full when its decimals end within twelve places, else twelve places and `…`.
    #[must_use]
    pub fn in_full(&self) -> String {
        const PLACES: u32 = 12;
        match self.truncated(PLACES) {
            Some(cut) if Self::from(cut) == *self => cut.normalize().to_string(),
            Some(cut) => format!("{cut}…"),
            None => self.long().to_string(),
        }
    }

    fn long(&self) -> BigRational {
        match &self.0 {
            Form::Short(number) => {
                BigRational::new_raw(BigInt::from(*number.numer()), BigInt::from(*number.denom()))
            }
            Form::Long(number) => number.clone(),
        }
    }

    fn with(&self, other: &Self, (short, long): Operation) -> Self {
        if let (Form::Short(a), Form::Short(b)) = (&self.0, &other.0)
            && let Some(result) = short(a, b)
        {
            return Self(Form::Short(result));
        }
        Self(Form::Long(long(&self.long(), &other.long())))
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::zero()
    }
}

impl From<Decimal> for Exact {
    fn from(number: Decimal) -> Self {
        let plain = number.normalize();
        // A decimal has at most 28 places, and 10^28 fits.
        let denominator = 10_i128.checked_pow(plain.scale()).unwrap_or(i128::MAX);
        Self(Form::Short(Ratio::new(plain.mantissa(), denominator)))
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Exact {}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Form::Short(a), Form::Short(b)) => a.cmp(b),
            _ => self.long().cmp(&other.long()),
        }
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: Self) -> Exact {
        self.with(other, ADD)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: Self) -> Exact {
        self.with(other, SUBTRACT)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: Self) -> Exact {
        self.with(other, MULTIPLY)
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        &Exact::zero() - self
    }
}
