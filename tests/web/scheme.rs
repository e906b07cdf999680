//! 方案 over HTTP: a draft is made, tried on filings and released; nothing typed is lost on the way, and
//! nothing that was released ever changes.

use ziping::actions::filing::{list_others, list_todo};
use ziping::actions::save::TypedCell;
use ziping::actions::schemes::Schemes;
use ziping::actions::step::approve_filing;
use ziping::domain::workflow::Role;
use ziping::store::Page as Part;
use ziping::web::routes;

use super::seeds::{cells, hand_in};
use super::{account, demonstration, enter};
use crate::seeds::shipped;
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

const NEXT: &str = "form[action='/schemes/drafts']";
const PART: &str = "form[data-scheme]";
const WHOLE: &str = "form[action$='/text']";
const REPLAY: &str = "form[action$='/replay']";
const RELEASE: &str = "form[action$='/release']";

const DATONGHU: &str = include_str!("../../schemes/datonghu-2020.toml");

/// Begins a draft of the next version; gives its address.
async fn begin(editor: &Client, scheme: &str) -> String {
    let page = editor.get(routes::SCHEMES).await;
    let begun = editor.send(&page.form(NEXT).with("scheme", scheme)).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    begun.location.unwrap()
}

/// The places of the examples that hold the points of the band.
pub(crate) fn examples() -> Vec<String> {
    let file: toml::Table = toml::from_str(DATONGHU).unwrap();
    let examples = file["example"].as_array().unwrap().iter().enumerate();
    let scores = |it: &toml::Value| it["expect"].get("scores").cloned();
    let is_meant = |it: &toml::Value| {
        let score = scores(it).and_then(|scores| scores.get("public_satisfaction").cloned());
        score.is_some_and(|score| score.as_str() == Some("4"))
    };
    let meant = examples.filter(|(_, it)| is_meant(it));
    meant.map(|(at, _)| format!("example.{at}")).collect()
}

/// What an example of the changed band expects.
pub(crate) const EXPECTED: &str = "{ public_satisfaction = \"3\" }";

/// The place of an indicator in a scheme file.
pub(crate) fn indicator(code: &str) -> String {
    let file: toml::Table = toml::from_str(DATONGHU).unwrap();
    let indicators = file["indicator"].as_array().unwrap();
    let is_meant = |it: &toml::Value| it["code"].as_str() == Some(code);
    format!(
        "indicator.{}",
        indicators.iter().position(is_meant).unwrap()
    )
}

/// Both agencies file the same figures, but for how content the people are.
pub(crate) async fn two_filings(app: &TestApp) {
    let cases = shipped::cases();
    let (_, case) = cases.iter().find(|(file, _)| file == "datonghu").unwrap();
    let with = |satisfaction: &str| -> Vec<TypedCell> {
        let mut cells = cells(case);
        let cell = cells
            .iter_mut()
            .find(|cell| cell.code == "satisfaction")
            .unwrap();
        satisfaction.clone_into(&mut cell.typed);
        cells
    };
    let store = &app.portal.store;
    let (id, version) = hand_in(app, county::ACCOUNTANT, with("95")).await;
    let department = county::caller(store, county::DEPARTMENT_REVIEWER).await;
    approve_filing(store, &department, &id, version, app.now())
        .await
        .unwrap();
    hand_in(app, county::OTHER_ACCOUNTANT, with("85")).await;
}

