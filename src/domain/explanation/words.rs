//! Why a number is not known, in words.

use crate::domain::formula::Unknown;
use crate::domain::scheme::Scheme;

/// The words for a value that could not be computed: `尚缺“上年预算数”`.
#[must_use]
pub fn unknown_words(scheme: &Scheme, why: &Unknown) -> String {
    let names = |slots: &[usize]| {
        let names: Vec<String> = slots
            .iter()
            .filter_map(|slot| scheme.definition(*slot))
            .map(|definition| format!("“{}”", definition.name))
            .collect();
        names.join("、")
    };
    match why {
        Unknown::Missing(slots) => format!("尚缺{}", names(slots)),
        Unknown::Unreadable(slots) => format!("{}不是规范的数字", names(slots)),
        Unknown::ZeroDivisor(divisor) => format!("“{divisor}”为0，不能作除数"),
        Unknown::NotGiven => "尚未评分".to_owned(),
        Unknown::OutOfRange => "得分超出范围".to_owned(),
        Unknown::Dropped => "不适用，不计分".to_owned(),
        Unknown::Incomplete(0) => "尚无得分".to_owned(),
        Unknown::Incomplete(open) => format!("尚有{open}项没有得分"),
    }
}
