//! K05, K06 and K21: increases, decreases and growth rates against their bases.

mod even;
mod find;
mod loose;
mod rate;
mod words;

use crate::domain::check::Severity;
use crate::domain::check::arithmetic::{self, Cause, SumJudgement};
use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::remark::{Draft, error, notice, warning};

use super::reading::{Reading, in_unit_of};
use find::{change_at, rate_after};
use rate::judge_rate;
use words::verb;

/// The most figures that are tried as one of the two that a change lies between.
const MOST_CANDIDATES: usize = 24;

/// What a change does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Up,
    Down,
}

/// A change in its place: this year's figure, last year's if it is printed, the change, the rate.
struct Change<'r> {
    direction: Direction,
    this: Figure,
    /// Whether this year's figure was read as 万元 although 元 is printed.
    is_unit_slip: bool,
    last: Option<&'r Figure>,
    by: Option<&'r Figure>,
    rate: Option<Rate>,
    /// The name of this year's figure.
    name: String,
}

/// A growth rate as printed.
struct Rate {
    /// The figure, without its sign.
    figure: Figure,
    direction: Direction,
    /// Whether a minus stands before it.
    has_minus: bool,
    /// Whether it is a 变动率, whose sign tells the direction.
    is_signed: bool,
}

impl Rate {
    fn new(figure: &Figure, direction: Direction, gap: &str) -> Self {
        let mut figure = figure.clone();
        figure.number.set_sign_positive(true);
        Self {
            figure,
            direction,
            has_minus: gap.ends_with('-'),
            is_signed: false,
        }
    }
}

/// Changes of a paragraph that do not come out.
pub(in crate::domain::narrative::statement) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    for index in 0..reading.figures.len() {
        if let Some(change) = change_at(reading, index) {
            found.extend(judge(reading, &change));
        } else {
            let far = loose::check(reading, index);
            found.extend(far.or_else(|| contradiction(reading, index)));
        }
    }
    found.extend(even::check(reading));
    found
}

/// 减少26.35万元，较2020年增长0.53%: whatever the two figures are, the words say both.
fn contradiction(reading: &Reading<'_>, index: usize) -> Option<Remark> {
    let is_amount = reading.figure(index).is_some_and(|by| {
        by.is_sharp() && matches!(by.kind, Kind::Money | Kind::Count(_)) && !by.value().is_zero()
    });
    let first = reading.gap(index);
    let (direction, _) = verb(first)?;
    let rate = rate_after(reading, index)?;
    let second = reading.gap(index + 1);
    // Against the budget it may have gone down, and up against last year.
    let is_one_basis = ![first, second].iter().any(|gap| {
        ["预算", "年初", "计划", "目标", "环比"]
            .iter()
            .any(|word| words::piece(gap).contains(word))
    });
    (is_amount && is_one_basis && !rate.is_signed && rate.direction != direction)
        .then(|| opposite(reading, direction, &rate))
}

fn opposite(reading: &Reading<'_>, direction: Direction, rate: &Rate) -> Remark {
    let shown = reading.shown(&rate.figure);
    let (check, message) = if rate.is_signed {
        let sign = match direction {
            Direction::Up => "正",
            Direction::Down => "负",
        };
        let message = format!("文中说{}，变动率“{shown}”应为{sign}数。", direction.word());
        ("K06", message)
    } else {
        let message = format!(
            "“{shown}”前说{}，后说{}，方向相反。",
            direction.word(),
            rate.direction.word()
        );
        ("K05", message)
    };
    let draft = Draft::new(check, message, "请核对是增加还是减少。");
    error(reading.passage, rate.figure.at.clone(), draft)
}

fn judge(reading: &Reading<'_>, change: &Change<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    if change.is_unit_slip {
        let shown = reading.shown(&change.this);
        let right = in_unit_of(&change.this.value(), &change.this);
        let message = format!("“{shown}”与上年数和增减额相差一万倍，单位应为万元。");
        let draft = Draft::new("K15", message, "请改正单位。").expecting(right);
        found.push(error(reading.passage, change.this.at.clone(), draft));
    }
    if let (Some(by), Some(last)) = (change.by, change.last) {
        found.extend(judge_amount(reading, change, by, last));
    }
    if let Some(rate) = &change.rate {
        if rate.direction != change.direction {
            found.push(opposite(reading, change.direction, rate));
        } else if found
            .iter()
            .all(|remark| remark.severity == Severity::Notice)
        {
            // A wrong amount makes its rate wrong too; one remark is enough.
            found.extend(judge_rate(reading, change, rate));
        }
    }
    found
}

