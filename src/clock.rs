//! Moments, days and the learner's calendar. The one door to the system clock.

pub mod when;

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

/// A point in time: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// A learner's day, counted from 1970-01-01 in local time; it begins at the day start (04:00 by default).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// The present, as every rule needs it: the moment and the learner's day it belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// The moment.
    pub at: Moment,
    /// The learner's day.
    pub day: Day,
}

/// Milliseconds in a minute.
pub const MINUTE: i64 = 60_000;
/// Milliseconds in a day of 24 hours.
pub const DAY: i64 = 86_400_000;

impl Moment {
    /// Returns the moment `ms` milliseconds later.
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Returns the milliseconds from `earlier` to this moment, never below zero.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).max(0)
    }

    /// Reads a moment such as `2026-11-21T10:00:00Z`.
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse::<Timestamp>().ok().map(|found| Self(found.as_millisecond()))
    }

    fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

impl Day {
    /// Returns the day `days` later.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Returns the days from `earlier` to this day; negative when it lies before.
    pub fn since(self, earlier: Self) -> i32 {
        self.0.saturating_sub(earlier.0)
    }

    /// Returns the civil date of the day.
    pub fn date(self) -> Date {
        let epoch = Date::constant(1970, 1, 1);
        epoch.checked_add(SignedDuration::from_hours(i64::from(self.0) * 24)).unwrap_or(epoch)
    }

    /// Reads a day written as `2026-12-07`.
    pub fn parse(text: &str) -> Option<Self> {
        text.trim().parse::<Date>().ok().map(Self::of)
    }

    fn of(date: Date) -> Self {
        let days = date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days());
        Self(days)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.date())
    }
}

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone(TimeZone);

impl Zone {
    /// Returns UTC.
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// Returns the zone of a system that is asked and keeps no files of zones.
    pub fn system() -> Self {
        Self(TimeZone::system())
    }

    /// Returns a zone such as `Africa/Casablanca`, if the zone is known.
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// Reads a rule as POSIX writes it, such as `<+03>-3`.
    pub fn posix(rule: &str) -> Option<Self> {
        TimeZone::posix(rule).ok().map(Self)
    }

    /// Reads the bytes of a zone's file (`TZif`, RFC 8536).
    pub fn file(bytes: &[u8]) -> Option<Self> {
        TimeZone::tzif("local", bytes).ok().map(Self)
    }
}

/// The learner's calendar: a time zone and the hour at which a new day begins.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: TimeZone,
    day_start: i64,
}

impl Calendar {
    /// Makes a calendar of a zone with days that begin at `day_start` o'clock.
    pub fn in_zone(zone: Zone, day_start: u8) -> Self {
        Self { zone: zone.0, day_start: i64::from(day_start.min(23)) }
    }

    /// Makes a calendar in UTC; used where results must not depend on the machine.
    pub fn utc(day_start: u8) -> Self {
        Self::in_zone(Zone::utc(), day_start)
    }

    /// Returns the learner's day a moment belongs to.
    ///
    /// The day start is taken off in civil time: off the instant it is wrong where a clock change
    /// falls between midnight and the day start.
    pub fn day(&self, now: Moment) -> Day {
        let civil = self.zoned(now).datetime();
        Day::of(civil.saturating_sub(SignedDuration::from_hours(self.day_start)).date())
    }

    /// Returns a moment together with its day.
    pub fn now(&self, at: Moment) -> Now {
        Now { at, day: self.day(at) }
    }

    /// Returns the moment a day begins.
    pub fn start_of(&self, day: Day) -> Moment {
        let civil = day.date().at(self.day_start as i8, 0, 0, 0);
        civil
            .to_zoned(self.zone.clone())
            .map_or(Moment(i64::from(day.0) * DAY), |z| Moment(z.timestamp().as_millisecond()))
    }

    /// Returns the offset from UTC in minutes at a moment.
    pub fn offset_minutes(&self, now: Moment) -> i32 {
        self.zoned(now).offset().seconds() / 60
    }

