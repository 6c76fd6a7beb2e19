package batos.loops.tactical;

import batos.image.Author;
import batos.image.Cause;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.persona.StructuredRequest;
import batos.persona.StructuredRequest.Reading;
import batos.persona.StructuredRequest.Result;
import batos.persona.Voice;
import batos.text.Plural;
import batos.toolbox.Admission;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Example;
import batos.toolbox.Gate;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import batos.toolbox.Toolbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// Makes a missing tool: one persona writes code, another writes tests from the specification
/// alone, the crucible tries both, and the toolbox binds what survives. Whoever writes never
/// judges: the tests of the other hand are compared where neither can reach.
public final class ToolForge {
    private static final PersonaId AUTHOR = PersonaId.BRICK;
    private static final PersonaId TESTER = PersonaId.ROBIN;

    private final Toolbox toolbox;
    private final Gate gate;
    private final Voice voice;
    private final ToolLikeness likeness;
    private final ForgeLimits effort;

    public ToolForge(
            Toolbox toolbox, Gate gate, Voice voice, ToolLikeness likeness, ForgeLimits effort) {
        this.toolbox = toolbox;
        this.gate = gate;
        this.voice = voice;
        this.likeness = likeness;
        this.effort = effort;
    }

    /// Blocking; an interrupt ends it and leaves nothing bound.
    public ForgeResult forge(MissingTool wish, Cause cause, ForgeProgress heard) {
        var tools = toolbox.now();
        var named =
                wish.name()
                        .flatMap(tools::find)
                        .filter(tool -> wish.arguments().stream().allMatch(tool::takes));
        if (named.isPresent()) {
            return new ForgeResult.Reused(named.get(), "a tool of that name takes these arguments");
        }
        var alike = likeness.find(tools, wish);
        if (alike.isPresent()) {
            heard.heard(alike.get().label() + " does it already");
            return new ForgeResult.Reused(
                    alike.get(), "it does what is asked: " + alike.get().description());
        }
        if (!toolbox.warm()) {
            heard.heard(
                    "the crucible is warming up; its first start on a machine takes about ten"
                            + " seconds");
        }
        return attempt(wish, cause, heard);
    }

    private ForgeResult attempt(MissingTool wish, Cause cause, ForgeProgress heard) {
        var reasons = new ArrayList<String>();
        var hidden = new ArrayList<>(hidden(wish, heard, reasons));
        var brief = ForgePrompts.code(wish, wish.name().flatMap(toolbox.now()::any));
        var request =
                StructuredRequest.of(
                                AUTHOR,
                                Purpose.FORGE_CODE,
                                List.of(new Message.Asked(brief)),
                                ForgeReplies.CODE_SCHEMA)
                        .trying(effort.attempts())
                        .patiently()
                        .askingAgain(ForgePrompts::again)
                        .before(attempt ->
                                heard.heard(
                                        "%s writes code (attempt %d of %d)"
                                                .formatted(AUTHOR, attempt, effort.attempts())));
        var sharpened = new AtomicBoolean();
        return switch (request.<ForgeResult>ask(
                voice,
                (text, attempt) -> {
                    var read = tried(text, hidden, wish, sharpened, attempt, cause, heard);
                    if (read instanceof Reading.Misfit<ForgeResult>(var wrong)) {
                        reasons.addAll(wrong);
                        heard.heard(
                                "it did not survive: "
                                        + wrong.getFirst().lines().findFirst().orElse(""));
                    }
                    return read;
                })) {
            case Result.Parsed<ForgeResult>(ForgeResult.GaveUp(var last), _, _) -> {
                reasons.addAll(last);
                yield new ForgeResult.GaveUp(reasons);
            }
            case Result.Parsed<ForgeResult>(var forged, _, _) -> forged;
            case Result.Refused<ForgeResult>(var why) -> {
                reasons.add(AUTHOR + " declined: " + why);
                yield new ForgeResult.GaveUp(reasons);
            }
            case Result.Failed<ForgeResult>(var why, _, _) -> {
                reasons.add(why);
                yield new ForgeResult.GaveUp(reasons);
            }
            case Result.Malformed<ForgeResult> _ -> new ForgeResult.GaveUp(reasons);
            case Result.Interrupted<ForgeResult>() -> new ForgeResult.Interrupted();
        };
    }

    /// Tries one reply in the crucible. A fault that another draft can mend is a misfit.
    private Reading<ForgeResult> tried(
            String text,
            List<Example> hidden,
            MissingTool wish,
            AtomicBoolean sharpened,
            int attempt,
            Cause cause,
            ForgeProgress heard) {
        return switch (ForgeReplies.code(text, author(AUTHOR))) {
            case Reading.Misfit<ForgeReplies.Written>(var faults) -> new Reading.Misfit<>(faults);
            case Reading.Fits<ForgeReplies.Written>(var written) ->
                    tried(written, hidden, wish, sharpened, attempt, cause, heard);
        };
    }

