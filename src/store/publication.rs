//! What the public sees: immutable snapshots, and how often they were looked at.

use chrono::{DateTime, Utc};
use sqlx::QueryBuilder;

use super::row::Row;
use super::{Page, StoreError, Tx, time};
use crate::domain::publication::PublicFace;

/// A publication without its contents, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationHead {
    /// Its id.
    pub id: String,
    /// The filing that was published.
    pub filing_id: String,
    /// The county.
    pub region: String,
    /// The budget year.
    pub year: i32,
    /// The agency's administrative code, part of the public address.
    pub agency_code: String,
    /// The agency's name at that time.
    pub agency_name: String,
    /// Which version of this agency's year it is, from 1.
    pub version: u32,
    /// The title.
    pub title: String,
    /// 信息来源.
    pub source: String,
    /// 发布时间.
    pub published_at: DateTime<Utc>,
    /// 浏览量.
    pub views: i64,
}

/// A publication with its frozen contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// What lists show.
    pub head: PublicationHead,
    /// The scheme it was made by.
    pub scheme_id: String,
    /// The version of that scheme.
    pub scheme_version: u32,
    /// What was typed, as JSON.
    pub entries_json: String,
    /// What was computed, as JSON.
    pub evaluation_json: String,
    /// The body of the page.
    pub body_html: String,
    /// How the page looked.
    pub face: PublicFace,
    /// The digest of all of it.
    pub digest: String,
}

/// A publication to be written.
#[derive(Debug)]
pub struct NewPublication<'a> {
    /// The publication; views count from nothing.
    pub publication: &'a Publication,
    /// The bureau that publishes.
    pub bureau_id: &'a str,
    /// Who publishes.
    pub published_by: &'a str,
}

/// Which publications a list shows; `None` shows all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PublicationFilter {
    /// Of this budget year.
    pub year: Option<i32>,
    /// Of this county.
    pub region: Option<String>,
    /// Of this agency.
    pub agency_code: Option<String>,
}

#[derive(sqlx::FromRow)]
struct HeadRow {
    id: String,
    filing_id: String,
    region: String,
    year: i64,
    agency_code: String,
    agency_name: String,
    version: i64,
    title: String,
    source: String,
    published_at: String,
    views: i64,
}

#[derive(sqlx::FromRow)]
struct PublicationRow {
    #[sqlx(flatten)]
    head: HeadRow,
    scheme_id: String,
    scheme_version: i64,
    entries_json: String,
    evaluation_json: String,
    body_html: String,
    face_json: String,
    digest: String,
}

impl HeadRow {
    fn read(self) -> Result<PublicationHead, StoreError> {
        let row = Row::new("publication", &self.id);
        Ok(PublicationHead {
            year: row.year("year", self.year)?,
            version: row.count("version", self.version)?,
            published_at: row.time("published_at", &self.published_at)?,
            id: self.id,
            filing_id: self.filing_id,
            region: self.region,
            agency_code: self.agency_code,
            agency_name: self.agency_name,
            title: self.title,
            source: self.source,
            views: self.views,
        })
    }
}

impl PublicationRow {
    fn read(self) -> Result<Publication, StoreError> {
        let scheme_version =
            Row::new("publication", &self.head.id).count("scheme_version", self.scheme_version)?;
        let row = Row::new("publication", &self.head.id);
        let face = match self.face_json.as_str() {
            "" => PublicFace::default(),
            text => row.some("face_json", serde_json::from_str(text).ok())?,
        };
        Ok(Publication {
            face,
            head: self.head.read()?,
            scheme_id: self.scheme_id,
            scheme_version,
            entries_json: self.entries_json,
            evaluation_json: self.evaluation_json,
            body_html: self.body_html,
            digest: self.digest,
        })
    }
}

/// Writes a publication.
pub async fn insert_publication(tx: &mut Tx, new: &NewPublication<'_>) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO publication
        (id, filing_id, bureau_id, region, year, agency_code, agency_name, version, title,
         source, published_by, published_at, scheme_id, scheme_version, entries_json,
         evaluation_json, body_html, digest, face_json)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19)";
    let publication = new.publication;
    let face = face_text(publication)?;
    let head = &publication.head;
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&head.id)
            .bind(&head.filing_id)
            .bind(new.bureau_id)
            .bind(&head.region)
            .bind(i64::from(head.year))
            .bind(&head.agency_code)
            .bind(&head.agency_name)
            .bind(i64::from(head.version))
            .bind(&head.title)
            .bind(&head.source)
            .bind(new.published_by)
            .bind(time::to_text(head.published_at))
            .bind(&publication.scheme_id)
            .bind(i64::from(publication.scheme_version))
            .bind(&publication.entries_json)
            .bind(&publication.evaluation_json)
            .bind(&publication.body_html)
            .bind(&publication.digest)
            .bind(face)
    )?;
    Ok(())
}

/// The text to keep of how a page looked.
fn face_text(publication: &Publication) -> Result<String, StoreError> {
    if publication.face.is_usual() {
        return Ok(String::new());
    }
    let text = serde_json::to_string(&publication.face).ok();
    Row::new("publication", &publication.head.id).some("face_json", text)
}

