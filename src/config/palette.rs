//! Themes as data: their names, and the palettes among them with a colour or style by meaning.

/// The themes made of the terminal's own colours, or of none.
pub const PLAIN: [&str; 4] = ["auto", "dark", "light", "mono"];

/// What a palette may give a style to.
pub const ROLES: [&str; 9] =
    ["text", "background", "accent", "strong", "dim", "right", "wrong", "half", "code"];

/// Palettes of the program, each a style a role in the order of [`ROLES`]; the figures are those their
/// designers publish.
const BUILTIN: [(&str, [&str; 9]); 6] = [
    (
        "gruvbox",
        [
            "#ebdbb2",
            "#282828",
            "#83a598",
            "bold #fbf1c7",
            "#a89984",
            "#b8bb26",
            "#fb4934",
            "#fabd2f",
            "#8ec07c",
        ],
    ),
    (
        "nord",
        [
            "#d8dee9",
            "#2e3440",
            "#88c0d0",
            "bold #eceff4",
            "#7b88a1",
            "#a3be8c",
            "#d0737d",
            "#ebcb8b",
            "#8fbcbb",
        ],
    ),
    (
        "dracula",
        [
            "#f8f8f2",
            "#282a36",
            "#bd93f9",
            "bold #f8f8f2",
            "#8b9bd0",
            "#50fa7b",
            "#ff5555",
            "#f1fa8c",
            "#8be9fd",
        ],
    ),
    (
        "catppuccin",
        [
            "#cdd6f4",
            "#1e1e2e",
            "#89b4fa",
            "bold #cdd6f4",
            "#9399b2",
            "#a6e3a1",
            "#f38ba8",
            "#f9e2af",
            "#94e2d5",
        ],
    ),
    (
        "solarized-dark",
        [
            "#93a1a1",
            "#002b36",
            "#268bd2",
            "bold #eee8d5",
            "#7c9096",
            "#859900",
            "#dc322f",
            "#b58900",
            "#2aa198",
        ],
    ),
    (
        "solarized-light",
        [
            "#586e75",
            "#fdf6e3",
            "#268bd2",
            "bold #073642",
            "#748a93",
            "#687700",
            "#dc322f",
            "#946f00",
            "#1f827b",
        ],
    ),
];

/// Returns the names of the program's own themes.
pub fn names<'a>() -> impl Iterator<Item = &'a str> {
    PLAIN.into_iter().chain(BUILTIN.into_iter().map(|(name, _)| name))
}

/// Returns a palette of the program, a style a role.
pub fn builtin(name: &str) -> Option<[(&'static str, &'static str); 9]> {
    let (_, styles) = BUILTIN.into_iter().find(|(own, _)| *own == name)?;
    Some(std::array::from_fn(|at| (ROLES[at], styles[at])))
}
