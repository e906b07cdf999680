//! 统一社会信用代码, GB 32100-2015: eighteen characters, the last one checks the others.

/// The characters in the order of their values; I, O, S, V and Z are not among them.
const ALPHABET: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/// The values are weighed with the powers of 3 modulo 31.
const MODULUS: usize = 31;

/// Why a text is no 统一社会信用代码.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeProblem {
    /// Too short or too long.
    #[error("统一社会信用代码应为 18 位，现有 {0} 位")]
    Length(usize),
    /// A character that no code has.
    #[error("统一社会信用代码中不应有“{0}”（字母 I、O、S、V、Z 不使用）")]
    Character(char),
    /// The last character does not fit the others.
    #[error(
        "统一社会信用代码的校验位不对：按前 17 位应为 {expected}，现为 {found}，请核对是否抄错"
    )]
    CheckDigit {
        /// What the others give.
        expected: char,
        /// What stands there.
        found: char,
    },
}

/// Whether the text is a code. Written in capitals; spaces around it do not belong to it.
pub fn check_credit_code(text: &str) -> Result<(), CreditCodeProblem> {
    let length = text.chars().count();
    if length != 18 {
        return Err(CreditCodeProblem::Length(length));
    }
    let (mut weight, mut sum) = (1, 0);
    for symbol in text.chars().take(17) {
        sum += value(symbol)? * weight;
        weight = weight * 3 % MODULUS;
    }
    let found = text.chars().last().unwrap_or_default();
    value(found)?;
    let expected = ALPHABET.chars().nth((MODULUS - sum % MODULUS) % MODULUS);
    match expected {
        Some(expected) if expected != found => {
            Err(CreditCodeProblem::CheckDigit { expected, found })
        }
        _ => Ok(()),
    }
}

fn value(symbol: char) -> Result<usize, CreditCodeProblem> {
    ALPHABET
        .chars()
        .position(|known| known == symbol)
        .ok_or(CreditCodeProblem::Character(symbol))
}
