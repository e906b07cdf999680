//! K19: how an agency calls itself.

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// How agencies call themselves, and the end of the full name that goes with it.
const OWN: [(&str, &str); 5] = [
    ("我局", "局"),
    ("我办", "办公室"),
    ("我委", "委员会"),
    ("我中心", "中心"),
    ("我院", "院"),
];

/// 我办 in the report of an agency whose name ends with 局.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let Some((own, name)) = own_name(passages) else {
        return Vec::new();
    };
    let uses = |word: &str| {
        passages
            .iter()
            .enumerate()
            .find_map(|(index, passage)| Some((index, find(passage, word)?)))
    };
    OWN.iter()
        .filter(|(word, _)| *word != own)
        .filter_map(|(word, _)| {
            let (index, at) = uses(word)?;
            let passage = passages.get(index)?;
            let message = format!("单位名称是“{name}”，这里自称“{word}”。");
            let draft = Draft::new("K19", message, "请统一自称，或核对是否照抄了别的材料。")
                .expecting(own.to_owned());
            Some((index, notice(passage, at..at + word.chars().count(), draft)))
        })
        .collect()
}

/// The agency's own word by its name, which stands alone in one of the first paragraphs.
fn own_name(passages: &[Passage<'_>]) -> Option<(&'static str, String)> {
    passages.iter().take(6).find_map(|passage| {
        let text = passage.string(0..passage.len());
        let name: String = text
            .chars()
            .skip_while(|c| c.is_ascii_digit() || matches!(c, '年' | '度'))
            .collect();
        let name = ["部门整体", "整体支出", "20", "部门决算", "绩效", "单位决算"]
            .iter()
            .filter_map(|word| name.find(word))
            .min()
            .and_then(|at| name.get(..at))
            .unwrap_or(&name)
            .to_owned();
        let length = name.chars().count();
        let is_name = (4..=24).contains(&length)
            && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
            && name.contains(['省', '市', '县', '区', '镇', '乡']);
        let (own, _) = OWN.iter().find(|(_, end)| name.ends_with(end))?;
        is_name.then_some((*own, name))
    })
}

/// A self-name that is no part of a longer word: 我办理 is none.
fn find(passage: &Passage<'_>, word: &str) -> Option<usize> {
    if !passage.text.contains('我') {
        return None;
    }
    (0..passage.len()).find(|index| {
        let next = passage.get(index + word.chars().count());
        passage.starts_with(*index, word)
            && !matches!(
                passage.before(*index),
                Some('自' | '忘' | '为' | '给' | '帮' | '找')
            )
            && !matches!(
                next,
                Some('理' | '事' | '公' | '结' | '证' | '案' | '托' | '员' | '学' | '好' | '成')
            )
            && !inside_quotes(passage, *index)
    })
}

/// 你创业，我服务 and 你投资，我代办 are slogans.
fn inside_quotes(passage: &Passage<'_>, index: usize) -> bool {
    let start = index.saturating_sub(20);
    let text = passage.slice(start..index);
    let opened = text.iter().filter(|c| **c == '“').count();
    let closed = text.iter().filter(|c| **c == '”').count();
    opened > closed
}
