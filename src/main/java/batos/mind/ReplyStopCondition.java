package batos.mind;

import batos.json.Json;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Follows the text of one reply as it streams in and decides when to stop it: the wanted document
/// is whole, or the reply goes round in circles. The decision depends on the text alone, so a
/// replay makes the same one.
final class ReplyStopCondition {
    /// Looked at again after so many characters: a look costs some microseconds.
    private static final int STEP = 32;

    private static final int CHARACTERS_PER_TOKEN = 4;

    private final boolean document;
    private final Set<String> required;
    private final StringBuilder said = new StringBuilder();
    private int seen;
    private int pieces;
    private boolean whole;
    private boolean circles;

    private final Prompt prompt;
    private final ServerSpeed speed;
    private final MindActivity activity;
    private final long begun = System.nanoTime();
    private long first;

    /// @param speed told how long the first token took
    /// @param activity told what the call waits for
    ReplyStopCondition(Prompt prompt, ServerSpeed speed, MindActivity activity) {
        this.prompt = prompt;
        this.speed = speed;
        this.activity = activity;
        document = prompt.schema().isPresent();
        required =
                prompt.schema()
                        .flatMap(Json::foreignObject)
                        .map(schema ->
                                schema.path("required")
                                        .valueStream()
                                        .map(node -> node.asText())
                                        .collect(Collectors.toCollection(LinkedHashSet::new)))
                        .orElseGet(LinkedHashSet::new);
    }

    /// The time that the first token may take. The call counts as begun from here on.
    Duration patience(CallLimits limits) {
        var tokens = estimate(prompt);
        var model = prompt.pin().tag();
        activity.is(
                new MindActivity.State.Reading(
                        model,
                        tokens,
                        speed.expected(model, tokens),
                        activity.weights(),
                        System.nanoTime()));
        return speed.patience(model, tokens, limits);
    }

    void take(String text) {
        if (text.isEmpty()) {
            return;
        }
        said.append(text);
        pieces++;
        if (pieces == 1) {
            first = System.nanoTime();
            if (activity.weights() != MindActivity.Weights.ABSENT) {
                speed.read(prompt.pin().tag(), estimate(prompt), Duration.ofNanos(first - begun));
            }
            activity.weights(MindActivity.Weights.UNKNOWN);
        }
        activity.is(new MindActivity.State.Speaking(prompt.pin().tag(), pieces, first));
        if (document && !whole) {
            var reply = said.toString();
            whole =
                    PartialDocument.mayBeWhole(reply)
                            && PartialDocument.read(reply).whole(reply, required);
        }
        if (!whole && said.length() - seen >= STEP) {
            seen = said.length();
            circles = RepetitionGuard.repeats(said.toString());
        }
    }

    /// The server noticed a circle itself and gave up.
    ///
    /// @return whether there are words to keep
    boolean circled() {
        circles |= pieces > 0;
        return circles;
    }

    /// The call has ended, however.
    void ended() {
        activity.is(new MindActivity.State.Idle());
    }

    /// Whether the rest of the reply is not wanted.
    boolean over() {
        return whole || circles;
    }

    /// Tokens that have come: servers send one a piece.
    int tokens() {
        return pieces;
    }

    static int estimate(Prompt prompt) {
        return TruncationCheck.characters(prompt) / CHARACTERS_PER_TOKEN;
    }

    /// @param cut whether the server says that the reply was as long as allowed
    Reply.Ending ending(boolean cut) {
        return circles
                ? Reply.Ending.REPEATED
                : cut && !whole ? Reply.Ending.CUT : Reply.Ending.DONE;
    }

    /// The part of the reply to pass on: of a document the one object, closed where it broke off;
    /// of words that went round in circles each sentence once.
    String kept(String reply) {
        if (document) {
            var begun = circles ? RepetitionGuard.uncircled(reply) : reply;
            var found = EmbeddedJson.document(begun);
            return Json.foreignObject(found).isPresent() ? found : closed(begun);
        }
        return circles ? RepetitionGuard.once(reply) : reply;
    }

    private static String closed(String reply) {
        var partial = PartialDocument.read(reply);
        return partial.json().isEmpty() || partial.json().equals("{}") ? reply : partial.json();
    }

    /// Whether a document has every field that it must have.
    boolean complete(String reply) {
        return Json.foreignObject(reply)
                .map(object -> required.stream().allMatch(object::has))
                .orElse(false);
    }
}
