//! The time: now, as it reads on the wall, and timers.

use floorwalker_protocol::Millis;
use gloo_timers::callback::{Interval, Timeout};
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::locale::Language;

/// The largest time that a date can hold, in milliseconds. A hostile packet could name a larger one.
const LAST_MOMENT: f64 = 8.64e15;

/// Milliseconds since the Unix epoch, by this computer's clock.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a clock past 1970 gives a positive number"
)]
pub fn now() -> Millis {
    Date::now() as Millis
}

/// Calls `act` once, after `wait` milliseconds, unless the timer is dropped before.
pub fn after(wait: Millis, act: impl FnOnce() + 'static) -> Timeout {
    // A browser takes more than 31 bits for "at once".
    Timeout::new(u32::try_from(wait).unwrap_or(u32::MAX).min(i32::MAX.unsigned_abs()), act)
}

/// Calls `act` every second until the timer is dropped.
pub fn every_second(act: impl Fn() + 'static) -> Interval {
    Interval::new(1_000, act)
}

/// A time of day in the agent's time zone; with the date, unless it is today.
pub fn time_of_day(at: Millis, now: Millis, language: Language) -> String {
    let (date, today) = (date(at), date(now));
    let is_today = date.get_date() == today.get_date()
        && date.get_month() == today.get_month()
        && date.get_full_year() == today.get_full_year();
    let time = format!("{:02}:{:02}", date.get_hours(), date.get_minutes());
    if is_today {
        return time;
    }
    let day = String::from(date.to_locale_date_string(language.tag(), &day_options()));
    format!("{day} {time}")
}

/// A time in the form in which machines read it.
pub fn machine_time(at: Millis) -> String {
    date(at).to_iso_string().into()
}

#[expect(clippy::cast_precision_loss, reason = "times that a date can hold stay below 2^53")]
fn date(at: Millis) -> Date {
    Date::new(&JsValue::from_f64((at as f64).min(LAST_MOMENT)))
}

fn day_options() -> JsValue {
    let options = Object::new();
    for (key, value) in [("month", "short"), ("day", "numeric")] {
        // Setting a key of a fresh object cannot fail.
        let _ = Reflect::set(&options, &key.into(), &value.into());
    }
    options.into()
}
