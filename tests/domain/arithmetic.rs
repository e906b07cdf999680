//! The arithmetic of printed figures, one line a case.

use ziping::domain::check::arithmetic::{
    self, Basis, Cause, Figure, Printed, RateJudgement, SumJudgement,
};
use ziping::domain::figure::{Exact, Reading, Scale, fixed, read};

fn printed(text: &str) -> Printed {
    match read(text) {
        Reading::Number(quantity) => {
            Printed::amount(&quantity, Scale::TenThousand).unwrap_or_else(|| Printed::of(&quantity))
        }
        other => panic!("{text}: {other:?}"),
    }
}

fn figure(text: &'static str) -> Figure<'static> {
    Figure {
        label: text,
        typed: text,
        printed: printed(text),
    }
}

fn figures(texts: &[&'static str]) -> Vec<Figure<'static>> {
    texts.iter().map(|text| figure(text)).collect()
}

/// `right`, `tail 0.01`, `wrong 0.18` or `wrong 0.18 SwappedDigits@143.86→143.68`.
fn words(judgement: &SumJudgement) -> String {
    match judgement {
        SumJudgement::Right => "right".to_owned(),
        SumJudgement::Tail { gap, .. } => format!("tail {}", fixed(gap, 2)),
        SumJudgement::Wrong { gap, cause, .. } => {
            let cause = cause.as_ref().map(|cause| {
                let meant = cause.meant.as_deref().unwrap_or("");
                format!(" {:?}@{}→{meant}", cause.cause, cause.at)
            });
            format!("wrong {}{}", fixed(gap, 2), cause.unwrap_or_default())
        }
    }
}

/// Total, parts, other figures of the document, judgement.
type Sum<'a> = (
    &'static str,
    &'a [&'static str],
    &'a [&'static str],
    &'a str,
);

#[test]
fn sums_are_intervals_and_their_slips_have_names() {
    let cases: [Sum<'_>; 18] = [
        (
            "149.03",
            &["143.86", "5.35"],
            &[],
            "wrong 0.18 SwappedDigits@143.86→143.68",
        ),
        (
            "1127.69",
            &["226.73", "1354.42"],
            &[],
            "wrong 453.46 Exchanged@1127.69→1354.42",
        ),
        ("1530.53", &["158.65", "1312"], &["1169.22"], "wrong -59.88"),
        (
            "1169.22",
            &["178.51", "19.44"],
            &["971.27", "19.44"],
            "wrong -971.27 LeftOut@971.27→",
        ),
        (
            "677.41",
            &["167.09", "348.28", "16.48", "145.54"],
            &[],
            "tail -0.02",
        ),
        (
            "817.29",
            &["312.96", "439.82", "1.44", "63.08"],
            &[],
            "tail 0.01",
        ),
        ("3682", &["1506.49", "2175.52"], &[], "right"),
        ("8.1亿元", &["6.99亿元", "9848.5", "1302.75"], &[], "right"),
        ("599.34", &["593.71", "5.35", "0.28"], &[], "right"),
        ("100", &["60", "39"], &[], "tail -1.00"),
        ("100.00", &["60.00", "39.00"], &[], "wrong -1.00"),
        ("150.00", &["100.00", "60.00", "-10.00"], &[], "right"),
        (
            "160.00",
            &["100.00", "60.00", "20.00"],
            &[],
            "wrong 20.00 LeftOut@20.00→",
        ),
        (
            "200.00",
            &["100.00", "60.00", "20.00"],
            &[],
            "wrong -20.00 CountedTwice@20.00→",
        ),
        (
            "817.29",
            &["8172900", "0.00"],
            &[],
            "wrong 8172082.71 WrongUnit@8172900→817.29",
        ),
        (
            "80.00",
            &["100.00", "10.00", "10.00"],
            &[],
            "wrong 40.00 Exchanged@80.00→100.00",
        ),
        ("60.00", &["50.00", "10.00", "10.00"], &[], "wrong 10.00"),
        (
            "70.00",
            &["100.00", "20.00", "-10.00"],
            &[],
            "wrong 40.00 TurnedSign@20.00→",
        ),
    ];
    for (total, parts, others, wanted) in cases {
        let judged = arithmetic::sum(&figure(total), &figures(parts), &figures(others));
        assert_eq!(words(&judged), wanted, "{total} = {parts:?}");
    }
}

#[test]
fn rates_are_right_at_the_decimals_they_show() {
    let cases = [
        ("97%", "578.65", "593.71", RateJudgement::Right),
        ("96%", "578.65", "599.34", RateJudgement::CutOff),
        ("96.5%", "578.65", "599.34", RateJudgement::Right),
        ("298%", "444.96", "149.03", RateJudgement::CutOff),
        ("298.57%", "444.96", "149.03", RateJudgement::Right),
        ("100%", "5.52", "18", RateJudgement::Wrong),
        ("10%", "-2", "20", RateJudgement::SignTurned),
        ("-10%", "-2", "20", RateJudgement::Right),
        ("33.49%", "6500.64", "19411.63", RateJudgement::Right),
        ("0.5%", "1", "200", RateJudgement::Right),
    ];
    for (rate, numerator, denominator, wanted) in cases {
        let exact = printed(numerator)
            .value
            .divided_by(&printed(denominator).value);
        let judged = arithmetic::rate(&printed(rate), &exact.unwrap());
        assert_eq!(judged, wanted, "{rate} = {numerator} / {denominator}");
    }
}

