//! 方案草稿: begun from a scheme or a file from elsewhere, changed, thrown away, released.

mod error;
mod release;
mod replay;

use chrono::{DateTime, Utc};

use super::Caller;
use super::record::{Deed, settle};
use super::schemes::{Schemes, UnknownScheme, read_text};
use super::workshop::{Workshop, apart};
use crate::domain::check::Severity;
use crate::domain::lint::lint;
use crate::domain::publication::sha256_hex;
use crate::domain::scheme::source::MOST_BYTES;
use crate::domain::scheme_edit::{HeadWords, Standing, next_version};
use crate::domain::workflow::{OrganizationId, may_keep_schemes};
use crate::store::scheme_draft::{
    ListedDraft, NewDraft, SchemeDraft, delete_draft, find_draft, insert_draft, list_drafts,
    update_draft,
};
use crate::store::{Store, Tx};

pub use error::SchemeDraftError;
pub use release::{Readiness, Released, read_readiness, release_draft};
pub use replay::{replay_draft, replayable_campaigns};

/// A bureau makes one or two schemes a year; so many drafts lie beside each other at most.
pub const MOST_DRAFTS: u32 = 50;

/// The drafts of the caller's bureau, the last begun first.
pub async fn list_own_drafts(
    store: &Store,
    caller: &Caller,
) -> Result<Vec<ListedDraft>, SchemeDraftError> {
    let bureau = bureau_of(caller)?;
    let mut tx = store.read().await?;
    let drafts = list_drafts(&mut tx, &bureau, MOST_DRAFTS).await?;
    tx.commit().await?;
    Ok(drafts)
}

/// A draft of the caller's bureau.
pub async fn load_draft(
    store: &Store,
    caller: &Caller,
    id: &str,
) -> Result<SchemeDraft, SchemeDraftError> {
    let bureau = bureau_of(caller)?;
    let mut tx = store.read().await?;
    let draft = find_draft(&mut tx, &bureau, id).await?;
    tx.commit().await?;
    draft.ok_or(SchemeDraftError::NotFound)
}

/// 新建草稿 from a known scheme, as its next version; gives its id.
pub async fn begin_next_version(
    store: &Store,
    schemes: &Schemes,
    caller: &Caller,
    (scheme_id, version): (&str, u32),
    now: DateTime<Utc>,
) -> Result<String, SchemeDraftError> {
    let known = schemes.find(scheme_id, version);
    let found = known.ok_or_else(|| UnknownScheme {
        id: scheme_id.to_owned(),
        version,
    });
    let newest = schemes.all().into_iter().map(|known| &known.scheme.head);
    let newest = newest
        .filter(|head| head.id == scheme_id)
        .map(|head| head.version);
    let next = newest.max().unwrap_or(version).saturating_add(1);
    let outcome = found.map(|known| next_version(&known.text, next));
    begin(
        store,
        caller,
        (Some((scheme_id, version)), outcome.map_err(Into::into)),
        now,
    )
    .await
}

/// 新建草稿 from a file from elsewhere; gives its id. A file with mistakes is not taken.
pub async fn begin_from_file(
    store: &Store,
    caller: &Caller,
    bytes: Vec<u8>,
    now: DateTime<Utc>,
) -> Result<String, SchemeDraftError> {
    let judged = apart(move || judge(&bytes)).await?;
    begin(store, caller, (None, judged), now).await
}

/// The text of a file, when filings could be made with it.
fn judge(bytes: &[u8]) -> Result<String, SchemeDraftError> {
    let unfit = |why: String| SchemeDraftError::Unfit(vec![why]);
    if bytes.len() > MOST_BYTES {
        return Err(unfit(
            "文件超过2MB，不像一份方案。请核对是否选错了文件。".to_owned(),
        ));
    }
    let text = read_text(bytes).map_err(unfit)?;
    if text.contains('\0') {
        return Err(unfit(
            "文件里有看不见的字符，不是文本文件。请核对是否选错了文件。".to_owned(),
        ));
    }
    let problems = lint(text).problems.into_iter();
    let errors = problems.filter(|problem| problem.severity == Severity::Error);
    let errors: Vec<String> = errors.map(|problem| problem.to_string()).collect();
    if errors.is_empty() {
        Ok(text.to_owned())
    } else {
        Err(SchemeDraftError::Unfit(errors))
    }
}

