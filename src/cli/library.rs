//! The schemes that commands know: those that come with the program, those of the operator's
//! folders, and any file given by its path.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow, bail};
use clap::Args;

use super::place::{Folder, scheme_files};
use crate::actions::schemes::{SHIPPED, read_text};
use crate::domain::scheme::{Scheme, nearest, source};

/// Where schemes are looked for.
#[derive(Debug, Args)]
pub(super) struct Library {
    #[command(flatten)]
    pub folder: Folder,

    /// Folder with more scheme files, besides those of DIR/schemes
    #[arg(long, value_name = "DIR", global = true)]
    pub schemes: Option<PathBuf>,
}

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

impl Library {
    /// The scheme file given as a path, an id (its newest version), or `id@version`.
    ///
    /// A file in the folders that cannot be read does not keep the others from being found.
    pub fn find(&self, given: &str) -> Result<Found> {
        let path = Path::new(given);
        if path.is_file() {
            return read(path);
        }
        let own = self.files()?.into_iter();
        let known: Vec<Found> = shipped()
            .chain(own.filter_map(|file| read(&file).ok()))
            .collect();
        let mut ids: Vec<String> = known.iter().map(id_of).collect();
        ids.dedup();
        let meant = known.into_iter().filter_map(|found| {
            let version = version_meant(&found, given)?;
            Some((version, found))
        });
        // Of two files with the same version the first is the one that the portal uses.
        let newest = meant.reduce(|best, next| if next.0 > best.0 { next } else { best });
        if let Some((_, found)) = newest {
            return Ok(found);
        }
        let near = nearest(given, ids.iter().map(String::as_str));
        let hint = near
            .map(|near| format!(", perhaps {near}"))
            .unwrap_or_default();
        bail!(
            "there is no file and no scheme {given}\n  give the path of a .toml file, or an id{hint}\n  ziping scheme list names them: {}",
            ids.join(", ")
        )
    }

    /// The scheme given as for [`Self::find`], ready to be used.
    pub fn load(&self, given: &str) -> Result<Arc<Scheme>> {
        Ok(Arc::new(self.find(given)?.compile()?))
    }

    /// Every scheme file: those that come with the program, then the operator's.
    pub fn all(&self) -> Result<Vec<Found>> {
        let own = self.files()?;
        shipped()
            .map(Ok)
            .chain(own.iter().map(|file| read(file)))
            .collect()
    }

    fn files(&self) -> Result<Vec<PathBuf>> {
        scheme_files(&self.folder, self.schemes.as_deref())
    }
}

impl Found {
    /// The scheme of this file.
    pub fn compile(&self) -> Result<Scheme> {
        Scheme::parse(&self.text).map_err(|problems| {
            anyhow!(
                "the scheme {name} has {count} mistakes and cannot be used\n  ziping scheme lint {name} tells each of them",
                name = self.name,
                count = problems.len(),
            )
        })
    }
}

fn shipped() -> impl Iterator<Item = Found> {
    SHIPPED.iter().map(|text| {
        let mut found = Found {
            name: String::new(),
            stem: String::new(),
            text: (*text).to_owned(),
        };
        found.name = id_of(&found);
        found
    })
}

fn read(path: &Path) -> Result<Found> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let text = read_text(&bytes).map_err(|why| anyhow!("{}: {why}", path.display()))?;
    Ok(Found {
        name: path.display().to_string(),
        stem: path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default(),
        text: text.to_owned(),
    })
}

/// The version of a file that is meant; one that cannot be read is meant by its name, as the oldest.
fn version_meant(found: &Found, given: &str) -> Option<u32> {
    let Ok(source) = source::read(&found.text) else {
        let is_meant = !found.stem.is_empty() && found.stem == given;
        return is_meant.then_some(0);
    };
    let head = source.scheme;
    let is_meant = head.id == given || format!("{}@{}", head.id, head.version) == given;
    is_meant.then_some(head.version)
}

fn id_of(found: &Found) -> String {
    source::read(&found.text).map_or_else(|_| found.stem.clone(), |source| source.scheme.id)
}
