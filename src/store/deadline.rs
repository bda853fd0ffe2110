//! A moment to be done by; for programs and terminals that may never answer, not for anything learnt.

use std::time::{Duration, Instant};

/// A moment to be done by.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// Starts to count.
    #[expect(clippy::disallowed_methods, reason = "a wait must end also where the wall clock is set back")]
    pub fn after(limit: Duration) -> Self {
        Self(Instant::now() + limit)
    }

    /// Returns what is left of it; nothing once it has passed.
    #[expect(clippy::disallowed_methods, reason = "a wait must end also where the wall clock is set back")]
    pub fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// Says whether it has passed.
    pub fn is_over(self) -> bool {
        self.left().is_zero()
    }
}
