//! What each language calls a word, a string and a comment.

/// How a string opens and closes.
pub(super) struct Quote {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    /// Whether it may go on in the next line.
    pub(super) lines: bool,
    /// Whether a backslash escapes the sign behind it.
    pub(super) escapes: bool,
    /// Whether it holds one letter, or is no string.
    pub(super) letter: bool,
}

/// What is told apart in a language.
pub(super) struct Grammar {
    pub(super) names: &'static [&'static str],
    words: &'static str,
    pub(super) comments: &'static [&'static str],
    pub(super) block: Option<(&'static str, &'static str)>,
    /// Longer ones first.
    pub(super) quotes: &'static [Quote],
    pub(super) habit: Habit,
}

/// What sets a language apart from the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    None,
    /// A comment opens only behind a space.
    Spaced,
    /// The same, and a line may begin with `key:`.
    Keys,
    /// Words are written in either case.
    EitherCase,
    /// A line may be a `[head]`.
    Heads,
    /// It is made of tags.
    Tags,
}

impl std::fmt::Debug for Grammar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.names[0])
    }
}

impl Grammar {
    pub(super) fn knows(&self, word: &str) -> bool {
        let same = |own: &str| {
            if self.habit == Habit::EitherCase { own.eq_ignore_ascii_case(word) } else { own == word }
        };
        self.words.split_ascii_whitespace().any(same)
    }
}

const fn one(sign: &'static str) -> Quote {
    Quote { open: sign, close: sign, lines: false, escapes: true, letter: false }
}

const fn many(sign: &'static str) -> Quote {
    Quote { lines: true, ..one(sign) }
}

const fn raw(open: &'static str, close: &'static str) -> Quote {
    Quote { open, close, lines: true, escapes: false, letter: false }
}

const PLAIN: Grammar = Grammar {
    names: &[],
    words: "",
    comments: &["//"],
    block: Some(("/*", "*/")),
    quotes: &[one("\""), one("'")],
    habit: Habit::None,
};

