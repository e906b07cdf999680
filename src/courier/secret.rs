//! Secrets: in the settings, in a file, or in the environment.

use std::path::Path;

use super::CourierError;

/// The secret where it is given first: itself, the first line of a file, an environment variable;
/// empty when nowhere.
#[expect(
    clippy::disallowed_methods,
    reason = "a secret that stands in no file; its variable is named by the settings"
)]
pub(super) fn read(
    given: &str,
    file: Option<&Path>,
    variable: Option<&str>,
) -> Result<String, CourierError> {
    if !given.is_empty() {
        return Ok(given.to_owned());
    }
    if let Some(file) = file {
        let text = read_file(file)?;
        return Ok(text.lines().next().unwrap_or_default().to_owned());
    }
    Ok(variable
        .and_then(|name| std::env::var(name).ok())
        .unwrap_or_default())
}

/// A file that the settings name.
pub(super) fn read_file(file: &Path) -> Result<String, CourierError> {
    std::fs::read_to_string(file).map_err(|source| CourierError::Unreadable {
        file: file.to_owned(),
        source,
    })
}
