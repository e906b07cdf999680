//! A figure as it is printed: its value and how precisely it is shown.

use crate::domain::figure::{Exact, Quantity, Scale};

/// A printed number stands for every number that rounds to it: `149.03` for 149.025 up to, but not
/// including, 149.035.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The number, in whatever unit the caller compares in (rates as ratios: `97%` is 0.97).
    pub value: Exact,
    /// What one unit of the last printed place is worth: 0.01 for `149.03` and for `97%`; zero for
    /// a figure that is exact (people, cases).
    pub step: Exact,
}

impl Printed {
    /// A figure that is exact, such as a count.
    #[must_use]
    pub fn exact(value: Exact) -> Self {
        Self {
            value,
            step: Exact::zero(),
        }
    }

    /// A measured quantity in its base unit: percent as a ratio, 万 and 亿 multiplied out.
    #[must_use]
    pub fn of(quantity: &Quantity) -> Self {
        Self {
            value: quantity.value(),
            step: last_place(quantity).value(),
        }
    }

    /// An amount of money in 万元; a number without a unit is taken to be in `default_scale` × 元.
    ///
    /// `None` when the unit is not one of money.
    #[must_use]
    pub fn amount(quantity: &Quantity, default_scale: Scale) -> Option<Self> {
        Self::by(quantity, |quantity| {
            quantity.ten_thousand_yuan(default_scale)
        })
    }

    /// A quantity in the unit into which `convert` turns it; `None` when it cannot.
    #[must_use]
    pub fn by(quantity: &Quantity, convert: impl Fn(&Quantity) -> Option<Exact>) -> Option<Self> {
        Some(Self {
            value: convert(quantity)?,
            step: convert(&last_place(quantity))?,
        })
    }

    /// How far the true number may be from the printed one: half of the last place.
    #[must_use]
    pub fn slack(&self) -> Exact {
        half(&self.step)
    }

    /// Whether rounding `exact` half away from zero (四舍五入) to this precision prints this figure.
    #[must_use]
    pub fn is_rounded_from(&self, exact: &Exact) -> bool {
        self.value == exact.rounded_to(&self.step)
    }

    /// Whether cutting `exact` off at this precision prints this figure, and rounding does not.
    #[must_use]
    pub fn is_cut_from(&self, exact: &Exact) -> bool {
        self.value == exact.cut_to(&self.step) && !self.is_rounded_from(exact)
    }
}

/// One figure of a calculation, with the words and the text it has where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure<'a> {
    /// What it is called there: `基本支出`.
    pub label: &'a str,
    /// The text as printed: `1,506.49`. Digits are looked for in it when a cause is sought.
    pub typed: &'a str,
    /// Its value and precision. All figures of one calculation are in one unit.
    pub printed: Printed,
}

impl Figure<'_> {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &Exact {
        &self.printed.value
    }
}

/// Half of a number.
pub(super) fn half(number: &Exact) -> Exact {
    number
        .divided_by(&Exact::whole(2))
        .unwrap_or_else(Exact::zero)
}

/// What rounding may have taken from or given to so many figures together.
pub(super) fn slack<'a>(figures: impl IntoIterator<Item = &'a Printed>) -> Exact {
    figures
        .into_iter()
        .fold(Exact::zero(), |sum, figure| &sum + &figure.slack())
}

/// One unit of the last place as a quantity of its own.
fn last_place(quantity: &Quantity) -> Quantity {
    let places = quantity.number.scale();
    Quantity {
        number: rust_decimal::Decimal::new(1, places),
        ..quantity.clone()
    }
}
