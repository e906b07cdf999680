//! A QR code as a picture inside the page: nobody else is asked to draw a secret.

use qrcodegen::{QrCode, QrCodeEcc};

/// White around the code, in squares (ISO/IEC 18004).
const MARGIN: i32 = 4;

/// A QR code as the squares of an SVG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How many squares it is wide and high, the white around it among them.
    pub side: i32,
    /// The black squares as one path.
    pub path: String,
}

impl Picture {
    /// The code of this text; `None` when the text is too long for any.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let path = squares
            .filter(|(x, y)| code.get_module(*x, *y))
            .map(|(x, y)| format!("M{},{}h1v1h-1z", x + MARGIN, y + MARGIN))
            .collect();
        Some(Self {
            side: code.size() + 2 * MARGIN,
            path,
        })
    }
}
