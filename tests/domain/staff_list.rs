//! A list of people: read from a table, judged as a whole.

use ziping::domain::account::Duty;
use ziping::domain::listing::ListProblem;
use ziping::domain::staff_list::{Known, Person, Place, Preview, judge, read};
use ziping::domain::workflow::{OrganizationKind, Role};

use super::roster::document;

fn place(kind: OrganizationKind, lineage: &[&str]) -> Place {
    Place {
        kind,
        lineage: lineage.iter().map(|id| (*id).to_owned()).collect(),
    }
}

fn known() -> Known {
    use OrganizationKind::{Agency, Bureau, Department};
    let mut known = Known::default();
    for (code, place) in [
        ("01", place(Bureau, &["01"])),
        ("02", place(Department, &["02", "01"])),
        ("11", place(Agency, &["11", "02", "01"])),
        ("12", place(Agency, &["12", "01"])),
    ] {
        known.places.insert(code.to_owned(), place);
    }
    let accountant = Person {
        name: "填报人一".to_owned(),
        phone: "0731-1234567".to_owned(),
        is_disabled: false,
        duties: vec![Duty {
            role: Role::Accountant,
            lineage: known.places["11"].lineage.clone(),
        }],
    };
    let closed = Person {
        name: "原填报人".to_owned(),
        is_disabled: true,
        ..Person::default()
    };
    known.people.insert("tianbao-1".to_owned(), accountant);
    known.people.insert("yuan".to_owned(), closed);
    known
}

fn judged(rows: &str) -> Preview {
    let list = format!("姓名 | 登录名 | 岗位 | 单位代码 | 联系电话\n{rows}");
    judge(&read(&document(&list)).unwrap(), &known())
}

/// `login name verdict details` of every row.
fn told(rows: &str) -> Vec<String> {
    let lines = judged(rows).rows.into_iter().map(|judged| {
        let (label, words) = (judged.verdict.label(), judged.verdict.words());
        format!("{} {label} {words}", judged.becomes.login_name)
    });
    lines.map(|line| line.trim_end().to_owned()).collect()
}

#[test]
fn each_row_is_new_changed_unchanged_or_wrong() {
    let rows = "
        填报人一 | tianbao-1 | 填报人 | 11 |
        填报人二 | ＴianBao-2 | 填 报 人 | 12 | 138 0000 0000
        填报人二 | tianbao-2 | accountant | 11 |
        审核人一 | shenhe | 财政审核人 | 01 |
        管理员一 | guanli | 系统管理员 | |";
    let rows = rows.trim();
    let expected = [
        "tianbao-1 不变",
        "tianbao-2 新增",
        "tianbao-2 新增",
        "shenhe 新增",
        "guanli 新增",
    ];
    assert_eq!(told(rows), expected);
    let preview = judged(rows);
    assert!(preview.is_sound());
    let new = preview.new_people();
    let new: Vec<&str> = new.iter().map(|it| it.login_name.as_str()).collect();
    assert_eq!(new, ["tianbao-2", "shenhe", "guanli"], "one account each");

    let changes = "填报人甲 | tianbao-1 | 填报人 | 12 | 0731-7654321";
    assert_eq!(told(changes), ["tianbao-1 变更 姓名、联系电话、身份"]);
}

#[test]
fn what_is_wrong_is_said_at_its_row() {
    let cases = [
        (" | xin | 填报人 | 11 |", "xin 有误 姓名应为 1 至 40 个字。"),
        (
            "新人 | x | 填报人 | 11 |",
            "x 有误 登录名应为 2 至 40 个字符。",
        ),
        (
            "新人 | xin | 会计 | 11 |",
            "xin 有误 没有岗位“会计”，应为填报人、单位复核人、主管部门审核人、财政局审核人、财政局发布人、系统管理员、安全管理员、审计员之一。",
        ),
        (
            "新人 | xin | 填报人 | 99 |",
            "xin 有误 没有代码为“99”的单位。",
        ),
        (
            "新人 | xin | 填报人 | 02 |",
            "xin 有误 填报人应属于预算单位。",
        ),
        ("新人 | xin | 填报人 | |", "xin 有误 填报人应属于预算单位。"),
        (
            "新人 | xin | 审计员 | 01 |",
            "xin 有误 审计员应属于系统，不填单位代码。",
        ),
        (
            "新人 | xin | 填报人 | 11 | =1+1",
            "xin 有误 联系电话“=1+1”应为 30 个以内的数字，可以有“-”和分机“转”。",
        ),
        (
            "原填报人 | yuan | 填报人 | 11 |",
            "yuan 有误 该账号已停用，请另用一个登录名。",
        ),
        (
            "填报人一 | tianbao-1 | 主管部门审核人 | 02 |",
            "tianbao-1 有误 同一单位的填报、审核、公开应由不同的人办理。该人员在这条办理链上已是填报人，不能再任主管部门审核人。",
        ),
        (
            "填报人一 | tianbao-1 | 审计员 | |",
            "tianbao-1 有误 系统管理员、安全管理员、审计员应由不同的人担任，也不兼办填报、审核和公开。该人员已是填报人，不能再任审计员。",
        ),
    ];
    for (row, expected) in cases {
        assert_eq!(told(row), [expected], "{row}");
        assert!(!judged(row).is_sound());
    }
}

#[test]
fn what_rows_say_of_one_person_must_go_together() {
    let cases = [
        (
            "新人甲 | xin | 填报人 | 11 |\n新人乙 | XIN | 填报人 | 12 |",
            "xin 有误 登录名与第 2 行重复而姓名不同，两个人应有两个登录名。",
        ),
        (
            "新人 | xin | 填报人 | 11 | 1\n新人 | xin | 填报人 | 12 | 2",
            "xin 有误 与第 2 行是同一个人，联系电话却不同。",
        ),
        (
            "新人 | xin | 填报人 | 11 |\n新人 | xin | 填报人 | 11 |",
            "xin 有误 与第 2 行完全重复。",
        ),
        (
            "新人 | xin | 系统管理员 | |\n新人 | xin | 审计员 | |",
            "xin 有误 与第 2 行不能兼任：系统管理员、安全管理员、审计员应由不同的人担任，也不兼办填报、审核和公开。该人员已是系统管理员，不能再任审计员。",
        ),
    ];
    for (rows, expected) in cases {
        assert_eq!(told(rows)[1], expected, "{rows}");
    }
}

#[test]
fn a_file_without_the_headings_is_no_list() {
    let problem = ListProblem::NoTable {
        list: "人员名单",
        needed: "“姓名”、“登录名”、“岗位”".to_owned(),
    };
    assert_eq!(read(&document("姓名 | 登录名\n甲 | jia")), Err(problem));
    let rows = read(&document(
        "手机 | 用户名 | 身份 | 显示名\n1 | jia | 填报人 | 甲",
    ));
    assert_eq!(rows.unwrap()[0].phone, "1");
}
