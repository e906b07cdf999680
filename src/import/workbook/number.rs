//! What a reader of a workbook sees in a cell: the value in the cell's number format.

use std::str::FromStr as _;

use calamine::{DataRef, ExcelDateTime};
use rust_decimal::Decimal;

use crate::domain::figure::round_half_up;

/// The digits that Excel shows of a number without a format.
const GENERAL_DIGITS: u32 = 10;

/// The digits that Excel keeps of any number; the rest is noise of binary fractions.
const KEPT_DIGITS: u32 = 15;

/// The text of a cell.
pub(super) fn show(value: &DataRef, code: &str) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Int(number) => show_number(&number.to_string(), code),
        DataRef::Float(number) => show_number(&number.to_string(), code),
        DataRef::DateTime(date) => show_date(date, code),
    }
}

/// A number given by the shortest text that stands for it.
fn show_number(text: &str, code: &str) -> String {
    let Ok(number) = Decimal::from_str(text) else {
        return text.to_owned();
    };
    let number = keep_digits(number, KEPT_DIGITS);
    let sections = split_sections(code);
    let section = match sections.as_slice() {
        [_, negative, ..] if number.is_sign_negative() && !number.is_zero() => negative,
        [_, _, zero, ..] if number.is_zero() => zero,
        [first, ..] => first,
        [] => "",
    };
    let number = if sections.len() > 1 {
        number.abs()
    } else {
        number
    };
    let shown = Pattern::read(section).map(|pattern| pattern.show(number));
    shown.unwrap_or_else(|| keep_digits(number, GENERAL_DIGITS).normalize().to_string())
}

/// The number with so many digits that count, but all digits before the point.
fn keep_digits(number: Decimal, digits: u32) -> Decimal {
    let whole = number.abs().trunc().normalize().to_string();
    let whole = if whole == "0" {
        0
    } else {
        u32::try_from(whole.len()).unwrap_or(digits)
    };
    round_half_up(number, digits.saturating_sub(whole))
}

/// The sections of a format: positive; negative; zero; text.
fn split_sections(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let mut start = 0;
    let mut in_quotes = false;
    let mut is_escaped = false;
    for (at, symbol) in code.char_indices() {
        match symbol {
            _ if is_escaped => is_escaped = false,
            '"' => in_quotes = !in_quotes,
            '\\' | '!' if !in_quotes => is_escaped = true,
            ';' if !in_quotes => {
                sections.push(code.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
    }
    sections.push(code.get(start..).unwrap_or_default());
    sections
}

/// A section of a format that is digits with words before and behind them.
#[derive(Debug, Default)]
struct Pattern {
    before: String,
    behind: String,
    has_digits: bool,
    /// Whether 0 is shown at all.
    has_zero: bool,
    decimals: u32,
    /// Of the decimals those that are shown even when they are 0.
    fixed_decimals: u32,
    has_thousands: bool,
    /// How many times the number is divided by 1000.
    thousandths: u32,
    percents: u32,
}

impl Pattern {
    /// Reads a section; none for `General`, fractions, powers and others that are shown as General.
    fn read(section: &str) -> Option<Self> {
        if section.trim().is_empty() || section.contains("General") || section.contains('@') {
            return None;
        }
        let mut pattern = Self::default();
        let mut symbols = section.chars();
        let mut after_point = false;
        let mut commas = 0;
        while let Some(symbol) = symbols.next() {
            match symbol {
                '0' | '#' | '?' if pattern.behind.is_empty() => {
                    pattern.has_digits = true;
                    pattern.has_zero |= symbol == '0';
                    pattern.has_thousands |= commas > 0 && !after_point;
                    commas = 0;
                    pattern.decimals += u32::from(after_point);
                    pattern.fixed_decimals += u32::from(after_point && symbol == '0');
                }
                '.' if pattern.has_digits => after_point = true,
                ',' if pattern.has_digits => commas += 1,
                '"' => {
                    let words: String = symbols
                        .by_ref()
                        .take_while(|symbol| *symbol != '"')
                        .collect();
                    pattern.say(&words);
                }
                '\\' | '!' => {
                    let word = symbols.next().map(String::from).unwrap_or_default();
                    pattern.say(&word);
                }
                '_' | '*' => {
                    symbols.next();
                }
                '[' => {
                    symbols.by_ref().find(|symbol| *symbol == ']');
                }
                '%' => {
                    pattern.percents += 1;
                    pattern.say("%");
                }
                // Words between digits (0!.0000 shows 万元 of 元), powers, fractions.
                '0' | '#' | '?' | 'E' | 'e' | '/' => return None,
                other => pattern.say(other.encode_utf8(&mut [0; 4])),
            }
        }
        pattern.thousandths = commas;
        Some(pattern)
    }

    fn say(&mut self, words: &str) {
        if self.has_digits {
            self.behind.push_str(words);
        } else {
            self.before.push_str(words);
        }
    }

    fn show(&self, number: Decimal) -> String {
        if !self.has_digits || (number.is_zero() && !self.has_zero) {
            return format!("{}{}", self.before, self.behind).trim().to_owned();
        }
        let mut number = number;
        for _ in 0..self.percents {
            number = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number);
        }
        for _ in 0..self.thousandths.min(5) {
            number /= Decimal::ONE_THOUSAND;
        }
        let rounded = round_half_up(number, self.decimals);
        let digits = self.fill(&rounded.abs().to_string());
        let sign = if rounded.is_sign_negative() && !rounded.is_zero() {
            "-"
        } else {
            ""
        };
        format!("{sign}{}{digits}{}", self.before, self.behind)
            .trim()
            .to_owned()
    }

    /// The digits with the decimals and the thousands separators of the format.
    fn fill(&self, digits: &str) -> String {
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let mut shown = String::new();
        for (place, digit) in (0..whole.len()).rev().zip(whole.chars()) {
            shown.push(digit);
            if self.has_thousands && place > 0 && place % 3 == 0 {
                shown.push(',');
            }
        }
        let mut decimals = decimals.trim_end_matches('0').to_owned();
        while decimals.len() < usize::try_from(self.fixed_decimals).unwrap_or(0) {
            decimals.push('0');
        }
        if !decimals.is_empty() {
            shown.push('.');
            shown.push_str(&decimals);
        }
        shown
    }
}

/// A date in the order of the format; a time, where the format has one.
fn show_date(date: &ExcelDateTime, code: &str) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let code = code.to_lowercase();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let time = if code.contains('s') {
        time.as_str()
    } else {
        time.get(..5).unwrap_or(&time)
    };
    if !code.contains(['y', 'd', '年', '日']) {
        return time.to_owned();
    }
    let day = match (code.contains('年'), code.contains('d')) {
        (true, true) => format!("{year}年{month}月{day}日"),
        (true, false) => format!("{year}年{month}月"),
        (false, _) => format!("{year}/{month}/{day}"),
    };
    if code.contains('h') {
        format!("{day} {time}")
    } else {
        day
    }
}