async fn a_changed_band_is_tried_on_filings_and_released(database: FreshDatabase) {
    let app = TestApp::with_campaign(database, "datonghu-2020", 2020).await;
    two_filings(&app).await;
    let editor = app.log_in(county::FINANCE_REVIEWER).await;
    let draft = begin(&editor, "datonghu-2020@1").await;

    let at = indicator("public_satisfaction");
    let score = format!("{at}.rule.bands.1.score");
    let page = editor.get(&format!("{draft}?at={at}")).await;
    assert_eq!(page.form(PART).typed(&score), "4", "{}", page.body);
    let early = editor.get(&format!("{draft}/release")).await;
    assert!(
        !early.has(RELEASE) && early.words().contains("还没有复算过"),
        "{}",
        early.body
    );
    let saved = editor.send(&page.form(PART).with(&score, "3")).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let again = editor.get(&saved.location.unwrap()).await;
    assert_eq!(again.form(PART).typed(&score), "3");

    // The examples of that band say what it came to before; they follow.
    let told = editor.get(&format!("{draft}/release")).await;
    assert_eq!(
        told.texts("td .badge-error").len(),
        examples().len(),
        "{}",
        told.body
    );
    for at in examples() {
        let page = editor.get(&format!("{draft}?at={at}")).await;
        let scores = format!("{at}.expect.scores");
        let saved = editor.send(&page.form(PART).with(&scores, EXPECTED)).await;
        assert_eq!(saved.status, 303, "{}", saved.body);
    }

    // Exactly the agency whose figure lies in the band is told.
    let page = editor.get(&format!("{draft}/replay")).await;
    let replayed = editor.send(&page.form(REPLAY)).await;
    let page = editor.follow(replayed).await;
    assert_eq!(
        page.texts("#changed tbody th"),
        ["乙区图书馆"],
        "{}",
        page.body
    );
    assert!(
        page.text("#changed tbody tr").contains("满意度"),
        "{}",
        page.body
    );
    assert!(page.words().contains("复算 2 家"), "{}", page.words());

    // What was looked at is this text and no other.
    let part = editor.get(&format!("{draft}?at=scheme")).await.form(PART);
    editor
        .send(&part.clone().with("scheme.title", "改了名称"))
        .await;
    let stale = editor.get(&format!("{draft}/release")).await;
    assert!(!stale.has(RELEASE), "{}", stale.body);
    let page = editor.get(&format!("{draft}/replay")).await;
    editor.send(&page.form(REPLAY)).await;
    let ready = editor.get(&format!("{draft}/release")).await;
    let released = editor.send(&ready.form(RELEASE)).await;
    assert_eq!(
        released.location.as_deref(),
        Some(routes::SCHEMES),
        "{}",
        released.body
    );
    assert_eq!(editor.get(&draft).await.status, 404);
    let file = editor.get(&routes::scheme_file("datonghu-2020", 2)).await;
    assert!(file.body.contains("title = \"改了名称\"") && file.body.contains("score = 3"));

    // The next campaign can be opened with it, here and at every other node.
    let other_node = Schemes::shipped().unwrap();
    assert!(other_node.load("datonghu-2020", 2).is_err());
    other_node.refresh(&app.portal.store).await.unwrap();
    assert!(other_node.load("datonghu-2020", 2).is_ok());
    let form = editor.get(routes::NEW_CAMPAIGN).await.form("main form");
    let form = form.with("year", "2021").with("due_on", "2022-06-30");
    let opened = editor.send(&form.with("scheme", "datonghu-2020@2")).await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let accountant = county::caller(&app.portal.store, county::ACCOUNTANT).await;
    let todo = list_todo(&app.portal.store, &accountant, Part::first(9))
        .await
        .unwrap();
    let versions: Vec<(i32, u32)> = todo
        .items
        .iter()
        .map(|item| (item.listed.year, item.listed.filing.scheme_version))
        .collect();
    assert!(versions.contains(&(2021, 2)), "{versions:?}");

    correct(&app, &editor).await;

    // A version that was released is never released again.
    let draft = begin(&editor, "datonghu-2020@2").await;
    let part = editor.get(&format!("{draft}?at=scheme")).await.form(PART);
    assert_eq!(part.typed("scheme.version"), "3");
    editor.send(&part.with("scheme.version", "2")).await;
    let page = editor.get(&format!("{draft}/replay")).await;
    editor.send(&page.form(REPLAY)).await;
    let refused = editor.get(&format!("{draft}/release")).await;
    assert!(
        !refused.has(RELEASE) && refused.words().contains("不能再改"),
        "{}",
        refused.body
    );
    let fields = fields_of(&editor, &draft).await;
    let refused = editor.post(&format!("{draft}/release"), &fields).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.text(".error-summary").contains("已经有了"),
        "{}",
        refused.body
    );
}

