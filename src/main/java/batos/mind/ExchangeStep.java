package batos.mind;

import java.util.Locale;

/// A step of one HTTP exchange, as it goes over the tape.
sealed interface ExchangeStep {
    /// The head of the answer.
    record Head(int status, String type) implements ExchangeStep {}

    /// One line of the body, without its end.
    record Line(String text) implements ExchangeStep {}

    /// The last piece of an exchange that came to its end.
    record End(long millis) implements ExchangeStep {}

    /// The last piece of one that did not.
    record Broke(Reply.Fault fault, String why) implements ExchangeStep {}

    /// The last piece of one that was interrupted.
    record Stopped() implements ExchangeStep {}

    static String write(ExchangeStep piece) {
        return switch (piece) {
            case Head(var status, var type) -> "head " + status + " " + type;
            case Line(var text) -> "line " + text;
            case End(var millis) -> "end " + millis;
            case Broke(var fault, var why) ->
                    "broke " + fault.name().toLowerCase(Locale.ROOT) + " " + why;
            case Stopped() -> "stopped";
        };
    }

    static ExchangeStep read(String text) {
        var words = text.split(" ", 3);
        return switch (words[0]) {
            case "head" -> new Head(Integer.parseInt(words[1]), words[2]);
            case "line" -> new Line(text.substring("line ".length()));
            case "end" -> new End(Long.parseLong(words[1]));
            case "broke" ->
                    new Broke(Reply.Fault.valueOf(words[1].toUpperCase(Locale.ROOT)), words[2]);
            case "stopped" -> new Stopped();
            default -> throw new IllegalArgumentException("not a piece of an exchange: " + text);
        };
    }
}
