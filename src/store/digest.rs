//! What the figures of a filing came to when it last moved, for lists.

use super::filing::Filing;
use super::{StoreError, Tx};
use crate::domain::filing::Digest;

/// Stands for a score that is not known.
pub(super) const UNKNOWN_SCORE: i64 = -1;

/// Keeps what the figures of a filing came to, in place of what was kept before.
pub async fn put_digest(tx: &mut Tx, filing: &Filing, digest: &Digest) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO filing_digest (filing_id, bureau_id, department_id,
        filing_version, score, score_hundredths, grade, errors, warnings, unanswered)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (filing_id) DO UPDATE SET filing_version = excluded.filing_version,
        score = excluded.score, score_hundredths = excluded.score_hundredths,
        grade = excluded.grade, errors = excluded.errors, warnings = excluded.warnings,
        unanswered = excluded.unanswered";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&filing.id)
            .bind(&filing.facts.bureau_id)
            .bind(&filing.facts.department_id)
            .bind(filing.version)
            .bind(&digest.score)
            .bind(digest.score_hundredths.unwrap_or(UNKNOWN_SCORE))
            .bind(&digest.grade)
            .bind(digest.errors)
            .bind(digest.warnings)
            .bind(digest.unanswered)
    )?;
    Ok(())
}

/// Filings that were handed in before digests or statistics were kept, so many at most.
pub async fn list_undigested(tx: &mut Tx, most: u32) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT f.id FROM filing f
        WHERE f.submitted_by IS NOT NULL
        AND (NOT EXISTS (SELECT 1 FROM filing_digest d WHERE d.filing_id = f.id)
            OR NOT EXISTS (SELECT 1 FROM filing_statistic s WHERE s.filing_id = f.id))
        ORDER BY f.id LIMIT $1";
    Ok(on_both!(tx, connection => sqlx::query_scalar(SQL)
        .bind(i64::from(most))
        .fetch_all(connection)
        .await)?)
}

/// How many findings of a filing stop 提交, as it was last digested; 0 where it never was.
pub async fn count_open(tx: &mut Tx, filing_id: &str) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT errors + unanswered FROM filing_digest WHERE filing_id = $1";
    let open: Option<i64> = on_both!(tx, connection => sqlx::query_scalar(SQL)
        .bind(filing_id)
        .fetch_optional(connection)
        .await)?;
    Ok(open.unwrap_or(0))
}
