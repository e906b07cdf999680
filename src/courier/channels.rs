//! By which ways this portal tells people.

use crate::config::{Settings, WebhookKind};

/// By which ways this portal tells people, and what stands in every message.
#[derive(Debug, Clone, Default)]
pub struct Channels {
    /// Mail is sent.
    pub has_mail: bool,
    /// The webhooks for 短信, with the code of the bureau each is for; empty for all.
    pub text: Vec<(String, String)>,
    /// Those of groups.
    pub groups: Vec<(String, String)>,
    /// 网站名称.
    pub site: String,
    /// The address by which people reach the portal, without a slash at its end; empty when not known.
    pub address: String,
}

impl Channels {
    /// Those that the operator set.
    #[must_use]
    pub fn of(settings: &Settings) -> Self {
        let hooks = |kind: WebhookKind| {
            let hooks = settings
                .webhook
                .iter()
                .filter(move |hook| hook.kind == kind);
            hooks
                .map(|hook| (hook.name.clone(), hook.bureau.clone()))
                .collect()
        };
        Self {
            has_mail: !settings.mail.server.is_empty(),
            text: hooks(WebhookKind::Plain),
            groups: hooks(WebhookKind::Dingtalk),
            site: settings.site.name.clone(),
            address: settings.notices.address.trim_end_matches('/').to_owned(),
        }
    }

    /// Whether there is any.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.has_mail || !self.text.is_empty() || !self.groups.is_empty()
    }

    /// The webhooks of a list that are for this bureau.
    pub fn of_bureau<'a>(
        hooks: &'a [(String, String)],
        bureau_code: &'a str,
    ) -> impl Iterator<Item = &'a str> {
        let fit = hooks
            .iter()
            .filter(move |(_, bureau)| bureau.is_empty() || bureau == bureau_code);
        fit.map(|(name, _)| name.as_str())
    }

    /// The whole address of a page; empty when the portal does not know its own.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        if self.address.is_empty() {
            return String::new();
        }
        format!("{}{path}", self.address)
    }
}
