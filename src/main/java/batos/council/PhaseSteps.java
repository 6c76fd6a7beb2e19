package batos.council;

import batos.council.claims.ExtractedClaim;
import batos.image.Cause;
import batos.image.Image;
import batos.memory.Scrapbook;
import batos.mind.Embedder;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.Lease;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Result;
import batos.persona.TurnMode;
import batos.toolbox.CallResult;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// The work of each phase of a turn: the only place where a turn meets minds, tools and memory.
final class PhaseSteps {
    private final Scrapbook memory;
    private final Embedder embedder;
    private final Toolbox toolbox;
    private final Lease lease;
    private final Cause cause;
    private final Consumer<TurnSignal> listener;
    private final TurnRecall recall;
    private final RobinVerdict robin;
    private final EarlyEnd earlyEnd;
    private final ClaimExtraction extraction;

    PhaseSteps(
            Scrapbook memory,
            Image image,
            Embedder embedder,
            Toolbox toolbox,
            Lease lease,
            Cause cause,
            Consumer<TurnSignal> listener) {
        this.memory = memory;
        this.embedder = embedder;
        this.toolbox = toolbox;
        this.lease = lease;
        this.cause = cause;
        this.listener = listener;
        this.recall = new TurnRecall(memory, image, toolbox, lease, listener);
        this.robin = new RobinVerdict(lease, listener);
        this.earlyEnd = new EarlyEnd(lease, listener);
        this.extraction = new ClaimExtraction(lease, listener);
    }

    /// The outcome of a step.
    sealed interface Taken {}

    record Happened(TurnEvent event) implements Taken {}

    record Done() implements Taken {}

    record Waits(MissingTool wanted) implements Taken {}

    /// The program that asked runs these calls.
    record Handed(String said, List<Message.ToolCall> calls) implements Taken {}

    record Stuck(String persona, String why, boolean retry, Reply.Fault fault) implements Taken {}

    /// A tool that is there cannot be run.
    record Crucibleless(String why) implements Taken {}

    record Stopped() implements Taken {}

