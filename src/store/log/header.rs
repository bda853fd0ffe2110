//! The first line of a segment: the version of its form, and the device that writes it.

use std::borrow::Cow;

use serde::Deserialize;

use super::line;

/// The version of the container; a newer one is read as far as can be and never written beside.
const CONTAINER: u64 = 1;
/// Why a newer container is not enough to go by.
pub(super) const NEWER: &str = "a newer version of cardsharp made it; update cardsharp";

#[derive(Deserialize)]
struct Header<'a> {
    cardsharp: u64,
    #[serde(borrow, default)]
    dev: Cow<'a, str>,
}

/// Returns the line a segment begins with.
pub(super) fn write(device: &str) -> Vec<u8> {
    let device = serde_json::Value::from(device);
    line::seal(format!("{{\"cardsharp\":{CONTAINER},\"dev\":{device}}}").as_bytes())
}

/// Says whether the JSON of a line is a header; one may stand anywhere, where files were put together.
pub(super) fn is_header(json: &[u8]) -> bool {
    json.starts_with(b"{\"cardsharp\":")
}

/// Says whether it is a header of a newer container; one that makes no sense to this version counts as newer.
pub(super) fn is_newer(json: &[u8]) -> bool {
    is_header(json)
        && !serde_json::from_slice::<Header<'_>>(json).is_ok_and(|header| header.cardsharp <= CONTAINER)
}

/// Returns the device a header names.
pub(super) fn device(json: &[u8]) -> Option<String> {
    let header: Header<'_> = serde_json::from_slice(json).ok()?;
    Some(header.dev.into_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_of_this_version_is_not_newer_and_any_other_is() {
        let own = write("d\"e");
        let own = line::open(own.strip_suffix(b"\n").unwrap()).unwrap();
        assert!(is_header(own) && !is_newer(own));
        assert_eq!(device(own).as_deref(), Some("d\"e"));
        assert!(!is_newer(b"{\"cardsharp\":1}") && !is_newer(b"{\"v\":1}"));
        for newer in ["2", "18446744073709551616", "\"2\"", "null"] {
            assert!(is_newer(format!("{{\"cardsharp\":{newer}}}").as_bytes()), "{newer}");
        }
    }
}
