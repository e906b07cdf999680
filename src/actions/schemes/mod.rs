//! The schemes this program knows, by id and version.

mod shelf;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::check::Severity;
use crate::domain::lint::lint;
use crate::domain::scheme::{Problem, Scheme};
use crate::store::scheme_release::{last_release, list_releases};
use crate::store::{Store, StoreError};
use shelf::Shelf;

/// The scheme files that come with the program.
pub const SHIPPED: [&str; 6] = [
    include_str!("../../../schemes/datonghu-2020.toml"),
    include_str!("../../../schemes/lukou-2022.toml"),
    include_str!("../../../schemes/project-2020.toml"),
    include_str!("../../../schemes/taoyuan-2020.toml"),
    include_str!("../../../schemes/xiangtan-2017.toml"),
    include_str!("../../../schemes/zhuzhou-2019.toml"),
];

/// The known schemes.
#[derive(Debug, Default)]
pub struct Schemes {
    by_key: BTreeMap<(String, u32), Known>,
    refused: Vec<Refused>,
    released: Shelf,
    /// The number of the last release that is known.
    last_release: AtomicI64,
}

/// A scheme with where it comes from.
#[derive(Debug)]
pub struct Known {
    /// The scheme.
    pub scheme: Arc<Scheme>,
    /// Its file.
    pub text: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a scheme comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It comes with the program.
    Shipped,
    /// It is a file of the operator.
    File,
    /// It was made and released in the portal.
    Released,
}

impl Origin {
    /// The words on pages.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Shipped => "随程序提供",
            Self::File => "服务器上的方案文件",
            Self::Released => "本平台发布",
        }
    }
}

/// A scheme file of the operator that must not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// Why, in sentences with lines and cures.
    pub problems: Vec<String>,
}

/// A scheme file that does not fit.
#[derive(Debug, thiserror::Error)]
#[error("方案文件有 {} 处问题：{}", .0.len(), .0.iter().map(ToString::to_string).collect::<String>())]
pub struct SchemesError(pub Vec<Problem>);

/// A filing whose scheme this program does not know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("本程序没有方案“{id}”第 {version} 版，请联系系统管理员。")]
pub struct UnknownScheme {
    /// The scheme's id.
    pub id: String,
    /// The version.
    pub version: u32,
}

impl Schemes {
    /// The schemes that come with the program.
    pub fn shipped() -> Result<Self, SchemesError> {
        let mut schemes = Self::default();
        for text in SHIPPED {
            schemes.add(text)?;
        }
        Ok(schemes)
    }

    /// Adds a scheme file.
    pub fn add(&mut self, text: &str) -> Result<Arc<Scheme>, SchemesError> {
        self.add_from(Origin::Shipped, text)
    }

    fn add_from(&mut self, origin: Origin, text: &str) -> Result<Arc<Scheme>, SchemesError> {
        let known = Known::read(origin, text)?;
        let scheme = Arc::clone(&known.scheme);
        let key = (scheme.head.id.clone(), scheme.head.version);
        self.by_key.insert(key, known);
        Ok(scheme)
    }

    /// Adds a scheme file of the operator, or refuses it with everything that is wrong with it.
    pub fn add_file(&mut self, file: &str, text: &[u8]) {
        if let Err(problems) = self.judge(text) {
            self.refused.push(Refused {
                file: file.to_owned(),
                problems,
            });
        }
    }

    fn judge(&mut self, text: &[u8]) -> Result<(), Vec<String>> {
        let text = read_text(text).map_err(|why| vec![why])?;
        let linted = lint(text);
        let errors = linted.problems.iter();
        let errors: Vec<String> = errors
            .filter(|problem| problem.severity == Severity::Error)
            .map(ToString::to_string)
            .collect();
        if !errors.is_empty() {
            return Err(errors);
        }
        let told = |error: SchemesError| error.0.iter().map(ToString::to_string).collect();
        let scheme = Scheme::parse(text).map_err(|problems| told(SchemesError(problems)))?;
        let key = (scheme.head.id, scheme.head.version);
        match self.by_key.get(&key) {
            // A filing stays with its version for ever, so a version never changes.
            Some(known) if known.text != text => Err(vec![format!(
                "方案“{}”第 {} 版已经有了，内容不同。改过的方案请把 version 加 1，新的方案请换一个 id。",
                key.0, key.1
            )]),
            Some(_) => Ok(()),
            None => self.add_from(Origin::File, text).map(|_| ()).map_err(told),
        }
    }

    /// The operator's files that were refused.
    #[must_use]
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The scheme with this id and version.
    pub fn load(&self, id: &str, version: u32) -> Result<&Arc<Scheme>, UnknownScheme> {
        self.find(id, version)
            .map(|known| &known.scheme)
            .ok_or_else(|| UnknownScheme {
                id: id.to_owned(),
                version,
            })
    }

    /// The scheme with this id and version, with where it comes from.
    #[must_use]
    pub fn find(&self, id: &str, version: u32) -> Option<&Known> {
        let own = self.by_key.get(&(id.to_owned(), version));
        own.or_else(|| {
            let is_meant = |known: &&Known| known.key() == (id, version);
            self.released.iter().find(is_meant)
        })
    }

    /// Every scheme with where it comes from, by id, oldest version first.
    #[must_use]
    pub fn all(&self) -> Vec<&Known> {
        let mut all: Vec<&Known> = self.by_key.values().chain(self.released.iter()).collect();
        all.sort_by(|one, other| one.key().cmp(&other.key()));
        // A file that was put beside the program after the release of the same version goes before it.
        all.dedup_by(|later, former| later.key() == former.key());
        all
    }

    /// Every scheme, by id, oldest version first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Scheme>> {
        self.all().into_iter().map(|known| &known.scheme)
    }

    /// Takes in what was released since the last time, here or by another program at the same
    /// database. Whether anything was is seen from one number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn refresh(&self, store: &Store) -> Result<(), StoreError> {
        let known = self.last_release.load(Ordering::SeqCst);
        let mut tx = store.read().await?;
        if last_release(&mut tx).await? == known {
            return tx.commit().await;
        }
        let releases = list_releases(&mut tx, known).await?;
        tx.commit().await?;
        for release in releases {
            self.take(release.number, &release.text);
        }
        Ok(())
    }

    /// Takes in one release; who takes in the same one at the same moment finds it done.
    fn take(&self, number: i64, text: &str) {
        let last = self.last_release.fetch_max(number, Ordering::SeqCst);
        if last >= number {
            return;
        }
        match Known::read(Origin::Released, text) {
            Ok(known) => self.released.add(known),
            Err(error) => tracing::error!(number, %error, "a released scheme cannot be used"),
        }
    }
}

impl Known {
    fn read(origin: Origin, text: &str) -> Result<Self, SchemesError> {
        Ok(Self {
            scheme: Arc::new(Scheme::parse(text).map_err(SchemesError)?),
            text: text.to_owned(),
            origin,
        })
    }

    fn key(&self) -> (&str, u32) {
        (&self.scheme.head.id, self.scheme.head.version)
    }
}

/// The text of a scheme file. Editors on Windows put a mark before the first letter.
///
/// # Errors
/// A sentence, when it is not UTF-8.
pub fn read_text(bytes: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "文件不是 UTF-8 编码。请用编辑器另存为 UTF-8。".to_owned())?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}
