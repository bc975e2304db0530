//! The rules of this house, as tests: who may know whom, what may stand where, and what stands nowhere. Each failure
//! names the place and the rule.

mod arrows;
mod lines;
mod locales;
mod places;
mod tree;
mod versions;
