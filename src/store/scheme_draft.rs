//! 方案草稿: schemes under way, and what the last 复算 of each came to.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};

/// A draft without its text, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedDraft {
    /// Its id.
    pub id: String,
    /// What its file calls it; empty while that cannot be read.
    pub title: String,
    /// Who changed it last, by his name on pages.
    pub changed_by_name: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeDraft {
    /// Its id.
    pub id: String,
    /// The bureau that makes it.
    pub bureau_id: String,
    /// The scheme it was begun from, by id and version; none for a file from elsewhere.
    pub base: Option<(String, u32)>,
    /// The scheme file as typed.
    pub text: String,
    /// Goes up with every change; a form names the one that it showed.
    pub version: i64,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
}

/// A draft to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewDraft<'a> {
    /// The bureau.
    pub bureau_id: &'a str,
    /// The scheme it is begun from.
    pub base: Option<(&'a str, u32)>,
    /// What its file calls it.
    pub title: &'a str,
    /// The scheme file.
    pub text: &'a str,
    /// Who begins it.
    pub account_id: &'a str,
}

/// What a 复算 came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReplay {
    /// The digest of the text it was run with.
    pub digest: String,
    /// The campaign whose filings were taken; empty when there was none.
    pub campaign_id: String,
    /// The result as JSON.
    pub result: String,
    /// When.
    pub run_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    id: String,
    title: String,
    changed_by_name: String,
    changed_at: String,
}

impl ListedRow {
    fn read(self) -> Result<ListedDraft, StoreError> {
        let changed_at = Row::new("scheme_draft", &self.id).time("changed_at", &self.changed_at)?;
        Ok(ListedDraft {
            id: self.id,
            title: self.title,
            changed_by_name: self.changed_by_name,
            changed_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: String,
    bureau_id: String,
    base_id: String,
    base_version: i64,
    text: String,
    version: i64,
    changed_at: String,
}

impl DraftRow {
    fn read(self) -> Result<SchemeDraft, StoreError> {
        let row = Row::new("scheme_draft", &self.id);
        let base_version = row.count("base_version", self.base_version)?;
        let changed_at = row.time("changed_at", &self.changed_at)?;
        Ok(SchemeDraft {
            id: self.id,
            bureau_id: self.bureau_id,
            base: (!self.base_id.is_empty()).then_some((self.base_id, base_version)),
            text: self.text,
            version: self.version,
            changed_at,
        })
    }
}

#[derive(sqlx::FromRow)]
struct ReplayRow {
    draft_id: String,
    digest: String,
    campaign_id: String,
    result: String,
    run_at: String,
}

impl ReplayRow {
    fn read(self) -> Result<StoredReplay, StoreError> {
        let run_at = Row::new("scheme_replay", &self.draft_id).time("run_at", &self.run_at)?;
        Ok(StoredReplay {
            digest: self.digest,
            campaign_id: self.campaign_id,
            result: self.result,
            run_at,
        })
    }
}

/// Writes a draft and gives its id.
pub async fn insert_draft(
    tx: &mut Tx,
    new: NewDraft<'_>,
    now: DateTime<Utc>,
) -> Result<String, StoreError> {
    const SQL: &str = "INSERT INTO scheme_draft
        (id, bureau_id, base_id, base_version, title, text, version, changed_by, changed_at)
        VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8)";
    let id = new_id(now);
    let (base_id, base_version) = new.base.unwrap_or_default();
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&id)
            .bind(new.bureau_id)
            .bind(base_id)
            .bind(i64::from(base_version))
            .bind(new.title)
            .bind(new.text)
            .bind(new.account_id)
            .bind(time::to_text(now))
    )?;
    Ok(id)
}

/// Writes a draft's text, as long as nobody changed it after `seen`; whether that was so.
pub async fn update_draft(
    tx: &mut Tx,
    (id, seen): (&str, i64),
    (title, text): (&str, &str),
    account_id: &str,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE scheme_draft SET title = $3, text = $4, version = version + 1,
        changed_by = $5, changed_at = $6 WHERE id = $1 AND version = $2";
    let written = execute!(
        tx,
        sqlx::query(SQL)
            .bind(id)
            .bind(seen)
            .bind(title)
            .bind(text)
            .bind(account_id)
            .bind(time::to_text(now))
    )?;
    Ok(written == 1)
}

/// Removes a draft and its replay, as long as nobody changed it after `seen`; whether that was so.
pub async fn delete_draft(tx: &mut Tx, id: &str, seen: i64) -> Result<bool, StoreError> {
    const REPLAY: &str = "DELETE FROM scheme_replay WHERE draft_id = $1";
    const SQL: &str = "DELETE FROM scheme_draft WHERE id = $1 AND version = $2";
    execute!(tx, sqlx::query(REPLAY).bind(id))?;
    Ok(execute!(tx, sqlx::query(SQL).bind(id).bind(seen))? == 1)
}

/// The draft of this bureau with this id.
pub async fn find_draft(
    tx: &mut Tx,
    bureau_id: &str,
    id: &str,
) -> Result<Option<SchemeDraft>, StoreError> {
    const SQL: &str = "SELECT id, bureau_id, base_id, base_version, text, version, changed_at
        FROM scheme_draft WHERE bureau_id = $1 AND id = $2";
    let row: Option<DraftRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(bureau_id).bind(id).fetch_optional(connection).await)?;
    row.map(DraftRow::read).transpose()
}

/// The drafts of a bureau, at most so many, the last begun first.
pub async fn list_drafts(
    tx: &mut Tx,
    bureau_id: &str,
    most: u32,
) -> Result<Vec<ListedDraft>, StoreError> {
    const SQL: &str = "SELECT d.id, d.title, a.display_name AS changed_by_name, d.changed_at
        FROM scheme_draft d JOIN account a ON a.id = d.changed_by
        WHERE d.bureau_id = $1 ORDER BY d.id DESC LIMIT $2";
    let rows: Vec<ListedRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(bureau_id).bind(i64::from(most)).fetch_all(connection).await)?;
    rows.into_iter().map(ListedRow::read).collect()
}

/// Keeps what a 复算 of a draft came to in the place of the last one.
pub async fn save_replay(
    tx: &mut Tx,
    draft_id: &str,
    replay: &StoredReplay,
    account_id: &str,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO scheme_replay
        (draft_id, digest, campaign_id, result, run_by, run_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (draft_id) DO UPDATE SET digest = excluded.digest,
        campaign_id = excluded.campaign_id, result = excluded.result, run_by = excluded.run_by,
        run_at = excluded.run_at";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(draft_id)
            .bind(&replay.digest)
            .bind(&replay.campaign_id)
            .bind(&replay.result)
            .bind(account_id)
            .bind(time::to_text(replay.run_at))
    )?;
    Ok(())
}

/// What the last 复算 of a draft came to.
pub async fn find_replay(tx: &mut Tx, draft_id: &str) -> Result<Option<StoredReplay>, StoreError> {
    const SQL: &str = "SELECT draft_id, digest, campaign_id, result, run_at
        FROM scheme_replay WHERE draft_id = $1";
    let row: Option<ReplayRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(draft_id).fetch_optional(connection).await)?;
    row.map(ReplayRow::read).transpose()
}
