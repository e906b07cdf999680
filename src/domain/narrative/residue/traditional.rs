//! Single traditional or ancient forms in a text of simplified characters: 敎育, 單位.

use crate::domain::narrative::Remark;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, notice};

/// A text with one such form in this many characters is traditional, or quotes one.
const RARE: usize = 20;

/// At most so many; more are a passage copied from somewhere.
const MOST: usize = 4;

/// What is meant by a form that simplified texts do not hold. None is a family name's own form.
fn meant(form: char) -> Option<char> {
    let meant = match form {
        '岀' => '出',
        '釆' => '采',
        '旳' => '的',
        '敎' => '教',
        '戶' => '户',
        '靑' => '青',
        '淸' => '清',
        '產' => '产',
        '爲' | '為' => '为',
        '內' => '内',
        '說' => '说',
        '黃' => '黄',
        '強' => '强',
        '別' => '别',
        '錄' => '录',
        '沒' => '没',
        '溫' => '温',
        '萬' => '万',
        '預' => '预',
        '決' => '决',
        '財' => '财',
        '經' => '经',
        '費' => '费',
        '務' => '务',
        '單' => '单',
        '實' => '实',
        '際' => '际',
        '額' => '额',
        '項' => '项',
        '績' => '绩',
        '總' => '总',
        '個' => '个',
        '無' => '无',
        '關' => '关',
        '發' => '发',
        '業' => '业',
        '機' => '机',
        '會' => '会',
        '計' => '计',
        '縣' => '县',
        '鎮' => '镇',
        '國' | '囯' => '国',
        '學' => '学',
        '員' => '员',
        '評' => '评',
        '價' => '价',
        '執' => '执',
        '標' => '标',
        '應' => '应',
        '設' => '设',
        '辦' => '办',
        '資' => '资',
        '報' => '报',
        '負' => '负',
        '責' => '责',
        '現' => '现',
        '結' => '结',
        '轉' => '转',
        '購' => '购',
        '開' | '幵' => '开',
        '門' => '门',
        '問' => '问',
        '題' => '题',
        '據' => '据',
        '對' => '对',
        '導' => '导',
        '時' => '时',
        '間' => '间',
        '進' => '进',
        '過' => '过',
        '達' => '达',
        '運' => '运',
        '還' => '还',
        '這' => '这',
        '與' => '与',
        '從' => '从',
        '後' => '后',
        '來' => '来',
        '車' => '车',
        '長' => '长',
        '義' => '义',
        '專' => '专',
        '書' => '书',
        '買' => '买',
        '種' => '种',
        '類' => '类',
        '數' => '数',
        '統' => '统',
        '監' => '监',
        '檢' => '检',
        _ => return None,
    };
    Some(meant)
}

/// Single traditional characters of a whole text.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let mut strange = Vec::new();
    let mut characters = 0;
    for (paragraph, passage) in passages.iter().enumerate() {
        for (at, letter) in passage.text.char_indices() {
            characters += usize::from(('\u{4e00}'..='\u{9fff}').contains(&letter));
            if let Some(meant) = meant(letter) {
                strange.push((paragraph, at, meant));
            }
        }
    }
    if strange.len() > MOST || strange.len() * RARE > characters {
        return Vec::new();
    }
    strange
        .into_iter()
        .filter_map(|(paragraph, byte, meant)| {
            let passage = passages.get(paragraph)?;
            let at = passage.index_of(byte)?;
            let message = format!(
                "“{}”不是规范的简体字，应为“{meant}”。",
                passage.original(at..at + 1)
            );
            let draft = Draft::new("K19", message, "请改为规范汉字。");
            let draft = draft.expecting(meant.to_string());
            Some((paragraph, notice(passage, at..at + 1, draft)))
        })
        .collect()
}
