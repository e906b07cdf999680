//! K07 in one paragraph: what there was, came in and went out, and what is left of it.

use super::reading::{Reading, in_unit_of};
use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::remark::{Draft, warning};

/// What a figure is in the flow of a year's money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// 上年结转, 年初结转.
    Opening,
    /// 年初预算.
    FirstBudget,
    /// 年中追加, 调增.
    Added,
    /// 核减, 上缴财政, 财政收回, 结余分配.
    Taken,
    /// 本年收入.
    Income,
    /// 全年预算, 可用资金.
    Available,
    /// 本年支出.
    Spent,
    /// 年末结转.
    Closing,
}

/// The most figures of a paragraph that may come into its balance.
const MOST: usize = 10;

/// A figure of the flow.
struct Item<'r> {
    flow: Flow,
    figure: &'r Figure,
    index: usize,
}

/// What the flows of a paragraph leave that is not what it says.
pub(super) fn check(reading: &Reading<'_>) -> Option<Remark> {
    let items = items(reading);
    if items.len() < 3 || items.len() > MOST {
        return None;
    }
    available(reading, &items).or_else(|| closing(reading, &items))
}

/// The figures of the flow outside of brackets; a figure whose flow comes twice spoils all.
fn items<'r>(reading: &'r Reading<'_>) -> Vec<Item<'r>> {
    let mut found: Vec<Item<'r>> = Vec::new();
    let mut depth = 0_i32;
    for (index, figure) in reading.figures.iter().enumerate() {
        for letter in reading.gap(index).chars() {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
        }
        let Some(flow) = flow(reading.label(index)) else {
            continue;
        };
        if depth > 0 || !figure.is_money() {
            continue;
        }
        let may_repeat = matches!(flow, Flow::Added | Flow::Taken);
        let again = found.iter().any(|item| item.flow == flow);
        if !figure.is_sharp() || (again && !may_repeat) {
            return Vec::new();
        }
        found.push(Item {
            flow,
            figure,
            index,
        });
    }
    found
}

/// Words for money that leaves the year's balance without being spent.
pub(super) const TAKEN: [&str; 12] = [
    "结余分配",
    "上缴财政",
    "上缴国库",
    "上缴结余",
    "上缴同级财政",
    "收回",
    "交回",
    "缴回",
    "核减",
    "调减",
    "核销",
    "调出",
];

/// The flow that a name tells.
pub(super) fn flow(label: &str) -> Option<Flow> {
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if has(&[
        "其中",
        "比",
        "较",
        "基金",
        "国有资本",
        "项目支出结",
        "基本支出结",
    ]) {
        return None;
    }
    if has(&["使用非财政拨款结余", "追加", "调增", "核增"]) {
        return Some(Flow::Added);
    }
    if has(&TAKEN) {
        return Some(Flow::Taken);
    }
    if has(&["结转", "结余"]) {
        return left_over(label);
    }
    let plain = without_time(label);
    match plain {
        "年初预算" | "年初预算收入" | "年初批复预算" | "年初部门预算" | "年初预算安排"
        | "年初安排" | "年初预算总额" => Some(Flow::FirstBudget),
        "全年预算"
        | "可用"
        | "全年可用"
        | "调整后预算"
        | "全年预算收入"
        | "调整预算"
        | "全年资金总额"
        | "全年预算资金"
        | "调整后全年预算"
        | "预算调整"
        | "全年预算调整" => Some(Flow::Available),
        "收入" | "本年收入" | "总收入" | "收入合计" | "本年收入合计" | "收入总额" | "全年收入"
        | "收入决算" | "全年总收入" => Some(Flow::Income),
        "支出" | "本年支出" | "总支出" | "支出合计" | "本年支出合计" | "支出总额" | "全年支出"
        | "实际支出" | "全年实际支出" | "支出决算" | "全年总支出" => {
            Some(Flow::Spent)
        }
        _ if plain.starts_with("年初预算安排") => Some(Flow::FirstBudget),
        _ => None,
    }
}

fn left_over(label: &str) -> Option<Flow> {
    let plain = label.trim_end_matches("资金");
    let ends = ["结转", "结余"].iter().any(|word| plain.ends_with(word));
    let of = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if !ends && !label.contains("结转下年") && !label.contains("结转至下年") {
        return None;
    }
    if of(&["年末", "期末", "年终", "下年"]) {
        Some(Flow::Closing)
    } else if of(&["年初", "上年", "期初"]) {
        Some(Flow::Opening)
    } else {
        None
    }
}

/// A name without its year and the words that leave it as it is.
fn without_time(label: &str) -> &str {
    let rest = label.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if rest.len() < label.len() {
        rest.strip_prefix("年度")
            .or_else(|| rest.strip_prefix('年'))
            .unwrap_or(rest)
    } else {
        rest
    };
    ["部门", "单位", "我局", "共", "实现", "累计"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest)
}

