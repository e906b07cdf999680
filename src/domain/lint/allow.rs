//! L27: what the lint asks about and the scheme gives a reason for.

use serde::Serialize;

use super::subject::{Subject, warning};
use crate::domain::check::Severity;
use crate::domain::scheme::source::{AllowSource, SchemeSource};
use crate::domain::scheme::{Fault, Problem, Spot, suggestion};

/// A warning or notice that the scheme answers.
#[derive(Debug, Serialize)]
pub struct Allowed {
    /// What the lint asks about.
    pub problem: Problem,
    /// The scheme's answer.
    pub because: String,
}

/// Reasons that cannot count.
pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, allow) in subject.source.allows.iter().enumerate() {
        let fault = |key: &str| warning("L27", Spot::Path(format!("allow.{at}.{key}")));
        let known = super::CATALOGUE.map(|(code, _)| code);
        if !known.contains(&allow.lint.as_str()) {
            faults.push(
                fault("lint")
                    .place(&allow.lint)
                    .says(format!("没有编号为“{}”的方案检查。", allow.lint))
                    .cure("编号见检查结果，例如 L16。"),
            );
        }
        if allow.because.trim().is_empty() {
            faults.push(
                fault("because")
                    .place(&allow.lint)
                    .says("没有写理由。")
                    .cure("请写明为什么这样是对的，例如“上级表样如此”。"),
            );
        }
        let names = names(subject.source);
        if !allow.at.is_empty() && !names.contains(&allow.at.as_str()) {
            let near = suggestion(&allow.at, names);
            faults.push(
                fault("at")
                    .place(&allow.lint)
                    .says(format!("方案中没有“{}”。", allow.at))
                    .cure(near + "at 写数据项、指标、表或例子的代码或名称。"),
            );
        }
    }
    faults
}

/// What stays open, and what the scheme gives a reason for. A reason that answers nothing is said.
pub(super) fn sort(subject: &Subject<'_>, faults: Vec<Fault>) -> (Vec<Fault>, Vec<Allowed>) {
    let allows = &subject.source.allows;
    let (mut open, mut allowed) = (Vec::new(), Vec::new());
    let mut used = vec![false; allows.len()];
    for fault in faults {
        let is_answerable = fault.problem.severity != Severity::Error;
        let answer = allows
            .iter()
            .enumerate()
            .find(|(_, allow)| is_answerable && answers(subject.source, allow, &fault));
        match answer {
            Some((index, allow)) => {
                used.iter_mut()
                    .skip(index)
                    .take(1)
                    .for_each(|used| *used = true);
                allowed.push(Allowed {
                    problem: fault.located(subject.positions),
                    because: allow.because.clone(),
                });
            }
            None => open.push(fault),
        }
    }
    for (at, (allow, _)) in allows
        .iter()
        .zip(&used)
        .enumerate()
        .filter(|(_, (_, used))| !**used)
    {
        open.push(
            warning("L27", Spot::Path(format!("allow.{at}")))
                .place(&allow.lint)
                .says("这条说明没有对应的检查结果。")
                .cure("问题已经改好的，请删去这条说明；错误不能用说明代替改正。"),
        );
    }
    (open, allowed)
}

fn answers(source: &SchemeSource, allow: &AllowSource, fault: &Fault) -> bool {
    allow.lint == fault.problem.lint
        && !allow.because.trim().is_empty()
        && (allow.at.is_empty()
            || allow.at == fault.problem.place
            || owner(source, &fault.spot).contains(&allow.at.as_str()))
}

/// Codes and names of the element in which a spot lies.
fn owner<'a>(source: &'a SchemeSource, spot: &Spot) -> Vec<&'a str> {
    let (Spot::Path(path) | Spot::Key(path, _) | Spot::Text(path, _, _)) = spot else {
        return Vec::new();
    };
    let mut steps = path.split('.');
    let (Some(section), Some(Ok(at))) = (steps.next(), steps.next().map(str::parse::<usize>))
    else {
        return Vec::new();
    };
    let found = match section {
        "item" => source.items.get(at).map(|item| (&item.code, &item.name)),
        "computed" => source
            .computed
            .get(at)
            .map(|value| (&value.code, &value.name)),
        "indicator" => source.indicators.get(at).map(|i| (&i.code, &i.name)),
        "form" => source.forms.get(at).map(|form| (&form.id, &form.name)),
        "example" => source.examples.get(at).map(|e| (&e.name, &e.name)),
        _ => None,
    };
    found.map_or_else(Vec::new, |(code, name)| vec![code.as_str(), name.as_str()])
}

fn names(source: &SchemeSource) -> Vec<&str> {
    let items = source
        .items
        .iter()
        .flat_map(|item| [&item.code, &item.name]);
    let computed = source
        .computed
        .iter()
        .flat_map(|value| [&value.code, &value.name]);
    let indicators = source.indicators.iter().flat_map(|i| [&i.code, &i.name]);
    let forms = source.forms.iter().flat_map(|form| [&form.id, &form.name]);
    let examples = source.examples.iter().map(|example| &example.name);
    items
        .chain(computed)
        .chain(indicators)
        .chain(forms)
        .chain(examples)
        .map(String::as_str)
        .collect()
}
