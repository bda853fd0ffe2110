//! Runs `sanitiser` of `fuzz/src/` under libFuzzer.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| cardsharp_fuzz::sanitiser::run(bytes));
