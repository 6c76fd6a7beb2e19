package batos.council;

import batos.image.Cause;
import batos.image.Image;
import batos.memory.Recall;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.Lease;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import batos.persona.TurnMode;
import batos.toolbox.CallResult;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Tool;
import batos.toolbox.Toolbox;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What is done in each phase of a turn: the only place where a turn meets minds, tools and memory.
final class Steps {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// How often ROBIN is asked for her verdict.
    private static final int TRIES = 2;

    /// The score where ROBIN's model gives none.
    private static final double MIDDLE = 0.5;

    private static final int LEAN_MEMORIES = 3;

    /// Characters of one memory in a lean turn, and the fewest in any.
    private static final int LEAN_MEMORY = 160;

    private static final Pattern SCORE = Pattern.compile("\\b(?:0\\.\\d+|1\\.0+)\\b");

    private final Scrapbook memory;
    private final Image image;
    private final Embedder embedder;
    private final Toolbox toolbox;
    private final Lease lease;
    private final Cause cause;
    private final Consumer<TurnSignal> listener;

    Steps(
            Scrapbook memory,
            Image image,
            Embedder embedder,
            Toolbox toolbox,
            Lease lease,
            Cause cause,
            Consumer<TurnSignal> listener) {
        this.memory = memory;
        this.image = image;
        this.embedder = embedder;
        this.toolbox = toolbox;
        this.lease = lease;
        this.cause = cause;
        this.listener = listener;
    }

    /// How a step ended.
    sealed interface Taken {}

    record Happened(TurnEvent event) implements Taken {}

    record Done() implements Taken {}

    record Waits(MissingTool wanted) implements Taken {}

    /// The program that asked runs these calls.
    record Handed(String said, List<Message.ToolCall> calls) implements Taken {}

    record Stuck(String persona, String why, boolean retry, Reply.Fault fault) implements Taken {}

    record Stopped() implements Taken {}

    Taken take(Turn turn, TurnState standing) {
        if (Thread.currentThread().isInterrupted()) {
            return new Stopped();
        }
        return switch (standing.phase()) {
            case RECALL -> recall(turn);
            case THESIS -> thesis(turn, standing);
            case TOOLS -> call(turn, standing);
            case FORGE -> new Waits(standing.wanted().orElseThrow());
            case IMPRESSION -> impression(turn, standing);
            case ANTITHESIS ->
                    lease.mode() == TurnMode.LEAN
                            ? leanAntithesis(turn, standing)
                            : antithesis(turn, standing);
            case SYNTHESIS ->
                    conclude(
                            turn,
                            PersonaId.ALFRED,
                            Purpose.SYNTHESIS,
                            synthesis(turn, standing),
                            List.of(),
                            answered -> new Happened(new TurnEvent.Concluded(answered.text())));
            case DONE -> new Done();
        };
    }

    /// The answer of one persona, with what BABS remembers before it.
    Taken consult(String persona, Turn turn) {
        var history = history(turn);
        var lines = lines(remembered(turn), history);
        var asked = new ArrayList<>(Prompts.opening(turn, lines, history));
        turn.caller()
                .ifPresent(caller ->
                        caller.rounds().stream()
                                .flatMap(Caller.Round::messages)
                                .forEach(asked::add));
        return conclude(
                turn,
                PersonaId.valueOf(persona),
                Purpose.ANSWER,
                asked,
                turn.caller().map(Caller::tools).orElse(List.of()),
                answered ->
                        answered.calls().isEmpty()
                                ? new Happened(new TurnEvent.Concluded(answered.text()))
                                : new Handed(answered.text(), answered.calls()));
    }

    /// The answer of the turn: words, or the document that was asked for.
    private Taken conclude(
            Turn turn,
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Function<Reply.Answered, Taken> heard) {
        if (!turn.input().asksForDocument()) {
            return speak(
                    persona,
                    purpose,
                    conversation,
                    tools,
                    turn.caller().flatMap(Caller::schema),
                    heard);
        }
        listener.accept(new TurnSignal.Began(persona.name(), purpose.toString()));
        var taken =
                new AnswerDocument(turn.input().schema())
                        .ask(lease, persona, purpose, conversation);
        if (taken instanceof Happened(TurnEvent.Concluded(var text))) {
            listener.accept(new TurnSignal.Spoke(persona.name(), purpose.toString(), text, false));
        }
        return taken;
    }

