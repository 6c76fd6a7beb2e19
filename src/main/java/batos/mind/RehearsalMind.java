package batos.mind;

import batos.json.Json;
import batos.mind.RehearsalRule.End;
import batos.mind.RehearsalRule.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// A mind that speaks by a script: equal prompts get equal replies, with no model server. Tokens
/// are counted as words.
public final class RehearsalMind implements Mind {
    public static final String NAME = "rehearsal";

    private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

    private final RehearsalScript script;
    private final Duration idle;
    private final Map<RehearsalRule, Integer> spoken = new HashMap<>();

    /// @param idle how long a rule that hangs is waited for
    public RehearsalMind(RehearsalScript script, Duration idle) {
        this.script = script;
        this.idle = idle;
    }

    @Override
    public String name() {
        return NAME;
    }

    public RehearsalScript script() {
        return script;
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        return ToolArguments.onceMore(prompt, asked -> once(asked, heard));
    }

    private Reply once(Prompt prompt, Consumer<String> heard) {
        var scene = RehearsalContext.of(prompt, script.question());
        var words = scene.words();
        var context = prompt.pin().context();
        if (context > 0 && words > context) {
            return TruncationCheck.failed(prompt, words);
        }
        for (var rule : script.rules()) {
            var captures = scene.fits(rule);
            if (captures != null && mayStillSpeak(rule)) {
                return speak(rule.line(), captures, scene, text -> inManner(prompt, text), heard);
            }
        }
        return unmatched(prompt, scene, heard);
    }

    private String inManner(Prompt prompt, String text) {
        return script.manners()
                .apply(prompt.pin().tag())
                .map(manner -> manner.said(prompt, text))
                .orElse(text);
    }

    private synchronized boolean mayStillSpeak(RehearsalRule rule) {
        return rule.times() == 0 || spoken.merge(rule, 1, Integer::sum) <= rule.times();
    }

    private Reply speak(
            Line line,
            RuleCaptures captures,
            RehearsalContext scene,
            UnaryOperator<String> manner,
            Consumer<String> heard) {
        try {
            Thread.sleep(line.delay());
            var text =
                    line.json()
                            .map(json -> scene.inForm(Json.write(captures.fillTree(json))))
                            .orElse("");
            if (line.sample()) {
                text = scene.document();
            }
            if (!line.replies().isEmpty()) {
                var choice = Math.floorMod(scene.question().hashCode(), line.replies().size());
                text = manner.apply(captures.fill(line.replies().get(choice)));
            }
            say(text, line.pace(), heard);
            return switch (line.end()) {
                case End.Answer() -> answered(text, calls(line, captures), scene.words());
                case End.Refuse(var why) -> new Reply.Refused(captures.fill(why));
                case End.Fail(var retry, var why, var fault) ->
                        new Reply.Failed(retry, captures.fill(why), fault);
                case End.Hang() -> {
                    Thread.sleep(idle);
                    yield new Reply.Failed(
                            true,
                            "%s: silent for %d ms, as the script says"
                                    .formatted(script.source(), idle.toMillis()),
                            Reply.Fault.SILENT);
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Interrupted();
        }
    }

    private static void say(String text, Duration pace, Consumer<String> heard)
            throws InterruptedException {
        var first = true;
        for (var word : WORDS.splitAsStream(text).toList()) {
            if (!first) {
                Thread.sleep(pace);
            }
            first = false;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (!word.isEmpty()) {
                heard.accept(word);
            }
        }
    }

    private static List<Message.ToolCall> calls(Line line, RuleCaptures captures) {
        var calls = new ArrayList<Message.ToolCall>();
        for (var call : line.calls()) {
            calls.add(
                    new Message.ToolCall(
                            "call-" + (calls.size() + 1),
                            captures.fill(call.tool()),
                            Json.write(captures.fillTree(call.arguments()))));
        }
        return calls;
    }

    private static Reply answered(String text, List<Message.ToolCall> calls, int promptWords) {
        return new Reply.Answered(
                text,
                calls,
                new Reply.Usage(promptWords, RehearsalContext.words(text), Duration.ZERO));
    }

    private Reply unmatched(Prompt prompt, RehearsalContext scene, Consumer<String> heard) {
        var line = inManner(prompt, scene.nearest(script));
        if (prompt.schema().isPresent()) {
            return new Reply.Failed(false, line, Reply.Fault.UNREHEARSED);
        }
        heard.accept(line);
        return answered(line, List.of(), scene.words());
    }

    @Override
    public List<Model> models() {
        return List.of();
    }

    @Override
    public void close() {}
}