/// The languages.
pub(super) static GRAMMARS: [Grammar; 17] = [
    Grammar {
        names: &["rust", "rs"],
        words: "as async await break const continue crate dyn else enum extern false fn for if impl in let loop \
                match mod move mut pub ref return self Self static struct super trait true type unsafe use where \
                while bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize",
        quotes: &[
            raw("r##\"", "\"##"),
            raw("r#\"", "\"#"),
            raw("r\"", "\""),
            many("\""),
            Quote { letter: true, ..one("'") },
        ],
        ..PLAIN
    },
    Grammar {
        names: &["python", "py", "python3", "pycon"],
        words: "and as assert async await break case class continue def del elif else except False finally for \
                from global if import in is lambda match None nonlocal not or pass raise return self True try \
                while with yield",
        comments: &["#"],
        block: None,
        quotes: &[many("\"\"\""), many("'''"), one("\""), one("'")],
        ..PLAIN
    },
    Grammar {
        names: &["javascript", "js", "jsx", "mjs", "typescript", "ts", "tsx"],
        words: "abstract any as async await boolean break case catch class const continue debugger declare default \
                delete do else enum export extends false finally for from function get if implements import in \
                instanceof interface keyof let namespace never new null number of private protected public \
                readonly return satisfies set static string super switch this throw true try type typeof undefined \
                unknown var void while yield",
        quotes: &[many("`"), one("\""), one("'")],
        ..PLAIN
    },
    Grammar {
        names: &["go", "golang"],
        words: "any bool break byte case chan const continue default defer else error fallthrough false float32 \
                float64 for func go goto if import int int32 int64 interface iota make map new nil package range \
                return rune select string struct switch true type uint uint64 var",
        quotes: &[raw("`", "`"), one("\""), one("'")],
        ..PLAIN
    },
    Grammar {
        names: &["java", "kotlin", "kt", "scala"],
        words: "abstract assert boolean break byte case catch char class companion const continue data def default \
                do double else enum extends final finally float for fun if implements import in instanceof int \
                interface is long match new null object open override package private protected public record \
                return sealed short static super switch synchronized this throw throws trait true false try val \
                var void volatile when while with yield",
        quotes: &[many("\"\"\""), one("\""), one("'")],
        ..PLAIN
    },
    Grammar {
        names: &["c", "h", "cpp", "c++", "cc", "hpp", "cxx"],
        words: "#include #define #if #ifdef #ifndef #else #endif #pragma auto bool break case catch char class const \
                constexpr continue default delete do double else enum explicit extern false final float for friend \
                goto if inline int int32_t int64_t long namespace new noexcept nullptr NULL operator override \
                private protected public return short signed size_t sizeof static std struct switch template this \
                throw true try typedef typename uint32_t uint64_t uint8_t union unsigned using virtual void \
                volatile while",
        ..PLAIN
    },
    Grammar {
        names: &["csharp", "cs", "c#"],
        words: "abstract as async await base bool break byte case catch char class const continue decimal default \
                delegate do double else enum event false finally float for foreach get if in int interface internal \
                is let lock long namespace new null object out override params private protected public readonly \
                record ref return sealed set static string struct switch this throw true try using var virtual \
                void where while yield",
        ..PLAIN
    },
    Grammar {
        names: &["swift"],
        words: "actor as associatedtype async await break case catch class continue default defer do else enum \
                extension false fileprivate for func guard if import in init inout internal is let nil private \
                protocol public return self static struct super switch throw throws true try var where while",
        quotes: &[many("\"\"\""), one("\"")],
        ..PLAIN
    },
    Grammar {
        names: &["ruby", "rb"],
        words: "alias and begin break case class def do else elsif end ensure false for if in module next nil not or \
                redo require rescue retry return self super then true undef unless until when while yield",
        comments: &["#"],
        block: None,
        habit: Habit::Spaced,
        ..PLAIN
    },
    Grammar {
        names: &["sql", "postgres", "postgresql", "mysql", "sqlite"],
        words: "add all alter and as asc avg begin between by case cast check coalesce commit constraint count create \
                cross date default delete desc distinct drop else end exists explain foreign from full group having \
                if in index inner insert int integer into is join key left like limit max min not null offset on or \
                order outer over partition primary references returning right rollback select set sum table text \
                then timestamp transaction union unique update using values varchar view when where with",
        comments: &["--"],
        quotes: &[Quote { escapes: false, ..many("'") }, one("\"")],
        habit: Habit::EitherCase,
        ..PLAIN
    },
    Grammar {
        names: &["bash", "sh", "shell", "zsh", "console"],
        words: "alias break case cd continue declare do done echo elif else esac eval exec exit export fi for function \
                if in local read readonly return select set shift source then trap unset until while",
        comments: &["#"],
        block: None,
        quotes: &[many("\""), Quote { escapes: false, ..many("'") }],
        habit: Habit::Spaced,
    },
    Grammar { names: &["json", "jsonc", "json5"], words: "true false null", quotes: &[one("\"")], ..PLAIN },
    Grammar {
        names: &["toml", "ini"],
        words: "true false inf nan",
        comments: &["#"],
        block: None,
        quotes: &[many("\"\"\""), raw("'''", "'''"), one("\""), Quote { escapes: false, ..one("'") }],
        habit: Habit::Heads,
    },
    Grammar {
        names: &["yaml", "yml"],
        words: "true false null yes no",
        comments: &["#"],
        block: None,
        quotes: &[one("\"")],
        habit: Habit::Keys,
    },
    Grammar {
        names: &["dockerfile", "docker"],
        words: "FROM AS RUN CMD LABEL EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR ARG",
        comments: &["#"],
        block: None,
        habit: Habit::Spaced,
        ..PLAIN
    },
    Grammar {
        names: &["html", "xml", "svg", "vue"],
        comments: &[],
        block: Some(("<!--", "-->")),
        quotes: &[many("\""), many("'")],
        habit: Habit::Tags,
        ..PLAIN
    },
    Grammar {
        names: &["css", "scss"],
        words: "@media @import @keyframes @supports @layer @container important auto none inherit initial flex grid \
                block inline absolute relative fixed sticky",
        comments: &[],
        ..PLAIN
    },
];
