//! What is told of cells and of the days of a document, each with its right twin.

use ziping::domain::audit::audit;
use ziping::import;

/// A form of 2021 with one indicator, its head and its foot.
fn form(head: &str, target: &str, result: &str, foot: &str) -> String {
    format!(
        "2021年度部门整体支出绩效自评表\n{head}\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因分析及改进措施\n\
         产出指标\t数量指标\t培训期数\t8期\t8期\t50\t50\t\n效益指标\t社会效益指标\t按期办结\t{target}\t{result}\t50\t50\t\n总分\t\t\t\t\t100\t100\t\n{foot}\n"
    )
}

fn found(text: &str) -> Vec<String> {
    let document = import::read("自评.txt", text.as_bytes()).unwrap();
    audit(&document, None)
        .into_iter()
        .map(|finding| format!("{} {}", finding.check, finding.published))
        .collect()
}

#[test]
fn cells_and_days_are_judged_where_they_stand() {
    let (right, foot) = ("填表日期：2022年3月1日", "乙区某局");
    for (text, wanted) in [
        (form(right, "100%", "97.%", foot), "K14 97.%"),
        (form(right, "≥9６%", "100%", foot), "K14 9６"),
        (
            form(right, "2021年12月底前", "2021年13月20日", foot),
            "K16 2021年13月20日",
        ),
        (
            form(right, "2021年12月31日前", "2020年12月28日", foot),
            "K16 2020年12月28日",
        ),
        (
            form(right, "按时完成完成任务", "按时完成任务", foot),
            "K19 完成完成",
        ),
        (
            form("填表日期：2021年3月1日", "100%", "100%", foot),
            "K16 填表日期：2021年3月1日",
        ),
        (
            form(right, "100%", "100%", "乙区某局\n2020年5月28日"),
            "K16 2020年5月28日",
        ),
    ] {
        assert_eq!(found(&text), [wanted], "{text}");
    }
    for (target, result) in [
        ("100%", "100%"),
        ("2021年12月底前", "2021年12月20日"),
        ("2021年12月31日前", "2021年11月28日"),
        ("按时完成任务", "按时完成任务"),
    ] {
        let text = form(right, target, result, "乙区某局\n2022年5月28日");
        assert_eq!(found(&text), Vec::<String>::new(), "{text}");
    }
    let early = "2022年度部门绩效目标申报表（自评用）\n填表日期：2021年11月1日\n";
    assert_eq!(found(early), Vec::<String>::new());
}
