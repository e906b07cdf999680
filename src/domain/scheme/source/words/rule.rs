//! Rules of indicators in words.

use super::ends_words;
use crate::domain::scheme::source::{
    AwardSource, BandSource, Choose, Counting, Direction, IndicatorSource, Missing, Negative,
    NotApplicable, Otherwise, RuleSource, ZeroDenominator,
};

/// The rule of an indicator and what it says about cases that the paper forgets, a clause each.
#[must_use]
pub fn rule_words(indicator: &IndicatorSource) -> Vec<String> {
    let mut clauses = vec![of_rule(&indicator.rule)];
    for (answer, effect) in [
        (&indicator.full_marks_when, "得满分"),
        (&indicator.dropped_when, "不计入总分，其余指标按满分折算"),
    ] {
        if let Some(answer) = answer {
            clauses.push(format!("“{}”为“{}”时{effect}", answer.item, answer.is));
        }
    }
    let special = [
        match indicator.zero_denominator {
            ZeroDenominator::Unknown => "",
            ZeroDenominator::FullMarks => "分母为0得满分",
            ZeroDenominator::NoPoints => "分母为0不得分",
            ZeroDenominator::Dropped => "分母为0不计入总分",
        },
        match indicator.missing {
            Missing::Unknown => "",
            Missing::FullMarks => "没有填的得满分",
            Missing::NoPoints => "没有填的不得分",
            Missing::Dropped => "没有填的不计入总分",
        },
        match indicator.negative {
            Negative::AsIs => "",
            Negative::Absolute => "负数取绝对值",
            Negative::Zero => "负数按0算",
            Negative::FullMarks => "负数得满分",
        },
        if indicator.by_hand {
            "算不出来的可以手工打分并说明理由"
        } else {
            ""
        },
    ];
    let special = special.into_iter().filter(|clause| !clause.is_empty());
    clauses.extend(special.map(str::to_owned));
    clauses
}

fn of_rule(rule: &RuleSource) -> String {
    match rule {
        RuleSource::PerUnit {
            value,
            base,
            direction,
            step,
            minus,
            counting,
        } => {
            let (side, counting) = (side_words(*direction), counting_words(*counting));
            format!("{value}：{side} {base} 每 {step} 扣 {minus} 分，{counting}，扣完为止")
        }
        RuleSource::Bands { value, bands } => {
            let bands: Vec<String> = bands.iter().map(of_band).collect();
            format!("{value}：{}", bands.join("；"))
        }
        RuleSource::Proportional {
            value,
            target,
            at_least,
            cap,
        } => {
            let least = at_least.as_ref();
            let least = least.map(|end| format!("，低于 {end} 不得分"));
            let cap = cap.map(|cap| format!("，最高 {cap} 分"));
            format!(
                "{value}：按达到 {target} 的比例得分{}{}",
                least.unwrap_or_default(),
                cap.unwrap_or_default()
            )
        }
        RuleSource::Inverse { value, target } => {
            format!("{value}：不超过 {target} 得满分，超过的按 {target}÷实际 得分")
        }
        RuleSource::Linear {
            value,
            target,
            zero_at,
        } => {
            let zero = zero_at
                .clone()
                .unwrap_or_else(|| format!("{target} 的两倍"));
            format!("{value}：{target} 得满分，{zero} 得 0 分，中间按直线计")
        }
        RuleSource::Equal {
            value,
            target,
            otherwise,
        } => {
            let otherwise = match otherwise {
                Otherwise::NoPoints => "不等的不得分",
                Otherwise::Proportional => "不等的按比例得分",
                Otherwise::ProportionalBelow => "低于的按比例得分，高于的得满分",
            };
            format!("{value}：等于 {target} 得满分，{otherwise}")
        }
        RuleSource::Checklist {
            items,
            minus,
            not_applicable,
        } => format!(
            "{} 项要求，每项不符合扣 {minus} 分，扣完为止{}：{}",
            items.len(),
            not_applicable_words(*not_applicable),
            items.concat()
        ),
        RuleSource::Award {
            items,
            not_applicable,
        } => of_award(items, *not_applicable),
        RuleSource::Graded { grades } => {
            let grades: Vec<String> = grades
                .iter()
                .map(|grade| format!("{} {} 分", grade.name, grade.score))
                .collect();
            format!("按等次得分：{}", grades.join("、"))
        }
        RuleSource::Judged { grades } => {
            let grades: Vec<String> = grades
                .iter()
                .map(|grade| format!("{}（{}起）", grade.name, grade.at_least))
                .collect();
            format!("先定等次，再在等次内打分：{}", grades.join("、"))
        }
        RuleSource::Converted { value, of } => format!("{value}÷{of}×分值"),
        RuleSource::OneOf { choose, options } => {
            let choose = match choose {
                Choose::Better => "取得分高的",
                Choose::BetterKnown => "在算得出来的中取得分高的",
                Choose::Answer => "按选择",
            };
            let options: Vec<String> = options
                .iter()
                .map(|option| format!("〔{}〕{}", option.name, of_rule(&option.rule)))
                .collect();
            format!("几种算法{choose}：{}", options.join(" "))
        }
        RuleSource::Manual => "由填报单位打分，不是满分的说明理由".to_owned(),
    }
}

fn side_words(direction: Direction) -> &'static str {
    match direction {
        Direction::Above => "高于",
        Direction::Below => "低于",
        Direction::Both => "偏离",
    }
}

fn counting_words(counting: Counting) -> &'static str {
    match counting {
        Counting::Whole => "满一档才扣",
        Counting::Started => "不足一档按一档扣",
        Counting::ProRata => "不足一档按比例扣",
    }
}

fn of_award(items: &[AwardSource], not_applicable: NotApplicable) -> String {
    let items: Vec<String> = items
        .iter()
        .map(|item| {
            let veto = if item.veto {
                "（不符合则整项不得分）"
            } else {
                ""
            };
            format!("{}{} 分{veto}", item.text, item.points)
        })
        .collect();
    format!(
        "符合一项得一项的分{}：{}",
        not_applicable_words(not_applicable),
        items.join("；")
    )
}

fn not_applicable_words(not_applicable: NotApplicable) -> &'static str {
    match not_applicable {
        NotApplicable::NotOffered => "",
        NotApplicable::Met => "，不涉及的视为符合",
        NotApplicable::Rescaled => "，不涉及的不计，其余按满分折算",
    }
}

fn of_band(band: &BandSource) -> String {
    let ends = ends_words(band.ends());
    let ends = if ends.is_empty() {
        "其他".to_owned()
    } else {
        ends
    };
    format!("{ends} 得 {} 分", band.score)
}
