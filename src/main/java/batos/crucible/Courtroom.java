package batos.crucible;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A judge and a witness in two interpreters, and the host between them. The judge runs the test
/// script and asks; the witness has the source under test and answers; neither sees the other's
/// code. The witness's word on itself is worth nothing: only values pass.
final class Courtroom {
    private static final int MOST_CALLS = 20_000;

    /// The time between two questions of a judge of variants, in wall clocks of a call.
    private static final int VARIANTS_TIME = 6;

    private final Case brought;
    private final Interpreter witness;
    private final Interpreter judge;
    private final long id;
    private final Duration patience;
    private final List<CaseResult.Call> calls = new ArrayList<>();
    private final Deque<Question> questions = new ArrayDeque<>();
    private int variant = -1;

    Courtroom(Case brought, Interpreter witness, Interpreter judge, long id, Duration grace) {
        this.brought = brought;
        this.witness = witness;
        this.judge = judge;
        this.id = id;
        this.patience = brought.limits().wall().plus(grace);
    }

    CaseResult hear() throws InterruptedException, Interpreter.Disturbed, Interpreter.Unready {
        return hear(List.of()).getFirst();
    }

    /// The number of the variant asked for last, from 0; -1 before the first.
    int variant() {
        return variant;
    }

    /// @param variants sources that take the case's place, one after the other; none for the case
    /// @return one result for the case or for each variant, or a single [CaseResult.Broke] for the
    ///   variant at which the interpreters were lost
    List<CaseResult> hear(List<String> variants)
            throws InterruptedException, Interpreter.Disturbed, Interpreter.Unready {
        var limits = brought.limits();
        var serving =
                TrialRunner.request("serve", brought.source(), limits)
                        .put("id", id)
                        .put("cpu", TrialRunner.cpu(limits, 60));
        variants.forEach(serving.putArray("variants")::add);
        TrialRunner.send(witness, serving);
        var sworn = ReplyReader.of(witness.hear(patience), id, 0, limits);
        switch (sworn) {
            case ReplyReader.Answer.None(Verdict verdict) -> {
                return List.of(new CaseResult.Broke(verdict));
            }
            case ReplyReader.Answer.Told(var parts) -> {
                if (parts.has("error")) {
                    return List.of(fell(parts.get("error")));
                }
            }
        }
        // a judge of several sources is not to be cut off by a slow machine: that would look as if
        // its script had noticed something
        int share = variants.isEmpty() ? 1 : VARIANTS_TIME;
        TrialRunner.send(
                judge,
                opening(limits)
                        .put("variants", variants.size())
                        .put("wall", share * limits.wall().toMillis() / 1000.0));
        for (int number = 1; number <= MOST_CALLS; number++) {
            switch (ReplyReader.of(judge.hear(patience.multipliedBy(share)), id, number, limits)) {
                case ReplyReader.Answer.None(Verdict.Killed killed) when variants.isEmpty() -> {
                    return List.of(
                            new CaseResult.Fell("the test script was " + killed.words(), ""));
                }
                case ReplyReader.Answer.None(Verdict verdict) -> {
                    return List.of(new CaseResult.Broke(verdict));
                }
                case ReplyReader.Answer.Told(var parts) -> {
                    if (questions.isEmpty() && !parts.has("call") && !parts.has("do")) {
                        return variants.isEmpty() ? List.of(ruling(parts)) : rulings(parts);
                    }
                    var broke = passOn(parts, number);
                    if (broke != null) {
                        return List.of(new CaseResult.Broke(broke));
                    }
                }
            }
        }
        return List.of(new CaseResult.Fell("more than %d calls".formatted(MOST_CALLS), ""));
    }

    private ObjectNode opening(Trial.Limits limits) {
        var opening =
                TrialRunner.request("judge", "", limits)
                        .put("id", id)
                        .put("cpu", TrialRunner.cpu(limits, 60))
                        .put("module", brought.module())
                        .put("script", brought.script())
                        .put("candidate", brought.candidate());
        var functions = opening.putArray("functions");
        brought.functions().forEach(function -> functions.add(function.name()));
        var exceptions = opening.putArray("exceptions");
        brought.exceptions()
                .forEach(fault -> exceptions.addArray().add(fault.name()).add(fault.base()));
        return opening;
    }

