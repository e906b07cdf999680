//! K24: personal data in a text that the public will read.

use super::Remark;
use super::passage::Passage;
use super::remark::{Draft, error, notice, warning};

/// Numbers of identity cards, mobile telephones and bank cards, and names given with an office.
pub(super) fn check(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = numbers(passage);
    found.extend(names(passage));
    found
}

fn numbers(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(letter) = passage.get(index) {
        if !letter.is_ascii_digit() {
            index += 1;
            continue;
        }
        let start = index;
        while passage.get(index).is_some_and(|c| c.is_ascii_digit()) {
            index += 1;
        }
        let mut end = index;
        if index - start == 17 && matches!(passage.get(index), Some('X' | 'x')) {
            end += 1;
        }
        let alone = |c: Option<char>| {
            !c.is_some_and(|c| {
                c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '/' | '=')
            })
        };
        if !alone(passage.before(start)) || !alone(passage.get(end)) {
            continue;
        }
        let digits = passage.string(start..end);
        // A unit follows: it is a count.
        let is_amount = passage
            .get(end)
            .is_some_and(|c| c.is_alphabetic() || c == '%');
        if is_identity(&digits) {
            let draft = Draft::new(
                "K24",
                "这里像是公民身份号码。".to_owned(),
                "公开前请删除或遮去中间各位。",
            );
            found.push(error(passage, start..end, draft));
        } else if is_mobile(&digits) && !is_amount {
            let draft = Draft::new(
                "K24",
                "这里像是个人手机号码。".to_owned(),
                "公开前请删除，或改用办公电话。",
            );
            found.push(warning(passage, start..end, draft));
        } else if is_bank_card(&digits) && speaks_of_account(passage, start) {
            let draft = Draft::new("K24", "这里像是银行卡号。".to_owned(), "公开前请删除。");
            found.push(warning(passage, start..end, draft));
        }
    }
    found
}

/// 18 places with a possible birthday and the right check digit (GB 11643).
fn is_identity(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const SIGNS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    if text.len() != 18 {
        return false;
    }
    let part = |range| text.get(range).and_then(|t: &str| t.parse::<u32>().ok());
    let born = part(6..10).is_some_and(|year| (1900..2100).contains(&year))
        && part(10..12).is_some_and(|month| (1..=12).contains(&month))
        && part(12..14).is_some_and(|day| (1..=31).contains(&day));
    let sum: u32 = text
        .chars()
        .zip(WEIGHTS)
        .filter_map(|(c, weight)| Some(c.to_digit(10)? * weight))
        .sum();
    let sign = SIGNS.get((sum % 11) as usize);
    let last = text.chars().last().map(|c| c.to_ascii_uppercase());
    born && last.as_ref() == sign
}

fn is_mobile(text: &str) -> bool {
    text.len() == 11
        && text.starts_with('1')
        && text
            .chars()
            .nth(1)
            .is_some_and(|c| ('3'..='9').contains(&c))
        && !text.ends_with("00000")
}

/// 16 to 19 digits with the right check digit (Luhn).
fn is_bank_card(text: &str) -> bool {
    let sum: u32 = text
        .chars()
        .rev()
        .enumerate()
        .filter_map(|(place, c)| {
            let digit = c.to_digit(10)?;
            let doubled = if place % 2 == 1 { digit * 2 } else { digit };
            Some(doubled / 10 + doubled % 10)
        })
        .sum();
    (16..=19).contains(&text.len()) && sum.is_multiple_of(10) && !text.starts_with('0')
}

fn speaks_of_account(passage: &Passage<'_>, start: usize) -> bool {
    let near = passage.string(start.saturating_sub(12)..start);
    ["卡号", "账号", "帐号", "账户", "帐户"]
        .iter()
        .any(|word| near.contains(word))
}

/// Offices whose holder a form names.
const OFFICES: [&str; 8] = [
    "单位负责人:",
    "部门负责人:",
    "项目负责人:",
    "财务负责人:",
    "法定代表人:",
    "填报人:",
    "联系人:",
    "经办人:",
];

const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧计成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季强贾路娄危江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘丁邓洪包左石崔吉龚程邢裴陆荣翁荀甄曲封段侯全班仇宁甘厉祖武符刘景詹龙叶司黎白蒲赖卓蔺屠蒙池乔温庄晏柴阎连艾易向古廖耿匡文寇广欧沃利师曾沙丰关游肖";

/// `单位负责人：` with a name behind it: allowed for who holds an office, but worth a look.
fn names(passage: &Passage<'_>) -> Vec<Remark> {
    let mut found = Vec::new();
    if !passage.text.contains(['：', ':']) {
        return found;
    }
    for index in 0..passage.len() {
        let Some(office) = passage.word_at(index, &OFFICES) else {
            continue;
        };
        let start = index + office.chars().count();
        // 李某　财务负责人: a name ends where white space begins.
        let letters = (0..5)
            .take_while(|step| {
                let is_letter = passage
                    .get(start + step)
                    .is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                is_letter && (*step == 0 || passage.touches_next(start + step - 1))
            })
            .count();
        let is_name =
            (2..=3).contains(&letters) && passage.get(start).is_some_and(|c| SURNAMES.contains(c));
        if is_name {
            let office = office.trim_end_matches(':');
            let message = format!("这里写有{office}的姓名。");
            let draft = Draft::new("K24", message, "请确认可以公开；不需要的请删除。");
            found.push(notice(passage, start..start + letters, draft));
        }
    }
    found
}
