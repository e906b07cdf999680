//! Saves that wait for SQLite's one writer together share one transaction, so that the disk is
//! waited for once and not once each. Every work is a savepoint of its own: what fails undoes
//! itself and nothing else.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, oneshot};

use super::{Store, StoreError, Tx};

/// At most so many works share a transaction, so that none waits long for the others.
const MOST_WORKS: usize = 32;

/// A work that was to end the transaction may have been given up with its request; whoever waits
/// so long for the end brings it about himself.
const PATIENCE: Duration = Duration::from_millis(20);

/// The transaction that works share.
#[derive(Debug, Default)]
pub struct Shared {
    turn: Mutex<Open>,
    /// How many wait for their turn.
    waiting: AtomicUsize,
}

#[derive(Debug, Default)]
struct Open {
    tx: Option<Tx>,
    /// A work began and was given up in the middle.
    is_torn: bool,
    /// Those whose work is done but not durable yet.
    done: Vec<oneshot::Sender<()>>,
}

/// Somebody who waits for his turn, until he has it or gives up.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Store {
    /// Does a work that writes and makes it durable. On SQLite works that wait at the same moment
    /// become durable together; on PostgreSQL the server sees to that itself. An error undoes the
    /// work alone.
    pub async fn share<T, E: From<StoreError>>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let Self::Sqlite { shared, .. } = self else {
            let mut tx = self.write().await?;
            let value = work(&mut tx).await?;
            tx.commit().await?;
            return Ok(value);
        };
        let (value, mut durable) = {
            let waiting = shared.queue();
            let mut open = shared.turn.lock().await;
            drop(waiting);
            let value = open.do_work(self, work).await;
            let (tell, durable) = oneshot::channel();
            if value.is_ok() {
                open.done.push(tell);
            }
            if shared.waiting.load(Ordering::SeqCst) == 0 || open.done.len() >= MOST_WORKS {
                open.commit().await?;
            }
            (value?, durable)
        };
        loop {
            match tokio::time::timeout(PATIENCE, &mut durable).await {
                Ok(told) => return told.map(|()| value).map_err(|_| lost().into()),
                Err(_) => shared.turn.lock().await.commit().await?,
            }
        }
    }
}

impl Shared {
    fn queue(&self) -> Waiting<'_> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        Waiting(&self.waiting)
    }
}

impl Open {
    async fn do_work<T, E: From<StoreError>>(
        &mut self,
        store: &Store,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        self.mend().await;
        let tx = match &mut self.tx {
            Some(tx) => tx,
            none => none.insert(store.write().await?),
        };
        self.is_torn = true;
        tx.begin_work().await?;
        let outcome = work(tx).await;
        match outcome {
            Ok(_) => tx.keep_work().await?,
            Err(_) => tx.undo_work().await?,
        }
        self.is_torn = false;
        outcome
    }

    /// Makes everything done durable and tells those who wait. Should it fail, they hear nothing
    /// and know from that that their work is not kept.
    async fn commit(&mut self) -> Result<(), StoreError> {
        self.mend().await;
        let done = std::mem::take(&mut self.done);
        if let Some(tx) = self.tx.take() {
            tx.commit().await?;
        }
        for tell in done {
            // Who has given up meanwhile need not be told.
            let _ = tell.send(());
        }
        Ok(())
    }

    /// Undoes a work that was given up in the middle; where even that fails, the transaction goes,
    /// and all who wait for it know from their silence that nothing of it is kept.
    async fn mend(&mut self) {
        if !std::mem::take(&mut self.is_torn) {
            return;
        }
        let undone = match &mut self.tx {
            Some(tx) => tx.undo_work().await,
            None => Ok(()),
        };
        if undone.is_err() {
            self.tx = None;
            self.done.clear();
        }
    }
}

fn lost() -> StoreError {
    StoreError::Lost {
        table: "transaction",
        id: String::new(),
    }
}
