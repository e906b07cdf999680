//! 方案发布: versions of schemes as they were released. Append-only.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};

/// A version that was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeRelease {
    /// Its place in the order of releases, from 1.
    pub number: i64,
    /// The scheme.
    pub scheme_id: String,
    /// The version.
    pub scheme_version: u32,
    /// The scheme file.
    pub text: String,
    /// The SHA-256 of the text.
    pub digest: String,
    /// Who released it, by his name on pages.
    pub released_by_name: String,
    /// When.
    pub released_at: DateTime<Utc>,
}

/// A release to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewRelease<'a> {
    /// The scheme.
    pub scheme_id: &'a str,
    /// The version.
    pub scheme_version: u32,
    /// The scheme file.
    pub text: &'a str,
    /// The SHA-256 of the text.
    pub digest: &'a str,
    /// The bureau that releases it.
    pub bureau_id: &'a str,
    /// Who releases it.
    pub account_id: &'a str,
}

#[derive(sqlx::FromRow)]
struct ReleaseRow {
    id: String,
    number: i64,
    scheme_id: String,
    scheme_version: i64,
    text: String,
    digest: String,
    released_by_name: String,
    released_at: String,
}

impl ReleaseRow {
    fn read(self) -> Result<SchemeRelease, StoreError> {
        let row = Row::new("scheme_release", &self.id);
        Ok(SchemeRelease {
            scheme_version: row.count("scheme_version", self.scheme_version)?,
            released_at: row.time("released_at", &self.released_at)?,
            number: self.number,
            scheme_id: self.scheme_id,
            text: self.text,
            digest: self.digest,
            released_by_name: self.released_by_name,
        })
    }
}

/// Writes a release; whether there was none of this version before, and nobody released another
/// scheme at the same moment.
pub async fn insert_release(
    tx: &mut Tx,
    new: NewRelease<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "INSERT INTO scheme_release
        (id, number, scheme_id, scheme_version, text, digest, bureau_id, released_by, released_at)
        SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 FROM scheme_release
        WHERE true ON CONFLICT DO NOTHING";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(new.scheme_id)
            .bind(i64::from(new.scheme_version))
            .bind(new.text)
            .bind(new.digest)
            .bind(new.bureau_id)
            .bind(new.account_id)
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}

/// The number of the last release; 0 when there is none.
pub async fn last_release(tx: &mut Tx) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COALESCE(MAX(number), 0) FROM scheme_release";
    Ok(on_both!(tx, connection => sqlx::query_scalar(SQL).fetch_one(connection).await)?)
}

/// The releases after this number, the oldest first.
pub async fn list_releases(tx: &mut Tx, after: i64) -> Result<Vec<SchemeRelease>, StoreError> {
    const SQL: &str = "SELECT r.id, r.number, r.scheme_id, r.scheme_version, r.text, r.digest,
        a.display_name AS released_by_name, r.released_at
        FROM scheme_release r JOIN account a ON a.id = r.released_by
        WHERE r.number > $1 ORDER BY r.number";
    let rows: Vec<ReleaseRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(after).fetch_all(connection).await)?;
    rows.into_iter().map(ReleaseRow::read).collect()
}
