//! The scheme that a command names: a file, or the id of one that comes with the program.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};

use crate::actions::schemes::Schemes;
use crate::domain::scheme::Scheme;

/// Loads a scheme file, or the newest version of a shipped scheme by its id.
pub(super) fn load_named_scheme(name: &str) -> Result<Arc<Scheme>> {
    let mut schemes =
        Schemes::shipped().context("a scheme that comes with the program is broken")?;
    let path = Path::new(name);
    let is_file = path.is_file() || path.extension().is_some_and(|ending| ending == "toml");
    if is_file {
        let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {name}"))?;
        let scheme = schemes.add(&text);
        return scheme.with_context(|| format!("the scheme file {name} does not fit"));
    }
    let newest = schemes
        .iter()
        .filter(|scheme| scheme.head.id == name)
        .last();
    newest.map(Arc::clone).ok_or_else(|| {
        let mut ids: Vec<&str> = schemes
            .iter()
            .map(|scheme| scheme.head.id.as_str())
            .collect();
        ids.dedup();
        anyhow!(
            "there is no scheme {name}\n  give a scheme file, or one of these: {}",
            ids.join(", ")
        )
    })
}
