//! L21: placeholders in titles, labels and headings.

use super::subject::{Subject, error};
use crate::domain::scheme::source::BlockSource;
use crate::domain::scheme::{Fault, PLACEHOLDERS, Spot, suggestion};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let source = subject.source;
    let mut faults = Vec::new();
    let mut look = |path: String, text: &str| faults.extend(unknown(&path, text));
    let title = &source.scheme.publication_title;
    look("scheme.publication_title".to_owned(), title);
    for (at, form) in source.forms.iter().enumerate() {
        look(format!("form.{at}.title"), &form.title);
        look(format!("form.{at}.year_line"), &form.year_line);
        for (number, block) in form.blocks.iter().enumerate() {
            for text in printed(block) {
                look(format!("form.{at}.block.{number}"), text);
            }
        }
    }
    faults
}

/// What a block prints with placeholders in it.
fn printed(block: &BlockSource) -> Vec<&str> {
    match block {
        BlockSource::Grid {
            label,
            columns,
            rows,
            ..
        } => {
            let labels = rows.iter().filter_map(|row| row.label.as_ref());
            let cells = rows.iter().flat_map(|row| &row.cells);
            let texts = cells.filter(|cell| cell.starts_with('='));
            let all = columns.iter().chain(labels).chain(texts);
            all.chain([label]).map(String::as_str).collect()
        }
        BlockSource::SideBySide { label, lists, .. } => {
            let titles = lists.iter().map(|list| &list.title);
            let rows = lists.iter().flat_map(|list| &list.rows);
            let labels = rows.map(|(label, _)| label);
            titles
                .chain(labels)
                .chain([label])
                .map(String::as_str)
                .collect()
        }
        BlockSource::Texts { label, columns, .. } => {
            columns.iter().chain([label]).map(String::as_str).collect()
        }
        BlockSource::Report { sections, .. } => sections
            .iter()
            .map(|section| section.heading.as_str())
            .collect(),
        _ => Vec::new(),
    }
}

/// Placeholders that nothing replaces, and brackets that are not closed.
fn unknown(path: &str, text: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    let fault = || error("L21", Spot::Text(path.to_owned(), text.to_owned(), 0)).place(text);
    if text.matches('{').count() != text.matches('}').count() {
        faults.push(fault().says("花括号没有成对。").cure(cure()));
        return faults;
    }
    let inside = text
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next());
    for word in inside {
        if !PLACEHOLDERS.contains(&word) {
            let near = suggestion(word, PLACEHOLDERS);
            faults.push(
                fault()
                    .says(format!("“{{{word}}}”不会被替换，会照原样印出来。"))
                    .cure(near + &cure()),
            );
        }
    }
    faults
}

fn cure() -> String {
    let known: Vec<String> = PLACEHOLDERS
        .iter()
        .map(|word| format!("{{{word}}}"))
        .collect();
    format!("可以用的有：{}。", known.join("、"))
}
