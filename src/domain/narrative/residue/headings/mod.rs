//! Numbers of headings: 一、 二、 四、 and 1、 二、 三、.

mod series;

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// Longer paragraphs are sentences that begin with a number.
const LONGEST_HEADING: usize = 40;

/// A heading's number.
struct Heading {
    paragraph: usize,
    end: usize,
    is_bracketed: bool,
    is_chinese: bool,
    number: u32,
}

/// Numbers that jump or change their style, one remark for each shape of number.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let headings: Vec<Heading> = passages
        .iter()
        .enumerate()
        .filter_map(|(index, passage)| heading(index, passage))
        .collect();
    let mut found: Vec<(usize, Remark)> = [false, true]
        .into_iter()
        .filter_map(|is_bracketed| {
            let series: Vec<&Heading> = headings
                .iter()
                .filter(|heading| heading.is_bracketed == is_bracketed)
                .collect();
            mixed(passages, &series)
        })
        .collect();
    // A number in another style leaves a gap in its own.
    if found.is_empty() {
        found = series::check(passages);
    }
    found
}

/// 二、 after 1、 where no 一、 was, or 5、 after 四、 where no 4、 was.
fn mixed(passages: &[Passage<'_>], series: &[&Heading]) -> Option<(usize, Remark)> {
    let (mut chinese, mut western) = (0, 0);
    let mut before: Option<&Heading> = None;
    for heading in series {
        let (own, other) = if heading.is_chinese {
            (&mut chinese, western)
        } else {
            (&mut western, chinese)
        };
        let follows = heading.number == 1 || heading.number == *own + 1;
        let neighbour = before.filter(|b| b.is_chinese != heading.is_chinese);
        if !follows
            && heading.number == other + 1
            && neighbour.is_some_and(|b| b.number + 1 == heading.number)
            && (*own == 0 || *own + 1 < heading.number)
        {
            return mixed_remark(passages, neighbour?, heading);
        }
        *own = heading.number;
        if heading.is_chinese {
            western = 0;
        }
        before = Some(heading);
    }
    None
}

fn mixed_remark(
    passages: &[Passage<'_>],
    first: &Heading,
    second: &Heading,
) -> Option<(usize, Remark)> {
    let passage = passages.get(second.paragraph)?;
    let number = |heading: &Heading| {
        passages
            .get(heading.paragraph)
            .map_or("", |passage| passage.original(0..heading.end))
    };
    let message = format!(
        "标题编号“{}”之后接“{}”，两种编号混用。",
        number(first),
        number(second)
    );
    let draft = Draft::new("K19", message, "同一层次的标题请用同一种编号。");
    Some((second.paragraph, notice(passage, 0..second.end, draft)))
}

fn heading(paragraph: usize, passage: &Passage<'_>) -> Option<Heading> {
    let is_bracketed = passage.get(0) == Some('(');
    let start = usize::from(is_bracketed);
    let is_chinese = passage
        .get(start)
        .is_some_and(|c| chinese_digit(c).is_some());
    let digits = (0..3)
        .take_while(|step| {
            passage.get(start + step).is_some_and(|c| {
                if is_chinese {
                    chinese_digit(c).is_some()
                } else {
                    c.is_ascii_digit()
                }
            })
        })
        .count();
    let number = if is_chinese {
        chinese_number(passage.slice(start..start + digits))?
    } else {
        passage.string(start..start + digits).parse().ok()?
    };
    let mark = passage.get(start + digits)?;
    let is_heading = if is_bracketed {
        mark == ')'
    } else {
        mark == '、'
    };
    let is_short =
        passage.len() <= LONGEST_HEADING && !passage.string(0..passage.len()).contains('，');
    (is_heading && is_short && number > 0).then_some(Heading {
        paragraph,
        end: start + digits + 1,
        is_bracketed,
        is_chinese,
        number,
    })
}

fn is_chinese_digit(letter: char) -> bool {
    chinese_digit(letter).is_some()
}

fn chinese_digit(letter: char) -> Option<u32> {
    "一二三四五六七八九十"
        .chars()
        .zip(1..)
        .find(|(c, _)| *c == letter)
        .map(|(_, value)| value)
}

/// 一 to 十九, and the tens.
fn chinese_number(letters: &[char]) -> Option<u32> {
    match letters {
        [one] => chinese_digit(*one),
        ['十', one] => chinese_digit(*one).filter(|n| *n < 10).map(|n| 10 + n),
        [ten, '十'] => chinese_digit(*ten).filter(|n| *n < 10).map(|n| n * 10),
        _ => None,
    }
}
