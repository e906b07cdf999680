//! What holds for every figure and every filing.

use std::collections::BTreeMap;

use proptest::collection::btree_map;
use proptest::prelude::*;
use rust_decimal::Decimal;
use ziping::domain::evaluate::evaluate;
use ziping::domain::figure::{Comparator, Exact, Quantity, Reading, Scale, read};
use ziping::domain::filing::Entries;
use ziping::domain::formula::parse;
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Part, Purpose, Table, lay_out};

use super::sheet::assert_grid;

fn quantities() -> impl Strategy<Value = Quantity> {
    let comparators = prop_oneof![
        Just(Comparator::Exactly),
        Just(Comparator::AtLeast),
        Just(Comparator::MoreThan),
        Just(Comparator::AtMost),
        Just(Comparator::LessThan),
        Just(Comparator::About),
    ];
    let scales = prop_oneof![
        Just(Scale::One),
        Just(Scale::TenThousand),
        Just(Scale::HundredMillion)
    ];
    let units = prop_oneof![
        Just(""),
        Just("元"),
        Just("件"),
        Just("人"),
        Just("m2"),
        Just("公里"),
        Just("%")
    ];
    (
        comparators,
        -999_999_999_999_i64..999_999_999_999,
        0_u32..=6,
        scales,
        units,
    )
        .prop_map(|(comparator, digits, decimals, scale, unit)| Quantity {
            comparator,
            number: Decimal::new(digits, decimals),
            scale: if unit == "%" { Scale::One } else { scale },
            unit: unit.to_owned(),
        })
}

fn schemes() -> Vec<Scheme> {
    [
        include_str!("../../schemes/datonghu-2020.toml"),
        include_str!("../../schemes/lukou-2022.toml"),
        // The one with every kind of rule, limit, part and check.
        &crate::seeds::format::described(),
    ]
    .into_iter()
    .map(|text| Scheme::parse(text).unwrap())
    .collect()
}

/// Cells as anybody might type them: every code of the scheme, rows included, with anything in it.
fn cells(scheme: &Scheme) -> impl Strategy<Value = BTreeMap<String, String>> + use<> {
    let mut codes: Vec<String> = scheme.slots.iter().map(|slot| slot.code.clone()).collect();
    for indicator in &scheme.indicators {
        codes.push(indicator.code.clone());
        codes.extend((0..5).map(|item| format!("{}.item{item}", indicator.code)));
        codes.push(format!("{}.grade", indicator.code));
        codes.push(format!("deduct.{}", indicator.code));
    }
    for tree in &scheme.trees {
        codes.extend(
            tree.level2
                .iter()
                .map(|heading| format!("{}.{}.rows", tree.id, heading.code)),
        );
        for row in ["r1", "r2", "r3"] {
            for column in ["name", "target", "actual", "weight", "score", "reason"] {
                codes.push(format!("{}.{row}.{column}", tree.id));
            }
        }
    }
    codes.push("total".to_owned());
    codes.push("reason.K12.ind.r1.score".to_owned());
    let texts = prop_oneof![
        4 => "-?[0-9]{1,4}(\\.[0-9]{1,3})?[%分万元]?",
        1 => "[0-9]{1,18}\\.{0,2}[0-9]{0,8}%?",
        1 => Just("r1 r2 r3 r1 x-y".to_owned()),
        1 => prop_oneof![Just("符合"), Just("不符合"), Just("是"), Just("否"), Just("较好"), Just("不涉及"), Just("达成年度指标")].prop_map(str::to_owned),
        1 => "(≥|＞=|不低于)?[0-9]{1,3}%(以上|左右)?",
        1 => "[0-9]{4}年[0-9]{1,2}月[0-9]{1,3}日",
        1 => "\\PC{0,20}",
    ];
    btree_map(prop::sample::select(codes), texts, 0..60)
}

proptest! {
    #[test]
    fn quantities_print_and_read_back(quantity in quantities()) {
        prop_assert_eq!(read(&quantity.to_string()), Reading::Number(quantity));
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,80}") {
        let _ = read(&text);
    }

    #[test]
    fn any_text_can_be_offered_as_a_formula(text in "[年初预算0-9.,%()（）+\\-*/×÷ 最大]{0,60}") {
        let _ = parse(&text, &|name| (name == "年初预算").then_some(0));
    }
}

proptest! {
    #![proptest_config(crate::domain::cases(200))]

    #[test]
    fn any_entries_evaluate_within_bounds(
        first in cells(&schemes()[0]),
        second in cells(&schemes()[1]),
        third in cells(&schemes()[2]),
        year in 1900_i32..2100,
    ) {
        for (scheme, cells) in schemes().iter().zip([first, second, third]) {
            let entries = Entries { year, agency: "甲县某局".to_owned(), cells };
            let evaluation = evaluate(scheme, &entries);
            for (indicator, score) in scheme.indicators.iter().zip(&evaluation.scores) {
                if let Ok(points) = &score.points {
                    prop_assert!(*points >= Exact::zero() && *points <= indicator.weight);
                }
            }
            for row in evaluation.trees.iter().flatten() {
                if let (Ok(points), Ok(weight)) = (&row.score, &row.weight) {
                    prop_assert!(*points >= Exact::zero() && points <= weight);
                }
            }
            prop_assert_eq!(evaluation.grade.is_some(), evaluation.total.is_ok());
            for finding in &evaluation.findings {
                prop_assert!(scheme.accepts(&finding.cell), "finding at {}", finding.cell);
                prop_assert!(scheme.accepts(&finding.reason_cell()));
                prop_assert!(!finding.message.is_empty() && !finding.cure.is_empty());
            }
            for form in &scheme.forms {
                for purpose in [Purpose::Entry, Purpose::Reading] {
                    let sheet = lay_out(scheme, &form.id, &entries, &evaluation, purpose).unwrap();
                    for part in &sheet.parts {
                        if let Part::Table(table) = part {
                            assert_grid(table);
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn a_sheet_is_divided_into_many_columns() {
    assert_eq!(Table::UNITS % 2 + Table::UNITS % 3 + Table::UNITS % 4, 0);
}
