//! How cells read as plain text, the same in every output.

use super::{Content, Control, Field, ResultField, Section};
use crate::domain::prose::Block;

/// What stands under every table for the people who answer for it; they sign on paper.
pub const SIGN_OFF: [&str; 3] = [
    "填表人（签字）：",
    "单位负责人（签字）：",
    "填报单位（公章）：",
];

impl Content {
    /// The lines of the cell as it is read.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let text = match self {
            Self::Text(text) => text.clone(),
            Self::Field(field) => field.shown.clone(),
            Self::Result(result) => match result.given() {
                Some(word) => format!("{}\n{word}", result.shown),
                None => result.shown.clone(),
            },
            Self::Checklist(lines) => {
                let lines: Vec<String> = lines.iter().map(answered).collect();
                lines.join("\n")
            }
            Self::Heading(heading) => heading.name.clone(),
        };
        lines_of(&text)
    }
}

impl ResultField {
    /// What a reader is told about a score that a person gave: the grade chosen, or that it was
    /// typed.
    #[must_use]
    pub fn given(&self) -> Option<&str> {
        let field = self.by_hand.as_ref()?;
        let words = match field.control {
            Control::Choice(_) => field.shown.as_str(),
            Control::Figure | Control::Line | Control::Paragraph => "手工评分",
        };
        (!field.shown.is_empty()).then_some(words)
    }
}

impl Section {
    /// The blocks of its text.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        let writing = self.field.as_ref().and_then(|field| field.writing.as_ref());
        writing.map_or(&[], |writing| &writing.prose.blocks)
    }

    /// The lines of its text as they read on paper, marks of lists included.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<String> {
        self.field.as_ref().map_or_else(Vec::new, |field| {
            let lines = lines_of(&field.shown).into_iter();
            lines.filter(|line| !line.is_empty()).collect()
        })
    }
}

/// A printed requirement with its answer.
fn answered((line, field): &(String, Field)) -> String {
    if field.shown.is_empty() {
        line.clone()
    } else {
        format!("{line}【{}】", field.shown)
    }
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).collect()
}
