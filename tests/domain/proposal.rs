//! A document beside a filing: how sure each proposal is, and why.

use proptest::prelude::*;
use ziping::domain::filing::Entries;
use ziping::domain::proposal::{Certainty, Import, ImportError, MOST_TOKENS};
use ziping::domain::scheme::Scheme;
use ziping::import;

use crate::seeds::shipped;

const AGENCY: &str = "乙区某局";

fn lukou() -> Scheme {
    shipped::compiled("lukou-2022")
}

/// A page with these rows of cells; `甲*2` covers two columns.
fn page(rows: &[&[&str]]) -> String {
    let cell = |text: &&str| {
        let (text, span) = text.split_once('*').unwrap_or((text, "1"));
        format!("<td colspan=\"{span}\">{text}</td>")
    };
    let row = |row: &&[&str]| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(row).collect();
    format!("<html><body><p>（2022年度）</p><table>{rows}</table></body></html>")
}

fn beside(text: &str, cells: &[(&str, &str)]) -> Import {
    let document = import::read("a.html", text.as_bytes()).unwrap();
    let mut entries = Entries::new(2022, AGENCY);
    for (code, typed) in cells {
        entries
            .cells
            .insert((*code).to_owned(), (*typed).to_owned());
    }
    Import::of(&document, &lukou(), &entries).unwrap()
}

/// A proposal in short: 确定 485.88, with the beginning of its first doubt.
fn shown(import: &Import, code: &str) -> String {
    let Some(proposal) = import.proposals.iter().find(|it| it.code == code) else {
        return "未对应".to_owned();
    };
    let text = &proposal.candidates[0].text;
    let doubt = proposal.doubts.first().map_or("", String::as_str);
    format!("{} {text} {doubt}", proposal.certainty.label())
        .trim()
        .to_owned()
}

const HEAD: &[&str] = &[
    "",
    "年初预算数",
    "全年预算数",
    "全年执行数",
    "分值",
    "执行率",
    "得分",
];

fn money(row: &[&str]) -> String {
    page(&[HEAD, row])
}

#[test]
fn a_figure_under_its_heading_beside_its_label_is_sure() {
    let import = beside(
        &money(&[
            "年度资金总额",
            "485.88",
            "817.29",
            "817.29",
            "10",
            "100%",
            "10",
        ]),
        &[],
    );
    assert_eq!(shown(&import, "total_initial"), "确定 485.88");
    assert_eq!(shown(&import, "total_executed"), "确定 817.29");
    assert_eq!(shown(&import, "execution_rate"), "一致 100%");
}

#[test]
fn the_order_of_columns_does_not_matter() {
    let head: &[&str] = &[
        "",
        "全年执行数",
        "年初预算数",
        "全年预算数",
        "执行率",
        "分值",
        "得分",
    ];
    let row: &[&str] = &["年度资金总额", "3", "1", "2", "150%", "10", "10"];
    let import = beside(&page(&[head, row]), &[]);
    for (code, text) in [
        ("total_initial", "1"),
        ("total_annual", "2"),
        ("total_executed", "3"),
    ] {
        assert!(
            shown(&import, code).contains(text),
            "{}",
            shown(&import, code)
        );
    }
}

#[test]
fn doubts_say_why() {
    let row = [
        "年度资金总额",
        "485.88",
        "817.29",
        "817.29",
        "10",
        "96%",
        "10",
    ];
    let import = beside(
        &money(&row),
        &[
            ("total_initial", "485.88"),
            ("total_annual", "8172900"),
            ("total_executed", "817.3"),
        ],
    );
    assert_eq!(shown(&import, "total_initial"), "一致 485.88");
    assert!(shown(&import, "total_annual").contains("相差上千倍"));
    assert_eq!(
        shown(&import, "total_executed"),
        "待确认 817.29 本格已填“817.3”，导入会改写。"
    );
    assert!(shown(&import, "execution_rate").contains("按文档中的数据计算为“100.00%”"));
}

#[test]
fn amounts_in_yuan_say_so() {
    let text = money(&[
        "年度资金总额",
        "4858800",
        "8172900",
        "8172900",
        "10",
        "100%",
        "10",
    ]);
    let import = beside(&text.replace("<table>", "<p>单位：元</p><table>"), &[]);
    let said = shown(&import, "total_initial");
    assert!(
        said.starts_with("待确认 4858800元 文档以元为单位"),
        "{said}"
    );
    let initial = import
        .proposals
        .iter()
        .find(|it| it.code == "total_initial")
        .unwrap();
    assert_eq!(
        initial.candidates[0].understood.as_deref(),
        Some("485.88万元")
    );
}

#[test]
fn two_copies_of_a_form_are_two_candidates() {
    let one = money(&[
        "年度资金总额",
        "485.88",
        "817.29",
        "817.29",
        "10",
        "100%",
        "10",
    ]);
    let two = money(&[
        "年度资金总额",
        "485.89",
        "817.29",
        "817.29",
        "10",
        "100%",
        "10",
    ]);
    let import = beside(&one.replace("</body></html>", &two), &[]);
    let initial = import
        .proposals
        .iter()
        .find(|it| it.code == "total_initial")
        .unwrap();
    assert_eq!(initial.certainty, Certainty::Unsure);
    assert_eq!(initial.candidates.len(), 2, "{initial:?}");
}

