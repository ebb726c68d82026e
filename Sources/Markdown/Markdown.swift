// Markdown: filled by the first cut.
