//! The page of 结账 with made-up contents.

use chrono::{DateTime, NaiveDate, Utc};

use super::{ClosingPage, JobLine};
use crate::actions::closing::Publishable;
use crate::domain::job::{JobKind, JobState};
use crate::domain::workflow::{Chain, FilingFacts, Role, State};
use crate::store::filing::Filing;
use crate::store::filing_list::ListedFiling;
use crate::store::job::Job;
use crate::web::samples::{Sample, frame};

const NOON: DateTime<Utc> = DateTime::<Utc>::UNIX_EPOCH;

/// The page in one case: nothing, usual names, hostile ones, the longest; for both roles.
pub fn samples(case: &str, name: &str) -> Vec<Sample> {
    let is_empty = name.is_empty();
    let page = |role: Role| ClosingPage {
        frame: frame(role),
        campaign_id: "campaign".to_owned(),
        title: name.to_owned(),
        publishable: if is_empty {
            Vec::new()
        } else {
            vec![publishable(name, None), publishable(name, Some(name))]
        },
        may_publish: role == Role::Publisher,
        jobs: if is_empty {
            Vec::new()
        } else {
            JobState::ALL.map(|state| job(name, state)).to_vec()
        },
    };
    vec![
        Sample::new(format!("bureau/closing {case}"), &page(Role::Publisher)),
        Sample::new(
            format!("bureau/closing {case} to read"),
            &page(Role::FinanceReviewer),
        ),
    ]
}

fn job(name: &str, state: JobState) -> JobLine {
    let job = Job {
        id: format!("job-{}", state.code()),
        kind: JobKind::ClosingPack,
        campaign_id: "campaign".to_owned(),
        bureau_id: "bureau".to_owned(),
        asked_by: "account".to_owned(),
        asked_login: "login".to_owned(),
        asked_name: name.to_owned(),
        asked_role: Role::Publisher,
        asked_at: NOON,
        state,
        done: 20,
        total: 60,
        digest: "digest".to_owned(),
        bytes: 1000,
        outcome: name.to_owned(),
    };
    JobLine::of(job, true)
}

fn publishable(name: &str, obstacle: Option<&str>) -> Publishable {
    let filing = Filing {
        id: "filing".to_owned(),
        campaign_id: "campaign".to_owned(),
        scheme_id: "lukou-2022".to_owned(),
        scheme_version: 1,
        version: 7,
        facts: FilingFacts {
            state: State::Approved,
            agency_id: "agency".to_owned(),
            chain: Chain::default(),
            department_id: None,
            bureau_id: "bureau".to_owned(),
            submitted_by: None,
            finance_approved_by: None,
        },
        submitted_at: Some(NOON),
        updated_at: NOON,
        extended_to: None,
        is_started: true,
    };
    Publishable {
        listed: ListedFiling {
            filing,
            year: 2025,
            campaign_title: name.to_owned(),
            due_on: NaiveDate::default(),
            agency_code: "code".to_owned(),
            agency_name: name.to_owned(),
            return_reason: None,
        },
        obstacle: obstacle.map(str::to_owned),
    }
}
