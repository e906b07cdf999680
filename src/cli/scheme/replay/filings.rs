//! Filings one after another, from a folder or from the portal's database.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use crate::cli::place::Place;
use crate::domain::filing::{Entries, FilingFile, MOST_BYTES};
use crate::domain::scheme::Scheme;
use crate::store::cell::list_cells;
use crate::store::filing_list::list_scheme_filings;

/// One filing, or why it is left out.
pub(super) enum Taken {
    /// What was typed.
    Filing(Entries),
    /// A sentence.
    LeftOut(String),
}

/// The `.json` files of a folder, in the order of their names.
pub(super) fn in_folder(
    folder: &Path,
    old: &Scheme,
    mut take: impl FnMut(Taken) -> Result<()>,
) -> Result<()> {
    let read = || {
        format!(
            "cannot read {}\n  give --filings a folder with filings as .json files",
            folder.display()
        )
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(read)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .with_context(read)?;
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    if files.is_empty() {
        bail!(
            "there are no .json files in {}\n  docs/filing-format.md describes filings",
            folder.display()
        );
    }
    for file in files {
        let taken = from_file(&file, old);
        take(taken.unwrap_or_else(|why| Taken::LeftOut(format!("{}：{why}", file.display()))))?;
    }
    Ok(())
}

fn from_file(path: &Path, old: &Scheme) -> Result<Taken, String> {
    let size = std::fs::metadata(path)
        .map_err(|error| error.to_string())?
        .len();
    if size > u64::try_from(MOST_BYTES).unwrap_or(u64::MAX) {
        return Err("文件太大，不是填报。".to_owned());
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("读不出来（{error}）。"))?;
    let file = FilingFile::read(&text).map_err(|problems| {
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        told.join(" ")
    })?;
    let is_of_old = file.scheme == old.head.id
        && file
            .version
            .is_none_or(|version| version == old.head.version);
    if !is_of_old {
        let version = file.version.map(|version| format!("@{version}"));
        return Err(format!(
            "填报用的方案是 {}{}，不是 {}，没有比较。",
            file.scheme,
            version.unwrap_or_default(),
            old.key()
        ));
    }
    let mut entries = Entries::new(file.year, file.agency);
    entries.cells = file.cells;
    Ok(Taken::Filing(entries))
}

/// The filings of the old scheme in the portal's database, a few at a time.
pub(super) async fn in_database(
    place: &Place,
    old: &Scheme,
    mut take: impl FnMut(Taken) -> Result<()>,
) -> Result<()> {
    const AT_A_TIME: u32 = 50;
    let store = place.open_store_to_read().await?;
    let scheme = (old.head.id.as_str(), old.head.version);
    let mut after = String::new();
    loop {
        let mut tx = store.read().await?;
        let filings = list_scheme_filings(&mut tx, scheme, &after, AT_A_TIME).await?;
        let Some(last) = filings.last() else { break };
        after.clone_from(&last.id);
        for filing in &filings {
            let mut entries = Entries::new(filing.year()?, filing.agency_name.clone());
            let cells = list_cells(&mut tx, &filing.id).await?;
            let typed = cells.into_iter().map(|(code, cell)| (code, cell.typed));
            entries.cells = typed.collect();
            take(Taken::Filing(entries))?;
        }
        tx.commit().await?;
    }
    store.close().await;
    Ok(())
}
