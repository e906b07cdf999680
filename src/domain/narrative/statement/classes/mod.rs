//! The classifications of the trade: which names exclude each other, and which sets are complete.

mod table;

use table::{CLASSIFICATIONS, Classification, Match};

/// Words before a name that leave its class as it is.
const QUALIFIERS: [&str; 20] = [
    "一般公共预算财政拨款",
    "公共预算财政拨款",
    "公共财政预算拨款",
    "政府性基金预算财政拨款",
    "财政拨款",
    "一般公共预算",
    "本年度",
    "本年",
    "当年",
    "全年",
    "年度",
    "年初",
    "部门",
    "单位",
    "机关",
    "局机关",
    "用于",
    "安排",
    "支付",
    "“三公”经费",
];

/// What a list of names is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Classes of one classification that leave nothing over.
    Complete,
    /// Classes of one classification, no two alike.
    Exclusive,
    /// Anything else.
    Unknown,
}

/// Recognises a list of names as classes of one classification.
pub(super) fn listing(names: &[String]) -> Listing {
    let plain: Vec<String> = names.iter().map(|name| unqualified(name)).collect();
    for classification in &CLASSIFICATIONS {
        let places: Vec<Option<usize>> = plain
            .iter()
            .map(|name| class_of(classification, name))
            .collect();
        if !places.iter().all(Option::is_some) {
            continue;
        }
        let mut seen: Vec<usize> = places.into_iter().flatten().collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() != all {
            continue;
        }
        let complete = &classification.complete;
        let is_complete = !complete.is_empty() && complete.iter().all(|class| seen.contains(class));
        return if is_complete {
            Listing::Complete
        } else {
            Listing::Exclusive
        };
    }
    Listing::Unknown
}

/// Whether a name is a class of any classification: a list of such names that no single one of
/// them holds mixes several ways of dividing.
pub(super) fn is_class(name: &str) -> bool {
    let plain = unqualified(name);
    CLASSIFICATIONS
        .iter()
        .any(|classification| class_of(classification, &plain).is_some())
}

fn class_of(classification: &Classification, name: &str) -> Option<usize> {
    classification
        .classes
        .iter()
        .position(|words| match classification.by {
            Match::Whole => words.contains(&name),
            Match::Start => words.iter().any(|word| name.starts_with(word)),
        })
}

/// A name without years and without words that leave its class as it is.
fn unqualified(name: &str) -> String {
    let mut plain: String = name
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '“' | '”' | '"'))
        .collect();
    // 教育支出(类), 教育(类)支出
    plain = plain.replace("(类)", "");
    loop {
        let rest = plain
            .strip_prefix('年')
            .filter(|rest| !rest.starts_with(['初', '末', '中', '度']))
            .or_else(|| {
                QUALIFIERS
                    .iter()
                    .filter_map(|word| plain.strip_prefix(word))
                    // 财政拨款 alone is a name of its own.
                    .find(|rest| !rest.is_empty() && *rest != "收入" && *rest != "支出")
            })
            .map(str::to_owned);
        match rest {
            Some(shorter) => plain = shorter,
            None => {
                return plain
                    .trim_end_matches("决算")
                    .trim_end_matches("预算")
                    .to_owned();
            }
        }
    }
}