    /// What came to mind, as much as prompts have room for: a quarter of the shortest context, and
    /// in a lean turn three short lines. What stands in the conversation is not told again.
    private List<String> lines(List<Recall> recalls, List<Exchange> history) {
        var lean = lease.mode() == TurnMode.LEAN;
        var shown =
                history.stream()
                        .map(Exchange::episode)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        var taken =
                recalls.stream()
                        .filter(recall -> episode(recall).noneMatch(shown::contains))
                        .limit(lean ? LEAN_MEMORIES : recalls.size())
                        .toList();
        var room = room();
        var each = lean ? LEAN_MEMORY : Math.max(LEAN_MEMORY, room / Math.max(1, taken.size()));
        return taken.stream().map(recall -> Excerpt.of(Council.line(recall), each)).toList();
    }

    /// The turns before this one, as many as fit another quarter of the shortest context; in a lean
    /// turn the latest three at most, shortened.
    private List<Exchange> history(Turn turn) {
        var lean = lease.mode() == TurnMode.LEAN;
        var most = turn.rules().history();
        if (turn.input().continues() > 0) {
            var view = image.now();
            return Exchange.thread(
                    memory.latest(Integer.MAX_VALUE),
                    turn.input().continues(),
                    number -> TurnAccount.continued(view, number),
                    room(),
                    text -> lean ? Excerpt.of(text, LEAN_MEMORY) : text);
        }
        if (most == 0 || turn.caller().isPresent()) {
            return List.of();
        }
        return Exchange.latest(
                memory.latest(Integer.MAX_VALUE),
                lean ? Math.min(most, LEAN_MEMORIES) : most,
                room(),
                text -> lean ? Excerpt.of(text, LEAN_MEMORY) : text);
    }

    /// A quarter of the shortest context, in characters: a token has about four.
    private int room() {
        return lease.context() == 0 ? Integer.MAX_VALUE : lease.context();
    }

    private List<Message> synthesis(Turn turn, TurnState standing) {
        return lease.mode() == TurnMode.LEAN
                ? Prompts.leanSynthesis(
                        turn,
                        standing,
                        lease.instruction(PersonaId.ROBIN),
                        lease.instruction(PersonaId.ALFRED))
                : Prompts.synthesis(turn, standing);
    }

    private List<Recall> remembered(Turn turn) {
        listener.accept(new TurnSignal.Began("BABS", "recall"));
        var recalls = memory.recall(turn.asked(), turn.rules().recall());
        listener.accept(new TurnSignal.Remembered(recalls.size()));
        return recalls;
    }

    private Taken recall(Turn turn) {
        var recalls = remembered(turn);
        var view = image.now();
        var theme = Themes.of(turn.asked(), turn.number(), recalls, view);
        var troubles = Themes.history(theme, memory.latest(Integer.MAX_VALUE), view);
        var history = history(turn);
        return new Happened(
                new TurnEvent.Recalled(
                        lines(recalls, history),
                        Recurrence.of(troubles),
                        theme,
                        recalls.stream().flatMapToLong(Steps::episode).distinct().boxed().toList(),
                        history,
                        Advice.of(view, theme.id())));
    }

    private static LongStream episode(Recall recall) {
        return recall.episode().matches("e\\d+")
                ? LongStream.of(Long.parseLong(recall.episode().substring(1)))
                : LongStream.empty();
    }

    private Taken thesis(Turn turn, TurnState standing) {
        var live = toolbox.now().live().stream().map(Steps::schema).toList();
        return speak(
                PersonaId.BRICK,
                Purpose.THESIS,
                standing.thread(),
                turn.caller().map(caller -> caller.with(live)).orElse(live),
                Optional.empty(),
                answered -> new Happened(new TurnEvent.Thought(answered.text(), answered.calls())));
    }

    private static Prompt.ToolSchema schema(Tool tool) {
        return new Prompt.ToolSchema(tool.name(), tool.description(), tool.parameters());
    }

    private Taken speak(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema,
            Function<Reply.Answered, Taken> heard) {
        var reply = say(persona, purpose, conversation, tools, schema);
        return switch (reply) {
            case Reply.Answered answered -> heard.apply(answered);
            case Reply.Refused(var why) -> new Stuck(persona.name(), why, false, Reply.Fault.OTHER);
            case Reply.Failed failed ->
                    new Stuck(persona.name(), failed.why(), failed.retry(), failed.fault());
            case Reply.Interrupted() -> new Stopped();
        };
    }

    /// A persona that speaks as another is asked once more; what is still foreign then is cut off.
    private Reply say(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema) {
        var reply = once(persona, purpose, conversation, tools, schema);
        if (!(reply instanceof Reply.Answered first)
                || !OneVoice.foreign(persona.name(), first.text())) {
            return reply;
        }
        listener.accept(
                new TurnSignal.Worked(
                        "council", persona + " spoke as another and is asked once more"));
        var again = new ArrayList<>(conversation);
        again.add(new Message.Said(first.text(), List.of()));
        again.add(
                new Message.Asked(
                        "You are "
                                + persona
                                + ". Speak for yourself alone, without a name before it."));
        return once(persona, purpose, again, tools, schema) instanceof Reply.Answered second
                ? new Reply.Answered(
                        own(persona, second.text(), first.text()), second.calls(), second.usage())
                : first;
    }

