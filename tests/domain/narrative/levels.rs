//! Scores of the first level against the total, projects against their whole, and odd separators.

use super::remarks;

#[test]
fn what_cannot_add_up_is_told_once_with_the_right_figure() {
    for (text, check, published, expected) in [
        (
            "自评得分93.5分，其中投入13分、过程47分、产出及效率34.5分，等级为“优”。",
            "K10",
            "93.5分",
            "94.5分",
        ),
        (
            "自评总分为96分（其中决策20分、过程25分、产出28分、效益22分）。",
            "K10",
            "96分",
            "95分",
        ),
        (
            "项目支出500万元，其中甲项目300万元，乙项目210万元。",
            "K03",
            "500万元",
            "510万元",
        ),
        ("全年支出2,84.615万元。", "K14", "2,84.615", ""),
    ] {
        let found = remarks(text);
        let [remark] = found.as_slice() else {
            panic!("{text}: {found:#?}");
        };
        assert_eq!(
            (
                remark.check,
                remark.published.as_str(),
                remark.expected.as_str()
            ),
            (check, published, expected)
        );
    }
}

#[test]
fn lists_that_come_out_or_leave_something_over_are_left_alone() {
    for text in [
        "自评得分93.5分，其中投入13分、过程46分、产出及效率34.5分，等级为“优”。",
        "自评总分为95分（其中决策20分、过程25分、产出28分、效益22分）。",
        "自评得分93.5分，其中投入扣2分、产出扣3分、效益扣1.5分。",
        "自评得分93.5分，其中产出指标得分48分、效益指标得分28分。",
        "自评得分95分，其中投入权重20分、产出权重40分、效益权重40分。",
        "自评得分93.5分，其中预算执行9.5分、产出49分、效益28分、满意度7分。其余指标满分100分。",
        "项目支出500万元，其中甲项目300万元，乙项目200万元。",
        "项目支出500万元，其中甲项目300万元，乙项目110万元。",
        "支出500万元，其中财政拨款支出400万元，项目支出200万元。",
        "项目支出500万元，其中甲项目300万元，续建的甲项目210万元。",
        "“三公”经费实际支出7.15万元，其中公务用车运行维护费4.90万元，公务接待费2.25万元，2020年7.83万元。",
        "年初结转10万元，本年收入100万元，本年支出95万元，核销3万元，年末结转12万元。",
        "全年支出12,845.61万元，收入2,845.6万元。",
    ] {
        let found = remarks(text);
        assert!(found.is_empty(), "{text}: {found:#?}");
    }
}