/// 更正发布: a filing of the running campaign goes over to the new version, and its agency is told.
async fn correct(app: &TestApp, editor: &Client) {
    let lists = editor.get(routes::CAMPAIGNS).await;
    let campaign = lists.attributes("main table a", "href").pop().unwrap();
    let here = format!("{campaign}/scheme?version=2");
    let page = editor.get(&here).await;
    assert_eq!(
        page.attributes("[name=filing]", "value").len(),
        2,
        "{}",
        page.body
    );
    assert!(page.words().contains("总分由"), "{}", page.words());
    let accountant = county::caller(&app.portal.store, county::OTHER_ACCOUNTANT).await;
    let others = list_others(&app.portal.store, &accountant, Part::first(9))
        .await
        .unwrap();
    let filing = &others.items[0].listed.filing;
    assert_eq!(filing.scheme_version, 1);
    let form = page
        .form("main form[method=post]")
        .with("filing", &filing.id);
    let mut form = form.with("reason", "");
    form.pairs
        .retain(|(name, text)| name != "filing" || *text == filing.id);
    let refused = editor.send(&form).await;
    assert_eq!(refused.status, 422);
    let moved = editor
        .send(&form.with("reason", "满意度的档次写错了"))
        .await;
    assert!(moved.words().contains("办理结果"), "{}", moved.body);
    let desk = app.log_in(county::OTHER_ACCOUNTANT).await;
    let overview = desk.get(&format!("/filings/{}", filing.id)).await;
    assert!(
        overview.words().contains("改换到第 2 版"),
        "{}",
        overview.body
    );
    assert!(
        overview.words().contains("满意度的档次写错了"),
        "{}",
        overview.body
    );
    let again = editor
        .send(
            &editor
                .get(&here)
                .await
                .form("main form[method=post]")
                .with("filing", &filing.id)
                .with("reason", "再来一次"),
        )
        .await;
    assert!(again.words().contains("没有改换"), "{}", again.body);
}

/// The token and the version of a draft, for a form that the page does not offer.
async fn fields_of(editor: &Client, draft: &str) -> Vec<(String, String)> {
    let form = editor.get(&format!("{draft}/text")).await.form(WHOLE);
    let wanted = ["_csrf", "version"];
    form.pairs
        .into_iter()
        .filter(|(name, _)| wanted.contains(&name.as_str()))
        .collect()
}

async fn nothing_typed_in_a_draft_is_lost(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let editor = app.log_in(county::FINANCE_REVIEWER).await;
    let draft = begin(&editor, "lukou-2022@1").await;

    // Two people at one draft: the later one keeps what he typed and the other's change.
    let here = format!("{draft}?at=item.0");
    let first = editor.get(&here).await.form(PART);
    let second = first.clone().with("item.0.help", "第二个人写的。");
    assert_eq!(
        editor
            .send(&first.with("item.0.example", "1.00"))
            .await
            .status,
        303
    );
    let stale = editor.send(&second).await;
    assert_eq!(stale.status, 409);
    assert!(stale.text(".error-summary").contains("还没有保存"));
    let kept = stale.form(PART);
    assert_eq!(kept.typed("item.0.help"), "第二个人写的。");
    assert_eq!(
        editor
            .send(&kept.with("item.0.example", "1.00"))
            .await
            .status,
        303
    );
    let both = editor.get(&here).await.form(PART);
    assert_eq!(
        (both.typed("item.0.help"), both.typed("item.0.example")),
        ("第二个人写的。", "1.00")
    );

    // What does not compile is kept too, and told at its field.
    let wrong = both.with("item.0.name", "年初 预算");
    assert_eq!(editor.send(&wrong).await.status, 303);
    let told = editor.get(&here).await;
    assert_eq!(told.form(PART).typed("item.0.name"), "年初 预算");
    assert!(
        told.has("[id='item.0.name'][aria-invalid]"),
        "{}",
        told.body
    );
    let preview = editor.get(&format!("{draft}/preview")).await;
    assert!(preview.words().contains("不能画出表样"), "{}", preview.body);

    // Elements come, move and go.
    let list = editor.get(&format!("{draft}?at=check")).await;
    let before = list.texts("main table td:first-child").len();
    let added = editor
        .send(&list.form(PART).with("deed", "add:check"))
        .await;
    let here = added.location.unwrap();
    assert!(here.ends_with(&format!("at=check.{before}")), "{here}");
    let fresh = editor.get(&here).await.form(PART);
    let moved = editor
        .send(&fresh.with("deed", &format!("up:check.{before}")))
        .await;
    let here = moved.location.unwrap();
    assert!(
        here.ends_with(&format!("at=check.{}", before - 1)),
        "{here}"
    );
    let fresh = editor.get(&here).await.form(PART);
    editor
        .send(&fresh.with("deed", &format!("remove:check.{}", before - 1)))
        .await;
    let list = editor.get(&format!("{draft}?at=check")).await;
    assert_eq!(list.texts("main table td:first-child").len(), before);

    // A text that is no scheme at all is kept; the way back is the text.
    let page = editor.get(&format!("{draft}/text")).await;
    let whole = page.form(WHOLE).typed("text").to_owned();
    assert_eq!(
        editor
            .send(&page.form(WHOLE).with("text", "[scheme\n名称＝“无”"))
            .await
            .status,
        303
    );
    let page = editor.get(&draft).await;
    assert_eq!(
        page.location.as_deref(),
        Some(format!("{draft}/text").as_str())
    );
    let page = editor.get(&format!("{draft}/text")).await;
    assert!(page.words().contains("[scheme"), "{}", page.body);
    let replayed = editor
        .send(&editor.get(&format!("{draft}/replay")).await.form(REPLAY))
        .await;
    assert_eq!(replayed.status, 422, "{}", replayed.body);
    assert_eq!(
        editor
            .send(&page.form(WHOLE).with("text", &whole))
            .await
            .status,
        303
    );

    let differences = format!("{}?older=lukou-2022@1&newer=", routes::SCHEME_DIFFERENCES);
    let id = draft.rsplit('/').next().unwrap();
    let told = editor.get(&format!("{differences}{id}")).await;
    assert!(told.words().contains("第二个人写的。"), "{}", told.body);

    let page = editor.get(&draft).await;
    let gone = editor.send(&page.form("form[action$='/removal']")).await;
    assert_eq!(gone.status, 303);
    assert_eq!(editor.get(&draft).await.status, 404);
}

