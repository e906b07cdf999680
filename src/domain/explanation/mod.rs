//! Where a computed number comes from, step by step, in the words of the form.

mod explain;
mod words;

pub use explain::{explain_indicator, explain_slot, explain_total};
pub use words::unknown_words;

use serde::{Deserialize, Serialize};

use crate::domain::filing::CellCode;

/// The explanation of one computed number.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// The number's name (三公经费控制率).
    pub title: String,
    /// The steps from the formula to the displayed figure.
    pub steps: Vec<Step>,
    /// The typed cells that went in.
    pub inputs: Vec<Input>,
}

impl Explanation {
    /// The explanation as plain text, one step a line.
    #[must_use]
    pub fn text(&self) -> String {
        let steps: Vec<String> = self
            .steps
            .iter()
            .map(|step| format!("{}：{}", step.caption, step.text))
            .collect();
        format!("{}\n{}", self.title, steps.join("\n"))
    }
}

/// One step: a caption (公式, 代入, 精确结果, 规则, 适用档次, 取整) and what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The caption.
    pub caption: String,
    /// The text.
    pub text: String,
}

/// A typed cell that took part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// Its code, to link to.
    pub cell: CellCode,
    /// The form on which it stands.
    pub form: String,
    /// Its name.
    pub label: String,
    /// The text as typed.
    pub typed: String,
}
