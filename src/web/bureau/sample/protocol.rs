//! 抽查记录: a page to be printed, the same as data, and the list.

use actix_web::HttpResponse;
use actix_web::web::{Data, Path};
use askama::Template;

use crate::domain::sampling::{Protocol, Quota, replay};
use crate::export::sample_list;
use crate::store::sample::{Sample, find_sample};
use crate::web::download::private_file;
use crate::web::error::WebError;
use crate::web::extract::CurrentUser;
use crate::web::frame::Frame;
use crate::web::page::show;
use crate::web::routes;
use crate::web::state::Portal;

/// The protocol of a sample.
#[derive(Debug, Template)]
#[template(path = "bureau/sample.html")]
pub struct ProtocolPage {
    /// The surroundings.
    pub frame: Frame,
    /// The sample's id.
    pub id: String,
    /// Which of the campaign it is.
    pub number: u32,
    /// Why there is another one.
    pub reason: String,
    /// All that is needed to draw it again.
    pub protocol: Protocol,
    /// What does not come to the same when it is drawn again; nothing, as long as nobody touched it.
    pub mismatches: Vec<String>,
}

impl ProtocolPage {
    /// The page of a protocol.
    #[must_use]
    pub fn of(frame: Frame, sample: &Sample, protocol: Protocol) -> Self {
        Self {
            frame,
            id: sample.id.clone(),
            number: sample.number,
            reason: sample.reason.clone(),
            mismatches: replay(&protocol).iter().map(ToString::to_string).collect(),
            protocol,
        }
    }

    fn data_href(&self) -> String {
        routes::sample_data(&self.id)
    }

    fn list_href(&self) -> String {
        routes::sample_list(&self.id)
    }

    fn quota(&self) -> String {
        match self.protocol.plan.quota {
            Quota::Percent(percent) => format!("总体的 {percent}%"),
            Quota::Count(count) => format!("{count} 家"),
        }
    }

    /// `需说明的事项每处 1 分，最多 5 分`.
    fn risk_rules(&self) -> Vec<String> {
        let rules = self.protocol.plan.risk.iter();
        let words = rules.map(|rule| {
            format!(
                "{}每处 {} 分，最多 {} 分",
                rule.sign.label(),
                rule.points,
                rule.at_most
            )
        });
        words.collect()
    }

    /// `风险高：8 分以上，按 3 倍计名额`.
    fn bands(&self) -> Vec<String> {
        let plan = &self.protocol.plan;
        let risks = plan.risks.iter().map(|band| {
            format!(
                "风险{}：{} 分及以上，每家按 {} 家计名额",
                band.name, band.at_least, band.weight
            )
        });
        let sizes = plan.sizes.iter().map(|band| {
            let least = band.at_least.normalize();
            format!("规模{}：预算 {least} 万元及以上", band.name)
        });
        sizes.chain(risks).collect()
    }

    /// What anybody types to check the place of one that was drawn.
    fn command(&self) -> String {
        let code = self.protocol.drawn.picked.first();
        let code = code.map_or("单位代码", |picked| picked.code.as_str());
        format!(
            "printf '%s' '{}|{code}' | sha256sum",
            self.protocol.plan.seed
        )
    }
}

async fn load(portal: &Portal, user: &CurrentUser, id: &str) -> Result<Sample, WebError> {
    let bureau = user.actor().organization_id.clone().unwrap_or_default();
    let mut tx = portal.store.read().await?;
    let sample = find_sample(&mut tx, &bureau, id).await?;
    tx.commit().await?;
    sample.ok_or(WebError::NotFound)
}

fn read(sample: &Sample) -> Result<Protocol, WebError> {
    serde_json::from_str(&sample.protocol).map_err(WebError::internal)
}

/// `GET /samples/{sample}`.
pub async fn get(
    portal: Data<Portal>,
    user: CurrentUser,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let sample = load(&portal, &user, &id).await?;
    let protocol = read(&sample)?;
    show(&ProtocolPage::of(user.frame(), &sample, protocol))
}

/// `GET /samples/{sample}/protocol.json`: as it was written down.
pub async fn get_data(
    portal: Data<Portal>,
    user: CurrentUser,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let sample = load(&portal, &user, &id).await?;
    let name = format!("{}年度抽查记录{}.json", sample.year, sample.number);
    Ok(private_file(
        &name,
        "json",
        "application/json",
        sample.protocol.into_bytes(),
    ))
}

/// `GET /samples/{sample}/list.csv`.
pub async fn get_list(
    portal: Data<Portal>,
    user: CurrentUser,
    id: Path<String>,
) -> Result<HttpResponse, WebError> {
    let sample = load(&portal, &user, &id).await?;
    let list = sample_list(&read(&sample)?).map_err(WebError::internal)?;
    let name = format!("{}年度抽查名单{}.csv", sample.year, sample.number);
    Ok(private_file(&name, "csv", "text/csv; charset=utf-8", list))
}
