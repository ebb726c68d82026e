/// The variables that stand at one place of a template, with what tests have proven there.
final class CheckScope {
    let parent: CheckScope?
    private(set) var variables: [String: Kind] = [:]
    /// Paths that are known to have a value here.
    var facts: Set<String>
    /// Names that this scope assigns somewhere: reading one of them earlier is “used before set”.
    var assignedLater: Set<String> = []

    init(parent: CheckScope?, facts: Set<String> = []) {
        self.parent = parent
        self.facts = facts.union(parent?.facts ?? [])
    }

    func find(_ name: String) -> Kind? { variables[name] ?? parent?.find(name) }

    func isAssignedLater(_ name: String) -> Bool {
        assignedLater.contains(name) || (parent?.isAssignedLater(name) ?? false)
    }

    func set(_ name: String, _ kind: Kind) {
        variables[name] = kind
        forget(name)
    }

    private func forget(_ name: String) {
        facts = facts.filter { $0 != name && !$0.hasPrefix(name + ".") }
    }

    /// The variables after a condition: what all branches agree on, with the rest possibly unset.
    func merge(_ branches: [CheckScope]) {
        let names = Set(branches.flatMap { $0.variables.keys })
        for name in names.sorted() {
            var joined: Kind?
            var isMaybeUnset = false
            for branch in branches {
                guard let kind = branch.variables[name] ?? find(name) else {
                    isMaybeUnset = true
                    continue
                }
                joined = joined.map { Kind.join($0, kind) } ?? kind
            }
            if var joined {
                joined.isMaybeUnset = joined.isMaybeUnset || isMaybeUnset
                set(name, joined)
            }
        }
    }
}
