//! The deeds on a filing in their order: 提交, 撤回, 审核通过, 退回修改, 公开. Append-only.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::workflow::{AccountId, State, Verb};

/// A deed on a filing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The state in which it was done.
    pub step: State,
    /// What was done.
    pub verb: Verb,
    /// Why; empty where no reason is asked.
    pub reason: String,
    /// Who did it.
    pub decided_by: AccountId,
    /// His name on pages.
    pub decided_by_name: String,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// The filing's version after it.
    pub filing_version: i64,
}

/// A deed to be written.
#[derive(Debug)]
pub struct NewDecision<'a> {
    /// The filing.
    pub filing_id: &'a str,
    /// The filing's version after it.
    pub filing_version: i64,
    /// The state in which it was done.
    pub step: State,
    /// What was done.
    pub verb: Verb,
    /// Why.
    pub reason: &'a str,
    /// Who did it.
    pub decided_by: &'a str,
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    id: String,
    filing_version: i64,
    step: String,
    verb: String,
    reason: String,
    decided_by: String,
    decided_by_name: String,
    decided_at: String,
}

impl DecisionRow {
    fn read(self) -> Result<Decision, StoreError> {
        let row = Row::new("decision", &self.id);
        Ok(Decision {
            step: row.some("step", State::from_code(&self.step))?,
            verb: row.some("verb", Verb::from_code(&self.verb))?,
            decided_at: row.time("decided_at", &self.decided_at)?,
            reason: self.reason,
            decided_by: self.decided_by,
            decided_by_name: self.decided_by_name,
            filing_version: self.filing_version,
        })
    }
}

/// Writes a deed.
pub async fn insert_decision(
    tx: &mut Tx,
    new: &NewDecision<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO decision
        (id, filing_id, filing_version, step, verb, reason, decided_by, decided_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(new.filing_id)
            .bind(new.filing_version)
            .bind(new.step.code())
            .bind(new.verb.code())
            .bind(new.reason)
            .bind(new.decided_by)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// All deeds on a filing, oldest first. They are few: a filing passes a handful of hands.
pub async fn list_decisions(tx: &mut Tx, filing_id: &str) -> Result<Vec<Decision>, StoreError> {
    const SQL: &str = "SELECT d.id, d.filing_version, d.step, d.verb, d.reason, d.decided_by,
        d.decided_at, a.display_name AS decided_by_name
        FROM decision d JOIN account a ON a.id = d.decided_by
        WHERE d.filing_id = $1 ORDER BY d.filing_version";
    let rows: Vec<DecisionRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(filing_id).fetch_all(connection).await)?;
    rows.into_iter().map(DecisionRow::read).collect()
}
