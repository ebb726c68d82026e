// SiteBuilder: filled by the first cut.
