//! The configuration file.

use std::path::Path;

use ziping::config::Settings;

fn parse(text: &str) -> Result<Settings, String> {
    Settings::parse(Path::new("ziping.toml"), text).map_err(|error| {
        let source = std::error::Error::source(&error)
            .map(ToString::to_string)
            .unwrap_or_default();
        format!("{error} {source}")
    })
}

#[test]
fn the_example_shows_every_key_with_its_default() {
    let text =
        std::fs::read_to_string(crate::support::root().join("docs/ziping.example.toml")).unwrap();
    let example = parse(&text).unwrap();
    assert_eq!(format!("{example:?}"), format!("{:?}", Settings::default()));
    let shown = format!("{:?}", Settings::default());
    for key in shown
        .split([' ', '{', ','])
        .filter_map(|word| word.strip_suffix(':'))
    {
        assert!(text.contains(key), "the example does not name {key}");
    }
}

#[test]
fn unknown_keys_and_values_out_of_bounds_are_refused_by_name() {
    for (text, told) in [
        ("[site]\nnmae = \"x\"", "nmae"),
        ("[sites]", "sites"),
        ("[site]\nname = \"\"", "site.name"),
        ("[site]\ncode = \"12\"", "site.code"),
        ("[session]\nidle_minutes = 1", "session.idle_minutes"),
        ("[password]\nshortest = 7", "password.shortest"),
        ("[password]\nkinds = 5", "password.kinds"),
        (
            "[sign_on]\nclient_id = \"a\"\nportal = \"https://a\"\nissuer = \"http://id.example\"",
            "sign_on.issuer",
        ),
        ("[audit]\nkeep_days = 182", "audit.keep_days"),
        ("[limits]\nform_kib = 1", "limits.form_kib"),
        ("[server]\ntrusted_proxy = \"nobody\"", "trusted_proxy"),
        ("[evidence]\nfile_mib = 0", "evidence.file_mib"),
        ("[evidence.s3]\nbucket = \"\"", "evidence.s3.bucket"),
        ("[evidence.scan]\nseconds = 0", "evidence.scan.seconds"),
        ("[notices]\nhour = 24", "notices.hour"),
        ("[notices]\nreminder_days = [91]", "notices.reminder_days"),
        ("[notices]\naddress = \"jx.cn\"", "notices.address"),
        ("[mail]\ntls = \"ssl\"", "ssl"),
        ("[[webhook]]\nname = \"x\"", "url"),
        ("no toml", "line 1"),
    ] {
        let error = parse(text).unwrap_err();
        assert!(error.contains(told), "{text}: {error}");
        assert!(
            error.contains("docs/ziping.example.toml"),
            "{text}: {error}"
        );
    }
}
