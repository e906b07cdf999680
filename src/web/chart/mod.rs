//! Pictures of tables, drawn as SVG by the server: bars, parted bars, a line over the years.
//!
//! Where everything stands is computed here; the template writes it down. Every picture can be read
//! without colour: parts differ by pattern, every bar and point has its figure beside it, and the
//! table that holds all of them follows the picture.

mod bars;
mod years;

use crate::domain::statistics::Picture;

/// The width of every picture, in its own units; the page stretches it.
const WIDTH: i64 = 480;

/// A picture ready to be written down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    /// Begins the ids of its parts; no other picture of the page has it.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// Its figures in one sentence, for those who hear it.
    pub description: String,
    /// Its width.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// Filled rectangles.
    pub bars: Vec<Bar>,
    /// Words and figures.
    pub words: Vec<Words>,
    /// The points of a line, as SVG wants them; empty where there is none.
    pub path: String,
    /// The points by themselves.
    pub dots: Vec<(i64, i64)>,
}

/// A filled rectangle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Its left edge.
    pub x: i64,
    /// Its upper edge.
    pub y: i64,
    /// Its width.
    pub width: i64,
    /// Its height.
    pub height: i64,
    /// The first part of a bar is filled, the second striped.
    pub is_striped: bool,
}

/// Words at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Where they begin, or their middle.
    pub x: i64,
    /// Their foot.
    pub y: i64,
    /// Whether `x` is their middle.
    pub is_centred: bool,
    /// The words.
    pub text: String,
}

impl Chart {
    /// Draws a picture.
    #[must_use]
    pub fn of(id: &str, title: &str, picture: &Picture) -> Self {
        let mut chart = Self {
            id: format!("chart-{id}"),
            title: title.to_owned(),
            description: describe(picture),
            width: WIDTH,
            ..Self::default()
        };
        match picture {
            Picture::Bars(series) => bars::draw(&mut chart, &[], series),
            Picture::Parted(names, series) => bars::draw(&mut chart, names, series),
            Picture::Years(series) => years::draw(&mut chart, series),
        }
        chart
    }

    fn write(&mut self, x: i64, y: i64, text: impl Into<String>) {
        self.words.push(Words {
            x,
            y,
            is_centred: false,
            text: text.into(),
        });
    }

    fn write_centred(&mut self, x: i64, y: i64, text: impl Into<String>) {
        self.words.push(Words {
            x,
            y,
            is_centred: true,
            text: text.into(),
        });
    }
}

fn describe(picture: &Picture) -> String {
    let series = picture.series().iter();
    let words: Vec<String> = series
        .map(|one| format!("{} {}", one.label, one.shown))
        .collect();
    format!("{}。", words.join("；"))
}

/// A label that fits above its bar; the table has it in full.
fn shortened(label: &str) -> String {
    const MOST: usize = 30;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    let kept: String = label.chars().take(MOST - 1).collect();
    format!("{kept}…")
}
