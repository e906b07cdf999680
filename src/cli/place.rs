//! Where a portal keeps its things: the options that several commands share.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use chrono::{DateTime, Utc};
use clap::Args;

use crate::actions::password::Passwords;
use crate::actions::schemes::Schemes;
use crate::config::Settings;
use crate::store::Store;

/// The portal's folder.
#[derive(Debug, Clone, Args)]
pub(super) struct Folder {
    /// Folder for the database and for scheme files of your own; made when missing
    #[arg(long, value_name = "DIR", default_value = "./data", global = true)]
    pub data: PathBuf,
}

/// A database in place of the one in the portal's folder.
#[derive(Debug, Clone, Args)]
pub(super) struct Database {
    #[arg(
        long,
        value_name = "URL",
        help = "Database to use in place of DIR/ziping.db: sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME \
                (given by the environment variable, the password stays out of the list of processes)",
        env = "ZIPING_DATABASE",
        hide_env_values = true,
        global = true
    )]
    pub database: Option<String>,
}

/// The options that say where the data are.
#[derive(Debug, Args)]
pub(super) struct Place {
    #[command(flatten)]
    pub folder: Folder,

    #[command(flatten)]
    pub database: Database,
}

impl Place {
    /// Opens the database and brings its tables up to date.
    pub async fn open_store(&self) -> Result<Store> {
        if let Some(url) = &self.database.database {
            let store = Store::open(url).await;
            return store.context("cannot open the database given with --database");
        }
        make_folder(&self.folder.data)?;
        let file = self.folder.data.join("ziping.db");
        Store::open_file(&file).await.with_context(|| {
            format!(
                "cannot open {}\n  check that this user may write to the folder, or choose another one with --data",
                file.display()
            )
        })
    }

    /// Opens the database to read in it only; there must be one.
    pub async fn open_store_to_read(&self) -> Result<Store> {
        if let Some(url) = &self.database.database {
            let store = Store::open_to_read(url).await;
            return store.context("cannot open the database given with --database");
        }
        let file = self.folder.data.join("ziping.db");
        Store::open_file_to_read(&file).await.with_context(|| {
            format!(
                "cannot open {}\n  give the folder of the portal with --data, or its database with --database",
                file.display()
            )
        })
    }

    /// The schemes that come with the program, and those of `DIR/schemes` and of the given folder.
    ///
    /// A file that does not fit is refused, told by the schemes and left out; the others serve.
    pub fn load_schemes(&self, more: Option<&Path>) -> Result<Schemes> {
        let mut schemes =
            Schemes::shipped().context("a scheme that comes with the program is broken")?;
        for file in scheme_files(&self.folder, more)? {
            let text =
                std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
            schemes.add_file(&file.display().to_string(), &text);
        }
        Ok(schemes)
    }
}

/// The scheme files of `DIR/schemes` and of the given folder, in the order of their names.
pub(super) fn scheme_files(folder: &Folder, more: Option<&Path>) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let own = folder.data.join("schemes");
    if own.is_dir() {
        files.extend(files_of(&own)?);
    }
    if let Some(more) = more {
        if !more.is_dir() {
            bail!(
                "there is no folder {}\n  give --schemes a folder with .toml scheme files",
                more.display()
            );
        }
        files.extend(files_of(more)?);
    }
    Ok(files)
}

/// The folder for the data, made when missing.
fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).with_context(|| {
        format!(
            "cannot make the data folder {}\n  give this user the right to write there, or choose another one with --data",
            folder.display()
        )
    })
}

/// Every `.toml` of a folder, in the order of their names.
fn files_of(folder: &Path) -> Result<Vec<PathBuf>> {
    let read = || format!("cannot read {}", folder.display());
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(read)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .with_context(read)?;
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "toml")
    });
    files.sort();
    Ok(files)
}

/// The settings of a configuration file, or the defaults.
pub(super) fn load_settings(file: Option<&Path>) -> Result<Settings> {
    Ok(file.map_or_else(|| Ok(Settings::default()), Settings::load)?)
}

/// A hasher that leaves a core for the pages.
pub(super) fn open_passwords() -> Result<Passwords> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Passwords::new(cores.div_ceil(2))?)
}

/// The time. The only place where the program reads the clock.
#[expect(
    clippy::disallowed_methods,
    reason = "the edge of the program; everything inside is given the time"
)]
pub(super) fn now() -> DateTime<Utc> {
    Utc::now()
}
