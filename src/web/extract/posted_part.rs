//! A part of a file that a script of ours sends, as plain bytes.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

use super::posted_json::admit_script;
use super::{CurrentUser, body};
use crate::actions::evidence::PART_BYTES;
use crate::web::error::WebError;

/// Bytes with the person whose page sent them: session, role, origin and token are checked.
#[derive(Debug)]
pub struct PostedPart {
    /// Who sent them.
    pub user: CurrentUser,
    /// What was sent.
    pub bytes: Vec<u8>,
}

impl FromRequest for PostedPart {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            let bytes = body::read_in_time(&mut payload, PART_BYTES).await?;
            let user = admit_script(&request).await?;
            Ok(Self { user, bytes })
        })
    }
}
