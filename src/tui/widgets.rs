//! Small drawn things, reused by screens and faces.

pub mod curve;
pub mod drawn;
pub mod editor;
pub mod frame;
pub mod hints;
pub mod meter;
pub mod pane;
pub mod pen;
pub mod popup;
pub mod prose;
pub mod scroll;
