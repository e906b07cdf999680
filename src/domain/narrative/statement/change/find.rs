//! Where a paragraph states a change: 比上年增加…, 增长…; and which two figures it lies between.

use super::words::{
    When, after_comparison, are_one_item, bare_subject, compares, is_part_of, piece, turns, verb,
};
use super::{Change, Direction, Rate};
use crate::domain::figure::Exact;
use crate::domain::narrative::figures::{Figure, Kind};
use crate::domain::narrative::statement::reading::Reading;

/// The most figures before a change among which its two figures are looked for.
const FARTHEST: usize = 24;

/// Where this year's and last year's figures stand.
struct Pair {
    this: usize,
    last: Option<usize>,
}

/// What a change is counted in, and so what its two figures are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Measure {
    /// 增加5万元 between amounts, 增加5件 between counts.
    Amount,
    /// 增长5%, alone, between amounts or counts.
    Rate,
    /// 提高5个百分点 between percentages.
    Points,
}

/// The change whose first figure (the amount, else the rate) stands at `index`.
pub(super) fn change_at<'r>(reading: &'r Reading<'_>, index: usize) -> Option<Change<'r>> {
    let figure = reading.figure(index).filter(|figure| figure.is_sharp())?;
    let (direction, head) = verb(reading.gap(index))?;
    let measure = match figure.kind {
        Kind::Money | Kind::Count(_) => Measure::Amount,
        Kind::Percent => Measure::Rate,
        Kind::Point => Measure::Points,
        Kind::Time | Kind::Bare => return None,
    };
    let opening = head.trim_start_matches(['，', ';', '。', '、']);
    let is_of_several = ["分别", "其中"].iter().any(|word| head.contains(word))
        || ["合计", "总计", "共计"]
            .iter()
            .any(|word| opening.starts_with(word) && !names_total(reading, index, word));
    if is_of_several || turns(reading.gap(index)) {
        return None;
    }
    let scope = Scope {
        reading,
        measure,
        figure,
        direction,
    };
    let pair = scope.pair(index, head)?;
    let mut this = reading.figure(scope.exact(pair.this))?.clone();
    let last = pair.last.and_then(|at| reading.figure(at));
    let is_unit_slip = is_in_plain_yuan(&this)
        && last.is_some_and(|last| is_unit_slip(&this, last, figure, direction));
    if is_unit_slip {
        this.factor = 10_000;
    }
    if last.is_some_and(|last| !last.is_sharp() || !this.is_like(last)) {
        return None;
    }
    let (by, rate) = match measure {
        Measure::Amount | Measure::Points => (Some(figure), rate_after(reading, index)),
        Measure::Rate => (None, Some(Rate::new(figure, direction, reading.gap(index)))),
    };
    if by.is_none() && last.is_none() {
        return None;
    }
    Some(Change {
        direction,
        this,
        is_unit_slip,
        last,
        by,
        rate,
        name: reading.label(pair.this).to_owned(),
    })
}

/// Whether a total is what a figure before the change is called by the same word.
fn names_total(reading: &Reading<'_>, index: usize, word: &str) -> bool {
    (1..=2).any(|step| {
        index
            .checked_sub(step)
            .is_some_and(|at| reading.label(at).contains(word))
    })
}

/// A change by its first figure, and the paragraph it stands in.
struct Scope<'r, 'a> {
    reading: &'r Reading<'a>,
    measure: Measure,
    figure: &'r Figure,
    direction: Direction,
}

impl Scope<'_, '_> {
    /// Whether a figure can be one of the two that the change lies between.
    fn is_level(&self, at: usize) -> bool {
        self.reading.figure(at).is_some_and(|figure| {
            figure.is_sharp()
                && match self.measure {
                    Measure::Amount => figure.is_like(self.figure),
                    Measure::Rate => matches!(figure.kind, Kind::Money | Kind::Count(_)),
                    Measure::Points => figure.kind == Kind::Percent,
                }
        })
    }

    /// Whether a figure tells by how much something changed instead of how much it is.
    fn is_change(&self, at: usize) -> bool {
        let gap = self.reading.gap(at);
        self.measure != Measure::Points && verb(gap).is_some() && !turns(gap)
    }

