/// The filters that need nothing from the site.
enum Filter: Int32, CaseIterable, Sendable {
    // Jinja2's
    case abs, attr, batch, capitalize, center, `default`, dictsort, escape, filesizeformat, first, float, forceescape
    case format, groupby, indent, int, items, join, last, length, list, lower, map, max, min, pprint, reject, rejectattr
    case replace, reverse, round, safe, select, selectattr, slice, sort, string, striptags, sum, title, tojson, trim
    case truncate, unique, upper, urlencode, urlize, wordcount, wordwrap, xmlattr
    // The site's
    case date, number, slug, `where`, groupBy, plural, excerpt, json, limit, offset, typeset, trusted

    private static let spellings: [String: Filter] = {
        var result: [String: Filter] = ["d": .default, "e": .escape, "count": .length]
        for filter in allCases where !filter.isForSites { result[filter.name] = filter }
        return result
    }()

    private static let siteSpellings: [String: Filter] = {
        var result = spellings
        for filter in allCases { result[filter.name] = filter }
        return result
    }()

    private static let numbers = allCases

    var name: String { self == .groupBy ? "group_by" : String(describing: self) }

    var isForSites: Bool { rawValue >= Filter.date.rawValue }

    static func named(_ name: String, mode: TemplateMode) -> Filter? {
        mode == .site ? siteSpellings[name] : spellings[name]
    }

    static func names(mode: TemplateMode) -> [String] {
        (mode == .site ? siteSpellings : spellings).keys.sorted()
    }

    static func numbered(_ number: Int32) -> Filter { numbers[Int(number)] }

    /// Takes any number of arguments and binds them itself.
    var isVariadic: Bool {
        switch self {
        case .format, .map, .select, .reject, .selectattr, .rejectattr: true
        default: false
        }
    }

    /// The parameters after the value that the filter is applied to.
    var parameters: [BoundParameter] {
        func list(_ names: String...) -> [BoundParameter] { names.map { BoundParameter($0) } }
        switch self {
        case .attr: return [BoundParameter("name", required: true)]
        case .batch: return [BoundParameter("linecount", required: true), BoundParameter("fill_with")]
        case .center: return list("width")
        case .default: return list("default_value", "boolean")
        case .dictsort: return list("case_sensitive", "by", "reverse")
        case .filesizeformat: return list("binary")
        case .float: return list("default")
        case .groupby: return [BoundParameter("attribute", required: true)] + list("default", "case_sensitive")
        case .groupBy: return [BoundParameter("attribute", required: true)] + list("default")
        case .indent: return list("width", "first", "blank")
        case .int: return list("default", "base")
        case .join: return list("d", "attribute")
        case .max, .min, .unique: return list("case_sensitive", "attribute")
        case .replace:
            return [BoundParameter("old", required: true), BoundParameter("new", required: true)] + list("count")
        case .round: return list("precision", "method")
        case .slice: return [BoundParameter("slices", required: true), BoundParameter("fill_with")]
        case .sort: return list("reverse", "case_sensitive", "attribute")
        case .sum: return list("attribute", "start")
        case .tojson, .json: return list("indent")
        case .trim: return list("chars")
        case .truncate: return list("length", "killwords", "end", "leeway")
        case .urlize: return list("trim_url_limit", "nofollow", "target", "rel", "extra_schemes")
        case .wordwrap: return list("width", "break_long_words", "wrapstring", "break_on_hyphens")
        case .xmlattr: return list("autospace")
        case .date: return list("style")
        case .number: return list("digits")
        case .where: return [BoundParameter("attribute", required: true), BoundParameter("value")]
        case .plural:
            return [BoundParameter("one", required: true), BoundParameter("few", required: true)]
                + list("many", "other")
        case .excerpt: return list("length", "end")
        case .trusted: return [BoundParameter("reason", required: true)]
        case .limit, .offset: return [BoundParameter("count", required: true)]
        default: return []
        }
    }
}
