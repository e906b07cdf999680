//! Outputs of filings: what stands in them, that they read back, and that others compute the same.

mod again;
mod closing;
mod hostile;
mod office;
#[cfg(feature = "pdf")]
mod pdf;
mod reading;
mod rules;
mod structure;

use std::sync::Arc;

use chrono::DateTime;
use ziping::export::{Kind, Snapshot, export};

use crate::seeds::shipped;

/// A demo filling as a snapshot.
pub fn snapshot(name: &str) -> Snapshot {
    let (scheme, entries) = shipped::filing(name);
    let at = DateTime::from_timestamp(1_767_225_600, 0).unwrap();
    Snapshot::of(Arc::new(scheme), entries, at)
}

/// Every demo filling.
pub fn snapshots() -> Vec<(String, Snapshot)> {
    let names = shipped::filled().into_iter().map(|(name, _)| name);
    names.map(|name| (name.clone(), snapshot(&name))).collect()
}

/// The bytes of an output.
pub fn bytes(snapshot: &Snapshot, kind: Kind) -> Vec<u8> {
    export(snapshot, kind).unwrap().bytes
}

/// A part of a zipped output as text.
pub fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}