    /// The figure before `at` that can be one of the two; rates between are passed over where
    /// words compare behind them.
    fn level_before(&self, at: usize, may_skip: bool) -> Option<usize> {
        let mut before = at.checked_sub(1)?;
        while may_skip
            && self.measure != Measure::Points
            && self
                .reading
                .figure(before)
                .is_some_and(|figure| figure.kind == Kind::Percent)
            && verb(self.reading.gap(before)).is_none()
        {
            before = before.checked_sub(1)?;
        }
        (self.is_level(before) && !self.is_change(before)).then_some(before)
    }

    /// 1.09亿元（10863.37万元）: the same figure told to more digits in brackets behind it.
    fn exact(&self, at: usize) -> usize {
        let next = at + 1;
        let (Some(figure), Some(second)) = (self.reading.figure(at), self.reading.figure(next))
        else {
            return at;
        };
        let gap = (&figure.value() - &second.value()).abs();
        let is_finer = second.half_step() < figure.half_step() && gap <= figure.half_step();
        let is_same = self.reading.gap(next) == "(" && figure.is_like(second) && is_finer;
        if is_same { next } else { at }
    }

    fn when(&self, at: usize) -> When {
        When::of(piece(self.reading.gap(at)))
    }

    fn is_of(&self, at: usize, wanted: When) -> bool {
        When::is_named(piece(self.reading.gap(at)), wanted)
    }

    /// The two figures of the change at `index`, whose verb has `head` before it.
    fn pair(&self, index: usize, head: &str) -> Option<Pair> {
        // 与上年5012.75万元相比，财政拨款支出减少: 相比 closes what 与 began.
        let rest = ["相比", "相较", "比较"]
            .iter()
            .find_map(|word| head.strip_prefix(word));
        let head = rest.unwrap_or(head);
        let before = self.level_before(index, compares(head))?;
        if compares(head) {
            return self.named(before, head);
        }
        let rest = bare_subject(head);
        let gap = self.reading.gap(before);
        if compares(piece(gap)) && verb(gap).is_none() {
            return self.explicit(before, &rest);
        }
        if !rest.is_empty() || head.contains(['。', ';']) {
            return None;
        }
        self.side_by_side(before)
    }

    /// 比上年2108.35万元增加…: last year's figure stands behind the word that compares.
    fn explicit(&self, last: usize, rest: &str) -> Option<Pair> {
        let gap = self.reading.gap(last);
        let nearest = self.level_before(last, true)?;
        // 支出决算6.45万元，预算9万元；比2020年7.20万元减少: the budget is not this year's figure.
        let is_of_budget = |at: usize| self.is_of(at, When::Budget);
        let this = if is_of_budget(nearest) && !is_of_budget(last) {
            self.find(nearest, |at| !is_of_budget(at))?
        } else {
            // 支出20.16万元，其中…17.50万元；比上年21.00万元下降: the whole is meant, not its last part.
            self.named_by(last)
                .or_else(|| self.find(last, |at| self.comes_out(at, last)))
                .or_else(|| self.whole(last))
                .unwrap_or(nearest)
        };
        let name = self.reading.label(this);
        // What stands behind the word that compares speaks of the base; so does 上年 alone.
        let subject = bare_subject(after_comparison(piece(gap)));
        let same = is_part_of(&subject, name) && is_part_of(rest, name);
        same.then_some(Pair {
            this,
            last: Some(last),
        })
    }

    /// The figure before 其中, when a stronger mark ends its parts before the comparison begins.
    fn whole(&self, last: usize) -> Option<usize> {
        let ends_list = self.reading.gap(last).starts_with(';');
        let is_whole = |at: usize| self.reading.gap(at + 1).contains("其中");
        ends_list.then(|| self.find(last, is_whole)).flatten()
    }

    /// The figure before that has the very name which stands behind the word that compares:
    /// 收入…，其中财政拨款…。比上年收入….
    fn named_by(&self, last: usize) -> Option<usize> {
        let subject = without_year(after_comparison(piece(self.reading.gap(last))));
        let is_same = |at: usize| without_year(self.reading.label(at)) == subject;
        (!subject.is_empty()).then_some(())?;
        (last.saturating_sub(FARTHEST)..last)
            .rev()
            .find(|at| self.is_level(*at) && !self.is_change(*at) && is_same(*at))
    }

