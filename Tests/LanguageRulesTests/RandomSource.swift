import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers from the same seed on every machine.
struct RandomSource: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func element<T>(_ elements: [T]) -> T { elements[Int.random(in: 0..<elements.count, using: &self)] }
}

/// How often a property is tried: all of it with METROPOLIA_LONG=1, a tenth otherwise.
func trials(_ full: Int) -> Int {
    ProcessInfo.processInfo.environment["METROPOLIA_LONG"] == "1" ? full : full / 10
}
