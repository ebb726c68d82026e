/// Colours a map with as few colours as it needs.
enum MapColouring {
    /// For each node a colour from 1 on; no two neighbours have the same.
    ///
    /// Exact search with backtracking (Brélaz, “New methods to color the vertices of a graph”, 1979: the node with the
    /// fewest free colours next, then the one with most neighbours, then the first). Four colours suffice for a planar
    /// map of whole pieces; exclaves can ask for more. On a large map the search for one colour less is given up after
    /// a bounded number of steps.
    static func colours(of adjacency: [[Int]]) -> [Int] {
        guard !adjacency.isEmpty else { return [] }
        for limit in 1... {
            var search = Search(adjacency: adjacency, limit: limit)
            if search.run() { return search.colours }
        }
        return []
    }

    private struct Search {
        let adjacency: [[Int]]
        let limit: Int
        var colours: [Int]
        /// How many neighbours of each node have each colour.
        private var used: [[Int]]
        private var free: [Int]

        init(adjacency: [[Int]], limit: Int) {
            self.adjacency = adjacency
            self.limit = limit
            colours = Array(repeating: 0, count: adjacency.count)
            used = Array(repeating: Array(repeating: 0, count: limit + 1), count: adjacency.count)
            free = Array(repeating: limit, count: adjacency.count)
        }

        private struct Step {
            let node: Int
            var colour: Int
            /// No colour but one more than those in use needs a trial: the names of the others do not matter.
            let highest: Int
        }

        mutating func run() -> Bool {
            var steps = 0
            var stack: [Step] = [Step(node: choose(), colour: 0, highest: 0)]
            while var step = stack.popLast() {
                steps += 1
                if steps > 50_000 + 20 * adjacency.count { return false }
                if step.colour > 0 { set(step.node, step.colour, by: -1) }
                repeat { step.colour += 1 } while step.colour <= limit && used[step.node][step.colour] > 0
                guard step.colour <= min(limit, step.highest + 1) else {
                    colours[step.node] = 0
                    continue
                }
                set(step.node, step.colour, by: 1)
                stack.append(step)
                if stack.count == adjacency.count { return true }
                stack.append(Step(node: choose(), colour: 0, highest: max(step.highest, step.colour)))
            }
            return false
        }

        private mutating func set(_ node: Int, _ colour: Int, by change: Int) {
            colours[node] = change > 0 ? colour : 0
            for neighbour in adjacency[node] {
                let before = used[neighbour][colour]
                used[neighbour][colour] += change
                if before == 0, change > 0 { free[neighbour] -= 1 }
                if before == 1, change < 0 { free[neighbour] += 1 }
            }
        }

        private func choose() -> Int {
            var best = -1
            for node in colours.indices where colours[node] == 0 {
                guard best >= 0 else {
                    best = node
                    continue
                }
                if (free[node], -adjacency[node].count) < (free[best], -adjacency[best].count) { best = node }
            }
            return best
        }
    }
}
