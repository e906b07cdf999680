//! How those who owe are reached outside the portal, counted before they are urged.

use sqlx::QueryBuilder;

use super::{StoreError, Tx};
use crate::domain::workflow::State;

/// How those who owe are reached.
#[derive(Debug, Clone, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Reach {
    /// Agencies of which somebody has an e-mail address.
    pub mail: i64,
    /// Agencies of which somebody has a mobile number.
    pub text: i64,
    /// Agencies of which nobody has either.
    pub none: i64,
}

/// Which filings of a campaign are looked at.
#[derive(Debug, Clone, Copy)]
pub struct Owing<'a> {
    /// The campaign.
    pub campaign_id: &'a str,
    /// The states in which an agency owes.
    pub states: &'a [State],
    /// Only these filings; everybody's without.
    pub chosen: Option<&'a [String]>,
}

const REACHED: &str = "FROM (SELECT o.code, o.name,
    MAX(CASE WHEN c.email <> '' THEN 1 ELSE 0 END) AS has_email,
    MAX(CASE WHEN c.mobile <> '' THEN 1 ELSE 0 END) AS has_mobile
    FROM filing f JOIN organization o ON o.id = f.agency_id
    LEFT JOIN posting p ON p.organization_id = f.agency_id
    AND p.role = CASE WHEN f.state = 'awaiting-check' THEN 'agency-checker' ELSE 'accountant' END
    AND p.ended_at IS NULL AND p.since IS NOT NULL
    LEFT JOIN contact c ON c.account_id = p.account_id
    WHERE f.campaign_id = ";

/// Narrows a query that ends in [`REACHED`]; a macro, because the builder's type differs between the
/// databases.
macro_rules! narrow {
    ($query:ident, $owing:expr) => {
        $query.push_bind($owing.campaign_id);
        $query.push(" AND f.state IN (");
        let mut list = $query.separated(", ");
        for state in $owing.states {
            list.push_bind(state.code());
        }
        $query.push(")");
        if let Some(chosen) = $owing.chosen {
            $query.push(" AND f.id IN (");
            let mut list = $query.separated(", ");
            for id in chosen {
                list.push_bind(id);
            }
            $query.push(")");
        }
        $query.push(" GROUP BY o.code, o.name) AS reached");
    };
}

/// How many of those who owe are reached by which way.
pub async fn count_reach(tx: &mut Tx, owing: &Owing<'_>) -> Result<Reach, StoreError> {
    const SELECT: &str = "SELECT COALESCE(SUM(has_email), 0) AS mail,
        COALESCE(SUM(has_mobile), 0) AS text,
        COALESCE(SUM(CASE WHEN has_email + has_mobile = 0 THEN 1 ELSE 0 END), 0) AS none ";
    if owing.is_nobody() {
        return Ok(Reach::default());
    }
    Ok(on_both!(tx, connection => {
        let mut query = QueryBuilder::new(SELECT);
        query.push(REACHED);
        narrow!(query, owing);
        query.build_query_as().fetch_one(connection).await
    })?)
}

/// The first agencies by code of those who owe that nobody is reached of.
pub async fn list_unreached(
    tx: &mut Tx,
    owing: &Owing<'_>,
    most: u32,
) -> Result<Vec<String>, StoreError> {
    if owing.is_nobody() {
        return Ok(Vec::new());
    }
    Ok(on_both!(tx, connection => {
        let mut query = QueryBuilder::new("SELECT name ");
        query.push(REACHED);
        narrow!(query, owing);
        query.push(" WHERE has_email + has_mobile = 0 ORDER BY code LIMIT ");
        query.push_bind(i64::from(most));
        query.build_query_scalar().fetch_all(connection).await
    })?)
}

impl Owing<'_> {
    fn is_nobody(&self) -> bool {
        self.states.is_empty() || self.chosen.is_some_and(<[String]>::is_empty)
    }
}
