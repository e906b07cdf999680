//! What a scheme takes from the year before.

use std::collections::{BTreeMap, HashMap};

use super::Scheme;
use crate::domain::check::Severity;
use crate::domain::figure::Exact;
use crate::domain::formula::{Expr, Slot};

/// What a scheme takes from the year before.
#[derive(Debug, Clone)]
pub struct CarryOver {
    /// Where the 上年数 of an item comes from: a formula in the names of this scheme, with the
    /// figures of last year put in.
    pub sources: BTreeMap<Slot, Expr>,
    /// The indicator trees (their indices) whose rows may be carried over.
    pub trees: Vec<usize>,
    /// The texts that may be carried over.
    pub texts: Vec<Slot>,
    /// A change beyond this share is a big one.
    pub more_than: Exact,
    /// A smaller change of an amount is never a big one; in the scheme's amount unit.
    pub least: Exact,
    /// How much a big change weighs; none, and it is only listed.
    pub severity: Option<Severity>,
    pub(super) renamed: Vec<Renamed>,
}

/// What an older scheme calls the same values.
#[derive(Debug, Clone)]
pub(super) struct Renamed {
    pub scheme: String,
    pub version: Option<u32>,
    pub names: HashMap<Slot, String>,
}

impl Scheme {
    /// The value of an older scheme that means the same as one of this scheme: by the name that
    /// the scheme says it had there, else by its permanent code where both are versions of one
    /// scheme, else by its name.
    #[must_use]
    pub fn slot_in(&self, older: &Self, slot: Slot) -> Option<Slot> {
        let named = |name: &str| older.slots.iter().position(|other| other.name == name);
        let definition = self.definition(slot)?;
        let fits = |renamed: &&Renamed| {
            let version = renamed.version.unwrap_or(older.head.version);
            renamed.scheme == older.head.id && version == older.head.version
        };
        let mut renamed = self.carry_over.renamed.iter().filter(fits);
        if let Some(name) = renamed.find_map(|renamed| renamed.names.get(&slot)) {
            return named(name);
        }
        let by_code = older
            .slot(&definition.code)
            .filter(|_| older.head.id == self.head.id);
        by_code.or_else(|| named(&definition.name))
    }
}
