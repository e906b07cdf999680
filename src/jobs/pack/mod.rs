//! 结账资料包: the lists of a campaign, the differences that corrections made, a draft of the 通报 and
//! every filing with its digest, in one archive that grows on the disk. Begun again after a break it
//! is made from the beginning: an archive half written is worth nothing.

mod lists;

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use chrono::{DateTime, SecondsFormat, Utc};
use sha2::{Digest as _, Sha256};
use tokio::task::spawn_blocking;

use super::held::Held;
use super::{Bench, WorkError};
use crate::actions::Caller;
use crate::actions::closing::{ClosingLine, list_closing, load_difference, load_typed};
use crate::actions::statistics::{StatisticsRecord, Wanted, load_statistics};
use crate::domain::job::JobState;
use crate::domain::publication::hex;
use crate::domain::statistics::{Facts, Table};
use crate::domain::workflow::State;
use crate::export::{
    Archive, ExportError, Kind, Snapshot, export, safe_name, tables_as_workbook, write_circular,
};
use crate::store::filing_progress::Cursor;
use crate::store::job::{Job, JobEnd};
use crate::store::organization::load_organization;
use crate::store::publication::find_publication;
use crate::vault::VaultError;
use lists::Lists;

/// Filings looked at between two times that the lease is held longer.
const AT_ONCE: u32 = 20;

/// Bytes read at once.
const PART: usize = 1024 * 1024;

/// Makes the archive and keeps it under its digest.
pub(super) async fn make<R>(
    bench: &Bench<'_, R>,
    job: &Job,
    caller: &Caller,
    held: Held<'_>,
    clock: &impl Fn() -> DateTime<Utc>,
) -> Result<JobEnd, WorkError> {
    let wanted = Wanted {
        campaign_id: Some(&job.campaign_id),
        ..Wanted::default()
    };
    let found = load_statistics(bench.store, bench.schemes, caller, wanted).await?;
    let found = found.ok_or(WorkError::NoCampaign)?;
    let path = bench.vault.spool.path(&job.id)?;
    let mut archive = Archive::new(create(path.clone()).await?);
    let mut lists = Lists::new();
    let (mut done, mut after) = (0_u32, Cursor::default());
    let total = u32::try_from(found.statistics.scope.due).unwrap_or(u32::MAX);
    loop {
        held.tell(done, total.max(done), clock()).await?;
        let some = list_closing(bench.store, &found.campaign, &after, AT_ONCE).await?;
        let Some(last) = some.last() else {
            break;
        };
        after = Cursor::of(&last.listed);
        for line in some {
            let rescored = load_difference(bench.store, bench.schemes, &line.listed.filing).await?;
            lists.add(&line, rescored.as_ref());
            let files = files_of(bench, &line, clock()).await?;
            let count = line.listed.filing.progress().label();
            archive = add(archive, files, Some(count)).await?;
            done = done.saturating_add(1);
        }
    }
    let files = papers(bench, &found, lists).await?;
    archive = add(archive, files, None).await?;
    held.tell(done, done, clock()).await?;
    let title = format!("{}结账资料包", found.campaign.title);
    let made_at = clock().to_rfc3339_opts(SecondsFormat::Secs, true);
    let manifest = spawn_blocking(move || archive.finish(&title, &made_at)).await??;
    let (digest, bytes) = digest_of(path.clone()).await?;
    bench.vault.blobs.put(&digest, &path, bytes).await?;
    bench.vault.spool.remove(&job.id)?;
    Ok(JobEnd {
        state: JobState::Done,
        outcome: format!(
            "资料包含 {done} 家单位、{} 个文件。SHA-256：{digest}",
            manifest.files.len()
        ),
        result: Some((digest, bytes)),
    })
}

