//! The two pages of 导入: a file is chosen; what it says stands beside the filing.

use askama::Template;

use crate::domain::proposal::{Certainty, Import, Leftover, Proposal};
use crate::store::batch::Batch;
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::form::write_bases;
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::cell_id;
use crate::web::extract::MOST_FILE_BYTES;
use crate::web::frame::Frame;

/// The page on which a file is chosen.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/import_bring.html")]
pub struct BringPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// Why the last file was not taken.
    pub problem: Option<String>,
    /// The text that was pasted.
    pub text: String,
}

impl BringPage {
    /// The page for a filing.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame) -> Self {
        Self {
            frame,
            view: opened.view(),
            problem: None,
            text: String::new(),
        }
    }

    fn address(&self) -> String {
        address::import(&self.view.id)
    }

    fn megabytes(&self) -> usize {
        MOST_FILE_BYTES / 1024 / 1024
    }
}

/// What a document says, beside the filing.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/import.html")]
pub struct ImportPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// The id under which the document waits.
    pub draft: String,
    /// The file's name.
    pub file_name: String,
    /// What to know before anything is taken over.
    pub remarks: Vec<String>,
    /// Why nothing, or not everything, was taken over.
    pub problems: Vec<String>,
    /// The proposals that a person may take over, by form.
    pub forms: Vec<FormLines>,
    /// What the filing says already.
    pub same: Vec<ProposalLine>,
    /// What the document says otherwise than is computed here.
    pub computed: Vec<ProposalLine>,
    /// What has no cell.
    pub leftovers: Vec<Leftover>,
    /// The changes on which the present texts are based, as one hidden text.
    pub bases: String,
    /// The last import, while it can be taken back.
    pub batch: Option<Batch>,
}

/// The proposals of one form.
#[derive(Debug, Clone)]
pub struct FormLines {
    /// 附件1 自评表.
    pub name: String,
    /// Its proposals.
    pub lines: Vec<ProposalLine>,
}

/// A proposal as a line of a table.
#[derive(Debug, Clone)]
pub struct ProposalLine {
    /// The cell in the words of the form.
    pub label: String,
    /// The way to the cell.
    pub href: String,
    /// What stands in it now.
    pub present: String,
    /// 确定 or 待确认.
    pub word: &'static str,
    /// Whether it is picked unless a person says otherwise.
    pub is_sure: bool,
    /// Why it is not sure.
    pub doubts: Vec<String>,
    /// The texts to pick from; never empty.
    pub candidates: Vec<CandidateLine>,
}

/// A text to pick.
#[derive(Debug, Clone)]
pub struct CandidateLine {
    /// What the page sends when it is picked.
    pub key: usize,
    /// The text.
    pub text: String,
    /// How it is understood, where that differs.
    pub understood: Option<String>,
    /// Where it stands in the document.
    pub place: String,
}

impl ProposalLine {
    fn of(view: &FilingView, proposal: &Proposal) -> Self {
        Self {
            label: proposal.label.clone(),
            href: format!(
                "{}#{}",
                view.form_href(&proposal.form),
                cell_id(&proposal.code)
            ),
            present: proposal.present.clone(),
            word: proposal.certainty.label(),
            is_sure: proposal.certainty == Certainty::Sure,
            doubts: proposal.doubts.clone(),
            candidates: proposal
                .candidates
                .iter()
                .map(|candidate| CandidateLine {
                    key: candidate.key,
                    text: candidate.text.clone(),
                    understood: candidate.understood.clone(),
                    place: candidate.place.clone(),
                })
                .collect(),
        }
    }

    /// What its check boxes are called, for people who do not see the table.
    fn pick_label(&self, candidate: &CandidateLine) -> String {
        if self.candidates.len() > 1 {
            format!("导入“{}”：{}", self.label, candidate.text)
        } else {
            format!("导入“{}”", self.label)
        }
    }
}

impl ImportPage {
    /// A document beside a filing; `draft` is its id and its file's name.
    #[must_use]
    pub fn of(
        opened: &Opened,
        frame: Frame,
        (draft, file_name): (&str, &str),
        import: &Import,
    ) -> Self {
        let view = opened.view();
        let is_open = |it: &&Proposal| it.certainty != Certainty::Same && !it.is_computed;
        let line = |proposal: &Proposal| ProposalLine::of(&view, proposal);
        let forms = view.forms.iter().map(|form| FormLines {
            name: view.form_name(&form.form),
            lines: import
                .proposals
                .iter()
                .filter(is_open)
                .filter(|proposal| proposal.form == form.form)
                .map(line)
                .collect(),
        });
        let differs = |it: &&Proposal| it.certainty == Certainty::Unsure && it.is_computed;
        Self {
            forms: forms.filter(|form| !form.lines.is_empty()).collect(),
            same: import.of_certainty(Certainty::Same).map(line).collect(),
            computed: import.proposals.iter().filter(differs).map(line).collect(),
            frame,
            draft: draft.to_owned(),
            file_name: file_name.to_owned(),
            remarks: import.remarks.clone(),
            problems: Vec::new(),
            leftovers: import.leftovers.clone(),
            bases: bases(opened, import),
            batch: None,
            view,
        }
    }

    fn address(&self) -> String {
        address::imported(&self.view.id, &self.draft)
    }

    fn another_href(&self) -> String {
        address::import(&self.view.id)
    }

    fn count(&self, is_sure: bool) -> usize {
        let lines = self.forms.iter().flat_map(|form| &form.lines);
        lines.filter(|line| line.is_sure == is_sure).count()
    }
}

/// The changes on which the texts beside the proposals are based; the row lists of new rows too.
fn bases(opened: &Opened, import: &Import) -> String {
    let ids = &opened.record.change_ids;
    let codes = import.proposals.iter().map(|it| &it.code);
    let lists = import.proposals.iter().filter_map(|it| it.new_row.as_ref());
    let all: std::collections::BTreeSet<_> = codes.chain(lists.map(|(list, _)| list)).collect();
    write_bases(all.into_iter().filter_map(|code| ids.get_key_value(code)))
}
