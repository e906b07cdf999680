//! `ziping sample replay`: the same list, or what differs.

use std::path::PathBuf;
use std::process::{Command, Output};

use rust_decimal::Decimal;
use ziping::domain::sampling::{FORMAT, Member, Plan, Protocol, Quota, draw};

fn protocol() -> Protocol {
    let population: Vec<Member> = (1..=9)
        .map(|number| Member {
            code: format!("{number:03}"),
            agency: format!("甲县第{number}局"),
            department: String::new(),
            budget: Some(Decimal::from(number * 700)),
            signs: std::collections::BTreeMap::new(),
        })
        .collect();
    let plan = Plan::usual("20261122", Quota::Percent(30));
    let drawn = draw(&population, &plan).unwrap();
    Protocol {
        format: FORMAT.to_owned(),
        campaign: "2025年度部门整体支出绩效自评".to_owned(),
        year: 2025,
        drawn_by: "财政局审核人".to_owned(),
        drawn_at: "2026-11-22 16:00".to_owned(),
        plan,
        population,
        drawn,
    }
}

fn run(name: &str, text: &str) -> Output {
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("sample-{name}-{}.json", std::process::id()));
    std::fs::write(&file, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_ziping"));
    command
        .args(["sample", "replay"])
        .arg(&file)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_sound_protocol_comes_to_the_same() {
    let output = run("sound", &serde_json::to_string(&protocol()).unwrap());
    assert_eq!(output.status.code(), Some(0));
    let said = stdout(&output);
    assert!(
        said.starts_with(
            "重算一致：2025年度部门整体支出绩效自评，总体 9 家，抽中 3 家，种子“20261122”"
        ),
        "{said}"
    );
}

#[test]
fn a_protocol_that_was_touched_does_not() {
    let mut touched = protocol();
    touched.drawn.picked[0].agency = "甲县另一局".to_owned();
    let output = run("touched", &serde_json::to_string(&touched).unwrap());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output).contains("名单第 1 家与重算结果不一致"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn what_is_no_protocol_could_not_run() {
    let output = run("nothing", "{}");
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(said.contains("is no protocol of a sample"), "{said}");
}
