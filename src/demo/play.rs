//! Brings a filing of the demonstration to its state, one deed a day.

use std::collections::BTreeMap;
use std::fmt::Display;

use chrono::{DateTime, TimeDelta, Utc};

use super::DemoError;
use super::cast::DemoAccount;
use super::text::DemoFiling;
use crate::actions::comment::{CommentWork, work_on_comments};
use crate::actions::filing::{list_todo, load_filing};
use crate::actions::publish::publish_filing;
use crate::actions::rescore::{Wanted, save_corrections};
use crate::actions::save::{Save, TypedCell, save_cells};
use crate::actions::schemes::Schemes;
use crate::actions::step::{Objection, approve_filing, return_filing, submit_filing};
use crate::actions::{Caller, Origin};
use crate::domain::comment::Subject;
use crate::domain::filing::TextOrigin;
use crate::domain::publication::PublicRecord;
use crate::domain::workflow::{Role, State, Verb};
use crate::store::posting::Posting;
use crate::store::{Page, Store};

const RETURN_REASON: &str = "项目支出情况写得过于简单，请写明项目名称、预算和实际支出后再报。";

/// What the reviewer says at the cells when he returns a filing.
const COMMENTS: [(&str, &str); 2] = [
    ("total_initial", "请与批复的部门预算核对，并附批复文件。"),
    (
        "goal_actual",
        "请写明完成的数量和时间，与绩效目标逐条对应。",
    ),
];

/// The people of the demonstration, logged in as it were.
#[derive(Default)]
pub(super) struct People {
    by_name: BTreeMap<&'static str, Caller>,
    by_office: BTreeMap<(Role, String), &'static str>,
}

impl People {
    pub(super) fn add(&mut self, person: &DemoAccount, posting: &Posting) {
        let caller = Caller {
            actor: posting.actor(),
            login_name: person.login_name.to_owned(),
            origin: Origin {
                address: "local".to_owned(),
                request_id: "demo".to_owned(),
            },
        };
        self.by_name.insert(person.login_name, caller);
        let office = (person.role, person.organization_code.to_owned());
        self.by_office.insert(office, person.login_name);
    }

    pub(super) fn by_name(&self, login_name: &str) -> Result<&Caller, DemoError> {
        self.by_name
            .get(login_name)
            .ok_or_else(|| DemoError::Incomplete(login_name.to_owned()))
    }

    fn accountant(&self, agency_code: &str) -> Result<&Caller, DemoError> {
        let office = (Role::Accountant, agency_code.to_owned());
        let name = self
            .by_office
            .get(&office)
            .ok_or_else(|| DemoError::Incomplete(agency_code.to_owned()))?;
        self.by_name(name)
    }

    /// The reviewer or publisher of the county in which this agency is.
    fn official(&self, agency_code: &str, role: Role) -> Result<&Caller, DemoError> {
        let county = agency_code.split('-').next().unwrap_or_default();
        let duty = match role {
            Role::DepartmentReviewer => "zhuguan",
            Role::FinanceReviewer => "caizheng",
            _ => "fabu",
        };
        self.by_name(&format!("{county}-{duty}"))
    }
}

