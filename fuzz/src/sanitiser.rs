//! The one door for outside text: nothing that acts or hides is left, showing twice changes nothing, and wrapped lines
//! fit and lose nothing but spaces.

use cardsharp::rooms::text::wrap::chop;
use cardsharp::rooms::text::{clean_symbol, show, width, wrap};

/// Makes any bytes safe; the first byte is a number of columns.
pub fn run(bytes: &[u8]) {
    let Some((columns, bytes)) = bytes.split_first() else { return };
    let columns = usize::from(*columns);
    let text = String::from_utf8_lossy(bytes);
    let shown = show(&text);
    super::holds(&shown);
    assert_eq!(show(&shown), shown, "showing twice changes it: {text:?}");
    super::holds(&shown.cut(columns));
    assert!(width(&shown.cut(columns)) <= columns, "{columns} columns: {:?}", shown.cut(columns));
    lines(&shown, columns);
    for cluster in cells(&shown) {
        let drawn = clean_symbol(cluster).unwrap_or_else(|| cluster.to_owned());
        assert!(drawn.len() <= 64, "{} bytes in one cell", drawn.len());
    }
    let raw = clean_symbol(&text).unwrap_or_else(|| text.clone().into_owned());
    assert!(!raw.chars().any(|letter| super::acts(letter) || letter == '\n'), "a cell holds {raw:?}");
}

fn lines(shown: &str, columns: usize) {
    let mut at = 0;
    for range in wrap(shown, columns) {
        assert!(range.start >= at && range.start <= range.end, "{range:?} after {at}");
        assert!(shown[at..range.start].trim().is_empty(), "words are lost: {:?}", &shown[at..range.start]);
        let line = &shown[range.clone()];
        assert!(fits(line, columns), "{} columns in {columns}: {line:?}", width(line));
        at = range.end;
    }
    assert!(shown[at..].trim().is_empty(), "words are lost: {:?}", &shown[at..]);
    for line in shown.split('\n') {
        let parts = chop(line, columns.max(1));
        assert_eq!(parts.iter().map(|part| &line[part.clone()]).collect::<String>(), line);
        assert!(parts.iter().all(|part| fits(&line[part.clone()], columns)), "{columns} columns: {line:?}");
    }
}

/// One cluster may be wider than all there is; it cannot be cut.
fn fits(line: &str, columns: usize) -> bool {
    width(line) <= columns.max(1) || chop(line, 1).iter().filter(|part| !part.is_empty()).count() <= 1
}

fn cells(shown: &str) -> impl Iterator<Item = &str> {
    shown.split('\n').flat_map(|line| chop(line, 1).into_iter().map(|part| &line[part]))
}
