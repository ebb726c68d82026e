#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe that wakes a thread which waits in `poll`.
final class WakePipe: Sendable {
    let reader: Int32
    private let writer: Int32

    /// Nil when the system has no descriptors left.
    init?() {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        close(reader)
        close(writer)
    }

    /// From any thread; the pipe stays readable, so that every later wait ends at once too.
    func wake() {
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }

    enum Waited {
        case ready
        case woken
        case timeout
    }

    /// Waits until `descriptor` (if any) can be read, the pipe is woken, or `milliseconds` are over (-1: never).
    func wait(for descriptor: Int32?, milliseconds: Int) -> Waited {
        var set = [pollfd(fd: reader, events: Int16(POLLIN), revents: 0)]
        if let descriptor { set.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)) }
        let end = MonotonicClock.milliseconds + Double(milliseconds)
        while true {
            let left = milliseconds < 0 ? -1 : max(0, Int32((end - MonotonicClock.milliseconds).rounded(.up)))
            let count = poll(&set, nfds_t(set.count), left)
            if count < 0, errno == EINTR { continue }
            if set[0].revents != 0 { return .woken }
            return count > 0 ? .ready : .timeout
        }
    }
}

/// Time that only runs forward.
enum MonotonicClock {
    static var milliseconds: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
    }
}
