//! Sentences that cannot be right: each with the check, its weight, the spot and what is expected.

mod statements;

use super::remarks;

/// Text; check; severity; the spot as printed; what is expected, or words of the message.
type Case = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

fn expect_found(cases: &[Case]) {
    let mut faults = Vec::new();
    for (text, check, severity, published, told) in cases {
        let remarks = remarks(text);
        let is_found = remarks.iter().any(|remark| {
            remark.check == *check
                && remark.severity.code() == *severity
                && remark.published == *published
                && (remark.expected.contains(told)
                    || remark.message.contains(told)
                    || remark.cure.contains(told))
        });
        if !is_found || remarks.len() != 1 {
            faults.push(format!(
                "{text}\n  wanted {check} {published}: {remarks:#?}"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn malformed_numbers_and_units() {
    expect_found(&[
        (
            "全年“三公”经费支出6..63万元。",
            "K14",
            "error",
            "6..63",
            "6.63",
        ),
        ("预算执行率为96.%，较好。", "K14", "error", "96.%", "96%"),
        ("全年项目支出共33.万元。", "K14", "error", "33.", "缺数字"),
        ("培训经费支出.5万元。", "K14", "error", ".5", "0.5"),
        ("收入合计1,00,0万元。", "K14", "error", "1,00,0", "1000"),
        ("水费支出1.234.5万元。", "K14", "error", "1.234.5", "小数点"),
        ("占比为54.OO%。", "K14", "error", "54.OO", "54.00"),
        ("2O21年支出100万元。", "K14", "error", "2O21", "2021"),
        (
            "2021年收入总计100.50万元，其中80.20为财政拨款收入，20.30万元为其他收入。",
            "K15",
            "error",
            "80.20",
            "80.20万元",
        ),
        (
            "本年支出合计300.00万元，其中：基本支出200.00万元，项目支出100.00元。",
            "K15",
            "error",
            "100.00元",
            "100",
        ),
        (
            "公务接待费12.50元，比上年10.50万元增加2.00万元。",
            "K15",
            "error",
            "12.50元",
            "12.5万元",
        ),
    ]);
}

#[test]
fn days_and_years() {
    expect_found(&[
        ("活动于9月31日举行。", "K16", "error", "9月31日", "不存在"),
        (
            "会议于2021年2月29日召开。",
            "K16",
            "error",
            "2021年2月29日",
            "不存在",
        ),
        (
            "自2020年13月起执行。",
            "K16",
            "error",
            "2020年13月",
            "不存在",
        ),
        (
            "评价时间为4月28日至31日。",
            "K16",
            "error",
            "4月28日至31日",
            "不存在",
        ),
        (
            "验收日期：2022-06-31。",
            "K16",
            "error",
            "2022-06-31",
            "不存在",
        ),
        (
            "甲县政务服务中心\n2021年8月30",
            "K16",
            "notice",
            "2021年8月30",
            "2021年8月30日",
        ),
        (
            "2023年3月20日至3月10日开展自评。",
            "K16",
            "error",
            "2023年3月20日至3月10日",
            "颠倒",
        ),
        (
            "工期为2021年12月至2021年3月。",
            "K16",
            "error",
            "2021年12月至2021年3月",
            "颠倒",
        ),
        (
            "根据县财政局关于做好2021年预算绩效自评工作的通知，2020年7月至8月，我们组织人员对部门整体支出进行了绩效评价。",
            "K16",
            "error",
            "2020年7月至8月",
            "2021年7月至8月",
        ),
        (
            "根据《甲县财政局关于对2020年度财政资金开展绩效自评的通知》（甲财函〔2020〕13号）安排，形成本报告。",
            "K17",
            "warning",
            "〔2020〕",
            "次年",
        ),
    ]);
}

#[test]
fn document_numbers() {
    expect_found(&[
        (
            "根据《关于深化预算管理的意见》（国发20215）的要求。",
            "K17",
            "error",
            "国发20215",
            "国发〔2021〕5号",
        ),
        (
            "依据湘办发2019〕10号文件精神执行。",
            "K17",
            "error",
            "湘办发2019〕10号",
            "湘办发〔2019〕10号",
        ),
        (
            "根据甲办[2018]57号文件规定设立。",
            "K17",
            "notice",
            "甲办[2018]57号",
            "甲办〔2018〕57号",
        ),
        (
            "《绩效评价管理办法》（甲财绩〔2020〕07号）印发。",
            "K17",
            "notice",
            "甲财绩〔2020〕07号",
            "甲财绩〔2020〕7号",
        ),
        (
            "《绩效评价管理办法》（甲财绩〔2020〕7）印发。",
            "K17",
            "notice",
            "甲财绩〔2020〕7",
            "号",
        ),
        (
            "《绩效评价管理办法》（甲财绩〔2020〕号）印发。",
            "K17",
            "notice",
            "甲财绩〔2020〕号",
            "序号",
        ),
    ]);
}

#[test]
fn residue() {
    expect_found(&[
        (
            "（一）[bookmark: _Toc926]绩效管理不规范",
            "K19",
            "error",
            "[bookmark: _Toc926]",
            "痕迹",
        ),
        (
            "第一部分 单位概况 PAGEREF _Toc25831 h 3",
            "K19",
            "error",
            "PAGEREF",
            "痕迹",
        ),
        (
            "根据根据市委部署，设立本中心。",
            "K19",
            "notice",
            "根据根据",
            "根据",
        ),
        (
            "进一步完善单位单位内部制度。",
            "K19",
            "notice",
            "单位单位",
            "单位",
        ),
        (
            "组织实施组织实施乡村建设项目。",
            "K19",
            "notice",
            "组织实施组织实施",
            "组织实施",
        ),
        ("进一步提高的的效率。", "K19", "notice", "的的", "重复"),
        (
            "全年支出100万元，。比上年略有增加。",
            "K19",
            "notice",
            "，。",
            "重复",
        ),
        (
            "负责窗ロ管理和咨询服务等工作。",
            "K19",
            "notice",
            "窗ロ",
            "窗口",
        ),
        (
            "全年公务招待费0.5万元，均符合规定。",
            "K19",
            "notice",
            "公务招待费",
            "公务接待费",
        ),
        (
            "对四个乡镇“清廉大厅“建设的落实情况进行实地督查并通报。",
            "K19",
            "notice",
            "“",
            "引号",
        ),
        (
            "按照““市区联动、分工负责”的思路创新推出代办督办机制。",
            "K19",
            "notice",
            "“",
            "引号",
        ),
        (
            "制定《进驻人员日常考核办法（试行）等五项管理制度并认真落实到位。",
            "K19",
            "notice",
            "《",
            "书名号",
        ),
        (
            "一、基本情况\n（略）\n2、评价工作情况\n三、存在的问题",
            "K19",
            "notice",
            "2、",
            "混用",
        ),
        (
            "甲县行政审批服务局\n一直以来，我办严格执行公务接待管理规定。",
            "K19",
            "notice",
            "我办",
            "我局",
        ),
    ]);
}
