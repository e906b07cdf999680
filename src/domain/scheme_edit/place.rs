//! At which field a problem stands, for pages that show fields and no lines.

use crate::domain::scheme::{Positions, Problem};

/// The place of each problem: keys and numbers from the root; empty for the file as a whole.
#[must_use]
pub fn places(text: &str, problems: &[Problem]) -> Vec<String> {
    let positions = Positions::read(text);
    let place = |problem: &Problem| match problem.position {
        Some(position) => positions.path_at(position),
        None => String::new(),
    };
    problems.iter().map(place).collect()
}
