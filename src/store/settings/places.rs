//! Where the keys of a settings file stand.

use std::cell::OnceCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Where each key stands; the text is only looked at again when somebody asks.
pub(super) struct Places<'a> {
    text: &'a str,
    name: &'a str,
    read: OnceCell<(DeTable<'a>, Vec<usize>)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str, name: &'a str) -> Self {
        Self { text, name, read: OnceCell::new() }
    }

    /// Returns `file:line:1` of a key, or of as much of its path as there is.
    pub(super) fn of(&self, path: &[&str]) -> String {
        let (root, ends) = self.read.get_or_init(|| {
            let root = DeTable::parse(self.text).map(Spanned::into_inner).unwrap_or_default();
            (root, memchr::memchr_iter(b'\n', self.text.as_bytes()).collect())
        });
        let (mut at, mut table) = (0, Some(root));
        for part in path {
            let Some((key, value)) = table.and_then(|table| table.get_key_value(*part)) else { break };
            at = key.span().start;
            table = match value.get_ref() {
                DeValue::Table(table) => Some(table),
                _ => None,
            };
        }
        format!("{}:{}:1", self.name, ends.partition_point(|end| *end < at) + 1)
    }
}
