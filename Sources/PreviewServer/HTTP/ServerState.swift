import Diagnostics
import NIOCore
import NIOPosix
import Synchronization

/// What all connections share: the site of the moment, the router, the reload streams, the number of connections.
final class ServerState: Sendable {
    let limits: PreviewLimits
    let router: Router
    let streams: ReloadStreams
    private let source: any PreviewSource
    private let current: Mutex<ServedSite>
    private let connections = Mutex(Connections())

    private struct Connections {
        var open: [ObjectIdentifier: any Channel] = [:]
        var areEnded = false
    }

    init(source: any PreviewSource, site: ServedSite, router: Router, limits: PreviewLimits) {
        self.source = source
        self.router = router
        self.limits = limits
        streams = ReloadStreams(limit: limits.streams)
        current = Mutex(site)
    }

    var site: ServedSite { current.withLock { $0 } }

    /// Puts a build in place of the last one and tells the open pages.
    func install(_ build: PreviewBuild) -> SiteChange {
        let (before, after, change) = current.withLock { site in
            let before = site
            let change = site.install(build)
            return (before, site, change)
        }
        if let event = ReloadEvent(change, before: before, after: after) { streams.send(event) }
        return change
    }

    /// Whether one more connection may be opened; one that may counts until it closes.
    func connectionBegins(_ channel: any Channel) -> Bool {
        let mayBegin = connections.withLock { connections in
            guard !connections.areEnded, connections.open.count < limits.connections else { return false }
            connections.open[ObjectIdentifier(channel)] = channel
            return true
        }
        if mayBegin { channel.closeFuture.whenComplete { _ in self.connectionEnded(channel) } }
        return mayBegin
    }

    private func connectionEnded(_ channel: any Channel) {
        connections.withLock { _ = $0.open.removeValue(forKey: ObjectIdentifier(channel)) }
    }

    /// The connections that are open, to be closed; from now on none begins.
    func endConnections() -> [any Channel] {
        connections.withLock { connections in
            connections.areEnded = true
            return Array(connections.open.values)
        }
    }

    /// Asks the source on another thread.
    func answer(_ question: Router.Question, on loop: any EventLoop) -> EventLoopFuture<Answer> {
        let (source, router, site) = (source, router, site)
        return NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
            switch question {
            case .entries: router.editorPage(entries: source.entries() ?? site.build.entries, site: site)
            case .inspect(let page): router.inspection(page: page, text: source.inspect(page: page), site: site)
            }
        }
    }
}
