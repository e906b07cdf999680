//! Numbers that leave one out or stand twice: 一、 三、, 第三章 after 第一章, ① ② ④, 一是 三是.

use std::ops::Range;

use super::{chinese_number, is_chinese_digit};
use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// A shape of number: what stands before and behind it, highest level first.
struct Shape {
    before: &'static str,
    behind: &'static [&'static str],
    digits: Digits,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Chinese,
    Western,
    Circled,
}

const SHAPES: [Shape; 11] = [
    shape("第", &["部分"], Digits::Chinese),
    shape("第", &["章"], Digits::Chinese),
    shape("第", &["节"], Digits::Chinese),
    shape("", &["、"], Digits::Chinese),
    shape("(", &[")"], Digits::Chinese),
    shape("", &["、", "."], Digits::Western),
    shape("(", &[")"], Digits::Western),
    shape("", &[")"], Digits::Western),
    shape("", &[""], Digits::Circled),
    shape("", &["是"], Digits::Chinese),
    shape("第", &["，", "、"], Digits::Chinese),
];

const fn shape(before: &'static str, behind: &'static [&'static str], digits: Digits) -> Shape {
    Shape {
        before,
        behind,
        digits,
    }
}

/// Shapes from here on also stand within a paragraph: 一是…；二是….
const INLINE: usize = 8;

/// A number at its place.
struct Step {
    paragraph: usize,
    at: Range<usize>,
    shape: usize,
    number: u32,
}

/// Numbers of a whole text that leave one out or stand twice, at most one of each shape: where
/// more do not follow each other, the lines are cells of a table.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let steps: Vec<Step> = passages
        .iter()
        .enumerate()
        .flat_map(|(paragraph, passage)| steps(paragraph, passage))
        .collect();
    (0..SHAPES.len())
        .filter_map(|shape| {
            let faults = faults(passages, &steps, shape)?;
            let [fault] = faults.as_slice() else {
                return None;
            };
            fault.remark(passages)
        })
        .collect()
}

/// A number that does not follow the one before it.
struct Fault<'s> {
    before: &'s Step,
    here: &'s Step,
    /// The number that belongs here, where the ones behind it show that only this one is wrong.
    meant: Option<u32>,
}

/// What is wrong in the numbers of one shape; `None` when they follow no order at all.
fn faults<'s>(passages: &[Passage<'_>], steps: &'s [Step], shape: usize) -> Option<Vec<Fault<'s>>> {
    let mut found: Vec<Fault<'s>> = Vec::new();
    let mut last: Option<&Step> = None;
    for step in steps {
        if step.shape < shape {
            last = None;
            continue;
        }
        if step.shape > shape {
            continue;
        }
        let Some(before) = last.replace(step).filter(|_| step.number > 1) else {
            continue;
        };
        if step.number == before.number + 1 {
            continue;
        }
        if step.number == before.number {
            // 一、三、三、: the first 三 is the wrong one.
            match found
                .last_mut()
                .filter(|fault| std::ptr::eq(fault.here, before))
            {
                Some(fault) => fault.meant = Some(before.number - 1),
                None => found.push(Fault {
                    before,
                    here: step,
                    meant: Some(step.number + 1),
                }),
            }
            continue;
        }
        if step.number < before.number || step.number > before.number + 3 {
            return None;
        }
        if !stands_between(passages, before, step, before.number + 1) {
            found.push(Fault {
                before,
                here: step,
                meant: None,
            });
        }
    }
    if found.len() > 1 {
        return None;
    }
    found.retain(|fault| is_in_order(steps, fault));
    Some(found)
}

/// Whether the series a fault stands in begins with its first number and is no list of cells.
fn is_in_order(steps: &[Step], fault: &Fault<'_>) -> bool {
    let series = || steps.iter().filter(|step| step.shape == fault.here.shape);
    let begins = series()
        .take_while(|step| !std::ptr::eq(*step, fault.here))
        .any(|step| step.number == 1);
    // A number that only stands twice wants the next one to show that it does, or three before.
    let is_repeat = fault.here.number == fault.before.number;
    let goes_on = series()
        .skip_while(|step| !std::ptr::eq(*step, fault.here))
        .nth(1)
        .map_or(fault.before.number > 2, |next| {
            next.number == fault.here.number + 1
        });
    begins && (!is_repeat || (fault.before.number > 1 && goes_on))
}

