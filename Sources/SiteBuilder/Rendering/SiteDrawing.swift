import BoundaryMap
import Diagnostics
import Synchronization
import Templates

/// The drawing of the site's boundaries: made when a page first asks for it, and each piece of it once.
final class SiteDrawing: Sendable {
    private let boundaries: Boundaries
    private let drawing = Mutex<Result<MapDrawing, DiagnosticError>?>(nil)
    private let pieces = Mutex<[String: String]>([:])

    init(_ boundaries: Boundaries) { self.boundaries = boundaries }

    /// The markup of one piece.
    ///
    /// - Parameter name: pieces of the same name are the same.
    func piece(_ name: String, _ draw: (MapDrawing) -> [UInt8]) throws(HostFailure) -> Value {
        if let known = pieces.withLock({ $0[name] }) { return .markup(known) }
        let made = String(decoding: draw(try drawn()), as: UTF8.self)
        pieces.withLock { $0[name] = made }
        return .markup(made)
    }

    private func drawn() throws(HostFailure) -> MapDrawing {
        let result = drawing.withLock { known in
            if let known { return known }
            let made = Result { () throws(DiagnosticError) in try MapDrawing(boundaries) }
            known = made
            return made
        }
        do {
            return try result.get()
        } catch {
            throw HostFailure(error)
        }
    }
}
