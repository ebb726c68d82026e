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
    /// Whether a comment may silence the rule: whatever is found on finished pages or in running text. What front matter,
    /// config and templates get wrong would change the site itself, and has to be mended; their warnings may be silenced.
    static func mayBeSilenced(_ rule: Rule) -> Bool {
        Rule.auditRules.contains(rule) || Rule.markdownRules.contains(rule) || rule.level < .error
    }

    public static let all: [Rule] = {
        let rules =
            Rule.siteRules + Rule.contentRules + Rule.markdownRules + Rule.templateRules + Rule.mapRules
            + Rule.assetRules + Rule.auditRules + Rule.publishingRules + Rule.silencingRules
        var seen: Set<String> = []
        return rules.filter { seen.insert($0.name).inserted }
    }()
}
