// Publishing: filled by the first cut.
