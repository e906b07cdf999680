//! Settings of a portal: documented defaults, a TOML file over them, every value checked.
//!
//! `docs/ziping.example.toml` lists every key with its default.

mod evidence;
mod mail;
mod people;
mod sign_on;
mod webhook;

use std::net::IpAddr;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use validator::Validate;

pub use evidence::{EvidenceSettings, S3Settings, ScanSettings};
pub use mail::{MailSettings, MailTls, NoticeSettings};
pub use people::{AuditSettings, PasswordSettings, SecondFactorSettings};
pub use sign_on::SignOnSettings;
pub use webhook::{WebhookKind, WebhookSettings};

/// Everything an operator may set in the configuration file.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// What the pages say about the site itself.
    #[validate(nested)]
    pub site: SiteSettings,
    /// How long a log-in lasts.
    #[validate(nested)]
    pub session: SessionSettings,
    /// What passwords must be.
    #[validate(nested)]
    pub password: PasswordSettings,
    /// 动态验证码 after the password.
    #[validate(nested)]
    pub second_factor: SecondFactorSettings,
    /// 单点登录; none without a provider.
    #[validate(nested)]
    pub sign_on: Option<SignOnSettings>,
    /// How long the record of events is kept.
    #[validate(nested)]
    pub audit: AuditSettings,
    /// How much a visitor may send.
    #[validate(nested)]
    pub limits: LimitSettings,
    /// How the portal stands on the network.
    #[validate(nested)]
    pub server: ServerSettings,
    /// Where the operator's own schemes are.
    pub schemes: SchemeSettings,
    /// 佐证材料: what is taken and where it is kept.
    #[validate(nested)]
    pub evidence: EvidenceSettings,
    /// What people are told outside the portal, and when.
    #[validate(nested)]
    pub notices: NoticeSettings,
    /// The mail server.
    #[validate(nested)]
    pub mail: MailSettings,
    /// Other ways: a gateway for 短信, the robot of a group.
    #[validate(nested)]
    pub webhook: Vec<WebhookSettings>,
}

/// What the pages say about the site itself.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct SiteSettings {
    /// 网站名称, in the head of every page and in the meta tag `SiteName`.
    #[validate(length(min = 1, max = 60, message = "site.name must have 1 to 60 characters"))]
    pub name: String,
    /// The domain in the meta tag `SiteDomain`, without `https://`.
    #[validate(length(max = 120, message = "site.domain must have at most 120 characters"))]
    pub domain: String,
    /// 网站标识码: ten digits, or empty.
    #[validate(custom(function = "is_site_code"))]
    pub code: String,
    /// 主办单位.
    #[validate(length(max = 80, message = "site.sponsor must have at most 80 characters"))]
    pub sponsor: String,
    /// 联系电话 of the office that answers questions.
    #[validate(length(max = 80, message = "site.contact must have at most 80 characters"))]
    pub contact: String,
    /// ICP 备案号.
    #[validate(length(max = 60, message = "site.icp_number must have at most 60 characters"))]
    pub icp_number: String,
    /// 公安备案号.
    #[validate(length(
        max = 60,
        message = "site.police_number must have at most 60 characters"
    ))]
    pub police_number: String,
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            name: "部门整体支出绩效自评".to_owned(),
            domain: String::new(),
            code: String::new(),
            sponsor: String::new(),
            contact: String::new(),
            icp_number: String::new(),
            police_number: String::new(),
        }
    }
}

/// How long a log-in lasts.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct SessionSettings {
    /// Minutes without a request after which a person must log in again.
    #[validate(range(
        min = 5,
        max = 1440,
        message = "session.idle_minutes must lie between 5 and 1440"
    ))]
    pub idle_minutes: u32,
}

impl Default for SessionSettings {
    fn default() -> Self {
        Self { idle_minutes: 30 }
    }
}

/// How much a visitor may send.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct LimitSettings {
    /// The largest form taken, in KiB.
    #[validate(range(
        min = 64,
        max = 65536,
        message = "limits.form_kib must lie between 64 and 65536"
    ))]
    pub form_kib: u32,
}

impl LimitSettings {
    /// The largest form taken, in bytes.
    #[must_use]
    pub fn form_bytes(&self) -> usize {
        usize::try_from(self.form_kib).map_or(usize::MAX, |kib| kib.saturating_mul(1024))
    }
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self { form_kib: 2048 }
    }
}

/// How the portal stands on the network.
#[derive(Debug, Clone, Default, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct ServerSettings {
    /// The portal is reached by https: cookies are `Secure` and HSTS is sent.
    pub secure_cookies: bool,
    /// Address of the reverse proxy whose `X-Forwarded-For` is believed.
    pub trusted_proxy: Option<IpAddr>,
}

/// Where the operator's own schemes are.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SchemeSettings {
    /// A folder with scheme files, besides `schemes` in the data folder.
    pub folder: Option<PathBuf>,
}

/// Why a configuration file was refused. The sentences are for the operator.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error(
        "cannot read the configuration file {path}\n  check the path given with --config, and that this user may read it"
    )]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is not TOML, or has a key that does not exist.
    #[error(
        "the configuration file {path} has a mistake\n  docs/ziping.example.toml lists every key"
    )]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where and what.
        source: Box<toml::de::Error>,
    },
    /// A value is out of bounds.
    #[error(
        "the configuration file {path} has a value out of bounds: {problems}\n  docs/ziping.example.toml says what each key takes"
    )]
    OutOfBounds {
        /// The file.
        path: PathBuf,
        /// Every problem, separated by semicolons.
        problems: String,
    },
}

impl Settings {
    /// Reads and checks a configuration file.
    ///
    /// # Errors
    /// When the file cannot be read, has an unknown key, or a value out of bounds.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
            path: path.to_owned(),
            source,
        })?;
        Self::parse(path, &text)
    }

    /// Checks the text of a configuration file; `path` is only named in errors.
    ///
    /// # Errors
    /// When the text has an unknown key or a value out of bounds.
    pub fn parse(path: &Path, text: &str) -> Result<Self, ConfigError> {
        let settings: Self = toml::from_str(text).map_err(|source| ConfigError::Malformed {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        settings
            .validate()
            .map_err(|errors| ConfigError::OutOfBounds {
                path: path.to_owned(),
                problems: messages(&errors).join("; "),
            })?;
        Ok(settings)
    }
}

/// A 网站标识码 has ten characters, digits and capital letters; a portal may also have none yet.
fn is_site_code(code: &str) -> Result<(), validator::ValidationError> {
    let is_code = code.len() == 10
        && code
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    if code.is_empty() || is_code {
        return Ok(());
    }
    Err(validator::ValidationError::new("site-code")
        .with_message("site.code must be empty or have ten digits or capital letters".into()))
}

/// The messages of all errors, nested ones included, in a stable order and without the values.
fn messages(errors: &validator::ValidationErrors) -> Vec<String> {
    let mut found = Vec::new();
    for (field, kind) in errors.errors() {
        match kind {
            validator::ValidationErrorsKind::Field(list) => {
                found.extend(list.iter().map(|error| match &error.message {
                    Some(message) => message.to_string(),
                    None => format!("{field} is not accepted"),
                }));
            }
            validator::ValidationErrorsKind::Struct(nested) => found.extend(messages(nested)),
            validator::ValidationErrorsKind::List(nested) => {
                found.extend(nested.values().flat_map(|errors| messages(errors)));
            }
        }
    }
    found.sort();
    found
}
