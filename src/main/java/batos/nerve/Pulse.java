package batos.nerve;

import java.time.Instant;

/// Something that happened, with its place in the house's one sequence.
///
/// @param seq from 1, without gaps within one run of the process
public record Pulse(long seq, Instant at, PulseKind kind, String text) {}
