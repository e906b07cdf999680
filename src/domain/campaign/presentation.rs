//! How a bureau wants its forms numbered and named, and what the public sees of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::domain::publication::{Fact, FormFace, PublicFace};
use crate::domain::scheme::{PLACEHOLDERS, Scheme, fill_in};

const LONGEST: usize = 80;

/// What is set of the faces of a campaign's forms. What is not said is as the scheme prints it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Presentation {
    /// The forms that look or are shown otherwise, of all schemes of the campaign.
    pub forms: Vec<FormSetting>,
    /// What stands over public pages.
    pub head: PageHead,
    /// Whether evidence stays inside even where an agency has marked it for the public.
    pub keeps_evidence: bool,
    /// Whether 财政复核得分 stands over the public page, where corrections stand.
    pub shows_reviewed_score: bool,
}

/// One form of one scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSetting {
    /// The scheme's id.
    pub scheme: String,
    /// How it looks, and whether the public sees it.
    pub face: FormFace,
}

/// The lines over a public page; `{year}`, `{agency}` and `{code}` are replaced, empty ones left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageHead {
    /// 索引号.
    pub index_number: String,
    /// 发布机构.
    pub publisher: String,
    /// 文号.
    pub document_number: String,
    /// 主题分类.
    pub topic: String,
    /// 有效性.
    pub validity: String,
    /// 责任编辑.
    pub editor: String,
    /// 信息来源; the agency where it is empty.
    pub source: String,
}

/// Why a presentation does not fit.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PresentationProblem {
    /// Two forms of one scheme would bear the same number.
    #[error("有两张表的编号都是“{0}”，请改为不同的编号。")]
    SameNumber(String),
    /// A text is too long for its line.
    #[error("编号、表名和页首各项均不应超过 80 个字。")]
    TooLong,
    /// Nothing would be left to publish.
    #[error("至少要有一张表向社会公开。")]
    NothingPublic,
    /// The head of the page names something that is not known.
    #[error("页首只能使用 {{year}}、{{agency}} 和 {{code}}，“{0}”无法识别。")]
    Placeholder(String),
}

/// In a line of the head: the agency's administrative code.
const CODE: &str = "code";

impl PageHead {
    fn lines(&self) -> [(&'static str, &str); 6] {
        [
            ("索引号", &self.index_number),
            ("发布机构", &self.publisher),
            ("文号", &self.document_number),
            ("主题分类", &self.topic),
            ("有效性", &self.validity),
            ("责任编辑", &self.editor),
        ]
    }

    fn texts(&self) -> impl Iterator<Item = &str> {
        let lines = self.lines().map(|(_, text)| text);
        lines.into_iter().chain([self.source.as_str()])
    }
}

/// Whose page a head stands over.
#[derive(Debug, Clone, Copy)]
pub struct PageOf<'a> {
    /// The budget year.
    pub year: i32,
    /// The agency's full name.
    pub agency: &'a str,
    /// Its administrative code.
    pub code: &'a str,
}

impl PageOf<'_> {
    fn fill(self, text: &str) -> String {
        fill_in(text, self.year, self.agency).replace(&format!("{{{CODE}}}"), self.code)
    }
}

impl Presentation {
    /// The setting of a form; `None` where it is as the scheme prints it.
    #[must_use]
    pub fn find(&self, scheme: &str, form: &str) -> Option<&FormFace> {
        let mut all = self.forms.iter();
        let found = all.find(|setting| setting.scheme == scheme && setting.face.form == form);
        found.map(|setting| &setting.face)
    }

    /// The scheme with its forms numbered and titled as the campaign wants them.
    #[must_use]
    pub fn dress(&self, scheme: &Arc<Scheme>) -> Arc<Scheme> {
        self.face_of_forms(&scheme.head.id).dress(scheme)
    }

    /// What is frozen of it for one agency's page.
    #[must_use]
    pub fn face(&self, scheme: &str, page: PageOf<'_>) -> PublicFace {
        let facts = self.head.lines().map(|(label, text)| Fact {
            label: label.to_owned(),
            text: page.fill(text),
        });
        let facts = facts.into_iter().filter(|fact| !fact.text.is_empty());
        PublicFace {
            facts: facts.collect(),
            ..self.face_of_forms(scheme)
        }
    }

    /// 信息来源 of one agency's page.
    #[must_use]
    pub fn source(&self, page: PageOf<'_>) -> String {
        if self.head.source.is_empty() {
            page.agency.to_owned()
        } else {
            page.fill(&self.head.source)
        }
    }

    fn face_of_forms(&self, scheme: &str) -> PublicFace {
        let own = self.forms.iter();
        let own = own.filter(|setting| setting.scheme == scheme);
        PublicFace {
            facts: Vec::new(),
            forms: own.map(|setting| setting.face.clone()).collect(),
            keeps_evidence: self.keeps_evidence,
        }
    }

    /// What does not fit, judged on the schemes of the campaign.
    pub fn check(&self, schemes: &[Arc<Scheme>]) -> Result<(), PresentationProblem> {
        let faces = self.forms.iter().map(|setting| &setting.face);
        let texts = faces.flat_map(|face| [face.annex.as_str(), face.title.as_str()]);
        let mut texts = texts.chain(self.head.texts());
        if texts.any(|text| text.chars().count() > LONGEST) {
            return Err(PresentationProblem::TooLong);
        }
        for text in self.head.texts() {
            check_placeholders(text)?;
        }
        for scheme in schemes {
            let face = self.face_of_forms(&scheme.head.id);
            let mut numbers = BTreeSet::new();
            for form in &face.dress(scheme).forms {
                if !form.annex.is_empty() && !numbers.insert(form.annex.clone()) {
                    return Err(PresentationProblem::SameNumber(form.annex.clone()));
                }
            }
            if scheme.forms.iter().all(|form| face.is_internal(&form.id)) {
                return Err(PresentationProblem::NothingPublic);
            }
        }
        Ok(())
    }
}

fn check_placeholders(text: &str) -> Result<(), PresentationProblem> {
    for part in text.split('{').skip(1) {
        let name = part.split('}').next().unwrap_or_default();
        let is_closed = part.contains('}');
        if !is_closed || !(PLACEHOLDERS.contains(&name) || name == CODE) {
            return Err(PresentationProblem::Placeholder(format!("{{{part}")));
        }
    }
    Ok(())
}
