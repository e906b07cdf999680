//! A list of organizations: read from a table, judged as a whole.

use std::collections::{BTreeMap, BTreeSet};

use ziping::domain::document::{Block, Cell, Document, Table};
use ziping::domain::listing::{ListProblem, Verdict};
use ziping::domain::roster::{Known, Preview, Row, check_credit_code, judge, read};
use ziping::domain::workflow::OrganizationKind;

pub(super) fn document(text: &str) -> Document {
    let rows = text.trim().lines().map(|line| {
        let cells = line.split('|').enumerate().map(|(column, text)| Cell {
            text: text.trim().to_owned(),
            column,
            colspan: 1,
            rowspan: 1,
        });
        cells.collect()
    });
    let table = Table {
        line: 1,
        rows: rows.collect(),
        ..Table::default()
    };
    Document {
        blocks: vec![Block::Table(table)],
    }
}

fn known(code: &str, kind: OrganizationKind, parent: &str, name: &str) -> Known {
    Known {
        code: code.to_owned(),
        kind,
        parent: parent.to_owned(),
        name: name.to_owned(),
        short_name: name.to_owned(),
        credit_code: String::new(),
        kind_of_agency: String::new(),
    }
}

fn judged(text: &str) -> Preview {
    use OrganizationKind::{Agency, Bureau, Department};
    let here = [
        known("01", Bureau, "", "甲县财政局"),
        known("02", Department, "01", "甲县教育局"),
        known("11", Agency, "02", "甲县第一中学"),
    ];
    let here: BTreeMap<String, Known> = here.into_iter().map(|it| (it.code.clone(), it)).collect();
    let foreign = BTreeSet::from(["91".to_owned()]);
    let rows = read(&document(text)).unwrap();
    judge(&rows, &here["01"], &here, &foreign)
}

