/// The place where untrusted code may fail: the gVisor container and the polyglot worker.
///
/// Looks like a bug and is not:
///
/// - The interpreter never says "passed". Code that runs beside the harness can read and bend all
///   of it (by frames, by tracing), so inputs go in, outputs come out, and the host compares. For
///   the same reason ids in frames are no secrets.
/// - The pids limit is 512, the process limit 24: the first one counts the 27 to 39 threads of
///   gVisor's own sentry, and reaching it kills the whole sandbox; the second is what a fork bomb
///   runs into, as a clean error.
/// - The address space is 5/8 of the container's memory: a `MemoryError` within is a better answer
///   than a dead sandbox, and the sentry needs the rest.
/// - The host waits 1.5 s longer than the call's wall clock (3 s for polyglot): the clock inside
///   names the line that hangs, the one outside is for code that has switched the inner one off.
/// - Exit codes only choose between the names of failures: 1 was seen with an out-of-memory kill
///   and 137 without one. No answer is a failure whatever the code.
/// - After a failed start the pool waits 5 s and never retries by itself: with runsc of 2022 each
///   failure at start leaks a sandbox, a shim and control groups.
/// - The harness is sent to each container and is not in the image: host and harness cannot grow
///   out of step.
/// - A container's end of input is never relied on: docker-java cannot half-close the stream.
/// - The hash seed is 0: sets print in the same order each time, so recorded sessions replay.
/// - The polyglot worker halts when a collection leaves its old generation 85 % full: a heap that
///   only just suffices collects garbage without end and answers no call.
/// - In polyglot, patience begins when the context has: a context takes 1 to 10 s to make, and
///   before this a tool that blocked in Java code held its caller 94 s.
/// - Who shared a worker that ended is run again in a process of its own, which costs a start of 3
///   to 10 s: who filled a common heap cannot be told, and nobody answers for a neighbour.
/// - Silence from a container is a verdict on the tool only if dockerd answers within 3 s (more
///   under load), or 9 s when it is asked again: a dockerd that is stopped silences every
///   container.
@org.jspecify.annotations.NullMarked
package batos.crucible;