    Taken take(Turn turn, TurnState standing) {
        if (Thread.currentThread().isInterrupted()) {
            return new Stopped();
        }
        return switch (standing.phase()) {
            case RECALL -> new Happened(recall.of(turn));
            case THESIS -> thesis(turn, standing);
            case TOOLS -> call(turn, standing);
            case FORGE -> new Waits(standing.wanted().orElseThrow());
            case IMPRESSION -> impression(turn, standing);
            case RULING -> new Happened(earlyEnd.ruling(turn, standing));
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
                            answered ->
                                    new Happened(
                                            concluded(
                                                    turn,
                                                    answered.text(),
                                                    extraction.of(turn, answered.text()),
                                                    Distance.lately(standing, embedder))));
            case DONE -> new Done();
        };
    }

    /// The answer of one persona, with what BABS remembers before it.
    Taken consult(String persona, Turn turn) {
        var brought = recall.of(turn);
        var asked = new ArrayList<>(Prompts.opening(turn, brought.lines(), brought.history()));
        turn.caller()
                .ifPresent(caller ->
                        caller.rounds().stream()
                                .flatMap(CallingProgram.Round::messages)
                                .forEach(asked::add));
        return conclude(
                turn,
                PersonaId.valueOf(persona),
                Purpose.ANSWER,
                asked,
                turn.caller().map(CallingProgram::tools).orElse(List.of()),
                answered ->
                        answered.calls().isEmpty()
                                ? new Happened(
                                        concluded(turn, answered.text(), List.of(), Double.NaN))
                                : new Handed(answered.text(), answered.calls()));
    }

    /// The answer of the turn: words, or the wanted document.
    private Taken conclude(
            Turn turn,
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Function<Reply.Answered, Taken> heard) {
        if (!turn.input().asksForDocument()) {
            return speak(persona, purpose, conversation, tools, heard);
        }
        listener.accept(new TurnSignal.Began(persona.name(), purpose.toString()));
        var document = new AnswerDocument(turn.input().schema());
        var taken =
                tools.isEmpty()
                        ? document.ask(lease, persona, purpose, conversation)
                        : calledOr(document, persona, purpose, conversation, tools, heard);
        if (taken instanceof Happened(TurnEvent.Concluded(var text, _, _, _))) {
            listener.accept(new TurnSignal.Spoke(persona.name(), purpose.toString(), text, false));
        }
        return taken;
    }

    /// Calls of the program's tools, else the document. Servers that hold a model to a schema let
    /// it call nothing, so the first request goes without; nobody hears the words of its reply.
    private Taken calledOr(
            AnswerDocument document,
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Function<Reply.Answered, Taken> heard) {
        var reply = lease.speak(persona, purpose, conversation, tools, Optional.empty(), _ -> {});
        return reply instanceof Reply.Answered answered && answered.calls().isEmpty()
                ? document.ask(lease, persona, purpose, conversation)
                : taken(persona, reply, heard);
    }

    private List<Message> synthesis(Turn turn, TurnState standing) {
        return lease.mode() == TurnMode.LEAN
                ? Prompts.leanSynthesis(turn, standing)
                : Prompts.synthesis(turn, standing);
    }

    private Taken thesis(Turn turn, TurnState standing) {
        var live = toolbox.now().live().stream().map(TurnRecall::schema).toList();
        var all = turn.caller().map(caller -> caller.with(live)).orElse(live);
        var fitted = PromptBudget.of(lease).tools(all, standing.thread());
        return speak(
                PersonaId.BRICK,
                Purpose.THESIS,
                standing.thread(),
                fitted.tools(),
                answered ->
                        new Happened(
                                new TurnEvent.Thought(
                                        answered.text(), answered.calls(), fitted.dropped())));
    }

    /// The answer, with what memory holds against it.
    private TurnEvent concluded(
            Turn turn, String answer, List<ExtractedClaim> claims, double distance) {
        return new TurnEvent.Concluded(
                answer, MemoryCheck.against(memory, turn.asked(), answer), claims, distance);
    }

    private Taken speak(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools,
            Function<Reply.Answered, Taken> heard) {
        return taken(persona, say(persona, purpose, conversation, tools), heard);
    }

    private static Taken taken(PersonaId who, Reply reply, Function<Reply.Answered, Taken> heard) {
        return switch (reply) {
            case Reply.Answered answered -> heard.apply(answered);
            case Reply.Refused(var why) -> new Stuck(who.name(), why, false, Reply.Fault.OTHER);
            case Reply.Failed failed ->
                    new Stuck(who.name(), failed.why(), failed.retry(), failed.fault());
            case Reply.Interrupted() -> new Stopped();
        };
    }

    /// Asks a persona that speaks as another once more, and cuts off words that are still foreign
    /// then.
    private Reply say(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools) {
        var reply = once(persona, purpose, conversation, tools);
        if (!(reply instanceof Reply.Answered first)
                || !SpeakerGuard.foreign(persona.name(), first.text())) {
            return reply;
        }
        lease.countForeign(persona);
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
        if (!(once(persona, purpose, again, tools) instanceof Reply.Answered second)) {
            return first;
        }
        var own = SpeakerGuard.own(persona.name(), second.text(), first.text());
        return new Reply.Answered(own, second.calls(), second.usage());
    }

    private Reply once(
            PersonaId persona,
            Purpose purpose,
            List<Message> conversation,
            List<Prompt.ToolSchema> tools) {
        listener.accept(new TurnSignal.Began(persona.name(), purpose.toString()));
        var reply =
                lease.speak(
                        persona,
                        purpose,
                        conversation,
                        tools,
                        Optional.empty(),
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
            if (called.get(i).lacksCrucible()) {
                return new Crucibleless(use.label() + ": " + use.outcome());
            }
        }
        return Thread.currentThread().isInterrupted()
                ? new Stopped()
                : new Happened(new TurnEvent.Used(uses));
    }

    /// In a lean turn ROBIN answers in her own words. Where they are not the same, a second request
    /// asks for the degree of her disagreement, as one word of five.
    private Taken leanAntithesis(Turn turn, TurnState standing) {
        var conversation = Prompts.leanAntithesis(turn, standing);
        var said =
                speak(
                        PersonaId.ROBIN,
                        Purpose.ANTITHESIS,
                        conversation,
                        List.of(),
                        answered ->
                                new Happened(
                                        new TurnEvent.Objected(
                                                answered.text(),
                                                "",
                                                RobinVerdict.MIDDLE,
                                                apart(standing, answered.text()))));
        if (!(said instanceof Happened(TurnEvent.Objected(var text, _, _, var distance)))) {
            return said;
        }
        if (Distance.ofWords(standing.thesis(), text) == 0) {
            return new Happened(
                    new TurnEvent.Objected(
                            text, "she says the same", RobinVerdict.AGREED, distance));
        }
        var asked = new ArrayList<>(conversation);
        asked.add(new Message.Said(text, List.of()));
        asked.add(new Message.Asked(Prompts.SCALE_QUESTION));
        var result =
                StructuredRequest.of(
                                PersonaId.ROBIN, Purpose.ANTITHESIS, asked, Prompts.SCALE_SCHEMA)
                        .trying(1)
                        .<Double>ask(lease, RobinVerdict::scale);
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
                                    RobinVerdict.MIDDLE,
                                    distance));
            case Result.Interrupted<Double>() -> new Stopped();
        };
    }

    /// ROBIN's first impression, formed without the thesis. It is heard only where the two need not
    /// meet. A lean turn has none: its calls share a beginning that the thesis is part of.
    private Taken impression(Turn turn, TurnState standing) {
        if (lease.mode() == TurnMode.LEAN) {
            return new Happened(TurnEvent.Impressed.NONE);
        }
        return robin.of(
                Prompts.impression(turn, standing),
                said ->
                        new TurnEvent.Impressed(
                                said.text(),
                                said.why(),
                                said.score(),
                                embedder.quick() ? apart(standing, said.text()) : Double.NaN));
    }

    private Taken antithesis(Turn turn, TurnState standing) {
        return robin.of(
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
}
