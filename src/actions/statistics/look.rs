//! 统计 as a person may see them.

use std::collections::BTreeMap;

use crate::actions::Caller;
use crate::actions::schemes::Schemes;
use crate::domain::figure::Exact;
use crate::domain::scheme::Scheme;
use crate::domain::statistics::{
    Departments, Facts, Measure, Scope, Statistics, Tally, YearLine, scaled,
};
use crate::domain::workflow::{Area, Progress, Sphere, State, may_enter};
use crate::store::campaign::{Campaign, list_campaigns};
use crate::store::filing_count::{FilingCount, list_filing_counts};
use crate::store::organization::{Organization, find_organization, list_departments};
use crate::store::statistics::{Group, load_glances, load_tally};
use crate::store::{Page, Store, StoreError, Tx};

/// A bureau opens one campaign a year; so many are offered.
const CAMPAIGNS: u32 = 20;

/// Years beside each other.
const YEARS: usize = 5;

/// Which statistics are wanted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// The campaign; the newest where none is named.
    pub campaign_id: Option<&'a str>,
    /// One department; who reviews for one sees no other.
    pub department_id: Option<&'a str>,
    /// Which part of the list of departments; all of them where none is named.
    pub departments: Option<Page>,
}

/// The statistics and what they are of.
#[derive(Debug, Clone)]
pub struct StatisticsRecord {
    /// The campaign.
    pub campaign: Campaign,
    /// The campaigns to choose from, the newest first.
    pub campaigns: Vec<Campaign>,
    /// The department, where they are of one.
    pub department: Option<Organization>,
    /// How many departments the whole list has.
    pub departments: usize,
    /// The statistics.
    pub statistics: Statistics,
}

