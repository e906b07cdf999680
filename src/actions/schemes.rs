//! The schemes this program knows, by id and version.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::scheme::{Problem, Scheme};

const SHIPPED: [&str; 3] = [
    include_str!("../../schemes/datonghu-2020.toml"),
    include_str!("../../schemes/lukou-2022.toml"),
    include_str!("../../schemes/xiangtan-2017.toml"),
];

/// The known schemes.
#[derive(Debug, Default)]
pub struct Schemes {
    by_key: BTreeMap<(String, u32), Arc<Scheme>>,
}

/// A scheme file that does not fit.
#[derive(Debug, thiserror::Error)]
#[error("方案文件有 {} 处问题：{}", .0.len(), .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("；"))]
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
        self.by_key.insert(key, Arc::clone(&scheme));
        Ok(scheme)
    }

    /// The scheme with this id and version.
    pub fn load(&self, id: &str, version: u32) -> Result<&Arc<Scheme>, UnknownScheme> {
        self.by_key
            .get(&(id.to_owned(), version))
            .ok_or_else(|| UnknownScheme {
                id: id.to_owned(),
                version,
            })
    }

    /// Every scheme, by id, oldest version first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Scheme>> {
        self.by_key.values()
    }
}
