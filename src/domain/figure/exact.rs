//! Exact rational numbers for formulas.

use std::cmp::Ordering;
use std::ops::{Add, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use rust_decimal::Decimal;

/// An exact number: no formula loses a digit, so no threshold is decided by a rounding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exact(BigRational);

impl Exact {
    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self(BigRational::zero())
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self(BigRational::from_integer(BigInt::from(number)))
    }

    /// Whether this is zero.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether this is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The quotient, or `None` when `divisor` is zero.
    #[must_use]
    pub fn divided_by(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| Self(&self.0 / &divisor.0))
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// The largest whole number not above this.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self(self.0.floor())
    }

    /// The smallest whole number not below this.
    #[must_use]
    pub fn ceil(&self) -> Self {
        Self(self.0.ceil())
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
        self.scaled(decimals, BigRational::round)
    }

    /// Cut off after `decimals` places, as people do by mistake.
    #[must_use]
    pub fn truncated(&self, decimals: u32) -> Option<Decimal> {
        self.scaled(decimals, BigRational::trunc)
    }

    fn scaled(&self, decimals: u32, to_whole: fn(&BigRational) -> BigRational) -> Option<Decimal> {
        let factor = BigRational::from_integer(BigInt::from(10).pow(decimals));
        let whole = to_whole(&(&self.0 * factor)).to_integer();
        Decimal::try_from_i128_with_scale(whole.to_i128()?, decimals).ok()
    }

    /// The number in full when its decimals end within twelve places, else twelve places and `…`.
    #[must_use]
    pub fn in_full(&self) -> String {
        const PLACES: u32 = 12;
        match self.truncated(PLACES) {
            Some(cut) if Self::from(cut) == *self => cut.normalize().to_string(),
            Some(cut) => format!("{cut}…"),
            None => self.0.to_string(),
        }
    }
}

impl From<Decimal> for Exact {
    fn from(number: Decimal) -> Self {
        let denominator = BigInt::from(10).pow(number.scale());
        Self(BigRational::new(
            BigInt::from(number.mantissa()),
            denominator,
        ))
    }
}

impl Add for &Exact {
    type Output = Exact;
    fn add(self, other: Self) -> Exact {
        Exact(&self.0 + &other.0)
    }
}

impl Sub for &Exact {
    type Output = Exact;
    fn sub(self, other: Self) -> Exact {
        Exact(&self.0 - &other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: Self) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Neg for &Exact {
    type Output = Exact;
    fn neg(self) -> Exact {
        Exact(-&self.0)
    }
}
