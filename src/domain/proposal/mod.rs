//! A filled form that somebody brings as a document, put beside the filing: for every cell what the
//! document says, where it says it, how that is understood, and how sure it is.
//!
//! Nothing here changes a filing. A person picks proposals; [`Import::changes`] turns them into
//! texts for cells.

mod align;
mod cells;
mod changes;
mod checklists;
mod fit;
mod found;
mod judge;
mod leftover;
mod places;
mod rows;
mod sections;
mod tables;
mod template;
mod units;

use crate::domain::audit::recognise;
use crate::domain::document::Document;
use crate::domain::filing::{CellCode, Entries};
use crate::domain::scheme::Scheme;

pub(in crate::domain) use fit::is_dash;
pub(in crate::domain) use judge::is_printed;
pub(in crate::domain) use places::{Shown, shown};

use cells::Reader;
use found::Findings;

/// A document beside a filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// The year of the document's title.
    pub year: Option<i32>,
    /// The agency that the document names.
    pub agency: Option<String>,
    /// What to know before anything is taken over, in whole sentences.
    pub remarks: Vec<String>,
    /// The proposals in the order of the forms.
    pub proposals: Vec<Proposal>,
    /// What looks like a figure or a text of the form and has no cell.
    pub leftovers: Vec<Leftover>,
}

/// What the document says for one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The cell.
    pub code: CellCode,
    /// The form on which it stands.
    pub form: String,
    /// The cell in the words of the form.
    pub label: String,
    /// What stands in the cell now.
    pub present: String,
    /// How sure it is.
    pub certainty: Certainty,
    /// Why it is not sure, in whole sentences.
    pub doubts: Vec<String>,
    /// The texts for it; the first is the likeliest. Never empty.
    pub candidates: Vec<Candidate>,
    /// Whether the cell is computed here, so that the document's text is only held against it.
    pub is_computed: bool,
    /// The row list and the row, where the row is not in the filing yet.
    pub new_row: Option<(CellCode, String)>,
}

/// A text of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The text as it would be typed.
    pub text: String,
    /// How it is understood, where that differs from how it reads.
    pub understood: Option<String>,
    /// Where it stands in the document.
    pub place: String,
    /// Its number in the document: the same for the same document, whatever the filing holds.
    pub key: usize,
}

/// How sure a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// 一致: the cell says the same already.
    Same,
    /// 确定.
    Sure,
    /// 待确认: a person must look.
    Unsure,
}

impl Certainty {
    /// The word on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Same => "一致",
            Self::Sure => "确定",
            Self::Unsure => "待确认",
        }
    }
}

/// 未对应: a piece of the document without a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// What stands before or beside it.
    pub label: String,
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: String,
}

/// Why nothing can be proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No cell of the forms was found.
    #[error(
        "文档中没有找到本表的栏目，可能是其他地区、其他年度的表式，或者不是自评表。请核对文件；表式不同的，请打开本表逐项填写或分块粘贴。"
    )]
    NothingFound,
    /// More than any filled form holds.
    #[error(
        "文档超过 {MOST_TOKENS} 格（段），不像一份自评材料。请只保留本单位的自评表和自评报告，另存后再导入。"
    )]
    TooLong,
}

/// A document has at most this many cells and paragraphs; the longest published one has a tenth.
pub const MOST_TOKENS: usize = 20_000;

impl Import {
    /// Puts a document beside a filing.
    ///
    /// # Errors
    /// When the document is no filled form of this scheme.
    pub fn of(
        document: &Document,
        scheme: &Scheme,
        entries: &Entries,
    ) -> Result<Self, ImportError> {
        if size(document) > MOST_TOKENS {
            return Err(ImportError::TooLong);
        }
        let recognised = recognise(document, scheme);
        let reader = Reader {
            document,
            recognised: &recognised,
            scheme,
            year: entries.year,
            agency: &entries.agency,
        };
        let mut findings = Findings::new(&recognised);
        let mut with_rows = entries.clone();
        reader.cells(&mut findings);
        reader.tables(&mut findings);
        let new_rows = reader.rows(&mut with_rows, &mut findings);
        reader.answers(&mut findings);
        reader.sections(&mut findings);
        reader.units(&mut findings);
        let leftovers = leftover::list(&reader, &findings);
        let remarks = reader.remarks(&findings);
        let judge = judge::Judge {
            reader: &reader,
            present: entries,
            with_rows,
            new_rows,
            is_doubtful: !remarks.is_empty(),
        };
        let proposals = judge.proposals(&findings);
        if proposals.is_empty() {
            return Err(ImportError::NothingFound);
        }
        Ok(Self {
            year: recognised.year,
            agency: findings.agency,
            remarks,
            proposals,
            leftovers,
        })
    }

    /// How many proposals are so sure.
    #[must_use]
    pub fn count(&self, certainty: Certainty) -> usize {
        self.of_certainty(certainty).count()
    }

    /// The proposals that are so sure.
    pub fn of_certainty(&self, certainty: Certainty) -> impl Iterator<Item = &Proposal> {
        let proposals = self.proposals.iter();
        proposals.filter(move |proposal| proposal.certainty == certainty)
    }
}

fn size(document: &Document) -> usize {
    use crate::domain::document::Block;
    document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(_) => 1,
            Block::Table(table) => table.rows.iter().map(Vec::len).sum(),
        })
        .sum()
}

impl Reader<'_> {
    /// What to know before anything is taken over.
    fn remarks(&self, findings: &Findings) -> Vec<String> {
        let mut remarks = Vec::new();
        if let Some(year) = self.recognised.year.filter(|year| *year != self.year) {
            remarks.push(format!(
                "文档是{year}年度的，本填报是{}年度的，请核对是否选错了文件。",
                self.year
            ));
        }
        let other = findings
            .agency
            .as_deref()
            .filter(|agency| !cells::is_same_agency(agency, self.agency));
        if let Some(agency) = other {
            remarks.push(format!(
                "文档中的单位是“{agency}”，本填报的单位是“{}”，请核对是否选错了文件。",
                self.agency
            ));
        }
        remarks
    }
}
