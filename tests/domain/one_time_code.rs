//! 动态验证码: RFC 6238 by its own examples, and no code twice.

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use ziping::domain::account::{CodeSecret, is_recovery_code, recovery_code, recovery_digest};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

fn secret() -> CodeSecret {
    CodeSecret::new(b"12345678901234567890".to_vec())
}

#[test]
fn codes_are_those_of_rfc_6238() {
    // Appendix B, SHA1; its codes of eight digits end in ours of six.
    let cases = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    for (seconds, code) in cases {
        assert_eq!(secret().code_at(at(seconds)), code);
    }
}

#[test]
fn a_code_counts_one_step_early_and_late_and_no_more() {
    let now = at(1_111_111_111);
    let cases = [
        (-60, false),
        (-30, true),
        (0, true),
        (30, true),
        (60, false),
    ];
    for (seconds, is_taken) in cases {
        let code = secret().code_at(now + TimeDelta::seconds(seconds));
        let step = secret().accept(&code, 0, now);
        assert_eq!(step.is_some(), is_taken, "{seconds}");
    }
    for wrong in ["", "05047", "0504711", "050472", "ABCDEF", "\u{661}\u{661}"] {
        assert_eq!(secret().accept(wrong, 0, now), None, "{wrong}");
    }
    assert!(
        secret().accept(" 050 471", 0, now).is_some(),
        "as apps show it"
    );
}

#[test]
fn an_app_is_told_everything_it_needs() {
    let address = secret().address("自评 A", "jia-1");
    assert_eq!(
        address,
        "otpauth://totp/%E8%87%AA%E8%AF%84%20A:jia%2D1?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=%E8%87%AA%E8%AF%84%20A&algorithm=SHA1&digits=6&period=30"
    );
    assert_eq!(
        secret().to_type(),
        "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
    );
    assert_eq!(format!("{:?}", secret()), "CodeSecret(…)");
}

#[test]
fn a_recovery_code_is_known_however_it_is_typed() {
    let code = recovery_code([7; 10]);
    assert_eq!(code, "A4DQ-OBYH-A4DQ-OBYH");
    assert!(is_recovery_code(&code) && !is_recovery_code("123 456"));
    let typed = " a4dqobyh a4dqobyh";
    assert_eq!(recovery_digest(typed), recovery_digest(&code));
    assert_ne!(recovery_digest("A4DQ"), recovery_digest(&code));
}

proptest! {
    #![proptest_config(crate::domain::cases(200))]

    /// Whatever is typed and whenever: a code that was taken is never taken again, nor one before it.
    #[test]
    fn no_code_is_taken_twice(
        bytes in prop::collection::vec(any::<u8>(), 20),
        start in 0_i64..4_000_000_000,
        shown in -3_i64..4,
        waits in prop::collection::vec(0_i64..90, 1..8),
    ) {
        let secret = CodeSecret::new(bytes);
        let mut last_step = 0;
        let mut now = at(start + 200);
        let mut taken = Vec::new();
        for wait in waits {
            now += TimeDelta::seconds(wait);
            let code = secret.code_at(now + TimeDelta::seconds(30 * shown));
            if let Some(step) = secret.accept(&code, last_step, now) {
                prop_assert!(step > last_step);
                last_step = step;
                taken.push(code);
            }
            for old in &taken {
                // Six digits may come again by chance, but never for the step that was used.
                if let Some(step) = secret.accept(old, last_step, now) {
                    prop_assert!(step > last_step);
                }
            }
        }
    }
}
