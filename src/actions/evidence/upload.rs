//! A file on its way: begun, or gone on with after a cut, and taken part by part.

use chrono::{DateTime, TimeDelta, Utc};

use super::{EvidenceError, open_filing};
use crate::actions::Caller;
use crate::actions::filing::load_entries;
use crate::actions::schemes::Schemes;
use crate::domain::evidence::{FileProblem, bare_name, is_subject};
use crate::store::campaign::load_campaign;
use crate::store::evidence::{Evidence, list_evidence};
use crate::store::evidence_upload::{
    Upload, delete_upload, insert_upload, list_uploads, list_uploads_before,
};
use crate::store::filing::Filing;
use crate::store::organization::load_organization;
use crate::store::{Store, Tx, new_id};
use crate::vault::Vault;

/// A file is sent in parts of this many bytes.
pub const PART_BYTES: usize = 4 * 1024 * 1024;

/// So long somebody may go on with a file.
const KEPT: TimeDelta = TimeDelta::days(1);

/// Marks are made by scripts of ours from a size and a time.
const LONGEST_MARK: usize = 64;

/// A file that somebody wants to bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUpload {
    /// What it proves, by its code.
    pub subject: String,
    /// Its name as given.
    pub file_name: String,
    /// Its size, bytes.
    pub bytes: u64,
    /// What the browser knows it by, so that it can go on after a cut.
    pub mark: String,
    /// Whether it is meant for the public.
    pub is_public: bool,
}

/// A file under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// The id of the upload.
    pub id: String,
    /// How many bytes have arrived before.
    pub offset: u64,
}

/// Begins to take a file, or finds the one that was cut off; files that nobody went on with for a
/// day are swept.
///
/// # Errors
/// When the caller may not bring evidence, or the file would not be taken.
pub async fn begin_upload(
    store: &Store,
    (schemes, vault): (&Schemes, &Vault),
    caller: &Caller,
    filing_id: &str,
    new: &NewUpload,
    now: DateTime<Utc>,
) -> Result<Begun, EvidenceError> {
    let mut tx = store.write().await?;
    let filing = open_filing(&mut tx, caller, filing_id).await?;
    sweep(&mut tx, vault, now).await?;
    let name = bare_name(&new.file_name);
    vault.rules.check_ending(&name)?;
    check_subject(&mut tx, schemes, &filing, &new.subject).await?;
    let held = list_evidence(&mut tx, &filing.id).await?;
    vault.rules.check_size(new.bytes, bytes_of(&held))?;
    let account = &caller.actor.account_id;
    let upload = Upload {
        id: new_id(now),
        filing_id: filing.id,
        account_id: account.clone(),
        subject: new.subject.clone(),
        file_name: name,
        bytes: new.bytes,
        mark: new.mark.chars().take(LONGEST_MARK).collect(),
        is_public: new.is_public,
        made_at: now,
    };
    let before = list_uploads(&mut tx, &upload.filing_id, account).await?;
    let same = before.into_iter().find(|other| is_same(other, &upload));
    let id = if let Some(same) = same {
        same.id
    } else {
        insert_upload(&mut tx, &upload).await?;
        upload.id
    };
    tx.commit().await?;
    let offset = vault.spool.length(&id)?;
    Ok(Begun { id, offset })
}

/// Takes a part that begins at `offset`; gives how many bytes there are then.
///
/// # Errors
/// [`EvidenceError::GoesOnAt`] when the part does not begin where the file ends.
pub async fn take_part(
    store: &Store,
    vault: &Vault,
    caller: &Caller,
    (filing_id, upload_id): (&str, &str),
    (offset, bytes): (u64, Vec<u8>),
) -> Result<u64, EvidenceError> {
    let mut tx = store.read().await?;
    let upload = find_upload(&mut tx, caller, filing_id, upload_id).await?;
    tx.commit().await?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if offset.saturating_add(length) > upload.bytes {
        // The file has grown since it was chosen.
        return Err(FileProblem::Changed.into());
    }
    Ok(vault.spool.append(&upload.id, offset, bytes).await?)
}

/// A file that the caller is bringing to a filing.
pub(super) async fn find_upload(
    tx: &mut Tx,
    caller: &Caller,
    filing_id: &str,
    upload_id: &str,
) -> Result<Upload, EvidenceError> {
    let filing = open_filing(tx, caller, filing_id).await?;
    let uploads = list_uploads(tx, &filing.id, &caller.actor.account_id).await?;
    let mut uploads = uploads.into_iter();
    uploads
        .find(|upload| upload.id == upload_id)
        .ok_or(EvidenceError::NotFound)
}

/// Forgets a file under way.
pub(super) async fn drop_upload(
    store: &Store,
    vault: &Vault,
    id: &str,
) -> Result<(), EvidenceError> {
    let mut tx = store.write().await?;
    delete_upload(&mut tx, id).await?;
    tx.commit().await?;
    Ok(vault.spool.remove(id)?)
}

/// All bytes of several files together.
pub(super) fn bytes_of(held: &[Evidence]) -> u64 {
    let sizes = held.iter().map(|evidence| evidence.bytes);
    sizes.fold(0, u64::saturating_add)
}

/// Whether what a file should prove stands on the forms.
pub(super) async fn check_subject(
    tx: &mut Tx,
    schemes: &Schemes,
    filing: &Filing,
    subject: &str,
) -> Result<(), EvidenceError> {
    let scheme = schemes.load(&filing.scheme_id, filing.scheme_version)?;
    let campaign = load_campaign(tx, &filing.campaign_id).await?;
    let agency = load_organization(tx, &filing.facts.agency_id).await?;
    let (entries, _) = load_entries(tx, &filing.id, &campaign, &agency).await?;
    if is_subject(scheme, &entries, subject) {
        Ok(())
    } else {
        Err(FileProblem::NoSubject.into())
    }
}

async fn sweep(tx: &mut Tx, vault: &Vault, now: DateTime<Utc>) -> Result<(), EvidenceError> {
    let before = now - KEPT;
    for old in list_uploads_before(tx, before).await? {
        vault.spool.remove(&old.id)?;
        delete_upload(tx, &old.id).await?;
    }
    Ok(vault.spool.sweep(before)?)
}

/// Whether it is the very file that was cut off; one without a mark never is.
fn is_same(before: &Upload, now: &Upload) -> bool {
    let facts = |upload: &Upload| {
        (
            upload.mark.clone(),
            upload.bytes,
            upload.subject.clone(),
            upload.file_name.clone(),
            upload.is_public,
        )
    };
    !now.mark.is_empty() && facts(before) == facts(now)
}
