//! Text: outside text made safe to show, wrapped, read as figures, compared with what was typed.

pub mod code;
pub mod figure;
pub mod long;
pub mod markup;
pub mod near;
pub mod raw;
pub mod slug;
pub mod toml;
pub mod wrap;

pub use raw::{Raw, Safe, clean_symbol, show};
pub use slug::{hyphened, slug};
pub use wrap::{width, wrap};
