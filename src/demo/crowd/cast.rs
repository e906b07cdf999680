//! The organizations and people of a crowd.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{Crowd, CrowdError};
use crate::actions::{Caller, Origin};
use crate::domain::account::Term;
use crate::domain::workflow::{OrganizationId, OrganizationKind, Role};
use crate::store::account::{NewAccount, find_account_by_login, insert_account};
use crate::store::organization::{NewOrganization, insert_organization};
use crate::store::posting::{
    NewPosting, Posting, insert_posting, list_postings, list_postings_under,
};
use crate::store::{Page, Store, StoreError, Tx};

/// So many agencies stand under one department; every tenth agency under the bureau itself.
const AGENCIES_A_DEPARTMENT: u32 = 40;

/// Postings read at once.
const AT_ONCE: u32 = 2000;

/// The log-in name of the bureau's publisher.
pub const PUBLISHER: &str = "gen-fabu";
/// That of its reviewer.
pub const FINANCE_REVIEWER: &str = "gen-caizheng";
/// That of the first department's reviewer.
pub const DEPARTMENT_REVIEWER: &str = "gen-zhuguan-1";
/// That of the first agency's accountant.
pub const ACCOUNTANT: &str = "gen-tianbao-1";

/// Writes one bureau, its departments and agencies, and everybody who works there.
pub(super) async fn enter(
    store: &Store,
    crowd: &Crowd,
    password_hash: &str,
    now: DateTime<Utc>,
) -> Result<(), CrowdError> {
    let mut tx = store.write().await?;
    let mut town = Town {
        tx: &mut tx,
        password_hash,
        now,
    };
    let bureau = town
        .place(OrganizationKind::Bureau, None, "gen-01", "甲县财政局")
        .await?;
    town.person(PUBLISHER, Role::Publisher, Some(&bureau))
        .await?;
    town.person(FINANCE_REVIEWER, Role::FinanceReviewer, Some(&bureau))
        .await?;
    town.person("gen-guanli", Role::SystemAdministrator, None)
        .await?;
    let mut departments = Vec::new();
    for number in 1..=crowd.agencies.div_ceil(AGENCIES_A_DEPARTMENT) {
        let (code, name) = (format!("gen-b{number}"), format!("甲县主管部门{number}"));
        let id = town
            .place(OrganizationKind::Department, Some(&bureau), &code, &name)
            .await?;
        let login_name = format!("gen-zhuguan-{number}");
        town.person(&login_name, Role::DepartmentReviewer, Some(&id))
            .await?;
        departments.push(id);
    }
    for (number, department) in (1..=crowd.agencies).zip(departments.iter().cycle()) {
        let parent = if number % 10 == 0 {
            &bureau
        } else {
            department
        };
        let (code, name) = (format!("gen-{number:06}"), format!("甲县预算单位{number}"));
        let id = town
            .place(OrganizationKind::Agency, Some(parent), &code, &name)
            .await?;
        town.person(
            &format!("gen-tianbao-{number}"),
            Role::Accountant,
            Some(&id),
        )
        .await?;
    }
    tx.commit().await?;
    Ok(())
}

struct Town<'a> {
    tx: &'a mut Tx,
    password_hash: &'a str,
    now: DateTime<Utc>,
}

impl Town<'_> {
    async fn place(
        &mut self,
        kind: OrganizationKind,
        parent: Option<&String>,
        code: &str,
        name: &str,
    ) -> Result<String, CrowdError> {
        let new = NewOrganization {
            kind,
            parent_id: parent.cloned(),
            region: "甲县".to_owned(),
            code: code.to_owned(),
            name: name.to_owned(),
            short_name: name.to_owned(),
            credit_code: String::new(),
            kind_of_agency: String::new(),
        };
        let id = insert_organization(self.tx, &new, self.now).await?;
        id.ok_or(CrowdError::NotEmpty)
    }

    async fn person(
        &mut self,
        login_name: &str,
        role: Role,
        organization: Option<&String>,
    ) -> Result<(), CrowdError> {
        let new = NewAccount {
            login_name,
            display_name: role.label(),
            password_hash: self.password_hash,
            must_change_password: false,
        };
        let id = insert_account(self.tx, &new, self.now).await?;
        let account_id = id.ok_or(CrowdError::NotEmpty)?;
        let posting = NewPosting {
            account_id: &account_id,
            role,
            organization_id: organization.map(String::as_str),
            term: Term {
                since: Some(self.now),
                ..Term::default()
            },
        };
        insert_posting(self.tx, &posting, self.now).await?;
        Ok(())
    }
}

/// Somebody of the crowd as the caller of an action.
pub(super) async fn caller(tx: &mut Tx, login_name: &str) -> Result<Caller, StoreError> {
    let account = find_account_by_login(tx, login_name).await?;
    let account = account.ok_or_else(|| lost(login_name))?;
    let postings = list_postings(tx, &account.id).await?;
    let posting = postings.into_iter().next();
    posting
        .map(|posting| caller_of(&posting, account.login_name))
        .ok_or_else(|| lost(login_name))
}

fn lost(login_name: &str) -> StoreError {
    StoreError::Lost {
        table: "account",
        id: login_name.to_owned(),
    }
}

/// Everybody of a role under the bureau, by where he works.
pub(super) async fn callers(
    tx: &mut Tx,
    role: Role,
    now: DateTime<Utc>,
) -> Result<BTreeMap<OrganizationId, Caller>, StoreError> {
    let bureau = caller(tx, PUBLISHER).await?.actor.organization_id;
    let bureau = bureau.ok_or_else(|| lost(PUBLISHER))?;
    let mut found = BTreeMap::new();
    let mut page = Page::first(AT_ONCE);
    loop {
        let some = list_postings_under(tx, &bureau, page, now).await?;
        if some.is_empty() {
            return Ok(found);
        }
        for held in some.into_iter().filter(|held| held.posting.role == role) {
            if let Some(place) = held.posting.organization_id.clone() {
                found.insert(place, caller_of(&held.posting, held.login_name));
            }
        }
        page.offset += AT_ONCE;
    }
}

fn caller_of(posting: &Posting, login_name: String) -> Caller {
    Caller {
        actor: posting.actor(),
        login_name,
        origin: Origin {
            address: "local".to_owned(),
            request_id: String::new(),
        },
    }
}
