//! 勾稽 in words.

use crate::domain::check::Severity;
use crate::domain::scheme::source::CheckSource;

impl CheckSource {
    /// The permanent number of its findings: `K03`.
    #[must_use]
    pub fn number(&self) -> &'static str {
        match self {
            Self::Basis { .. } => "K02",
            Self::Sum { .. } => "K03",
            Self::Equal { .. } | Self::IndicatorEqual { .. } | Self::IndicatorSum { .. } => "K04",
            Self::Change { .. } => "K05",
            Self::Balance { .. } => "K07",
            Self::AtMost { .. } => "K08",
            Self::Moved { .. } => "K12",
            Self::Mentions { .. } => "K18",
            Self::Ceiling { .. } => "K20",
        }
    }

    /// How much it matters.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self {
            Self::Basis { severity, .. }
            | Self::Sum { severity, .. }
            | Self::Equal { severity, .. }
            | Self::IndicatorEqual { severity, .. }
            | Self::IndicatorSum { severity, .. }
            | Self::Change { severity, .. }
            | Self::Balance { severity, .. }
            | Self::AtMost { severity, .. }
            | Self::Moved { severity, .. }
            | Self::Mentions { severity, .. }
            | Self::Ceiling { severity, .. } => *severity,
        }
    }

    /// What must hold: 合计＝甲＋乙.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Basis { pairs, .. } => {
                let pairs: Vec<String> = pairs
                    .iter()
                    .map(|(above, below)| format!("{above} 与 {below}"))
                    .collect();
                format!("口径一致：{}", pairs.join("；"))
            }
            Self::Sum { total, parts, .. } => format!("{total}＝{}", parts.join("＋")),
            Self::Equal {
                left,
                right,
                because,
                ..
            } => format!("{left}＝{right}（{because}）"),
            Self::Change {
                increase,
                growth,
                this,
                last,
                ..
            } => {
                let increase = increase.as_ref();
                let growth = growth.as_ref();
                let clauses = [
                    increase.map(|increase| format!("{increase}＝{this}－{last}")),
                    growth.map(|growth| format!("{growth}＝（{this}－{last}）÷{last}")),
                ];
                clauses.into_iter().flatten().collect::<Vec<_>>().join("；")
            }
            Self::Balance {
                opening,
                income,
                spending,
                closing,
                ..
            } => format!("{opening}＋{income}－{spending}＝{closing}"),
            Self::AtMost {
                left,
                right,
                because,
                ..
            } => format!("{left}≤{right}（{because}）"),
            Self::Moved {
                from,
                to,
                more_than,
                ..
            } => format!("{to} 与 {from} 相差 {more_than} 以上的，须说明原因"),
            Self::Mentions { texts, words, .. } => {
                format!("{} 应写到“{}”", texts.join("、"), words.join("”“"))
            }
            of_rows => of_rows.words_about_rows(),
        }
    }

    /// What must hold of rows of an indicator tree.
    fn words_about_rows(&self) -> String {
        match self {
            Self::IndicatorEqual {
                block,
                words,
                column,
                right,
                because,
                ..
            } => {
                let (words, column) = (words.join("”“"), column_words(column));
                format!("{block} 中名称含“{words}”的行，{column}＝{right}（{because}）")
            }
            Self::IndicatorSum {
                block,
                parts,
                column,
                right,
                because,
                ..
            } => {
                let (parts, column) = (parts.join("”“"), column_words(column));
                format!("{block} 中名称含“{parts}”的各行，{column}合计＝{right}（{because}）")
            }
            Self::Ceiling {
                block,
                initial,
                spent,
                ..
            } => format!("{block} 的成本指标按 {initial} 定，不按事后的 {spent} 定"),
            _ => String::new(),
        }
    }
}

fn column_words(column: &str) -> &'static str {
    if column == "target" {
        "年度指标值"
    } else {
        "实际完成值"
    }
}
