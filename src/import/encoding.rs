//! From bytes to text: UTF-8, UTF-16 with its mark, GBK and GB18030, and what a web page declares.

use encoding_rs::{Encoding, GB18030, UTF_8};

use super::ReadError;

/// One unreadable character in this many is damage; more of them are another encoding.
const DAMAGE: usize = 50;

/// The text of a file whose encoding nobody declares.
///
/// # Errors
/// [`ReadError::Encoding`] when it is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    decode_declared(bytes, None)
}

/// The text of a file that may declare its encoding; UTF-8 is believed before any declaration,
/// since nothing else passes for it by chance.
///
/// # Errors
/// [`ReadError::Encoding`] when it is no text.
pub(super) fn decode_declared(
    bytes: &[u8],
    declared: Option<&'static Encoding>,
) -> Result<String, ReadError> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return judge(bytes.get(mark..).unwrap_or_default(), encoding);
    }
    if bytes.contains(&0) {
        return Err(ReadError::Encoding);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) if is_damaged_utf_8(bytes) => judge(bytes, UTF_8),
        Err(_) => judge(bytes, declared.unwrap_or(GB18030)),
    }
}

/// Whether the text is UTF-8 but for a few characters: of two-byte characters of another encoding
/// hardly any would be readable.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let wide = text.chars().filter(|symbol| !symbol.is_ascii()).count();
    unreadable(&text) < wide / 10
}

fn judge(bytes: &[u8], encoding: &'static Encoding) -> Result<String, ReadError> {
    let text = encoding.decode_without_bom_handling(bytes).0;
    if text.contains('\0') || unreadable(&text) > text.chars().count() / DAMAGE {
        return Err(ReadError::Encoding);
    }
    Ok(text.into_owned())
}

fn unreadable(text: &str) -> usize {
    text.matches(char::REPLACEMENT_CHARACTER).count()
}
