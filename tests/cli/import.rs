//! `ziping import`: the filing on standard output, what is unsure on standard error.

use std::process::{Command, Output};

use serde_json::Value;

fn import(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ziping"));
    command
        .current_dir(crate::support::root())
        .arg("import")
        .args(arguments)
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_word_file_becomes_a_filing() {
    let output = import(&["tests/seeds/made/lukou.docx", "--scheme", "lukou-2022"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let filing: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(filing["format"], "ziping-filing/1");
    assert_eq!(filing["year"], 2022);
    assert_eq!(filing["agency"], "乙区行政审批服务局");
    assert_eq!(filing["cells"]["total_initial"], "485.88");
    assert_eq!(filing["cells"]["execution_rate"], "100%");
    assert!(text(&output.stderr).contains("待确认 0 格"));
}

#[test]
fn what_is_unsure_is_told_with_its_place() {
    let output = import(&[
        "tests/seeds/made/datonghu.docx",
        "--scheme",
        "datonghu-2020",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(told.contains("149.03") && told.contains("149.21"), "{told}");
    assert!(told.contains("30.67%"), "{told}");
}

#[test]
fn what_cannot_be_read_is_a_sentence() {
    for (arguments, words) in [
        (["没有.docx", "--scheme", "lukou-2022"], "没有这个文件"),
        (
            ["Cargo.toml", "--scheme", "lukou-2022"],
            "没有找到本表的栏目",
        ),
        (["tests", "--scheme", "lukou-2022"], "give one file"),
        (
            ["tests/seeds/made/lukou.docx", "--scheme", "没有"],
            "no scheme",
        ),
    ] {
        let output = import(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = text(&output.stderr);
        assert!(told.contains(words), "{arguments:?}: {told}");
    }
}
