package batos.nerve;

/// Takes what a room reports: `pulses::emit`, or nothing at all.
@FunctionalInterface
public interface PulseSink {
    PulseSink NONE = (_, _) -> {};

    void emit(PulseKind kind, String text);
}
