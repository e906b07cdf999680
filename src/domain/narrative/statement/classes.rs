//! The classifications of the trade: which names exclude each other, and which sets are complete.

/// A way of dividing money or people, in the names of its classes.
struct Classification {
    /// Each class by the words it may be called; a name that ends with one belongs to it.
    classes: &'static [&'static [&'static str]],
    /// The classes that together leave nothing over in the ordinary case.
    complete: &'static [usize],
}

const CLASSIFICATIONS: [Classification; 9] = [
    // 按支出性质
    Classification {
        classes: &[
            &["基本支出", "基本经费"],
            &["项目支出", "项目经费", "专项支出", "专项经费"],
            &["经营支出"],
            &["上缴上级支出"],
            &["对附属单位补助支出"],
        ],
        complete: &[0, 1],
    },
    // 基本支出之内
    Classification {
        classes: &[
            &["人员经费", "人员支出", "人员经费支出"],
            &[
                "公用经费",
                "公用支出",
                "公用经费支出",
                "日常公用经费",
                "日常公用支出",
                "日常公用经费支出",
            ],
        ],
        complete: &[0, 1],
    },
    // 部门预算支出经济分类
    Classification {
        classes: &[
            &["工资福利支出"],
            &["商品和服务支出", "商品服务支出"],
            &[
                "对个人和家庭的补助",
                "对个人和家庭的补助支出",
                "对个人和家庭补助",
                "对个人和家庭补助支出",
            ],
            &["债务利息及费用支出"],
            &["资本性支出(基本建设)", "基本建设支出", "基本建设性支出"],
            &["资本性支出", "其他资本性支出"],
            &["对企业补助(基本建设)"],
            &["对企业补助"],
            &["对社会保障基金补助"],
            &["其他支出"],
        ],
        complete: &[],
    },
    // “三公”经费
    Classification {
        classes: &[
            &[
                "因公出国(境)费",
                "因公出国(境)费用",
                "因公出国(境)经费",
                "因公出国(境)费支出",
                "因公出国费",
                "因公出国(境)支出",
            ],
            &[
                "公务接待费",
                "公务接待费支出",
                "公务接待费用",
                "公务接待支出",
            ],
            &[
                "公务用车购置及运行维护费",
                "公务用车购置及运行费",
                "公务用车购置和运行维护费",
                "公务用车购置及运行维护费支出",
                "公务用车购置及运行费支出",
                "公务用车购置和运行费",
                "公务用车运行维护费",
                "公务用车运行费",
                "公务用车运行维护费支出",
            ],
        ],
        complete: &[0, 1, 2],
    },
    // 公务用车
    Classification {
        classes: &[
            &[
                "公务用车购置费",
                "公务用车购置",
                "公务用车购置支出",
                "公务用车购置费支出",
            ],
            &[
                "公务用车运行维护费",
                "公务用车运行费",
                "公务用车运行维护费支出",
                "公务用车运行维护支出",
                "公务用车运行费支出",
            ],
        ],
        complete: &[0, 1],
    },
    // 收入来源
    Classification {
        classes: &[
            &[
                "财政拨款收入",
                "财政拨款",
                "公共预算财政拨款收入",
                "一般公共预算财政拨款收入",
                "一般公共预算拨款收入",
                "财政拨款资金",
                "财政补助收入",
                "当年财政拨款",
            ],
            &["上级补助收入"],
            &["事业收入"],
            &["经营收入"],
            &["附属单位上缴收入"],
            &["其他收入"],
            &[
                "上年结转资金",
                "上年结转",
                "年初结转和结余",
                "上年结转和结余",
                "上年结转结余",
            ],
            &["使用非财政拨款结余"],
        ],
        complete: &[],
    },
    // 预算
    Classification {
        classes: &[
            &[
                "一般公共预算财政拨款",
                "一般公共预算财政拨款收入",
                "一般公共预算",
                "一般公共预算拨款",
                "一般公共预算财政拨款支出",
                "一般公共预算支出",
                "一般公共预算收入",
            ],
            &[
                "政府性基金预算财政拨款",
                "政府性基金预算财政拨款收入",
                "政府性基金预算",
                "政府性基金拨款",
                "政府性基金预算拨款",
                "政府性基金预算财政拨款支出",
                "政府性基金预算支出",
                "政府性基金",
                "政府性基金预算收入",
            ],
            &[
                "国有资本经营预算财政拨款",
                "国有资本经营预算财政拨款收入",
                "国有资本经营预算",
                "国有资本经营预算财政拨款支出",
                "国有资本经营预算支出",
                "国有资本经营预算收入",
            ],
        ],
        complete: &[],
    },
    // 政府采购
    Classification {
        classes: &[
            &[
                "货物支出",
                "货物采购金额",
                "货物类采购金额",
                "政府采购货物支出",
                "货物类",
                "货物采购",
                "货物",
            ],
            &[
                "工程支出",
                "工程采购金额",
                "工程类采购金额",
                "政府采购工程支出",
                "工程类",
                "工程采购",
                "工程",
            ],
            &[
                "服务支出",
                "服务采购金额",
                "服务类采购金额",
                "政府采购服务支出",
                "服务类",
                "服务采购",
                "服务",
            ],
        ],
        complete: &[0, 1, 2],
    },
    // 人员
    Classification {
        classes: &[
            &[
                "公务员",
                "行政人员",
                "行政编制人员",
                "行政编制",
                "在职行政人员",
            ],
            &[
                "参公人员",
                "参管人员",
                "参照公务员管理人员",
                "参公编制人员",
                "参公事业人员",
                "参照公务员法管理人员",
            ],
            &[
                "事业人员",
                "事业编制人员",
                "事业编制",
                "非参公事业人员",
                "全额事业人员",
            ],
            &["工勤人员", "机关工勤人员", "工勤编制", "机关工勤编制"],
            &["离休人员"],
            &["退休人员"],
            &["在职人员"],
        ],
        complete: &[],
    },
];

/// Words before a name that leave its class as it is.
const QUALIFIERS: [&str; 20] = [
    "一般公共预算财政拨款",
    "公共预算财政拨款",
    "公共财政预算拨款",
    "政府性基金预算财政拨款",
    "财政拨款",
    "一般公共预算",
    "本年度",
    "本年",
    "当年",
    "全年",
    "年度",
    "年初",
    "部门",
    "单位",
    "机关",
    "局机关",
    "用于",
    "安排",
    "支付",
    "“三公”经费",
];

/// What a list of names is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listing {
    /// Classes of one classification that leave nothing over.
    Complete,
    /// Classes of one classification, no two alike.
    Exclusive,
    /// Anything else.
    Unknown,
}

