package batos.toolbox;

import batos.crucible.Arguments;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.View;
import batos.nerve.PulseKind;
import batos.nerve.PulseSink;
import batos.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/// The tools of the house. They live in the image; this class only reads, calls and changes them,
/// so an undo or a restore of the image brings tools back with everything else.
public final class Toolbox {
    /// Failures in a row that take a version out.
    static final int QUARANTINE = 3;

    private final Image image;
    private final Crucible crucible;
    private final Supplier<Trial.Limits> limits;
    private final PulseSink pulse;
    private final GuestBook guests;
    private volatile ToolTable table;

    public Toolbox(Image image, Crucible crucible, Supplier<Trial.Limits> limits, PulseSink pulse) {
        this.image = image;
        this.crucible = crucible;
        this.limits = limits;
        this.pulse = pulse;
        this.guests = new GuestBook(image, pulse);
        this.table = read(image.now());
    }

    /// The tools of others.
    public GuestBook guests() {
        return guests;
    }

    /// The table as the image has it now. Hold it for a turn; ask again for the turn's next model
    /// request, so that tools born meanwhile are in it.
    public ToolTable now() {
        var view = image.now();
        var known = table;
        if (known.number() != view.number() || !known.servers().equals(guests.port().servers())) {
            known = read(view);
            table = known;
        }
        return known;
    }

    /// See [Crucible#warm()].
    public boolean warm() {
        return crucible.warm();
    }

    private ToolTable read(View view) {
        var tools = new LinkedHashMap<String, Tool>();
        for (var name : view.named(ToolForms.TOOL).keySet()) {
            ToolForms.read(view, name).ifPresent(tool -> tools.put(name, tool));
        }
        var servers = guests.port().servers();
        guests.tools(view).forEach(guest -> tools.putIfAbsent(guest.name(), guest));
        return new ToolTable(view.number(), tools, servers);
    }

    /// Calls the version that `held` has. Blocking; an interrupt ends it.
    ///
    /// @param arguments a JSON object as text
    public CallResult call(ToolTable held, String name, String arguments, Cause cause) {
        var found = held.find(name);
        if (found.isEmpty()) {
            return new CallResult.NoSuchTool(name, held.nearest(name));
        }
        var tool = found.get();
        return switch (Arguments.read(arguments)) {
            case Arguments.Reading.Read(Arguments read) -> call(tool, read, cause);
            case Arguments.Reading.Refused(String why) -> new CallResult.Misfit(tool, why);
        };
    }

    private CallResult call(Tool tool, Arguments arguments, Cause cause) {
        var misfit = ArgumentSchema.misfit(tool.parameters(), arguments);
        if (misfit.isPresent()) {
            return new CallResult.Misfit(tool, misfit.get());
        }
        if (tool.origin() == Tool.Origin.GUEST) {
            return counted(guests.call(tool, arguments, cause), tool, cause);
        }
        var verdict = crucible.run(new Trial(tool.source(), tool.name(), arguments, limits.get()));
        return switch (verdict) {
            case Verdict.Survived(String result, _, _) -> {
                count(tool, cause, Tool.Tally::succeeded);
                yield ResultEnvelope.open(tool, result);
            }
            case Verdict.Interrupted _ -> new CallResult.Interrupted();
            case Verdict.Unavailable _ ->
                    new CallResult.Broke(tool, verdict, verdict.words(), Optional.empty());
            case Verdict.Failed failed when withinBudget(tool, failed) -> {
                count(tool, cause, Tool.Tally::succeeded);
                yield new CallResult.Broke(tool, verdict, verdict.words(), Optional.empty());
            }
            case Verdict.Failed _, Verdict.Killed _, Verdict.Violated _ -> {
                var words = verdict.words();
                var tally =
                        count(tool, cause, old -> old.failed(words.lines().findFirst().orElse("")));
                yield new CallResult.Broke(
                        tool,
                        verdict,
                        words,
                        tally.inARow() >= QUARANTINE
                                ? quarantine(tool, tally.inARow(), cause)
                                : Optional.empty());
            }
        };
    }

