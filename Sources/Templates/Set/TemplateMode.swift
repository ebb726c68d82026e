/// Whose rules hold.
public enum TemplateMode: Sendable {
    /// Jinja2's, to the byte.
    case oracle
    /// The site's: strict, in the order of its language, checked against its types, escaped by context.
    case site
}

/// What happens when nothing is found under a name.
enum UndefinedPolicy: Sendable {
    /// Prints as nothing, is false, is empty.
    case lenient
    /// Every use is an error but `is defined` and `default`.
    case strict
    /// The site's: an absent field may be tested, but not printed or walked.
    case guarded
}