/// Whether the missing number stands somewhere in the text between two others, within a line or
/// across two.
fn stands_between(passages: &[Passage<'_>], from: &Step, to: &Step, number: u32) -> bool {
    let Some(shape) = SHAPES.get(to.shape) else {
        return true;
    };
    let written: Vec<String> = match shape.digits {
        Digits::Western => vec![number.to_string()],
        Digits::Circled => circled(number).map(String::from).into_iter().collect(),
        Digits::Chinese => vec![chinese(number)],
    };
    let words: Vec<String> = written
        .iter()
        .flat_map(|number| {
            let behind = shape.behind.iter();
            behind.map(move |behind| format!("{}{number}{behind}", shape.before))
        })
        .collect();
    // A part or chapter whose number stands in the table of contents was lost with its heading.
    let within = if shape.before == "第" && to.shape < INLINE {
        passages
    } else {
        passages.get(from.paragraph..=to.paragraph).unwrap_or(&[])
    };
    let text: String = within
        .iter()
        .map(|passage| passage.string(0..passage.len()))
        .collect();
    words.iter().any(|word| text.contains(word.as_str()))
}

impl Fault<'_> {
    fn remark(&self, passages: &[Passage<'_>]) -> Option<(usize, Remark)> {
        let shown = |step: &Step| Some(passages.get(step.paragraph)?.original(step.at.clone()));
        let passage = passages.get(self.here.paragraph)?;
        let (before, here) = (shown(self.before)?, shown(self.here)?);
        let shape = SHAPES.get(self.here.shape)?;
        let right = |number: u32| {
            let digits = match shape.digits {
                Digits::Western => number.to_string(),
                Digits::Circled => circled(number).map(String::from).unwrap_or_default(),
                Digits::Chinese => chinese(number),
            };
            let behind = shape.behind.first().copied().unwrap_or("");
            format!("{}{digits}{behind}", shape.before)
        };
        let skipped = right(self.before.number + 1);
        let (message, expected) = match self.meant {
            Some(number) if self.here.number == self.before.number => {
                (format!("编号“{here}”用了两次。"), right(number))
            }
            Some(_) => (
                format!("编号“{before}”之后应为“{skipped}”，写成了“{here}”。"),
                skipped,
            ),
            None => (
                format!("编号“{before}”之后是“{here}”，缺“{skipped}”。"),
                String::new(),
            ),
        };
        let draft = Draft::new("K19", message, "请核对编号，补上缺的内容或改正序号。");
        let draft = draft.expecting(expected);
        Some((
            self.here.paragraph,
            notice(passage, self.here.at.clone(), draft),
        ))
    }
}

/// The numbers of a paragraph: the one at its head, and those within it that may stand there.
fn steps(paragraph: usize, passage: &Passage<'_>) -> Vec<Step> {
    let mut found = Vec::new();
    for index in 0..passage.len() {
        let begins = index == 0
            || matches!(
                passage.before(index),
                Some('。' | ';' | '，' | ':' | '、' | '!' | '?')
            );
        if !begins {
            continue;
        }
        let first = if index == 0 { 0 } else { INLINE };
        found.extend((first..SHAPES.len()).find_map(|shape| {
            let (at, number) = number_at(passage, index, shape)?;
            Some(Step {
                paragraph,
                at,
                shape,
                number,
            })
        }));
    }
    found
}

/// The number of this shape that begins at `index`.
fn number_at(passage: &Passage<'_>, index: usize, which: usize) -> Option<(Range<usize>, u32)> {
    let shape = SHAPES.get(which)?;
    if !passage.starts_with(index, shape.before) {
        return None;
    }
    let start = index + shape.before.chars().count();
    let is_digit = |letter: char| match shape.digits {
        Digits::Chinese => is_chinese_digit(letter),
        Digits::Western => letter.is_ascii_digit(),
        Digits::Circled => ('①'..='⑳').contains(&letter),
    };
    let longest = if shape.digits == Digits::Circled {
        1
    } else {
        2
    };
    let digits = (0..longest)
        .take_while(|step| passage.get(start + step).is_some_and(is_digit))
        .count();
    let end = start + digits;
    let written = passage.slice(start..end);
    let number = match (shape.digits, written) {
        (_, []) => return None,
        (Digits::Circled, [letter, ..]) => u32::from(*letter) - u32::from('①') + 1,
        (Digits::Chinese, letters) => chinese_number(letters)?,
        (Digits::Western, letters) => letters.iter().collect::<String>().parse().ok()?,
    };
    let behind = passage.word_at(end, shape.behind)?;
    let after = end + behind.chars().count();
    // 3.5万元 and 1、2、3项 begin no item.
    let next = passage.get(after)?;
    let is_number = next.is_ascii_digit() || (behind == "、" && is_chinese_digit(next));
    (number > 0 && !is_number).then_some((index..after, number))
}

fn circled(number: u32) -> Option<char> {
    char::from_u32(u32::from('①') + number - 1).filter(|letter| ('①'..='⑳').contains(letter))
}

/// 1 to 99 in Chinese digits.
fn chinese(number: u32) -> String {
    let digit = |value: u32| {
        let at = usize::try_from(value)
            .ok()
            .and_then(|value| value.checked_sub(1));
        at.and_then(|at| "一二三四五六七八九".chars().nth(at))
    };
    let (tens, ones) = (number / 10, number % 10);
    let mut written = String::new();
    written.extend(digit(tens).filter(|_| tens > 1));
    written.extend((tens > 0).then_some('十'));
    written.extend(digit(ones));
    written
}
