//! For the finance bureau: what waits for its publication, and the campaigns; and for the
//! 三员: organizations and accounts, the record of events.

mod account;
pub(in crate::web) mod accounts;
mod campaign_samples;
mod campaign_schemes;
mod campaign_settings;
mod campaigns;
mod closing;
mod events;
mod events_export;
mod listing;
mod organization;
pub(in crate::web) mod organizations;
mod outbox;
mod outbox_samples;
mod presentation;
mod progress;
mod publication;
mod queue;
mod roster;
mod sample;
pub(super) mod samples;
mod scheme;
mod staff_list;
mod staff_list_samples;
mod statistics;
mod task;
mod urging;

use super::extract::Access;
use super::routes::{self, Routes};
use crate::domain::workflow::Area;

pub use account::{AccountPage, PasswordShownPage};
pub use accounts::{AccountLine, AccountsPage, NewAccountPage};
pub use campaign_schemes::{KindLine, OpeningPreview};
pub use campaign_settings::CampaignSettingsPage;
pub use campaigns::{CampaignsPage, NewCampaignPage};
pub use closing::{ClosingPage, JobLine};
pub use events::EventsPage;
pub use listing::SHOWN;
pub use organization::OrganizationPage;
pub use organizations::{NewOrganizationPage, OrganizationsPage};
pub use outbox::{MessageLine, OutboxPage};
pub use presentation::{FormLine, PresentationPage, SchemeForms};
pub use progress::{ProgressCount, ProgressLine, ProgressListPage, ProgressPage, TaskLine};
pub use publication::PublicationPage;
pub use queue::QueuePage;
pub use roster::{RosterPage, RosterPreviewPage};
pub use sample::{ProtocolPage, SampleLine, SamplesPage};
pub use staff_list::{FirstPasswordsPage, StaffListPage, StaffListPreviewPage};
pub use statistics::{SectionView, StatisticsPage};
pub use task::TaskPage;
pub use urging::UrgingPage;

/// The routes of this area.
pub fn routes(routes: &mut Routes) {
    let publishing = Access::Area(Area::Publishing);
    routes.get(routes::PUBLISHING, publishing, queue::get);
    routes.get(routes::FILING_PUBLICATION, publishing, publication::get);
    routes.post(routes::FILING_PUBLICATION, publishing, publication::post);

    let campaigns = Access::Area(Area::Campaigns);
    routes.get(routes::CAMPAIGNS, campaigns, campaigns::get);
    routes.get(routes::NEW_CAMPAIGN, campaigns, campaigns::get_new);
    routes.post(routes::CAMPAIGNS, campaigns, campaigns::post);
    routes.get(routes::CAMPAIGN, campaigns, progress::get);
    routes.get(routes::PROGRESS_LIST, campaigns, progress::list);
    routes.get(routes::CAMPAIGN_SETTINGS, campaigns, campaign_settings::get);
    routes.post(
        routes::CAMPAIGN_SETTINGS,
        campaigns,
        campaign_settings::post,
    );
    let looks = routes::CAMPAIGN_PRESENTATION;
    routes.get(looks, campaigns, presentation::get);
    routes.post(looks, campaigns, presentation::post);
    routes.post(routes::URGING, campaigns, urging::post);
    routes.get(routes::FILING_TASK, campaigns, task::get);
    routes.post(routes::FILING_TASK, campaigns, task::post);

    routes.get(routes::OUTBOX, campaigns, outbox::get);
    routes.post(routes::MESSAGE_AGAIN, campaigns, outbox::again);
    routes.post(routes::MESSAGE_CANCELLATION, campaigns, outbox::cancel);

    routes.get(routes::CLOSING, campaigns, closing::get);
    routes.post(routes::CLOSING_PACK, campaigns, closing::post_pack);
    routes.post(
        routes::CLOSING_PUBLICATIONS,
        campaigns,
        closing::post_publications,
    );
    routes.get(routes::JOB_RESULT, campaigns, closing::get_result);
    routes.post(routes::JOB_CANCEL, campaigns, closing::cancel);

    routes.get(routes::SAMPLES, campaigns, sample::get);
    routes.post(routes::SAMPLES, campaigns, sample::post);
    routes.get(routes::SAMPLE, campaigns, sample::get_protocol);
    routes.get(routes::SAMPLE_DATA, campaigns, sample::get_data);
    routes.get(routes::SAMPLE_LIST, campaigns, sample::get_list);

    let readers = Access::Area(Area::Statistics);
    routes.get(routes::STATISTICS, readers, statistics::get);
    routes.get(routes::STATISTICS_TABLE, readers, statistics::get_table);

    scheme::routes(routes);

    let administration = Access::Area(Area::Administration);
    routes.get(routes::ORGANIZATIONS, administration, organizations::get);
    routes.get(
        routes::NEW_ORGANIZATION,
        administration,
        organizations::get_new,
    );
    routes.post(routes::ORGANIZATIONS, administration, organizations::post);
    routes.get(routes::ORGANIZATION, administration, organization::get);
    routes.post(routes::ORGANIZATION, administration, organization::post);
    routes.get(routes::ROSTER, administration, roster::get);
    routes.post(routes::ROSTER, administration, roster::post);
    routes.post(routes::ROSTER_TAKEN, administration, roster::take);
    routes.get(routes::ACCOUNTS, administration, accounts::get);
    routes.get(routes::NEW_ACCOUNT, administration, accounts::get_new);
    routes.post(routes::ACCOUNTS, administration, accounts::post);
    routes.get(routes::STAFF_LIST, administration, staff_list::get);
    routes.post(routes::STAFF_LIST, administration, staff_list::post);
    routes.post(routes::STAFF_LIST_TAKEN, administration, staff_list::take);
    routes.post(
        routes::FIRST_PASSWORDS,
        administration,
        staff_list::passwords,
    );
    routes.get("/accounts/{login_name}", administration, account::get);
    routes.post(
        "/accounts/{login_name}/closure",
        administration,
        account::close,
    );
    routes.post(
        "/accounts/{login_name}/contact",
        administration,
        account::change_contact,
    );
    routes.post(
        "/accounts/{login_name}/password",
        administration,
        account::reset_password,
    );
    let audit = Access::Area(Area::Audit);
    routes.get(routes::EVENTS, audit, events::get);
    routes.get(routes::EVENTS_EXPORT, audit, events_export::get);
}
