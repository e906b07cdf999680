//! Typed figures: what is understood, what is not, how it is shown.

use rust_decimal::Decimal;
use ziping::domain::figure::{
    Comparator, Exact, Malformed, Reading, amount, fixed, malformed_numbers, percent, points, read,
};

/// The canonical print of a reading.
fn reads_as(typed: &str) -> String {
    match read(typed) {
        Reading::Empty => "(empty)".to_owned(),
        Reading::Number(quantity) => quantity.to_string(),
        Reading::Range(low, high) => format!("{low} to {high}"),
        Reading::Words => "(words)".to_owned(),
        Reading::Malformed(why) => format!("({why:?})"),
    }
}

#[test]
fn typed_texts_are_understood() {
    for (typed, understood) in [
        ("", "(empty)"),
        ("　 ", "(empty)"),
        ("149.03", "149.03"),
        ("１４９．０３", "149.03"),
        (" 149.03 万元 ", "149.03万元"),
        ("1,234,567.8", "1234567.8"),
        ("１，２３４", "1234"),
        ("-5.5", "-5.5"),
        ("（5.5）", "-5.5"),
        ("(5.5)万元", "-5.5万元"),
        ("△5.5", "-5.5"),
        ("▲5.5万元", "-5.5万元"),
        ("0.28元", "0.28元"),
        ("￥1,490.30", "1490.30元"),
        ("¥ -5", "(words)"),
        ("-¥5", "-5元"),
        ("¥5万元", "5万元"),
        ("6.99亿", "6.99亿"),
        ("10万件", "10万件"),
        ("＞=90%", "≥90%"),
        ("≧90％", "≥90%"),
        ("不低于90%", "≥90%"),
        ("98%以上", "≥98%"),
        ("100%以下", "≤100%"),
        ("3天以内", "≤3天"),
        ("<5人", "<5人"),
        ("100%。", "100%"),
        ("10-20%", "10% to 20%"),
        ("1200㎡", "1200m2"),
        ("持续提升", "(words)"),
        ("2021年1月-12月", "(words)"),
        ("占入库税收的33.49%", "(words)"),
        ("6..63", "(Points)"),
        ("1.2.3", "(Points)"),
        ("96.%", "(DanglingPoint)"),
        (".5", "(DanglingPoint)"),
        ("1,00,0", "(Separators)"),
        ("1e3", "1e3"),
        ("1_000", "(words)"),
        ("12345678901234567890", "(TooLong)"),
        ("0.1234567", "(TooLong)"),
    ] {
        assert_eq!(reads_as(typed), understood, "typed {typed:?}");
    }
}

#[test]
fn a_letter_behind_digits_is_a_unit_and_never_an_exponent() {
    let Reading::Number(quantity) = read("1e3") else {
        panic!("a number with a unit")
    };
    assert_eq!(
        (quantity.number, quantity.unit.as_str()),
        (Decimal::ONE, "e3")
    );
}

#[test]
fn comparators_keep_their_sense() {
    for (typed, comparator) in [
        ("≥1", Comparator::AtLeast),
        (">1", Comparator::MoreThan),
        ("≤1", Comparator::AtMost),
        ("<1", Comparator::LessThan),
        ("1左右", Comparator::About),
        ("1", Comparator::Exactly),
    ] {
        let Reading::Number(quantity) = read(typed) else {
            panic!("{typed} is a number")
        };
        assert_eq!(quantity.comparator, comparator, "typed {typed}");
    }
}

#[test]
fn malformed_numbers_are_found_in_sentences() {
    for (text, found) in [
        ("占入库税收的 33.%;", vec!["33.%"]),
        ("6..63万元", vec!["6..63"]),
        ("1.构建服务体系;2.推行一窗受理", vec![]),
        ("2021.", vec!["2021."]),
        ("执行率96.55%，完成1508项", vec![]),
    ] {
        assert_eq!(malformed_numbers(text), found, "text {text}");
    }
}

#[test]
fn every_fault_of_a_number_has_its_words() {
    for why in [
        Malformed::Points,
        Malformed::DanglingPoint,
        Malformed::Separators,
        Malformed::TooLong,
    ] {
        assert!(!why.explain().is_empty());
    }
}

fn exact(text: &str) -> Exact {
    Exact::from(Decimal::from_str_exact(text).unwrap())
}

#[test]
fn figures_are_rounded_half_away_from_zero_and_never_cut() {
    for (number, decimals, shown) in [
        ("2.345", 2, "2.35"),
        ("2.349", 2, "2.35"),
        ("1.995", 2, "2.00"),
        ("-2.345", 2, "-2.35"),
        ("-0.001", 2, "0.00"),
        ("0.5", 0, "1"),
        ("18", 2, "18.00"),
        ("1.10", 1, "1.1"),
    ] {
        assert_eq!(
            fixed(&exact(number), decimals),
            shown,
            "{number} at {decimals}"
        );
    }
}

#[test]
fn amounts_rates_and_points_read_as_on_paper() {
    assert_eq!(amount(&exact("19411.63")), "19,411.63");
    assert_eq!(amount(&exact("-1234567.5")), "-1,234,567.50");
    assert_eq!(amount(&exact("599.34")), "599.34");
    assert_eq!(
        percent(&exact("5.52").divided_by(&exact("18")).unwrap(), 2),
        "30.67%"
    );
    assert_eq!(points(&exact("4.50"), 2), "4.5");
    assert_eq!(points(&exact("5"), 2), "5");
}

#[test]
fn exact_numbers_lose_nothing() {
    let third = exact("1").divided_by(&exact("3")).unwrap();
    assert_eq!(&third * &Exact::whole(3), Exact::whole(1));
    assert_eq!(third.in_full(), "0.333333333333…");
    assert_eq!(exact("96.5500").in_full(), "96.55");
    assert_eq!(exact("1").divided_by(&Exact::zero()), None);
}

#[test]
fn a_scale_without_its_unit_says_how_much_it_is() {
    use ziping::domain::figure::Scale;
    for (typed, in_ten_thousands) in [
        ("1.2亿", "12000"),
        ("149.03万", "149.03"),
        ("149.03", "149.03"),
        ("1490300元", "149.03"),
    ] {
        let Reading::Number(quantity) = read(typed) else {
            panic!("{typed} is a number")
        };
        let amount = quantity.ten_thousand_yuan(Scale::TenThousand).unwrap();
        assert_eq!(amount.in_full(), in_ten_thousands, "{typed}");
    }
}
