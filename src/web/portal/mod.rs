//! The public face: home, list, and the published pages, served from memory.

mod article;
mod body;
mod download;
mod evidence;
mod furniture;
mod home;
mod list;
pub(super) mod samples;
mod shelf;
mod views;

use super::extract::Access;
use super::routes::{self, Routes};

pub use article::{ArticlePage, TextSize};
pub use body::render_record;
pub use home::HomePage;
pub use list::ListPage;
pub use shelf::Shelf;
pub use views::{keep_counting, save_views};

/// The routes of this area.
pub fn routes(routes: &mut Routes) {
    routes.get(routes::HOME, Access::Everyone, home::get);
    routes.get(routes::PUBLICATIONS, Access::Everyone, list::get);
    routes.get(
        "/publications/{year}/{agency_code}",
        Access::Everyone,
        article::get,
    );
    routes.get(routes::DOWNLOAD, Access::Everyone, download::get);
    routes.get(routes::PUBLIC_EVIDENCE, Access::Everyone, evidence::get);
}