/// Why there are none.
#[derive(Debug, thiserror::Error)]
pub enum StatisticsError {
    /// There is no such campaign or department for this person.
    #[error("没有这项统计，可能是链接不完整。")]
    NotFound,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// 统计 of a campaign; `None` as long as the bureau has opened none.
///
/// # Errors
/// See [`StatisticsError`].
pub async fn load_statistics(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    wanted: Wanted<'_>,
) -> Result<Option<StatisticsRecord>, StatisticsError> {
    let mut tx = store.read().await?;
    let (bureau, department) = whose(&mut tx, caller, wanted.department_id).await?;
    let campaigns = list_campaigns(&mut tx, &bureau, Page::first(CAMPAIGNS)).await?;
    let campaign = match wanted.campaign_id {
        None => campaigns.first(),
        Some(id) => Some(
            campaigns
                .iter()
                .find(|campaign| campaign.id == id)
                .ok_or(StatisticsError::NotFound)?,
        ),
    };
    let Some(campaign) = campaign.cloned() else {
        return Ok(None);
    };
    let group = department.as_ref().map_or(Group::Whole, |department| {
        Group::Department(department.id.clone())
    });
    let counts = list_filing_counts(&mut tx, &campaign.id).await?;
    let mut listed = Vec::new();
    if department.is_none() {
        listed = departments(&mut tx, &bureau, &counts).await?;
    }
    let all = listed.len();
    if let Some(part) = wanted.departments {
        let (skip, most) = (to_usize(part.offset), to_usize(part.limit));
        listed = listed.into_iter().skip(skip).take(most).collect();
    }
    let groups: Vec<Group> = listed
        .iter()
        .map(|line| Group::Department(line.id.clone()))
        .collect();
    let glances = load_glances(&mut tx, &campaign.id, &groups).await?;
    for line in &mut listed {
        line.tally = glances.get(&line.id).cloned().unwrap_or_default();
    }
    let is_own = |count: &&FilingCount| match &group {
        Group::Whole => true,
        Group::Department(id) => count.department_id.as_deref() == Some(id),
    };
    let (due, handed_in) = due(counts.iter().filter(is_own));
    let scheme = schemes.load(&campaign.scheme_id, campaign.scheme_version);
    let scope = scope(scheme.ok().map(AsRef::as_ref), due, handed_in);
    let statistics = Statistics {
        scope,
        tally: load_tally(&mut tx, &campaign.id, &group).await?,
        years: years(&mut tx, &campaigns, &campaign, &group).await?,
        departments: listed,
    };
    tx.commit().await?;
    Ok(Some(StatisticsRecord {
        campaign,
        campaigns,
        department,
        departments: all,
        statistics,
    }))
}

/// The bureau, and the department that is asked for or that the person reviews for.
async fn whose(
    tx: &mut Tx,
    caller: &Caller,
    wanted: Option<&str>,
) -> Result<(String, Option<Organization>), StatisticsError> {
    if !may_enter(caller.actor.role, Area::Statistics) {
        return Err(StatisticsError::NotFound);
    }
    match caller.actor.sphere() {
        Some(Sphere::Bureau(bureau)) => {
            let Some(wanted) = wanted else {
                return Ok((bureau, None));
            };
            let found = find_organization(tx, wanted).await?;
            let found = found.filter(|it| it.parent_id.as_ref() == Some(&bureau));
            Ok((bureau, Some(found.ok_or(StatisticsError::NotFound)?)))
        }
        Some(Sphere::Department(own)) => {
            let found = find_organization(tx, &own).await?;
            let found = found.ok_or(StatisticsError::NotFound)?;
            if wanted.is_some_and(|wanted| wanted != own) {
                return Err(StatisticsError::NotFound);
            }
            let bureau = found.parent_id.clone().ok_or(StatisticsError::NotFound)?;
            Ok((bureau, Some(found)))
        }
        _ => Err(StatisticsError::NotFound),
    }
}

/// The departments that have filings, with how many; those directly under the bureau last.
async fn departments(
    tx: &mut Tx,
    bureau: &str,
    counts: &[FilingCount],
) -> Result<Vec<Departments>, StoreError> {
    let mut by_department: BTreeMap<&str, Vec<&FilingCount>> = BTreeMap::new();
    for count in counts {
        let id = count.department_id.as_deref().unwrap_or_default();
        by_department.entry(id).or_default().push(count);
    }
    let line = |id: &str, name: &str| {
        let own = by_department.get(id)?;
        let (due, handed_in) = due(own.iter().copied());
        Some(Departments {
            id: id.to_owned(),
            name: name.to_owned(),
            due,
            handed_in,
            tally: Tally::new(),
        })
    };
    let known = list_departments(tx, bureau).await?;
    let lines = known.iter().filter_map(|it| line(&it.id, &it.name));
    Ok(lines.chain(line("", "财政局直接管理的单位")).collect())
}

/// How many filings there are and how many of them count.
fn due<'a>(counts: impl Iterator<Item = &'a FilingCount>) -> (i64, i64) {
    let (mut due, mut handed_in) = (0, 0);
    for count in counts {
        if count.progress != Progress::At(State::Cancelled) {
            due += count.filings;
        }
        if Facts::count_at(count.progress) {
            handed_in += count.filings;
        }
    }
    (due, handed_in)
}

fn scope(scheme: Option<&Scheme>, due: i64, handed_in: i64) -> Scope {
    let grades = scheme.map_or_else(Vec::new, |scheme| {
        let grades = scheme.head.grades.iter();
        grades.map(|grade| grade.name.clone()).collect()
    });
    let full = scheme.map(|scheme| Exact::from(scheme.head.full_marks));
    Scope {
        due,
        handed_in,
        grades,
        full_marks: full.and_then(|full| scaled(&full, 1)).unwrap_or(1000),
    }
}

/// The years before beside this one, the oldest first.
async fn years(
    tx: &mut Tx,
    campaigns: &[Campaign],
    this: &Campaign,
    group: &Group,
) -> Result<Vec<YearLine>, StoreError> {
    let older = campaigns.iter().filter(|it| it.year <= this.year);
    let mut lines = Vec::new();
    for campaign in older.take(YEARS) {
        let found = load_glances(tx, &campaign.id, std::slice::from_ref(group)).await?;
        let tally = found.into_values().next().unwrap_or_default();
        let grades = tally
            .iter()
            .filter(|(key, _)| key.measure == Measure::Grade);
        lines.push(YearLine {
            year: campaign.year,
            handed_in: grades.map(|(_, part)| part.filings).sum(),
            tally,
        });
    }
    lines.reverse();
    Ok(lines)
}

fn to_usize(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
