//! What was read in the running texts of filings, until they change.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::evaluate::Evaluation;
use crate::domain::narrative::TextRead;

/// So many filings are remembered, some 10 KB each; more are not worked on within an hour.
const MOST: usize = 2_000;

/// The texts of filings as they were last read, by the id of the filing. A text that changed is
/// read again, so an old one is only of no use.
#[derive(Debug, Clone, Default)]
pub struct TextMemory {
    texts: Arc<Mutex<HashMap<String, Arc<TextRead>>>>,
}

impl TextMemory {
    /// What was read the last time.
    #[must_use]
    pub fn find(&self, filing: &str) -> Option<Arc<TextRead>> {
        let texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        texts.get(filing).cloned()
    }

    /// Keeps what an evaluation read, in the place of any other filing's when there is no room.
    pub fn keep(&self, filing: &str, evaluation: &Evaluation) {
        let Some(text) = &evaluation.text else {
            return;
        };
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        if texts.len() >= MOST && !texts.contains_key(filing) {
            let other = texts.keys().next().cloned();
            other.map(|other| texts.remove(&other));
        }
        texts.insert(filing.to_owned(), Arc::clone(text));
    }
}
