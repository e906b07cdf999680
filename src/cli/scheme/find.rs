//! Finding a scheme by file or by id.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};

use super::Library;
use crate::actions::schemes::{SHIPPED, read_text};
use crate::cli::place::scheme_files;
use crate::domain::scheme::{nearest, source};

/// A scheme file that was asked for.
#[derive(Debug)]
pub(super) struct Found {
    /// The file, or the id of a scheme that comes with the program.
    pub name: String,
    /// The file's name without `.toml`; empty for one that comes with the program.
    pub stem: String,
    /// What is written in it.
    pub text: String,
}

/// The scheme file given as a path, an id, or `id@version`.
pub(super) fn find(library: &Library, given: &str) -> Result<Found> {
    let path = Path::new(given);
    if path.is_file() {
        return read(path);
    }
    let known = all(library)?;
    let named = known.iter().position(|found| is_meant(found, given));
    if let Some(index) = named {
        return known.into_iter().nth(index).context("the scheme was lost");
    }
    let ids: Vec<String> = known.iter().map(id_of).collect();
    let near = nearest(given, ids.iter().map(String::as_str));
    let hint = near
        .map(|near| format!(", perhaps {near}"))
        .unwrap_or_default();
    bail!(
        "there is no file and no scheme {given}\n  give the path of a .toml file, or an id{hint}: ziping scheme list names them"
    )
}

/// Every scheme file: those that come with the program, then the operator's.
pub(super) fn all(library: &Library) -> Result<Vec<Found>> {
    let mut found: Vec<Found> = SHIPPED
        .iter()
        .map(|text| {
            let text = (*text).to_owned();
            let mut found = Found {
                name: String::new(),
                stem: String::new(),
                text,
            };
            found.name = id_of(&found);
            found
        })
        .collect();
    for file in scheme_files(&library.place, library.schemes.as_deref())? {
        found.push(read(&file)?);
    }
    Ok(found)
}

fn read(path: &Path) -> Result<Found> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = read_text(&bytes).map_err(|why| anyhow!("{}: {why}", path.display()))?;
    Ok(Found {
        name: path.display().to_string(),
        stem: PathBuf::from(path)
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default(),
        text: text.to_owned(),
    })
}

fn is_meant(found: &Found, given: &str) -> bool {
    let Ok(source) = source::read(&found.text) else {
        return !found.stem.is_empty() && found.stem == given;
    };
    let head = source.scheme;
    head.id == given || format!("{}@{}", head.id, head.version) == given
}

fn id_of(found: &Found) -> String {
    source::read(&found.text).map_or_else(|_| found.stem.clone(), |source| source.scheme.id)
}
