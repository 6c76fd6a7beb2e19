package batos.crucible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;

/// Reads what an interpreter says as an answer to a request. Every answer carries the request's id
/// and the number of the call, in order; anything else breaks the framing.
final class ReplyReader {
    private ReplyReader() {}

    /// An answer frame, or the verdict that there is none.
    sealed interface Answer {
        record Told(JsonNode parts) implements Answer {}

        record None(Verdict verdict) implements Answer {}
    }

    static Answer of(Interpreter.Heard heard, long id, int number, Trial.Limits limits) {
        return switch (heard) {
            case Interpreter.Heard.Frame(String text) -> told(text, id, number);
            case Interpreter.Heard.Garbled(String why) ->
                    new Answer.None(new Verdict.Violated(why));
            case Interpreter.Heard.Flooded(long bytes) ->
                    new Answer.None(
                            new Verdict.Killed(
                                    Verdict.Limit.OUTPUT,
                                    "it wrote %d bytes and more past its result".formatted(bytes)));
            case Interpreter.Heard.Silence _ ->
                    new Answer.None(
                            new Verdict.Killed(
                                    Verdict.Limit.WALL_CLOCK,
                                    "no answer within " + words(limits.wall())));
            case Interpreter.Heard.Ended(int code, String murmur) ->
                    new Answer.None(ended(code, murmur, limits));
        };
    }

    private static Answer told(String text, long id, int number) {
        try {
            var parts = JsonBoundary.STRICT.readTree(text);
            if (!parts.isObject()) {
                return broken("an answer that is no object");
            }
            if (!is(parts.path("id"), id)) {
                return broken("an answer to another request");
            }
            if (!is(parts.path("n"), number)) {
                return broken(
                        "answer number %s where %d was due"
                                .formatted(line(parts.path("n")), number));
            }
            return new Answer.Told(parts);
        } catch (JsonProcessingException e) {
            return broken("an answer that is not JSON");
        }
    }

    /// Not a text, not a fraction, and not one that only ends in the same 64 bits.
    private static boolean is(JsonNode number, long due) {
        return number.isIntegralNumber()
                && number.bigIntegerValue().equals(BigInteger.valueOf(due));
    }

    private static Answer broken(String why) {
        return new Answer.None(new Verdict.Violated(why));
    }

    /// The exit code and the murmur are the tried code's own words: they only choose between the
    /// names of failures.
    private static Verdict ended(int code, String murmur, Trial.Limits limits) {
        if (murmur.contains("Timeout (")) {
            return new Verdict.Killed(
                    Verdict.Limit.WALL_CLOCK,
                    "no answer within " + words(limits.wall()) + lastSeen(murmur));
        }
        return switch (code) {
            case 137 ->
                    new Verdict.Killed(
                            Verdict.Limit.MEMORY,
                            "the sandbox was killed at %d MiB".formatted(limits.memory() >> 20));
            case 152, 158 ->
                    new Verdict.Killed(Verdict.Limit.WALL_CLOCK, "its processor time is used up");
            default ->
                    new Verdict.Violated(
                            "it left without an answer"
                                    + (code < 0 ? "" : " (exit code " + code + ")")
                                    + lastWords(murmur));
        };
    }

    /// The last line of its output beside the frames.
    private static String lastWords(String murmur) {
        var words = JsonBoundary.harmless(murmur).strip().lines().reduce("", (_, line) -> line);
        return words.isEmpty() ? "" : ": " + capped(words, 200);
    }

    /// `, last seen at line 4`, from faulthandler's dump.
    private static String lastSeen(String murmur) {
        var dump = murmur.substring(murmur.lastIndexOf("Timeout ("));
        for (var line : dump.lines().toList()) {
            int at = line.indexOf("File \"<tool>\", line ");
            if (at >= 0) {
                return ", last seen at " + JsonBoundary.harmless(line.substring(at + 15).strip());
            }
        }
        return "";
    }

    /// The verdict on one finished call.
    static Verdict verdict(JsonNode parts, Trial.Limits limits, Duration took) {
        var printed =
                capped(JsonBoundary.harmless(parts.path("printed").asText("")), limits.output());
        if (parts.path("refused").isObject()) {
            return refused(parts.get("refused"), printed);
        }
        if (parts.path("error").isObject()) {
            return error(parts.get("error"), printed);
        }
        var result = parts.path("result");
        if (!result.isTextual()) {
            return new Verdict.Violated("an answer without a result");
        }
        var document = result.textValue();
        if (document.length() > limits.output()) {
            return new Verdict.Killed(
                    Verdict.Limit.OUTPUT,
                    "a result of %d bytes, at most %d"
                            .formatted(document.length(), limits.output()));
        }
        var why = JsonBoundary.refused(document);
        if (why.isPresent() && JsonBoundary.isLongNumber(why.get())) {
            return new Verdict.Failed("ResultError: " + why.get(), "", printed);
        }
        return why.isPresent()
                ? new Verdict.Violated("its result is not what JSON allows: " + why.get())
                : new Verdict.Survived(JsonBoundary.readable(document), printed, took);
    }

    private static Verdict refused(JsonNode refused, String printed) {
        var why = line(refused.path("why"));
        return refused.path("kind").asText().equals("output")
                ? new Verdict.Killed(Verdict.Limit.OUTPUT, why)
                : new Verdict.Failed("ResultError: " + why, "", printed);
    }

    static Verdict error(JsonNode error, String printed) {
        var type = line(error.path("type"));
        var message = line(error.path("message"));
        var traceback = capped(JsonBoundary.harmless(error.path("traceback").asText("")), 8_000);
        var limit = limit(type, message);
        if (limit.isPresent()) {
            return new Verdict.Killed(
                    limit.get(),
                    type + ": " + message + (traceback.isEmpty() ? "" : "\n" + traceback));
        }
        return new Verdict.Failed(
                message.isEmpty() ? type : type + ": " + message, traceback, printed);
    }

    /// Exceptions that a limit raises. Python has no class of its own for a thread that cannot be
    /// started.
    private static Optional<Verdict.Limit> limit(String type, String message) {
        if (type.equals("MemoryError")) {
            return Optional.of(Verdict.Limit.MEMORY);
        }
        boolean fork = type.equals("BlockingIOError") && message.contains("[Errno 11]");
        boolean thread = type.equals("RuntimeError") && message.contains("can't start new thread");
        return fork || thread ? Optional.of(Verdict.Limit.PROCESSES) : Optional.empty();
    }

    private static String line(JsonNode text) {
        return capped(JsonBoundary.harmless(text.asText("")).strip(), 2_000);
    }

    private static String capped(String text, int most) {
        return text.length() <= most + 64 ? text : text.substring(0, most) + "…";
    }

    static String words(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : duration.toMillis() + " ms";
    }
}
