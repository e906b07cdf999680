//! K03: a number of named things against the names: 内设办公室、业务股、档案股3个股室.

use std::ops::Range;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, warning};

/// Words for bodies, as they follow their number: 3个股室.
const BODIES: [&str; 20] = [
    "内设机构",
    "内设股室",
    "内设科室",
    "职能股室",
    "职能科室",
    "股室",
    "科室",
    "处室",
    "机构",
    "部门",
    "股",
    "科",
    "处",
    "中心",
    "单位",
    "事业单位",
    "二级机构",
    "下属单位",
    "二级单位",
    "站所",
];

/// Last characters of the names of bodies.
const BODY_ENDS: [char; 22] = [
    '股', '室', '科', '处', '中', '心', '所', '队', '馆', '站', '局', '办', '院', '校', '厅', '部',
    '委', '会', '库', '台', '园', '组',
];

/// Verbs before a list of bodies.
const VERBS: [&str; 14] = [
    "内设",
    "下设",
    "设有",
    "设立",
    "设置",
    "下属",
    "所属",
    "下辖",
    "管辖",
    "包括",
    "分别是",
    "分别为",
    "设",
    "辖",
];

/// Words for written rules, as they follow their number.
const RULES: [&str; 8] = [
    "制度",
    "办法",
    "规定",
    "文件",
    "规章",
    "方案",
    "管理制度",
    "规章制度",
];

/// A number of things with what they are.
struct Number {
    at: Range<usize>,
    count: usize,
    /// The words behind it: 股室.
    of: String,
}

/// Numbers of a paragraph that their own list of names disproves.
pub(super) fn check(passage: &Passage<'_>) -> Vec<Remark> {
    numbers(passage)
        .iter()
        .filter_map(|number| bodies(passage, number).or_else(|| titles(passage, number)))
        .collect()
}

/// Every `3个` and `三项` with the word behind it.
fn numbers(passage: &Passage<'_>) -> Vec<Number> {
    let mut found = Vec::new();
    for index in 0..passage.len() {
        let is_classifier = matches!(passage.get(index), Some('个' | '项' | '家' | '部'));
        let Some((start, count)) = is_classifier
            .then(|| count_before(passage, index))
            .flatten()
        else {
            continue;
        };
        found.push(Number {
            at: start..index + 1,
            count,
            of: passage.string(index + 1..(index + 6).min(passage.len())),
        });
    }
    found
}

/// The number that ends before `index`, in digits or as 一 to 十, with its first character.
fn count_before(passage: &Passage<'_>, index: usize) -> Option<(usize, usize)> {
    const DIGITS: &str = "一二三四五六七八九十";
    let last = passage.before(index)?;
    if last.is_ascii_digit() {
        let start = (0..index)
            .rev()
            .take_while(|at| passage.get(*at).is_some_and(|c| c.is_ascii_digit()))
            .last()?;
        let is_whole = !matches!(passage.before(start), Some('.' | ',' | '-' | '~'));
        let count = passage.string(start..index).parse().ok()?;
        return is_whole.then_some((start, count));
    }
    let start = index.checked_sub(1)?;
    let count = DIGITS.chars().position(|digit| digit == last)? + 1;
    let is_alone = !passage
        .before(start)
        .is_some_and(|c| DIGITS.contains(c) || c == '第');
    is_alone.then_some((start, count))
}

/// 内设A、B、C3个股室, and 内设股室3个，分别为A、B、C.
fn bodies(passage: &Passage<'_>, number: &Number) -> Option<Remark> {
    let clause = clause_before(passage, number.at.start);
    let follows = BODIES.iter().any(|word| number.of.starts_with(word));
    let text = passage.string(clause);
    if follows && text.contains('、') {
        let list = VERBS
            .iter()
            .find_map(|verb| text.rsplit_once(verb))
            .map(|(_, list)| list)?;
        return compare(passage, number, list);
    }
    let is_named_before = BODIES.iter().any(|word| text.ends_with(word));
    if !follows && !is_named_before {
        return None;
    }
    let list = list_behind(passage, number)?;
    compare(passage, number, &list)
}

