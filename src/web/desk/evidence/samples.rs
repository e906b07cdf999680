//! The page 佐证材料 with made-up contents.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::EvidencePage;
use crate::domain::evidence::{FileKind, FileProblem, FileRules, subjects};
use crate::domain::workflow::Role;
use crate::store::evidence::Evidence;
use crate::web::desk::opened::Opened;
use crate::web::samples::{HOSTILE, LONGEST, Sample, frame};

/// The page for one filing.
#[must_use]
pub fn samples(case: &str, opened: &Opened) -> Vec<Sample> {
    let rules = FileRules {
        file_bytes: 50 << 20,
        filing_bytes: 500 << 20,
        kinds: BTreeSet::from(FileKind::ALL),
    };
    let page = EvidencePage::of(opened, frame(Role::Accountant), &rules, "");
    let refused = EvidencePage {
        problem: Some(FileProblem::Encrypted.to_string()),
        ..page.clone()
    };
    vec![
        Sample::new(format!("desk/evidence {case}"), &page),
        Sample::new(format!("desk/evidence refused {case}"), &refused),
    ]
}

/// Names of files by the end of the case that has any.
const NAMES: [(&str, &str); 3] = [
    ("locked", "验收单.pdf"),
    ("hostile", HOSTILE),
    ("longest", LONGEST),
];

/// The filing with files at every other indicator, in some cases.
#[must_use]
pub fn with_files(case: &str, mut opened: Opened) -> Opened {
    let Some((_, name)) = NAMES.iter().find(|(end, _)| case.ends_with(end)) else {
        return opened;
    };
    let all = subjects(&opened.record.scheme, &opened.evaluation);
    let files = all.iter().step_by(2).enumerate();
    opened.record.evidence = files
        .map(|(number, subject)| file(number, &subject.code, name))
        .chain([file(1000, "ind.gone", name)])
        .collect();
    opened
}

fn file(number: usize, subject: &str, name: &str) -> Evidence {
    Evidence {
        id: format!("file-{number}"),
        filing_id: "filing".to_owned(),
        subject: subject.to_owned(),
        file_name: name.to_owned(),
        kind: FileKind::Pdf,
        bytes: 1_234_567,
        digest: "0".repeat(64),
        is_public: number.is_multiple_of(2),
        uploaded_by: "account".to_owned(),
        uploaded_by_name: "填报人一".to_owned(),
        uploaded_at: DateTime::<Utc>::UNIX_EPOCH,
    }
}
