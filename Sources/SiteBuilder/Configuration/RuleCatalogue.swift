import Assets
import Audit
import BoundaryMap
import Content
import Diagnostics
import Markdown
import Publishing
import Templates

/// Every rule of the program: the one list behind `audit` in the config and `docs/messages.md`.
public enum RuleCatalogue {
    public static let all: [Rule] = {
        let rules =
            Rule.siteRules + Rule.contentRules + Rule.markdownRules + Rule.templateRules + Rule.mapRules
            + Rule.assetRules + Rule.auditRules + Rule.publishingRules
        var seen: Set<String> = []
        return rules.filter { seen.insert($0.name).inserted }
    }()
}
