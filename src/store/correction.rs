//! 复核更正: what reviewers set against the cells of a filing, and what it came to. Append-only.

use chrono::{DateTime, Utc};

use super::row::Row;
use super::{StoreError, Tx, new_id, time};
use crate::domain::filing::CellCode;

/// A correction that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingCorrection {
    /// Its id.
    pub id: String,
    /// The cell.
    pub code: CellCode,
    /// What counts instead of the agency's text.
    pub typed: String,
    /// Why.
    pub reason: String,
    /// When what it looked at was submitted.
    pub submitted_at: DateTime<Utc>,
    /// Who made it, by his name on pages.
    pub made_by_name: String,
    /// When.
    pub made_at: DateTime<Utc>,
}

/// A correction, or its withdrawal, to be written.
#[derive(Debug, Clone, Copy)]
pub struct NewCorrection<'a> {
    /// The filing.
    pub filing_id: &'a str,
    /// When what it looks at was submitted.
    pub submitted_at: DateTime<Utc>,
    /// The cell.
    pub code: &'a str,
    /// What counts from now on; `None` withdraws what stands.
    pub typed: Option<&'a str>,
    /// Why.
    pub reason: &'a str,
    /// Who.
    pub made_by: &'a str,
}

/// What corrections come to at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rescoring {
    /// The filing's version from which on it holds.
    pub filing_version: i64,
    /// 自评得分 as an exact text; empty while it is not known.
    pub own_total: String,
    /// Its grade; empty for none.
    pub own_grade: String,
    /// 财政复核得分 as an exact text; empty while it is not known.
    pub reviewed_total: String,
    /// Its grade; empty for none.
    pub reviewed_grade: String,
    /// How many corrections stand.
    pub corrections: u32,
}

#[derive(sqlx::FromRow)]
struct CorrectionRow {
    id: String,
    code: String,
    typed: String,
    reason: String,
    submitted_at: String,
    made_by_name: String,
    made_at: String,
}

impl CorrectionRow {
    fn read(self) -> Result<StandingCorrection, StoreError> {
        let row = Row::new("correction", &self.id);
        Ok(StandingCorrection {
            submitted_at: row.time("submitted_at", &self.submitted_at)?,
            made_at: row.time("made_at", &self.made_at)?,
            id: self.id,
            code: self.code,
            typed: self.typed,
            reason: self.reason,
            made_by_name: self.made_by_name,
        })
    }
}

#[derive(sqlx::FromRow)]
struct RescoringRow {
    filing_id: String,
    filing_version: i64,
    own_total: String,
    own_grade: String,
    reviewed_total: String,
    reviewed_grade: String,
    corrections: i64,
}

impl RescoringRow {
    fn read(self) -> Result<Rescoring, StoreError> {
        let row = Row::new("rescoring", &self.filing_id);
        Ok(Rescoring {
            filing_version: self.filing_version,
            corrections: row.count("corrections", self.corrections)?,
            own_total: self.own_total,
            own_grade: self.own_grade,
            reviewed_total: self.reviewed_total,
            reviewed_grade: self.reviewed_grade,
        })
    }
}

/// Writes a correction or a withdrawal; what stood at the cell stays written.
pub async fn insert_correction(
    tx: &mut Tx,
    new: &NewCorrection<'_>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO correction
        (id, filing_id, submitted_at, code, is_withdrawn, typed, reason, made_by, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(new_id(now))
            .bind(new.filing_id)
            .bind(time::to_text(new.submitted_at))
            .bind(new.code)
            .bind(new.typed.is_none())
            .bind(new.typed.unwrap_or_default())
            .bind(new.reason)
            .bind(new.made_by)
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// The corrections that stand on a filing: of each cell the last, unless that withdraws it.
///
/// Ids grow with time, so the greatest is the last.
pub async fn list_corrections(
    tx: &mut Tx,
    filing_id: &str,
) -> Result<Vec<StandingCorrection>, StoreError> {
    const SQL: &str = "SELECT k.id, k.code, k.typed, k.reason, k.submitted_at, k.made_at,
        a.display_name AS made_by_name
        FROM correction k JOIN account a ON a.id = k.made_by
        WHERE k.filing_id = $1 AND NOT k.is_withdrawn AND NOT EXISTS
            (SELECT 1 FROM correction l
             WHERE l.filing_id = k.filing_id AND l.code = k.code AND l.id > k.id)
        ORDER BY k.code";
    let rows: Vec<CorrectionRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(filing_id).fetch_all(connection).await)?;
    rows.into_iter().map(CorrectionRow::read).collect()
}

/// Writes what the corrections of a filing come to.
pub async fn insert_rescoring(
    tx: &mut Tx,
    filing_id: &str,
    rescoring: &Rescoring,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO rescoring (filing_id, filing_version, own_total, own_grade,
        reviewed_total, reviewed_grade, corrections, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(filing_id)
            .bind(rescoring.filing_version)
            .bind(&rescoring.own_total)
            .bind(&rescoring.own_grade)
            .bind(&rescoring.reviewed_total)
            .bind(&rescoring.reviewed_grade)
            .bind(i64::from(rescoring.corrections))
            .bind(time::to_text(now))
    )?;
    Ok(())
}

/// What the corrections of a filing came to last; none where nobody ever corrected anything.
pub async fn find_rescoring(tx: &mut Tx, filing_id: &str) -> Result<Option<Rescoring>, StoreError> {
    const SQL: &str = "SELECT filing_id, filing_version, own_total, own_grade, reviewed_total,
        reviewed_grade, corrections FROM rescoring
        WHERE filing_id = $1 ORDER BY filing_version DESC LIMIT 1";
    let row: Option<RescoringRow> = on_both!(tx, connection =>
        sqlx::query_as(SQL).bind(filing_id).fetch_optional(connection).await)?;
    row.map(RescoringRow::read).transpose()
}
