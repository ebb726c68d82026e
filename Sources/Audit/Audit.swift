// Audit: filled by the first cut.
