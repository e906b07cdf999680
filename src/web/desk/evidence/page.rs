//! The page 佐证材料 of a filing.

use askama::Template;

use super::{FileLine, file_size};
use crate::domain::evidence::{FileRules, Subject, megabytes, subjects};
use crate::store::evidence::Evidence;
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::opened::Opened;
use crate::web::desk::paper::cell_id;
use crate::web::extract::MOST_FILE_BYTES;
use crate::web::form::Choice;
use crate::web::frame::Frame;

/// 佐证材料 of a filing.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/evidence.html")]
pub struct EvidencePage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// Why the last file was not taken.
    pub problem: Option<String>,
    /// What the next file will prove, as chosen so far.
    pub chosen: String,
    /// What is taken.
    pub rules: FileRules,
    /// How much the filing holds already, bytes.
    pub held: u64,
    /// Every form with what can be proved on it.
    pub forms: Vec<FormLines>,
    /// Files of indicators that were removed from the forms.
    pub orphans: Vec<FileLine>,
}

/// One form with what can be proved on it.
#[derive(Debug, Clone)]
pub struct FormLines {
    /// 附件1 自评表.
    pub name: String,
    /// Its indicators, and itself.
    pub subjects: Vec<SubjectLine>,
}

/// An indicator, or a form as a whole, with its files.
#[derive(Debug, Clone)]
pub struct SubjectLine {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub label: String,
    /// The way to its cell.
    pub href: String,
    /// Its files.
    pub files: Vec<FileLine>,
    /// Whether a person decided about its points and nothing proves them.
    pub is_missing: bool,
}

impl SubjectLine {
    /// The indicators of a filing, and its forms, with their files.
    #[must_use]
    pub fn list(opened: &Opened) -> Vec<(String, Self)> {
        let record = &opened.record;
        let all = subjects(&record.scheme, &opened.evaluation);
        all.iter()
            .map(|subject| (subject.form.clone(), Self::of(opened, subject)))
            .collect()
    }

    /// The files, for the component that lists them.
    #[must_use]
    pub fn files(&self) -> &[FileLine] {
        &self.files
    }

    fn of(opened: &Opened, subject: &Subject) -> Self {
        let record = &opened.record;
        let form = address::form(&record.filing.id, &subject.form);
        let files = record.evidence.iter();
        let files: Vec<FileLine> = files
            .filter(|file| file.subject == subject.code)
            .map(FileLine::of)
            .collect();
        Self {
            code: subject.code.clone(),
            label: subject.label(&record.scheme),
            href: match &subject.cell {
                Some(cell) => format!("{form}#{}", cell_id(cell)),
                None => form,
            },
            is_missing: subject.is_by_hand && files.is_empty(),
            files,
        }
    }
}

impl EvidencePage {
    /// The evidence of a filing; `chosen` is what the next file will prove.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, rules: &FileRules, chosen: &str) -> Self {
        let view = opened.view();
        let all = SubjectLine::list(opened);
        let is_orphan = |file: &&Evidence| !all.iter().any(|(_, line)| line.code == file.subject);
        let orphans = opened.record.evidence.iter().filter(is_orphan);
        let orphans = orphans.map(FileLine::of).collect();
        let forms = view.forms.iter().map(|form| FormLines {
            name: view.form_name(&form.form),
            subjects: all
                .iter()
                .filter(|(on, _)| *on == form.form)
                .map(|(_, line)| line.clone())
                .collect(),
        });
        let sizes = opened.record.evidence.iter().map(|file| file.bytes);
        Self {
            forms: forms.collect(),
            orphans,
            held: sizes.fold(0, u64::saturating_add),
            frame,
            view,
            problem: None,
            chosen: chosen.to_owned(),
            rules: rules.clone(),
        }
    }

    fn address(&self) -> String {
        address::evidence(&self.view.id)
    }

    fn uploads(&self) -> String {
        address::uploads(&self.view.id)
    }

    fn file_limit(&self) -> u64 {
        megabytes(self.rules.file_bytes)
    }

    fn filing_limit(&self) -> u64 {
        megabytes(self.rules.filing_bytes)
    }

    fn held_size(&self) -> String {
        file_size(self.held)
    }

    /// Without script a file comes whole, with a form.
    fn plain_limit(&self) -> usize {
        MOST_FILE_BYTES / 1024 / 1024
    }

    fn is_plain_less(&self) -> bool {
        u64::try_from(MOST_FILE_BYTES).is_ok_and(|plain| plain < self.rules.file_bytes)
    }

    fn endings(&self) -> String {
        self.rules.endings().join(",")
    }

    /// The endings in words, for who chooses a file.
    fn kinds(&self) -> String {
        self.rules.endings().join("、")
    }

    /// What a file can prove, a group a form.
    fn choices(&self) -> Vec<(String, Vec<Choice>)> {
        let of = |form: &FormLines| {
            let choices = form.subjects.iter();
            let choices = choices.map(|line| Choice::new(&line.code, &line.label));
            (form.name.clone(), choices.collect())
        };
        self.forms.iter().map(of).collect()
    }

    /// The indicators whose points a person gave and nothing proves.
    fn missing(&self) -> Vec<&SubjectLine> {
        let lines = self.forms.iter().flat_map(|form| &form.subjects);
        lines.filter(|line| line.is_missing).collect()
    }

    /// The forms that have files, each with the indicators that do.
    fn with_files(&self) -> Vec<(&str, Vec<&SubjectLine>)> {
        self.forms
            .iter()
            .map(|form| {
                let lines = form.subjects.iter();
                let lines = lines.filter(|line| !line.files.is_empty());
                (form.name.as_str(), lines.collect::<Vec<_>>())
            })
            .filter(|(_, lines)| !lines.is_empty())
            .collect()
    }
}