/// The characters from the last mark of a clause to `end`.
fn clause_before(passage: &Passage<'_>, end: usize) -> Range<usize> {
    let start = (0..end)
        .rev()
        .find(|at| {
            matches!(
                passage.get(*at),
                Some('，' | '。' | ';' | ',' | ':' | '(' | ')')
            )
        })
        .map_or(0, |at| at + 1);
    start..end
}

/// The names behind 3个股室，分别为…: up to the end of the sentence.
fn list_behind(passage: &Passage<'_>, number: &Number) -> Option<String> {
    let rest = passage.string(number.at.end..passage.len());
    let sentence = rest.split(['。', ';', '(']).next()?;
    let (head, list) = ["分别是", "分别为", "即", ":"]
        .iter()
        .filter_map(|word| sentence.split_once(word))
        .min_by_key(|(head, _)| head.len())?;
    let is_next = head.trim_end_matches(['，', ',']).chars().count() <= 6;
    is_next.then(|| list.trim_start_matches(':').to_owned())
}

fn compare(passage: &Passage<'_>, number: &Number, list: &str) -> Option<Remark> {
    let list = list.trim_matches(['，', ',', ' ', ':']);
    let open_end = list.strip_suffix('等');
    let names: Vec<&str> = open_end.unwrap_or(list).split('、').collect();
    // A clause that goes on behind the list, or a name with its own number, is no plain list.
    let are_bodies = names.iter().all(|name| {
        let length = name.chars().count();
        (2..=16).contains(&length)
            && name.ends_with(BODY_ENDS)
            && !name.contains(['，', ',', '(', ')'])
            && !name.chars().any(|c| c.is_ascii_digit())
    });
    let joined = joints(list);
    let fits = (names.len()..=names.len() + joined).contains(&number.count);
    let is_open = open_end.is_some() && names.len() + joined <= number.count;
    if names.len() < 2 || !are_bodies || fits || is_open {
        return None;
    }
    Some(told(passage, number, names.len() + joined))
}

/// How many of 和, 与 and 及 may join two names: 办公室、业务股和档案股.
fn joints(list: &str) -> usize {
    list.split('、')
        .next_back()
        .map_or(0, |name| name.matches(['和', '与', '及']).count())
}

/// 《甲制度》《乙办法》等3项制度.
fn titles(passage: &Passage<'_>, number: &Number) -> Option<Remark> {
    let is_rule = RULES.iter().any(|word| number.of.starts_with(word));
    let start = (0..number.at.start)
        .rev()
        .find(|at| matches!(passage.get(*at), Some('。' | ';')))
        .map_or(0, |at| at + 1);
    let text = passage.string(start..number.at.start);
    let (text, is_open) = text
        .strip_suffix('等')
        .map_or((text.as_str(), false), |rest| (rest, true));
    let mut rest = text;
    let mut count = 0;
    while let Some(inner) = rest.strip_suffix('》') {
        let (before, name) = inner.rsplit_once('《')?;
        if name.contains(['〈', '>']) {
            return None;
        }
        count += 1;
        rest = before.trim_end_matches(['、', '和', '及', '与']);
    }
    let is_wrong = if is_open {
        count > number.count
    } else {
        count != number.count
    };
    (is_rule && count > 1 && is_wrong).then(|| told(passage, number, count))
}

fn told(passage: &Passage<'_>, number: &Number, count: usize) -> Remark {
    let shown = passage.original(number.at.clone());
    let message = format!("文中说是{shown}，列出的有{count}个。");
    let unit: String = shown.chars().next_back().into_iter().collect();
    let draft =
        Draft::new("K03", message, "请核对个数和列出的名称。").expecting(format!("{count}{unit}"));
    warning(passage, number.at.clone(), draft)
}
