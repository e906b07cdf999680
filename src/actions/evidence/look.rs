//! Evidence as those may have it who see the filing, and as everybody may.

use super::EvidenceError;
use crate::actions::Caller;
use crate::domain::evaluate::Evaluation;
use crate::domain::evidence::subjects;
use crate::domain::publication::{PublicFace, PublicFile};
use crate::domain::scheme::Scheme;
use crate::domain::workflow::{Verb, decide};
use crate::store::evidence::{self, Evidence};
use crate::store::filing::find_filing;
use crate::store::publication::find_publication;
use crate::store::{Store, StoreError};

/// One file of a filing that the caller may see.
///
/// # Errors
/// [`EvidenceError::NotFound`], and when the caller may not see the filing.
pub async fn find_evidence(
    store: &Store,
    caller: &Caller,
    filing_id: &str,
    id: &str,
) -> Result<Evidence, EvidenceError> {
    let mut tx = store.read().await?;
    let filing = find_filing(&mut tx, filing_id).await?;
    let filing = filing.ok_or(EvidenceError::NotFound)?;
    decide(&caller.actor, Verb::View, &filing.facts)?;
    let found = evidence::find_evidence(&mut tx, &filing.id, id).await?;
    tx.commit().await?;
    found.ok_or(EvidenceError::NotFound)
}

/// The files that are marked for the public, as the record of a publication names them.
#[must_use]
pub fn public_files(
    scheme: &Scheme,
    evaluation: &Evaluation,
    held: &[Evidence],
    face: &PublicFace,
) -> Vec<PublicFile> {
    let subjects = subjects(scheme, evaluation);
    let named = |code: &str| {
        let of = subjects.iter().find(|subject| subject.code == code);
        of.map_or_else(String::new, |subject| subject.label(scheme))
    };
    let files = held.iter();
    let files = files.filter(|file| file.is_public && !face.keeps_evidence);
    files
        .map(|file| PublicFile {
            id: file.id.clone(),
            subject: named(&file.subject),
            name: file.file_name.clone(),
            kind: file.kind,
            bytes: file.bytes,
            digest: file.digest.clone(),
        })
        .collect()
}

/// One file of a published filing, if it is marked for the public.
///
/// # Errors
/// When the database fails.
pub async fn find_public_evidence(
    store: &Store,
    (year, agency_code): (i32, &str),
    id: &str,
) -> Result<Option<Evidence>, StoreError> {
    let mut tx = store.read().await?;
    let Some(published) = find_publication(&mut tx, year, agency_code).await? else {
        return Ok(None);
    };
    let filing = &published.head.filing_id;
    let found = evidence::find_evidence(&mut tx, filing, id).await?;
    tx.commit().await?;
    let is_public = |found: &Evidence| found.is_public && !published.face.keeps_evidence;
    Ok(found.filter(is_public))
}
