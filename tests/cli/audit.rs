//! `ziping audit` on real files: what it prints in each format, and its exit status.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const KEYS: [&str; 8] = [
    "file",
    "check",
    "severity",
    "place",
    "published",
    "expected",
    "message",
    "cure",
];

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("audit-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn audit(within: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ziping"));
    command
        .current_dir(within)
        .arg("audit")
        .args(arguments)
        .output()
        .unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The findings as `file check severity`.
fn rows(json: &str) -> Vec<String> {
    let found: Value = serde_json::from_str(json).unwrap();
    let row = |row: &Value| {
        ["file", "check", "severity"]
            .map(|key| row[key].as_str().unwrap().to_owned())
            .join(" ")
    };
    found.as_array().unwrap().iter().map(row).collect()
}

#[test]
fn a_file_that_cannot_be_read_is_one_finding_and_stops_nobody() {
    let place = folder("unreadable");
    std::fs::write(place.join("好.txt"), "一、基本情况\n").unwrap();
    std::fs::write(place.join("坏.pdf"), "%PDF-1.7").unwrap();
    let output = audit(
        &place,
        &["--format", "json", "坏.pdf", "没有.txt", "好.txt"],
    );
    assert_eq!(
        rows(&stdout(&output)),
        ["坏.pdf 读取 error", "没有.txt 读取 error"]
    );
    assert_eq!(output.status.code(), Some(1));
    let found: Value = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(found[0]["message"], "不能读取PDF文件。");
    assert!(
        found[0]["cure"].as_str().unwrap().starts_with("请"),
        "{found}"
    );

    for (files, status) in [
        (&["好.txt"][..], 0),
        (&["坏.pdf", "好.txt"], 1),
        (&["坏.pdf"], 2),
        (&["没有.txt"], 2),
    ] {
        assert_eq!(
            audit(&place, files).status.code(),
            Some(status),
            "{files:?}"
        );
    }
}

#[test]
fn json_has_these_keys_in_this_order() {
    let place = folder("json");
    std::fs::write(place.join("a.pdf"), "%PDF-1.7").unwrap();
    let text = stdout(&audit(&place, &["--format", "json", "a.pdf"]));
    let places: Vec<usize> = KEYS
        .iter()
        .map(|key| text.find(&format!("\"{key}\":")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{text}");
    let found: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(found[0].as_object().unwrap().len(), KEYS.len());

    std::fs::write(place.join("b.txt"), "一、基本情况\n").unwrap();
    let nothing = stdout(&audit(&place, &["--format", "json", "b.txt"]));
    assert_eq!(
        serde_json::from_str::<Value>(&nothing).unwrap(),
        Value::Array(Vec::new())
    );
}

#[test]
fn a_table_opens_in_excel_and_runs_nothing() {
    let place = folder("csv");
    std::fs::write(place.join("=HYPERLINK(\"x\").pdf"), "%PDF-1.7").unwrap();
    let text = stdout(&audit(
        &place,
        &["--format", "csv", "=HYPERLINK(\"x\").pdf"],
    ));
    let table = text.strip_prefix('\u{feff}').unwrap();
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), KEYS);
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!(&row[0], "'=HYPERLINK(\"x\").pdf");
    assert_eq!((&row[1], &row[2]), ("读取", "error"));
}

#[test]
fn text_is_grouped_by_file_and_ends_with_a_summary() {
    let place = folder("text");
    std::fs::write(place.join("好.txt"), "一、基本情况\n").unwrap();
    std::fs::write(place.join("坏.pdf"), "%PDF-1.7").unwrap();
    let text = stdout(&audit(&place, &["坏.pdf", "好.txt"]));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..2], ["坏.pdf", "  错误 读取"]);
    assert!(text.contains("\n好.txt\n  未发现问题\n"), "{text}");
    assert_eq!(
        *lines.last().unwrap(),
        "共检查2个文件：错误1处，需说明0处，提示0处；1个文件未能读取。"
    );
}

