//! Why a file cannot be read.

use thiserror::Error;

/// Why a file cannot be read, in one sentence for the person who named it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// Nothing in it.
    #[error("文件是空的，请检查是否上传或保存完整")]
    Empty,
    /// Above [`super::limits::FILE_BYTES`].
    #[error("文件超过50MB，请删去图片等附带内容，或拆分成几个文件")]
    TooLarge,
    /// A zipped file that unpacks to more than any document.
    #[error("文件解压后过大，不像正常的文档，已停止读取；请用办公软件打开后另存一份再试")]
    Bomb,
    /// More paragraphs and cells, or more text, than any document.
    #[error("文件内容过多（段落和单元格合计超过20万，或文字超过160万字），请拆分成几个文件")]
    TooMuch,
    /// Elements nested too deep, or so badly that reading would not end in time.
    #[error("文件结构嵌套过深或标记混乱，已停止读取；请用办公软件或浏览器打开后另存一份再试")]
    TooDeep,
    /// Neither UTF-8 nor GBK, or no text at all.
    #[error("无法识别文字编码，或不是文本文件；请用记事本打开后另存为UTF-8编码的文本文件")]
    Encoding,
    /// Protected by a password.
    #[error("文件设有打开密码，请取消密码后另存一份再试")]
    Encrypted,
    /// Damaged or cut off.
    #[error("{what}文件已损坏或不完整，请用办公软件打开后另存一份再试")]
    Broken {
        /// Which kind of file (`Word`).
        what: &'static str,
    },
    /// A kind of file that is not read.
    #[error("不能读取{what}，请{cure}")]
    Unsupported {
        /// Which kind of file.
        what: &'static str,
        /// What to do instead.
        cure: &'static str,
    },
}
