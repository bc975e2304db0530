//! p
#[cfg(test)] mod tests { #[test] fn a() { assert!(std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"),"/../../Cargo.toml")).is_ok()); assert!(std::fs::read_to_string("Cargo.toml").unwrap().contains("engine")); } }
