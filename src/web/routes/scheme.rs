//! The addresses of 方案.

/// 方案: those that are known, and the drafts.
pub const SCHEMES: &str = "/schemes";
/// 看差别 between two versions.
pub const SCHEME_DIFFERENCES: &str = "/schemes/differences";
/// The file of a known version.
pub const SCHEME_FILE: &str = "/schemes/versions/{scheme}/{version}/file";
/// 新建草稿 from a known version.
pub const SCHEME_DRAFTS: &str = "/schemes/drafts";
/// 新建草稿 from a file from elsewhere.
pub const SCHEME_UPLOAD: &str = "/schemes/upload";
/// A draft, part by part.
pub const SCHEME_DRAFT: &str = "/schemes/drafts/{draft}";
/// The whole text of a draft.
pub const SCHEME_TEXT: &str = "/schemes/drafts/{draft}/text";
/// A draft as a file.
pub const SCHEME_DRAFT_FILE: &str = "/schemes/drafts/{draft}/file";
/// A draft as the accountant will see it.
pub const SCHEME_PREVIEW: &str = "/schemes/drafts/{draft}/preview";
/// 复算 of a draft on filings of this portal.
pub const SCHEME_REPLAY: &str = "/schemes/drafts/{draft}/replay";
/// 检查与发布 of a draft.
pub const SCHEME_RELEASE: &str = "/schemes/drafts/{draft}/release";
/// 删除草稿.
pub const SCHEME_REMOVAL: &str = "/schemes/drafts/{draft}/removal";

/// 更正发布: filings of a campaign go over to another version of their scheme.
pub const SCHEME_MOVING: &str = "/campaigns/{campaign}/scheme";

/// Where filings of a campaign go over to another version.
#[must_use]
pub fn scheme_moving(campaign: &str) -> String {
    SCHEME_MOVING.replace("{campaign}", campaign)
}

/// One of the addresses of a draft.
#[must_use]
pub fn of_draft(address: &str, id: &str) -> String {
    address.replace("{draft}", id)
}

/// The page of one part of a draft.
#[must_use]
pub fn scheme_part(id: &str, at: &str) -> String {
    format!("{}?at={at}", of_draft(SCHEME_DRAFT, id))
}

/// Where the file of a known version is had.
#[must_use]
pub fn scheme_file(id: &str, version: u32) -> String {
    let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
    SCHEME_FILE
        .replace("{scheme}", &id)
        .replace("{version}", &version.to_string())
}
