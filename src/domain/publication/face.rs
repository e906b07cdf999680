//! How a publication looked when it was frozen: its numbers and titles, what it left out, and the
//! lines over it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::scheme::Scheme;

/// What a campaign had set of the public page when it was published. Nothing is as the scheme
/// prints it, and is no part of the digest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PublicFace {
    /// The lines over the page, in their order.
    pub facts: Vec<Fact>,
    /// The forms that look or are shown otherwise.
    pub forms: Vec<FormFace>,
    /// Whether evidence stays inside even where it was marked for the public.
    pub keeps_evidence: bool,
}

/// A line over the page (文号：…).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What stands there.
    pub text: String,
}

/// How a form looks, and whether the public sees it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormFace {
    /// The form's id in its scheme.
    pub form: String,
    /// Its printed number; the scheme's where it is empty.
    pub annex: String,
    /// Its title; the scheme's where it is empty.
    pub title: String,
    /// Whether it is left out of what the public gets.
    pub is_internal: bool,
}

impl FormFace {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.annex.is_empty() && self.title.is_empty() && !self.is_internal
    }
}

impl PublicFace {
    /// Whether nothing was set.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.facts.is_empty() && self.forms.is_empty() && !self.keeps_evidence
    }

    /// Whether a form is left out of what the public gets.
    #[must_use]
    pub fn is_internal(&self, form: &str) -> bool {
        self.forms
            .iter()
            .any(|face| face.form == form && face.is_internal)
    }

    /// The scheme with its forms numbered and titled so; the same one where that changes nothing.
    #[must_use]
    pub fn dress(&self, scheme: &Arc<Scheme>) -> Arc<Scheme> {
        let is_plain = |face: &FormFace| face.annex.is_empty() && face.title.is_empty();
        if self.forms.iter().all(is_plain) {
            return Arc::clone(scheme);
        }
        let mut dressed = Scheme::clone(scheme);
        for form in &mut dressed.forms {
            let Some(face) = self.forms.iter().find(|face| face.form == form.id) else {
                continue;
            };
            if !face.annex.is_empty() {
                form.annex.clone_from(&face.annex);
            }
            if !face.title.is_empty() {
                form.title.clone_from(&face.title);
            }
        }
        Arc::new(dressed)
    }
}
