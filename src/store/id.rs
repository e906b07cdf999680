//! Ids are made by the program, so that no database needs a sequence.

use chrono::{DateTime, Utc};
use uuid::{NoContext, Timestamp, Uuid};

/// A new id (UUID version 7): it sorts by `now` and is otherwise random.
pub fn new_id(now: DateTime<Utc>) -> String {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let stamp = Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos());
    Uuid::new_v7(stamp).to_string()
}
