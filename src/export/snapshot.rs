//! What every output is made of.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::name;
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::filing::Entries;
use crate::domain::publication::PublicFace;
use crate::domain::scheme::Scheme;
use crate::domain::sheet::{Purpose, Sheet, lay_out};

/// One filing at one moment: what was typed, what it comes to, and its sheets as they are read.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The scheme it is bound to.
    pub scheme: Arc<Scheme>,
    /// What was typed.
    pub entries: Entries,
    /// What was computed from it.
    pub evaluation: Evaluation,
    /// The forms from the first to the last, to be read.
    pub sheets: Vec<Sheet>,
    /// The moment.
    pub at: DateTime<Utc>,
    withheld: BTreeSet<String>,
}

impl Snapshot {
    /// Evaluates a filing and lays out its forms.
    #[must_use]
    pub fn of(scheme: Arc<Scheme>, entries: Entries, at: DateTime<Utc>) -> Self {
        let evaluation = evaluate(&scheme, &entries);
        let forms = scheme.forms.iter();
        let sheets = forms
            .filter_map(|form| lay_out(&scheme, &form.id, &entries, &evaluation, Purpose::Reading))
            .collect();
        Self {
            scheme,
            entries,
            evaluation,
            sheets,
            at,
            withheld: BTreeSet::new(),
        }
    }

    /// What the public may have of it: without the forms that stay inside, and what stands on them.
    #[must_use]
    pub fn for_everybody(mut self, face: &PublicFace) -> Self {
        let scheme = Arc::clone(&self.scheme);
        let forms = scheme.forms.iter().map(|form| form.id.as_str());
        self.withheld = forms
            .filter(|form| face.is_internal(form))
            .map(str::to_owned)
            .collect();
        self.sheets.retain(|sheet| !face.is_internal(&sheet.form));
        self
    }

    /// Whether what stands on this form may leave the house.
    #[must_use]
    pub fn shows(&self, form: &str) -> bool {
        !self.withheld.contains(form)
    }

    /// 单位全称＋年度＋表名, without an ending.
    #[must_use]
    pub fn name(&self) -> String {
        name::of_filing(&self.scheme, &self.entries)
    }

    /// What a form is called where it needs a short name: 附件1 自评表.
    #[must_use]
    pub fn form_name(&self, sheet: &Sheet) -> String {
        let name = self.scheme.form(&sheet.form).map_or("", |form| &form.name);
        format!("{} {name}", sheet.annex).trim().to_owned()
    }
}
