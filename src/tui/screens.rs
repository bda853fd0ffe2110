//! The screens. What a screen is stands in [`super::screen`].

pub mod anywhere;
pub mod aside;
pub mod browse;
pub mod calibration;
pub mod confirm;
pub mod debrief;
pub mod first_run;
pub mod help;
pub mod home;
pub mod interviews;
pub mod keys;
pub mod mock;
pub mod open;
pub mod pace;
pub mod palette;
pub mod problems;
pub mod seat;
pub mod settings;
pub mod simulate;
pub mod stats;
pub mod study;
pub mod summary;
pub mod target;