    /// A guest is counted and never quarantined: nothing could be bound in its place.
    private CallResult counted(CallResult result, Tool guest, Cause cause) {
        switch (result) {
            case CallResult.Gave _ -> count(guest, cause, Tool.Tally::succeeded);
            case CallResult.Broke(_, Verdict.Unavailable _, _, _) -> {}
            case CallResult.Broke broke ->
                    count(
                            guest,
                            cause,
                            old -> old.failed(broke.words().lines().findFirst().orElse("")));
            case CallResult.Misfit _, CallResult.NoSuchTool _, CallResult.Interrupted _ -> {}
        }
        return result;
    }

    /// Several calls at once; the answers are in the order of the calls.
    public List<CallResult> callAll(ToolTable held, List<Call> calls, Cause cause) {
        if (calls.size() == 1) {
            var only = calls.getFirst();
            return List.of(call(held, only.name(), only.arguments(), cause));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<CallResult>>();
            for (var call : calls) {
                Callable<CallResult> task = () -> call(held, call.name(), call.arguments(), cause);
                running.add(threads.submit(task));
            }
            var answers = new ArrayList<CallResult>();
            for (var future : running) {
                try {
                    answers.add(future.get());
                } catch (InterruptedException e) {
                    running.forEach(other -> other.cancel(true));
                    Thread.currentThread().interrupt();
                    return List.copyOf(
                            java.util.Collections.nCopies(
                                    calls.size(), new CallResult.Interrupted()));
                } catch (ExecutionException e) {
                    throw new IllegalStateException("toolbox: a call ended without an answer", e);
                }
            }
            return answers;
        }
    }

    /// One call of several.
    public record Call(String name, String arguments) {}

    /// An exception that the tool's own tests expect is not a fault.
    private static boolean withinBudget(Tool tool, Verdict.Failed failed) {
        return tool.draft().examples().stream()
                .anyMatch(example -> example.raises().equals(Optional.of(failed.type())));
    }

    private Tool.Tally count(
            Tool tool, Cause cause, java.util.function.UnaryOperator<Tool.Tally> step) {
        var written = new Tool.Tally[] {Tool.Tally.NONE};
        image.update(
                cause,
                change -> {
                    var old =
                            change.get(batos.image.Oid.named(ToolForms.RECORD, tool.label()))
                                    .map(ToolForms::record)
                                    .orElse(Tool.Tally.NONE);
                    written[0] = step.apply(old);
                    ToolForms.putRecord(change, tool, written[0]);
                });
        return written[0];
    }

    private Optional<String> quarantine(Tool tool, int failures, Cause cause) {
        var current = now().any(tool.name());
        if (current.isEmpty()
                || current.get().version() != tool.version()
                || current.get().standing() != Tool.Standing.LIVE) {
            return Optional.empty();
        }
        int before = tool.version() - 1;
        var view = image.now();
        while (before > 0 && !sound(view, tool.name(), before)) {
            before--;
        }
        int earlier = before;
        long latest = ToolForms.latest(view, tool.name());
        image.update(
                cause,
                change -> {
                    if (earlier > 0) {
                        ToolForms.putHead(
                                change,
                                tool.name(),
                                earlier,
                                latest,
                                Tool.Standing.LIVE,
                                current.get().pinned());
                    } else {
                        ToolForms.putHead(
                                change,
                                tool.name(),
                                tool.version(),
                                latest,
                                Tool.Standing.QUARANTINED,
                                current.get().pinned());
                    }
                });
        var words =
                "%s failed %d times in a row and is quarantined; %s"
                        .formatted(
                                tool.label(),
                                failures,
                                earlier > 0
                                        ? tool.name() + "@" + earlier + " is bound again"
                                        : "nothing is bound in its place");
        pulse.emit(PulseKind.Tool.QUARANTINED, words);
        return Optional.of(words);
    }

    private static boolean sound(View view, String name, int version) {
        return ToolForms.read(view, name, version)
                .filter(tool -> tool.tally().inARow() < QUARANTINE)
                .isPresent();
    }