#[test]
fn a_folder_is_read_to_its_depth_in_the_order_of_names() {
    let place = folder("folder");
    let deep = place.join("报告/乙区");
    std::fs::create_dir_all(&deep).unwrap();
    for name in [
        "报告/b.pdf",
        "报告/a.pdf",
        "报告/乙区/c.PDF",
        "报告/~$a.docx",
        "报告/.hidden.pdf",
        "报告/photo.png",
    ] {
        std::fs::write(place.join(name), "%PDF-1.7").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(place.join("报告"), deep.join("又一次")).unwrap();
    let output = audit(&place, &["--format", "json", "报告/"]);
    let expected = [
        "报告/a.pdf 读取 error",
        "报告/b.pdf 读取 error",
        "报告/乙区/c.PDF 读取 error",
    ];
    assert_eq!(rows(&stdout(&output)), expected);
    assert_eq!(stderr(&output), "", "silent where nobody looks");
    let asked = stderr(&audit(&place, &["--progress", "报告"]));
    assert!(
        asked.contains("1/3 报告/a.pdf") && asked.contains("3/3"),
        "{asked}"
    );
}

#[test]
fn findings_go_to_a_file_which_is_not_read_itself() {
    let place = folder("out");
    std::fs::write(place.join("a.pdf"), "%PDF-1.7").unwrap();
    for _ in 0..2 {
        let output = audit(&place, &["--format", "csv", "--out", "结果.csv", "."]);
        assert_eq!(stdout(&output), "");
        let written = std::fs::read_to_string(place.join("结果.csv")).unwrap();
        assert_eq!(written.lines().count(), 2, "{written}");
    }
    let output = audit(&place, &["--out", "没有/结果.csv", "a.pdf"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--out"), "{output:?}");
}

#[test]
fn one_document_comes_through_a_pipe() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ziping"));
    command
        .args(["audit", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"%PDF-1.7").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(rows(&stdout(&output)), ["- 读取 error"]);
}

#[test]
fn a_published_document_is_judged_alike_in_every_encoding_and_format() {
    let place = folder("published");
    let text =
        std::fs::read_to_string(crate::support::root().join("tests/seeds/documents/datonghu.txt"))
            .unwrap();
    std::fs::write(place.join("附件.txt"), &text).unwrap();
    let json = stdout(&audit(&place, &["--format", "json", "附件.txt"]));
    let found: Value = serde_json::from_str(&json).unwrap();
    let rate = found
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["expected"] == "30.67%")
        .unwrap();
    assert_eq!(
        (&rate["check"], &rate["severity"]),
        (&"K01".into(), &"error".into())
    );
    assert_eq!(rate["published"], "100%");

    let output = audit(&place, &["--format", "csv", "附件.txt"]);
    assert_eq!(output.status.code(), Some(1));
    let table = stdout(&output);
    let rows = csv::Reader::from_reader(table.as_bytes())
        .into_records()
        .count();
    assert_eq!(rows, rows_of(&found), "{table}");

    std::fs::write(place.join("附件.txt"), encoding_rs::GB18030.encode(&text).0).unwrap();
    let gbk = stdout(&audit(&place, &["--format", "json", "附件.txt"]));
    assert_eq!(gbk, json);
}

fn rows_of(found: &Value) -> usize {
    found.as_array().unwrap().len()
}

#[test]
fn wrong_usage_says_what_to_do() {
    let place = folder("usage");
    std::fs::write(place.join("a.txt"), "一、基本情况\n").unwrap();
    std::fs::write(place.join("own.toml"), "[scheme]\nid = \"own\"\n").unwrap();
    let cases: [(&[&str], &[&str]); 5] = [
        (&[], &["FILE"]),
        (&["--format", "xml", "a.txt"], &["text", "json", "csv"]),
        (
            &["--scheme", "nowhere", "a.txt"],
            &["nowhere", "lukou-2022"],
        ),
        (&["--scheme", "nowhere.toml", "a.txt"], &["nowhere.toml"]),
        (&["--scheme", "own.toml", "a.txt"], &["own.toml"]),
    ];
    for (arguments, words) in cases {
        let output = audit(&place, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        for word in words {
            assert!(stderr(&output).contains(word), "{arguments:?}: {output:?}");
        }
    }
    assert_eq!(
        audit(&place, &["--scheme", "lukou-2022", "a.txt"])
            .status
            .code(),
        Some(0)
    );
    let text = include_str!("../../schemes/lukou-2022.toml");
    let own = text.replace("id = \"lukou-2022\"", "id = \"jia-2022\"");
    std::fs::create_dir_all(place.join("schemes")).unwrap();
    std::fs::write(place.join("schemes/jia-2022.toml"), own).unwrap();
    let arguments = ["--scheme", "jia-2022", "--schemes", "schemes", "a.txt"];
    assert_eq!(audit(&place, &arguments).status.code(), Some(0));
}