    /// Passes one message of the judge to the witness, and the one that it gets back to the judge:
    /// an answer, or a question about what the judge has lent.
    private @Nullable Verdict passOn(JsonNode said, int number)
            throws InterruptedException, Interpreter.Disturbed, Interpreter.Unready {
        var message = JsonBoundary.STRICT.createObjectNode();
        if (said.has("call")) {
            var function = function(said.get("call"));
            if (function.isEmpty()) {
                return new Verdict.Violated("the judge asked for a function that is not there");
            }
            message.set("call", said.get("call"));
            questions.push(new Question.Call(function.get(), said.get("call")));
        } else if (said.has("do")) {
            message.set("do", said.get("do"));
            questions.push(new Question.Deed());
            variant += said.get("do").path("word").asText().equals("variant") ? 1 : 0;
        } else if (questions.peek() instanceof Question.Back) {
            questions.pop();
            answer(said, message);
        } else {
            return new Verdict.Violated("the judge answered what nobody asked");
        }
        TrialRunner.send(witness, message);
        return switch (ReplyReader.of(witness.hear(patience), id, number, brought.limits())) {
            case ReplyReader.Answer.None(Verdict verdict) -> verdict;
            case ReplyReader.Answer.Told(var parts) -> {
                var back = JsonBoundary.STRICT.createObjectNode();
                if (parts.has("do")) {
                    back.set("do", parts.get("do"));
                    questions.push(new Question.Back());
                } else {
                    answer(parts, back);
                    if (questions.pop() instanceof Question.Call(var function, var call)
                            && parts.has("value")) {
                        TypedValues.call(function, call, parts.get("value")).ifPresent(calls::add);
                    }
                }
                TrialRunner.send(judge, back);
                yield null;
            }
        };
    }

    private Optional<Case.Signature> function(JsonNode call) {
        return brought.functions().stream()
                .filter(known -> known.name().equals(call.path("function").asText()))
                .findFirst();
    }

    private static void answer(JsonNode parts, ObjectNode message) {
        if (parts.has("value")) {
            message.set("value", parts.get("value"));
            message.set("after", parts.path("after"));
        } else {
            message.set("error", error(parts));
        }
        message.set("printed", parts.path("printed"));
        if (parts.has("erred")) {
            message.set("erred", parts.get("erred"));
        }
    }

    /// A question whose answer a thread waits for.
    private sealed interface Question {
        /// The judge calls a function of the source.
        record Call(Case.Signature function, JsonNode call) implements Question {}

        /// The judge uses a thing of the source.
        record Deed() implements Question {}

        /// The witness uses what the tests gave it.
        record Back() implements Question {}
    }

    private static JsonNode error(JsonNode parts) {
        if (parts.has("error")) {
            return parts.get("error");
        }
        var error = JsonBoundary.STRICT.createObjectNode();
        error.put("type", "ResultError");
        error.put("message", parts.path("refused").path("why").asText("no value"));
        error.set("bases", new ArrayNode(JsonBoundary.STRICT.getNodeFactory()));
        return error;
    }

    private CaseResult ruling(JsonNode parts) {
        if (parts.has("held")) {
            int asked = parts.path("held").path("calls").asInt();
            return asked == 0
                    ? new CaseResult.Fell("the tests call no function of the source", "")
                    : new CaseResult.Held(calls, asked);
        }
        if (parts.has("error")) {
            return fell(parts.get("error"));
        }
        return new CaseResult.Fell(
                JsonBoundary.harmless(parts.path("refused").path("why").asText("no ruling")), "");
    }

    /// The script's ruling on each variant: held, or why it fell.
    private static List<CaseResult> rulings(JsonNode parts) {
        var rulings = new ArrayList<CaseResult>();
        for (var row : parts.path("noticed")) {
            var why = JsonBoundary.harmless(row.path(0).asText());
            rulings.add(
                    why.isEmpty()
                            ? new CaseResult.Held(List.of(), 1)
                            : row.path(1).asBoolean()
                                    ? CaseResult.Fell.raised(why)
                                    : new CaseResult.Fell(why, ""));
        }
        return rulings.isEmpty()
                ? List.of(new CaseResult.Fell("the judge gave no ruling", ""))
                : rulings;
    }

    private static CaseResult fell(JsonNode error) {
        return switch (ReplyReader.error(error, "")) {
            case Verdict.Failed failed -> new CaseResult.Fell(failed.error(), failed.traceback());
            case Verdict verdict -> new CaseResult.Fell(verdict.words(), "");
        };
    }
}
