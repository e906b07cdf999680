//! 填报方案 by kind of agency: the choices of the form that opens a campaign, and what they come to.

use crate::actions::campaign::list_kinds;
use crate::domain::campaign::{CampaignSettings, SchemeChoice, SchemesByKind};
use crate::store::campaign::Campaign;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::form::{FormPairs, FormState};
use crate::web::state::Portal;

/// The fields of the form: a kind, and the scheme chosen for it, so many times one after the other.
const KIND: &str = "kind";
const SCHEME: &str = "kind_scheme";

/// A kind of agency with what was chosen for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindLine {
    /// 行政, 事业; empty for the agencies whose kind is not known.
    pub kind: String,
    /// How many agencies are of it.
    pub agencies: i64,
    /// The scheme chosen for it, as the form sends it; empty for the campaign's own.
    pub chosen: String,
}

impl KindLine {
    /// The kind in words.
    #[must_use]
    pub fn words(&self) -> &str {
        if self.kind.is_empty() {
            "未填类别"
        } else {
            &self.kind
        }
    }
}

/// The kinds of the agencies of a person's bureau, with the choice of each.
pub(super) async fn list_lines(
    portal: &Portal,
    user: &CurrentUser,
    chosen: impl Fn(&str) -> String,
) -> Result<Vec<KindLine>, WebError> {
    let kinds = list_kinds(&portal.store, &user.caller).await?;
    let line = |(kind, agencies): (String, i64)| KindLine {
        chosen: chosen(&kind),
        kind,
        agencies,
    };
    Ok(kinds.into_iter().map(line).collect())
}

/// What was chosen for a kind in a form that was sent.
pub(super) fn typed(pairs: &FormPairs, kind: &str) -> String {
    let mut all = pairs.all(KIND).zip(pairs.all(SCHEME));
    let found = all.find(|(named, _)| *named == kind);
    found.map_or_else(String::new, |(_, scheme)| scheme.to_owned())
}

/// The choices of a form that was sent.
pub(super) fn read(pairs: &FormPairs, form: &mut FormState) -> SchemesByKind {
    let chosen = pairs.all(KIND).zip(pairs.all(SCHEME));
    let chosen = chosen.filter(|(kind, scheme)| !kind.is_empty() && !scheme.is_empty());
    let mut read = Vec::new();
    for (kind, scheme) in chosen {
        match SchemeChoice::parse(scheme) {
            Some(scheme) => read.push((kind.to_owned(), scheme)),
            None => form.refuse_whole(format!("请重新选择“{kind}”单位的填报方案。")),
        }
    }
    read.into_iter().collect()
}

/// The title of a scheme, or its id where this program has it no more.
pub(super) fn title(portal: &Portal, choice: &SchemeChoice) -> String {
    let scheme = portal.schemes.load(&choice.id, choice.version);
    scheme.map_or_else(
        |_| choice.id.clone(),
        |scheme| format!("{}（第 {} 版）", scheme.head.title, scheme.head.version),
    )
}

/// Who files by which scheme in a campaign: a kind in words, and the scheme's title.
pub(super) fn who_files_by_what(portal: &Portal, campaign: &Campaign) -> Vec<(String, String)> {
    let CampaignSettings { schemes, .. } = &campaign.settings;
    let own = SchemeChoice {
        id: campaign.scheme_id.clone(),
        version: campaign.scheme_version,
    };
    let others = if schemes.is_empty() {
        "全部单位"
    } else {
        "其他单位"
    };
    let by_kind = schemes
        .iter()
        .map(|(kind, scheme)| (kind.to_owned(), title(portal, scheme)));
    by_kind
        .chain([(others.to_owned(), title(portal, &own))])
        .collect()
}

/// What would be made: how many filings of each kind by which scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningPreview {
    /// All filings.
    pub filings: i64,
    /// The kinds, each with the title of its scheme.
    pub lines: Vec<(KindLine, String)>,
    /// The agencies that nobody could check within, by name, as far as they are listed.
    pub unchecked: Vec<String>,
}

impl OpeningPreview {
    /// The filings that a form would make; `own` is the campaign's scheme.
    pub(super) fn of(
        portal: &Portal,
        lines: &[KindLine],
        own: &SchemeChoice,
        unchecked: Vec<String>,
    ) -> Self {
        let titled = |line: &KindLine| {
            let choice = SchemeChoice::parse(&line.chosen);
            (line.clone(), title(portal, choice.as_ref().unwrap_or(own)))
        };
        Self {
            filings: lines.iter().map(|line| line.agencies).sum(),
            lines: lines.iter().map(titled).collect(),
            unchecked,
        }
    }
}
