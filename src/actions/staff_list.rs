//! 人员名单: a list of people is judged, and taken over as a whole or not at all.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use serde::{Deserialize, Serialize};

use super::Caller;
use super::account::{AccountError, FIRST, require_administrator};
use super::password::{HashError, Passwords};
use super::record::{Deed, Outcome, refuse, settle};
use super::token::{RandomError, first_password};
use crate::domain::account::{NewPassword, Standing, Term, fold_login_name};
use crate::domain::staff_list::{Known, Listed, Person, Place, Preview, Row, judge};
use crate::domain::workflow::AccountId;
use crate::store::account::{
    Account, NewAccount, find_account_by_login, insert_account, load_phone, update_person,
};
use crate::store::organization::{find_organization_by_code, list_lineage};
use crate::store::posting::{NewPosting, insert_posting, list_postings, load_duty};
use crate::store::{Store, StoreError, Tx};

/// So many people at most have accounts made at once: each first password is hashed for some 20 ms.
pub const MOST_NEW: usize = 2000;

/// So many are handed to the hasher at one time, which has places for a few.
const HASHED_AT_ONCE: usize = 4;

/// Why a list is not taken over.
#[derive(Debug, thiserror::Error)]
pub enum StaffListError {
    /// Only administrators keep accounts.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// Some rows are wrong, or nothing would change.
    #[error("名单中有 {} 行有误，没有导入任何人员。", .0.counts()[3])]
    Unsound(Box<Preview>),
    /// Too many at once.
    #[error("一次最多添加 {MOST_NEW} 个账号，名单中有 {0} 个，请分成几个文件导入。")]
    TooMany(usize),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Hashing failed.
    #[error(transparent)]
    Hash(#[from] HashError),
    /// No random bytes.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl Outcome for StaffListError {
    fn refusal_code(&self) -> Option<&'static str> {
        match self {
            Self::Account(error) => error.refusal_code(),
            Self::Unsound(_) => Some("unsound"),
            Self::TooMany(_) => Some("too-many"),
            Self::Store(_) | Self::Hash(_) | Self::Random(_) => None,
        }
    }
}

/// A first password, for whoever hands it to its owner. Never kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstPassword {
    /// 登录名.
    pub login_name: String,
    /// 姓名.
    pub name: String,
    /// The password, which must be changed at the first log-in.
    pub password: String,
}

impl fmt::Debug for FirstPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FirstPassword({}, …)", self.login_name)
    }
}

