//! A text held against the figures of its forms.

use ziping::domain::figure::Exact;
use ziping::domain::narrative::{Context, Known};

use super::remarks_with;

fn hundredths(number: i64) -> Exact {
    Exact::whole(number).divided_by(&Exact::whole(100)).unwrap()
}

fn context() -> Context {
    let known = [
        ("全年执行数", 57_865, "万元"),
        ("项目支出", 46_489, "万元"),
        ("上年结转资金", 535, "万元"),
        ("预算完成率", 9_655, "%"),
    ];
    Context {
        year: Some(2020),
        known: known
            .map(|(name, value, unit)| Known {
                name: name.to_owned(),
                value: hundredths(value),
                unit: unit.to_owned(),
                place: format!("表中“{name}”"),
                is_loose: false,
            })
            .into_iter()
            .chain(results())
            .collect(),
    }
}

/// Results of indicators, which a text may use for something narrower.
fn results() -> impl Iterator<Item = Known> {
    let results = [
        ("受理信访事项", 126_800, "件"),
        ("信访事项按期办结率", 9_730, "%"),
        ("预算执行率", 9_755, "%"),
    ];
    results.into_iter().map(|(name, value, unit)| Known {
        name: name.to_owned(),
        value: hundredths(value),
        unit: unit.to_owned(),
        place: format!("指标“{name}”"),
        is_loose: true,
    })
}

#[test]
fn a_text_and_a_form_that_differ_are_told_with_both_figures() {
    for (text, published, words) in [
        (
            "2020年度本年支出合计578.93万元。",
            "578.93万元",
            ["578.93", "578.65"],
        ),
        (
            "全年项目支出472.46万元。",
            "472.46万元",
            ["472.46", "464.89"],
        ),
        ("年初结转和结余5.34万元。", "5.34万元", ["5.34", "5.35"]),
        ("年初预算完成率100%。", "100%", ["100%", "96.55%"]),
        ("全年受理信访事项1286件。", "1286件", ["1286件", "1268件"]),
        ("信访事项按期办结率93.70%。", "93.70%", ["93.70%", "97.30%"]),
        ("预算执行率96.55%。", "96.55%", ["96.55%", "97.55%"]),
    ] {
        let remarks = remarks_with(text, &context());
        let [remark] = remarks.as_slice() else {
            panic!("{text}: {remarks:#?}");
        };
        assert_eq!(
            (remark.check, remark.published.as_str()),
            ("K04", published)
        );
        for word in words {
            assert!(remark.message.contains(word), "{text}: {}", remark.message);
        }
    }
}

#[test]
fn a_text_that_agrees_or_speaks_of_something_else_is_left_alone() {
    for text in [
        "2020年度本年支出合计578.65万元。",
        "2020年度本年支出合计579万元。",
        "2019年度本年支出合计400.00万元。",
        "2020年支出预算599.34万元。",
        "2020年度财政拨款支出573.02万元。",
        "年初预算完成率97%。",
        "预算完成率力争达到95%以上。",
        "比上年支出400.00万元有所增加。",
        "全年受理信访事项1268件，其中本级受理信访事项341件。",
        "三公经费年度预算18万元，实际支出5.52万元。",
        "信访事项按期办结率97.30%，本级按期办结率99%。",
    ] {
        let remarks = remarks_with(text, &context());
        assert!(remarks.is_empty(), "{text}: {remarks:#?}");
    }
}
