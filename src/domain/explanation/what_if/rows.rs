//! Rows of an indicator tree below full marks.

use super::{Loss, Way};
use crate::domain::explanation::{Explanations, total::completion};
use crate::domain::filing::{Attainment, RowColumn, TreeRow};

impl Explanations<'_> {
    pub(super) fn row_loss(&self, row: &TreeRow) -> Option<Loss> {
        let (weight, points) = (row.weight.as_ref().ok()?, row.score.as_ref().ok()?);
        if points >= weight {
            return None;
        }
        let why = match row.expected_score() {
            Some(expected) => format!(
                "{}，按完成情况应得 {} 分",
                completion(&row.attainment),
                self.points(&expected)
            ),
            None => completion(&row.attainment),
        };
        let name = if row.name.is_empty() {
            "未命名指标"
        } else {
            row.name.as_str()
        };
        Some(Loss {
            way: self.way_to_target(row),
            ..self.loss(&row.cell(RowColumn::Score), name, [weight, points], why)
        })
    }

    /// A row that missed its target would have full marks at the target.
    fn way_to_target(&self, row: &TreeRow) -> Option<Way> {
        let (weight, points) = (row.weight.as_ref().ok()?, row.score.as_ref().ok()?);
        if !matches!(row.attainment, Attainment::Missed(_)) {
            return None;
        }
        let target = self.entries.typed(&row.cell(RowColumn::Target)).trim();
        let evaluation = self.changed([
            (row.cell(RowColumn::Actual), target.to_owned()),
            (row.cell(RowColumn::Score), self.points(weight)),
        ]);
        let again = evaluation
            .trees
            .iter()
            .flatten()
            .find(|other| other.block == row.block && other.id == row.id)?;
        let gained = again.score.as_ref().ok().filter(|score| *score > points)?;
        let is_met = again.attainment == Attainment::Met;
        is_met.then(|| self.way_to(format!("达到年度指标值 {target}"), gained, &evaluation))
    }
}
