//! Why something is not corrected, in a plain sentence with a cure.

/// A reason has at most so many characters.
pub const LONGEST_REASON: usize = 500;

/// Why a cell cannot be corrected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotCorrigible {
    /// The forms do not have it.
    #[error("本次填报的表上没有这一栏，请刷新页面后再办理。")]
    Unknown,
    /// It is computed; the names of the cells from which it is.
    #[error("“{name}”由系统计算，不能直接更正。请更正它所依据的{}。", listed(from))]
    Computed {
        /// Its name.
        name: String,
        /// The typed cells that it rests on.
        from: Vec<String>,
    },
    /// A text, on which no score rests.
    #[error("“{0}”是文字，不影响得分，不在复核中更正。需要修改的，请退回单位。")]
    Words(String),
}

/// Why a correction is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionProblem {
    /// The cell is none to be corrected.
    #[error(transparent)]
    NotCorrigible(#[from] NotCorrigible),
    /// Nothing typed.
    #[error("请填写“{0}”更正后的内容；不需要更正的，请撤销这一处更正。")]
    Empty(String),
    /// The same as the agency's.
    #[error("“{0}”更正后的内容与单位填报的相同，不必更正。")]
    Same(String),
    /// No figure.
    #[error("“{name}”更正为“{text}”，不是规范的数字，请只填数字和单位。")]
    NoFigure {
        /// The cell's name.
        name: String,
        /// The text.
        text: String,
    },
    /// None of the answers.
    #[error("“{name}”只能更正为{}之一。", choices.join("、"))]
    NoChoice {
        /// The cell's name.
        name: String,
        /// The answers.
        choices: Vec<String>,
    },
    /// Points below 0 or above the most there are.
    #[error("“{name}”应在 0 分至 {most} 分之间，填的是“{text}”。")]
    OutOfRange {
        /// The cell's name.
        name: String,
        /// The most points.
        most: String,
        /// The text.
        text: String,
    },
    /// No reason.
    #[error("请写明更正“{0}”的理由，单位将看到。")]
    ReasonMissing(String),
    /// A reason nobody reads to its end.
    #[error("更正“{0}”的理由请控制在 {LONGEST_REASON} 字以内。")]
    ReasonTooLong(String),
}

impl CorrectionProblem {
    /// The permanent code, kept in the event log.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotCorrigible(NotCorrigible::Unknown) => "unknown-cell",
            Self::NotCorrigible(NotCorrigible::Computed { .. }) => "computed-cell",
            Self::NotCorrigible(NotCorrigible::Words(_)) => "text-cell",
            Self::Empty(_) => "correction-empty",
            Self::Same(_) => "correction-same",
            Self::NoFigure { .. } => "correction-no-figure",
            Self::NoChoice { .. } => "correction-no-choice",
            Self::OutOfRange { .. } => "correction-out-of-range",
            Self::ReasonMissing(_) => "reason-missing",
            Self::ReasonTooLong(_) => "reason-too-long",
        }
    }

    /// Whether it is the reason that is wrong, not the text.
    #[must_use]
    pub fn is_about_reason(&self) -> bool {
        matches!(self, Self::ReasonMissing(_) | Self::ReasonTooLong(_))
    }
}

/// Names in quotation marks, the first few of many.
fn listed(names: &[String]) -> String {
    const SHOWN: usize = 8;
    if names.is_empty() {
        return "数据".to_owned();
    }
    let first: Vec<String> = names
        .iter()
        .take(SHOWN)
        .map(|name| format!("“{name}”"))
        .collect();
    let more = if names.len() > SHOWN {
        format!("等 {} 项数据", names.len())
    } else {
        String::new()
    };
    format!("{}{more}", first.join("、"))
}
