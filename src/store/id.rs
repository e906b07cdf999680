//! Ids are made by the program, so that no database needs a sequence.

use std::sync::Mutex;

use chrono::{DateTime, Utc};
use uuid::{ContextV7, Timestamp, Uuid};

/// Counts within a moment, so that of two ids the later one sorts later: the event record
/// reads in the order in which it was written.
static SEQUENCE: Mutex<ContextV7> = Mutex::new(ContextV7::new());

/// A new id (UUID version 7): it sorts after all made before and is otherwise random.
pub fn new_id(now: DateTime<Utc>) -> String {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let stamp = Timestamp::from_unix(&SEQUENCE, seconds, now.timestamp_subsec_nanos());
    Uuid::new_v7(stamp).to_string()
}
