//! Log-in names, passwords and locks.

use chrono::{DateTime, TimeDelta, Utc};
use ziping::domain::account::{
    Attempts, LOCK_AFTER_FAILURES, LOCK_SECONDS, LoginName, LoginNameProblem, NewPassword,
    PasswordPolicy, PasswordProblem, fold_login_name,
};

#[test]
fn login_names_are_folded_or_refused() {
    let cases = [
        ("jia-tianbao", Ok("jia-tianbao")),
        ("  Ｊｉａ－Tianbao ", Ok("jia-tianbao")),
        ("_1.a", Ok("_1.a")),
        ("a", Err(LoginNameProblem::Length)),
        ("", Err(LoginNameProblem::Length)),
        (&"长".repeat(41), Err(LoginNameProblem::Length)),
        ("two words", Err(LoginNameProblem::Character)),
        ("a'; DROP", Err(LoginNameProblem::Character)),
        ("审核人", Err(LoginNameProblem::Character)),
        ("\u{430}dmin", Err(LoginNameProblem::Character)),
        ("..", Err(LoginNameProblem::OnlySigns)),
        ("-_.", Err(LoginNameProblem::OnlySigns)),
    ];
    for (typed, expected) in cases {
        let found = LoginName::parse(typed);
        assert_eq!(
            found.as_ref().map(LoginName::as_str),
            expected.as_ref().map(|s| *s),
            "{typed}"
        );
    }
}

#[test]
fn what_is_too_long_for_a_name_is_nobodys_and_costs_nothing() {
    assert_eq!(fold_login_name(&"Ａ".repeat(200)), "a".repeat(200));
    assert_eq!(fold_login_name(&"a".repeat(201)), "");
    let started = std::time::Instant::now();
    assert_eq!(fold_login_name(&"\u{fdfa}".repeat(100_000)), "");
    assert!(started.elapsed().as_millis() < 50);
}

#[test]
fn passwords_are_judged() {
    use PasswordProblem::{Common, ContainsName, TooLong, TooShort, TooUniform};
    let cases = [
        ("Yu7-lan", Err(TooShort(8))),
        ("Yu7-lanX", Ok(())),
        ("yulanyulan", Err(TooUniform(3))),
        ("yulan2026yu", Err(TooUniform(3))),
        ("玉兰花yulan7", Ok(())),
        ("four words and a moon", Ok(())),
        ("Tianbao-77", Err(ContainsName)),
        ("Password-77", Err(Common)),
        ("X!12345678", Err(Common)),
        (&"Aa1!".repeat(33), Err(TooLong)),
    ];
    for (typed, expected) in cases {
        let found = NewPassword::parse(typed, "tianbao", &PasswordPolicy::USUAL).map(drop);
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn a_policy_asks_for_what_the_operator_set() {
    let strict = PasswordPolicy {
        shortest: 12,
        kinds: 4,
        days: 30,
        not_again: 0,
    };
    for (typed, expected) in [
        ("Yu7-lanX", Err(PasswordProblem::TooShort(12))),
        ("yu7-lan-hua-x", Err(PasswordProblem::TooUniform(4))),
        ("Yu7-lan-hua-x", Ok(())),
    ] {
        let found = NewPassword::parse(typed, "tianbao", &strict).map(drop);
        assert_eq!(found, expected, "{typed}");
    }
    let never = PasswordPolicy { days: 0, ..strict };
    let made = DateTime::<Utc>::UNIX_EPOCH;
    for (days, is_over) in [(0, false), (29, false), (30, true), (3000, true)] {
        let now = made + TimeDelta::days(days);
        assert_eq!(strict.is_over(made, now), is_over, "{days}");
        assert!(!never.is_over(made, now));
    }
    assert!(strict.words().contains("12") && !strict.words().contains("最近"));
}

#[test]
fn a_password_is_never_printed() {
    let password = NewPassword::parse("Yu7-lanX", "tianbao", &PasswordPolicy::USUAL).unwrap();
    assert!(!format!("{password:?}").contains("Yu7"));
}

#[test]
fn five_failures_lock_a_name_for_five_minutes() {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    let mut attempts = Attempts::default();
    for failure in 1..LOCK_AFTER_FAILURES {
        attempts = attempts.after_failure(now);
        assert_eq!((attempts.failed, attempts.locked_at(now)), (failure, None));
    }
    attempts = attempts.after_failure(now);
    let until = now + TimeDelta::seconds(LOCK_SECONDS);
    assert_eq!(attempts.locked_at(now), Some(until));
    assert_eq!(
        attempts.locked_at(until - TimeDelta::seconds(1)),
        Some(until)
    );
    assert_eq!(attempts.locked_at(until), None);
    assert_eq!(attempts.after_failure(until).locked_at(until), None);
}