async fn only_the_bureau_itself_sees_its_drafts(database: FreshDatabase) {
    let app = demonstration(database).await;
    let editor = enter(&app, account("jia", Role::FinanceReviewer)).await;
    let draft = begin(&editor, "lukou-2022@1").await;
    let colleague = enter(&app, account("jia", Role::Publisher)).await;
    assert_eq!(colleague.get(&draft).await.status, 200);
    let stranger = enter(&app, account("yi", Role::FinanceReviewer)).await;
    let token = super::token(&stranger).await;
    for place in ["", "/text", "/file", "/preview", "/replay", "/release"] {
        assert_eq!(
            stranger.get(&format!("{draft}{place}")).await.status,
            404,
            "{place}"
        );
    }
    let fields = [
        ("_csrf".to_owned(), token),
        ("version".to_owned(), "1".to_owned()),
    ];
    for place in ["", "/text", "/replay", "/release", "/removal"] {
        let answer = stranger.post(&format!("{draft}{place}"), &fields).await;
        assert_eq!(answer.status, 404, "{place}");
    }
    let accountant = enter(&app, account("jia", Role::Accountant)).await;
    assert_eq!(accountant.get(&draft).await.status, 403);
    assert!(!editor.get(routes::SCHEMES).await.has(".empty"));
    assert!(stranger.get(routes::SCHEMES).await.has(".empty"));
}

async fn a_file_from_elsewhere_is_taken_whole_or_not_at_all(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let editor = app.log_in(county::FINANCE_REVIEWER).await;
    let token = super::token(&editor).await;
    let fields = [("_csrf", token.as_str())];
    let deep = format!("a = {}", "[".repeat(200_000));
    let huge = format!("# {}", "x".repeat(3 * 1024 * 1024));
    let slipped = DATONGHU.replace("kind = \"per_unit\"", "kind = \"pro_unit\"");
    let cases: [(&[u8], &str); 6] = [
        (&[0, 159, 146, 150], "UTF-8"),
        (b"a\0b", "不是文本文件"),
        (deep.as_bytes(), "L01"),
        (huge.as_bytes(), "2MB"),
        (slipped.as_bytes(), "pro_unit"),
        (b"", "scheme"),
    ];
    for (bytes, words) in cases {
        let file = Some(("别处.toml", bytes));
        let refused = editor.bring(routes::SCHEME_UPLOAD, &fields, file).await;
        assert_eq!(refused.status, 422, "{words}");
        assert!(
            refused.words().contains(words),
            "{words}: {}",
            refused.words()
        );
        assert!(refused.has(".empty"), "{words}");
    }
    let nothing = editor.bring(routes::SCHEME_UPLOAD, &fields, None).await;
    assert_eq!(nothing.status, 422);
    let marked = format!("\u{feff}{DATONGHU}");
    let file = Some(("别处.toml", marked.as_bytes()));
    let taken = editor.bring(routes::SCHEME_UPLOAD, &fields, file).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let page = editor
        .get(&format!("{}/file", taken.location.unwrap()))
        .await;
    assert_eq!(page.body, DATONGHU);
}

on_both_databases!(
    a_changed_band_is_tried_on_filings_and_released,
    nothing_typed_in_a_draft_is_lost,
    only_the_bureau_itself_sees_its_drafts,
    a_file_from_elsewhere_is_taken_whole_or_not_at_all,
);
