//! Slips of the pen: one mistake is told once, in plain words, with the cure that fits it.

use ziping::domain::lint::lint;

use super::{BASE, told};

/// What is written, what it is changed to, the line's own words, words of the one sentence.
#[rustfmt::skip] // a case is a line
const SLIPS: [(&str, &str, &[&str]); 24] = [
    ("name = \"满意度\"", "name = “满意度”", &["第13行第8列", "这里的““”是中文标点", "英文双引号"]),
    ("name = \"满意度\"", "name ＝ \"满意度\"", &["“＝”是中文标点", "英文等号"]),
    ("name = \"满意度\"", "name：\"满意度\"", &["“：”是中文标点", "英文等号"]),
    ("name = \"满意度\"", "name = \"满意度", &["双引号没有成对", "末尾补上"]),
    ("name = \"满意度\"", "name = 满意度\"", &["前面缺少引号"]),
    ("name = \"满意度\"", "name = 满意度", &["没有加引号"]),
    ("name = \"满意度\"", "name =", &["没有内容"]),
    ("name = \"满意度\"", "name", &["没有等号和内容"]),
    ("name = \"满意度\"", "nmae = \"满意度\"", &["没有“nmae”这个名目", "您是不是想写“name”"]),
    ("name = \"满意度\"", "name = \"满意度\"\nname = \"满意率\"", &["写了两次", "删去一个"]),
    ("name = \"满意度\"", "name = \"满意度\" kind2 = \"x\"", &["一行只能写一项"]),
    ("name = \"满意度\"", "名称 = \"满意度\"", &["名目只能用英文"]),
    ("kind = \"percent\"", "kind = \"precent\"", &["“precent”不是可选的词", "您是不是想写“percent”"]),
    ("version = 1", "version = \"一\"", &["文字“一”", "要写整数"]),
    ("version = 1", "version = one", &["没有加引号", "数字只写数字"]),
    ("[scheme]", "[scheme", &["方括号没有成对"]),
    ("[scheme]", "【scheme】", &["“【”是中文标点", "英文方括号"]),
    ("at_least = 90 }, {", "at_least = 90 }，{", &["“，”是中文标点", "英文逗号"]),
    ("at_least = 90 }, {", "at_least = 90 }、{", &["“、”是中文标点"]),
    ("at_least = 90 }, {", "at_least = 90 } {", &["缺少英文逗号"]),
    ("{ name = \"优\", at_least", "{ name = \"优\"，at_least", &["“，”是中文标点"]),
    ("at_least = 0 }]", "at_least = 0 }", &["括号没有成对"]),
    ("at_least = 0 }]", "at_least = 0 ]", &["花括号没有成对", "第10行"]),
    ("parts = [\"执行数\", \"预算数二\"]", "parts = [\"执行数\"，\"预算数二\"]", &["“，”是中文标点"]),
];

#[test]
fn a_slip_is_told_once_with_its_own_cure() {
    let mut wrong = Vec::new();
    for (written, changed, words) in SLIPS {
        let text = BASE.replacen(written, changed, 1);
        assert_ne!(text, BASE, "{written} is not in the scheme");
        let found = told(&lint(&text));
        let is_right = found.len() == 1
            && found[0].contains("L01")
            && words.iter().all(|word| found[0].contains(word));
        if !is_right {
            wrong.push(format!("{changed}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A Chinese comma in a list over many lines: the lines after it are not to blame.
#[test]
fn one_chinese_comma_is_one_error_and_two_are_two() {
    let list = "choices = [\n  \"甲\",\n  \"乙\"，\n  \"丙\",\n  \"丁\",\n  \"戊\"\n]\n";
    let text = BASE.replacen(
        "name = \"基本情况\"\n",
        &format!("name = \"基本情况\"\n{list}"),
        1,
    );
    assert_ne!(text, BASE);
    let found = told(&lint(&text));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].contains("“，”是中文标点"), "{found:#?}");
    let text = text.replacen("name = \"满意度\"", "name = “满意度”", 1);
    assert_eq!(told(&lint(&text)).len(), 2);
}

/// Chinese marks inside a text are as they should be, also on a line with another mistake.
#[test]
fn chinese_marks_inside_a_text_are_left_alone() {
    let text = BASE.replacen(
        "title = \"样例\"",
        "title = \"样例，“甲”：\\\"乙\\\"\" x",
        1,
    );
    let found = told(&lint(&text));
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(!found[0].contains("中文标点"), "{found:#?}");
}

/// What cannot be read is told; nothing is guessed about what depends on it.
#[test]
fn a_misspelt_name_brings_no_other_complaint() {
    for (written, changed) in [
        ("formula = \"执行数/预算数\"", "formula = \"执行额/预算数\""),
        (
            "value = \"在职人数/编制人数\"",
            "value = \"在职人员/编制人数\"",
        ),
        ("value = \"满意度\"", "value = \"满意率\""),
    ] {
        let text = BASE.replacen(written, changed, 1);
        assert_ne!(text, BASE, "{written}");
        let linted = lint(&text);
        let codes: Vec<&str> = linted.problems.iter().map(|problem| problem.lint).collect();
        assert!(
            codes.iter().all(|code| *code == "L03"),
            "{:#?}",
            told(&linted)
        );
        assert!(!codes.is_empty());
    }
}
