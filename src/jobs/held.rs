//! A job held by this node.

use chrono::{DateTime, TimeDelta, Utc};

use super::WorkError;
use crate::store::Store;
use crate::store::job::hold_job;

/// A job held by this node.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held<'a> {
    pub store: &'a Store,
    pub job: &'a str,
    pub node: &'a str,
    pub lease: TimeDelta,
}

impl Held<'_> {
    /// Tells how far it is and holds it longer.
    ///
    /// # Errors
    /// [`WorkError::Off`] when it was called off or another node holds it.
    pub async fn tell(self, done: u32, total: u32, now: DateTime<Utc>) -> Result<(), WorkError> {
        let mut tx = self.store.write().await?;
        let until = now + self.lease;
        let is_held = hold_job(&mut tx, (self.job, self.node), (done, total), until).await?;
        tx.commit().await?;
        is_held.then_some(()).ok_or(WorkError::Off)
    }
}