/// What a list would come to. Nothing changes.
pub async fn preview_staff_list(
    store: &Store,
    caller: &Caller,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<Preview, StaffListError> {
    require_administrator(caller)?;
    let mut tx = store.read().await?;
    Ok(find_known(&mut tx, rows, now).await?.judge(rows))
}

/// Takes a list over, judged anew, and gives the first passwords of the accounts it made. What
/// people are to be waits for the security administrator, or is granted at once from the command
/// line, as with single accounts.
pub async fn take_staff_list(
    store: &Store,
    passwords: &Passwords,
    caller: &Caller,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<Vec<FirstPassword>, StaffListError> {
    let deed = Deed::of(caller, "import-accounts", now);
    let hashed = match hash_first(store, passwords, caller, rows, now).await {
        Ok(hashed) => hashed,
        Err(error) => {
            refuse(store, deed, &error).await?;
            return Err(error);
        }
    };
    let mut tx = store.write().await?;
    let outcome = take(&mut tx, caller, rows, &hashed, now).await;
    let deed = match &outcome {
        Ok((preview, made)) => {
            let changed = preview.counts()[1];
            deed.detail(format!("new={} changed={changed}", made.len()))
        }
        Err(_) => deed,
    };
    let (_, made) = settle(store, tx, deed, outcome).await?;
    Ok(made)
}

type Hashed = BTreeMap<String, (FirstPassword, String)>;

/// First passwords for everybody new, with their hashes: made before the list is written, so that
/// nobody waits for the hasher while it is.
async fn hash_first(
    store: &Store,
    passwords: &Passwords,
    caller: &Caller,
    rows: &[Row],
    now: DateTime<Utc>,
) -> Result<Hashed, StaffListError> {
    let preview = preview_staff_list(store, caller, rows, now).await?;
    if !preview.is_sound() {
        return Err(StaffListError::Unsound(Box::new(preview)));
    }
    let people = preview.new_people();
    if people.len() > MOST_NEW {
        return Err(StaffListError::TooMany(people.len()));
    }
    stream::iter(people)
        .map(|listed| hash_one(passwords, listed))
        .buffered(HASHED_AT_ONCE)
        .try_collect()
        .await
}

async fn hash_one(
    passwords: &Passwords,
    listed: &Listed,
) -> Result<(String, (FirstPassword, String)), StaffListError> {
    let first = FirstPassword {
        login_name: listed.login_name.clone(),
        name: listed.name.clone(),
        password: first_password()?,
    };
    let password = NewPassword::parse(&first.password, &listed.login_name, &FIRST)
        .map_err(AccountError::from)?;
    let hash = passwords.hash(&password).await?;
    Ok((listed.login_name.clone(), (first, hash)))
}

async fn take(
    tx: &mut Tx,
    caller: &Caller,
    rows: &[Row],
    hashed: &Hashed,
    now: DateTime<Utc>,
) -> Result<(Preview, Vec<FirstPassword>), StaffListError> {
    let found = find_known(tx, rows, now).await?;
    let preview = found.judge(rows);
    if !preview.is_sound() {
        return Err(StaffListError::Unsound(Box::new(preview)));
    }
    let mut ids = found.ids;
    let mut made = Vec::new();
    for judged in preview.changes() {
        let listed = &judged.becomes;
        let id = if let Some(id) = ids.get(&listed.login_name) {
            id.clone()
        } else {
            let (id, first) = make(tx, listed, hashed, now).await?;
            made.push(first);
            ids.insert(listed.login_name.clone(), id.clone());
            id
        };
        update_person(tx, &id, &listed.name, &listed.phone).await?;
        if let Some(duty) = &listed.duty {
            let posting = NewPosting {
                account_id: &id,
                role: duty.role,
                organization_id: duty.organization().map(String::as_str),
                term: Term {
                    since: caller.is_command_line().then_some(now),
                    ..Term::default()
                },
            };
            insert_posting(tx, &posting, now).await?;
        }
    }
    Ok((preview, made))
}

async fn make(
    tx: &mut Tx,
    listed: &Listed,
    hashed: &Hashed,
    now: DateTime<Utc>,
) -> Result<(AccountId, FirstPassword), StaffListError> {
    let taken = || AccountError::Taken(listed.login_name.clone());
    let (first, hash) = hashed.get(&listed.login_name).ok_or_else(taken)?;
    let new = NewAccount {
        login_name: &listed.login_name,
        display_name: &listed.name,
        password_hash: hash,
        must_change_password: true,
    };
    let id = insert_account(tx, &new, now).await?.ok_or_else(taken)?;
    Ok((id, first.clone()))
}

/// What is known of a list's people and organizations.
#[derive(Default)]
struct Found {
    known: Known,
    ids: BTreeMap<String, AccountId>,
}

impl Found {
    fn judge(&self, rows: &[Row]) -> Preview {
        judge(rows, &self.known)
    }
}

async fn find_known(tx: &mut Tx, rows: &[Row], now: DateTime<Utc>) -> Result<Found, StoreError> {
    let mut found = Found::default();
    for row in rows {
        let code = &row.organization;
        if !found.known.places.contains_key(code)
            && let Some(place) = find_place(tx, code).await?
        {
            found.known.places.insert(code.clone(), place);
        }
        let login_name = fold_login_name(&row.login_name);
        if !found.ids.contains_key(&login_name)
            && let Some(account) = find_account_by_login(tx, &login_name).await?
        {
            let person = load_person(tx, &account, now).await?;
            found.known.people.insert(login_name.clone(), person);
            found.ids.insert(login_name, account.id);
        }
    }
    Ok(found)
}

async fn find_place(tx: &mut Tx, code: &str) -> Result<Option<Place>, StoreError> {
    let Some(organization) = find_organization_by_code(tx, code).await? else {
        return Ok(None);
    };
    Ok(Some(Place {
        kind: organization.kind,
        lineage: list_lineage(tx, &organization.id).await?,
    }))
}

async fn load_person(
    tx: &mut Tx,
    account: &Account,
    now: DateTime<Utc>,
) -> Result<Person, StoreError> {
    let mut person = Person {
        name: account.display_name.clone(),
        phone: load_phone(tx, &account.id).await?,
        is_disabled: account.is_disabled,
        duties: Vec::new(),
    };
    for posting in list_postings(tx, &account.id).await? {
        if posting.term.at(now) != Standing::Ended {
            let organization = posting.organization_id.as_deref();
            let duty = load_duty(tx, posting.role, organization).await?;
            person.duties.push(duty);
        }
    }
    Ok(person)
}
