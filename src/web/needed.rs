//! What comes before everything else: a password of one's own, a second factor.

use super::routes;

/// What somebody must do before anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needed {
    /// 修改密码: the password was given by somebody else, or has served long enough.
    Password,
    /// 启用动态验证码: his role must have it.
    SecondFactor,
}

impl Needed {
    /// Where it is done.
    #[must_use]
    pub fn address(self) -> &'static str {
        match self {
            Self::Password => routes::PASSWORD,
            Self::SecondFactor => routes::SECOND_FACTOR,
        }
    }

    /// Whether somebody may go there before it is done.
    #[must_use]
    pub fn leads_to(self, path: &str) -> bool {
        let is_part = |rest: &str| rest.is_empty() || rest.starts_with('/');
        path == routes::LOG_OUT || path.strip_prefix(self.address()).is_some_and(is_part)
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Password => "修改密码",
            Self::SecondFactor => "启用动态验证码",
        }
    }

    /// What to do, as a heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Password => "请先修改密码",
            Self::SecondFactor => "请先启用动态验证码",
        }
    }

    /// Why it comes first.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Password => "现在用的是初始密码，或者密码已经到期，修改之后才能办理业务。",
            Self::SecondFactor => "您的身份登录时必须使用动态验证码，启用之后才能办理业务。",
        }
    }

    /// The code for scripts and the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Password => "password-change-needed",
            Self::SecondFactor => "second-factor-needed",
        }
    }
}
