//! PDF (PDF/A-2b): the sheets as the tree that the typesetter's crate sets.

mod table;

use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use tracing::warn;
use ziping_pdf::{Block, Document, Moment, Paper};

use super::{ExportError, Snapshot};
use crate::domain::sheet::{Part, SIGN_OFF, Section, Sheet};

pub(super) fn write(snapshot: &Snapshot) -> Result<Vec<u8>, ExportError> {
    let written = ziping_pdf::write(&document(snapshot))?;
    if !written.unknown.is_empty() {
        let characters: String = written.unknown.iter().collect();
        warn!(
            characters,
            "no face has these characters; 〓 stands for them in the PDF"
        );
    }
    Ok(written.bytes)
}

fn document(snapshot: &Snapshot) -> Document {
    Document {
        title: snapshot.name(),
        author: snapshot.entries.agency.clone(),
        language: "zh".to_owned(),
        at: moment(snapshot.at),
        sections: snapshot.sheets.iter().map(section).collect(),
    }
}

/// A calendar's parts are small numbers; `try_from` says so.
fn moment(at: DateTime<Utc>) -> Moment {
    let small = |part: u32| u8::try_from(part).unwrap_or_default();
    Moment {
        year: at.year(),
        month: small(at.month()),
        day: small(at.day()),
        hour: small(at.hour()),
        minute: small(at.minute()),
        second: small(at.second()),
    }
}

fn section(sheet: &Sheet) -> ziping_pdf::Section {
    let mut blocks = head(sheet);
    for part in &sheet.parts {
        match part {
            Part::Table(part) => blocks.push(Block::Table(table::of(part))),
            Part::Section(part) => blocks.extend(texts(part)),
            Part::Signature(part) => blocks.push(Block::Seal {
                organisation: part.agency.clone(),
                date: part.date.shown.clone(),
            }),
        }
    }
    if !sheet.is_text() {
        blocks.push(Block::Signatures {
            places: SIGN_OFF.map(str::to_owned).to_vec(),
        });
    }
    ziping_pdf::Section {
        paper: paper(sheet),
        blocks,
    }
}

fn paper(sheet: &Sheet) -> Paper {
    if sheet.is_wide() {
        Paper::Wide
    } else if sheet.is_text() {
        Paper::Report
    } else {
        Paper::Form
    }
}

/// What stands above the parts; empty lines are left out.
fn head(sheet: &Sheet) -> Vec<Block> {
    let (annex, title, year) = (&sheet.annex, &sheet.title, &sheet.year_line);
    let mut blocks = vec![
        Block::Annex {
            text: annex.clone(),
        },
        Block::Title {
            text: title.clone(),
        },
        Block::Subtitle { text: year.clone() },
    ];
    if !sheet.is_text() {
        blocks.push(Block::Line {
            left: sheet.agency_line.clone(),
            right: sheet.unit_line.clone(),
        });
    }
    blocks.retain(|block| match block {
        Block::Annex { text } | Block::Title { text } | Block::Subtitle { text } => {
            !text.is_empty()
        }
        _ => true,
    });
    blocks
}

fn texts(section: &Section) -> Vec<Block> {
    let heading = Some(Block::Heading {
        level: section.level.clamp(1, 3),
        text: section.heading.clone(),
    });
    let heading = heading.filter(|_| !section.heading.is_empty());
    let paragraphs = section.paragraphs().into_iter();
    let paragraphs = paragraphs.map(|text| Block::Paragraph { text });
    heading.into_iter().chain(paragraphs).collect()
}
