//! Text: outside text made safe to show, wrapped, read as figures, compared with what was typed.

pub mod code;
pub mod count;
pub mod csv;
pub mod figure;
pub mod long;
pub mod markup;
pub mod near;
pub mod raw;
pub mod slug;
pub mod toml;
pub mod wrap;

pub use count::count;
pub use raw::{Raw, Safe, beginning, clean_symbol, is_hidden, json, pretty_json, show};
pub use slug::{hyphened, slug};
pub use wrap::{width, wrap};
