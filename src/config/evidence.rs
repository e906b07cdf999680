//! Settings of 佐证材料: what is taken, where it is kept, who looks for viruses.

use std::path::PathBuf;

use serde::Deserialize;
use validator::Validate;

/// 佐证材料: what is taken and where it is kept.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct EvidenceSettings {
    /// The largest file, in MiB.
    #[validate(range(
        min = 1,
        max = 1024,
        message = "evidence.file_mib must lie between 1 and 1024"
    ))]
    pub file_mib: u32,
    /// All files of one filing together, in MiB.
    #[validate(range(
        min = 1,
        max = 65536,
        message = "evidence.filing_mib must lie between 1 and 65536"
    ))]
    pub filing_mib: u32,
    /// The kinds of files taken, by their codes.
    pub kinds: Vec<String>,
    /// The folder in which they are kept, in place of `evidence` in the data folder.
    pub folder: Option<PathBuf>,
    /// An S3-compatible store in place of a folder.
    #[validate(nested)]
    pub s3: Option<S3Settings>,
    /// Who looks for viruses.
    #[validate(nested)]
    pub scan: ScanSettings,
}

impl Default for EvidenceSettings {
    fn default() -> Self {
        const KINDS: [&str; 13] = [
            "pdf", "ofd", "png", "jpeg", "gif", "webp", "docx", "xlsx", "pptx", "doc", "xls",
            "ppt", "text",
        ];
        Self {
            file_mib: 50,
            filing_mib: 500,
            kinds: KINDS.map(str::to_owned).to_vec(),
            folder: None,
            s3: None,
            scan: ScanSettings::default(),
        }
    }
}

/// An S3-compatible store.
#[derive(Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct S3Settings {
    /// The bucket, which must be there.
    #[validate(length(min = 1, message = "evidence.s3.bucket must not be empty"))]
    pub bucket: String,
    /// The address of the store; empty for AWS itself.
    #[serde(default)]
    pub endpoint: String,
    /// The region.
    #[serde(default = "first_region")]
    pub region: String,
    /// The bucket is named in the host (阿里云 OSS, 腾讯云 COS) and not in the path.
    #[serde(default)]
    pub bucket_in_host: bool,
    /// The key; empty takes both from the environment.
    #[serde(default)]
    pub access_key_id: String,
    /// Its secret.
    #[serde(default)]
    pub secret_access_key: String,
}

/// Neither the key nor its secret reaches a log.
impl std::fmt::Debug for S3Settings {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("S3Settings")
            .field("bucket", &self.bucket)
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// The region that stores without regions go by.
fn first_region() -> String {
    "us-east-1".to_owned()
}

/// Who looks for viruses.
#[derive(Debug, Clone, Deserialize, Validate)]
#[serde(deny_unknown_fields, default)]
pub struct ScanSettings {
    /// A program and its arguments; the path of the file comes after them. It ends with 0 when
    /// it found nothing and with 1 when it found something.
    pub command: Vec<String>,
    /// A clamd: `host:port`, or the path of its socket.
    pub clamd: String,
    /// How long it may take, in seconds.
    #[validate(range(
        min = 1,
        max = 600,
        message = "evidence.scan.seconds must lie between 1 and 600"
    ))]
    pub seconds: u32,
}

impl Default for ScanSettings {
    fn default() -> Self {
        Self {
            command: Vec::new(),
            clamd: String::new(),
            seconds: 60,
        }
    }
}
