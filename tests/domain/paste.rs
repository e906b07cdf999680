//! A block of cells laid over a form: where every piece goes, how it is read, what is asked.

use proptest::prelude::*;
use ziping::domain::document::Block as Piece;
use ziping::domain::filing::Entries;
use ziping::domain::paste::{Anchor, Block, Laying, MOST_PIECES, PasteError};
use ziping::domain::scheme::Scheme;
use ziping::import;

use crate::seeds::shipped;

const AGENCY: &str = "乙区某局";

fn lukou() -> Scheme {
    shipped::compiled("lukou-2022")
}

fn entries(cells: &[(&str, &str)]) -> Entries {
    let mut entries = Entries::new(2022, AGENCY);
    let cells = cells.iter();
    entries
        .cells
        .extend(cells.map(|(code, typed)| ((*code).to_owned(), (*typed).to_owned())));
    entries
}

/// A filing with two rows under 数量指标 and one under 质量指标.
fn with_rows() -> Entries {
    entries(&[
        ("ind.quantity.rows", "a b"),
        ("ind.quality.rows", "c"),
        ("ind.a.name", "办理审批事项"),
        ("ind.b.name", "开展培训"),
        ("ind.c.name", "审批准确率"),
    ])
}

fn laid(block: &Block, entries: &Entries, cell: &str, unit: &str) -> Result<Laying, PasteError> {
    let anchor = Anchor {
        form: "f1",
        cell,
        unit,
    };
    Laying::of(block, &lukou(), entries, anchor)
}

/// `|` for a tab, `/` for a line end.
fn text(short: &str) -> Block {
    Block::of_text(&short.replace('|', "\t").replace('/', "\n")).unwrap()
}

