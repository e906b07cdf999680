//! What can be put into a text: the figures of the scheme by form, with their present values.

use super::figures::{Figures, LiveFigure};
use super::named::names;

/// The figures of one form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offers {
    /// 附件1 自评表; 其他 for values that stand on no form.
    pub form: String,
    /// The figures.
    pub offers: Vec<Offer>,
}

/// A figure that can be put into a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is typed for it: `{年初预算}`.
    pub typed: String,
    /// The figure as it reads now.
    pub figure: LiveFigure,
}

impl Figures<'_> {
    /// Everything that can be put into a text, form by form, then what stands on no form.
    #[must_use]
    pub fn offers(&self) -> Vec<Offers> {
        let offers = names(self.scheme).into_iter().map(|(name, named)| Offer {
            typed: format!("{{{name}}}"),
            figure: self.live(named, None),
        });
        let offers: Vec<Offer> = offers.collect();
        let forms = self.scheme.forms.iter().map(|form| {
            let name = format!("{} {}", form.annex, form.name).trim().to_owned();
            (form.id.as_str(), name)
        });
        let rest = std::iter::once(("", "其他".to_owned()));
        let groups = forms.chain(rest).map(|(id, form)| {
            let own = offers.iter().filter(|offer| offer.figure.form == id);
            let offers = own.cloned().collect();
            Offers { form, offers }
        });
        groups.filter(|group| !group.offers.is_empty()).collect()
    }
}
