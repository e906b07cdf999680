//! L34: the words that a long text can be begun with, and how long it should be.

use super::subject::{Subject, error};
use crate::domain::prose::{Span, is_prose, references, resolve};
use crate::domain::scheme::source::ItemSource;
use crate::domain::scheme::{Fault, Spot, fill_in};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let items = subject.source.items.iter().enumerate();
    items
        .flat_map(|(at, item)| {
            let mut faults = unused(at, item);
            faults.extend(names(subject, at, item));
            faults.extend(length(at, item));
            faults
        })
        .collect()
}

fn fault(at: usize, key: &str, item: &ItemSource) -> Fault {
    error("L34", Spot::Path(format!("item.{at}.{key}"))).place(&item.name)
}

/// Only long texts can be begun with words.
fn unused(at: usize, item: &ItemSource) -> Vec<Fault> {
    let set = [
        ("skeleton", !item.skeleton.is_empty()),
        ("length", item.length.is_some()),
    ];
    let set = set.iter().filter(|(_, is_set)| *is_set && !is_prose(item));
    set.map(|(key, _)| {
        fault(at, key, item)
            .says(format!("{key} 只用于多行文字，这一项不是。"))
            .cure(format!(
                "请删去 {key}；要写多行文字的，写 kind = \"text\"，不写 one_line。"
            ))
    })
    .collect()
}

/// Names that stand for nothing would come back as errors to everybody who begins with them.
fn names(subject: &Subject<'_>, at: usize, item: &ItemSource) -> Vec<Fault> {
    let words = fill_in(&item.skeleton, 0, "");
    references(&words)
        .into_iter()
        .filter_map(|span| match span {
            Span::Words(_) => None,
            Span::Reference(reference) => {
                let why = resolve(subject.scheme, &reference).err()?;
                let fault = fault(at, "skeleton", item).says(why.message(&reference));
                Some(fault.cure(why.cure()))
            }
        })
        .collect()
}

fn length(at: usize, item: &ItemSource) -> Option<Fault> {
    let [from, to] = item.length?;
    (from > to || to == 0).then(|| {
        fault(at, "length", item)
            .says(format!("建议字数从 {from} 至 {to}，写反了。"))
            .cure("先写少的，后写多的，例如 length = [200, 600]。")
    })
}
