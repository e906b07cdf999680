//! The provider: what it is asked, and what it answers.

use std::time::Duration;

use chrono::{DateTime, Utc};
use data_encoding::BASE64URL_NOPAD;
use reqwest::{Client, RequestBuilder, redirect};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::claims::{Expected, Identity, SignedWord, text_of};
use super::keys::KeySet;
use super::{Cause, SignOnError};
use crate::config::SignOnSettings;
use crate::vault::trust;

/// How long the provider may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// No answer of a provider is longer.
const MOST_BYTES: usize = 256 * 1024;

/// An `OpenID` provider as the settings name it.
#[derive(Debug)]
pub struct Provider {
    settings: SignOnSettings,
    secret: Secret,
    answer_address: String,
    http: Client,
}

struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// What a browser is sent away with, to come back with an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// Where the browser goes.
    pub address: String,
    /// Ties the answer to this question.
    pub state: String,
    /// Ties the provider's word to this question.
    pub nonce: String,
    /// Shows that who asks for the word asked the question (RFC 7636).
    pub verifier: String,
}

#[derive(Deserialize)]
struct Discovered {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    userinfo_endpoint: Option<String>,
}

#[derive(Deserialize)]
struct Tokens {
    id_token: String,
    access_token: Option<String>,
}

impl Provider {
    /// The provider of the settings; browsers come back to `answer_path`. Nothing is asked yet, so a
    /// portal starts also when its provider is down. The secret is the one given, else that of the
    /// file.
    ///
    /// # Errors
    /// When the secret cannot be read.
    pub fn new(
        settings: SignOnSettings,
        secret: Option<&str>,
        answer_path: &str,
    ) -> Result<Self, SignOnError> {
        trust();
        let secret = match (secret, &settings.client_secret_file) {
            (Some(secret), _) => secret.to_owned(),
            (None, Some(file)) => std::fs::read_to_string(file)
                .map_err(|error| Cause::SetUp(format!("{}: {error}", file.display())))?,
            (None, None) => return Err(Cause::SetUp("there is no secret".to_owned()).into()),
        };
        let http = Client::builder()
            .timeout(PATIENCE)
            .redirect(redirect::Policy::none())
            .build()
            .map_err(Cause::from)?;
        Ok(Self {
            answer_address: format!("{}{answer_path}", settings.portal.trim_end_matches('/')),
            secret: Secret(secret.trim().to_owned()),
            settings,
            http,
        })
    }

    /// The words on the button.
    #[must_use]
    pub fn button(&self) -> &str {
        &self.settings.button
    }

    /// A new question.
    ///
    /// # Errors
    /// When the provider does not answer or is another one.
    pub async fn ask(&self) -> Result<Question, SignOnError> {
        let provider = self.discover().await?;
        let (state, nonce, verifier) = (random()?, random()?, random()?);
        let challenge = BASE64URL_NOPAD.encode(&Sha256::digest(verifier.as_bytes()));
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("response_type", "code")
            .append_pair("scope", "openid profile")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", &self.answer_address)
            .append_pair("state", &state)
            .append_pair("nonce", &nonce)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256")
            .finish();
        let endpoint = provider.authorization_endpoint;
        let joint = if endpoint.contains('?') { '&' } else { '?' };
        Ok(Question {
            address: format!("{endpoint}{joint}{query}"),
            state,
            nonce,
            verifier,
        })
    }

    /// Who came back with this code.
    ///
    /// # Errors
    /// When the provider does not answer, does not take the code, or its word is not to be believed.
    pub async fn identify(
        &self,
        code: &str,
        (nonce, verifier): (&str, &str),
        now: DateTime<Utc>,
    ) -> Result<Identity, SignOnError> {
        let provider = self.discover().await?;
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", &self.answer_address)
            .append_pair("code_verifier", verifier)
            .finish();
        let request = self
            .http
            .post(&provider.token_endpoint)
            .basic_auth(
                escaped(&self.settings.client_id),
                Some(escaped(&self.secret.0)),
            )
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        let tokens: Tokens = match fetch(request).await {
            Err(Cause::Status(400)) => return Err(SignOnError::Expired),
            other => other?,
        };
        let word = SignedWord::read(&tokens.id_token)?;
        let keys: KeySet = fetch(self.http.get(&provider.jwks_uri)).await?;
        if !keys.knows(word.header.kid.as_deref()) {
            return Err(SignOnError::Unproven("the key is not published"));
        }
        keys.check(&word.header, word.message.as_bytes(), &word.signature)?;
        let (subject, claims) = word.read_claims(&Expected {
            issuer: &self.settings.issuer,
            client_id: &self.settings.client_id,
            nonce,
            now,
        })?;
        let claim = &self.settings.claim;
        let login_name = match text_of(&claims, claim) {
            Some(login_name) => login_name,
            None => self.ask_more(&provider, &tokens, &subject).await?,
        };
        Ok(Identity {
            issuer: provider.issuer,
            subject,
            login_name,
        })
    }

    /// What the word leaves out and the provider says when asked with the token that came beside it
    /// (`OpenID` Connect Core 1.0, 5.3).
    async fn ask_more(
        &self,
        provider: &Discovered,
        tokens: &Tokens,
        subject: &str,
    ) -> Result<String, SignOnError> {
        let claim = &self.settings.claim;
        let missing = || SignOnError::NoClaim(claim.clone());
        let address = provider.userinfo_endpoint.as_ref().ok_or_else(missing)?;
        let token = tokens.access_token.as_ref().ok_or_else(missing)?;
        let said: Value = fetch(self.http.get(address).bearer_auth(token)).await?;
        if text_of(&said, "sub").as_deref() != Some(subject) {
            return Err(SignOnError::Unproven("the answer is about somebody else"));
        }
        text_of(&said, claim).ok_or_else(missing)
    }

    /// What the provider says of itself, asked each time: log-ins are rare, and so a change of its
    /// keys or addresses is never missed.
    async fn discover(&self) -> Result<Discovered, SignOnError> {
        let issuer = self.settings.issuer.trim_end_matches('/');
        let address = format!("{issuer}/.well-known/openid-configuration");
        let found: Discovered = fetch(self.http.get(address)).await?;
        if found.issuer == self.settings.issuer {
            Ok(found)
        } else {
            Err(SignOnError::WrongIssuer)
        }
    }
}

/// The document that a request brings.
async fn fetch<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, Cause> {
    let mut response = request.header("accept", "application/json").send().await?;
    if !response.status().is_success() {
        return Err(Cause::Status(response.status().as_u16()));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        body.extend_from_slice(&chunk);
        if body.len() > MOST_BYTES {
            return Err(Cause::TooLong);
        }
    }
    Ok(serde_json::from_slice(&body)?)
}

/// As the names and secrets of clients stand in a header (RFC 6749, 2.3.1).
fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// 32 random bytes as a text for addresses.
fn random() -> Result<String, SignOnError> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|_| SignOnError::Random)?;
    Ok(BASE64URL_NOPAD.encode(&bytes))
}
