//! What can go wrong with the database.

/// A failure of the database; never the fault of what a person typed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The driver or the server refused.
    #[error("database: {0}")]
    Driver(#[from] sqlx::Error),
    /// A stored value that this program cannot have written.
    #[error("unreadable value in table {table}, column {column}, row {id}")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        id: String,
    },
    /// A row that must be there is not, or was changed by somebody else meanwhile.
    #[error("row {id} of table {table} is missing or was changed meanwhile")]
    Lost {
        /// The table.
        table: &'static str,
        /// The row's key.
        id: String,
    },
}

/// Why a database cannot be opened, in a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is of no kind this program knows.
    #[error(
        "数据库地址“{0}”无法识别：SQLite 请写 sqlite:文件路径，PostgreSQL 请写 postgres://用户名@主机/库名"
    )]
    Address(String),
    /// An in-memory database would be empty for every reader and lost at the end.
    #[error("不支持内存数据库：数据会随程序关闭而丢失，请写文件路径")]
    InMemory,
    /// The folder of the file cannot be made.
    #[error("无法建立数据目录 {folder}：{source}")]
    Folder {
        /// The folder.
        folder: String,
        /// Why.
        source: std::io::Error,
    },
    /// The server or the file does not answer.
    #[error("无法打开数据库，请检查地址、权限和服务是否启动：{0}")]
    Connect(#[from] sqlx::Error),
    /// The database was written by a newer program.
    #[error(
        "数据库是由更新版本的程序建立的（数据结构版本 {found}，本程序只认识到 {known}），请升级本程序后再启动"
    )]
    Newer {
        /// The newest version in the database.
        found: i64,
        /// The newest version this program has.
        known: i64,
    },
    /// The record of events could not be given its chain; it is tried again at the next start.
    #[error("操作记录的校验链没有建成，请重新启动：{0}")]
    Chain(#[from] StoreError),
    /// A step of the upgrade failed; nothing of that step was kept.
    #[error("数据结构升级失败，数据库保持原样：{0}")]
    Migrate(#[source] sqlx::migrate::MigrateError),
}
