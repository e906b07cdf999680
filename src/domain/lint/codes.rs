//! L02: codes and names that later cannot be used or would be mistaken for others.

use std::collections::HashSet;

use super::subject::{Subject, error};
use crate::domain::formula::{Function, is_name};
use crate::domain::scheme::source::BlockSource;
use crate::domain::scheme::{Fault, Spot, TOTAL_CELL};

/// Codes that filings use for something else.
const RESERVED: [&str; 2] = [TOTAL_CELL, "reason"];

/// No code is longer.
const LONGEST_CODE: usize = 60;

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let source = subject.source;
    for (at, item) in source.items.iter().enumerate() {
        faults.extend(code(&format!("item.{at}.code"), &item.code));
        faults.extend(name(&format!("item.{at}.name"), &item.name));
    }
    for (at, value) in source.computed.iter().enumerate() {
        faults.extend(code(&format!("computed.{at}.code"), &value.code));
        faults.extend(name(&format!("computed.{at}.name"), &value.name));
    }
    for (at, indicator) in source.indicators.iter().enumerate() {
        faults.extend(code(&format!("indicator.{at}.code"), &indicator.code));
    }
    let mut ids = HashSet::new();
    let mut trees = HashSet::new();
    for (at, form) in source.forms.iter().enumerate() {
        let path = format!("form.{at}.id");
        faults.extend(code(&path, &form.id));
        faults.extend((!ids.insert(&form.id)).then(|| double(&path, &form.id)));
        for (number, block) in form.blocks.iter().enumerate() {
            if let BlockSource::Indicators { id, level2, .. } = block {
                let path = format!("form.{at}.block.{number}");
                faults.extend(code(&format!("{path}.id"), id));
                faults.extend((!trees.insert(id)).then(|| double(&format!("{path}.id"), id)));
                let mut headings = HashSet::new();
                for (row, heading) in level2.iter().enumerate() {
                    let path = format!("{path}.level2.{row}.code");
                    faults.extend(code(&path, &heading.code));
                    let is_new = headings.insert(&heading.code);
                    faults.extend((!is_new).then(|| double(&path, &heading.code)));
                }
            }
        }
    }
    faults
}

fn double(path: &str, code: &str) -> Fault {
    error("L02", Spot::Path(path.to_owned()))
        .place(code)
        .says(format!("“{code}”写了两次。"))
        .cure("请改名，每个只能用一次。")
}

fn code(path: &str, code: &str) -> Option<Fault> {
    let fault = error("L02", Spot::Path(path.to_owned())).place(code);
    let is_plain = code.starts_with(|c: char| c.is_ascii_lowercase())
        && code.len() <= LONGEST_CODE
        && code
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !is_plain {
        return Some(fault.says(format!("代码“{code}”不合规定。")).cure(
            "代码以英文小写字母开头，只用小写字母、数字和下划线，不超过60个字符，定了以后不再改。",
        ));
    }
    RESERVED.contains(&code).then(|| {
        fault
            .says(format!("代码“{code}”已由程序使用。"))
            .cure("请换一个代码。")
    })
}

fn name(path: &str, name: &str) -> Option<Fault> {
    let fault = error("L02", Spot::Path(path.to_owned())).place(name);
    let wrong: String = name.chars().filter(|c| !is_name(*c)).collect();
    if name.is_empty() {
        return Some(fault.says("名称是空的。").cure("请写表上的名称。"));
    }
    if !wrong.is_empty() {
        return Some(
            fault
                .says(format!("名称“{name}”中的“{wrong}”不能用在公式里。"))
                .cure("名称中不要有括号、加减乘除号、百分号、逗号、句点和空格。"),
        );
    }
    if name.starts_with(|c: char| c.is_ascii_digit() || ('０'..='９').contains(&c)) {
        return Some(
            fault
                .says(format!("名称“{name}”以数字开头，公式会把它当成数。"))
                .cure("请改成以汉字开头，例如把“2022年预算”写成“本年预算”。"),
        );
    }
    Function::ALL.iter().any(|f| f.name() == name).then(|| {
        fault
            .says(format!("“{name}”是公式的函数名。"))
            .cure("请换一个名称。")
    })
}
