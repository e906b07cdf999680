//! Printing a formula: in names, and with the numbers put in.

use super::{Expr, Lookup, Slot};

/// The printed name of a slot.
pub trait Names {
    /// The name of a slot.
    fn name(&self, slot: Slot) -> &str;
    /// The value of a slot as it is put into a printed formula.
    fn shown(&self, slot: Slot) -> String;
}

impl Expr {
    /// The formula in the words of the form.
    #[must_use]
    pub fn in_names(&self, names: &impl Names) -> String {
        self.print(0, &|slot| names.name(slot).to_owned())
    }

    /// The formula with the numbers put in; inputs that are not known keep their names.
    #[must_use]
    pub fn in_numbers(&self, lookup: &impl Lookup) -> String {
        self.print(0, &|slot| {
            let shown = lookup.shown(slot);
            if shown.starts_with(['-', '−']) {
                format!("（{shown}）")
            } else {
                shown
            }
        })
    }

    fn print(&self, outer: u8, name: &dyn Fn(Slot) -> String) -> String {
        match self {
            Self::Number(number) => number.normalize().to_string(),
            Self::Percent(number) => format!("{}%", number.normalize()),
            Self::Name(slot) => name(*slot),
            Self::Negative(inner) => format!("－{}", inner.print(3, name)),
            Self::Binary(operator, left, right) => {
                let rank = operator.rank();
                let text = format!(
                    "{} {} {}",
                    left.print(rank, name),
                    operator.sign(),
                    right.print(rank + 1, name)
                );
                if rank < outer {
                    format!("（{text}）")
                } else {
                    text
                }
            }
            Self::Call(function, arguments) => {
                let arguments: Vec<String> = arguments.iter().map(|a| a.print(0, name)).collect();
                format!("{}（{}）", function.name(), arguments.join("，"))
            }
        }
    }
}
