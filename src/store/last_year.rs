//! 上年资料: what an agency brought of the year before, for a filing.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, time};
use crate::domain::filing::Entries;

/// The forms of the year before, as an agency brought them. Nobody has checked them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastYearRecord {
    /// What stands in them, in the cells of the filing's own scheme.
    pub entries: Entries,
    /// The file's name as given.
    pub source: String,
    /// The account that brought them.
    pub imported_by: String,
    /// Its name on pages.
    pub imported_by_name: String,
    /// When.
    pub imported_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct RecordRow {
    entries_json: String,
    source: String,
    imported_by: String,
    imported_by_name: String,
    imported_at: String,
}

/// Keeps what an account brought for a filing, in place of what was brought before; `source` is the
/// file's name.
pub async fn put_last_year(
    tx: &mut Tx,
    filing_id: &str,
    (source, entries): (&str, &Entries),
    account_id: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO last_year_record
        (filing_id, entries_json, source, imported_by, imported_at)
        VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (filing_id) DO UPDATE SET entries_json = excluded.entries_json,
        source = excluded.source, imported_by = excluded.imported_by,
        imported_at = excluded.imported_at";
    let entries = serde_json::json!({
        "year": entries.year,
        "agency": entries.agency,
        "cells": entries.cells,
    });
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(filing_id)
            .bind(entries.to_string())
            .bind(source)
            .bind(account_id)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// What was brought for a filing.
pub async fn find_last_year(
    tx: &mut Tx,
    filing_id: &str,
) -> Result<Option<LastYearRecord>, StoreError> {
    const SQL: &str = "SELECT l.entries_json, l.source, l.imported_by, l.imported_at,
        a.display_name AS imported_by_name
        FROM last_year_record l JOIN account a ON a.id = l.imported_by
        WHERE l.filing_id = $1";
    let found: Option<RecordRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .fetch_optional(connection)
        .await)?;
    let Some(found) = found else { return Ok(None) };
    let row = Row::new("last_year_record", filing_id);
    Ok(Some(LastYearRecord {
        entries: row.some(
            "entries_json",
            serde_json::from_str(&found.entries_json).ok(),
        )?,
        imported_at: row.time("imported_at", &found.imported_at)?,
        source: found.source,
        imported_by: found.imported_by,
        imported_by_name: found.imported_by_name,
    }))
}
