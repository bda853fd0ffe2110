//! The problems of a deck as a learner sees them who did not ask for them: few, errors before warnings, no hints.

use super::{Count, Parsed, Problem, Severity, Source, problem};
use crate::text::{Safe, show};

/// A problem of a deck, as the problems screen shows it.
#[derive(Clone, Debug)]
pub struct DeckProblem {
    /// `file:line:col: what; what to do` and the source line underlined.
    pub text: Safe,
    /// It keeps a card from loading.
    pub error: bool,
}

impl Parsed {
    /// Returns at most so many problems of each severity, then one line with the number of the others; and how many
    /// errors there are in all.
    pub fn digest(&self, sources: &[Source<'_>], most: usize) -> (Vec<DeckProblem>, usize) {
        let of = |severity| self.problems.iter().filter(move |problem| problem.severity == severity);
        // A card that does not load is worth more than a word about the writing.
        let listed = of(Severity::Error).take(most).chain(of(Severity::Warning).take(most));
        let mut listed: Vec<&Problem> = listed.collect();
        listed.sort_by_key(|problem| (problem.file, problem.line, problem.column));
        let mut problems: Vec<DeckProblem> = listed
            .into_iter()
            .map(|problem| DeckProblem {
                text: show(&problem::report(std::slice::from_ref(problem), Count::default(), sources)),
                error: problem.severity == Severity::Error,
            })
            .collect();
        let Count([errors, warnings, _]) = Count::all(&self.problems).and(self.counted);
        let all = Count([errors, warnings, 0]);
        problems.extend(all.over(most).more().map(|more| {
            let file = sources.first().map_or("", |source| source.name);
            let text = show(&format!("{file}: {more}; cardsharp check lists them")).line();
            DeckProblem { text, error: errors > most }
        }));
        (problems, errors)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    #[test]
    fn errors_come_before_warnings_and_what_is_too_much_is_counted() {
        let text = "[w]\nq = \"q?\"\na = \"a\"\nwhyy = \"w\"\n[a]\nq = 1\n[b]\nq = 1\n[c]\nq = 1\n";
        let sources = [Source { name: "d.toml", stem: "d", text }];
        let (problems, errors) = parse(&sources).digest(&sources, 2);
        assert_eq!(errors, 3);
        assert_eq!(
            problems.iter().map(|problem| problem.error).collect::<Vec<_>>(),
            [false, true, true, true]
        );
        let last = problems.last().unwrap();
        assert_eq!(*last.text, *"d.toml: 1 more error; cardsharp check lists them");
    }
}
