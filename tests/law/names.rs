//! What a piece of code names: imports taken apart, paths, and what stands in the tokens of macros.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Ident, Path, UseTree};

use super::Steps;

/// How something is named.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum How {
    /// By `use`.
    Import,
    /// By `use` with a visibility of its own.
    Reexport,
    /// By `use ...::*`.
    Glob,
    /// By a path in code or in a macro.
    Inline,
    /// As a macro that is called.
    Macro,
}

/// One name as it is written.
#[derive(Clone, Debug)]
pub struct Name {
    /// The steps of its path.
    pub path: Vec<String>,
    /// Whether it starts with `::`.
    pub outside: bool,
    /// The name it has from here on, if it is an import.
    pub known: Option<String>,
    /// The module it stands in.
    pub module: Steps,
    /// The line it stands on.
    pub line: usize,
    /// How it is named.
    pub how: How,
}

/// Collects names that stand in one module.
pub struct Names<'a> {
    /// The module.
    pub module: &'a Steps,
    /// What was found.
    pub found: &'a mut Vec<Name>,
}

impl Names<'_> {
    fn push(&mut self, path: Vec<String>, outside: bool, known: Option<String>, line: usize, how: How) {
        self.found.push(Name { path, outside, known, module: self.module.clone(), line, how });
    }

    /// Takes an import apart, one name for each leaf.
    pub fn import(&mut self, tree: &UseTree, before: &[String], outside: bool, how: How) {
        let below = |ident: &Ident| [before, &[plain(ident)]].concat();
        match tree {
            UseTree::Path(path) => self.import(&path.tree, &below(&path.ident), outside, how),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.import(tree, before, outside, how);
                }
            }
            UseTree::Name(name) => self.leaf(&name.ident, None, before, outside, how),
            UseTree::Rename(name) => self.leaf(&name.ident, Some(&name.rename), before, outside, how),
            UseTree::Glob(glob) => {
                self.push(before.to_vec(), outside, None, line(glob.star_token.spans[0]), How::Glob);
            }
        }
    }

    fn leaf(&mut self, ident: &Ident, new: Option<&Ident>, before: &[String], outside: bool, how: How) {
        let mut path = before.to_vec();
        if ident != "self" || path.is_empty() {
            path.push(plain(ident));
        }
        let known = new.map_or_else(|| path.last().cloned().unwrap(), plain);
        self.push(path, outside, Some(known), line(ident.span()), how);
    }

    /// Takes a path in code.
    pub fn path(&mut self, path: &Path, how: How) {
        let steps: Vec<String> = path.segments.iter().map(|step| plain(&step.ident)).collect();
        if let Some(first) = path.segments.first() {
            self.push(steps, path.leading_colon.is_some(), None, line(first.ident.span()), how);
        }
    }

    /// Takes every path and every macro that stands in the tokens of a macro or an attribute.
    pub fn tokens(&mut self, tokens: TokenStream, before: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            match &tokens[at] {
                TokenTree::Ident(_) => at = self.written(&tokens, at, before),
                TokenTree::Group(group) => {
                    self.tokens(group.stream(), &[]);
                    at += 1;
                }
                _ => at += 1,
            }
        }
    }

    /// Takes the path that starts at a place; returns the place behind it.
    fn written(&mut self, tokens: &[TokenTree], start: usize, before: &[String]) -> usize {
        let outside = start >= 2
            && are_colons(tokens, start - 2)
            && !matches!(tokens.get(start.wrapping_sub(3)), Some(TokenTree::Ident(_)));
        let (mut path, mut at) = (before.to_vec(), start);
        while let Some(TokenTree::Ident(ident)) = tokens.get(at) {
            path.push(plain(ident));
            at += 1;
            if !are_colons(tokens, at) {
                break;
            }
            at += 2;
        }
        let line = line(tokens[start].span());
        match tokens.get(at) {
            // The rest of an import that stands in a macro.
            Some(TokenTree::Group(group)) if are_colons(tokens, at.saturating_sub(2)) => {
                if group.delimiter() == Delimiter::Brace {
                    self.tokens(group.stream(), &path);
                }
                return at + 1;
            }
            Some(TokenTree::Punct(next)) if next.as_char() == '!' && !is_unequal(tokens, at) => {
                self.push(path, outside, None, line, How::Macro);
            }
            _ => self.push(path, outside, None, line, How::Inline),
        }
        at
    }

    /// Takes the paths that attributes hold as text, as in `#[serde(with = "a::b")]`.
    pub fn quoted(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => self.quoted(group.stream()),
                TokenTree::Literal(literal) => {
                    let text = literal.to_string();
                    if let Ok(path) = syn::parse_str::<Path>(text.trim_matches('"'))
                        && text.starts_with('"')
                    {
                        let steps = path.segments.iter().map(|step| plain(&step.ident)).collect();
                        self.push(steps, false, None, line(literal.span()), How::Inline);
                    }
                }
                _ => {}
            }
        }
    }
}

/// Returns a name without `r#`.
fn plain(ident: &Ident) -> String {
    ident.unraw().to_string()
}

fn are_colons(tokens: &[TokenTree], at: usize) -> bool {
    let colon = |at: usize| matches!(tokens.get(at), Some(TokenTree::Punct(p)) if p.as_char() == ':');
    colon(at) && colon(at + 1)
}

fn is_unequal(tokens: &[TokenTree], at: usize) -> bool {
    matches!(tokens.get(at + 1), Some(TokenTree::Punct(p)) if p.as_char() == '=')
}

/// Returns the line a token stands on.
pub fn line(span: Span) -> usize {
    span.start().line
}
