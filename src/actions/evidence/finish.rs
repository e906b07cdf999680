//! A file that has arrived: looked at, scanned, kept under its digest, written down.

use chrono::{DateTime, Utc};

use super::upload::{bytes_of, drop_upload, find_upload};
use super::{Begun, EvidenceError, NewUpload, begin_upload, open_filing};
use crate::actions::Caller;
use crate::actions::record::{Deed, refuse, settle};
use crate::actions::schemes::Schemes;
use crate::domain::workflow::{Verb, decide};
use crate::store::evidence::{Evidence, insert_evidence, list_evidence};
use crate::store::evidence_upload::{Upload, delete_upload};
use crate::store::filing::find_filing_to_change;
use crate::store::{Store, Tx};
use crate::vault::{Examined, Vault};

/// The permanent code of the deed.
const ADD: &str = "add-evidence";

/// Keeps a file whose last part has arrived. Asked again it finds what it kept.
///
/// # Errors
/// [`EvidenceError::GoesOnAt`] while parts are missing, [`EvidenceError::Problem`] when the file is
/// not taken; it is forgotten then, and the event says so.
pub async fn finish_upload(
    store: &Store,
    vault: &Vault,
    caller: &Caller,
    (filing_id, upload_id): (&str, &str),
    now: DateTime<Utc>,
) -> Result<Evidence, EvidenceError> {
    let mut tx = store.read().await?;
    let filing = open_filing(&mut tx, caller, filing_id).await?;
    let held = list_evidence(&mut tx, &filing.id).await?;
    if let Some(kept) = held.into_iter().find(|kept| kept.id == upload_id) {
        return Ok(kept);
    }
    let upload = find_upload(&mut tx, caller, filing_id, upload_id).await?;
    tx.commit().await?;
    let arrived = vault.spool.length(&upload.id)?;
    if arrived < upload.bytes {
        return Err(EvidenceError::GoesOnAt(arrived));
    }
    match keep(store, vault, caller, &upload, now).await {
        Err(error @ EvidenceError::Problem(_)) => {
            drop_upload(store, vault, &upload.id).await?;
            let deed = Deed::of(caller, ADD, now).on_filing(&upload.filing_id);
            refuse(store, deed, &error).await?;
            Err(error)
        }
        Ok(evidence) => {
            vault.spool.remove(&upload.id)?;
            Ok(evidence)
        }
        Err(error) => Err(error),
    }
}

/// Keeps a file that came whole, with a form.
///
/// # Errors
/// As [`begin_upload`] and [`finish_upload`].
pub async fn keep_file(
    store: &Store,
    (schemes, vault): (&Schemes, &Vault),
    caller: &Caller,
    filing_id: &str,
    (new, bytes): (&NewUpload, Vec<u8>),
    now: DateTime<Utc>,
) -> Result<Evidence, EvidenceError> {
    let begun = begin_upload(store, (schemes, vault), caller, filing_id, new, now).await;
    let Begun { id, offset } = begun?;
    vault.spool.append(&id, offset, bytes).await?;
    finish_upload(store, vault, caller, (filing_id, &id), now).await
}

async fn keep(
    store: &Store,
    vault: &Vault,
    caller: &Caller,
    upload: &Upload,
    now: DateTime<Utc>,
) -> Result<Evidence, EvidenceError> {
    let examined = vault.examine(&upload.id).await?;
    vault.rules.check_kind(&upload.file_name, examined.kind)?;
    let path = vault.spool.path(&upload.id)?;
    vault.scanner.check(&path).await?;
    // Under its digest a file does no harm should the rest fail; the next try finds it there.
    let kept = vault.blobs.put(&examined.digest, &path, examined.bytes);
    kept.await?;
    let evidence = written_down(caller, upload, &examined, now);
    let deed = Deed::of(caller, ADD, now)
        .on_filing(&upload.filing_id)
        .detail(format!(
            "kind={} size={} digest={}",
            evidence.kind.code(),
            evidence.bytes,
            evidence.digest
        ));
    let mut tx = store.write().await?;
    let outcome = write(&mut tx, vault, caller, evidence).await;
    settle(store, tx, deed, outcome).await
}

fn written_down(
    caller: &Caller,
    upload: &Upload,
    examined: &Examined,
    now: DateTime<Utc>,
) -> Evidence {
    Evidence {
        id: upload.id.clone(),
        filing_id: upload.filing_id.clone(),
        subject: upload.subject.clone(),
        file_name: upload.file_name.clone(),
        kind: examined.kind,
        bytes: examined.bytes,
        digest: examined.digest.clone(),
        is_public: upload.is_public,
        uploaded_by: caller.actor.account_id.clone(),
        uploaded_by_name: String::new(),
        uploaded_at: now,
    }
}

/// Judged again on what the transaction itself reads: the filing may have been submitted meanwhile.
async fn write(
    tx: &mut Tx,
    vault: &Vault,
    caller: &Caller,
    evidence: Evidence,
) -> Result<Evidence, EvidenceError> {
    let filing = find_filing_to_change(tx, &evidence.filing_id).await?;
    let filing = filing.ok_or(EvidenceError::NotFound)?;
    decide(&caller.actor, Verb::Save, &filing.facts)?;
    let held = list_evidence(tx, &filing.id).await?;
    vault.rules.check_size(evidence.bytes, bytes_of(&held))?;
    insert_evidence(tx, &evidence).await?;
    delete_upload(tx, &evidence.id).await?;
    Ok(evidence)
}
