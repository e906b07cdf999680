//! What filings come to: kept filing by filing, and summed up over campaigns and departments in the
//! transaction that moves one.

use std::collections::BTreeMap;

use sqlx::QueryBuilder;

use super::filing::Filing;
use super::row::Row;
use super::{StoreError, Tx};
use crate::domain::statistics::{Facts, Key, Measure, Part, Tally, add, difference};

/// Stands for the whole campaign where a department could stand.
const WHOLE: &str = "*";

/// Lines written in one statement: seven values each, and `SQLite` takes some 32 000.
const LINES_AT_ONCE: usize = 500;

/// Filings read at once.
const FILINGS_AT_ONCE: u32 = 500;

/// Of whom the sums are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// The whole campaign.
    Whole,
    /// The agencies under a department; an empty id means those directly under the bureau.
    Department(String),
}

impl Group {
    fn id(&self) -> &str {
        match self {
            Self::Whole => WHOLE,
            Self::Department(id) => id,
        }
    }
}

/// What is kept of one filing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeptFacts {
    /// What it comes to.
    pub facts: Facts,
    /// Whether its figures count.
    pub is_counted: bool,
}

impl KeptFacts {
    fn tally(&self) -> Tally {
        self.facts.tally(self.is_counted)
    }
}

#[derive(sqlx::FromRow)]
struct FactsRow {
    filing_id: String,
    department_id: String,
    is_counted: bool,
    facts: String,
}

impl FactsRow {
    fn read(&self) -> Result<KeptFacts, StoreError> {
        let row = Row::new("filing_statistic", &self.filing_id);
        Ok(KeptFacts {
            facts: row.some("facts", serde_json::from_str(&self.facts).ok())?,
            is_counted: self.is_counted,
        })
    }
}

/// What is kept of a filing; none while it was never handed in.
pub async fn find_facts(tx: &mut Tx, filing_id: &str) -> Result<Option<KeptFacts>, StoreError> {
    const SQL: &str = "SELECT filing_id, department_id, is_counted, facts FROM filing_statistic
        WHERE filing_id = $1";
    let row: Option<FactsRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(filing_id)
        .fetch_optional(connection)
        .await)?;
    row.map(|row| row.read()).transpose()
}

/// Keeps what a filing comes to now and moves it in the sums.
///
/// The update of the campaign changes nothing; on PostgreSQL it makes those follow each other who
/// move filings of one campaign, so that no two of them ever wait for each other's lines.
pub async fn move_facts(tx: &mut Tx, filing: &Filing, after: &KeptFacts) -> Result<(), StoreError> {
    const LOCK: &str = "UPDATE campaign SET title = title WHERE id = $1";
    execute!(tx, sqlx::query(LOCK).bind(&filing.campaign_id))?;
    let before = find_facts(tx, &filing.id).await?.unwrap_or_default();
    put_facts(tx, filing, after).await?;
    let change = difference(&before.tally(), &after.tally());
    let department = filing.facts.department_id.as_deref().unwrap_or_default();
    add_lines(tx, &filing.campaign_id, department, &change).await?;
    add_lines(tx, &filing.campaign_id, WHOLE, &change).await
}

/// Keeps what a filing comes to without summing it up: whoever has written many sums them up
/// together with [`sum_up`].
pub async fn put_facts(tx: &mut Tx, filing: &Filing, kept: &KeptFacts) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO filing_statistic
        (filing_id, campaign_id, department_id, is_counted, facts) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (filing_id) DO UPDATE SET is_counted = excluded.is_counted,
        facts = excluded.facts";
    let facts = serde_json::to_string(&kept.facts).map_err(|_| StoreError::Corrupt {
        table: "filing_statistic",
        column: "facts",
        id: filing.id.clone(),
    })?;
    execute!(
        tx,
        sqlx::query(SQL)
            .bind(&filing.id)
            .bind(&filing.campaign_id)
            .bind(filing.facts.department_id.as_deref().unwrap_or_default())
            .bind(kept.is_counted)
            .bind(facts)
    )?;
    Ok(())
}

/// Sums a campaign up anew from what is kept of its filings.
pub async fn sum_up(tx: &mut Tx, campaign_id: &str) -> Result<(), StoreError> {
    const FORGET: &str = "DELETE FROM statistic WHERE campaign_id = $1";
    const SQL: &str = "SELECT filing_id, department_id, is_counted, facts FROM filing_statistic
        WHERE campaign_id = $1 AND filing_id > $2 ORDER BY filing_id LIMIT $3";
    execute!(tx, sqlx::query(FORGET).bind(campaign_id))?;
    let mut sums: BTreeMap<String, Tally> = BTreeMap::new();
    let mut behind = String::new();
    loop {
        let rows: Vec<FactsRow> = on_both!(tx, connection => sqlx::query_as(SQL)
            .bind(campaign_id)
            .bind(&behind)
            .bind(i64::from(FILINGS_AT_ONCE))
            .fetch_all(connection)
            .await)?;
        let Some(last) = rows.last() else {
            break;
        };
        behind.clone_from(&last.filing_id);
        for row in &rows {
            let tally = row.read()?.tally();
            add(sums.entry(row.department_id.clone()).or_default(), &tally);
            add(sums.entry(WHOLE.to_owned()).or_default(), &tally);
        }
    }
    for (group, tally) in &sums {
        add_lines(tx, campaign_id, group, tally).await?;
    }
    Ok(())
}

