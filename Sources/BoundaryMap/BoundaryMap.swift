// BoundaryMap: filled by the first cut.
