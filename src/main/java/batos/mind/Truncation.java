package batos.mind;

/// A prompt that does not fit into the context that was asked for: an error, never an answer.
final class Truncation {
    private Truncation() {}

    static Reply.Failed failed(Pin pin, int sent, int context) {
        return new Reply.Failed(
                false,
                "%s: the prompt has about %d tokens and the context holds %d. Next: /settings set models.context %d, or ask for less"
                        .formatted(
                                pin.tag(),
                                sent,
                                context,
                                Integer.highestOneBit(Math.max(sent, 1)) * 2),
                Reply.Fault.TRUNCATED);
    }
}
