//! Amounts shown and typed in the other unit: nothing is rounded, nothing changes by itself.

use proptest::prelude::*;
use ziping::domain::evaluate::evaluate;
use ziping::domain::filing::{Entries, MoneyUnit};
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Content, Part, Purpose, Sheet, lay_out_in};

use crate::seeds::shipped;

fn lukou() -> Scheme {
    shipped::compiled("lukou-2022")
}

#[test]
fn an_amount_is_shown_exactly_in_the_unit_wanted() {
    let scheme = lukou();
    let cases = [
        ("149.03", "1490300元"),
        ("149.030001", "1490300.01元"),
        ("1,490.5", "14905000元"),
        ("1.2亿元", "120000000元"),
        ("149.03万元", "1490300元"),
        ("(3.5)", "-35000元"),
        // As typed already, or no amount: left alone.
        ("1490300元", "1490300元"),
        ("1,490,300 元", "1,490,300 元"),
        ("0", "0"),
        ("", ""),
        ("约八百", "约八百"),
        ("8..1", "8..1"),
        ("≥5", "≥5"),
    ];
    for (typed, wanted) in cases {
        assert_eq!(
            MoneyUnit::Yuan.shown(&scheme, "total_initial", typed),
            wanted,
            "{typed}"
        );
        let own = MoneyUnit::TenThousandYuan.shown(&scheme, "total_initial", typed);
        assert_eq!(own, typed, "the form's own unit shows what was typed");
    }
    assert_eq!(MoneyUnit::Yuan.shown(&scheme, "goal_expected", "5"), "5");
}

#[test]
fn what_is_typed_in_the_other_unit_is_kept_with_its_name() {
    let scheme = lukou();
    let cases = [
        // Sent, stored before, kept.
        ("1490300", "", "1490300元"),
        ("1,490,300", "149", "1,490,300元"),
        ("１４９０３００", "", "１４９０３００元"),
        ("1490300元", "", "1490300元"),
        ("149.03万元", "", "149.03万元"),
        // What the page showed was not typed over.
        ("1490300元", "149.03", "149.03"),
        ("0", "", "0"),
        ("约八百", "", "约八百"),
        ("", "149.03", ""),
    ];
    for (sent, stored, wanted) in cases {
        let kept = MoneyUnit::Yuan.kept(&scheme, "total_initial", sent, stored);
        assert_eq!(kept, wanted, "{sent} over {stored}");
        let own = MoneyUnit::TenThousandYuan.kept(&scheme, "total_initial", sent, stored);
        assert_eq!(own, sent);
    }
    let text = MoneyUnit::Yuan.kept(&scheme, "goal_expected", "5", "");
    assert_eq!(text, "5", "a text is no amount");
}

fn texts(sheet: &Sheet) -> Vec<String> {
    let tables = sheet.parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(table),
        _ => None,
    });
    let cells = tables
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells);
    cells
        .map(|cell| match &cell.content {
            Content::Field(field) => format!("{}={}|{}", field.code, field.typed, field.shown),
            Content::Result(result) => format!("{}={}", result.code, result.shown),
            Content::Text(text) => text.clone(),
            _ => String::new(),
        })
        .collect()
}

#[test]
fn a_sheet_stands_wholly_in_one_unit() {
    let (scheme, entries) = shipped::filing("lukou-2022");
    let evaluation = evaluate(&scheme, &entries);
    let draw =
        |unit| lay_out_in(unit, &scheme, "f1", &entries, &evaluation, Purpose::Entry).unwrap();
    let yuan = draw(MoneyUnit::Yuan);
    assert_eq!(yuan.unit_line, "单位：元");
    let words = texts(&yuan);
    for wanted in [
        "年度预算申请（元）",
        "total_executed=8172900元|8,172,900.00",
        "execution_rate=100.00%",
    ] {
        assert!(
            words.iter().any(|word| word == wanted),
            "{wanted}: {words:?}"
        );
    }
    assert!(
        !words.iter().any(|word| word.contains("（万元）")),
        "{words:?}"
    );
    let own = draw(MoneyUnit::TenThousandYuan);
    assert!(texts(&own).contains(&"total_executed=817.29|817.29".to_owned()));
}

proptest! {
    #![proptest_config(super::cases(128))]

    /// There and back an amount is the same to the last digit.
    #[test]
    fn nothing_is_lost_on_the_way(whole in 0_u64..999_999_999, part in 0_u32..1_000_000) {
        let scheme = lukou();
        let value = |typed: &str| {
            let mut entries = Entries::new(2022, "乙区某局");
            entries.cells.insert("total_initial".to_owned(), typed.to_owned());
            let slot = scheme.slot("total_initial").unwrap();
            evaluate(&scheme, &entries).values[slot].exact.clone()
        };
        let typed = format!("{whole}.{part:06}");
        let shown = MoneyUnit::Yuan.shown(&scheme, "total_initial", &typed);
        prop_assert_eq!(value(&typed), value(&shown));
        prop_assert_eq!(MoneyUnit::Yuan.kept(&scheme, "total_initial", &shown, &typed), typed);
    }
}
