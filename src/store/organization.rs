//! Finance bureaus, supervising departments and agencies.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{Page, StoreError, Tx, new_id, time};
use crate::domain::workflow::{OrganizationId, OrganizationKind};

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// What it is.
    pub kind: OrganizationKind,
    /// The bureau or department above it.
    pub parent_id: Option<OrganizationId>,
    /// The county (甲县).
    pub region: String,
    /// The administrative code, unique, part of public addresses.
    pub code: String,
    /// The full name as printed on the forms.
    pub name: String,
    /// The name in lists.
    pub short_name: String,
    /// 统一社会信用代码, or empty.
    pub credit_code: String,
    /// 行政, 事业 …, or empty.
    pub kind_of_agency: String,
}

/// An organization to be written.
#[derive(Debug, Clone)]
pub struct NewOrganization {
    /// What it is.
    pub kind: OrganizationKind,
    /// The bureau or department above it.
    pub parent_id: Option<OrganizationId>,
    /// The county.
    pub region: String,
    /// The administrative code.
    pub code: String,
    /// The full name.
    pub name: String,
    /// The name in lists.
    pub short_name: String,
    /// 统一社会信用代码, or empty.
    pub credit_code: String,
    /// 行政, 事业 …, or empty.
    pub kind_of_agency: String,
}

#[derive(sqlx::FromRow)]
struct OrganizationRow {
    id: String,
    kind: String,
    parent_id: Option<String>,
    region: String,
    code: String,
    name: String,
    short_name: String,
    credit_code: String,
    kind_of_agency: String,
}

impl OrganizationRow {
    fn read(self) -> Result<Organization, StoreError> {
        let kind = Row::new("organization", &self.id).kind(&self.kind)?;
        Ok(Organization {
            id: self.id,
            kind,
            parent_id: self.parent_id,
            region: self.region,
            code: self.code,
            name: self.name,
            short_name: self.short_name,
            credit_code: self.credit_code,
            kind_of_agency: self.kind_of_agency,
        })
    }
}

/// Writes an organization and gives its id; `None` when the code is taken.
pub async fn insert_organization(
    tx: &mut Tx,
    new: &NewOrganization,
    now: DateTime<Utc>,
) -> Result<Option<OrganizationId>, StoreError> {
    const SQL: &str = "INSERT INTO organization
        (id, kind, parent_id, region, code, name, short_name, created_at, credit_code,
         kind_of_agency)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (code) DO NOTHING";
    let id = new_id(now);
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.kind.code())
            .bind(&new.parent_id)
            .bind(&new.region)
            .bind(&new.code)
            .bind(&new.name)
            .bind(&new.short_name)
            .bind(time::to_text(now))
            .bind(&new.credit_code)
            .bind(&new.kind_of_agency)
    )?;
    Ok((written == 1).then_some(id))
}

/// The organization with this id.
pub async fn find_organization(tx: &mut Tx, id: &str) -> Result<Option<Organization>, StoreError> {
    const SQL: &str = "SELECT id, kind, parent_id, region, code, name, short_name, credit_code,
        kind_of_agency
        FROM organization WHERE id = $1";
    let row: Option<OrganizationRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(id).fetch_optional(connection).await)?;
    row.map(OrganizationRow::read).transpose()
}

/// The organization that a stored id points to.
pub async fn load_organization(tx: &mut Tx, id: &str) -> Result<Organization, StoreError> {
    find_organization(tx, id)
        .await?
        .ok_or_else(|| StoreError::Lost {
            table: "organization",
            id: id.to_owned(),
        })
}

/// The organization with this id and those above it, from the lowest to the bureau.
pub async fn list_lineage(tx: &mut Tx, id: &str) -> Result<Vec<OrganizationId>, StoreError> {
    let mut lineage = Vec::new();
    let mut next = Some(id.to_owned());
    while let Some(id) = next.filter(|id| !lineage.contains(id)) {
        next = load_organization(tx, &id).await?.parent_id;
        lineage.push(id);
    }
    Ok(lineage)
}

/// The organization with this administrative code.
pub async fn find_organization_by_code(
    tx: &mut Tx,
    code: &str,
) -> Result<Option<Organization>, StoreError> {
    const SQL: &str = "SELECT id, kind, parent_id, region, code, name, short_name, credit_code,
        kind_of_agency
        FROM organization WHERE code = $1";
    let row: Option<OrganizationRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(code).fetch_optional(connection).await)?;
    row.map(OrganizationRow::read).transpose()
}

/// All organizations by code.
pub async fn list_organizations(tx: &mut Tx, page: Page) -> Result<Vec<Organization>, StoreError> {
    const SQL: &str = "SELECT id, kind, parent_id, region, code, name, short_name, credit_code,
        kind_of_agency
        FROM organization ORDER BY code LIMIT $1 OFFSET $2";
    let rows: Vec<OrganizationRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(OrganizationRow::read).collect()
}

/// The agencies of a bureau by code: its own and those of its departments.
pub async fn list_agencies(
    tx: &mut Tx,
    bureau_id: &str,
    page: Page,
) -> Result<Vec<Organization>, StoreError> {
    const SQL: &str = "SELECT id, kind, parent_id, region, code, name, short_name, credit_code,
        kind_of_agency
        FROM organization
        WHERE kind = 'agency' AND (parent_id = $1 OR parent_id IN
            (SELECT id FROM organization WHERE parent_id = $1 AND kind = 'department'))
        ORDER BY code LIMIT $2 OFFSET $3";
    let rows: Vec<OrganizationRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(bureau_id)
            .bind(page.limit())
            .bind(page.offset())
            .fetch_all(connection)
            .await)?;
    rows.into_iter().map(OrganizationRow::read).collect()
}

/// How many agencies of a bureau, its own and those of its departments, are of which kind; those
/// without a kind are under the empty text.
pub async fn count_kinds_of_agencies(
    tx: &mut Tx,
    bureau_id: &str,
) -> Result<Vec<(String, i64)>, StoreError> {
    const SQL: &str = "SELECT kind_of_agency, COUNT(*) FROM organization
        WHERE kind = 'agency' AND (parent_id = $1 OR parent_id IN
            (SELECT id FROM organization WHERE parent_id = $1 AND kind = 'department'))
        GROUP BY kind_of_agency ORDER BY kind_of_agency DESC";
    Ok(on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(bureau_id).fetch_all(connection).await)?)
}

/// The departments of a bureau by code.
pub async fn list_departments(
    tx: &mut Tx,
    bureau_id: &str,
) -> Result<Vec<Organization>, StoreError> {
    const SQL: &str = "SELECT id, kind, parent_id, region, code, name, short_name, credit_code,
        kind_of_agency
        FROM organization WHERE parent_id = $1 AND kind = 'department' ORDER BY code";
    let rows: Vec<OrganizationRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(bureau_id).fetch_all(connection).await)?;
    rows.into_iter().map(OrganizationRow::read).collect()
}

/// How many organizations there are.
pub async fn count_organizations(tx: &mut Tx) -> Result<i64, StoreError> {
    const SQL: &str = "SELECT COUNT(*) FROM organization";
    Ok(on_both!(tx, connection => sqlx::query_scalar(SQL).fetch_one(connection).await)?)
}
