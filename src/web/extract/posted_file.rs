//! A form with a file in it, from somebody logged in.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::{Multipart, MultipartError};
use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use futures_util::{StreamExt as _, stream};

use super::posted_form::admit;
use super::{CurrentUser, body};
use crate::domain::evidence::bare_name;
use crate::web::error::WebError;
use crate::web::form::FormPairs;

/// A form with a file has at most so many bytes beside the file: its other fields.
const MOST_FIELD_BYTES: usize = 6 * 1024 * 1024;

/// A file brought to a page has at most this many bytes.
pub const MOST_FILE_BYTES: usize = 20 * 1024 * 1024;

/// More fields than any page with a file has.
const MOST_FIELDS: usize = 20;

/// A form with the person who sent it and the file in it: session, role, origin and token are checked.
#[derive(Debug)]
pub struct PostedFile {
    /// Who sent it.
    pub user: CurrentUser,
    /// What was typed.
    pub pairs: FormPairs,
    /// The file, when one was chosen.
    pub file: Option<File>,
}

/// A file as a browser sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name, without folders; for showing, never for a path.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl FromRequest for PostedFile {
    type Error = WebError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, WebError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let mut payload = payload.take();
        Box::pin(async move {
            // A form whose session had ended comes again without its file.
            if !body::is_multipart(&request) {
                let received = body::read_form(&request, &mut payload).await?;
                let posted = admit(&request, received).await?;
                return Ok(Self {
                    user: posted.user,
                    pairs: posted.pairs,
                    file: None,
                });
            }
            let limit = MOST_FILE_BYTES + MOST_FIELD_BYTES;
            let body = body::read_in_time(&mut payload, limit).await;
            let body = body.map_err(|error| match error {
                WebError::TooLarge { .. } => WebError::FileTooLarge {
                    limit_bytes: MOST_FILE_BYTES,
                },
                other => other,
            })?;
            let (pairs, file) = fields(&request, body).await?;
            let posted = admit(&request, pairs).await?;
            if file
                .as_ref()
                .is_some_and(|file| file.bytes.len() > MOST_FILE_BYTES)
            {
                return Err(WebError::FileTooLarge {
                    limit_bytes: MOST_FILE_BYTES,
                });
            }
            Ok(Self {
                user: posted.user,
                pairs: posted.pairs,
                file,
            })
        })
    }
}

/// The fields of a body and the first file in it.
async fn fields(
    request: &HttpRequest,
    body: Vec<u8>,
) -> Result<(FormPairs, Option<File>), WebError> {
    let whole = stream::iter([Ok::<_, actix_web::error::PayloadError>(Bytes::from(body))]);
    let mut parts = Multipart::new(request.headers(), whole);
    let (mut pairs, mut file) = (Vec::new(), None);
    let mut count = 0;
    while let Some(part) = parts.next().await {
        count += 1;
        if count > MOST_FIELDS {
            return Err(WebError::TooManyPairs);
        }
        let mut part = part.map_err(|error| unreadable(&error))?;
        let name = part.name().unwrap_or_default().to_owned();
        let given = part
            .content_disposition()
            .and_then(|disposition| disposition.get_filename().map(bare_name));
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            bytes.extend_from_slice(&chunk.map_err(|error| unreadable(&error))?);
        }
        match given {
            // A browser sends an empty part where no file was chosen.
            Some(given) if !given.is_empty() || !bytes.is_empty() => {
                file.get_or_insert(File { name: given, bytes });
            }
            Some(_) => {}
            None => pairs.push((name, text(bytes)?)),
        }
    }
    Ok((FormPairs::new(pairs), file))
}

/// A field's text, without what no person can type.
fn text(bytes: Vec<u8>) -> Result<String, WebError> {
    let text = String::from_utf8(bytes).map_err(|_| broken())?;
    Ok(text.replace("\r\n", "\n").replace('\0', ""))
}

fn unreadable(error: &MultipartError) -> WebError {
    tracing::debug!(%error, "a form with a file cannot be read");
    broken()
}

fn broken() -> WebError {
    WebError::BadRequest(
        "上传的内容不完整，可能是网络中断。请检查网络后返回上一页，重新选择文件。".to_owned(),
    )
}
