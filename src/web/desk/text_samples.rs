//! Long texts with marks and figures in them on every page that draws them, with made-up contents.

use crate::domain::prose::{is_prose, skeleton_of};
use crate::domain::scheme::SlotKind;
use crate::domain::workflow::Role;
use crate::web::samples::{HOSTILE, Sample, frame};

use super::{FiguresPage, FormPage, LivePart, Opened, PublicPreviewPage};

/// Every mark, figures that are known and that are not, names that stand for nothing.
const MARKED: &str =
    "## 小标题{总分}\n一段，{等级}。\n\n- 甲{没有的数}\n- 乙\n1. 一\n3. 三{总分:元}\n｛总分｝";

/// The pages about the texts of a filing.
pub(super) fn samples(case: &str, opened: &Opened) -> Vec<Sample> {
    let frame = frame(Role::Accountant);
    let mut samples = vec![
        Sample::new(
            format!("desk/figures {case}"),
            &FiguresPage::of(opened, frame.clone()),
        ),
        Sample::new(
            format!("desk/preview {case}"),
            &PublicPreviewPage::of(opened, frame.site.clone()),
        ),
    ];
    if case.contains("beside") {
        return samples;
    }
    let written = written(opened);
    for form in &written.record.scheme.forms {
        let name = format!("{case} {}", form.id);
        if let Ok(page) = FormPage::of(&written, frame.clone(), &form.id) {
            samples.push(Sample::new(format!("desk/form {name} written"), &page));
        }
        if let Ok(part) = LivePart::preview(&written, &form.id) {
            samples.push(Sample::new(format!("desk/live {name} written"), &part));
        }
    }
    samples.push(Sample::new(
        format!("desk/preview {case} written"),
        &PublicPreviewPage::of(&written, frame.site.clone()),
    ));
    samples
}

/// The same filing with such texts in it.
fn written(opened: &Opened) -> Opened {
    let mut entries = opened.record.entries.clone();
    for definition in &opened.record.scheme.slots {
        if let SlotKind::Input(item) = &definition.kind
            && is_prose(item)
        {
            let begun = skeleton_of(item, &entries);
            let text = format!("{begun}\n{MARKED}\n## {HOSTILE}\n- {HOSTILE}");
            entries.cells.insert(item.code.clone(), text);
        }
    }
    opened.clone().with(entries)
}