    private Reading<ForgeResult> tried(
            ForgeReplies.Written written,
            List<Example> hidden,
            MissingTool wish,
            AtomicBoolean sharpened,
            int attempt,
            Cause cause,
            ForgeProgress heard) {
        var admission = examined(written, hidden, wish, heard);
        if (admission instanceof Admission.Admitted(_, _, var weak)
                && !weak.isEmpty()
                && !sharpened.getAndSet(true)) {
            var more = sharper(wish, hidden, weak.size(), heard);
            if (!more.isEmpty()) {
                hidden.addAll(more);
                admission = examined(written, hidden, wish, heard);
            }
        }
        return switch (admission) {
            case Admission.Admitted admitted ->
                    new Reading.Fits<>(bound(admitted, wish, attempt, cause, heard));
            case Admission.TurnedAway(var why, boolean retry) -> {
                if (retry) {
                    yield new Reading.Misfit<>(why);
                }
                yield new Reading.Fits<>(
                        Thread.currentThread().isInterrupted()
                                ? new ForgeResult.Interrupted()
                                : new ForgeResult.NoCrucible(String.join("; ", why)));
            }
        };
    }

    /// Tests by the other hand; without them the forge goes on with the visible ones and says so.
    private List<Example> hidden(MissingTool wish, ForgeProgress heard, List<String> reasons) {
        if (effort.hidden() == 0) {
            return List.of();
        }
        heard.heard(TESTER + " writes tests that the author will not see");
        return tests(ForgePrompts.tests(wish, effort.hidden()), heard, reasons);
    }

    /// Where changed code passes all tests, their writer learns how much of it, and never the code;
    /// asked once for each wish.
    private List<Example> sharper(
            MissingTool wish, List<Example> hidden, int alive, ForgeProgress heard) {
        if (effort.hidden() == 0) {
            return List.of();
        }
        heard.heard(
                "%s of the code %s all tests; %s writes sharper ones"
                        .formatted(
                                alive == 1 ? "one mutant" : alive + " mutants",
                                alive == 1 ? "passes" : "pass",
                                TESTER));
        var known = hidden.stream().map(Example::arguments).toList();
        return tests(
                        ForgePrompts.sharper(wish, known, alive, effort.hidden()),
                        heard,
                        new ArrayList<>())
                .stream()
                .filter(example -> !known.contains(example.arguments()))
                .toList();
    }

    private List<Example> tests(String brief, ForgeProgress heard, List<String> reasons) {
        var request =
                StructuredRequest.of(
                                TESTER,
                                Purpose.FORGE_TESTS,
                                List.of(new Message.Asked(brief)),
                                ForgeReplies.TESTS_SCHEMA)
                        .trying(1);
        var result =
                request.<List<Example>>ask(
                        voice, (text, _) -> ForgeReplies.tests(text, author(TESTER)));
        return switch (result) {
            case Result.Parsed<List<Example>>(var tests, _, _) ->
                    tests.stream().limit(effort.hidden()).toList();
            case Result.Malformed<List<Example>>(var faults, _) -> {
                reasons.add(TESTER + "'s tests cannot be used: " + faults.getLast());
                heard.heard(reasons.getLast());
                yield List.of();
            }
            case Result.Refused<List<Example>> _,
                    Result.Failed<List<Example>> _,
                    Result.Interrupted<List<Example>> _ ->
                    List.of();
        };
    }

    private Admission examined(
            ForgeReplies.Written written,
            List<Example> hidden,
            MissingTool wish,
            ForgeProgress heard) {
        var draft = written.draft();
        var before = toolbox.now().any(draft.name());
        var refusal = protectedTool(before);
        if (refusal.isPresent()) {
            return new Admission.TurnedAway(List.of(refusal.get()), true);
        }
        var named = wish.name().filter(name -> !name.equals(draft.name()));
        if (named.isPresent()) {
            return new Admission.TurnedAway(
                    List.of("the tool must be named '" + named.get() + "'"), true);
        }
        var all = new ArrayList<>(draft.examples());
        all.addAll(fitting(draft, hidden));
        heard.heard(
                "the crucible tries %s with %s, %d of them hidden"
                        .formatted(
                                draft.name(),
                                Plural.of(all.size(), "test"),
                                all.size() - draft.examples().size()));
        return gate.examine(draft.withExamples(all), before, written.changed(), Gate.Rigour.FORGE);
    }

    /// The reason why the forge may not change a tool: a human made or pinned it; else empty.
    private static Optional<String> protectedTool(Optional<Tool> before) {
        return before.filter(tool -> tool.pinned() || tool.origin() != Tool.Origin.FORGED)
                .map(tool ->
                        "'%s' was %s and is not the forge's to change; choose another name"
                                .formatted(
                                        tool.name(),
                                        tool.pinned()
                                                ? "pinned by the Architect"
                                                : "made by a human"));
    }

    /// Hidden tests speak of the specification, not of the author's names for its parameters: with
    /// a single parameter on both sides the name is only a name.
    private static List<Example> fitting(ToolDraft draft, List<Example> hidden) {
        return hidden.stream()
                .flatMap(example -> ParameterRenaming.fit(draft, example).stream())
                .toList();
    }

    private ForgeResult bound(
            Admission.Admitted admitted,
            MissingTool wish,
            int attempts,
            Cause cause,
            ForgeProgress heard) {
        if (Thread.currentThread().isInterrupted()) {
            return new ForgeResult.Interrupted();
        }
        var tool =
                toolbox.bind(
                        admitted,
                        Tool.Origin.FORGED,
                        author(AUTHOR),
                        "missed by " + wish.asker() + ": " + wish.specification(),
                        cause);
        heard.heard(tool.label() + " is bound: " + String.join(", ", admitted.evidence()));
        return new ForgeResult.Bound(tool, attempts, admitted.evidence());
    }

    private static Author author(PersonaId persona) {
        return new Author.Persona(persona.name());
    }
}
