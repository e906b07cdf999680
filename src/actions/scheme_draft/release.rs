//! 发布: a draft becomes a version that is never changed again.

use chrono::{DateTime, Utc};

use super::{SchemeDraftError, Seen, bureau_of, load_draft, look_at_text};
use crate::actions::Caller;
use crate::actions::record::{Deed, settle};
use crate::actions::schemes::Schemes;
use crate::actions::workshop::Workshop;
use crate::domain::publication::sha256_hex;
use crate::domain::replay::ReplayRecord;
use crate::domain::scheme_edit::{HeadWords, Standing};
use crate::store::scheme_draft::{SchemeDraft, delete_draft, find_replay};
use crate::store::scheme_release::{NewRelease, insert_release};
use crate::store::{Store, StoreError, Tx};

/// What a release waits for.
#[derive(Debug)]
pub struct Readiness {
    /// The draft.
    pub draft: SchemeDraft,
    /// What it says about itself.
    pub head: HeadWords,
    /// What the lint and the examples say.
    pub standing: Standing,
    /// The last 复算, and when; whether it was run with this very text.
    pub replay: Option<(ReplayRecord, DateTime<Utc>, bool)>,
    /// Whether a scheme of this id and version is known already.
    pub is_known: bool,
}

impl Readiness {
    /// What is still missing; nothing when the draft can be released.
    #[must_use]
    pub fn missing(&self) -> Option<&'static str> {
        let is_replayed = self
            .replay
            .as_ref()
            .is_some_and(|(.., is_of_text)| *is_of_text);
        if self.standing.scheme.is_none() || self.standing.errors() > 0 {
            Some("方案还有错误，请先改正。")
        } else if self.standing.failed() > 0 {
            Some("有例子的结果与预期不符。请核对是规则改错了，还是例子要跟着改。")
        } else if !is_replayed {
            Some("现在的内容还没有复算过。请先复算，看清楚对各单位的影响再发布。")
        } else {
            None
        }
    }
}

/// A version that was released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Released {
    /// The scheme.
    pub scheme_id: String,
    /// The version.
    pub version: u32,
}

/// What a release of a draft still waits for.
pub async fn read_readiness(
    store: &Store,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    id: &str,
) -> Result<Readiness, SchemeDraftError> {
    let draft = load_draft(store, caller, id).await?;
    let mut tx = store.read().await?;
    let replay = find_replay(&mut tx, id).await?;
    tx.commit().await?;
    let digest = sha256_hex(draft.text.as_bytes());
    let replay = match replay {
        None => None,
        Some(stored) => {
            let record: ReplayRecord = serde_json::from_str(&stored.result)?;
            Some((record, stored.run_at, stored.digest == digest))
        }
    };
    let head = HeadWords::read(&draft.text);
    let standing = look_at_text(workshop, caller, draft.text.clone()).await?;
    Ok(Readiness {
        is_known: schemes.find(&head.id, head.version).is_some(),
        head,
        standing,
        replay,
        draft,
    })
}

/// Releases a draft: from now on campaigns can be opened with it, and it is never changed again.
pub async fn release_draft(
    store: &Store,
    (schemes, workshop): (&Schemes, &Workshop),
    caller: &Caller,
    seen: Seen<'_>,
    now: DateTime<Utc>,
) -> Result<Released, SchemeDraftError> {
    schemes.refresh(store).await?;
    let ready = read_readiness(store, (schemes, workshop), caller, seen.id).await;
    let mut tx = store.write().await?;
    let outcome = match ready {
        Ok(ready) => release(&mut tx, caller, ready, seen, now).await,
        Err(error) => Err(error),
    };
    let deed = Deed::of(caller, "release-scheme", now);
    let deed = match &outcome {
        Ok((released, digest)) => deed.detail(format!(
            "scheme={} version={} sha256={digest}",
            released.scheme_id, released.version
        )),
        Err(_) => deed,
    };
    let (released, _) = settle(store, tx, deed, outcome).await?;
    schemes.refresh(store).await?;
    Ok(released)
}

async fn release(
    tx: &mut Tx,
    caller: &Caller,
    ready: Readiness,
    seen: Seen<'_>,
    now: DateTime<Utc>,
) -> Result<(Released, String), SchemeDraftError> {
    let bureau = bureau_of(caller)?;
    if ready.draft.version != seen.version {
        return Err(SchemeDraftError::Changed);
    }
    let HeadWords { id, version, .. } = ready.head.clone();
    if ready.is_known {
        return Err(SchemeDraftError::Known { id, version });
    }
    if let Some(missing) = ready.missing() {
        return Err(SchemeDraftError::NotReady(missing));
    }
    // The text is still the one that was looked at, as long as its version is.
    if !delete_draft(tx, seen.id, seen.version).await? {
        return Err(SchemeDraftError::Changed);
    }
    let digest = sha256_hex(ready.draft.text.as_bytes());
    let new = NewRelease {
        scheme_id: &id,
        scheme_version: version,
        text: &ready.draft.text,
        digest: &digest,
        bureau_id: &bureau,
        account_id: &caller.actor.account_id,
    };
    let is_first: Result<bool, StoreError> = insert_release(tx, new, now).await;
    if !is_first? {
        return Err(SchemeDraftError::Quicker);
    }
    let released = Released {
        scheme_id: id,
        version,
    };
    Ok((released, digest))
}
