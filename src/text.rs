//! Text: outside text made safe, and read, wrapped, compared.

/// Outside text, not yet safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Raw(String);

impl Raw {
    /// Takes outside text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text made safe to show.
    pub fn show(&self) -> Safe {
        Safe(self.0.clone())
    }

    /// Returns the text for comparing, hashing and storing only.
    pub fn bare(&self) -> &str {
        &self.0
    }

    /// Says whether there is nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// Text that is safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Safe(String);

impl std::ops::Deref for Safe {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Safe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&'static str> for Safe {
    fn from(text: &'static str) -> Self {
        Self(text.to_owned())
    }
}
