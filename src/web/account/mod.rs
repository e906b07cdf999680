//! 登录, 退出登录, 修改密码.

mod log_in;
mod log_in_json;
mod log_out;
mod password;
pub(super) mod samples;
mod work;

use super::extract::Access;
use super::routes::{self, Routes};

pub use log_in::LogInPage;
pub use password::PasswordPage;

/// The routes of this area.
pub fn routes(routes: &mut Routes) {
    routes.get(routes::LOG_IN, Access::Everyone, log_in::get);
    routes.post(routes::LOG_IN, Access::Everyone, log_in::post);
    routes.post(routes::LOG_OUT, Access::Person, log_out::post);
    routes.get(routes::PASSWORD, Access::Person, password::get);
    routes.post(routes::PASSWORD, Access::Person, password::post);
    routes.get(routes::WORK, Access::Person, work::get);
}
