//! Judged queries, and the measures computed from them.
//!
//! nDCG: K. Järvelin, J. Kekäläinen, *Cumulated gain-based evaluation of IR techniques* (2002), with the gain
//! 2^grade − 1 and the discount log2(rank + 1).

mod judgements;
mod measures;

pub use judgements::{JudgedQuery, Judgements, parse_judgements, parse_queries};
pub use measures::{Measures, measure};
