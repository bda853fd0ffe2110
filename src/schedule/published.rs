//! The ranges FSRS-6 is published with: those its optimizer clips to (open-spaced-repetition, fsrs-rs
//! `parameter_clipper.rs`, the same as py-fsrs' lower and upper bounds). Outside them a memory means nothing, and a
//! simulation may never end.

/// How many parameters FSRS-6 has.
pub const COUNT: usize = 21;

/// The least and the most of each parameter.
const RANGES: [(f32, f32); COUNT] = [
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (0.001, 100.0),
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.001, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
];

/// Says whether 21 parameters lie within the published ranges.
pub fn holds(params: &[f32]) -> bool {
    params.len() == RANGES.len()
        && params.iter().zip(RANGES).all(|(value, (least, most))| (least..=most).contains(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::fsrs::DEFAULT_PARAMETERS;
    use crate::schedule::fsrs::Rules;
    use crate::schedule::fsrs::Scheduler;

    #[test]
    fn the_defaults_and_the_ends_of_all_ranges_are_taken() {
        for params in [
            DEFAULT_PARAMETERS.to_vec(),
            RANGES.map(|range| range.0).to_vec(),
            RANGES.map(|range| range.1).to_vec(),
        ] {
            assert!(holds(&params) && Scheduler::new(Rules { params, ..Rules::default() }).is_ok());
        }
    }

    #[test]
    fn one_parameter_outside_its_range_refuses_all() {
        for (at, (least, most)) in RANGES.into_iter().enumerate() {
            for wrong in [least - 0.01, most + 0.01, f32::NAN, f32::INFINITY, -1e30] {
                let mut params = DEFAULT_PARAMETERS.to_vec();
                params[at] = wrong;
                assert!(!holds(&params), "{wrong} as number {at}");
                assert!(Scheduler::new(Rules { params, ..Rules::default() }).is_err());
            }
        }
        assert!(!holds(&DEFAULT_PARAMETERS[..20]) && !holds(&[]));
    }
}
