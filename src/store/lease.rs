//! Which node does a work that only one does at a time. A lease that is not renewed runs out, so that
//! another node goes on where a killed one stopped.

use chrono::{DateTime, Utc};

use super::{StoreError, Tx, time};

/// Takes or renews a lease until then; `false` while somebody else holds it.
pub async fn take_lease(
    tx: &mut Tx,
    name: &str,
    holder: &str,
    held_until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO lease (name, holder, held_until) VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE
        SET holder = excluded.holder, held_until = excluded.held_until
        WHERE lease.holder = excluded.holder OR lease.held_until <= $4";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(name)
            .bind(holder)
            .bind(time::to_text(held_until))
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}

/// Gives a lease back, so that the next node need not wait.
pub async fn give_lease_back(tx: &mut Tx, name: &str, holder: &str) -> Result<(), StoreError> {
    const SQL: &str = "DELETE FROM lease WHERE name = $1 AND holder = $2";
    execute!(tx, sqlx::query(SQL).bind(name).bind(holder))?;
    Ok(())
}
