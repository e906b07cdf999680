//! Which files are taken, and the sentence for those that are not.

use std::collections::BTreeSet;

use super::{FileKind, ending};

/// What a portal takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRules {
    /// The largest file, bytes.
    pub file_bytes: u64,
    /// All files of one filing together, bytes.
    pub filing_bytes: u64,
    /// The kinds taken.
    pub kinds: BTreeSet<FileKind>,
}

/// Why a file is not taken, with a cure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileProblem {
    /// Nothing was chosen.
    #[error("请先选择一个文件。")]
    NotChosen,
    /// There is nothing in it.
    #[error("文件是空的，请检查后重新选择。")]
    Empty,
    /// One file over the limit.
    #[error("单个文件不能超过 {}MB，这个文件超过了。请压缩图片、降低扫描的分辨率，或者拆成几个文件再上传。", megabytes(*.limit_bytes))]
    TooLarge {
        /// The limit.
        limit_bytes: u64,
    },
    /// All files of the filing over the limit.
    #[error("本填报的佐证材料合计不能超过 {}MB，加上这个文件就超过了。请删除不需要的材料，或者压缩后再上传。", megabytes(*.limit_bytes))]
    FilingFull {
        /// The limit.
        limit_bytes: u64,
    },
    /// The content is of no known kind.
    #[error("无法识别这个文件的内容，不是可以上传的类型。请上传 PDF、图片或办公软件的文件。")]
    Unknown,
    /// A page or program of some kind that reads as text.
    #[error("这是网页或程序文件，不能作为佐证材料上传。请打印为 PDF 或截图后再上传。")]
    Markup,
    /// It wants a password to be opened.
    #[error("文件设有打开密码，审核人无法查看。请取消密码后再上传。")]
    Encrypted,
    /// It carries macros.
    #[error("文件里有宏，为安全起见不能上传。请另存为不含宏的文件，或者打印为 PDF。")]
    Macros,
    /// It begins as a zipped file and cannot be read as one.
    #[error("文件已损坏，无法打开。请在电脑上打开检查，另存一份再上传。")]
    Broken,
    /// The name says another kind than the content.
    #[error("文件名以“.{ending}”结尾，内容却是{}（.{}）。请用正确的文件名重新上传。", .kind.label(), .kind.endings().join("、."))]
    OtherEnding {
        /// The ending of the name.
        ending: String,
        /// What the content is.
        kind: FileKind,
    },
    /// No kind that is taken has names that end so.
    #[error(
        "文件名的结尾不是可以上传的类型。请上传 PDF、图片或办公软件的文件；程序和网页不能上传。"
    )]
    EndingNotTaken,
    /// More bytes than were announced.
    #[error("文件在上传时有改动，没有保存。请关闭正在编辑它的软件，重新选择文件上传。")]
    Changed,
    /// A kind that this portal does not take.
    #[error("本系统不接收{}（.{}）文件，请转换为 PDF 后再上传。", .kind.label(), .kind.endings().join("、."))]
    NotTaken {
        /// What the content is.
        kind: FileKind,
    },
    /// The virus scanner found something.
    #[error("病毒检查没有通过，文件没有保存。请在电脑上查杀病毒，换一份文件再上传。")]
    Infected,
    /// The virus scanner gave no answer; without one nothing is taken.
    #[error("病毒检查没有完成，文件没有保存。请稍后再试；如果仍然这样，请联系系统管理员。")]
    NotScanned,
    /// What it should prove is not on the forms any more.
    #[error("所选的指标已不在表中，请重新选择。")]
    NoSubject,
}

impl FileProblem {
    /// The permanent code, kept in the event log.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotChosen => "not-chosen",
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::FilingFull { .. } => "filing-full",
            Self::Unknown => "unknown-kind",
            Self::Markup => "markup",
            Self::Encrypted => "encrypted",
            Self::Macros => "macros",
            Self::Broken => "broken",
            Self::OtherEnding { .. } => "other-ending",
            Self::EndingNotTaken => "ending-not-taken",
            Self::Changed => "changed",
            Self::NotTaken { .. } => "kind-not-taken",
            Self::Infected => "infected",
            Self::NotScanned => "not-scanned",
            Self::NoSubject => "no-subject",
        }
    }

    /// Whether size is what is wrong.
    #[must_use]
    pub fn is_of_size(&self) -> bool {
        matches!(self, Self::TooLarge { .. } | Self::FilingFull { .. })
    }
}

impl FileRules {
    /// Whether a file of this size fits beside what the filing holds already, bytes.
    ///
    /// # Errors
    /// [`FileProblem::Empty`], [`FileProblem::TooLarge`], [`FileProblem::FilingFull`].
    pub fn check_size(&self, bytes: u64, held_bytes: u64) -> Result<(), FileProblem> {
        if bytes == 0 {
            return Err(FileProblem::Empty);
        }
        if bytes > self.file_bytes {
            return Err(FileProblem::TooLarge {
                limit_bytes: self.file_bytes,
            });
        }
        if held_bytes.saturating_add(bytes) > self.filing_bytes {
            return Err(FileProblem::FilingFull {
                limit_bytes: self.filing_bytes,
            });
        }
        Ok(())
    }

    /// Whether any file of this name would be taken; told before anything is sent.
    ///
    /// # Errors
    /// [`FileProblem::EndingNotTaken`].
    pub fn check_ending(&self, name: &str) -> Result<(), FileProblem> {
        let ending = ending(name);
        let mut kinds = self.kinds.iter();
        if kinds.any(|kind| kind.endings().contains(&ending.as_str())) {
            Ok(())
        } else {
            Err(FileProblem::EndingNotTaken)
        }
    }

    /// Whether a file of this kind is taken under this name: what it is called must be what it is,
    /// because the next person opens it by its name.
    ///
    /// # Errors
    /// [`FileProblem::OtherEnding`], [`FileProblem::NotTaken`].
    pub fn check_kind(&self, name: &str, kind: FileKind) -> Result<(), FileProblem> {
        let ending = ending(name);
        if !kind.endings().contains(&ending.as_str()) {
            return Err(FileProblem::OtherEnding { ending, kind });
        }
        if self.kinds.contains(&kind) {
            Ok(())
        } else {
            Err(FileProblem::NotTaken { kind })
        }
    }

    /// The endings taken, as an input of a page names them: `.pdf,.jpg`.
    #[must_use]
    pub fn endings(&self) -> Vec<String> {
        let endings = self.kinds.iter().flat_map(|kind| kind.endings());
        endings.map(|ending| format!(".{ending}")).collect()
    }
}

/// Whole megabytes (of 1024 × 1024 bytes), rounded up.
#[must_use]
pub fn megabytes(bytes: u64) -> u64 {
    bytes.div_ceil(1024 * 1024)
}