    private static String own(PersonaId persona, String second, String first) {
        var text = OneVoice.cut(persona.name(), second);
        return text.isEmpty() ? OneVoice.cut(persona.name(), first) : text;
    }

    private Reply once(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Optional<String> schema) {
        listener.accept(new TurnSignal.Began(persona.name(), purpose.toString()));
        var reply =
                lease.speak(
                        persona,
                        purpose,
                        conversation,
                        tools,
                        schema,
                        text -> listener.accept(new TurnSignal.Streamed(persona.name(), text)));
        if (reply instanceof Reply.Answered answered) {
            listener.accept(
                    new TurnSignal.Spoke(
                            persona.name(), purpose.toString(), answered.text(), true));
        }
        return reply;
    }

    /// Calls of tools of the program that asked go to it, and no other call with them: it knows
    /// nothing of the image's tools, so that what these gave would be lost on the way back.
    private Taken call(Turn turn, TurnState standing) {
        var calls = standing.pendingCalls();
        var programs =
                calls.stream()
                        .filter(call ->
                                turn.caller().filter(caller -> caller.has(call.tool())).isPresent())
                        .toList();
        if (!programs.isEmpty()) {
            return new Handed(
                    standing.thread().getLast() instanceof Message.Said said ? said.text() : "",
                    programs);
        }
        return call(calls);
    }

    private Taken call(List<Message.ToolCall> calls) {
        calls.forEach(
                call -> listener.accept(new TurnSignal.Called(call.tool(), call.arguments())));
        var called =
                toolbox.callAll(
                        toolbox.now(),
                        calls.stream()
                                .map(call -> new Toolbox.Call(call.tool(), call.arguments()))
                                .toList(),
                        cause);
        var uses = new ArrayList<ToolUse>();
        for (int i = 0; i < called.size(); i++) {
            if (called.get(i) instanceof CallResult.Interrupted) {
                return new Stopped();
            }
            var use = ToolUse.of(calls.get(i), called.get(i));
            uses.add(use);
            listener.accept(new TurnSignal.Returned(use));
        }
        return Thread.currentThread().isInterrupted()
                ? new Stopped()
                : new Happened(new TurnEvent.Used(uses));
    }

    /// In a lean turn ROBIN objects in her own words; how far is asked for apart, as one word of
    /// five.
    private Taken leanAntithesis(Turn turn, TurnState standing) {
        var conversation =
                Prompts.leanAntithesis(turn, standing, lease.instruction(PersonaId.ROBIN));
        var said =
                speak(
                        PersonaId.ROBIN,
                        Purpose.ANTITHESIS,
                        conversation,
                        List.of(),
                        Optional.empty(),
                        answered ->
                                new Happened(
                                        new TurnEvent.Objected(
                                                answered.text(),
                                                "",
                                                MIDDLE,
                                                apart(standing, answered.text()))));
        if (!(said instanceof Happened(TurnEvent.Objected(var text, _, _, var distance)))) {
            return said;
        }
        var asked = new ArrayList<>(conversation);
        asked.add(new Message.Said(text, List.of()));
        asked.add(new Message.Asked(Prompts.SCALE_QUESTION));
        var result =
                StructuredRequest.of(
                                PersonaId.ROBIN, Purpose.ANTITHESIS, asked, Prompts.SCALE_SCHEMA)
                        .trying(1)
                        .<Double>ask(lease, Steps::scale);
        return switch (result) {
            case Result.Parsed<Double>(var score, _, _) ->
                    new Happened(
                            new TurnEvent.Objected(
                                    text, "in a word, from fine to wrong", score, distance));
            case Result.Malformed<Double> _, Result.Refused<Double> _, Result.Failed<Double> _ ->
                    new Happened(
                            new TurnEvent.Objected(
                                    text,
                                    "no word of the scale was given; the middle is taken",
                                    MIDDLE,
                                    distance));
            case Result.Interrupted<Double>() -> new Stopped();
        };
    }

    private static Reading<Double> scale(String text, int attempt) {
        return Prompts.scoreIn(text.replace("verdict", ""))
                .<Reading<Double>>map(Reading.Fits::new)
                .orElseGet(() -> new Reading.Misfit<>("it is no word of the scale"));
    }

    /// ROBIN's first impression, formed without the thesis. It is heard only where the two need not
    /// meet. A lean turn has none: its calls share a beginning that the thesis is part of.
    private Taken impression(Turn turn, TurnState standing) {
        if (lease.mode() == TurnMode.LEAN) {
            return new Happened(TurnEvent.Impressed.NONE);
        }
        return verdict(
                Prompts.impression(turn, standing),
                said ->
                        new TurnEvent.Impressed(
                                said.text(),
                                said.why(),
                                said.score(),
                                apart(standing, said.text())));
    }