#[test]
fn rows_are_known_again_by_their_names() {
    let head: &[&str] = &[
        "一级指标",
        "二级指标",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "偏差原因分析及改进措施",
    ];
    let old: &[&str] = &[
        "产出指标",
        "数量指标",
        "办件数量",
        "10万件",
        "9万件",
        "5",
        "4",
        "停电两天。",
    ];
    let new: &[&str] = &[
        "产出指标",
        "数量指标",
        "培训场次",
        "30场",
        "53场",
        "5",
        "5",
        "",
    ];
    let import = beside(
        &page(&[head, old, new]),
        &[
            ("ind.quantity.rows", "h1r1"),
            ("ind.h1r1.name", "办件数量"),
            ("ind.h1r1.target", "10万件"),
        ],
    );
    assert_eq!(shown(&import, "ind.h1r1.target"), "一致 10万件");
    assert_eq!(shown(&import, "ind.h1r1.reason"), "确定 停电两天。");
    assert_eq!(shown(&import, "ind.h1r2.name"), "确定 培训场次");
    let named = import
        .proposals
        .iter()
        .find(|it| it.code == "ind.h1r2.name")
        .unwrap();
    let mut entries = Entries::new(2022, AGENCY);
    entries
        .cells
        .insert("ind.quantity.rows".to_owned(), "h1r1".to_owned());
    let picked = [named.candidates[0].key].into();
    let changes = import.changes(&picked, &entries);
    assert_eq!(
        changes["ind.quantity.rows"], "h1r1 h1r2",
        "a new row comes with its list"
    );
}

#[test]
fn another_year_leaves_nothing_sure() {
    let text = money(&["年度资金总额", "1", "2", "2", "10", "100%", "10"]);
    let import = beside(&text.replace("2022", "2021"), &[]);
    assert!(import.remarks[0].contains("2021年度"));
    assert_eq!(import.count(Certainty::Sure), 0);
}

#[test]
fn text_in_gbk_is_read_and_what_has_no_cell_is_told() {
    let text = "部门整体支出绩效自评表\n年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t485.88\t817.29\t817.29\t10\t100%\t10\n车辆数\t7\n";
    let (bytes, _, _) = encoding_rs::GBK.encode(text);
    let document = import::read("a.txt", &bytes).unwrap();
    let import = Import::of(&document, &lukou(), &Entries::new(2022, AGENCY)).unwrap();
    assert_eq!(shown(&import, "total_initial"), "确定 485.88");
    let left: Vec<String> = import
        .leftovers
        .iter()
        .map(|it| format!("{} {}", it.label, it.text))
        .collect();
    assert_eq!(left, ["车辆数 7"]);
}

#[test]
fn another_form_and_a_book_are_refused_with_a_cure() {
    let of = |text: &str| {
        let document = import::read("a.csv", text.as_bytes()).unwrap();
        Import::of(&document, &lukou(), &Entries::new(2022, AGENCY))
    };
    assert_eq!(of("科室,人数\n办公室,3\n"), Err(ImportError::NothingFound));
    let rows = "1,2\n".repeat(MOST_TOKENS / 2 + 1);
    assert_eq!(of(&rows), Err(ImportError::TooLong));
}

/// Words of forms and figures in any order: what a hostile or broken document comes to.
fn scraps() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "年初预算数",
        "全年预算数",
        "全年执行数",
        "执行率",
        "年度资金总额",
        "其中：一般公共预算",
        "三级指标",
        "年度指标值",
        "实际完成值",
        "分值",
        "得分",
        "数量指标",
        "总分",
        "485.88",
        "100%",
        "",
        "—",
        "（一）主要职能",
        "附件1",
        "其他资金：",
        "1..2",
    ]);
    let row = prop::collection::vec(word, 1..8).prop_map(|cells| {
        let cells: String = cells
            .iter()
            .map(|cell| format!("<td>{cell}</td>"))
            .collect();
        format!("<tr>{cells}</tr>")
    });
    prop::collection::vec(row, 1..12).prop_map(|rows| format!("<table>{}</table>", rows.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_document_is_read_and_every_key_means_one_text(text in scraps()) {
        let document = import::read("a.html", text.as_bytes()).unwrap();
        let entries = Entries::new(2022, AGENCY);
        if let Ok(import) = Import::of(&document, &lukou(), &entries) {
            for proposal in &import.proposals {
                prop_assert!(!proposal.candidates.is_empty());
                let picked = [proposal.candidates[0].key].into();
                let changes = import.changes(&picked, &entries);
                prop_assert_eq!(changes.contains_key(&proposal.code), !proposal.is_computed);
                let list = proposal.new_row.iter().map(|(list, _)| list);
                let own: Vec<&String> = list.chain([&proposal.code]).collect();
                prop_assert!(changes.keys().all(|code| own.contains(&code)), "{:?}", changes);
            }
        }
    }
}

#[test]
fn two_texts_without_cells_are_for_a_person_to_part() {
    let text = "（2022年度）\n年度总体目标\n预期目标\n实际完成情况\n保障运转。\n完成各项任务。\n较好完成。\n";
    let document = import::read("a.txt", text.as_bytes()).unwrap();
    let import = Import::of(&document, &lukou(), &Entries::new(2022, AGENCY)).unwrap();
    assert!(shown(&import, "goal_expected").starts_with("待确认"));
    assert!(shown(&import, "goal_actual").starts_with("待确认"));
}