/// The files of one filing: what was published, else what was handed in.
async fn files_of<R>(
    bench: &Bench<'_, R>,
    line: &ClosingLine,
    now: DateTime<Utc>,
) -> Result<Vec<(String, Vec<u8>)>, WorkError> {
    let listed = &line.listed;
    let code = safe_name(&listed.agency_code);
    if listed.filing.facts.state == State::Published {
        let mut tx = bench.store.read().await?;
        let found = find_publication(&mut tx, listed.year, &listed.agency_code).await?;
        if let Some(found) = found.filter(|it| it.head.filing_id == listed.filing.id) {
            let data = format!(
                "{{\"entries\":{},\"evaluation\":{}}}",
                found.entries_json, found.evaluation_json
            );
            return Ok(vec![
                (format!("公开/{code}/数据.json"), data.into_bytes()),
                (
                    format!("公开/{code}/页面.html"),
                    found.body_html.into_bytes(),
                ),
                (format!("公开/{code}/摘要.txt"), found.digest.into_bytes()),
            ]);
        }
    }
    if !Facts::count_at(listed.filing.progress()) {
        return Ok(Vec::new());
    }
    let typed = load_typed(bench.store, bench.schemes, &listed.filing).await?;
    let Some((scheme, entries)) = typed else {
        return Ok(Vec::new());
    };
    let made = spawn_blocking(move || export(&Snapshot::of(scheme, entries, now), Kind::Data));
    Ok(vec![(format!("填报/{code}.json"), made.await??.bytes)])
}

/// The lists and the draft.
async fn papers<R>(
    bench: &Bench<'_, R>,
    found: &StatisticsRecord,
    lists: Lists,
) -> Result<Vec<(String, Vec<u8>)>, WorkError> {
    let mut tx = bench.store.read().await?;
    let bureau = load_organization(&mut tx, &found.campaign.bureau_id).await?;
    tx.commit().await?;
    let (statistics, year) = (found.statistics.clone(), found.campaign.year);
    let made = spawn_blocking(move || -> Result<Vec<(String, Vec<u8>)>, ExportError> {
        let sections = statistics.sections();
        let tables: Vec<(&str, &Table)> = sections
            .iter()
            .filter(|section| !section.table.columns.is_empty())
            .map(|section| (section.title, &section.table))
            .collect();
        let mut files = Vec::new();
        for (name, table) in lists.tables() {
            let bytes = tables_as_workbook(name, &[(name, table)])?;
            files.push((format!("{name}.xlsx"), bytes));
        }
        files.push((
            "统计表.xlsx".to_owned(),
            tables_as_workbook("统计表", &tables)?,
        ));
        let circular = statistics.circular(&bureau.name, year);
        files.push(("通报（草稿）.docx".to_owned(), write_circular(&circular)?));
        Ok(files)
    });
    Ok(made.await??)
}

async fn create(path: PathBuf) -> Result<File, WorkError> {
    let made = spawn_blocking(move || File::create(path)).await?;
    Ok(made.map_err(VaultError::from)?)
}

async fn add(
    mut archive: Archive,
    files: Vec<(String, Vec<u8>)>,
    count: Option<&'static str>,
) -> Result<Archive, WorkError> {
    let added = spawn_blocking(move || -> Result<Archive, ExportError> {
        for (path, bytes) in &files {
            archive.add(path, bytes)?;
        }
        if let Some(count) = count {
            archive.count(count);
        }
        Ok(archive)
    });
    Ok(added.await??)
}

async fn digest_of(path: PathBuf) -> Result<(String, u64), WorkError> {
    let read = spawn_blocking(move || digest(&path)).await?;
    Ok(read.map_err(VaultError::from)?)
}

fn digest(path: &Path) -> io::Result<(String, u64)> {
    let (mut file, mut digest, mut bytes) = (File::open(path)?, Sha256::new(), 0_u64);
    loop {
        let mut part = Vec::new();
        let most = u64::try_from(PART).unwrap_or(u64::MAX);
        let length = file.by_ref().take(most).read_to_end(&mut part)?;
        if length == 0 {
            return Ok((hex(&digest.finalize()), bytes));
        }
        digest.update(&part);
        bytes += u64::try_from(length).unwrap_or(0);
    }
}
