package batos.mind;

import java.time.Duration;

/// The limits in time and size of a call to a model server.
///
/// @param connect until the connection stands
/// @param first until the first byte of the answer; loading a model falls into it
/// @param idle between two bytes of the answer
/// @param whole for all of it
/// @param bytes of the answer
public record CallLimits(
        Duration connect, Duration first, Duration idle, Duration whole, long bytes) {
    public static final CallLimits DEFAULT =
            new CallLimits(
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(3),
                    Duration.ofSeconds(60),
                    Duration.ofMinutes(15),
                    4L << 20);

    /// The time in which a server that took a connection must show its kind, on a busy machine.
    static final Duration ANSWER = Duration.ofSeconds(10);

    /// For a look whether a server is there: less patience, and least for the connection.
    CallLimits probing(Duration connecting) {
        var answering = connecting.compareTo(ANSWER) > 0 ? connecting : ANSWER;
        return new CallLimits(connecting, answering, answering, whole, bytes);
    }
}