type Beginning<'a> = (Option<(&'a str, u32)>, Result<String, SchemeDraftError>);

async fn begin(
    store: &Store,
    caller: &Caller,
    (base, text): Beginning<'_>,
    now: DateTime<Utc>,
) -> Result<String, SchemeDraftError> {
    let mut tx = store.write().await?;
    let outcome = async {
        let bureau = bureau_of(caller)?;
        let text = text?;
        if list_drafts(&mut tx, &bureau, MOST_DRAFTS).await?.len() >= MOST_DRAFTS as usize {
            return Err(SchemeDraftError::TooMany);
        }
        let new = NewDraft {
            bureau_id: &bureau,
            base,
            title: &HeadWords::read(&text).label(),
            text: &text,
            account_id: &caller.actor.account_id,
        };
        Ok(insert_draft(&mut tx, new, now).await?)
    };
    let outcome = outcome.await;
    let deed = Deed::of(caller, "begin-scheme-draft", now);
    let deed = match &outcome {
        Ok(id) => deed.detail(format!("draft={id}")),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

/// A draft as its page showed it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its version.
    pub version: i64,
}

/// Keeps a draft's text, whether it compiles or not.
pub async fn save_draft(
    store: &Store,
    caller: &Caller,
    seen: Seen<'_>,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), SchemeDraftError> {
    let mut tx = store.write().await?;
    let outcome = save(&mut tx, caller, seen, text, now).await;
    let deed = Deed::of(caller, "save-scheme-draft", now);
    let deed = match &outcome {
        Ok(()) => deed.detail(format!(
            "draft={} sha256={}",
            seen.id,
            sha256_hex(text.as_bytes())
        )),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

async fn save(
    tx: &mut Tx,
    caller: &Caller,
    seen: Seen<'_>,
    text: &str,
    now: DateTime<Utc>,
) -> Result<(), SchemeDraftError> {
    own_draft(tx, caller, seen.id).await?;
    if text.len() > MOST_BYTES {
        return Err(SchemeDraftError::TooLong);
    }
    let title = HeadWords::read(text).label();
    let by = &caller.actor.account_id;
    let is_kept = update_draft(tx, (seen.id, seen.version), (&title, text), by, now).await?;
    is_kept.then_some(()).ok_or(SchemeDraftError::Changed)
}

/// 删除草稿.
pub async fn discard_draft(
    store: &Store,
    caller: &Caller,
    seen: Seen<'_>,
    now: DateTime<Utc>,
) -> Result<(), SchemeDraftError> {
    let mut tx = store.write().await?;
    let outcome = discard(&mut tx, caller, seen).await;
    let deed = Deed::of(caller, "discard-scheme-draft", now);
    let deed = match &outcome {
        Ok(()) => deed.detail(format!("draft={}", seen.id)),
        Err(_) => deed,
    };
    settle(store, tx, deed, outcome).await
}

async fn discard(tx: &mut Tx, caller: &Caller, seen: Seen<'_>) -> Result<(), SchemeDraftError> {
    own_draft(tx, caller, seen.id).await?;
    let is_gone = delete_draft(tx, seen.id, seen.version).await?;
    is_gone.then_some(()).ok_or(SchemeDraftError::Changed)
}

async fn own_draft(
    tx: &mut Tx,
    caller: &Caller,
    id: &str,
) -> Result<SchemeDraft, SchemeDraftError> {
    let bureau = bureau_of(caller)?;
    let draft = find_draft(tx, &bureau, id).await?;
    draft.ok_or(SchemeDraftError::NotFound)
}

/// The bureau whose schemes the caller keeps.
fn bureau_of(caller: &Caller) -> Result<OrganizationId, SchemeDraftError> {
    let bureau = caller.actor.organization_id.clone();
    bureau
        .filter(|bureau| may_keep_schemes(&caller.actor, bureau))
        .ok_or(SchemeDraftError::NotAllowed)
}

/// How a text stands, looked at apart from the threads that serve requests.
pub async fn look_at_text(
    workshop: &Workshop,
    caller: &Caller,
    text: String,
) -> Result<Standing, SchemeDraftError> {
    let work = move || Standing::of(&text);
    Ok(workshop.run_for(&caller.actor.account_id, work).await?)
}
