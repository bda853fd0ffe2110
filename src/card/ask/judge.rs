//! Answers checked against shapes, and outcomes turned into a verdict.
