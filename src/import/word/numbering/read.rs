//! The parts of a Word file that say how paragraphs are numbered.

use super::super::event::{Element, Part, walk};
use super::{LEVELS, Level, List, Numbering, Outline, Wish};
use crate::import::ReadError;

/// The longest text before a number that is kept, in characters.
const LONGEST: usize = 40;

/// Reads the lists of a file.
///
/// # Errors
/// [`ReadError::Broken`], [`ReadError::TooDeep`].
pub(in crate::import::word) fn lists(xml: &str, into: &mut Numbering) -> Result<(), ReadError> {
    let mut part = Lists {
        numbering: into,
        outline: None,
        list: None,
        level: None,
    };
    walk(xml, &mut part)
}

/// Reads the numbers of paragraph styles.
///
/// # Errors
/// [`ReadError::Broken`], [`ReadError::TooDeep`].
pub(in crate::import::word) fn styles(xml: &str, into: &mut Numbering) -> Result<(), ReadError> {
    walk(
        xml,
        &mut Styles {
            numbering: into,
            style: None,
        },
    )
}

/// `numbering.xml` while it is read.
struct Lists<'a> {
    numbering: &'a mut Numbering,
    outline: Option<(String, Outline)>,
    list: Option<(String, List)>,
    level: Option<(usize, Level)>,
}

impl Part for Lists<'_> {
    fn begin(&mut self, element: &Element) -> Result<(), ReadError> {
        match element.name() {
            "abstractNum" => {
                let name = element.attribute("abstractNumId").unwrap_or_default();
                self.outline = Some((name, Outline::default()));
            }
            "num" => {
                let name = element.attribute("numId").unwrap_or_default();
                self.list = Some((name, List::default()));
            }
            "lvl" | "lvlOverride" => {
                let at = element.attribute("ilvl").and_then(|text| text.parse().ok());
                self.level = at
                    .filter(|at| *at < LEVELS)
                    .map(|at| (at, Level::default()));
            }
            name => self.property(name, element),
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "lvl" => {
                let Some((at, level)) = self.level.take() else {
                    return Ok(());
                };
                if let Some((_, list)) = &mut self.list {
                    list.levels.insert(at, level);
                } else if let Some((_, outline)) = &mut self.outline {
                    outline.levels.insert(at, level);
                }
            }
            "abstractNum" => self.numbering.outlines.extend(self.outline.take()),
            "num" => self.numbering.lists.extend(self.list.take()),
            _ => {}
        }
        Ok(())
    }
}

impl Lists<'_> {
    /// What is said of the open level, list or outline.
    fn property(&mut self, name: &str, element: &Element) {
        let Some(value) = element.value() else {
            if let ("isLgl", Some((_, level))) = (name, &mut self.level) {
                level.is_legal = true;
            }
            return;
        };
        if let ("startOverride", Some((at, _)), Some((_, list))) =
            (name, &self.level, &mut self.list)
        {
            list.starts
                .extend(value.parse().ok().map(|start| (*at, start)));
            return;
        }
        if let Some((_, level)) = &mut self.level {
            match name {
                "start" => level.start = value.parse().ok(),
                "numFmt" => level.format = value,
                "lvlText" => level.text = value.chars().take(LONGEST).collect(),
                "pStyle" => level.style = Some(value),
                "lvlRestart" => level.restart = value.parse().ok(),
                "isLgl" => level.is_legal = element.is_on(),
                _ => {}
            }
            return;
        }
        match (name, &mut self.list, &mut self.outline) {
            ("abstractNumId", Some((_, list)), _) => list.outline = value,
            ("styleLink", _, Some((_, outline))) => outline.is_style = Some(value),
            ("numStyleLink", _, Some((_, outline))) => outline.of_style = Some(value),
            _ => {}
        }
    }
}

/// `styles.xml` while it is read.
struct Styles<'a> {
    numbering: &'a mut Numbering,
    style: Option<(String, Wish)>,
}

impl Part for Styles<'_> {
    fn begin(&mut self, element: &Element) -> Result<(), ReadError> {
        if element.name() == "style" {
            let name = element.attribute("styleId").unwrap_or_default();
            self.style = Some((name, Wish::default()));
        } else if let Some((_, wish)) = &mut self.style {
            match element.name() {
                "basedOn" => wish.style = element.value(),
                "numId" => wish.list = element.value(),
                "ilvl" => wish.level = element.value().and_then(|text| text.parse().ok()),
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        if name == "style" {
            self.numbering.styles.extend(self.style.take());
        }
        Ok(())
    }
}
