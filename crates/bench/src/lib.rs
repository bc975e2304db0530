//! The engine as the benchmark measures it. Two doors to one [`glue::Subject`]: [`web`] for a browser, `main` natively. What is
//! measured and against whom stands in `rivals/`; `cargo xtask bench` runs it.

pub mod glue;
pub mod web;