    /// 较上年增加…: the words name the other figure, which stands before or is not told.
    fn named(&self, before: usize, head: &str) -> Option<Pair> {
        let words = piece(head);
        let (subject, basis) = words
            .find(['比', '较'])
            .and_then(|at| words.split_at_checked(at))
            .filter(|(subject, _)| !subject.contains(['与', '同', '和']))
            .unwrap_or(("", words));
        let wanted = match When::of(basis) {
            When::Unsaid | When::Now => When::Before,
            other => other,
        };
        // 2020年比2019年增长: both years are named.
        if let When::Year(_) = When::of(subject) {
            let this = self.find(before + 1, |at| self.is_of(at, When::of(subject)))?;
            let last = self.find(before + 1, |at| self.is_of(at, wanted));
            return Some(Pair { this, last });
        }
        let rest = bare_subject(head);
        let name = self.reading.label(before);
        if !(rest.is_empty() || (!name.is_empty() && is_part_of(&rest, name))) {
            return None;
        }
        // 2021年受理12500件（2020年10000件），同比增长
        let in_bracket = self.reading.gap(before).starts_with('(');
        let is_past = in_bracket && matches!(self.when(before), When::Year(_));
        let is_base = self.is_of(before, wanted) || (wanted == When::Before && is_past);
        if is_base && before > 0 {
            let this = self.level_before(before, true)?;
            let one = in_bracket || are_one_item(self.reading.label(this), name);
            return (one && !self.is_of(this, wanted)).then_some(Pair {
                this,
                last: Some(before),
            });
        }
        // 上年3.00万元，比预算节约…: this year's figure stands farther off.
        (self.when(before) != When::Before || in_bracket).then(|| Pair {
            this: before,
            last: self.other(before, wanted),
        })
    }

    /// The nearest figure of the sentence before `end` that may be one of the two and fits.
    fn find(&self, end: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        (end.saturating_sub(FARTHEST)..end)
            .rev()
            .take_while(|at| at + 1 == end || !self.reading.gap(at + 1).contains('。'))
            .find(|at| self.is_level(*at) && !self.is_change(*at) && fits(*at))
    }

    /// The figure of the sentence before `this` that is of the wanted time; of several the one
    /// that comes out, else the nearest.
    fn other(&self, this: usize, wanted: When) -> Option<usize> {
        let mut fitting = Vec::new();
        for at in (this.saturating_sub(FARTHEST)..this).rev() {
            if self.reading.gap(at + 1).contains('。') {
                break;
            }
            let is_one = self.is_level(at)
                && !self.is_change(at)
                && self.is_of(at, wanted)
                && self.is_same_item(at, this);
            if is_one {
                fitting.push(at);
            }
        }
        let nearest = fitting.first().copied();
        fitting
            .into_iter()
            .find(|at| self.comes_out(this, *at))
            .or(nearest)
    }

    /// Whether two figures have one name; side by side one of them may go without.
    fn is_same_item(&self, at: usize, this: usize) -> bool {
        let (first, second) = (self.reading.label(at), self.reading.label(this));
        if at + 1 == this {
            return are_one_item(first, second);
        }
        bare_subject(first) == bare_subject(second)
    }

    /// 年初预算…，全年预算…，增加…; 上年…，本年…，增加…: no word compares.
    fn side_by_side(&self, second: usize) -> Option<Pair> {
        let first = self.level_before(second, false)?;
        let is_turn = turns(self.reading.gap(second));
        let (first_name, second_name) = (self.reading.label(first), self.reading.label(second));
        let (earlier, later) = (self.when(first), self.when(second));
        let bracket = self.reading.gap(second).starts_with('(');
        let one = bracket || is_turn || are_one_item(first_name, second_name);
        if !one || self.compares_elsewhere(second) {
            return None;
        }
        let forward = Pair {
            this: second,
            last: Some(first),
        };
        let backward = Pair {
            this: first,
            last: Some(second),
        };
        if is_turn && is_bare_turn(self.reading.gap(second)) {
            return Some(forward);
        }
        if earlier.is_older_than(later) {
            let is_target = self.measure == Measure::Rate && earlier.is_budget();
            return (!is_target || self.is_saving(second)).then_some(forward);
        }
        later.is_older_than(earlier).then_some(backward)
    }

