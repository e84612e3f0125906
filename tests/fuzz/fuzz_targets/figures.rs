//! Any text: no panic, figures in order and apart, on character boundaries, with finite values.
#![no_main]

use crossread::core::text::Document;
use crossread::core::{Source, figures};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let source = Source { text: text.to_string(), published: Some("2024-05-15".to_string()), ..Source::default() };
    let doc = Document::new(text);
    let mut free = 0;
    for (i, f) in figures::find(&doc, &source).iter().enumerate() {
        let (start, end) = (f.span.start() as usize, f.span.end() as usize);
        assert!(start >= free && start < end && text.get(start..end).is_some(), "{f:?}");
        assert!(f.span.contains(f.core) && !f.core.is_empty(), "{f:?}");
        assert!(text.get(f.core.start() as usize..f.core.end() as usize).is_some(), "{f:?}");
        assert!(f.value.lo.is_none_or(f64::is_finite) && f.value.hi.is_none_or(f64::is_finite), "{f:?}");
        assert!(f.step.is_finite() && f.step >= 0.0, "{f:?}");
        assert!(!matches!((f.value.lo, f.value.hi), (Some(lo), Some(hi)) if lo > hi), "{f:?}");
        assert!(f.restates.is_none_or(|r| r < i), "{f:?}");
        let base = f.to_base();
        assert!(base.lo.is_none_or(|v| !v.is_nan()) && base.hi.is_none_or(|v| !v.is_nan()), "{f:?}");
        free = end;
    }
});
