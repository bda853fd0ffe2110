//! Keys that steer a sitting: put off, suspend, flag, note, skip, redo.

use super::Study;
use crate::card::Facet;
use crate::card::ask::{Ask, Right};
use crate::card::grade::Grade;
use crate::card::suggest::Request;
use crate::library::marks;
use crate::session::Stage;
use crate::text::show;
use crate::tui::keys::Action;
use crate::tui::keys::listen::{Listen, help};
use crate::tui::place::{Name, Own, Pending, Place};
use crate::tui::screen::{Ctx, Effect, Step};

impl Study {
    /// Returns the keys that steer, as far as the question leaves them free.
    pub(super) fn steering(&self, listens: &[Listen], ctx: &Ctx<'_>) -> Vec<Listen> {
        let all = [
            help(Action::Edit, "edit the card in its deck"),
            help(Action::Suspend, "suspend this question"),
            help(Action::Skip, "skip for now"),
            help(Action::Bury, "put the card off until tomorrow"),
            help(Action::Flag, "flag the card, with a reason"),
            help(Action::Note, "my note on the card"),
        ];
        let taken =
            |action| listens.iter().any(|listen| ctx.keys.label(listen.action) == ctx.keys.label(action));
        // Among partners named by letters a slip of the finger must not put the card off.
        let letters = matches!(self.session.stage(), Stage::Asking(step)
            if self.session.question().is_some_and(|question| matches!(question.steps.get(step), Some(Ask::Pairs(_)))));
        let free = |action| action == Action::Skip || !letters;
        all.into_iter().filter(|listen| !taken(listen.action) && free(listen.action)).collect()
    }

    /// Returns the lapses of an item just missed so often that its card should not stay as it is.
    pub(super) fn leech(&self, ctx: &Ctx<'_>) -> Option<u32> {
        let missed = self.session.stage() == Stage::Judged && self.session.is_recorded();
        let item = self.session.question().filter(|_| missed)?.items.first()?;
        let grade = self.session.verdict()?.grades.first().copied();
        let memory = ctx.library.memory(item).filter(|memory| memory.is_leech_again())?;
        (grade == Some(Grade::Again)).then_some(memory.lapses)
    }

    /// What may be written after a verdict: a weak line made better, or why a miss matters.
    pub(super) fn aside(&self) -> Option<(Own, &'static str)> {
        let (question, verdict) = (self.session.question()?, self.session.verdict()?);
        let item = question.items.first()?.clone();
        if let (Facet::Contrast(_), Some(Ask::Choose(choose))) = (&question.facet, question.steps.first()) {
            let weak = choose.options.iter().find(|option| !option.right)?.say.clone();
            return Some((Own::Rewrite(item, weak), "rewrite the weak"));
        }
        (verdict.right == Right::No).then_some((Own::Why(item), "why it matters"))
    }

    /// What an external grader is asked about the open answer.
    pub(super) fn request(&self, answer: String) -> Option<Request> {
        let question = self.session.question()?;
        let Some(Ask::Ticks(ticks)) = question.steps.last() else { return None };
        let ideas = ticks.ideas.iter();
        Some(Request {
            item: question.items.first()?.as_str().to_owned(),
            question: question.q.line().to_string(),
            points: ideas.map(|idea| (idea.key.clone(), idea.say.line().to_string(), idea.must)).collect(),
            tells: Vec::new(),
            answer,
        })
    }

    pub(super) fn steer(&mut self, action: Action, ctx: &Ctx<'_>) -> Option<Step> {
        let item = self.session.question()?.items.first()?.clone();
        Some(match action {
            Action::Skip => {
                self.session.skip(ctx.library, ctx.now);
                self.reopen(ctx, None)
            }
            Action::Bury => {
                let back = vec![marks::bury(&item, ctx.now.day)];
                self.put_off(vec![marks::bury(&item, ctx.now.day.plus(1))], back, ctx)
            }
            Action::Suspend => {
                let text = format!(
                    "Suspend this question? It is not asked again until you bring it back in browse ({}).",
                    ctx.keys.label(Action::Open(Name::Browse))
                );
                Step::confirm(show(&text), Pending::Suspend)
            }
            Action::Edit => Step::Do(Effect::Edit(item)),
            Action::Flag => Step::Open(Place::Aside(Own::Flag(vec![item]))),
            Action::Note => Step::Open(Place::Aside(Own::Note(item))),
            _ => return None,
        })
    }

    /// Suspends the open question, as the learner has said yes to.
    pub(super) fn suspend(&mut self, ctx: &Ctx<'_>) -> Step {
        let items = self.session.question().map(|question| question.items.clone()).unwrap_or_default();
        let all = |yes| items.iter().map(|item| marks::suspend(item, yes)).collect();
        self.put_off(all(true), all(false), ctx)
    }

    /// After the open question has gone: what is recorded, and the next one or the way out.
    pub(super) fn reopen(&mut self, ctx: &Ctx<'_>, effect: Option<Effect>) -> Step {
        self.open(ctx);
        let over = self.session.question().is_none();
        let mut steps: Vec<Step> = effect.map(Step::Do).into_iter().collect();
        if over {
            steps.push(self.leave());
        }
        Step::Several(steps)
    }
}
