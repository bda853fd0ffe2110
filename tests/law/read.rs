//! A file read as syntax: its modules, what its product code names, what no tool but this one looks at.

use std::ops::RangeInclusive;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{
    Attribute, ExprMethodCall, Field, File as Syntax, ImplItem, Item, ItemMod, ItemUse, Macro, Meta,
    TraitItem, UseTree, Variant,
};
use syn::{Visibility, parse_file};

use super::Steps;
use super::lists::METHODS;
use super::names::{How, Name, Names, line};

/// One file of the house.
pub struct File {
    /// Its name from the package down, with `/`.
    pub name: String,
    /// The room it belongs to; `lib` and `main` are none.
    pub room: String,
    /// The modules that stand in it, its own first.
    pub modules: Vec<Steps>,
    /// The modules in files of their own that only tests are built from.
    pub tests: Vec<Steps>,
    /// What its product code names.
    pub names: Vec<Name>,
    /// What may stand nowhere, with its line.
    pub odd: Vec<(usize, String)>,
    /// What can be named from elsewhere and has no doc comment, with its line.
    pub silent: Vec<(usize, String)>,
    /// Its lines, those of tests left out.
    pub lines: usize,
}

impl File {
    /// Reads a file from its text.
    pub fn read(name: &str, text: &str) -> Self {
        let syntax = parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let own = steps(name);
        let mut file = Self {
            name: name.to_owned(),
            room: own.first().map_or("lib", String::as_str).to_owned(),
            modules: vec![own.clone()],
            tests: Vec::new(),
            names: Vec::new(),
            odd: Vec::new(),
            silent: Vec::new(),
            lines: text.lines().count(),
        };
        if !own.is_empty() && !has_doc(&syntax.attrs) {
            file.silent.push((1, "the file".to_owned()));
        }
        if file.room == "lib" {
            file.rooms_only(&syntax);
        }
        let mut reader = Reader { file: &mut file, module: own, tested: Vec::new(), secret: 0 };
        reader.visit_file(&syntax);
        let tested: usize = reader.tested.iter().map(|lines| lines.end() + 1 - lines.start()).sum();
        file.lines -= tested;
        file
    }

    /// Our list of rooms is a list: what else stands there could be named from every room.
    fn rooms_only(&mut self, syntax: &Syntax) {
        for item in &syntax.items {
            if !is_face(item) && !matches!(item, Item::Mod(item) if item.content.is_none()) {
                self.odd.push((line(item.span()), "lib.rs lists rooms and holds nothing else".to_owned()));
            }
        }
    }
}

/// Says whether an item is what the world sees: `main`, and the rooms for those who ask for them by a feature.
fn is_face(item: &Item) -> bool {
    match item {
        Item::Use(item) => match &item.tree {
            UseTree::Path(path) if path.ident == "commands" => {
                matches!(&*path.tree, UseTree::Name(name) if name.ident == "main")
            }
            _ => false,
        },
        Item::Mod(item) => item.ident == "rooms" && item.attrs.iter().any(|attr| attr.path().is_ident("cfg")),
        _ => false,
    }
}

/// Returns the module a file is, by its name.
fn steps(name: &str) -> Steps {
    let inner = name.trim_start_matches("src/").trim_end_matches(".rs");
    if inner == "lib" { Vec::new() } else { inner.split('/').map(str::to_owned).collect() }
}

struct Reader<'a> {
    file: &'a mut File,
    module: Steps,
    tested: Vec<RangeInclusive<usize>>,
    /// How deep in what cannot be named from elsewhere.
    secret: usize,
}

