//! The schemes this program knows, by id and version.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::check::Severity;
use crate::domain::lint::lint;
use crate::domain::scheme::{Problem, Scheme};

/// The scheme files that come with the program.
pub const SHIPPED: [&str; 6] = [
    include_str!("../../schemes/datonghu-2020.toml"),
    include_str!("../../schemes/lukou-2022.toml"),
    include_str!("../../schemes/project-2020.toml"),
    include_str!("../../schemes/taoyuan-2020.toml"),
    include_str!("../../schemes/xiangtan-2017.toml"),
    include_str!("../../schemes/zhuzhou-2019.toml"),
];

/// The known schemes.
#[derive(Debug, Default)]
pub struct Schemes {
    by_key: BTreeMap<(String, u32), Known>,
    refused: Vec<Refused>,
}

#[derive(Debug)]
struct Known {
    scheme: Arc<Scheme>,
    text: String,
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
        let scheme = Arc::new(Scheme::parse(text).map_err(SchemesError)?);
        let key = (scheme.head.id.clone(), scheme.head.version);
        let known = Known {
            scheme: Arc::clone(&scheme),
            text: text.to_owned(),
        };
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
            None => self.add(text).map(|_| ()).map_err(told),
        }
    }

    /// The operator's files that were refused.
    #[must_use]
    pub fn refused(&self) -> &[Refused] {
        &self.refused
    }

    /// The scheme with this id and version.
    pub fn load(&self, id: &str, version: u32) -> Result<&Arc<Scheme>, UnknownScheme> {
        self.by_key
            .get(&(id.to_owned(), version))
            .map(|known| &known.scheme)
            .ok_or_else(|| UnknownScheme {
                id: id.to_owned(),
                version,
            })
    }

    /// Every scheme, by id, oldest version first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Scheme>> {
        self.by_key.values().map(|known| &known.scheme)
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