    /// Binds an admitted draft as the newest version of its name.
    public Tool bind(
            Admission.Admitted admitted,
            Tool.Origin origin,
            Author author,
            String why,
            Cause cause) {
        var draft = admitted.draft();
        image.update(
                cause,
                change -> {
                    long version =
                            change.get(batos.image.Oid.named(ToolForms.TOOL, draft.name()))
                                            .map(form -> form.whole("latest", 0))
                                            .orElse(0L)
                                    + 1;
                    ToolForms.putVersion(
                            change, draft, version, origin, author, why, admitted.evidence());
                    ToolForms.putHead(
                            change,
                            draft.name(),
                            version,
                            version,
                            Tool.Standing.LIVE,
                            ToolForms.isPinned(change, draft.name()));
                });
        var tool = now().any(draft.name()).orElseThrow();
        pulse.emit(
                PulseKind.Tool.BOUND, tool.label() + " by " + author + ": " + draft.description());
        return tool;
    }

    /// Every version, the newest first.
    public List<Tool> history(String name) {
        var view = image.now();
        var versions = new ArrayList<Tool>();
        for (long version = ToolForms.latest(view, name); version > 0; version--) {
            ToolForms.read(view, name, version).ifPresent(versions::add);
        }
        return versions;
    }

    /// The trials that the version passed before it was bound.
    public List<String> evidence(Tool tool) {
        return ToolForms.evidence(image.now(), tool);
    }

    /// @throws Refusal when there is no such tool
    public Tool retire(String name, Cause cause) throws Refusal {
        var tool = own(name);
        stand(tool, tool.version(), Tool.Standing.RETIRED, tool.pinned(), cause);
        pulse.emit(PulseKind.Tool.RETIRED, tool.label() + " is retired");
        return existing(name);
    }

    /// Binds an earlier version again, or the same one of a retired or quarantined tool. Its
    /// earlier failures no longer count towards a quarantine.
    ///
    /// @throws Refusal when there is no such tool or version
    public Tool rollback(String name, int version, Cause cause) throws Refusal {
        var tool = own(name);
        long latest = ToolForms.latest(image.now(), name);
        var earlier = ToolForms.read(image.now(), name, version);
        if (earlier.isEmpty()) {
            throw new Refusal(
                    "no version %d of %s; there are 1 to %d. Next: /tools history %s"
                            .formatted(version, name, latest, name));
        }
        stand(tool, version, Tool.Standing.LIVE, tool.pinned(), cause);
        if (earlier.get().tally().inARow() > 0) {
            count(earlier.get(), cause, Tool.Tally::boundAgain);
        }
        pulse.emit(PulseKind.Tool.ROLLEDBACK, name + "@" + version + " is bound");
        return existing(name);
    }

    /// Holds a tool at its version, or lets it go.
    public Tool pin(String name, boolean held, Cause cause) throws Refusal {
        var tool = own(name);
        stand(tool, tool.version(), tool.standing(), held, cause);
        pulse.emit(PulseKind.Tool.PINNED, tool.label() + (held ? " is held" : " is free"));
        return existing(name);
    }

    private void stand(
            Tool tool, int version, Tool.Standing standing, boolean pinned, Cause cause) {
        image.update(
                cause,
                change ->
                        ToolForms.putHead(
                                change,
                                tool.name(),
                                version,
                                ToolForms.latest(change.base(), tool.name()),
                                standing,
                                pinned));
    }

    /// A tool of the house itself.
    private Tool own(String name) throws Refusal {
        var tool = existing(name);
        if (tool.origin() == Tool.Origin.GUEST) {
            var server = name.substring(0, name.indexOf('.'));
            throw new Refusal(
                    "%s is a guest of the MCP server %s. Next: /mcp disable %s"
                            .formatted(name, server, server));
        }
        return tool;
    }

    /// A tool of any standing.
    ///
    /// @throws Refusal when there is none of that name; it names the nearest
    public Tool existing(String name) throws Refusal {
        var tools = now();
        var tool = tools.any(name);
        if (tool.isEmpty()) {
            throw new Refusal(
                    "no tool '%s'%s. Next: /tools list"
                            .formatted(
                                    name,
                                    NearestName.to(
                                                    name,
                                                    tools.all().stream().map(Tool::name).toList())
                                            .map(other -> ", the nearest is '" + other + "'")
                                            .orElse("")));
        }
        return tool.get();
    }
}
