//! What holds for every rule: points stay within 0 and the weight, and a better value never earns less.

use proptest::prelude::*;
use rust_decimal::Decimal;
use ziping::domain::figure::Exact;
use ziping::domain::scheme::Scheme;

use super::{evaluated, scheme};

/// How points move with the value.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Moves {
    Up,
    Down,
    Freely,
}

/// A rule of every kind that looks at a value, of 10 points.
fn rules() -> Vec<(Scheme, Moves)> {
    let per_unit = |direction: &str, counting: &str| {
        format!(
            r#"rule = {{ kind = "per_unit", value = "比率", base = "100%", direction = "{direction}", step = "0.7%", minus = "0.3", counting = "{counting}" }}"#
        )
    };
    let mut rules = Vec::new();
    for counting in ["whole", "started", "pro_rata"] {
        rules.push((per_unit("above", counting), Moves::Down));
        rules.push((per_unit("below", counting), Moves::Up));
        rules.push((per_unit("both", counting), Moves::Freely));
    }
    for (rule, moves) in [
        (
            r#"rule = { kind = "proportional", value = "比率", target = "95%", at_least = "30%", cap = 9 }"#,
            Moves::Up,
        ),
        (
            r#"rule = { kind = "proportional", value = "比率", target = "-30%" }"#,
            Moves::Down,
        ),
        (
            r#"rule = { kind = "inverse", value = "比率", target = "90%" }"#,
            Moves::Down,
        ),
        (
            r#"rule = { kind = "linear", value = "比率", target = "90%" }"#,
            Moves::Down,
        ),
        (
            r#"rule = { kind = "linear", value = "比率", zero_at = "60%" }"#,
            Moves::Up,
        ),
        (
            r#"rule = { kind = "equal", value = "比率", target = "50%", otherwise = "proportional" }"#,
            Moves::Freely,
        ),
        (
            r#"rule = { kind = "equal", value = "比率", target = "50%", otherwise = "proportional_below" }"#,
            Moves::Up,
        ),
        (
            r#"rule = { kind = "converted", value = "比率", of = "1.2" }"#,
            Moves::Up,
        ),
        (
            "negative = \"absolute\"\nrule = { kind = \"inverse\", value = \"比率\", target = \"5%\" }",
            Moves::Freely,
        ),
        (
            r#"rule = { kind = "bands", value = "比率", bands = [{ at_least = "90%", score = 10 }, { at_least = "80%", below = "90%", score = 4 }, { below = "80%", score = 0 }] }"#,
            Moves::Up,
        ),
        (
            r#"rule = { kind = "one_of", choose = "better_known", options = [{ name = "甲", rule = { kind = "proportional", value = "比率" } }, { name = "乙", rule = { kind = "converted", value = "比率", of = "2" } }] }"#,
            Moves::Up,
        ),
    ] {
        rules.push((rule.to_owned(), moves));
    }
    rules
        .into_iter()
        .map(|(rule, moves)| (scheme(&rule), moves))
        .collect()
}

fn points(scheme: &Scheme, value: Decimal) -> Exact {
    evaluated(scheme, &[("x", &value.to_string())]).scores[0]
        .points
        .clone()
        .unwrap()
}

proptest! {
    #![proptest_config(crate::domain::cases(60))]

    #[test]
    fn points_stay_in_range_and_move_one_way(
        one in -500_000_i64..500_000,
        more in 0_i64..200_000,
        decimals in 0_u32..4,
    ) {
        let (low, high) = (Decimal::new(one, decimals), Decimal::new(one + more, decimals));
        for (scheme, moves) in rules() {
            let (at_low, at_high) = (points(&scheme, low), points(&scheme, high));
            for points in [&at_low, &at_high] {
                prop_assert!(*points >= Exact::zero() && *points <= Exact::whole(10));
            }
            match moves {
                Moves::Up => prop_assert!(at_low <= at_high, "{low} {high} {:?}", scheme.indicators[0].rule),
                Moves::Down => prop_assert!(at_low >= at_high, "{low} {high} {:?}", scheme.indicators[0].rule),
                Moves::Freely => {}
            }
        }
    }

    #[test]
    fn no_answers_break_a_checklist(answers in prop::collection::vec("符合|不符合|不涉及|\\PC{0,4}", 3)) {
        for setting in ["not_offered", "met", "rescaled"] {
            for rule in [
                format!(r#"rule = {{ kind = "checklist", items = ["①", "②", "③"], minus = 4, not_applicable = "{setting}" }}"#),
                format!(r#"rule = {{ kind = "award", not_applicable = "{setting}", items = [{{ text = "①", points = 3 }}, {{ text = "②", points = 7, veto = true }}, {{ text = "③" }}] }}"#),
            ] {
                let scheme = scheme(&rule);
                let cells: Vec<(String, &String)> = (1..).map(|n| format!("score.item{n}")).zip(&answers).collect();
                let cells: Vec<(&str, &str)> = cells.iter().map(|(code, text)| (code.as_str(), text.as_str())).collect();
                if let Ok(points) = &evaluated(&scheme, &cells).scores[0].points {
                    prop_assert!(*points >= Exact::zero() && *points <= Exact::whole(10));
                }
            }
        }
    }
}
