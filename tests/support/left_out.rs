//! What a run leaves out for want of a server, said by name so that nobody takes it for a pass.
//!
//! The test program's own output capture is stepped around on purpose: a test
//! that returns early counts as passed, and its words must be read all the same.

use std::io::Write as _;
use std::sync::Mutex;

/// Address of a PostgreSQL server on which the tests may create and drop databases.
pub const POSTGRES: &str = "ZIPING_TEST_POSTGRES";
/// Address of a running ChromeDriver.
pub const CHROMEDRIVER: &str = "ZIPING_TEST_CHROMEDRIVER";
/// Path of LibreOffice's `soffice`; poppler's tools are on the path then too.
pub const OFFICE: &str = "ZIPING_TEST_OFFICE";

/// Path of `axe.min.js` of axe-core.
pub const AXE: &str = "ZIPING_TEST_AXE";
/// Address of an S3-compatible server with the bucket `ziping` for the key `S3RVER` of the secret
/// `S3RVER`.
pub const S3: &str = "ZIPING_TEST_S3";

/// Address of the `OpenID` provider of `tests/provider.mjs`.
pub const OIDC: &str = "ZIPING_TEST_OIDC";

static LEFT_OUT: Mutex<Vec<(String, &'static str)>> = Mutex::new(Vec::new());

/// The value of an environment variable that names a server, or `None` after
/// saying which test is left out because it is not set.
///
/// ```ignore
/// let Some(url) = left_out::unless_set(left_out::POSTGRES) else { return };
/// ```
pub fn unless_set(variable: &'static str) -> Option<String> {
    let value = setting(variable);
    if value.is_none() {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        say(&format!("left out: {test}: set {variable}"));
        LEFT_OUT.lock().unwrap().push((test, variable));
    }
    value
}

/// The value of one of the variables above, without leaving anything out.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place where tests read their environment"
)]
pub fn setting(variable: &'static str) -> Option<String> {
    std::env::var(variable)
        .ok()
        .filter(|value| !value.is_empty())
}

/// Prints the summary; called by the test whose name sorts last.
pub fn summarise() {
    let left_out = LEFT_OUT.lock().unwrap();
    if left_out.is_empty() {
        return;
    }
    say(&format!(
        "\nLEFT OUT of this run, {} in number (tests/run runs them all):",
        left_out.len()
    ));
    for (test, variable) in left_out.iter() {
        say(&format!("  {test} (needs {variable})"));
    }
}

fn say(line: &str) {
    // One write a line: other tests print at the same time.
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}
