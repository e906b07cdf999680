//! What a scheme file that does not fit is told: number, line, place and cure.

use ziping::domain::scheme::{Scheme, nearest};

const LUKOU: &str = include_str!("../../schemes/lukou-2022.toml");

/// What is written in the file, what it is changed to, the lint, words of the message.
type Slip = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
);

const SLIPS: [Slip; 19] = [
    (
        "code = \"total_initial\"",
        "cod = \"total_initial\"",
        "L01",
        &["cod", "您是不是想写“code”"],
    ),
    (
        "kind = \"amount\"",
        "kind = \"amout\"",
        "L01",
        &["年初预算数", "您是不是想写“amount”"],
    ),
    (
        "kind = \"amount\"",
        "kind = “amount”",
        "L01",
        &["英文双引号"],
    ),
    (
        "id = \"lukou-2022\"",
        "id = \"lukou-2022",
        "L01",
        &["双引号没有成对"],
    ),
    (
        "version = 1",
        "version = \"一\"",
        "L01",
        &["文字“一”", "整数"],
    ),
    (
        "empty_is_zero = true",
        "empty_is_zero = 1",
        "L01",
        &["一般公共预算", "true 或 false"],
    ),
    ("weight = 10\n", "weight = true\n", "L01", &["数字"]),
    (
        "[indicator.rule]",
        "[indicator.rul]",
        "L01",
        &["预算执行率", "缺少“rule”"],
    ),
    (
        "kind = \"proportional\"\nvalue",
        "kind = \"proportional\"\nvalu",
        "L01",
        &["您是不是想写“value”"],
    ),
    (
        "kind = \"side_by_side\"",
        "kind = \"side_by_sid\"",
        "L01",
        &["您是不是想写“side_by_side”"],
    ),
    ("[[check]]", "[check]", "L01", &["同一个名目写了两次"]),
    (
        "formula = \"全年执行数/全年预算数\"",
        "formula = \"全年执行/全年预算数\"",
        "L03",
        &[
            "执行率",
            "没有名为“全年执行”的数据项",
            "您是不是想写“全年执行数”",
        ],
    ),
    (
        "formula = \"全年执行数/全年预算数\"",
        "formula = \"全年执行数//全年预算数\"",
        "L04",
        &["第7个字符"],
    ),
    (
        "formula = \"全年执行数/全年预算数\"",
        "formula = \"执行率/全年预算数\"",
        "L05",
        &["执行率 → 执行率"],
    ),
    (
        "code = \"other_funds\"",
        "code = \"government_fund\"",
        "L02",
        &["代码重复"],
    ),
    (
        "name = \"其他资金\"",
        "name = \"基本支出\"",
        "L03",
        &["没有名为“其他资金”"],
    ),
    (
        "\"total_initial\", \"total_annual\"",
        "\"total_inital\", \"total_annual\"",
        "L06",
        &["您是不是想写“total_initial”"],
    ),
    (
        "\"total_initial\", \"total_annual\"",
        "\"total_annual\", \"total_annual\"",
        "L06",
        &["两次"],
    ),
    (
        "value = \"全年执行数/全年预算数\"",
        "value = \"全年执行数/全年预算\"",
        "L03",
        &["预算执行率", "您是不是想写“全年预算数”"],
    ),
];

#[test]
fn a_slip_is_told_with_its_line_and_what_was_meant() {
    for (written, changed, lint, words) in SLIPS {
        let text = LUKOU.replacen(written, changed, 1);
        assert_ne!(text, LUKOU, "{written}");
        let problems = Scheme::parse(&text).unwrap_err();
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let meant = problems.iter().find(|problem| {
            problem.lint == lint && words.iter().all(|word| problem.to_string().contains(word))
        });
        assert!(meant.is_some(), "{changed}: {told:#?}");
    }
}

/// Changed text, and the column in its line at which the message points.
const PLACES: [(&str, &str, usize); 5] = [
    (
        "formula = \"全年执行数/全年预算数\"",
        "formula = \"全年执行数/全年预算\"",
        18,
    ),
    (
        "formula = \"全年执行数/全年预算数\"",
        "formula = \"全年执行/全年预算数\"",
        11,
    ),
    (
        "formula = \"全年执行数/全年预算数\"",
        "formula = \"全年执行数/\"",
        18,
    ),
    ("kind = \"amount\"", "kind = \"amout\"", 8),
    ("score_decimals = 2", "score_decimal = 2", 1),
];

#[test]
fn the_line_and_the_column_are_those_of_the_slip() {
    for (written, changed, column) in PLACES {
        let text = LUKOU.replacen(written, changed, 1);
        let (before, _) = text.split_once(changed).unwrap();
        let line = before.lines().count() + 1;
        let problems = Scheme::parse(&text).unwrap_err();
        let found: Vec<(usize, usize)> = problems
            .iter()
            .filter_map(|problem| problem.position)
            .map(|position| (position.line, position.column))
            .collect();
        assert!(found.contains(&(line, column)), "{changed}: {problems:#?}");
    }
}

#[test]
fn every_slip_of_a_file_is_told_not_only_the_first() {
    let text = LUKOU
        .replacen("code = \"total_initial\"", "cod = \"total_initial\"", 1)
        .replacen("empty_is_zero = true", "empty_is_zero = 1", 1)
        .replacen("kind = \"proportional\"", "kind = \"proportion\"", 1)
        .replacen("kind = \"agency\"", "kind = \"agenci\"", 1)
        .replacen("label = \"预算部门名称\"", "lable = \"预算部门名称\"", 1);
    let problems = Scheme::parse(&text).unwrap_err();
    assert_eq!(problems.len(), 4, "{problems:#?}");
    assert!(problems.is_sorted_by_key(|problem| problem.position));
}

#[test]
fn a_cycle_is_told_once_with_its_path() {
    let text = LUKOU.replacen(
        "[[computed]]",
        "[[computed]]\ncode = \"a\"\nname = \"甲\"\nformula = \"乙+1\"\n\
         [[computed]]\ncode = \"b\"\nname = \"乙\"\nformula = \"最大（甲，全年执行数）\"\n\
         [[computed]]\ncode = \"c\"\nname = \"丙\"\nformula = \"甲*2\"\n[[computed]]",
        1,
    );
    let told: Vec<String> = Scheme::parse(&text)
        .unwrap_err()
        .iter()
        .filter(|problem| problem.lint == "L05")
        .map(|problem| problem.message.clone())
        .collect();
    assert_eq!(told, ["公式互相引用，无法计算：甲 → 乙 → 甲。"]);
}

#[test]
fn the_nearest_word_is_offered_only_when_it_is_near() {
    for (word, meant) in [
        ("年初预算", Some("年初预算数")),
        ("minsu", Some("minus")),
        ("三公经费预算", Some("本年三公经费预算数")),
        ("年末结余", None),
        ("x", None),
    ] {
        let known = ["年初预算数", "minus", "本年三公经费预算数", "编制"];
        assert_eq!(nearest(word, known), meant, "{word}");
    }
}
