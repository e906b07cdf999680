//! How a person is reached: an e-mail address, a mobile number.

/// The longest address a mail server takes (RFC 5321, 4.5.3.1.3, without the brackets).
const LONGEST_ADDRESS: usize = 254;
const LONGEST_LOCAL_PART: usize = 64;
const LONGEST_LABEL: usize = 63;

/// Why an address or a number does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ContactProblem {
    /// No address.
    #[error(
        "电子邮箱应写成“名称@域名”，只用英文字母、数字和“. _ - +”，例如 zhangwu@example.gov.cn。"
    )]
    Email,
    /// No number.
    #[error("手机号应为 11 位数字，以 1 开头。")]
    Mobile,
}

/// An e-mail address in plain ASCII, so that it can stand in a header as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The address as kept, or why it does not fit.
    pub fn parse(typed: &str) -> Result<Self, ContactProblem> {
        let typed = typed.trim();
        let (local, domain) = typed.split_once('@').ok_or(ContactProblem::Email)?;
        let fits = typed.len() <= LONGEST_ADDRESS && is_local_part(local) && is_domain(domain);
        if fits {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(ContactProblem::Email)
        }
    }

    /// The address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Words of letters, digits and a few signs between single dots.
fn is_local_part(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+');
    let is_word = |word: &str| !word.is_empty() && word.chars().all(fits);
    text.len() <= LONGEST_LOCAL_PART && text.split('.').all(is_word)
}

/// At least two labels; the last one is no number.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        (1..=LONGEST_LABEL).contains(&label.len())
            && label.chars().all(fits)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = text.rsplit('.').next().unwrap_or_default();
    text.contains('.')
        && text.split('.').all(is_label)
        && last.contains(|c: char| c.is_ascii_alphabetic())
}

/// A mobile number of the mainland.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MobileNumber(String);

impl MobileNumber {
    /// The number as kept, without the spaces and hyphens people put in, or why it does not fit.
    pub fn parse(typed: &str) -> Result<Self, ContactProblem> {
        let kept: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .collect();
        let digits = kept.strip_prefix("+86").unwrap_or(&kept);
        let fits = digits.len() == 11
            && digits.starts_with('1')
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        if fits {
            Ok(Self(digits.to_owned()))
        } else {
            Err(ContactProblem::Mobile)
        }
    }

    /// The number.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
