/// What one render may use up before it ends with an error: a wrong template must never crash or hang.
public struct RenderLimits: Sendable {
    /// How deep includes, macros, blocks and recursive loops may nest.
    public var depth = 100
    /// Steps of work, each of some 30 to 90 ns: turns of loops, items and letters that filters handle,
    /// comparisons, calls.
    public var work = 20_000_000
    /// Bytes that a page, or a text made on the way, may have.
    public var output = 64 << 20
    /// Items of a list that a template makes.
    public var listLength = 1_000_000

    public init() {}
}
