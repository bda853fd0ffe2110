//! Blocks of marked-up text, read one after another from any place, so that a long text need not be read whole.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::code::Language;

/// Bytes of a block that are handed out at once; a longer block comes in pieces.
const PIECE: usize = 4096;
/// Bytes looked back for the start of a cluster, more than `raw` lets a cluster have.
const CLUSTER: usize = 128;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Heading,
    /// An item of a list, numbered or not, at the outer level or within another item.
    Item {
        nested: bool,
        number: Option<u8>,
    },
    Quote,
    Code(Option<Language>),
    Gap,
}

/// A block, or a part of one that is long.
#[derive(Debug)]
pub(super) struct BlockPart {
    pub(super) kind: Kind,
    /// Its lines as one, without the mark that made it a block.
    pub(super) text: String,
    /// Whether the block starts here.
    pub(super) first: bool,
    /// Whether the block goes on in the next piece.
    pub(super) more: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum Fence {
    #[default]
    Outside,
    Inside(Option<Language>),
}

/// Where reading stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Reader {
    /// The next byte to read.
    pub(super) byte: usize,
    /// Whether that byte stands within a line.
    within: bool,
    /// A block that goes on.
    open: Option<Kind>,
    fence: Fence,
    /// Fences that were opened.
    pub(super) fences: usize,
    /// The indent of the outer level of a list.
    outer: Option<usize>,
    /// Whether a blank line waits for a block below it.
    gap: bool,
    any: bool,
}

/// A line of the source, or a part of one that is long.
struct SourceLine<'t> {
    text: &'t str,
    next: usize,
    ended: bool,
}

impl<'t> SourceLine<'t> {
    fn at(text: &'t str, byte: usize) -> Option<Self> {
        let rest = text.get(byte..).filter(|rest| !rest.is_empty())?;
        let window = &rest.as_bytes()[..rest.len().min(PIECE)];
        if let Some(end) = window.iter().position(|byte| *byte == b'\n') {
            return Some(Self { text: &rest[..end], next: byte + end + 1, ended: true });
        }
        if rest.len() <= PIECE {
            return Some(Self { text: rest, next: text.len(), ended: true });
        }
        let end = cut(rest);
        Some(Self { text: &rest[..end], next: byte + end, ended: false })
    }
}

/// Returns where to cut a text that is longer than a piece: behind a space, or between clusters.
fn cut(text: &str) -> usize {
    let end = (0..=PIECE).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    if let Some(space) = text[..end].rfind(' ').filter(|space| *space > PIECE / 2) {
        return space + 1;
    }
    let from = (0..=end - CLUSTER).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text[from..end].grapheme_indices(true).next_back().map_or(end, |(at, _)| from + at)
}

impl Reader {
    /// Reads the next piece.
    pub(super) fn next(&mut self, text: &str) -> Option<BlockPart> {
        loop {
            if let Some(kind) = self.open.take() {
                return Some(self.gather(kind, text, false));
            }
            let line = SourceLine::at(text, self.byte)?;
            if let Fence::Inside(language) = self.fence {
                if let Some(piece) = self.code(&line, language) {
                    return Some(piece);
                }
                continue;
            }
            let bare = line.text.trim();
            if bare.is_empty() {
                self.gap = self.any;
                self.pass(&line);
                continue;
            }
            if std::mem::take(&mut self.gap) {
                return Some(BlockPart { kind: Kind::Gap, text: String::new(), first: true, more: false });
            }
            self.any = true;
            if let Some(name) = fence(bare).filter(|_| line.ended) {
                self.fence = Fence::Inside(Language::named(name));
                self.fences += 1;
                self.pass(&line);
                continue;
            }
            return Some(self.block(&line, text));
        }
    }

    fn pass(&mut self, line: &SourceLine<'_>) {
        (self.byte, self.within) = (line.next, !line.ended);
    }

    /// A line within a fence; the line that closes it is no piece.
    fn code(&mut self, line: &SourceLine<'_>, language: Option<Language>) -> Option<BlockPart> {
        let first = !self.within;
        self.pass(line);
        let bare = line.text.trim();
        if first && line.ended && bare.len() >= 3 && bare.bytes().all(|byte| byte == b'`') {
            self.fence = Fence::Outside;
            return None;
        }
        let text = if line.ended { line.text.trim_end() } else { line.text }.to_owned();
        Some(BlockPart { kind: Kind::Code(language), text, first, more: !line.ended })
    }