fn judge_amount(
    reading: &Reading<'_>,
    change: &Change<'_>,
    by: &Figure,
    last: &Figure,
) -> Option<Remark> {
    let this_name = if change.name.is_empty() {
        "本年"
    } else {
        &change.name
    };
    let scale = Exact::whole(by.factor);
    let (this, base, printed) = (
        reading.known(this_name, &change.this, by.factor),
        reading.known("上年数", last, by.factor),
        reading.known("增减额", by, by.factor),
    );
    let judged = match change.direction {
        Direction::Up => arithmetic::change(&printed, &this, &base, &[]),
        Direction::Down => arithmetic::change(&printed, &base, &this, &[]),
    };
    let reckoned = |added: &Exact| in_unit_of(&(added * &scale), by);
    let sum = |added: &Exact| {
        let (first, second) = match change.direction {
            Direction::Up => (&change.this, last),
            Direction::Down => (last, &change.this),
        };
        format!(
            "{}－{}＝{}",
            in_unit_of(&first.value(), first),
            in_unit_of(&second.value(), second),
            reckoned(added)
        )
    };
    match judged {
        SumJudgement::Right => None,
        SumJudgement::Tail { added, .. } => {
            let basis = other_basis(reading, change, by, last);
            let (check, why, cure) = match basis {
                Some(other) => (
                    "K02",
                    format!("，与{}算得相符", reading.shown(other)),
                    "口径可能不一致，请统一。",
                ),
                None if reading.declares_tail() => return None,
                None => (
                    "K05",
                    "，差在四舍五入的尾数上".to_owned(),
                    "请统一取数，或在文中说明尾差。",
                ),
            };
            let message = format!(
                "文中说{}{}，{}{why}。",
                change.direction.word(),
                reading.shown(by),
                sum(&added)
            );
            Some(notice(
                reading.passage,
                by.at.clone(),
                Draft::new(check, message, cure).expecting(reckoned(&added)),
            ))
        }
        // The sentence speaks of another amount of the paragraph: of a total before its parts.
        SumJudgement::Wrong { .. } if another_level(reading, change, by, last) => None,
        SumJudgement::Wrong { .. } if is_turned(change, by, last) => {
            let (this, base) = (reading.shown(&change.this), reading.shown(last));
            let message = format!(
                "文中说{}{}，而{this}比{base}{}。",
                change.direction.word(),
                reading.shown(by),
                if change.direction == Direction::Up {
                    "少"
                } else {
                    "多"
                }
            );
            let draft = Draft::new("K05", message, "请核对是增加还是减少。");
            Some(error(reading.passage, by.at.clone(), draft))
        }
        SumJudgement::Wrong { added, gap, cause } => {
            let hint = cause
                .as_ref()
                .map_or("请核对本年数、上年数和增减额。", |c| {
                    c.words.as_str()
                });
            let is_unit = cause.as_ref().is_some_and(|c| c.cause == Cause::WrongUnit);
            let message = format!(
                "文中说{}{}，按文中两年的数{}，相差{}。",
                change.direction.word(),
                reading.shown(by),
                sum(&added),
                reckoned(&gap.abs())
            );
            let draft = Draft::new(if is_unit { "K15" } else { "K05" }, message, hint)
                .expecting(reckoned(&added));
            // A gap little above what bases cut to fewer digits allow may be theirs.
            let allowed = &change.this.half_step() + &last.half_step();
            let is_coarse = (last.decimals() < by.decimals()
                || change.this.decimals() < by.decimals())
                && &gap.abs() * &scale <= &allowed * &Exact::whole(2);
            Some(if is_coarse && !is_unit {
                warning(reading.passage, by.at.clone(), draft)
            } else {
                error(reading.passage, by.at.clone(), draft)
            })
        }
    }
}

/// Whether the amount is right and only the direction wrong.
fn is_turned(change: &Change<'_>, by: &Figure, last: &Figure) -> bool {
    let wanted = match change.direction {
        Direction::Up => &last.value() - &by.value(),
        Direction::Down => &last.value() + &by.value(),
    };
    let slack = &(&change.this.half_step() + &last.half_step()) + &by.half_step();
    (&change.this.value() - &wanted).abs() <= slack
}

/// The figures before a place among which the two of a change may be, the nearest first.
fn candidates<'r>(reading: &'r Reading<'_>, end: usize) -> impl Iterator<Item = &'r Figure> {
    let count = reading.figures.partition_point(|other| other.at.end <= end);
    let nearest = reading.figures.get(..count).unwrap_or(&[]);
    nearest.iter().rev().take(MOST_CANDIDATES)
}

/// Whether another amount before the change makes it, as far as the printed digits tell.
fn another_level(reading: &Reading<'_>, change: &Change<'_>, by: &Figure, last: &Figure) -> bool {
    let wanted = wanted_level(change, by, last);
    candidates(reading, last.at.start).any(|other| {
        let slack = &(&other.half_step() + &by.half_step()) + &last.half_step();
        other.at != change.this.at
            && other.is_like(&change.this)
            && (&other.value() - &wanted).abs() <= slack
    })
}

/// The figure of this year that last year's and the change make.
fn wanted_level(change: &Change<'_>, by: &Figure, last: &Figure) -> Exact {
    match change.direction {
        Direction::Up => &last.value() + &by.value(),
        Direction::Down => &last.value() - &by.value(),
    }
}

/// Another amount of the paragraph that makes the change to the last digit.
fn other_basis<'r>(
    reading: &'r Reading<'_>,
    change: &Change<'_>,
    by: &Figure,
    last: &Figure,
) -> Option<&'r Figure> {
    let wanted = wanted_level(change, by, last);
    candidates(reading, by.at.start).find(|other| {
        other.is_like(&change.this) && other.at != change.this.at && other.value() == wanted
    })
}

impl Direction {
    fn word(self) -> &'static str {
        match self {
            Self::Up => "增加",
            Self::Down => "减少",
        }
    }
}
