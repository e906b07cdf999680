//! Settings of 单点登录: which `OpenID` provider says who somebody is.

use std::path::PathBuf;

use serde::Deserialize;
use validator::{Validate, ValidationError};

/// 单点登录 at an `OpenID` Connect provider.
#[derive(Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct SignOnSettings {
    /// The provider's own name for itself, an address.
    #[validate(custom(function = "is_guarded"))]
    pub issuer: String,
    /// What the provider calls this portal.
    #[validate(length(min = 1, message = "sign_on.client_id must not be empty"))]
    pub client_id: String,
    /// The file with the secret the provider gave; without one it comes from the environment.
    pub client_secret_file: Option<PathBuf>,
    /// The portal's address as browsers reach it.
    #[validate(custom(function = "is_guarded"))]
    pub portal: String,
    /// The words on the button of the log-in page.
    #[serde(default = "button")]
    #[validate(length(
        min = 1,
        max = 20,
        message = "sign_on.button must have 1 to 20 characters"
    ))]
    pub button: String,
    /// The claim that equals the log-in name of somebody who comes for the first time.
    #[serde(default = "claim")]
    pub claim: String,
    /// Whether people who come from the provider may still use their passwords here. The system
    /// administrator always may.
    #[serde(default = "yes")]
    pub passwords_stay: bool,
}

impl std::fmt::Debug for SignOnSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignOnSettings({})", self.issuer)
    }
}

fn button() -> String {
    "统一身份认证登录".to_owned()
}

fn claim() -> String {
    "preferred_username".to_owned()
}

fn yes() -> bool {
    true
}

/// What travels there must be guarded on its way; within one machine it need not.
fn is_guarded(address: &str) -> Result<(), ValidationError> {
    let inside = ["http://127.0.0.1:", "http://localhost:"];
    let is_guarded =
        address.starts_with("https://") || inside.iter().any(|start| address.starts_with(start));
    if is_guarded {
        return Ok(());
    }
    Err(ValidationError::new("guarded")
        .with_message("sign_on.issuer and sign_on.portal must begin with https://".into()))
}