/// Recognises a list of names as classes of one classification.
pub(super) fn listing(names: &[String]) -> Listing {
    let plain: Vec<String> = names.iter().map(|name| unqualified(name)).collect();
    for classification in &CLASSIFICATIONS {
        let places: Vec<Option<usize>> = plain
            .iter()
            .map(|name| class_of(classification, name))
            .collect();
        if !places.iter().all(Option::is_some) {
            continue;
        }
        let mut seen: Vec<usize> = places.into_iter().flatten().collect();
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        if seen.len() != all {
            return Listing::Unknown;
        }
        let complete = &classification.complete;
        let is_complete = !complete.is_empty() && complete.iter().all(|class| seen.contains(class));
        return if is_complete {
            Listing::Complete
        } else {
            Listing::Exclusive
        };
    }
    Listing::Unknown
}

fn class_of(classification: &Classification, name: &str) -> Option<usize> {
    classification
        .classes
        .iter()
        .position(|words| words.contains(&name))
}

/// A name without years and without words that leave its class as it is.
fn unqualified(name: &str) -> String {
    let mut plain: String = name
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '“' | '”' | '"'))
        .collect();
    loop {
        let rest = plain
            .strip_prefix('年')
            .or_else(|| {
                QUALIFIERS
                    .iter()
                    .filter_map(|word| plain.strip_prefix(word))
                    // 财政拨款 alone is a name of its own.
                    .find(|rest| !rest.is_empty() && *rest != "收入" && *rest != "支出")
            })
            .map(str::to_owned);
        match rest {
            Some(shorter) => plain = shorter,
            None => {
                return plain
                    .trim_end_matches("决算")
                    .trim_end_matches("预算")
                    .to_owned();
            }
        }
    }
}
