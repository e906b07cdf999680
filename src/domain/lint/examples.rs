//! L26: examples that speak of what the scheme does not have.

use std::collections::HashSet;

use super::subject::{Subject, error, notice};
use crate::domain::check::CATALOGUE;
use crate::domain::scheme::source::ExampleSource;
use crate::domain::scheme::{Fault, Spot, suggestion};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let examples = &subject.source.examples;
    if examples.is_empty() {
        return vec![
            notice("L26", Spot::File)
                .place("例子")
                .says("方案没有例子。")
                .cure(
                    "请用 [[example]] 写几个算好的例子，以后改方案时用 ziping scheme test 核对。",
                ),
        ];
    }
    let mut faults = Vec::new();
    let mut names = HashSet::new();
    for (at, example) in examples.iter().enumerate() {
        let path = format!("example.{at}");
        if !names.insert(example.name.as_str()) {
            let fault = error("L26", Spot::Path(format!("{path}.name")));
            let fault = fault.place(&example.name).says("例子的名称重复。");
            faults.push(fault.cure("请改名。"));
        }
        faults.extend(base(examples, at, example));
        if subject.is_whole {
            faults.extend(cells(subject, &path, example));
        }
        faults.extend(findings(&path, example));
    }
    faults
}

/// `like` names an example that stands before this one.
fn base(examples: &[ExampleSource], at: usize, example: &ExampleSource) -> Option<Fault> {
    let earlier = examples.iter().take(at).map(|other| other.name.as_str());
    if example.like.is_empty() || earlier.clone().any(|name| name == example.like) {
        return None;
    }
    Some(
        error("L26", Spot::Path(format!("example.{at}.like")))
            .place(&example.name)
            .says(format!("前面没有名为“{}”的例子。", example.like))
            .cure(suggestion(&example.like, earlier) + "like 写前面一个例子的名称。"),
    )
}

fn cells(subject: &Subject<'_>, path: &str, example: &ExampleSource) -> Vec<Fault> {
    let scheme = subject.scheme;
    let fault = |key: String, code: &str, says: &str, near: String| {
        error("L26", Spot::Path(format!("{path}.{key}")))
            .place(&example.name)
            .says(format!("“{code}”{says}"))
            .cure(near)
    };
    let items = || subject.source.items.iter().map(|item| item.code.as_str());
    let computed = || {
        subject
            .source
            .computed
            .iter()
            .map(|value| value.code.as_str())
    };
    let indicators = || scheme.indicators.iter().map(|i| i.code.as_str());
    let mut faults = Vec::new();
    for code in example.cells.keys().filter(|code| !scheme.accepts(code)) {
        let near = suggestion(code, items().chain(indicators()));
        faults.push(fault("cells".to_owned(), code, "不是方案的单元格。", near));
    }
    let values = example.expect.values.keys();
    for code in values.filter(|code| computed().all(|known| known != code.as_str())) {
        let near = suggestion(code, computed());
        let says = "不是计算项的代码。";
        faults.push(fault("expect.values".to_owned(), code, says, near));
    }
    let scores = example.expect.scores.keys();
    for code in scores.filter(|code| scheme.indicator(code).is_none()) {
        let near = suggestion(code, indicators());
        faults.push(fault(
            "expect.scores".to_owned(),
            code,
            "不是指标的代码。",
            near,
        ));
    }
    faults
}

/// Findings are named by the permanent numbers of the checks.
fn findings(path: &str, example: &ExampleSource) -> Vec<Fault> {
    let wanted = example.expect.findings.iter();
    wanted
        .chain(&example.expect.no_findings)
        .filter_map(|wanted| {
            let code = wanted.split_whitespace().next().unwrap_or_default();
            let is_known = code == "K" || CATALOGUE.iter().any(|(known, _)| *known == code);
            (!is_known).then(|| {
                error(
                    "L26",
                    Spot::Text(format!("{path}.expect"), wanted.clone(), 0),
                )
                .place(&example.name)
                .says(format!("没有编号为“{code}”的审核。"))
                .cure("写审核编号，或者编号加单元格代码，例如 \"K04 budget_total\"。")
            })
        })
        .collect()
}
