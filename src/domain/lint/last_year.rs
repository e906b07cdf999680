//! L33: a figure of the year before that is not said to be one.

use super::subject::{Subject, notice};
use crate::domain::scheme::{Fault, Spot};

/// Words with which the name of a figure of the year before begins.
pub(super) const LAST_YEAR: [&str; 3] = ["上年", "去年", "上一年"];

/// Money carried from one year into the next is money of this year too.
const CARRIED: [&str; 2] = ["结转", "结余"];

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let items = subject.source.items.iter().enumerate();
    let bare = items.filter(|(_, item)| {
        let is_last_years = LAST_YEAR.iter().any(|word| item.name.starts_with(word));
        let is_carried = CARRIED.iter().any(|word| item.name.contains(word));
        item.kind.is_figure() && item.from_last_year.is_none() && is_last_years && !is_carried
    });
    bare.map(|(at, item)| {
        notice("L33", Spot::Path(format!("item.{at}")))
            .place(&item.name)
            .says("是上年的数，却没有写 from_last_year，填报时不能从上年的表带入。")
            .cure("请写上年的表里是哪一项，例如 from_last_year = \"全年执行数\"。")
    })
    .collect()
}