#[test]
fn a_rate_of_coarse_figures_is_right_where_one_of_their_readings_gives_it() {
    let judged = |rate, numerator, denominator| {
        arithmetic::ratio(&printed(rate), &printed(numerator), &printed(denominator))
    };
    assert_eq!(judged("53.2%", "1.6", "3.0"), Some(RateJudgement::Right));
    assert_eq!(judged("60%", "1.6", "3.0"), Some(RateJudgement::Wrong));
    assert_eq!(
        judged("96%", "578.65", "599.34"),
        Some(RateJudgement::CutOff)
    );
    assert_eq!(judged("10%", "1", "0"), None);
    assert_eq!(judged("10%", "1.00", "0.00"), None);
}

#[test]
fn changes_and_growth_rates_follow_their_bases() {
    let cases: [(&str, &str, &str, &[&str], &str); 7] = [
        (
            "926.95",
            "1506.49",
            "579",
            &[],
            "wrong 0.54 CutOff@579→579.54",
        ),
        ("2135.51", "2175.52", "40", &[], "tail 0.01"),
        ("3062", "3682", "619.54", &[], "right"),
        ("2.41", "6.63", "4.22", &[], "right"),
        (
            "3073.58",
            "3682.39",
            "608.71",
            &["3682.29"],
            "wrong 0.10 OtherBasis@3682.39→3682.29",
        ),
        (
            "5.00",
            "10.00",
            "15.00",
            &[],
            "wrong -10.00 TurnedSign@5.00→",
        ),
        ("-5.00", "10.00", "15.00", &[], "right"),
    ];
    for (increase, this, last, others, wanted) in cases {
        let others: Vec<Figure<'_>> = others
            .iter()
            .map(|text| Figure {
                label: text,
                typed: text,
                printed: printed(text),
            })
            .collect();
        let of = |text| Figure {
            label: text,
            typed: text,
            printed: printed(text),
        };
        let judged = arithmetic::change(&of(increase), &of(this), &of(last), &others);
        assert_eq!(words(&judged), wanted, "{increase} = {this} - {last}");
    }
    let growth =
        |rate, this, last| arithmetic::growth(&printed(rate), &printed(this), &printed(last));
    assert_eq!(
        growth("8.7%", "817.29", "751.85"),
        Some(RateJudgement::Right)
    );
    assert_eq!(
        growth("-1.17%", "485.88", "491.63"),
        Some(RateJudgement::Right)
    );
    assert_eq!(
        growth("1.17%", "485.88", "491.63"),
        Some(RateJudgement::SignTurned)
    );
    assert_eq!(
        growth("8.8%", "817.29", "751.85"),
        Some(RateJudgement::Wrong)
    );
    assert_eq!(growth("8.8%", "1", "0"), None);
}

#[test]
fn a_balance_is_what_was_there_and_came_less_what_went() {
    let cases = [
        (["5.34", "593.99", "578.93", "20.40"], "right"),
        (["5.35", "599.34", "578.65", "20.40"], "wrong 5.64"),
        (
            ["226.73", "1354.42", "1169.22", "185.20"],
            "wrong 226.73 LeftOut@226.73→",
        ),
        (["0.00", "10.00", "8.00", "2.01"], "tail -0.01"),
    ];
    for (texts, wanted) in cases {
        let [opening, income, spending, closing] = texts.map(|text| Figure {
            label: text,
            typed: text,
            printed: printed(text),
        });
        let judged = arithmetic::balance(&opening, &income, &spending, &closing);
        assert_eq!(words(&judged), wanted, "{texts:?}");
    }
}

#[test]
fn a_mixed_basis_is_named_only_when_one_pair_alone_fits() {
    let pairs = || {
        vec![
            (figure("578.65"), figure("599.34")),
            (figure("573.02"), figure("593.71")),
        ]
    };
    let mixed = arithmetic::basis(&printed("97.46%"), &pairs());
    assert_eq!(
        mixed,
        Some(Basis {
            first: 0,
            second: 1
        })
    );
    // 96.55 % is like for like, and nothing makes 50 %.
    assert_eq!(arithmetic::basis(&printed("96.55%"), &pairs()), None);
    assert_eq!(arithmetic::basis(&printed("50%"), &pairs()), None);
}

#[test]
fn a_cause_says_what_to_look_at() {
    let judged = arithmetic::sum(&figure("149.03"), &figures(&["143.86", "5.35"]), &[]);
    let SumJudgement::Wrong {
        cause: Some(cause), ..
    } = judged
    else {
        panic!("{judged:?}");
    };
    assert_eq!(cause.cause, Cause::SwappedDigits);
    assert!(cause.words.contains("143.86") && cause.words.contains("143.68"));
}

#[test]
fn a_count_is_exact() {
    let count = |number| Figure {
        label: "人数",
        typed: "",
        printed: Printed::exact(Exact::whole(number)),
    };
    let judged = arithmetic::sum(&count(17), &[count(5), count(4), count(8)], &[]);
    assert_eq!(judged, SumJudgement::Right);
    let judged = arithmetic::sum(&count(17), &[count(5), count(4), count(7)], &[]);
    assert_eq!(words(&judged), "wrong -1.00");
}
