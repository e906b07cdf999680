//! Schemes: a county's forms, items, formulas, rules and checks of one year, as data.

pub mod source;

/// A compiled scheme.
#[derive(Debug)]
pub struct Scheme {
    /// The head as written.
    pub head: source::Head,
    /// The forms in order.
    pub forms: Vec<source::FormSource>,
}