/// 年初预算＋追加－核减(＋上年结转)＝全年预算.
fn available(reading: &Reading<'_>, items: &[Item<'_>]) -> Option<Remark> {
    let at = items.iter().position(|item| item.flow == Flow::Available)?;
    let total = items.get(at)?;
    let before = items.get(..at)?;
    let has = |flow| before.iter().any(|item| item.flow == flow);
    let is_whole = has(Flow::FirstBudget) && (has(Flow::Added) || has(Flow::Taken));
    let first = before.first()?;
    // A figure of another name between them may belong to the sum.
    let is_closed = total.index - first.index == before.len();
    let is_plain = before.iter().all(|item| {
        matches!(
            item.flow,
            Flow::FirstBudget | Flow::Added | Flow::Taken | Flow::Opening
        )
    });
    (is_whole && is_closed && is_plain).then_some(())?;
    let terms: Vec<Term<'_>> = before.iter().map(Term::of).collect();
    judge(reading, &terms, total)
}

/// 年初结转＋收入－支出－上缴＝年末结转; 全年预算－支出＝年末结转.
fn closing(reading: &Reading<'_>, items: &[Item<'_>]) -> Option<Remark> {
    let find = |flow| items.iter().find(|item| item.flow == flow);
    let (left, spent) = (find(Flow::Closing)?, find(Flow::Spent)?);
    let is_told = find(Flow::Available).is_some()
        || (find(Flow::Opening).is_some()
            && (find(Flow::Income).is_some()
                || (find(Flow::FirstBudget).is_some() && find(Flow::Added).is_some())));
    if !is_told {
        return None;
    }
    let sources: Vec<&Item<'_>> = match find(Flow::Available) {
        Some(available) => vec![available],
        None => items
            .iter()
            .filter(|item| {
                matches!(
                    item.flow,
                    Flow::Opening | Flow::Income | Flow::FirstBudget | Flow::Added
                )
            })
            .collect(),
    };
    // Any choice of what came in may be meant: income often holds what was carried over.
    let all: Vec<Term<'_>> = items
        .iter()
        .filter(|item| item.flow != Flow::Closing)
        .map(Term::of)
        .collect();
    if comes_out(&all, left.figure) {
        return None;
    }
    let mut terms: Vec<Term<'_>> = sources.into_iter().map(Term::of).collect();
    terms.push(Term::of(spent));
    terms.extend(
        items
            .iter()
            .filter(|item| item.flow == Flow::Taken)
            .map(Term::of),
    );
    judge(reading, &terms, left)
}

/// A figure that is added or taken away.
struct Term<'r> {
    figure: &'r Figure,
    is_taken: bool,
}

impl<'r> Term<'r> {
    fn of(item: &Item<'r>) -> Self {
        Self {
            figure: item.figure,
            is_taken: matches!(item.flow, Flow::Spent | Flow::Taken),
        }
    }
}

/// Whether what was taken away and some of what came in make the result.
fn comes_out(terms: &[Term<'_>], result: &Figure) -> bool {
    (1_u32..1 << terms.len().min(MOST)).any(|chosen| {
        let some: Vec<&Term<'_>> = terms
            .iter()
            .enumerate()
            .filter(|(place, term)| term.is_taken || chosen & (1 << place) != 0)
            .map(|(_, term)| term)
            .collect();
        let (added, slack) = sum(&some);
        (&added - &result.value()).abs() <= &slack + &result.half_step()
    })
}

/// The sum of terms and how far rounding may have moved it.
fn sum(terms: &[&Term<'_>]) -> (Exact, Exact) {
    let mut added = Exact::zero();
    let mut slack = Exact::zero();
    for term in terms {
        added = if term.is_taken {
            &added - &term.figure.value()
        } else {
            &added + &term.figure.value()
        };
        slack = &slack + &term.figure.half_step();
    }
    (added, slack)
}

fn judge(reading: &Reading<'_>, terms: &[Term<'_>], result: &Item<'_>) -> Option<Remark> {
    if comes_out(terms, result.figure) {
        return None;
    }
    let (added, _) = sum(&terms.iter().collect::<Vec<_>>());
    let right = in_unit_of(&added, result.figure);
    let mut equation = String::new();
    for term in terms {
        let sign = if term.is_taken { "－" } else { "＋" };
        equation.push_str(sign);
        equation.push_str(reading.shown(term.figure));
    }
    let equation = equation.trim_start_matches('＋');
    let name = reading.label(result.index);
    let shown = reading.shown(result.figure);
    let message = format!("{equation}＝{right}，文中{name}是{shown}。");
    let draft = Draft::new("K07", message, "请核对各数，有其他增减的请写明。").expecting(right);
    Some(warning(reading.passage, result.figure.at.clone(), draft))
}
