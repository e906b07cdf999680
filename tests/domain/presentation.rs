//! How a campaign numbers and titles its forms, what of them is public, and what is frozen of it.

use std::sync::Arc;

use ziping::domain::campaign::{FormSetting, PageHead, PageOf, Presentation, PresentationProblem};
use ziping::domain::publication::{FormFace, PublicFace};
use ziping::domain::scheme::Scheme;

fn scheme() -> Arc<Scheme> {
    Arc::new(Scheme::parse(include_str!("../../schemes/lukou-2022.toml")).unwrap())
}

fn form(form: &str, annex: &str, title: &str, is_internal: bool) -> FormSetting {
    FormSetting {
        scheme: "lukou-2022".to_owned(),
        face: FormFace {
            form: form.to_owned(),
            annex: annex.to_owned(),
            title: title.to_owned(),
            is_internal,
        },
    }
}

fn forms(forms: &[FormSetting]) -> Presentation {
    Presentation {
        forms: forms.to_vec(),
        ..Presentation::default()
    }
}

fn head(head: PageHead) -> Presentation {
    Presentation {
        head,
        ..Presentation::default()
    }
}

const PAGE: PageOf<'_> = PageOf {
    year: 2025,
    agency: "乙区图书馆",
    code: "yi-17",
};

#[test]
fn forms_are_numbered_and_titled_as_the_campaign_wants() {
    let scheme = scheme();
    let nothing = Presentation::default();
    assert!(Arc::ptr_eq(&nothing.dress(&scheme), &scheme));
    assert!(nothing.face("lukou-2022", PAGE).is_usual());
    let set = forms(&[
        form("f1", "附件4", "", false),
        form("f2", "", "{year}年度报告", true),
    ]);
    let dressed = set.dress(&scheme);
    let looks: Vec<(&str, &str)> = dressed
        .forms
        .iter()
        .map(|form| (form.annex.as_str(), form.title.as_str()))
        .collect();
    assert_eq!(
        looks,
        [
            ("附件4", "部门整体支出绩效自评表"),
            ("附件2", "{year}年度报告")
        ]
    );
    let face = set.face("lukou-2022", PAGE);
    assert!(face.is_internal("f2") && !face.is_internal("f1"));
    assert!(
        set.face("zhuzhou-2019", PAGE).is_usual(),
        "of another scheme"
    );
    let text = serde_json::to_string(&face).unwrap();
    assert_eq!(serde_json::from_str::<PublicFace>(&text).unwrap(), face);
}

#[test]
fn lines_over_the_page_are_filled_in_and_empty_ones_left_out() {
    let set = head(PageHead {
        index_number: "{code}/{year}-00012".to_owned(),
        topic: "财政、金融、审计".to_owned(),
        editor: "{agency}办公室".to_owned(),
        ..PageHead::default()
    });
    let face = set.face("lukou-2022", PAGE);
    let lines: Vec<String> = face
        .facts
        .iter()
        .map(|fact| format!("{}：{}", fact.label, fact.text))
        .collect();
    assert_eq!(
        lines,
        [
            "索引号：yi-17/2025-00012",
            "主题分类：财政、金融、审计",
            "责任编辑：乙区图书馆办公室"
        ]
    );
    assert_eq!(set.source(PAGE), "乙区图书馆");
    let named = head(PageHead {
        source: "乙区财政局".to_owned(),
        ..PageHead::default()
    });
    assert_eq!(named.source(PAGE), "乙区财政局");
}

#[test]
fn what_does_not_fit_is_refused_with_what_is_wrong() {
    let number = |text: &str| {
        head(PageHead {
            document_number: text.to_owned(),
            ..PageHead::default()
        })
    };
    let unknown = |text: &str| Some(PresentationProblem::Placeholder(text.to_owned()));
    let same = |number: &str| Some(PresentationProblem::SameNumber(number.to_owned()));
    let cases = [
        (Presentation::default(), None),
        (forms(&[form("f1", "附件2", "", false)]), same("附件2")),
        (
            forms(&[
                form("f1", "附件2", "", false),
                form("f2", "附件1", "", false),
            ]),
            None,
        ),
        (forms(&[form("f2", "", "", true)]), None),
        (
            forms(&[form("f1", "", "", true), form("f2", "", "", true)]),
            Some(PresentationProblem::NothingPublic),
        ),
        (
            forms(&[form("f1", "", &"长".repeat(81), false)]),
            Some(PresentationProblem::TooLong),
        ),
        (number("乙财绩〔{year}〕3号"), None),
        (number("{month}号"), unknown("{month}号")),
        (number("{year"), unknown("{year")),
        (number(&"长".repeat(81)), Some(PresentationProblem::TooLong)),
    ];
    let schemes = [scheme()];
    for (set, problem) in cases {
        assert_eq!(set.check(&schemes).err(), problem, "{set:?}");
    }
}
