//! 方案: what is known, what is being made, and the way from one to the other: edited part by part or
//! as a text, looked at as the accountant will see it, tried on filings, released.

mod begin;
mod difference;
pub(in crate::web) mod draft;
mod editor;
mod list;
pub(in crate::web) mod moving;
mod preview;
mod release;
mod replay;
pub(super) mod samples;
mod text;
pub(in crate::web) mod tree;

use crate::domain::workflow::Area;
use crate::web::extract::Access;
use crate::web::routes::{self, Routes};

pub use difference::DifferencesPage;
pub use editor::EditorPage;
pub use list::{DraftLine, SchemeLine, SchemesPage};
pub use moving::{MovedLine, MovingLine, MovingPage};
pub use preview::PreviewPage;
pub use release::ReleasePage;
pub use replay::ReplayPage;
pub use text::TextPage;

/// The routes of the schemes.
pub(super) fn routes(routes: &mut Routes) {
    let campaigns = Access::Area(Area::Campaigns);
    routes.get(routes::SCHEMES, campaigns, list::get);
    routes.get(routes::SCHEME_FILE, campaigns, list::file);
    routes.get(routes::SCHEME_DIFFERENCES, campaigns, difference::get);
    routes.post(routes::SCHEME_DRAFTS, campaigns, begin::next_version);
    routes.post(routes::SCHEME_UPLOAD, campaigns, begin::upload);
    routes.get(routes::SCHEME_DRAFT, campaigns, editor::get);
    routes.post(routes::SCHEME_DRAFT, campaigns, editor::post);
    routes.get(routes::SCHEME_TEXT, campaigns, text::get);
    routes.post(routes::SCHEME_TEXT, campaigns, text::post);
    routes.get(routes::SCHEME_DRAFT_FILE, campaigns, text::file);
    routes.get(routes::SCHEME_PREVIEW, campaigns, preview::get);
    routes.get(routes::SCHEME_REPLAY, campaigns, replay::get);
    routes.post(routes::SCHEME_REPLAY, campaigns, replay::post);
    routes.get(routes::SCHEME_RELEASE, campaigns, release::get);
    routes.post(routes::SCHEME_RELEASE, campaigns, release::post);
    routes.get(routes::SCHEME_MOVING, campaigns, moving::get);
    routes.post(routes::SCHEME_MOVING, campaigns, moving::post);
    routes.post(routes::SCHEME_REMOVAL, campaigns, begin::discard);
}
