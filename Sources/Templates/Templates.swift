// Templates: filled by the first cut.