/// The newest publication of an agency's year.
pub async fn find_publication(
    tx: &mut Tx,
    year: i32,
    agency_code: &str,
) -> Result<Option<Publication>, StoreError> {
    const SQL: &str = "SELECT p.id, p.filing_id, p.region, p.year, p.agency_code, p.agency_name,
        p.version, p.title, p.source, p.published_at, COALESCE(v.views, 0) AS views,
        p.scheme_id, p.scheme_version, p.entries_json, p.evaluation_json, p.body_html, p.face_json,
        p.digest
        FROM publication p LEFT JOIN publication_view v ON v.publication_id = p.id
        WHERE p.agency_code = $1 AND p.year = $2 ORDER BY p.version DESC LIMIT 1";
    let row: Option<PublicationRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(agency_code)
            .bind(i64::from(year))
            .fetch_optional(connection)
            .await)?;
    row.map(PublicationRow::read).transpose()
}

/// What was typed in the newest publication of an agency's year, without what was drawn of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedEntries {
    /// The scheme it was made by.
    pub scheme_id: String,
    /// The version of that scheme.
    pub scheme_version: u32,
    /// What was typed, as JSON.
    pub entries_json: String,
    /// 发布时间.
    pub published_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct EntriesRow {
    scheme_id: String,
    scheme_version: i64,
    entries_json: String,
    published_at: String,
}

/// What was typed in the newest publication of an agency's year.
pub async fn find_published_entries(
    tx: &mut Tx,
    year: i32,
    agency_code: &str,
) -> Result<Option<PublishedEntries>, StoreError> {
    const SQL: &str = "SELECT scheme_id, scheme_version, entries_json, published_at
        FROM publication WHERE agency_code = $1 AND year = $2 ORDER BY version DESC LIMIT 1";
    let found: Option<EntriesRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL)
            .bind(agency_code)
            .bind(i64::from(year))
            .fetch_optional(connection)
            .await)?;
    let Some(found) = found else { return Ok(None) };
    let row = Row::new("publication", agency_code);
    Ok(Some(PublishedEntries {
        scheme_version: row.count("scheme_version", found.scheme_version)?,
        published_at: row.time("published_at", &found.published_at)?,
        scheme_id: found.scheme_id,
        entries_json: found.entries_json,
    }))
}

/// The number of the newest version of an agency's year; 0 when there is none.
pub async fn find_last_version(
    tx: &mut Tx,
    year: i32,
    agency_code: &str,
) -> Result<u32, StoreError> {
    const SQL: &str = "SELECT version FROM publication WHERE agency_code = $1 AND year = $2
        ORDER BY version DESC LIMIT 1";
    let version: Option<i64> = on_both!(tx, connection =>
        sqlx::query_scalar(SQL)
            .bind(agency_code)
            .bind(i64::from(year))
            .fetch_optional(connection)
            .await)?;
    Row::new("publication", agency_code).count("version", version.unwrap_or(0))
}

/// Narrows a query that ends in a condition to a filter; a macro, because the builder's
/// type differs between the databases.
macro_rules! narrow {
    ($query:ident, $filter:expr) => {
        if let Some(year) = $filter.year {
            $query.push(" AND p.year = ");
            $query.push_bind(i64::from(year));
        }
        if let Some(region) = &$filter.region {
            $query.push(" AND p.region = ");
            $query.push_bind(region.clone());
        }
        if let Some(code) = &$filter.agency_code {
            $query.push(" AND p.agency_code = ");
            $query.push_bind(code.clone());
        }
    };
}

const NEWEST: &str = " WHERE NOT EXISTS (SELECT 1 FROM publication n
    WHERE n.agency_code = p.agency_code AND n.year = p.year AND n.version > p.version)";

/// The newest version of each agency's year, the last published first.
pub async fn list_publications(
    tx: &mut Tx,
    filter: &PublicationFilter,
    page: Page,
) -> Result<Vec<PublicationHead>, StoreError> {
    const SQL: &str = "SELECT p.id, p.filing_id, p.region, p.year, p.agency_code, p.agency_name,
        p.version, p.title, p.source, p.published_at, COALESCE(v.views, 0) AS views
        FROM publication p LEFT JOIN publication_view v ON v.publication_id = p.id";
    let rows: Vec<HeadRow> = on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SQL);
        query.push(NEWEST);
        narrow!(query, filter);
        query.push(" ORDER BY p.published_at DESC, p.id DESC LIMIT ");
        query.push_bind(page.limit());
        query.push(" OFFSET ");
        query.push_bind(page.offset());
        query.build_query_as().fetch_all(connection).await
    })?;
    rows.into_iter().map(HeadRow::read).collect()
}

/// How many publications [`list_publications`] has for a filter.
pub async fn count_publications(
    tx: &mut Tx,
    filter: &PublicationFilter,
) -> Result<i64, StoreError> {
    Ok(on_both!(tx, connection => {
        let mut query = QueryBuilder::new("SELECT COUNT(*) FROM publication p");
        query.push(NEWEST);
        narrow!(query, filter);
        query.build_query_scalar().fetch_one(connection).await
    })?)
}

/// The counties that have a finance bureau, for the filter of the public list.
pub async fn list_regions(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT region FROM organization WHERE kind = 'bureau' ORDER BY code";
    Ok(on_both!(tx, connection => sqlx::query_scalar(SQL).fetch_all(connection).await)?)
}

/// Counts so many more views.
pub async fn add_views(tx: &mut Tx, publication_id: &str, views: i64) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO publication_view (publication_id, views) VALUES ($1, $2)
        ON CONFLICT (publication_id)
        DO UPDATE SET views = publication_view.views + excluded.views";
    execute!(tx, sqlx::query(SQL).bind(publication_id).bind(views))?;
    Ok(())
}
