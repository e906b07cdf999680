//! Evaluating a formula on exact numbers.

use super::{Expr, Function, Names, Operator, Slot};
use crate::domain::figure::Exact;

/// Why a number could not be computed. Never shown as 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    /// These inputs are not filled.
    Missing(Vec<Slot>),
    /// These inputs hold something that is no number.
    Unreadable(Vec<Slot>),
    /// The divisor, printed in the words of the form, is zero.
    ZeroDivisor(String),
    /// A judgement (choice, score by hand) that was not given.
    NotGiven,
    /// A score given by hand outside 0 to its weight.
    OutOfRange,
    /// The indicator does not apply and is dropped.
    Dropped,
    /// A total of which so many parts are unknown.
    Incomplete(usize),
}

/// Where a formula finds its values and names.
pub trait Lookup: Names {
    /// The value of a slot.
    ///
    /// # Errors
    /// Why it is not known.
    fn value(&self, slot: Slot) -> Result<Exact, Unknown>;
}

impl Expr {
    /// The exact value.
    ///
    /// # Errors
    /// Every missing input at once, or the divisor that is zero.
    pub fn evaluate(&self, lookup: &impl Lookup) -> Result<Exact, Unknown> {
        match self {
            Self::Number(number) => Ok(Exact::from(*number)),
            Self::Percent(number) => {
                let number = Exact::from(*number);
                Ok(number.divided_by(&Exact::whole(100)).unwrap_or(number))
            }
            Self::Name(slot) => lookup.value(*slot),
            Self::Negative(inner) => inner.evaluate(lookup).map(|value| -&value),
            Self::Binary(operator, left, right) => {
                let (a, b) = both(left.evaluate(lookup), right.evaluate(lookup))?;
                match operator {
                    Operator::Plus => Ok(&a + &b),
                    Operator::Minus => Ok(&a - &b),
                    Operator::Times => Ok(&a * &b),
                    Operator::Over => a
                        .divided_by(&b)
                        .ok_or_else(|| Unknown::ZeroDivisor(right.in_names(lookup))),
                }
            }
            Self::Call(function, arguments) => call(*function, arguments, lookup),
        }
    }
}

fn call(function: Function, arguments: &[Expr], lookup: &impl Lookup) -> Result<Exact, Unknown> {
    let mut values = Ok(Vec::with_capacity(arguments.len()));
    for argument in arguments {
        values = both(values, argument.evaluate(lookup)).map(|(mut known, next)| {
            known.push(next);
            known
        });
    }
    let values = values?;
    let chosen = match function {
        Function::Largest => values.into_iter().max(),
        Function::Smallest => values.into_iter().min(),
        Function::Absolute => values.first().map(Exact::abs),
    };
    chosen.ok_or(Unknown::NotGiven)
}

/// Both values, or the reasons of both sides in one.
fn both<A, B>(left: Result<A, Unknown>, right: Result<B, Unknown>) -> Result<(A, B), Unknown> {
    match (left, right) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(Unknown::Missing(a)), Err(Unknown::Missing(b))) => Err(Unknown::Missing(union(a, b))),
        (Err(Unknown::Unreadable(a)), Err(Unknown::Unreadable(b))) => {
            Err(Unknown::Unreadable(union(a, b)))
        }
        // A missing input is the mildest reason: it gives way to any other.
        (Err(Unknown::Missing(_)) | Ok(_), Err(why)) | (Err(why), _) => Err(why),
    }
}

fn union(mut a: Vec<Slot>, b: Vec<Slot>) -> Vec<Slot> {
    for slot in b {
        if !a.contains(&slot) {
            a.push(slot);
        }
    }
    a
}
