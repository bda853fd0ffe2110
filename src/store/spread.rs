//! Work on many things, spread over a few threads.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does one thing to each of many on so many threads at most; returns what came of them, in their order.
///
/// Each thread works with what `begin` gives it and takes the next that nobody has, so that all end together. What
/// comes to nothing leaves nothing behind; a panic goes on here.
pub fn spread<T, R, W>(all: &[T], threads: usize, begin: impl Fn() -> W + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
    W: FnMut(&T) -> Option<R>,
{
    let next = AtomicUsize::new(0);
    let work = || {
        let mut one = begin();
        let places = std::iter::from_fn(|| Some(next.fetch_add(1, Ordering::Relaxed)));
        let taken = places.map_while(|at| Some((at, all.get(at)?)));
        taken.filter_map(|(at, item)| Some((at, one(item)?))).collect::<Vec<(usize, R)>>()
    };
    let mut made = thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(all.len())).map(|_| scope.spawn(work)).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_of_each_stands_in_order_and_nothing_is_left_out() {
        let numbers: Vec<u32> = (0..1_000).collect();
        let odd = |number: &u32| (number % 2 == 1).then_some(number * 2);
        let wanted: Vec<u32> = (0..500).map(|half| half * 4 + 2).collect();
        for threads in [0, 1, 4] {
            assert_eq!(spread(&numbers, threads, || odd), wanted, "{threads}");
        }
        assert_eq!(spread(&[], 4, || odd), Vec::<u32>::new());
    }

    #[test]
    fn a_panic_of_any_thread_goes_on() {
        let fails = |number: &u32| if *number == 900 { panic!("900") } else { Some(()) };
        let numbers: Vec<u32> = (0..1_000).collect();
        assert!(std::panic::catch_unwind(|| spread(&numbers, 4, || fails)).is_err());
    }
}
