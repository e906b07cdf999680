//! 单位名录: the organizations of a bureau as a list of them is judged and taken over.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::roster::Known;
use crate::domain::workflow::OrganizationId;

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: String,
    kind: String,
    code: String,
    parent: String,
    name: String,
    short_name: String,
    credit_code: String,
    kind_of_agency: String,
}

/// The organizations of a bureau, itself among them, by code, with their ids.
pub async fn list_known(
    tx: &mut Tx,
    bureau_id: &str,
) -> Result<BTreeMap<String, (OrganizationId, Known)>, StoreError> {
    const SQL: &str = "SELECT o.id, o.kind, o.code, COALESCE(p.code, '') AS parent, o.name,
        o.short_name, o.credit_code, o.kind_of_agency
        FROM organization o LEFT JOIN organization p ON p.id = o.parent_id
        WHERE o.id = $1 OR o.parent_id = $1 OR p.parent_id = $1";
    let rows: Vec<KnownRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(bureau_id).fetch_all(connection).await)?;
    let read = |row: KnownRow| {
        let known = Known {
            kind: Row::new("organization", &row.id).kind(&row.kind)?,
            code: row.code.clone(),
            parent: row.parent,
            name: row.name,
            short_name: row.short_name,
            credit_code: row.credit_code,
            kind_of_agency: row.kind_of_agency,
        };
        Ok((row.code, (row.id, known)))
    };
    rows.into_iter().map(read).collect()
}

/// The codes of everybody else's organizations.
pub async fn list_foreign_codes(
    tx: &mut Tx,
    bureau_id: &str,
) -> Result<BTreeSet<String>, StoreError> {
    const SQL: &str = "SELECT o.code
        FROM organization o LEFT JOIN organization p ON p.id = o.parent_id
        WHERE o.id <> $1 AND COALESCE(o.parent_id, '') <> $1 AND COALESCE(p.parent_id, '') <> $1";
    let codes: Vec<String> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL).bind(bureau_id).fetch_all(connection).await)?;
    Ok(codes.into_iter().collect())
}

/// Writes an organization that is new under what stands above it; gives its id.
pub async fn insert_known(
    tx: &mut Tx,
    known: &Known,
    parent_id: &str,
    region: &str,
    now: DateTime<Utc>,
) -> Result<OrganizationId, StoreError> {
    const SQL: &str = "INSERT INTO organization
        (id, kind, parent_id, region, code, name, short_name, created_at, credit_code,
         kind_of_agency)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let id = new_id(now);
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(known.kind.code())
            .bind(parent_id)
            .bind(region)
            .bind(&known.code)
            .bind(&known.name)
            .bind(&known.short_name)
            .bind(time::to_text(now))
            .bind(&known.credit_code)
            .bind(&known.kind_of_agency)
    )?;
    Ok(id)
}

/// Writes what has changed of an organization; its code and what it is stay.
pub async fn update_known(
    tx: &mut Tx,
    id: &str,
    known: &Known,
    parent_id: Option<&str>,
) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE organization SET parent_id = $2, name = $3, short_name = $4,
        credit_code = $5, kind_of_agency = $6 WHERE id = $1";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(parent_id)
            .bind(&known.name)
            .bind(&known.short_name)
            .bind(&known.credit_code)
            .bind(&known.kind_of_agency)
    )?;
    Ok(())
}