/// Plays one filing from its first text to its state.
pub(super) async fn play<E: Display>(
    store: &Store,
    schemes: &Schemes,
    people: &People,
    demo: &DemoFiling,
    render: &impl Fn(&PublicRecord) -> Result<String, E>,
    began: DateTime<Utc>,
) -> Result<(), DemoError> {
    let accountant = people.accountant(&demo.agency_code)?;
    let todo = list_todo(store, accountant, Page::first(10)).await?;
    let id = todo
        .items
        .iter()
        .find(|item| item.listed.year == demo.year)
        .map(|item| item.listed.filing.id.clone())
        .ok_or_else(|| DemoError::Incomplete(demo.agency_code.clone()))?;

    let mut day = began + TimeDelta::days(1);
    let saved = save_cells(
        store,
        schemes,
        accountant,
        Save::typed(&id, &demo.cells),
        day,
    )
    .await?;
    let mut seen = Some(saved.version);
    if demo.carries_over {
        seen = Some(carry_over(store, schemes, accountant, &id, day).await?);
    }
    let mut state = State::Draft;
    for deed in deeds(demo.state) {
        day += TimeDelta::days(1);
        if state == State::AwaitingFinance && *deed == (Role::DepartmentReviewer, Verb::Approve) {
            // No department supervises this agency.
            continue;
        }
        let official = people.official(&demo.agency_code, deed.0)?;
        let filing = match deed.1 {
            Verb::Submit => submit_filing(store, schemes, accountant, &id, day)
                .await
                .map_err(|source| DemoError::Submit {
                    agency: demo.agency_code.clone(),
                    source,
                })?,
            Verb::Approve => approve_filing(store, official, &id, seen, day).await?,
            Verb::Return => {
                let comments = comment(store, schemes, official, &id, day).await?;
                let comments: Vec<&str> = comments.iter().map(String::as_str).collect();
                let objection = Objection {
                    reason: RETURN_REASON,
                    comments: &comments,
                };
                return_filing(store, official, &id, seen, objection, day).await?
            }
            _ => {
                publish_filing(store, schemes, official, &id, seen, render, day).await?;
                state = State::Published;
                continue;
            }
        };
        state = filing.facts.state;
        seen = Some(filing.version);
    }
    if !demo.corrections.is_empty() {
        let reviewer = people.official(&demo.agency_code, Role::FinanceReviewer)?;
        let wanted = Wanted {
            corrections: demo.corrections.clone(),
            confirms: false,
        };
        save_corrections(store, schemes, reviewer, &id, seen, wanted, day).await?;
    }
    if state == demo.state {
        Ok(())
    } else {
        Err(DemoError::Incomplete(demo.agency_code.clone()))
    }
}

/// Writes what a reviewer has to say at the cells; gives the comments' ids.
async fn comment(
    store: &Store,
    schemes: &Schemes,
    reviewer: &Caller,
    id: &str,
    day: DateTime<Utc>,
) -> Result<Vec<String>, DemoError> {
    let mut written = Vec::new();
    for (cell, text) in COMMENTS {
        let subject = Subject::Cell(cell.to_owned());
        let work = CommentWork::Write(&subject, text);
        let comment = work_on_comments(store, schemes, reviewer, id, work, day).await?;
        written.push(comment);
    }
    Ok(written)
}

/// The deeds that lead to a state, and whose they are.
fn deeds(state: State) -> &'static [(Role, Verb)] {
    const SUBMIT: (Role, Verb) = (Role::Accountant, Verb::Submit);
    const DEPARTMENT: (Role, Verb) = (Role::DepartmentReviewer, Verb::Approve);
    const FINANCE: (Role, Verb) = (Role::FinanceReviewer, Verb::Approve);
    match state {
        State::Draft | State::AwaitingCheck | State::Cancelled => &[],
        State::AwaitingDepartment => &[SUBMIT],
        State::Returned => &[SUBMIT, (Role::DepartmentReviewer, Verb::Return)],
        State::AwaitingFinance => &[SUBMIT, DEPARTMENT],
        State::Approved => &[SUBMIT, DEPARTMENT, FINANCE],
        State::Published => &[
            SUBMIT,
            DEPARTMENT,
            FINANCE,
            (Role::Publisher, Verb::Publish),
        ],
    }
}

/// Takes the 上年数 over from last year's filing; gives the filing's version.
async fn carry_over(
    store: &Store,
    schemes: &Schemes,
    accountant: &Caller,
    id: &str,
    day: DateTime<Utc>,
) -> Result<i64, DemoError> {
    let record = load_filing(store, schemes, accountant, id, day).await?;
    let missing = || DemoError::Incomplete(format!("filing before {id}"));
    let older = record.older.as_ref().ok_or_else(missing)?;
    let found = older.beside(&record.scheme).carried_over(&record.entries);
    let cells: Vec<TypedCell> = found
        .figures
        .into_iter()
        .map(|it| TypedCell {
            code: it.code,
            typed: it.text,
        })
        .collect();
    let save = Save::typed(id, &cells).by(TextOrigin::Carried);
    Ok(save_cells(store, schemes, accountant, save, day)
        .await?
        .version)
}
