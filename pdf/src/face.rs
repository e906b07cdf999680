//! The faces, part of the program.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Made by `fonts/make.sh`.
const FILES: [&[u8]; 4] = [
    include_bytes!("../fonts/NotoSerifCJKsc-Regular.otf"),
    include_bytes!("../fonts/NotoSerifCJKsc-Bold.otf"),
    include_bytes!("../fonts/NotoSansCJKsc-Regular.otf"),
    include_bytes!("../fonts/DejaVuSans-Symbols.ttf"),
];

/// The faces with what the typesetter asks of them, read once.
pub(crate) struct Faces {
    /// By number.
    pub fonts: Vec<Font>,
    /// By name and weight.
    pub book: LazyHash<FontBook>,
    /// The characters that at least one of them has.
    known: BTreeSet<u32>,
}

/// The faces.
pub(crate) static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let files = FILES.into_iter().map(Bytes::new);
    let fonts: Vec<Font> = files.flat_map(Font::iter).collect();
    let infos = fonts.iter().map(Font::info);
    Faces {
        known: infos.flat_map(|info| info.coverage.iter()).collect(),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

impl Faces {
    /// Whether a character can be set.
    pub fn know(&self, symbol: char) -> bool {
        self.known.contains(&u32::from(symbol))
    }
}
