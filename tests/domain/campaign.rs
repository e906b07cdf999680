//! The settings of a campaign, and what may change after it was opened.

use chrono::NaiveDate;
use ziping::domain::campaign::{
    CampaignSettings, ChangeProblem, Plan, SchemeChoice, SubmitWord, check_change,
};
use ziping::domain::workflow::Chain;

#[test]
fn what_is_not_said_is_as_it_always_was_and_what_is_not_known_is_refused() {
    let usual = CampaignSettings::default();
    assert_eq!(CampaignSettings::parse("{}").unwrap(), usual);
    assert_eq!(
        usual.chain,
        Chain {
            agency_check: false,
            department: true
        }
    );
    assert_eq!(usual.submit_word.word(), "提交");
    let other = CampaignSettings {
        chain: Chain {
            agency_check: true,
            department: false,
        },
        submit_word: SubmitWord::Report,
        schemes: [("事业".to_owned(), SchemeChoice::parse("b-2@3").unwrap())]
            .into_iter()
            .collect(),
        ..CampaignSettings::default()
    };
    let text = other.to_json().unwrap();
    assert_eq!(CampaignSettings::parse(&text).unwrap(), other);
    for bad in [
        "",
        "3",
        "{\"colour\":1}",
        "{\"chain\":{\"agency\":true}}",
        "{\"submit_word\":\"递交\"}",
    ] {
        assert!(CampaignSettings::parse(bad).is_err(), "{bad}");
    }
    for text in ["", "a", "a@", "a@-1", "a@b"] {
        assert_eq!(SchemeChoice::parse(text), None, "{text}");
    }
    let choice = SchemeChoice::parse("b-2@3").unwrap();
    assert_eq!((choice.id.as_str(), choice.version), ("b-2", 3));
    assert_eq!(choice.to_string(), "b-2@3");
    for word in SubmitWord::ALL {
        assert_eq!(SubmitWord::from_word(word.word()), Some(word));
    }
}

#[test]
fn the_chain_stands_once_somebody_has_begun_and_a_deadline_lies_ahead() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let today = day("2026-03-16");
    let before = Plan {
        title: "2025年度自评".to_owned(),
        due_on: day("2026-03-10"),
        settings: CampaignSettings::default(),
    };
    let chain = Plan {
        settings: CampaignSettings {
            chain: Chain {
                agency_check: true,
                department: true,
            },
            ..CampaignSettings::default()
        },
        ..before.clone()
    };
    let due = |text: &str| Plan {
        due_on: day(text),
        ..before.clone()
    };
    let words = Plan {
        title: "2025年度绩效自评".to_owned(),
        settings: CampaignSettings {
            submit_word: SubmitWord::Report,
            ..CampaignSettings::default()
        },
        ..before.clone()
    };
    let by_kind = Plan {
        settings: CampaignSettings {
            schemes: [("事业".to_owned(), SchemeChoice::parse("a@1").unwrap())]
                .into_iter()
                .collect(),
            ..CampaignSettings::default()
        },
        ..before.clone()
    };
    let cases = [
        (&before, true, None),
        (&chain, false, None),
        (&chain, true, Some(ChangeProblem::ChainInUse)),
        (&due("2026-03-16"), true, None),
        (
            &due("2026-03-15"),
            true,
            Some(ChangeProblem::DuePast(today)),
        ),
        (&words, true, None),
        (&by_kind, false, Some(ChangeProblem::SchemesFixed)),
    ];
    for (after, has_begun, problem) in cases {
        let found = check_change(&before, after, has_begun, today).err();
        assert_eq!(found, problem, "{after:?} {has_begun}");
    }
}
