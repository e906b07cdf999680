//! From proposals that a person picked to texts for cells.

use std::collections::{BTreeMap, BTreeSet};

use super::Import;
use crate::domain::filing::{CellCode, Entries, list_row};

impl Import {
    /// The texts that come of the picked candidates, by their keys, with the row lists of the rows
    /// that are new. A key of no candidate, or of a computed cell, picks nothing; of two candidates
    /// for one cell the first counts.
    #[must_use]
    pub fn changes(
        &self,
        picked: &BTreeSet<usize>,
        entries: &Entries,
    ) -> BTreeMap<CellCode, String> {
        let mut changes = BTreeMap::new();
        for proposal in self
            .proposals
            .iter()
            .filter(|proposal| !proposal.is_computed)
        {
            let mut candidates = proposal.candidates.iter();
            let Some(candidate) = candidates.find(|candidate| picked.contains(&candidate.key))
            else {
                continue;
            };
            changes.insert(proposal.code.clone(), candidate.text.clone());
            if let Some((list, row)) = &proposal.new_row {
                list_row(&mut changes, entries, list, row);
            }
        }
        changes
    }

    /// Every text of the document, also for computed cells: a filing as the paper has it.
    #[must_use]
    pub fn whole(&self, entries: &Entries) -> Entries {
        let all = self.proposals.iter().flat_map(|it| &it.candidates);
        let mut whole = entries.clone();
        whole
            .cells
            .extend(self.changes(&all.map(|it| it.key).collect(), entries));
        let computed = self.proposals.iter().filter(|it| it.is_computed);
        whole.cells.extend(computed.filter_map(|it| {
            let first = it.candidates.first()?;
            Some((it.code.clone(), first.text.clone()))
        }));
        whole
    }
}
