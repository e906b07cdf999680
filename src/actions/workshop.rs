//! Work that keeps a processor busy, done apart from the threads that serve requests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use tokio::sync::Semaphore;

/// Work that did not come to its end: the program is stopping, or the work broke off.
#[derive(Debug, thiserror::Error)]
#[error("work apart from the requests: {0}")]
pub struct WorkError(String);

/// Where such work is done: a bounded number at one time, the others wait in their order. Of one
/// person only one piece at a time, so that nobody's long text keeps everybody else waiting.
#[derive(Debug)]
pub struct Workshop {
    places: Arc<Semaphore>,
    turns: Mutex<HashMap<String, Weak<Semaphore>>>,
}

impl Workshop {
    /// A workshop for so many pieces of work at one time.
    #[must_use]
    pub fn new(places: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(places.max(1))),
            turns: Mutex::default(),
        }
    }

    /// Does a piece of work.
    ///
    /// # Errors
    /// When it does not come to its end.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, WorkError> {
        let place = acquire(&self.places).await?;
        // Who does not wait for the answer any longer still takes up the place until the end.
        apart(move || {
            let result = work();
            drop(place);
            result
        })
        .await
    }

    /// Does a piece of work for somebody, when his last one is done.
    ///
    /// # Errors
    /// When it does not come to its end.
    pub async fn run_for<T: Send + 'static>(
        &self,
        person: &str,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, WorkError> {
        let turn = acquire(&self.turn_of(person)).await?;
        self.run(move || {
            let result = work();
            drop(turn);
            result
        })
        .await
    }

    fn turn_of(&self, person: &str) -> Arc<Semaphore> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(person).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::new(Semaphore::new(1));
        turns.insert(person.to_owned(), Arc::downgrade(&turn));
        turn
    }
}

/// Does a piece of work on a thread of its own, for those whose number is bounded already.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, WorkError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| WorkError(error.to_string()))
}

async fn acquire(
    semaphore: &Arc<Semaphore>,
) -> Result<tokio::sync::OwnedSemaphorePermit, WorkError> {
    let permit = Arc::clone(semaphore).acquire_owned().await;
    permit.map_err(|error| WorkError(error.to_string()))
}
