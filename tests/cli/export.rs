//! `ziping export` from the outside.

use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::json;

use crate::seeds::shipped;

/// A folder of its own with a filing in it, gone at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("ziping-export-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        let (scheme, entries) = shipped::filing("lukou-2022");
        let filing = json!({
            "format": "ziping-filing/1",
            "scheme": scheme.head.id,
            "year": entries.year,
            "agency": entries.agency,
            "cells": entries.cells,
        });
        std::fs::write(path.join("filing.json"), filing.to_string()).unwrap();
        Self(path)
    }

    fn ziping(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ziping"));
        command
            .current_dir(&self.0)
            .args(arguments)
            .output()
            .unwrap()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[test]
fn every_kind_is_written_where_it_is_wanted() {
    let folder = Folder::new("kinds");
    for kind in ["docx", "xlsx", "html", "zip", "csv", "json"] {
        let output = folder.ziping(&["export", "filing.json", "--to", kind, "."]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let named = format!("乙区行政审批服务局2022年度部门整体支出绩效自评表.{kind}");
        assert!(folder.0.join(named).is_file(), "{kind}");
    }
    let output = folder.ziping(&["export", "filing.json", "--to", "csv", "-"]);
    let list = String::from_utf8(output.stdout).unwrap();
    assert!(
        list.starts_with('\u{feff}') && list.contains(",total_executed,"),
        "{list}"
    );
}

/// With the feature there is one, without it the way to one is told.
#[test]
fn a_pdf_is_written_or_the_way_to_it_is_told() {
    let folder = Folder::new("pdf");
    let output = folder.ziping(&["export", "filing.json", "--to", "pdf", "filing.pdf"]);
    if ziping::export::Kind::HAS_PDF {
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let file = std::fs::read(folder.0.join("filing.pdf")).unwrap();
        assert!(file.starts_with(b"%PDF-1."));
    } else {
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            said.contains("cargo build --release --features pdf"),
            "{said}"
        );
    }
}

/// What was written as JSON is a filing again.
#[test]
fn the_data_go_back_into_the_program() {
    let folder = Folder::new("again");
    folder.ziping(&["export", "filing.json", "--to", "json", "again.json"]);
    let answer = |file: &str| {
        folder
            .ziping(&["evaluate", "--format", "json", file])
            .stdout
    };
    assert_eq!(answer("again.json"), answer("filing.json"));
}

#[test]
fn what_cannot_be_done_is_said() {
    let folder = Folder::new("said");
    let said = |arguments: &[&str]| {
        let output = folder.ziping(arguments);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(said(&["export", "filing.json", "--to", "exe", "x.exe"]).contains("docx, "));
    assert!(said(&["export", "nowhere.json", "--to", "docx", "x.docx"]).contains("nowhere.json"));
    assert!(said(&["export", "filing.json", "--to", "docx", "no/such/x.docx"]).contains("no/such"));
}
