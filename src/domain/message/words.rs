//! The words of messages. What somebody typed in a filing never stands in them: they leave the
//! portal, and only say where to look.

use chrono::NaiveDate;

use super::MessageKind;

/// Names in a message to a group; of more only the number is told.
pub const MOST_NAMES: usize = 20;

/// What a message is about.
#[derive(Debug, Clone, Copy)]
pub struct Concern<'a> {
    /// 网站名称.
    pub site: &'a str,
    /// The agency's full name.
    pub agency: &'a str,
    /// The campaign's title.
    pub campaign: &'a str,
    /// The last day for 提交.
    pub due_on: NaiveDate,
    /// Where to go on; empty where the portal does not know its own address.
    pub link: &'a str,
}

/// What is told about a filing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The bureau urges; so many days are left, none when the deadline is past.
    Urged(Option<u32>),
    /// So many days are left.
    DueSoon(u32),
    /// It came back.
    Returned,
    /// The bureau has answered the appeal.
    AppealAnswered,
}

/// A message in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// One line.
    pub subject: String,
    /// Plain text with line ends.
    pub body: String,
}

/// What the people of an agency are told about their filing.
#[must_use]
pub fn tell(news: News, about: &Concern<'_>) -> Words {
    let Concern {
        agency,
        campaign,
        due_on,
        ..
    } = about;
    let (title, said) = match news {
        News::Urged(left) => (
            "催报",
            format!(
                "{agency}的《{campaign}》尚未报送，截止日期为 {due_on}，{}。请尽快填报并提交。",
                time_left(left)
            ),
        ),
        News::DueSoon(left) => (
            "截止提醒",
            format!(
                "{agency}的《{campaign}》尚未报送，截止日期为 {due_on}，{}。请按时填报并提交。",
                time_left(Some(left))
            ),
        ),
        News::Returned => (
            "退回修改",
            format!("{agency}的《{campaign}》已被退回修改。退回意见请登录后查看，修改后重新提交。"),
        ),
        News::AppealAnswered => (
            "申诉答复",
            format!("{agency}对《{campaign}》复核更正的申诉，财政局已经答复，请登录后查看。"),
        ),
    };
    letter(about.site, &format!("{title}：{agency}"), &said, about.link)
}

fn time_left(left: Option<u32>) -> String {
    match left {
        None => "已经逾期".to_owned(),
        Some(0) => "今天截止".to_owned(),
        Some(days) => format!("还有 {days} 天"),
    }
}

/// What a reviewer is told of his list: how many filings came since yesterday, how many wait.
#[must_use]
pub fn tell_queue(site: &str, fresh: i64, waiting: &str, link: &str) -> Words {
    let said = format!("最近一天有 {fresh} 份填报送来审核，现在共有 {waiting} 份等待您办理。");
    letter(site, "待审核的填报", &said, link)
}

/// What a group is told of the agencies that owe: the first of them by name, and how many there are.
#[must_use]
pub fn tell_group(
    kind: MessageKind,
    left: Option<u32>,
    about: &Concern<'_>,
    names: &[String],
    all: i64,
) -> Words {
    let shown: Vec<&str> = names.iter().take(MOST_NAMES).map(String::as_str).collect();
    let is_all = i64::try_from(shown.len()).is_ok_and(|shown| shown >= all);
    let said = format!(
        "《{}》截止日期为 {}，{}。以下单位尚未报送，请尽快填报并提交：{}{}，共 {all} 个单位。",
        about.campaign,
        about.due_on,
        time_left(left),
        shown.join("、"),
        if is_all { "" } else { "等" },
    );
    let subject = format!("{}：{}", kind.label(), about.campaign);
    letter(about.site, &subject, &said, about.link)
}

fn letter(site: &str, subject: &str, said: &str, link: &str) -> Words {
    let mut body = format!("{said}\n");
    if !link.is_empty() {
        body.push_str(&format!("\n办理地址：{link}\n"));
    }
    body.push_str(&format!(
        "\n本通知由“{}”自动发出；除催报外，不需要的通知可以登录后在“我的通知”中关闭。\n",
        one_line(site)
    ));
    Words {
        subject: one_line(&format!("【{site}】{subject}")),
        body,
    }
}

/// A text for one line of a header: no break, nothing that turns the direction of writing.
#[must_use]
pub fn one_line(text: &str) -> String {
    let keeps = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let spaced = |c: char| if c.is_control() { ' ' } else { c };
    text.chars().filter(keeps).map(spaced).collect()
}
