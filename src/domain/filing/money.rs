//! Amounts typed and read in the other unit: 元 on a form of 万元, 万元 on a form of 元.
//!
//! A filing knows only its form's unit. What is typed in the other one is kept with that unit
//! (`1490300元`), so nothing is ever rounded; what is shown in it is the exact amount.

use crate::domain::figure::{Comparator, Exact, Reading, Scale, read};
use crate::domain::scheme::Scheme;

/// A unit in which a page shows amounts and takes them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MoneyUnit {
    /// 元.
    Yuan,
    /// 万元.
    TenThousandYuan,
}

impl MoneyUnit {
    /// Both, the small one first.
    pub const ALL: [Self; 2] = [Self::Yuan, Self::TenThousandYuan];

    /// The unit of a scheme's forms.
    #[must_use]
    pub fn of(scheme: &Scheme) -> Self {
        Self::from_word(&scheme.head.amount_unit).unwrap_or(Self::TenThousandYuan)
    }

    /// The unit of this name.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.word() == word)
    }

    /// The unit with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }

    /// Its code in addresses and cookies.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Yuan => "yuan",
            Self::TenThousandYuan => "wan",
        }
    }

    /// Its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::TenThousandYuan => "万元",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Yuan => Self::TenThousandYuan,
            Self::TenThousandYuan => Self::Yuan,
        }
    }

    /// An amount in the scheme's unit as it is in this one.
    #[must_use]
    pub fn amount(self, scheme: &Scheme, amount: &Exact) -> Exact {
        let many = Exact::whole(10_000);
        match (Self::of(scheme), self) {
            (Self::TenThousandYuan, Self::Yuan) => amount * &many,
            (Self::Yuan, Self::TenThousandYuan) => {
                amount.divided_by(&many).unwrap_or_else(|| amount.clone())
            }
            _ => amount.clone(),
        }
    }

    /// A cell's text on a page in this unit: an amount in another unit in this one, with its name;
    /// every other text as it was typed.
    #[must_use]
    pub fn shown(self, scheme: &Scheme, code: &str, typed: &str) -> String {
        if self == Self::of(scheme) || !scheme.is_amount(code) {
            return typed.to_owned();
        }
        let Reading::Number(quantity) = read(typed) else {
            return typed.to_owned();
        };
        let own_scale = match self {
            Self::Yuan => Scale::One,
            Self::TenThousandYuan => Scale::TenThousand,
        };
        let is_own = quantity.unit == "元" && quantity.scale == own_scale;
        if is_own || quantity.comparator != Comparator::Exactly || quantity.number.is_zero() {
            return typed.to_owned();
        }
        match scheme.amount(&quantity) {
            Some(amount) => format!("{}{}", self.amount(scheme, &amount).in_full(), self.word()),
            None => typed.to_owned(),
        }
    }

    /// The text that is kept when a page in this unit sends one: the stored text where the page
    /// shows just that, else a bare amount with the name of this unit.
    #[must_use]
    pub fn kept(self, scheme: &Scheme, code: &str, sent: &str, stored: &str) -> String {
        if self == Self::of(scheme) || !scheme.is_amount(code) {
            return sent.to_owned();
        }
        if sent == self.shown(scheme, code, stored) {
            return stored.to_owned();
        }
        match read(sent) {
            Reading::Number(quantity) if quantity.is_bare() => {
                format!("{}{}", sent.trim_end(), self.word())
            }
            _ => sent.to_owned(),
        }
    }
}
