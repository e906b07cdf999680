//! K17: numbers of official documents, 机关代字〔YYYY〕N号 (《党政机关公文格式》, GB/T 9704).

use std::ops::Range;

use super::Remark;
use super::passage::Passage;
use super::remark::{Draft, error, notice, warning};

/// Malformed document numbers of a paragraph; `latest` is the last year one may bear.
pub(super) fn check(passage: &Passage<'_>, latest: Option<i32>) -> Vec<Remark> {
    let mut found = Vec::new();
    if !passage
        .text
        .contains(['(', '（', '〔', '〕', '[', '【', ']', '】'])
    {
        return found;
    }
    let mut round_or_square: Option<(Range<usize>, String)> = None;
    let mut index = 0;
    while index < passage.len() {
        let Some(number) = number_at(passage, index) else {
            index += 1;
            continue;
        };
        index = number.at.end;
        let shown = passage.original(number.at.clone()).to_owned();
        let right = number.right();
        let say =
            |message: String, cure: &str| Draft::new("K17", message, cure).expecting(right.clone());
        match number.fault(passage, latest) {
            Some(Fault::Brackets) => {
                round_or_square.get_or_insert((number.at.clone(), right.clone()));
            }
            Some(Fault::Missing) => {
                let message = format!("文号“{shown}”的六角括号不完整。");
                found.push(error(
                    passage,
                    number.at.clone(),
                    say(message, "请按“机关代字〔年份〕几号”补齐。"),
                ));
            }
            Some(Fault::Bare) => {
                let message = format!("文号“{shown}”缺年份括号和“号”字。");
                found.push(error(
                    passage,
                    number.at.clone(),
                    say(message, "请按“机关代字〔年份〕几号”补齐。"),
                ));
            }
            Some(Fault::NoNumber) => {
                let message = format!("文号“{shown}”没有序号。");
                found.push(notice(
                    passage,
                    number.at.clone(),
                    say(message, "请补写序号。"),
                ));
            }
            Some(Fault::NoMark) => {
                let message = format!("文号“{shown}”缺“号”字。");
                found.push(notice(
                    passage,
                    number.at.clone(),
                    say(message, "请补写“号”。"),
                ));
            }
            Some(Fault::Padded) => {
                let message = format!("文号“{shown}”的序号不加“第”，也不用0补位。");
                found.push(notice(
                    passage,
                    number.at.clone(),
                    say(message, "请按公文格式改写。"),
                ));
            }
            Some(Fault::Year) => {
                let message = format!("文号“{shown}”的年份不可能，或晚于本文。");
                found.push(warning(
                    passage,
                    number.at.clone(),
                    Draft::new("K17", message, "请核对文号的年份。"),
                ));
            }
            None => {}
        }
    }
    if let Some((at, right)) = round_or_square {
        let shown = passage.original(at.clone());
        let message = format!("文号“{shown}”的年份应使用六角括号“〔〕”。");
        let draft =
            Draft::new("K17", message, "请按公文格式改写，同段其他文号一并核对。").expecting(right);
        found.push(notice(passage, at, draft));
    }
    found
}

/// What is wrong with a number.
enum Fault {
    Brackets,
    Missing,
    Bare,
    NoNumber,
    NoMark,
    Padded,
    Year,
}

/// A document number as it stands.
struct Number {
    at: Range<usize>,
    agency: String,
    open: Option<char>,
    year: String,
    close: Option<char>,
    ordinal: String,
    is_padded: bool,
    has_mark: bool,
}

/// Last characters of the short names of agencies and kinds of documents.
const AGENCY_ENDS: [char; 52] = [
    '发', '办', '函', '字', '绩', '财', '预', '通', '令', '政', '综', '规', '教', '社', '农', '建',
    '行', '采', '库', '资', '监', '税', '会', '人', '审', '编', '委', '组', '党', '纪', '文', '卫',
    '民', '环', '交', '水', '林', '商', '科', '安', '法', '司', '改', '投', '价', '电', '知', '请',
    '批', '复', '报', '督',
];

const OPENING: [char; 5] = ['〔', '[', '(', '【', '﹝'];
const CLOSING: [char; 5] = ['〕', ']', ')', '】', '﹞'];

