//! Reading a formula. Precedence climbing over a handful of tokens, with positions in messages.

use rust_decimal::Decimal;
use thiserror::Error;

use super::{Expr, Function, Operator, Slot};

/// Why a formula cannot be read; positions count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormulaError {
    /// Too long to be a formula.
    #[error("公式超过{0}个字符")]
    TooLong(usize),
    /// Brackets too deep.
    #[error("括号嵌套超过{0}层")]
    TooDeep(usize),
    /// Something else was expected.
    #[error("第{at}个字符处应为{expected}")]
    Expected {
        /// Where.
        at: usize,
        /// What.
        expected: &'static str,
    },
    /// A number that is none.
    #[error("第{at}个字符处的数字“{text}”写法不对")]
    BadNumber {
        /// Where.
        at: usize,
        /// The text.
        text: String,
    },
    /// A name the scheme does not have.
    #[error("方案中没有名为“{name}”的数据项")]
    UnknownName {
        /// The name.
        name: String,
    },
    /// Wrong number of arguments.
    #[error("函数“{name}”的参数个数不对")]
    WrongArguments {
        /// The function.
        name: &'static str,
    },
}

impl FormulaError {
    /// The name that the scheme does not have, when that is the fault.
    #[must_use]
    pub fn unknown_name(&self) -> Option<&str> {
        match self {
            Self::UnknownName { name } => Some(name),
            _ => None,
        }
    }

    /// How many characters of the formula stand before the fault; 0 where it has no one place.
    #[must_use]
    pub fn offset(&self, formula: &str) -> usize {
        match self {
            Self::Expected { at, .. } | Self::BadNumber { at, .. } => at.saturating_sub(1),
            Self::UnknownName { name } => formula
                .split_once(name.as_str())
                .map_or(0, |(before, _)| before.chars().count()),
            _ => 0,
        }
    }
}

const LONGEST: usize = 2_000;
const DEEPEST: usize = 50;

/// Parses a formula; `resolve` turns a name into its slot.
///
/// # Errors
/// A [`FormulaError`] with the position or the name that does not fit.
pub fn parse(text: &str, resolve: &dyn Fn(&str) -> Option<Slot>) -> Result<Expr, FormulaError> {
    let symbols: Vec<char> = text.chars().map(plain).collect();
    if symbols.len() > LONGEST {
        return Err(FormulaError::TooLong(LONGEST));
    }
    let mut parser = Parser {
        symbols,
        at: 0,
        depth: 0,
        resolve,
    };
    let expr = parser.sum()?;
    match parser.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.expected("运算符或公式结尾")),
    }
}

/// Full-width signs and digits to the plain ones.
fn plain(symbol: char) -> char {
    match symbol {
        '（' | '［' | '[' => '(',
        '）' | '］' | ']' => ')',
        '＋' => '+',
        '－' | '−' | '–' => '-',
        '×' | '＊' | '✕' => '*',
        '÷' | '／' => '/',
        '％' => '%',
        '，' => ',',
        '．' => '.',
        '０'..='９' => char::from_u32(symbol as u32 - '０' as u32 + '0' as u32).unwrap_or(symbol),
        other => other,
    }
}

struct Parser<'a> {
    symbols: Vec<char>,
    at: usize,
    depth: usize,
    resolve: &'a dyn Fn(&str) -> Option<Slot>,
}

impl Parser<'_> {
    fn peek(&mut self) -> Option<char> {
        while self.symbols.get(self.at).is_some_and(|c| c.is_whitespace()) {
            self.at += 1;
        }
        self.symbols.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += 1;
        }
        found
    }

    fn expected(&self, expected: &'static str) -> FormulaError {
        FormulaError::Expected {
            at: self.at + 1,
            expected,
        }
    }

    fn sum(&mut self) -> Result<Expr, FormulaError> {
        self.chain(Self::product, |symbol| match symbol {
            '+' => Some(Operator::Plus),
            '-' => Some(Operator::Minus),
            _ => None,
        })
    }

    fn product(&mut self) -> Result<Expr, FormulaError> {
        self.chain(Self::signed, |symbol| match symbol {
            '*' => Some(Operator::Times),
            '/' => Some(Operator::Over),
            _ => None,
        })
    }

    /// Left to right: `part (operator part)*`.
    fn chain(
        &mut self,
        part: fn(&mut Self) -> Result<Expr, FormulaError>,
        operator_of: fn(char) -> Option<Operator>,
    ) -> Result<Expr, FormulaError> {
        let mut left = part(self)?;
        while let Some(operator) = self.peek().and_then(operator_of) {
            self.at += 1;
            let right = part(self)?;
            left = Expr::Binary(operator, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    fn signed(&mut self) -> Result<Expr, FormulaError> {
        if self.take('-') {
            return Ok(Expr::Negative(Box::new(self.atom()?)));
        }
        self.atom()
    }

    fn atom(&mut self) -> Result<Expr, FormulaError> {
        match self.peek() {
            Some('(') => {
                self.at += 1;
                self.bracketed()
            }
            Some(symbol) if symbol.is_ascii_digit() => self.number(),
            Some(symbol) if is_name(symbol) => self.name(),
            _ => Err(self.expected("数字、数据项名称或括号")),
        }
    }

    fn bracketed(&mut self) -> Result<Expr, FormulaError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(FormulaError::TooDeep(DEEPEST));
        }
        let inner = self.sum()?;
        self.depth -= 1;
        if self.take(')') {
            Ok(inner)
        } else {
            Err(self.expected("右括号"))
        }
    }

    fn word(&mut self, belongs: fn(char) -> bool) -> (usize, String) {
        let start = self.at;
        while self.symbols.get(self.at).is_some_and(|c| belongs(*c)) {
            self.at += 1;
        }
        let text = self.symbols.get(start..self.at).unwrap_or_default();
        (start + 1, text.iter().collect())
    }

    fn number(&mut self) -> Result<Expr, FormulaError> {
        let (at, text) = self.word(|c| c.is_ascii_digit() || c == '.');
        let is_plain = !text.ends_with('.') && text.matches('.').count() <= 1;
        match Decimal::from_str_exact(&text) {
            Ok(number) if is_plain => Ok(if self.take('%') {
                Expr::Percent(number)
            } else {
                Expr::Number(number)
            }),
            _ => Err(FormulaError::BadNumber { at, text }),
        }
    }

    fn name(&mut self) -> Result<Expr, FormulaError> {
        let (_, name) = self.word(is_name);
        if let Some(function) = Function::ALL.into_iter().find(|f| f.name() == name)
            && self.take('(')
        {
            return self.call(function);
        }
        (self.resolve)(&name)
            .map(Expr::Name)
            .ok_or(FormulaError::UnknownName { name })
    }

    fn call(&mut self, function: Function) -> Result<Expr, FormulaError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(FormulaError::TooDeep(DEEPEST));
        }
        let mut arguments = vec![self.sum()?];
        while self.take(',') {
            arguments.push(self.sum()?);
        }
        self.depth -= 1;
        if !self.take(')') {
            return Err(self.expected("逗号或右括号"));
        }
        if !function.takes(arguments.len()) {
            return Err(FormulaError::WrongArguments {
                name: function.name(),
            });
        }
        Ok(Expr::Call(function, arguments))
    }
}

/// Names are made of anything that is no sign of the formula language.
#[must_use]
pub fn is_name(symbol: char) -> bool {
    let symbol = plain(symbol);
    !symbol.is_whitespace() && !"()+-*/%,.".contains(symbol)
}