    private Taken antithesis(Turn turn, TurnState standing) {
        return verdict(
                Prompts.antithesis(turn, standing),
                said -> {
                    listener.accept(
                            new TurnSignal.Spoke("ROBIN", "antithesis", said.text(), false));
                    return new TurnEvent.Objected(
                            said.text(), said.why(), said.score(), apart(standing, said.text()));
                });
    }

    private double apart(TurnState standing, String said) {
        return Distance.between(standing.thesis(), said, embedder);
    }

    /// @param score 0 to 1
    private record Verdict(String text, String why, double score) {}

    /// ROBIN's verdict is one JSON document; a reply that is none is quoted back to her once, then
    /// her words are taken as they are, with the middle of the scale for a score.
    private Taken verdict(List<Message> question, Function<Verdict, TurnEvent> happened) {
        listener.accept(new TurnSignal.Began("ROBIN", "antithesis"));
        var result =
                StructuredRequest.of(PersonaId.ROBIN, Purpose.ANTITHESIS, question, Prompts.VERDICT)
                        .trying(TRIES)
                        .askingAgain(faults ->
                                "That was not the JSON document asked for: "
                                        + String.join("; ", faults)
                                        + ". Reply with that document and nothing else.")
                        .<Verdict>ask(lease, this::read);
        return switch (result) {
            case Result.Parsed<Verdict>(var said, _, _) -> new Happened(happened.apply(said));
            case Result.Refused<Verdict>(var why) ->
                    new Stuck("ROBIN", why, false, Reply.Fault.OTHER);
            case Result.Failed<Verdict>(var why, var retry, var fault) ->
                    new Stuck("ROBIN", why, retry, fault);
            case Result.Malformed<Verdict>(var faults, _) ->
                    new Stuck(
                            "ROBIN",
                            "her verdict was not the JSON document asked for: "
                                    + faults.getLast()
                                    + ". Next: ask again, or /models use ROBIN TAG with a model"
                                    + " that keeps to a schema",
                            true,
                            Reply.Fault.GARBLED);
            case Result.Interrupted<Verdict>() -> new Stopped();
        };
    }

    /// @param attempt from the second on a score out of its range is taken for the nearest in it,
    ///   and prose is taken as her words
    private Reading<Verdict> read(String text, int attempt) {
        var verdict = document(text);
        var score = verdict.map(Steps::score).orElse(Double.NaN);
        var words = verdict.map(json -> json.path("antithesis").asText("")).orElse("");
        if (words.isBlank() || Double.isNaN(score)) {
            return attempt < TRIES || text.isBlank() || (words.isBlank() && verdict.isPresent())
                    ? new Reading.Misfit<>(
                            "it needs a text 'antithesis' and a number 'dissonance' from 0 to 1")
                    : new Reading.Fits<>(prose(words.isBlank() ? text : words, text));
        }
        if (attempt == 1 && (score < 0 || score > 1)) {
            return new Reading.Misfit<>(
                    "'dissonance' is " + score + "; it is a number from 0 to 1");
        }
        var why = verdict.map(json -> json.path("why").asText("")).orElse("");
        return new Reading.Fits<>(new Verdict(words, why, Math.clamp(score, 0, 1)));
    }

    private static Optional<JsonNode> document(String text) {
        var first = text.indexOf('{');
        var last = text.lastIndexOf('}');
        if (first < 0 || last < first) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text.substring(first, last + 1)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static double score(JsonNode verdict) {
        return Prompts.score(verdict.path("verdict").asText(""))
                .orElseGet(() -> number(verdict.path("dissonance")));
    }

    /// A model that cannot keep to a schema still gets through a turn; the Architect is told. Its
    /// score is a number or a word of the scale in its text, else the middle.
    private Verdict prose(String words, String text) {
        var number = SCORE.matcher(text);
        var score =
                number.find() ? Optional.of(Double.valueOf(number.group())) : Prompts.scoreIn(text);
        listener.accept(
                new TurnSignal.Worked(
                        "council",
                        "ROBIN's model answers in prose where a document is asked for. Next:"
                                + " /models use ROBIN TAG with one that keeps to a schema"));
        return new Verdict(
                words.strip(),
                score.isPresent()
                        ? "taken from her words; her model gives no document"
                        : "no score was given; the middle is taken. Her model gives no document",
                score.orElse(MIDDLE));
    }

    /// A number, also one that was written as a text; NaN for anything else.
    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : node.asDouble(Double.NaN);
    }
}