/// The document number whose year begins at `index`.
fn number_at(passage: &Passage<'_>, index: usize) -> Option<Number> {
    let digit = |at: usize| passage.get(at).is_some_and(|c| c.is_ascii_digit());
    if !digit(index) || index.checked_sub(1).is_some_and(digit) {
        return None;
    }
    let digits = (0..9).take_while(|step| digit(index + step)).count();
    let open = passage.before(index).filter(|c| OPENING.contains(c));
    let name_end = index - usize::from(open.is_some());
    let agency = agency_before(passage, name_end)?;
    let start = name_end - agency.chars().count();
    if open.is_none() && digits > 4 {
        return bare(passage, start, index, digits, agency);
    }
    let is_hexagonal = matches!(open, Some('〔' | '﹝'))
        && matches!(passage.get(index + digits), Some('〕' | '﹞'));
    if digits != 4 && !is_hexagonal {
        return None;
    }
    let mut at = index + digits;
    // 〔2019年〕 is as common as it is wrong, and not worth a word.
    at += usize::from(passage.get(at) == Some('年'));
    let close = passage.get(at).filter(|c| CLOSING.contains(c));
    if open.is_none() && close.is_none_or(|c| c == ')') {
        return None;
    }
    at += usize::from(close.is_some());
    let is_ordinal = passage.get(at) == Some('第') && digit(at + 1);
    at += usize::from(is_ordinal);
    let ordinal_end = at + (0..6).take_while(|step| digit(at + step)).count();
    let ordinal = passage.string(at..ordinal_end);
    let has_mark = passage.get(ordinal_end) == Some('号');
    let sure = has_mark
        || matches!(
            (open, close),
            (Some('〔' | '﹝'), _) | (_, Some('〕' | '﹞'))
        );
    if !sure || (close.is_none() && !has_mark) {
        return None;
    }
    Some(Number {
        at: start..ordinal_end + usize::from(has_mark),
        agency,
        open,
        year: passage.string(index..index + digits),
        close,
        is_padded: is_ordinal || (ordinal.len() > 1 && ordinal.starts_with('0')),
        ordinal,
        has_mark,
    })
}

/// `(国发20215)`: a short name of an agency and digits, alone in brackets behind a title.
fn bare(
    passage: &Passage<'_>,
    start: usize,
    index: usize,
    digits: usize,
    agency: String,
) -> Option<Number> {
    let end = index + digits;
    let has_mark = passage.get(end) == Some('号');
    let end = end + usize::from(has_mark);
    let is_alone = passage.before(start) == Some('(')
        && passage.get(end) == Some(')')
        && start
            .checked_sub(2)
            .and_then(|at| passage.get(at))
            .is_some_and(|c| matches!(c, '》' | '>' | '知' | '见' | '法'));
    let year = passage.string(index..index + 4);
    let is_year = year.starts_with("19") || year.starts_with("20");
    (is_alone && is_year).then(|| Number {
        at: start..end,
        agency,
        open: None,
        year,
        close: None,
        ordinal: passage.string(index + 4..index + digits),
        is_padded: false,
        has_mark,
    })
}

/// Words that lead to a document number.
const LEADING: [&str; 11] = [
    "根据", "依据", "按照", "依照", "参照", "文件", "通知", "执行", "印发", "经", "见",
];

/// The short name that ends at `end`: two to ten Chinese characters, back to a bracket or a mark.
fn agency_before(passage: &Passage<'_>, end: usize) -> Option<String> {
    let last = passage.before(end)?;
    if !AGENCY_ENDS.contains(&last) {
        return None;
    }
    let letters = (1..=10)
        .take_while(|step| {
            end.checked_sub(*step)
                .and_then(|at| passage.get(at))
                .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
        })
        .count();
    let text = passage.string(end - letters..end);
    // 根据甲办: the words before the name are not part of it.
    let name = LEADING
        .iter()
        .filter_map(|word| Some(text.rfind(word)? + word.len()))
        .max()
        .and_then(|from| text.get(from..))
        .unwrap_or(&text);
    (name.chars().count() >= 2).then(|| name.to_owned())
}

impl Number {
    fn fault(&self, passage: &Passage<'_>, latest: Option<i32>) -> Option<Fault> {
        if self.open.is_none() && self.close.is_none() {
            return Some(Fault::Bare);
        }
        if self.open.is_none() || self.close.is_none() {
            return Some(Fault::Missing);
        }
        let year = self.year.parse::<i32>().ok()?;
        let latest = latest.unwrap_or(2099);
        if !(1949..=latest).contains(&year) {
            return Some(Fault::Year);
        }
        let next = passage.get(self.at.end);
        if self.ordinal.is_empty() {
            let blank = matches!(next, Some(')' | '，' | '。' | '》' | '号'));
            return (self.has_mark || blank).then_some(Fault::NoNumber);
        }
        let is_list = matches!(
            next,
            Some('-' | '~' | '—' | '、' | '，' | ',' | '和' | '及' | '与' | '至' | '/' | '.')
        );
        if !self.has_mark && !is_list && matches!(next, Some(')' | '文' | '。' | ';')) {
            return Some(Fault::NoMark);
        }
        if !matches!(self.open, Some('〔' | '﹝')) || !matches!(self.close, Some('〕' | '﹞')) {
            return Some(Fault::Brackets);
        }
        self.is_padded.then_some(Fault::Padded)
    }

    fn right(&self) -> String {
        let ordinal = self.ordinal.trim_start_matches('0');
        if ordinal.is_empty() {
            return String::new();
        }
        format!("{}〔{}〕{ordinal}号", self.agency, self.year)
    }
}