    /// Formats a moment in local time with jiff's `strftime` codes.
    pub fn format(&self, now: Moment, pattern: &str) -> String {
        self.zoned(now).strftime(pattern).to_string()
    }

    fn zoned(&self, now: Moment) -> Zoned {
        now.timestamp().to_zoned(self.zone.clone())
    }
}

/// Where "now" comes from: the system, or a fixed start for demonstrations and tests.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The system's clock.
    System,
    /// Always this moment.
    Fixed(Moment),
    /// This moment, and so many milliseconds later every time it is asked.
    Stepping(Moment, i64),
}

/// How often a stepping clock has been asked.
static ASKED: AtomicI64 = AtomicI64::new(0);

impl Clock {
    /// Reads `2026-11-21T10:00:00Z` as a fixed clock, and `2026-11-21T10:00:00Z/500` as one that goes on by
    /// 500 ms every time it is asked.
    pub fn fixed(text: &str) -> Option<Self> {
        let (start, step) =
            text.trim().split_once('/').map_or((text.trim(), None), |(s, step)| (s, Some(step)));
        let start = Moment::parse(start)?;
        match step {
            Some(step) => Some(Self::Stepping(start, step.parse().ok()?)),
            None => Some(Self::Fixed(start)),
        }
    }

    /// Returns the present moment.
    #[expect(clippy::disallowed_methods, reason = "this is the one door to the system clock")]
    pub fn now(self) -> Moment {
        match self {
            Self::System => Moment(Timestamp::now().as_millisecond()),
            Self::Fixed(moment) => moment,
            Self::Stepping(start, step) => start.plus(step * ASKED.fetch_add(1, Ordering::Relaxed)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        let Some(Clock::Fixed(moment)) = Clock::fixed(text) else { panic!("{text} is a moment") };
        moment
    }

    #[test]
    fn the_day_begins_at_four_in_the_morning() {
        let calendar = Calendar::utc(4);
        assert_eq!(calendar.day(at("2026-11-21T03:59:59Z")).to_string(), "2026-11-20");
        assert_eq!(calendar.day(at("2026-11-21T04:00:00Z")).to_string(), "2026-11-21");
    }

    #[test]
    fn the_day_begins_at_the_hour_that_is_set() {
        let day = |hour, text| Calendar::utc(hour).day(at(text)).to_string();
        assert_eq!(day(0, "2026-11-21T00:00:00Z"), "2026-11-21");
        assert_eq!(day(0, "2026-11-20T23:59:59Z"), "2026-11-20");
        assert_eq!(day(7, "2026-11-21T06:59:59Z"), "2026-11-20");
        assert_eq!(day(7, "2026-11-21T07:00:00Z"), "2026-11-21");
        assert_eq!(day(99, "2026-11-21T23:00:00Z"), "2026-11-21", "no later than eleven at night");
        assert_eq!(Calendar::utc(7).start_of(Day::parse("2026-11-21").unwrap()), at("2026-11-21T07:00:00Z"));
    }

    #[test]
    fn a_day_before_1970_has_its_own_date() {
        assert_eq!(Day(-1).date().to_string(), "1969-12-31");
        assert_eq!(Day::parse("1969-12-31"), Some(Day(-1)));
        assert_eq!(Day::parse("31 Dec"), None);
    }

    #[test]
    fn a_clock_change_after_midnight_does_not_move_the_day() {
        // Casablanca set its clocks back from 03:00 to 02:00 on 2026-02-15 (start of Ramadan).
        let Some(zone) = Zone::named("Africa/Casablanca") else { return };
        let calendar = Calendar::in_zone(zone, 4);
        assert_eq!(calendar.day(at("2026-02-15T03:30:00Z")).to_string(), "2026-02-14");
        assert_eq!(calendar.day(at("2026-02-15T04:30:00Z")).to_string(), "2026-02-15");
    }

    #[test]
    fn a_day_starts_where_it_says() {
        let calendar = Calendar::utc(4);
        let day = Day::parse("2026-11-21").unwrap();
        assert_eq!(calendar.start_of(day), at("2026-11-21T04:00:00Z"));
        assert_eq!(calendar.day(calendar.start_of(day)), day);
    }
}
