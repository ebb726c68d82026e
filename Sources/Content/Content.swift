// Content: filled by the first cut.