/// What every cell gets, in short: `code=text`, `code≠text` for a locked cell, and what is left over.
fn shown(laying: &Laying) -> String {
    let cells = laying.cells.iter().map(|cell| {
        let sign = if cell.is_computed { '≠' } else { '=' };
        format!("{}{sign}{}", cell.code, cell.choices[0].text)
    });
    let left = laying.leftovers.iter();
    let left = left.map(|it| format!("-{}", it.text));
    cells.chain(left).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_block_is_laid_to_the_right_and_downwards() {
    let cases = [
        (
            "total_initial",
            "485.88|817.29|817.29",
            "total_initial=485.88 total_annual=817.29 total_executed=817.29",
        ),
        // 分值 is printed, 执行率 and 得分 are locked and only compared.
        (
            "total_initial",
            "485.88|817.29|817.29|10|100%|10",
            "total_initial=485.88 total_annual=817.29 total_executed=817.29 execution_rate≠100% execution_score≠10",
        ),
        (
            "total_annual",
            "817.29|817.29",
            "total_annual=817.29 total_executed=817.29",
        ),
        // Down a list, an empty piece changes nothing, and what is below the list has no place.
        (
            "general_public_budget",
            "817.29//3/4/5/6",
            "general_public_budget=817.29 special_account_non_tax=3 other_funds=4 -5 -6",
        ),
        // Two lists side by side, labels between them not brought.
        (
            "general_public_budget",
            "1|2/3|4",
            "general_public_budget=1 basic_expenditure=2 government_fund=3 project_expenditure=4",
        ),
        // The same with the labels between them.
        (
            "general_public_budget",
            "1|其中：基本支出|2/3|项目支出|4",
            "general_public_budget=1 basic_expenditure=2 government_fund=3 project_expenditure=4",
        ),
        (
            "total_executed",
            "1|2|3|4|5",
            "total_executed=1 execution_rate≠2 execution_score≠3 -4 -5",
        ),
        (
            "goal_expected",
            "办好三件事|办好了",
            "goal_expected=办好三件事 goal_actual=办好了",
        ),
        // A lone dash is nothing.
        ("total_initial", "-|—", "总"),
    ];
    for (cell, block, wanted) in cases {
        match laid(&text(block), &entries(&[]), cell, "") {
            Ok(laying) => assert_eq!(shown(&laying), wanted, "{block} at {cell}"),
            Err(error) => assert_eq!(
                (error, wanted),
                (PasteError::NothingFits, "总"),
                "{block} at {cell}"
            ),
        }
    }
}

#[test]
fn words_of_the_form_that_come_along_lead_to_their_places() {
    let cases = [
        // Row labels, in another order than the form's.
        (
            "其他资金|4/一般公共预算|1/政府性基金拨款|2",
            "other_funds=4 general_public_budget=1 government_fund=2",
        ),
        // Headings, in another order, one of them unknown.
        (
            "|全年执行数|年初预算数|备注/年度资金总额|3|1|无",
            "total_executed=3 total_initial=1 -无",
        ),
        // A whole corner of the form: group label, headings, row label.
        (
            "年度预算申请（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分/|年度资金总额|1|2|2|10分|100%|10",
            "total_initial=1 total_annual=2 total_executed=2 execution_rate≠100% execution_score≠10",
        ),
        // Pairs of labels and figures.
        (
            "其中：一般公共预算|1|其中：基本支出|5/政府性基金拨款|2|项目支出|6",
            "general_public_budget=1 basic_expenditure=5 government_fund=2 project_expenditure=6",
        ),
        // A row that the form does not have.
        (
            "政府性基金拨款|2/国有资本经营预算|9/其他资金|4",
            "government_fund=2 other_funds=4 -9",
        ),
    ];
    for (block, wanted) in cases {
        let laying = laid(&text(block), &entries(&[]), "total_initial", "").unwrap();
        assert_eq!(shown(&laying), wanted, "{block}");
    }
}

#[test]
fn indicator_rows_are_known_by_name_or_made() {
    let cases = [
        // From a name: row by row, and new rows under the same heading.
        (
            "ind.a.name",
            "甲|≥1件|1件/乙|2|2/丙|3|3",
            "ind.a.name=甲 ind.a.target=≥1件 ind.a.actual=1件 ind.b.name=乙 ind.b.target=2 ind.b.actual=2 ind.h1r1.name=丙 ind.h1r1.target=3 ind.h1r1.actual=3",
        ),
        // A known name leads to its row, also under another heading.
        (
            "ind.a.name",
            "审批准确率|≥98%/开展培训|4次",
            "ind.c.name=审批准确率 ind.c.target=≥98% ind.b.name=开展培训 ind.b.target=4次",
        ),
        // Without names: down the tree, over the headings, and not beyond.
        (
            "ind.a.target",
            "1|2/3|4/5|6/7|8",
            "ind.a.target=1 ind.a.actual=2 ind.b.target=3 ind.b.actual=4 ind.c.target=5 ind.c.actual=6 -7 -8",
        ),
        // From the second row.
        (
            "ind.b.actual",
            "4次/99%",
            "ind.b.actual=4次 ind.c.actual=99%",
        ),
        // With headings and the levels before: each under its own heading.
        (
            "ind.a.name",
            "一级指标|二级指标|三级指标|年度指标值|实际完成值/产出指标|数量指标|办理审批事项|100件|120件/|质量指标|审批准确率|≥98%|99%/||差错率|≤1%|0/效益指标|社会效益指标|办理时间|≤3天|2天",
            "ind.a.name=办理审批事项 ind.a.target=100件 ind.a.actual=120件 ind.c.name=审批准确率 ind.c.target=≥98% ind.c.actual=99% ind.h2r1.name=差错率 ind.h2r1.target=≤1% ind.h2r1.actual=0 ind.h6r1.name=办理时间 ind.h6r1.target=≤3天 ind.h6r1.actual=2天",
        ),
    ];
    for (cell, block, wanted) in cases {
        let laying = laid(&text(block), &with_rows(), cell, "").unwrap();
        assert_eq!(shown(&laying), wanted, "{block} at {cell}");
    }
}

#[test]
fn picked_cells_become_changes_with_the_lists_of_new_rows() {
    let entries = with_rows();
    let laying = laid(&text("甲|1/乙|2/丙|3/丁|4"), &entries, "ind.a.name", "").unwrap();
    let all = laying.changes(&entries, |_| Some(0));
    assert_eq!(all["ind.quantity.rows"], "a b h1r1 h1r2");
    assert_eq!(all["ind.h1r2.target"], "4");
    let last = laying.changes(&entries, |(row, _)| (row == 3).then_some(0));
    assert_eq!(last["ind.quantity.rows"], "a b h1r2");
    assert_eq!(last.len(), 3, "{last:?}");
    let computed = laid(&text("1|2|3|4|5"), &entries, "total_annual", "").unwrap();
    let codes = computed.changes(&entries, |_| Some(0));
    assert_eq!(
        codes.keys().collect::<Vec<_>>(),
        ["total_annual", "total_executed"]
    );
}

#[test]
fn a_merged_cell_counts_for_the_rows_it_covers() {
    let page = "<table><tr><td rowspan=2>产出指标</td><td rowspan=2>质量指标</td><td>审批准确率</td>\
                <td>≥98%</td><td rowspan=2>99%</td></tr><tr><td>差错率</td><td>≤1%</td></tr></table>";
    let document = import::read("a.html", page.as_bytes()).unwrap();
    let Piece::Table(table) = &document.blocks[0] else {
        panic!("{document:?}");
    };
    let laying = laid(
        &Block::of_table(table).unwrap(),
        &with_rows(),
        "ind.a.name",
        "",
    )
    .unwrap();
    assert_eq!(
        shown(&laying),
        "ind.c.name=审批准确率 ind.c.target=≥98% ind.c.actual=99% ind.h2r1.name=差错率 ind.h2r1.target=≤1%"
    );
}

/// The first question at a cell, with its texts.
fn asked(block: &str, unit: &str, cell: &str) -> String {
    let present = entries(&[("total_initial", "485.88")]);
    let laying = laid(&text(block), &present, "total_annual", unit).unwrap();
    let found = laying.cells.iter().find(|it| it.code == cell).unwrap();
    let texts: Vec<&str> = found.choices.iter().map(|it| it.text.as_str()).collect();
    let understood = found.choices[0].understood.as_deref().unwrap_or("");
    let question = found.questions.first().map_or("", String::as_str);
    format!("{} ({understood}) {question}", texts.join("|"))
}

#[test]
fn what_is_doubtful_is_asked() {
    let cases = [
        ("817.29", "", "total_annual", "817.29 () "),
        (
            "８１７．２９",
            "",
            "total_annual",
            "８１７．２９ (817.29万元) ",
        ),
        ("1,817.29", "", "total_annual", "1,817.29 (1817.29万元) "),
        ("(17.29)", "", "total_annual", "(17.29) (-17.29万元) "),
        ("△17.29", "", "total_annual", "△17.29 (-17.29万元) "),
        ("0.1亿", "", "total_annual", "0.1亿 (1000万元) "),
        // Somebody said 元, or the block says it.
        ("8172900", "元", "total_annual", "8172900元 (817.29万元) "),
        (
            "全年预算数（元）/8172900",
            "",
            "total_annual",
            "8172900元 (817.29万元) ",
        ),
        (
            "单位：元/8172900",
            "",
            "total_annual",
            "8172900元 (817.29万元) ",
        ),
        // Nobody said it, but the neighbour shows it.
        (
            "8172900",
            "",
            "total_annual",
            "8172900|8172900元 () 全年预算数“8172900”万元与年初预算数“485.88”相差约一万倍，可能是按元填的。",
        ),
        (
            "约八百",
            "",
            "total_annual",
            "约八百 () “约八百”不是一个数。",
        ),
        (
            "8..1",
            "",
            "total_annual",
            "8..1 () “8..1”不是规范的数字：有多余的小数点。",
        ),
        (
            "800|400|10|90%",
            "",
            "execution_rate",
            "90% () 粘贴的是“90%”，按粘贴后的数据计算为“50.00%”。本格由系统计算，不粘贴，请核对哪个数有误。",
        ),
        ("800|400|10|50%", "", "execution_rate", "50% () "),
    ];
    for (block, unit, cell, wanted) in cases {
        assert_eq!(asked(block, unit, cell), wanted, "{block} {unit}");
    }
}

#[test]
fn a_share_in_a_place_for_percentages_is_asked_about() {
    let scheme = shipped::compiled("datonghu-2020");
    let percent = scheme.slots.iter().find_map(|slot| {
        let item = scheme.item(&slot.code)?;
        let form = scheme.form_of(&slot.code);
        (item.kind == ziping::domain::scheme::source::ItemKind::Percent)
            .then(|| (form.to_owned(), slot.code.clone()))
    });
    let Some((form, cell)) = percent else {
        panic!("no percentage is typed in this scheme");
    };
    let anchor = Anchor {
        form: &form,
        cell: &cell,
        unit: "",
    };
    let laying = Laying::of(&text("0.97"), &scheme, &entries(&[]), anchor).unwrap();
    let texts: Vec<_> = laying.cells[0]
        .choices
        .iter()
        .map(|it| it.text.as_str())
        .collect();
    assert_eq!(texts, ["97%", "0.97"]);
    assert_eq!(
        laying.cells[0].questions,
        ["“0.97”是比值还是百分数？请选择。"]
    );
}

#[test]
fn what_cannot_be_laid_is_refused_in_words() {
    let refused = |block: &Block, cell: &str| laid(block, &entries(&[]), cell, "").unwrap_err();
    assert_eq!(Block::of_text(" \n\t\n"), Err(PasteError::Empty));
    assert_eq!(
        Block::of_text(&"1\t".repeat(MOST_PIECES)),
        Err(PasteError::TooLong)
    );
    assert_eq!(refused(&text("1"), "report_duties"), PasteError::NoAnchor);
    assert_eq!(refused(&text("1"), "ind.none.name"), PasteError::NoAnchor);
    assert_eq!(
        refused(&text("年初预算数"), "total_initial"),
        PasteError::NothingFits
    );
    for error in [
        PasteError::Empty,
        PasteError::TooLong,
        PasteError::NoAnchor,
        PasteError::NothingFits,
    ] {
        assert!(error.to_string().ends_with('。'), "{error}");
    }
}

#[test]
fn a_cell_of_several_lines_stands_in_quotation_marks() {
    let block = Block::of_text("\"一\n二\"\"三\"\"\"\t四\r\n五\"六\t\"七").unwrap();
    let texts: Vec<Vec<&str>> = block
        .rows
        .iter()
        .map(|row| row.iter().map(|piece| piece.text.as_str()).collect())
        .collect();
    // The last mark is never closed, so none of them was meant so.
    assert_eq!(texts[0][0], "\"一");
    let block = Block::of_text("\"一\n二\"\"三\"\"\"\t四").unwrap();
    assert_eq!(block.rows[0][0].text, "一\n二\"三\"");
    assert_eq!(block.rows[0][1].text, "四");
}

proptest! {
    #![proptest_config(super::cases(64))]

    /// Whatever is pasted wherever: every piece has one place or is left over, no cell gets two,
    /// and no text is lost or changed but for a unit or a percent sign.
    #[test]
    fn no_piece_is_lost_and_no_cell_gets_two(
        rows in prop::collection::vec(
            prop::collection::vec("[0-9]{1,4}(\\.[0-9]{2})?|年初预算数|其他资金|数量指标|[甲乙丙]{1,3}|", 1..6),
            1..8,
        ),
        cell in prop::sample::select(vec!["total_initial", "government_fund", "ind.a.name", "ind.b.target", "goal_actual"]),
    ) {
        let text = rows.iter().map(|row| row.join("\t")).collect::<Vec<_>>().join("\n");
        let Ok(block) = Block::of_text(&text) else { return Ok(()); };
        let entries = with_rows();
        let Ok(laying) = laid(&block, &entries, cell, "") else { return Ok(()); };
        let mut codes: Vec<&str> = laying.cells.iter().map(|it| it.code.as_str()).collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        prop_assert_eq!(codes.len(), count, "{:?}", laying);
        for it in &laying.cells {
            let piece = block.rows[it.at.0].iter().find(|piece| piece.column == it.at.1).unwrap();
            prop_assert!(it.choices.iter().any(|choice| choice.text == piece.text));
        }
        let changes = laying.changes(&entries, |_| Some(0));
        for (code, typed) in &changes {
            prop_assert!(code.ends_with(".rows") || !typed.is_empty());
        }
    }
}