/// `code verdict details` of every row.
fn told(text: &str) -> Vec<String> {
    let lines = judged(text).rows.into_iter().map(|judged| {
        let details = match &judged.verdict {
            Verdict::Changed(what) => what.join("、"),
            Verdict::Wrong(why) => why.join("；"),
            Verdict::New | Verdict::Unchanged => String::new(),
        };
        format!("{} {} {details}", judged.row.code, judged.verdict.label())
    });
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn each_row_is_new_changed_unchanged_or_wrong() {
    let list = "
        甲县预算单位名录
        序号 | 单位代码 * | 单位名称     | 简称 | 主管部门   | 类别
        1    | 03         | 甲县卫生局   | 卫生局 |          | 主管部门
        2    | 11         | 甲县第一中学 |      | 甲县教育局 |
        3    | 12         | 甲县第二中学 |      | 02         | 事业
        4    | 13         | 甲县医院     |      | 甲县卫生局 | 事业
        5    | 02         | 甲县教育体育局 | 甲县教育局 |    | 主管部门";
    let expected = [
        "03 新增",
        "11 不变",
        "12 新增",
        "13 新增",
        "02 变更 单位名称",
    ];
    assert_eq!(told(list), expected);
    let preview = judged(list);
    assert_eq!(preview.counts(), [3, 1, 1, 0]);
    assert!(preview.is_sound());
    let written: Vec<(&str, &str)> = preview
        .to_write()
        .iter()
        .map(|it| (it.becomes.code.as_str(), it.becomes.parent.as_str()))
        .collect();
    // What stands above comes first.
    assert_eq!(
        written,
        [("03", "01"), ("02", "01"), ("12", "02"), ("13", "03")]
    );
}

#[test]
fn what_is_wrong_is_said_at_its_row_and_nothing_is_taken_over() {
    let cases = [
        (
            "21 | 甲 | | 09",
            "21 有误 主管部门“09”既不在本名录中，也没有登记过",
        ),
        ("21 | 甲 | | 21", "21 有误 主管部门是它自己"),
        (
            "21 | 甲 | | 22\n22 | 乙 | | 21",
            "21 有误 主管部门互为上下级，绕成了一圈",
        ),
        ("21 | 甲 | |\n21 | 乙 | |", "21 有误 单位代码与第 3 行重复"),
        (
            "二一 | 甲 | |",
            "二一 有误 单位代码“二一”应为 1 至 40 个字母、数字或“-”",
        ),
        (
            "21 | | |",
            "21 有误 单位名称应为 1 至 80 个字；简称应为 1 至 80 个字",
        ),
        (
            "91 | 甲 | |",
            "91 有误 单位代码“91”已被其他财政局的单位使用",
        ),
        (
            "01 | 甲 | |",
            "01 有误 财政局本身不在名录中导入，请由系统管理员修改",
        ),
        (
            "11 | 甲县第一中学 | |\n21 | 甲 | | 11",
            "11 有误 已登记为预算单位，不能改为主管部门",
        ),
        (
            "21 | 甲 | | 02\n22 | 乙 | | 21",
            "21 有误 “甲”下面还有单位，它只能直接归财政局，不能再归主管部门",
        ),
        (
            "21 | 甲 | | 11",
            "21 有误 “甲县第一中学”不是主管部门，下面不能再有单位",
        ),
    ];
    for (rows, expected) in cases {
        let list = format!("单位代码 | 单位名称 | 简称 | 主管部门\n{rows}");
        assert_eq!(told(&list)[0], expected, "{rows}");
        assert!(!judged(&list).is_sound());
    }
}

#[test]
fn a_file_without_the_headings_is_no_list() {
    let no_table = ListProblem::NoTable {
        list: "单位名录",
        needed: "“单位代码”、“单位名称”".to_owned(),
    };
    let cases = [
        ("单位 | 金额\n甲 | 3", no_table),
        ("单位代码 | 单位名称", ListProblem::Empty("单位")),
        (
            "单位代码 | 单位名称 | 代码\n1 | 2 | 3",
            ListProblem::HeadingTwice("单位代码"),
        ),
    ];
    for (text, problem) in cases {
        assert_eq!(read(&document(text)), Err(problem));
    }
    let rows = read(&document("单位编码 | 预算单位名称\n | \n7 | 甲")).unwrap();
    let row = Row {
        number: 3,
        code: "7".to_owned(),
        name: "甲".to_owned(),
        short_name: "甲".to_owned(),
        ..Row::default()
    };
    assert_eq!(rows, [row]);
}

#[test]
fn the_last_character_of_a_credit_code_checks_the_others() {
    // The example of GB 32100-2015.
    let sound = "91350100M000100Y43";
    let told = |text: &str| check_credit_code(text).err().map(|it| it.to_string());
    assert_eq!(told(sound), None);
    let cases = [
        ("91350100M000100Y44", "校验位不对：按前 17 位应为 3，现为 4"),
        ("91350100M000100Y4", "应为 18 位，现有 17 位"),
        ("91350100I000100Y43", "不应有“I”"),
        ("91350100m000100Y43", "不应有“m”"),
    ];
    for (text, words) in cases {
        assert!(told(text).unwrap().contains(words), "{text}");
    }
    // Any one character mistaken is found, and any two neighbours swapped.
    let code: Vec<char> = sound.chars().collect();
    for place in 0..code.len() {
        for other in "0123456789ABCDEFGHJKLMNPQRTUWXY"
            .chars()
            .filter(|it| *it != code[place])
        {
            let mut wrong = code.clone();
            wrong[place] = other;
            assert!(
                told(&wrong.iter().collect::<String>()).is_some(),
                "{place} {other}"
            );
        }
        if place > 0 && code[place] != code[place - 1] {
            let mut wrong = code.clone();
            wrong.swap(place, place - 1);
            assert!(told(&wrong.iter().collect::<String>()).is_some(), "{place}");
        }
    }
}
