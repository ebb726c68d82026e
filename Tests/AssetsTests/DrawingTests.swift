import Foundation
import Testing

@testable import Assets

@Suite("Drawings")
struct DrawingTests {
    static let cases: [(String, String, String)] = [
        (
            "comments and white space between elements go",
            "<svg>\n  <!-- x -->\n  <g>\n <path d=\"M0 0\"/>\n</g>\n</svg>\n", "<svg><g><path d=\"M0 0\"/></g></svg>"
        ),
        (
            "spaces inside a tag", "<svg\n  width = '1'\n  height=\"2\" ><a   /></svg >",
            "<svg width='1' height=\"2\"><a/></svg>"
        ),
        (
            "text keeps its spaces", "<svg><text> a <tspan> b </tspan> </text></svg>",
            "<svg><text> a <tspan> b </tspan> </text></svg>"
        ),
        ("a comment in a text stays", "<svg><text>a<!-- x --> b</text></svg>", "<svg><text>a<!-- x --> b</text></svg>"),
        (
            "a style is not touched", "<svg><style> a { } <!-- x --> </style></svg>",
            "<svg><style> a { } <!-- x --> </style></svg>"
        ),
        (
            "a script in CDATA is not touched", "<svg><script><![CDATA[ if (a < b) { </script> } ]]></script></svg>",
            "<svg><script><![CDATA[ if (a < b) { </script> } ]]></script></svg>"
        ),
        (
            "xml:space", "<svg><g xml:space=\"preserve\"> <a/> </g> <b/></svg>",
            "<svg><g xml:space=\"preserve\"> <a/> </g><b/></svg>"
        ),
        ("attribute values keep their newlines", "<svg><path d=\"M0\n 0\"/></svg>", "<svg><path d=\"M0\n 0\"/></svg>"),
        (
            "entities: left alone", "<!DOCTYPE svg [<!ENTITY x \"<b/>\">]>\n<svg>  &x; </svg>",
            "<!DOCTYPE svg [<!ENTITY x \"<b/>\">]>\n<svg>  &x; </svg>"
        ),
        ("not well-formed: left alone", "<svg>  <g>  </svg>", "<svg>  <g>  </svg>"),
        ("an attribute without quotes: left alone", "<svg>  <g a=b/> </svg>", "<svg>  <g a=b/> </svg>"),
        ("an open comment: left alone", "<svg>  <!-- x </svg>", "<svg>  <!-- x </svg>"),
        (
            "a declaration and a document type stay", "<?xml version=\"1.0\"?>\n<!DOCTYPE svg>\n<svg> <a/></svg>",
            "<?xml version=\"1.0\"?><!DOCTYPE svg><svg><a/></svg>"
        ),
        ("an element of one space keeps it", "<svg><g> </g></svg>", "<svg><g> </g></svg>"),
        ("a byte-order mark", "\u{FEFF}<svg> <a/></svg>", "\u{FEFF}<svg><a/></svg>"),
        ("two roots: left alone", "<svg/> <svg/>", "<svg/> <svg/>"),
        ("empty", "", ""), ("no markup", "x", "x"),
        (
            "a prefix", "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"> <s:text> a </s:text> </s:svg>",
            "<s:svg xmlns:s=\"http://www.w3.org/2000/svg\"><s:text> a </s:text></s:svg>"
        ),
    ]

    @Test("white space that nobody sees goes, nothing else", arguments: cases)
    func minified(_ rule: String, _ svg: String, _ expected: String) {
        let once = SVGMinifier.minified(Array(svg.utf8))
        #expect(String(decoding: once, as: UTF8.self) == expected, "\(rule)")
        #expect(SVGMinifier.minified(once) == once)
    }

    @Test("the same tree as before, for any drawing", .enabled(if: Oracle.isThere, "\(Oracle.reason)"))
    func random() throws {
        let seed: UInt64 = 7
        var random = RandomSource(seed: seed)
        var pairs: [(before: String, after: String)] = []
        for _ in 0..<(isLong ? 5_000 : 500) {
            let svg = "<svg>" + Self.content(depth: 0, &random) + "</svg>"
            pairs.append((svg, String(decoding: SVGMinifier.minified(Array(svg.utf8)), as: UTF8.self)))
        }
        for (pair, verdict) in zip(pairs, try Oracle.verdicts("svg", pairs)) where verdict != "same" {
            Issue.record("seed \(seed): \(pair.before) → \(pair.after): \(verdict)")
        }
    }

    static func content(depth: Int, _ random: inout RandomSource) -> String {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            let name = ["g", "text", "style", "path", "tspan", "title"].randomElement(using: &random) ?? "g"
            switch Int.random(in: 0..<8, using: &random) {
            case 0: return "<!-- c -->"
            case 1: return "\n  "
            case 2: return "x &amp; y"
            case 3: return "<![CDATA[ < ]]>"
            case 4: return "<\(name)  a = 'b\"c'\n/>"
            default:
                let space = Bool.random(using: &random) ? " xml:space=\"preserve\"" : ""
                return "<\(name)\(space)>" + (depth < 3 ? content(depth: depth + 1, &random) : " ") + "</\(name) >"
            }
        }.joined()
    }
}
