import Synchronization

/// Holds the state for connections that come between the moment a port is taken and the moment the state is made for it;
/// they are closed, and browsers try again.
final class StateSlot: Sendable {
    private let content = Mutex<ServerState?>(nil)

    func fill(_ state: ServerState) { content.withLock { $0 = state } }

    var state: ServerState? { content.withLock { $0 } }
}
