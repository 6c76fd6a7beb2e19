package batos.crucible;

import batos.text.Ellipsis;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The keyword arguments of one call: a JSON object within the bounds of [JsonBoundary], with the
/// text it was read from. Equal as texts. Do not change the object.
public final class Arguments {
    private static final int SHOWN = 80;

    private final String text;
    private final ObjectNode object;

    private Arguments(String text, ObjectNode object) {
        this.text = text;
        this.object = object;
    }

    /// The outcome of reading a text.
    public sealed interface Reading {
        record Read(Arguments arguments) implements Reading {}

        /// @param why for whoever wrote the text
        record Refused(String why) implements Reading {}
    }

    public static Reading read(String text) {
        try {
            if (!(JsonBoundary.STRICT.readTree(text) instanceof ObjectNode object)) {
                return refused(text);
            }
            return JsonBoundary.objection(object)
                    .<Reading>map(Arguments::unfit)
                    .orElseGet(() -> new Reading.Read(new Arguments(text, object)));
        } catch (StreamConstraintsException e) {
            return unfit(JsonBoundary.exceeded(e));
        } catch (JsonProcessingException e) {
            return new Reading.Refused(
                    "expected one JSON object, got: %s; %s"
                            .formatted(Ellipsis.of(text, SHOWN), JsonBoundary.unread(e)));
        }
    }

    /// Arguments that the caller knows to be an object within the bounds.
    ///
    /// @throws IllegalArgumentException for any other text
    public static Arguments of(String text) {
        return switch (read(text)) {
            case Reading.Read(Arguments arguments) -> arguments;
            case Reading.Refused(String why) ->
                    throw new IllegalArgumentException("crucible: " + why);
        };
    }

    private static Reading unfit(String why) {
        return new Reading.Refused("the arguments cannot be handed over: " + why);
    }

    private static Reading refused(String text) {
        return new Reading.Refused("expected one JSON object, got: " + Ellipsis.of(text, SHOWN));
    }

    public String text() {
        return text;
    }

    public ObjectNode object() {
        return object;
    }

    /// The text, which stands so in the requests of a tape.
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Arguments that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