impl Reader<'_> {
    fn names(&mut self) -> Names<'_> {
        Names { module: &self.module, found: &mut self.file.names }
    }

    /// Leaves out what only tests are built from.
    fn is_left_out(&mut self, attrs: &[Attribute], item: &impl Spanned) -> bool {
        let left_out = is_test(attrs);
        if left_out {
            let first = attrs.iter().map(|attr| line(attr.span())).min().unwrap();
            self.tested.push(first..=item.span().end().line);
        }
        left_out
    }

    fn odd(&mut self, at: usize, what: &str) {
        self.file.odd.push((at, what.to_owned()));
    }

    /// Asks for a doc comment on what can be named from elsewhere.
    fn documented(&mut self, vis: &Visibility, attrs: &[Attribute], name: &syn::Ident, what: &str) {
        if is_open(vis) && self.secret == 0 && !has_doc(attrs) {
            self.file.silent.push((line(name.span()), format!("{what} {name}")));
        }
    }

    fn item_documented(&mut self, item: &Item) {
        match item {
            Item::Const(i) => self.documented(&i.vis, &i.attrs, &i.ident, "const"),
            Item::Enum(i) => self.documented(&i.vis, &i.attrs, &i.ident, "enum"),
            Item::Fn(i) => self.documented(&i.vis, &i.attrs, &i.sig.ident, "fn"),
            Item::Static(i) => self.documented(&i.vis, &i.attrs, &i.ident, "static"),
            Item::Struct(i) => self.documented(&i.vis, &i.attrs, &i.ident, "struct"),
            Item::Trait(i) => self.documented(&i.vis, &i.attrs, &i.ident, "trait"),
            Item::Type(i) => self.documented(&i.vis, &i.attrs, &i.ident, "type"),
            Item::Mod(i) if i.content.is_some() => self.documented(&i.vis, &i.attrs, &i.ident, "mod"),
            _ => {}
        }
    }

    fn enter(&mut self, item: &ItemMod) {
        self.module.push(item.ident.to_string());
        self.file.modules.push(self.module.clone());
        visit::visit_item_mod(self, item);
        self.module.pop();
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        let attrs = attrs(item);
        if let Item::Mod(module) = item
            && module.content.is_none()
            && is_test(attrs)
        {
            self.file.tests.push([&self.module[..], &[module.ident.to_string()]].concat());
        }
        if self.is_left_out(attrs, item) {
            return;
        }
        self.item_documented(item);
        let secret = match item {
            Item::Struct(i) => !is_open(&i.vis),
            Item::Enum(i) => !is_open(&i.vis),
            Item::Trait(i) => !is_open(&i.vis),
            Item::Impl(i) => i.trait_.is_some(),
            Item::Fn(_) => true,
            _ => false,
        };
        self.secret += usize::from(secret);
        match item {
            Item::Mod(module) if module.content.is_some() => self.enter(module),
            Item::Verbatim(tokens) => self.names().tokens(tokens.clone(), &[]),
            _ => visit::visit_item(self, item),
        }
        self.secret -= usize::from(secret);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let name = call.method.to_string();
        if METHODS.iter().any(|(method, own)| *method == name && self.file.name != *own) {
            self.odd(line(call.method.span()), &format!("{name} is called; its one door does that"));
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        let (attrs, open) = match item {
            ImplItem::Const(i) => (&i.attrs, Some((&i.vis, &i.ident, "const"))),
            ImplItem::Fn(i) => (&i.attrs, Some((&i.vis, &i.sig.ident, "fn"))),
            ImplItem::Type(i) => (&i.attrs, Some((&i.vis, &i.ident, "type"))),
            _ => return visit::visit_impl_item(self, item),
        };
        if self.is_left_out(attrs, item) {
            return;
        }
        if let Some((vis, name, what)) = open {
            self.documented(vis, attrs, name, what);
        }
        visit::visit_impl_item(self, item);
    }

    fn visit_trait_item(&mut self, item: &'ast TraitItem) {
        if let TraitItem::Fn(i) = item
            && self.secret == 0
            && !has_doc(&i.attrs)
        {
            self.file.silent.push((line(i.sig.ident.span()), format!("fn {}", i.sig.ident)));
        }
        visit::visit_trait_item(self, item);
    }

    fn visit_field(&mut self, field: &'ast Field) {
        if let Some(name) = &field.ident {
            self.documented(&field.vis, &field.attrs, name, "field");
        }
        visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'ast Variant) {
        if self.secret == 0 && !has_doc(&variant.attrs) {
            let name = &variant.ident;
            self.file.silent.push((line(name.span()), format!("variant {name}")));
        }
        visit::visit_variant(self, variant);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        let how = if matches!(item.vis, Visibility::Inherited) { How::Import } else { How::Reexport };
        self.names().import(&item.tree, &[], item.leading_colon.is_some(), how);
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        self.odd(line(item.span()), "extern crate: a crate is named where it is used");
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.names().path(path, How::Inline);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, made: &'ast Macro) {
        self.names().path(&made.path, How::Macro);
        self.names().tokens(made.tokens.clone(), &[]);
    }

    fn visit_attribute(&mut self, attr: &'ast Attribute) {
        for (word, why) in [
            ("path", "#[path]: a file has the name of its module"),
            ("macro_use", "#[macro_use]: names without a path"),
            ("macro_export", "#[macro_export]: a name in every room"),
        ] {
            if attr.path().is_ident(word) {
                self.odd(line(attr.span()), why);
            }
        }
        if let Meta::List(list) = &attr.meta {
            let said = list.tokens.to_string();
            if attr.path().is_ident("cfg_attr")
                && ["path =", "macro_use", "macro_export"].iter().any(|word| said.contains(word))
            {
                self.odd(
                    line(attr.span()),
                    "cfg_attr: what may not stand as an attribute may not hide in one",
                );
            }
            self.names().tokens(list.tokens.clone(), &[]);
            self.names().quoted(list.tokens.clone());
        }
    }

    /// `pub(in crate::room)` says who may see a thing and names nothing.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}

fn attrs(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(i) => &i.attrs,
        Item::Enum(i) => &i.attrs,
        Item::ExternCrate(i) => &i.attrs,
        Item::Fn(i) => &i.attrs,
        Item::Impl(i) => &i.attrs,
        Item::Macro(i) => &i.attrs,
        Item::Mod(i) => &i.attrs,
        Item::Static(i) => &i.attrs,
        Item::Struct(i) => &i.attrs,
        Item::Trait(i) => &i.attrs,
        Item::Type(i) => &i.attrs,
        Item::Use(i) => &i.attrs,
        _ => &[],
    }
}

/// Says whether something is built for tests alone: `#[test]`, `cfg(test)` or `cfg(all(test, ...))`.
fn is_test(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| {
        let Meta::List(list) = &attr.meta else { return attr.path().is_ident("test") };
        let told: String = list.tokens.to_string().split_whitespace().collect();
        attr.path().is_ident("cfg") && (told == "test" || told.starts_with("all(test,"))
    })
}

/// Says whether something can be named from other rooms.
fn is_open(vis: &Visibility) -> bool {
    match vis {
        Visibility::Public(_) => true,
        Visibility::Restricted(to) => to.path.is_ident("crate"),
        Visibility::Inherited => false,
    }
}

fn has_doc(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|attr| attr.path().is_ident("doc"))
}
