//! Formulas: what they mean, how they read, what is wrong with them.

use rust_decimal::Decimal;
use ziping::domain::figure::Exact;
use ziping::domain::formula::{Lookup, Names, Slot, Unknown, parse};

/// 年初预算 1000, 年末结余 30, 零 0, 未填 empty.
struct Sample;

const NAMES: [&str; 4] = ["年初预算", "年末结余", "零", "未填"];

impl Names for Sample {
    fn name(&self, slot: Slot) -> &str {
        NAMES[slot]
    }
    fn shown(&self, slot: Slot) -> String {
        self.value(slot)
            .map_or(NAMES[slot].to_owned(), |value| value.in_full())
    }
}

impl Lookup for Sample {
    fn value(&self, slot: Slot) -> Result<Exact, Unknown> {
        match slot {
            0 => Ok(Exact::whole(1000)),
            1 => Ok(Exact::whole(30)),
            2 => Ok(Exact::zero()),
            _ => Err(Unknown::Missing(vec![slot])),
        }
    }
}

fn slot(name: &str) -> Option<Slot> {
    NAMES.iter().position(|known| *known == name)
}

fn result(text: &str) -> Result<String, Unknown> {
    parse(text, &slot)
        .unwrap()
        .evaluate(&Sample)
        .map(|value| value.in_full())
}

#[test]
fn formulas_come_to_their_values() {
    for (text, value) in [
        ("（年初预算－年末结余）÷年初预算×100", "97"),
        ("年初预算-年末结余-30", "940"),
        ("年初预算/年末结余/2", "16.666666666666…"),
        ("-年末结余+2*3", "-24"),
        ("95%", "0.95"),
        ("10×最小（1，年末结余/年初预算）", "0.3"),
        ("最大(年末结余,年初预算)", "1000"),
        ("绝对值（年末结余－年初预算）", "970"),
        ("１２．５＋0.5", "13"),
    ] {
        assert_eq!(result(text), Ok(value.to_owned()), "{text}");
    }
}

#[test]
fn what_cannot_be_computed_is_named() {
    assert_eq!(
        result("年初预算/（零*2）"),
        Err(Unknown::ZeroDivisor("零 × 2".to_owned()))
    );
    assert_eq!(result("未填+年初预算"), Err(Unknown::Missing(vec![3])));
    assert_eq!(
        result("未填*未填+年初预算/零"),
        Err(Unknown::ZeroDivisor("零".to_owned()))
    );
}

#[test]
fn formulas_print_in_names_and_in_numbers() {
    let formula = parse("(年初预算-(年末结余-零))/年初预算*100", &slot).unwrap();
    assert_eq!(
        formula.in_names(&Sample),
        "（年初预算 － （年末结余 － 零）） ÷ 年初预算 × 100"
    );
    assert_eq!(
        formula.in_numbers(&Sample),
        "（1000 － （30 － 0）） ÷ 1000 × 100"
    );
    let missing = parse("年初预算/未填", &slot).unwrap();
    assert_eq!(missing.in_numbers(&Sample), "1000 ÷ 未填");
}

#[test]
fn a_printed_formula_reads_back_as_itself() {
    for text in [
        "年初预算-(年末结余+零)",
        "-(年初预算+1)*2",
        "年初预算/(年末结余*3)",
        "最大(1,-年末结余)",
    ] {
        let formula = parse(text, &slot).unwrap();
        assert_eq!(
            parse(&formula.in_names(&Sample), &slot).unwrap(),
            formula,
            "{text}"
        );
    }
}

#[test]
fn faulty_formulas_say_where_and_what() {
    for (text, message) in [
        ("", "第1个字符处应为数字、数据项名称或括号"),
        ("（年初预算+", "第7个字符处应为数字、数据项名称或括号"),
        ("（年初预算", "第6个字符处应为右括号"),
        ("年初预算 年末结余", "第6个字符处应为运算符或公式结尾"),
        ("年初预算数/2", "方案中没有名为“年初预算数”的数据项"),
        ("1.2.3", "第1个字符处的数字“1.2.3”写法不对"),
        ("5.", "第1个字符处的数字“5.”写法不对"),
        ("绝对值（1，2）", "函数“绝对值”的参数个数不对"),
    ] {
        assert_eq!(
            parse(text, &slot).unwrap_err().to_string(),
            message,
            "{text}"
        );
    }
}

#[test]
fn brackets_without_end_are_refused_before_they_hurt() {
    let deep = format!("{}1{}", "(".repeat(500), ")".repeat(500));
    assert_eq!(
        parse(&deep, &slot).unwrap_err().to_string(),
        "括号嵌套超过50层"
    );
    assert!(parse(&"1+".repeat(5000), &slot).is_err());
    let huge = parse("9999999999999999999999*9999999999999999999999", &slot).unwrap();
    assert!(huge.evaluate(&Sample).is_ok());
    assert!(Decimal::MAX > Decimal::ZERO);
}
