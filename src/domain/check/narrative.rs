//! The running text of a filing: its report and its goals, read as one text and held against the
//! figures of its forms.

use std::borrow::Cow;
use std::sync::Arc;

use super::Finding;
use super::subject::{Report, Subject, place_label};
use crate::domain::figure::Exact;
use crate::domain::formula::Slot;
use crate::domain::narrative::{Context, Known, TextRead};
use crate::domain::scheme::source::{BlockSource, ItemKind};
use crate::domain::scheme::{SlotDefinition, SlotKind};

/// A paragraph and the cell in which it was typed; printed headings have none.
struct Paragraph<'a> {
    text: Cow<'a, str>,
    cell: Option<&'a str>,
}

/// The running text read by itself; what was read before is taken where the text is the same.
/// `None` where nothing was written.
pub(super) fn read(subject: &Subject<'_>, before: Option<&Arc<TextRead>>) -> Option<Arc<TextRead>> {
    let paragraphs = paragraphs(subject);
    let is_blank = paragraphs.iter().all(|paragraph| paragraph.cell.is_none());
    let (texts, year) = (texts(&paragraphs), Some(subject.entries.year));
    let again = before.filter(|before| before.is_of(&texts, year));
    let read = || Arc::new(TextRead::of(&texts, year));
    (!is_blank).then(|| again.cloned().unwrap_or_else(read))
}

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(read) = &subject.evaluation.text else {
        return Vec::new();
    };
    let paragraphs = paragraphs(subject);
    let context = Context {
        year: Some(subject.entries.year),
        known: known(subject),
    };
    read.beside(&texts(&paragraphs), &context)
        .into_iter()
        .filter_map(|(index, remark)| {
            let cell = paragraphs.get(index)?.cell?;
            let finding = subject.finding(Report {
                check: remark.check,
                severity: remark.severity,
                cell: cell.to_owned(),
                message: remark.message,
                cure: remark.cure,
                related: Vec::new(),
            });
            Some(finding.quoting(&remark.published))
        })
        .collect()
}

fn texts<'a>(paragraphs: &'a [Paragraph<'_>]) -> Vec<&'a str> {
    let paragraphs = paragraphs.iter();
    paragraphs
        .map(|paragraph| paragraph.text.as_ref())
        .collect()
}

/// The report in its order under its headings, then every other text.
fn paragraphs<'a>(subject: &Subject<'a>) -> Vec<Paragraph<'a>> {
    let mut found = Vec::new();
    let blocks = subject.scheme.forms.iter().flat_map(|form| &form.blocks);
    for block in blocks {
        let sections: Vec<(&str, &str)> = match block {
            BlockSource::Report { sections } => {
                let sections = sections.iter();
                sections
                    .map(|s| (s.heading.as_str(), s.cell.as_str()))
                    .collect()
            }
            BlockSource::Record { rows } => {
                let pairs = rows.iter().flatten();
                let texts = pairs.filter(|(_, cell)| is_text(subject, cell));
                texts
                    .map(|(name, cell)| (name.as_str(), cell.as_str()))
                    .collect()
            }
            _ => continue,
        };
        for (heading, cell) in sections {
            found.push(Paragraph {
                text: Cow::Borrowed(heading),
                cell: None,
            });
            lines(subject, cell, &mut found);
        }
    }
    for definition in &subject.scheme.slots {
        let is_text =
            matches!(&definition.kind, SlotKind::Input(item) if item.kind == ItemKind::Text);
        if is_text && !subject.scheme.is_in_report(&definition.code) {
            lines(subject, &definition.code, &mut found);
        }
    }
    found
}

/// Facts of a record that are no text (an amount, a choice) are no paragraphs.
fn is_text(subject: &Subject<'_>, cell: &str) -> bool {
    let slot = subject.scheme.slot(cell);
    let definition = slot.and_then(|slot| subject.definition(slot));
    definition.is_some_and(|definition| {
        matches!(&definition.kind, SlotKind::Input(item) if item.kind == ItemKind::Text)
    })
}

fn lines<'a>(subject: &Subject<'a>, cell: &'a str, found: &mut Vec<Paragraph<'a>>) {
    let paragraphs = subject.prose(cell).paragraphs().into_iter();
    found.extend(paragraphs.map(|text| Paragraph {
        text: Cow::Owned(text),
        cell: Some(cell),
    }));
}

/// The figures of the forms by their names.
fn known(subject: &Subject<'_>) -> Vec<Known> {
    subject
        .scheme
        .slots
        .iter()
        .enumerate()
        .filter_map(|(slot, definition)| figure(subject, slot, definition))
        .collect()
}

fn figure(subject: &Subject<'_>, slot: Slot, definition: &SlotDefinition) -> Option<Known> {
    let is_percent = definition.unit == "%";
    if !is_percent && !definition.unit.ends_with('元') {
        return None;
    }
    let is_typed = matches!(definition.kind, SlotKind::Input(_));
    if is_typed && subject.typed(slot).trim().is_empty() {
        return None;
    }
    let value = subject.value(slot).ok()?;
    let place = place_label(subject.scheme, subject.entries, &definition.code);
    Some(Known {
        name: definition.name.clone(),
        value: if is_percent {
            &value * &Exact::whole(100)
        } else {
            value
        },
        unit: definition.unit.clone(),
        place: format!("表中“{place}”"),
        is_loose: false,
    })
}
