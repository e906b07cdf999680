//! By which way a message goes.

/// By which way a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// 电子邮件 to one person.
    Mail,
    /// 短信 to one person, through a webhook.
    Text,
    /// A message for a whole group, through a webhook.
    Group,
}

impl Channel {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Mail, Self::Text, Self::Group];

    /// The permanent code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
            Self::Group => "group",
        }
    }

    /// The way whose code this is.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.code() == code)
    }

    /// The words officials use.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Mail => "电子邮件",
            Self::Text => "短信",
            Self::Group => "工作群",
        }
    }
}
