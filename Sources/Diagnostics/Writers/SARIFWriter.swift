/// Writes findings as SARIF 2.1.0 (OASIS, “Static Analysis Results Interchange Format”), columns in code points.
public struct SARIFWriter: Sendable {
    public var language: MessageLanguage
    public var version: String

    public init(language: MessageLanguage = .pl, version: String = "0") {
        self.language = language
        self.version = version
    }

    public func text(_ findings: Findings) -> String {
        let sorted = findings.sorted()
        let silenced = findings.sortedSilenced()
        var rules: [Rule] = []
        for diagnostic in sorted + silenced.map(\.finding) where !rules.contains(diagnostic.rule) {
            rules.append(diagnostic.rule)
        }
        rules.sort { $0.name < $1.name }
        var json = JSONText()
        json.object { json in
            json.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            json.member("version", "2.1.0")
            json.key("runs")
            json.array { json in
                json.object { json in
                    tool(rules, into: &json)
                    json.member("columnKind", "unicodeCodePoints")
                    json.key("results")
                    json.array { json in
                        for diagnostic in sorted { result(diagnostic, rules: rules, into: &json) }
                        for one in silenced { result(one.finding, reason: one.reason, rules: rules, into: &json) }
                    }
                }
            }
        }
        return json.text + "\n"
    }

    private func tool(_ rules: [Rule], into json: inout JSONText) {
        json.key("tool")
        json.object { json in
            json.key("driver")
            json.object { json in
                json.member("name", "metropolia")
                json.member("version", version)
                json.key("rules")
                json.array { json in
                    for rule in rules {
                        json.object { json in
                            json.member("id", rule.name)
                            json.key("shortDescription")
                            json.object { $0.member("text", rule.why.text(in: language)) }
                            json.key("defaultConfiguration")
                            json.object { $0.member("level", level(rule.level)) }
                        }
                    }
                }
            }
        }
    }

    /// - Parameter reason: why a silenced finding is silenced.
    private func result(
        _ diagnostic: Diagnostic, reason: String? = nil, rules: [Rule], into json: inout JSONText
    ) {
        json.object { json in
            json.member("ruleId", diagnostic.rule.name)
            json.member("ruleIndex", rules.firstIndex(of: diagnostic.rule) ?? -1)
            json.member("level", level(diagnostic.level))
            json.key("message")
            var text = diagnostic.message.text(in: language)
            if let remedy = diagnostic.remedy { text += " – " + remedy.text(in: language) }
            json.object { $0.member("text", text) }
            if let location = diagnostic.location {
                json.key("locations")
                json.array { place(location, message: nil, into: &$0) }
            }
            if let reason {
                json.key("suppressions")
                json.array { json in
                    json.object { json in
                        json.member("kind", "inSource")
                        json.member("justification", reason)
                    }
                }
            }
            let related = diagnostic.notes.filter { $0.location != nil }
            if !related.isEmpty {
                json.key("relatedLocations")
                json.array { json in
                    for note in related {
                        if let location = note.location { place(location, message: note.message, into: &json) }
                    }
                }
            }
        }
    }

    private func place(_ location: Location, message: Words?, into json: inout JSONText) {
        let start = location.start
        let end = location.end
        json.object { json in
            json.key("physicalLocation")
            json.object { json in
                json.key("artifactLocation")
                json.object { $0.member("uri", uri(location.file.path)) }
                json.key("region")
                json.object { json in
                    json.member("startLine", start.line)
                    json.member("startColumn", start.column)
                    json.member("endLine", end.line)
                    json.member("endColumn", end.column)
                }
            }
            if let message {
                json.key("message")
                json.object { $0.member("text", message.text(in: language)) }
            }
        }
    }

    private func level(_ level: Level) -> String {
        switch level {
        case .error: "error"
        case .warning: "warning"
        case .toFillIn: "note"
        }
    }

    /// A relative URI (RFC 3986): every byte but unreserved ones and `/` percent-encoded.
    private func uri(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".unicodeScalars)
        var output = String.UnicodeScalarView()
        for byte in path.utf8 {
            let scalar = Unicode.Scalar(byte)
            let isUnreserved =
                (byte < 0x80 && scalar.properties.isAlphabetic) || (0x30...0x39).contains(byte)
                || "-._~/".unicodeScalars.contains(scalar)
            if isUnreserved {
                output.append(scalar)
            } else {
                output.append("%")
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
        return String(output)
    }
}
