//! From typed text to a quantity.
//!
//! Understood: full-width digits and signs, thousand separators, spaces, brackets and `△` for
//! negatives, `万`/`亿`, units, `¥`, `%`, comparators before (`＞=90%`) and after (`98%以上`).

use rust_decimal::Decimal;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

use super::{Comparator, Quantity, Scale};

/// What a text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// Nothing typed.
    Empty,
    /// One number.
    Number(Quantity),
    /// A range `10-20%` with both ends.
    Range(Quantity, Quantity),
    /// Words, dates, sentences: nothing that is one number.
    Words,
    /// Meant as a number, but not one.
    Malformed(Malformed),
}

/// Why a number cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// `6..63`, `1.2.3`.
    Points,
    /// `96.`, `.5`.
    DanglingPoint,
    /// `1,00,0`.
    Separators,
    /// More than 15 digits before or 6 after the point.
    TooLong,
}

impl Malformed {
    /// What is wrong, for the message at the cell.
    #[must_use]
    pub fn explain(self) -> &'static str {
        match self {
            Self::Points => "有多余的小数点",
            Self::DanglingPoint => "小数点前后缺数字",
            Self::Separators => "千位分隔符位置不对",
            Self::TooLong => "数字过长（整数最多15位，小数最多6位）",
        }
    }
}

/// The longest text that is tried as a number; longer ones are words.
const LONGEST: usize = 60;

/// Not even full-width digits with spaces between them make a number of this length.
const LONGEST_TYPED_BYTES: usize = 1_000;

const BEFORE: [(&str, Comparator); 17] = [
    (">=", Comparator::AtLeast),
    ("=>", Comparator::AtLeast),
    ("≥", Comparator::AtLeast),
    ("≧", Comparator::AtLeast),
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("<=", Comparator::AtMost),
    ("≤", Comparator::AtMost),
    ("≦", Comparator::AtMost),
    ("不超过", Comparator::AtMost),
    ("不高于", Comparator::AtMost),
    (">", Comparator::MoreThan),
    ("超过", Comparator::MoreThan),
    ("<", Comparator::LessThan),
    ("低于", Comparator::LessThan),
    ("约", Comparator::About),
    ("=", Comparator::Exactly),
];

const AFTER: [(&str, Comparator); 5] = [
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("左右", Comparator::About),
];

/// Full-width to half-width, no white space: the text as it is compared and read.
#[must_use]
pub fn fold(text: &str) -> String {
    // Most texts are typed half-width, and normalising costs more than everything else here.
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        text.nfkc().filter(|c| !c.is_whitespace()).collect()
    }
}

/// Reads a typed text.
#[must_use]
pub fn read(text: &str) -> Reading {
    if text.len() > LONGEST_TYPED_BYTES && !text.trim().is_empty() {
        return Reading::Words;
    }
    let folded = fold(text);
    let body = folded.trim_end_matches(['。', '；', ';', '，', ',', '、']);
    if body.is_empty() {
        return if folded.is_empty() {
            Reading::Empty
        } else {
            Reading::Words
        };
    }
    if body.chars().count() > LONGEST {
        return Reading::Words;
    }
    let (comparator, rest) = strip_comparator(body);
    if let Some(reading) = read_range(rest) {
        return reading;
    }
    match read_number(rest) {
        Some(Ok((number, unit))) => quantity(comparator, number, unit),
        Some(Err(why)) => Reading::Malformed(why),
        None => Reading::Words,
    }
}

fn quantity(comparator: Comparator, number: Decimal, unit: &str) -> Reading {
    match split_unit(unit) {
        Some((scale, unit)) => Reading::Number(Quantity {
            comparator,
            number,
            scale,
            unit: unit.to_owned(),
        }),
        None => Reading::Words,
    }
}

fn strip_comparator(body: &str) -> (Comparator, &str) {
    for (word, comparator) in BEFORE {
        if let Some(rest) = body.strip_prefix(word) {
            return (comparator, rest);
        }
    }
    for (word, comparator) in AFTER {
        if let Some(rest) = body.strip_suffix(word) {
            return (comparator, rest);
        }
    }
    (Comparator::Exactly, body)
}