    /// A block that starts with this line.
    fn block(&mut self, line: &SourceLine<'_>, text: &str) -> BlockPart {
        let bare = line.text.trim();
        let indent = line.text.len() - line.text.trim_start().len();
        let (kind, mark) = match item(bare) {
            Some((number, mark)) => {
                let nested = self.outer.is_some_and(|outer| indent >= outer + 2);
                if !nested {
                    self.outer = Some(indent);
                }
                (Kind::Item { nested, number }, mark)
            }
            None => match (heading(bare), quote(bare)) {
                (Some(mark), _) => (Kind::Heading, mark),
                (None, Some(mark)) => (Kind::Quote, mark),
                (None, None) => (Kind::Paragraph, 0),
            },
        };
        if !matches!(kind, Kind::Item { .. }) {
            self.outer = None;
        }
        if bare == ">" {
            self.pass(line);
            return BlockPart { kind, text: String::new(), first: true, more: false };
        }
        // What follows the mark is the middle of a line.
        (self.byte, self.within) = (self.byte + indent + mark, true);
        self.gather(kind, text, true)
    }

    /// Joins the lines of a block: a newline is a space.
    fn gather(&mut self, kind: Kind, text: &str, first: bool) -> BlockPart {
        let mut joined = String::new();
        while joined.len() < PIECE {
            let Some(line) = SourceLine::at(text, self.byte) else {
                return BlockPart { kind, text: joined, first, more: false };
            };
            let mut words = line.text;
            if !self.within {
                if stops(kind, words.trim()) {
                    return BlockPart { kind, text: joined, first, more: false };
                }
                words = words.trim_start();
                words = if kind == Kind::Quote { words[1..].trim_start() } else { words };
                if !tight(text[..self.byte].trim_end(), words) {
                    joined.push(' ');
                }
            }
            joined.push_str(if line.ended { words.trim_end() } else { words });
            self.pass(&line);
        }
        self.open = Some(kind);
        BlockPart { kind, text: joined, first, more: true }
    }
}

/// Says whether a line does not belong to the block above it.
fn stops(kind: Kind, bare: &str) -> bool {
    let begins_list = match item(bare) {
        // `in\n1984. Then` is a sentence that goes on; a list within a sentence begins with 1.
        Some((Some(number), _)) => number == 1 || matches!(kind, Kind::Item { .. }),
        Some((None, _)) => true,
        None => false,
    };
    let other = match kind {
        Kind::Heading => true,
        Kind::Quote => quote(bare).is_none() || bare == ">",
        Kind::Paragraph | Kind::Item { .. } | Kind::Code(_) | Kind::Gap => quote(bare).is_some(),
    };
    bare.is_empty() || begins_list || other || heading(bare).is_some() || fence(bare).is_some()
}

/// Reads the mark of a list item: its number, if it has one, and the bytes of the mark.
fn item(bare: &str) -> Option<(Option<u8>, usize)> {
    if bare.starts_with("- ") || bare.starts_with("* ") {
        return Some((None, 2));
    }
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let number = bare[..digits].parse().ok().filter(|_| digits <= 2 && !bare.starts_with('0'))?;
    bare[digits..].starts_with(". ").then_some((Some(number), digits + 2))
}

fn heading(bare: &str) -> Option<usize> {
    let level = bare.bytes().take_while(|byte| *byte == b'#').count();
    ((1..=4).contains(&level) && bare[level..].starts_with(' ')).then_some(level + 1)
}

/// Reads the mark of a quotation; `> 500 ms` is a figure.
fn quote(bare: &str) -> Option<usize> {
    if bare == ">" {
        return Some(1);
    }
    let rest = bare.strip_prefix("> ")?;
    let figure = rest.starts_with(|letter: char| letter.is_numeric() || "$€£~+-.".contains(letter));
    (!figure).then_some(2)
}

/// Reads the line that opens a fence: the name of the language, if any; other words are text.
fn fence(bare: &str) -> Option<&str> {
    let name = bare.strip_prefix("```")?.trim_start_matches('`').trim_start();
    let named = name.is_empty() || name.starts_with(|letter: char| letter.is_ascii_alphabetic());
    (named && !name.contains(['`', ' '])).then_some(name)
}

/// Says whether two lines join without a space: Chinese and Japanese are written without.
fn tight(before: &str, after: &str) -> bool {
    let close = |letter: Option<char>| {
        letter.is_some_and(|letter| {
            matches!(letter,
                '\u{2e80}'..='\u{312f}' | '\u{3190}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}'
                | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
        })
    };
    close(before.chars().next_back()) && close(after.chars().next())
}