async fn add_lines(
    tx: &mut Tx,
    campaign_id: &str,
    group: &str,
    tally: &Tally,
) -> Result<(), StoreError> {
    const INSERT: &str = "INSERT INTO statistic
        (campaign_id, group_id, measure, subject, bucket, filings, amount) ";
    const ADD: &str = " ON CONFLICT (campaign_id, group_id, measure, subject, bucket)
        DO UPDATE SET filings = statistic.filings + excluded.filings,
        amount = statistic.amount + excluded.amount";
    let lines: Vec<(&Key, &Part)> = tally.iter().collect();
    for some in lines.chunks(LINES_AT_ONCE) {
        on_both!(tx, connection => {
            let mut query = QueryBuilder::new(INSERT);
            query.push_values(some, |mut row, (key, part)| {
                row.push_bind(campaign_id)
                    .push_bind(group)
                    .push_bind(key.measure.code())
                    .push_bind(key.subject.as_str())
                    .push_bind(key.bucket)
                    .push_bind(part.filings)
                    .push_bind(part.amount);
            });
            query.push(ADD);
            query.build().execute(connection).await.map(|_| ())
        })?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct LineRow {
    group_id: String,
    measure: String,
    subject: String,
    bucket: i64,
    filings: i64,
    amount: i64,
}

impl LineRow {
    fn read(self) -> Result<(Key, Part), StoreError> {
        let row = Row::new("statistic", &self.subject);
        let measure = row.some("measure", Measure::from_code(&self.measure))?;
        let part = Part {
            filings: self.filings,
            amount: self.amount,
        };
        let key = Key {
            measure,
            subject: self.subject,
            bucket: self.bucket,
        };
        Ok((key, part))
    }
}

/// The sums of a campaign or of one department in it.
pub async fn load_tally(
    tx: &mut Tx,
    campaign_id: &str,
    group: &Group,
) -> Result<Tally, StoreError> {
    const SQL: &str = "SELECT group_id, measure, subject, bucket, filings, amount FROM statistic
        WHERE campaign_id = $1 AND group_id = $2 AND (filings <> 0 OR amount <> 0)";
    let rows: Vec<LineRow> = on_both!(tx, connection => sqlx::query_as(SQL)
        .bind(campaign_id)
        .bind(group.id())
        .fetch_all(connection)
        .await)?;
    rows.into_iter().map(LineRow::read).collect()
}

/// Some sums of some departments (or of the whole, for [`Group::Whole`]): those that a line of a
/// list needs.
pub async fn load_glances(
    tx: &mut Tx,
    campaign_id: &str,
    groups: &[Group],
) -> Result<BTreeMap<String, Tally>, StoreError> {
    const SQL: &str = "SELECT group_id, measure, subject, bucket, filings, amount FROM statistic
        WHERE (filings <> 0 OR amount <> 0) AND campaign_id = ";
    let mut found: BTreeMap<String, Tally> = BTreeMap::new();
    if groups.is_empty() {
        return Ok(found);
    }
    let rows: Vec<LineRow> = on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SQL);
        query.push_bind(campaign_id).push(" AND group_id IN (");
        let mut list = query.separated(", ");
        for group in groups {
            list.push_bind(group.id());
        }
        query.push(") AND measure IN (");
        let mut list = query.separated(", ");
        for measure in Measure::OF_DEPARTMENTS {
            list.push_bind(measure.code());
        }
        query.push(")");
        query.build_query_as().fetch_all(connection).await
    })?;
    for row in rows {
        let group = row.group_id.clone();
        let (key, part) = row.read()?;
        found.entry(group).or_default().insert(key, part);
    }
    Ok(found)
}

/// The filings of a campaign that have facts, so many after one.
pub async fn list_with_facts(
    tx: &mut Tx,
    campaign_id: &str,
    after: &str,
    most: u32,
) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT filing_id FROM filing_statistic
        WHERE campaign_id = $1 AND filing_id > $2 ORDER BY filing_id LIMIT $3";
    Ok(on_both!(tx, connection => sqlx::query_scalar(SQL)
        .bind(campaign_id)
        .bind(after)
        .bind(i64::from(most))
        .fetch_all(connection)
        .await)?)
}