/// `10-20%`, `10%~20%`: the unit of the second end holds for both.
fn read_range(body: &str) -> Option<Reading> {
    let (low, high) = body.split_once(['-', '~', '～', '—', '至'])?;
    let (low_number, low_unit) = read_number(low)?.ok()?;
    let (high_number, high_unit) = read_number(high)?.ok()?;
    if !low_unit.is_empty() && low_unit != high_unit {
        return None;
    }
    let (scale, unit) = split_unit(high_unit)?;
    let end = |number| Quantity {
        comparator: Comparator::Exactly,
        number,
        scale,
        unit: unit.to_owned(),
    };
    Some(Reading::Range(end(low_number), end(high_number)))
}

/// The number at the start of `body` and what follows it; `None` when there is no number there.
fn read_number(body: &str) -> Option<Result<(Decimal, &str), Malformed>> {
    let (negative, body) = match body.strip_prefix(['-', '−', '－', '△', '▲', '▽']) {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let (has_sign, body) = match body.strip_prefix('¥') {
        Some(rest) => (true, rest),
        None => (false, body),
    };
    let (negative, inner, after) = match body.strip_prefix('(').and_then(|b| b.split_once(')')) {
        Some((inner, after)) if !negative => (true, inner, after),
        Some(_) => return None,
        None => (negative, body, ""),
    };
    let end = inner
        .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
        .unwrap_or(inner.len());
    let (digits, unit) = inner.split_at(end);
    if !digits.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let unit = if unit.is_empty() {
        after
    } else if after.is_empty() {
        unit
    } else {
        return None;
    };
    let unit = if has_sign && unit.is_empty() {
        "元"
    } else {
        unit
    };
    Some(parse_digits(digits).map(|number| (if negative { -number } else { number }, unit)))
}

fn parse_digits(digits: &str) -> Result<Decimal, Malformed> {
    let plain = without_separators(digits)?;
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, "0"));
    if fraction.contains('.') {
        return Err(Malformed::Points);
    }
    if whole.is_empty() || fraction.is_empty() {
        return Err(Malformed::DanglingPoint);
    }
    if whole.len() > 15 || fraction.len() > 6 {
        return Err(Malformed::TooLong);
    }
    Decimal::from_str_exact(&plain).map_err(|_| Malformed::TooLong)
}

/// Thousand separators are accepted where they belong: every three digits before the point.
fn without_separators(digits: &str) -> Result<String, Malformed> {
    if !digits.contains(',') {
        return Ok(digits.to_owned());
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let fits = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !fits || fraction.contains(',') {
        return Err(Malformed::Separators);
    }
    Ok(digits.replace(',', ""))
}

/// Scale and unit; `None` when what follows the number is more than a unit.
fn split_unit(text: &str) -> Option<(Scale, &str)> {
    let (scale, unit) = if let Some(unit) = text.strip_prefix('万') {
        (Scale::TenThousand, unit)
    } else if let Some(unit) = text.strip_prefix('亿') {
        (Scale::HundredMillion, unit)
    } else {
        (Scale::One, text)
    };
    let is_unit = unit.chars().count() <= 6
        && unit
            .chars()
            .all(|c| c.is_alphanumeric() || c == '%' || c == '‰' || c == '°' || c == '/')
        && !unit.contains(['年', '月', '日'])
        && (unit == "%" || !unit.contains('%'));
    is_unit.then_some((scale, unit))
}

/// Runs in a sentence that look like numbers but are not: `33.%`, `6..63`.
///
/// A list number such as `1.` before words is left alone.
#[must_use]
pub fn malformed_numbers(text: &str) -> Vec<String> {
    // Without a point of either width there is nothing to find.
    if !text.contains(['.', '．']) {
        return Vec::new();
    }
    let folded = fold(text);
    let mut found = Vec::new();
    let mut rest = folded.as_str();
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let from_digit = rest.get(start..).unwrap_or("");
        let end = from_digit
            .find(|c: char| !(c.is_ascii_digit() || c == '.'))
            .unwrap_or(from_digit.len());
        let (run, after) = from_digit.split_at(end);
        let next = after.chars().next();
        let dangling = run.ends_with('.') && next.is_none_or(|c| c == '%' || c == ';' || c == '；');
        if run.contains("..") || dangling {
            let sign = if next == Some('%') { "%" } else { "" };
            found.push(format!("{run}{sign}"));
        }
        rest = after;
    }
    found
}
