//! What a file may ask for. Real documents of the field stay far below; bombs do not.

/// The largest file, in bytes.
pub const FILE_BYTES: usize = 50 * 1024 * 1024;

/// The most that the parts of a zipped file may come to when unpacked, in bytes.
pub const UNPACKED_BYTES: u64 = 128 * 1024 * 1024;

/// How many times larger than the file its parts may become, once they are larger than
/// [`RATIO_FREE_BYTES`]. Word and Excel files reach 10 to 60.
pub const UNPACKED_RATIO: u64 = 200;

/// Below this the ratio does not matter, in bytes.
pub const RATIO_FREE_BYTES: u64 = 4 * 1024 * 1024;

/// The most parts in a zipped file.
pub const PARTS: usize = 10_000;

/// The most paragraphs and cells together.
pub const PIECES: usize = 200_000;

/// The longest paragraph in bytes, some 7000 Chinese characters; longer ones become several.
pub const PARAGRAPH_BYTES: usize = 20_000;

/// The most text in a document, in bytes: some 1.7 million Chinese characters, a thousand pages.
pub const TEXT_BYTES: usize = 5 * 1024 * 1024;

/// The most tags in a web page, those included that carry nothing for a document.
pub const TAGS: usize = 1_000_000;

/// The deepest nesting of elements in a web page or Word file; browsers stop there too.
pub const DEPTH: usize = 512;

/// The most columns and rows that a merged cell may cover.
pub const SPAN: usize = 1_000;

/// The most sheets of a workbook.
pub const SHEETS: usize = 200;

/// The most bytes to go through for all sheets of a workbook together.
pub const SHEET_WORK: u64 = 4 * 1024 * 1024 * 1024;

/// The most cells of a sheet that have a format and nothing else.
pub const STYLED_CELLS: usize = 5_000_000;

/// The most empty cells and merged cells that are kept between those with text.
pub const EMPTY_CELLS: u64 = 100_000;

/// The most tags in a part of a workbook: each becomes something in memory.
pub const PART_TAGS: usize = 4_000_000;

/// The most tags in the styles of a workbook, which become larger things.
pub const STYLE_TAGS: usize = 500_000;