    /// Whether words between a budget and a rate speak of what was saved: 节约率.
    fn is_saving(&self, second: usize) -> bool {
        let gap = self.reading.gap(second + 1);
        ["节约", "节支", "超支", "调增", "调减", "压减", "调整"]
            .iter()
            .any(|word| gap.contains(word))
            || self.when(second) == When::LastBudget
    }

    /// Whether the same change may be one against last year, which the words leave out.
    fn compares_elsewhere(&self, second: usize) -> bool {
        self.when(second).is_budget() && self.reading.gap(second + 1).contains('。')
    }

    /// Whether the change lies between two figures as printed.
    fn comes_out(&self, this: usize, last: usize) -> bool {
        let (Some(this), Some(last)) = (self.reading.figure(this), self.reading.figure(last))
        else {
            return false;
        };
        let gap = match self.direction {
            Direction::Up => &this.value() - &last.value(),
            Direction::Down => &last.value() - &this.value(),
        };
        if self.measure == Measure::Rate {
            let rate = gap.divided_by(&last.value());
            return rate.is_some_and(|rate| {
                let percent = &rate * &Exact::whole(100);
                (&percent - &self.figure.value()).abs() <= self.figure.half_step()
            });
        }
        let slack = &(&this.half_step() + &last.half_step()) + &self.figure.half_step();
        (&gap - &self.figure.value()).abs() <= slack
    }
}

/// A name without the words that compare and the year before it.
fn without_year(name: &str) -> &str {
    let rest = name
        .trim_start_matches(['比', '较', '与', '同'])
        .trim_start_matches(|c: char| c.is_ascii_digit());
    ["上年度", "上年", "去年", "年度", "年"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
        .trim_start_matches('的')
}

/// `增加到`, `，调整为`: nothing of its own before the verb.
fn is_bare_turn(gap: &str) -> bool {
    let words = [
        "增", "减", "降", "升", "提", "压", "长", "加", "少", "高", "缩", "到", "至", "调整", "上",
        "下", "低",
    ]
    .iter()
    .fold(bare_subject(piece(gap)), |text, word| {
        text.replace(word, "")
    });
    words.is_empty()
}

fn is_in_plain_yuan(figure: &Figure) -> bool {
    figure.is_money() && figure.factor == 1
}

/// Whether 元 stands where only 万元 comes near last year's figure and the change.
fn is_unit_slip(this: &Figure, last: &Figure, by: &Figure, direction: Direction) -> bool {
    let in_wan = |figure: &Figure| figure.is_money() && figure.factor == 10_000;
    if !in_wan(last) || !in_wan(by) {
        return false;
    }
    let wanted = match direction {
        Direction::Up => &last.value() + &by.value(),
        Direction::Down => &last.value() - &by.value(),
    };
    let meant = &this.value() * &Exact::whole(10_000);
    // Within one part in a hundred: another slip in the same sentence is judged by itself.
    let gap = &(&meant - &wanted).abs() * &Exact::whole(100);
    !wanted.is_negative() && gap <= wanted
}

/// The growth rate that follows a change: `，增长11.11%`, `(-15%)`, `，变动率-48.23%`.
pub(super) fn rate_after(reading: &Reading<'_>, index: usize) -> Option<Rate> {
    const SIGNED: [&str; 4] = ["变动率", "变化率", "增减率", "变动幅度"];
    let rate = reading
        .figure(index + 1)
        .filter(|figure| figure.kind == Kind::Percent && figure.is_sharp())?;
    let by = verb(reading.gap(index))?.0;
    let gap = reading.gap(index + 1);
    let is_negative = rate.number.is_sign_negative();
    let signed = if is_negative {
        Direction::Down
    } else {
        Direction::Up
    };
    let bare = gap.trim_end_matches('-');
    if bare == "(" {
        // In brackets the sign is often left out.
        let direction = if is_negative { Direction::Down } else { by };
        return Some(Rate::new(rate, direction, gap));
    }
    let label = bare
        .trim_start_matches('，')
        .trim_end_matches(['为', ':', '是']);
    if SIGNED.contains(&label) {
        return Some(Rate {
            is_signed: true,
            ..Rate::new(rate, signed, gap)
        });
    }
    let (direction, head) = verb(bare)?;
    let is_bare = bare_subject(head).is_empty() && !gap.contains('。') && !gap.contains(';');
    is_bare.then(|| Rate::new(rate, direction, gap))
}
