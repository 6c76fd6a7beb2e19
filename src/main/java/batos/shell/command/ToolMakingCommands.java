package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.image.Author;
import batos.loops.tactical.ForgeResult;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.TypedLine;
import batos.toolbox.Admission;
import batos.toolbox.CapabilityGap.MissingTool;
import batos.toolbox.Gate;
import batos.toolbox.Importer;
import batos.toolbox.Tool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `tools` that make and change; all that is made passes the one gate.
abstract class ToolMakingCommands extends ToolVersionCommands {
    ToolMakingCommands(CommandContext context) {
        super(context);
    }

    @Command(description = "Have the forge make a tool from a specification.")
    CommandResult forge(
            @Parameters(paramLabel = "SPECIFICATION", arity = "1..*") List<String> words,
            @Option(names = "--name", paramLabel = "NAME") @Nullable String name,
            @Option(
                            names = "--arguments",
                            paramLabel = "JSON",
                            description = "arguments it will be called with")
                    @Nullable String arguments) {
        var wish =
                new MissingTool(
                        Optional.ofNullable(name),
                        String.join(" ", words),
                        Optional.ofNullable(arguments).stream().toList(),
                        Author.ARCHITECT);
        return switch (context.house().forge().forge(wish, cause(), context.out()::note)) {
            case ForgeResult.Bound bound ->
                    CommandResult.done(
                            bound.tool().label()
                                    + " is bound after "
                                    + bound.attempts()
                                    + (bound.attempts() == 1 ? " attempt: " : " attempts: ")
                                    + String.join("; ", bound.evidence()),
                            ToolPrinter.document(bound.tool()));
            case ForgeResult.Reused(Tool tool, String why) ->
                    CommandResult.done(tool.label() + ": " + why, ToolPrinter.document(tool));
            case ForgeResult.GaveUp(List<String> reasons) ->
                    CommandResult.failed("the forge gave up:\n" + String.join("\n", reasons));
            case ForgeResult.NoCrucible(String why) ->
                    CommandResult.failed(ExitCode.NO_CRUCIBLE, why + ". Next: /crucible check");
            case ForgeResult.Interrupted _ ->
                    CommandResult.failed(ExitCode.INTERRUPTED, "interrupted; nothing was bound");
        };
    }

    @Command(
            name = "import",
            description = "Bring Python functions with doctests, assertions or test functions.")
    CommandResult bring(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "1..*",
                            description = "files or folders; test_x.py beside x.py is found")
                    List<Path> files,
            @Option(
                            names = "--name",
                            paramLabel = "FUNCTION",
                            description = "where the file has several")
                    @Nullable String name,
            @Option(
                            names = "--tests",
                            paramLabel = "FILE",
                            description = "tests in a file of their own")
                    @Nullable Path tests,
            @Option(
                            names = "--as",
                            paramLabel = "NAME",
                            description = "what the tool is to be called")
                    @Nullable String as,
            @Mixin Terms terms) {
        var brought = ImportFile.of(files, Optional.ofNullable(tests));
        var answers = new ArrayList<CommandResult>();
        int read = brought.size() == 1 ? 1 : 0;
        for (var file : brought) {
            if (answers.size() == read) {
                context.out().working("the crucible reads " + file.name() + " and what follows");
                read += gate().importer().ahead(coming(brought, read));
            }
            context.out().working("the crucible tries " + file.name());
            answers.add(
                    one(
                            file,
                            brought.size() == 1,
                            Optional.ofNullable(name),
                            Optional.ofNullable(as),
                            terms));
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        return answers.size() == 1 && brought.size() == 1
                ? answers.getFirst()
                : ToolPrinter.batch(brought, answers);
    }

    private static List<Importer.Coming> coming(List<ImportFile> brought, int from) {
        return brought.stream().skip(from).limit(Importer.AT_ONCE).map(ImportFile::coming).toList();
    }

    /// One of several that cannot be read is refused like any other.
    private CommandResult one(
            ImportFile file,
            boolean alone,
            Optional<String> name,
            Optional<String> as,
            Terms terms) {
        try {
            return bring(file, name, as, terms);
        } catch (CommandFailure trouble) {
            if (alone) {
                throw trouble;
            }
            return refused(file.stem(), List.of(String.valueOf(trouble.getMessage())), true);
        }
    }

    private CommandResult bring(
            ImportFile file, Optional<String> name, Optional<String> as, Terms terms) {
        var tests = file.tests().map(ImportFile::text);
        return switch (gate().importer()
                .read(ImportFile.text(file.source()), file.stem(), name, tests)) {
            case Importer.Imported.Unusable(String why, boolean retry) ->
                    refused(file.stem(), List.of(why), retry);
            case Importer.Imported.Ready ready -> {
                var cause = "imported from " + file.source().toAbsolutePath().normalize();
                yield named(ready, as, cause, terms);
            }
        };
    }

    /// A function that only shares its name with a tool is brought under another.
    private CommandResult named(
            Importer.Imported.Ready ready, Optional<String> as, String cause, Terms terms) {
        var draft = ready.draft();
        var namesakes = new Namesakes(toolbox(), draft, cause);
        var same = as.isEmpty() ? namesakes.same() : Optional.<Tool>empty();
        if (same.isPresent()) {
            return CommandResult.done(
                    "%s: %s has this source and these tests already; nothing is changed"
                            .formatted(draft.name(), same.get().label()),
                    ToolPrinter.document(same.get()));
        }
        var name = as.orElseGet(() -> terms.because() == null ? namesakes.name() : draft.name());
        if (name.equals(draft.name())) {
            return admit(ready, Tool.Origin.IMPORTED, cause, terms);
        }
        var remarks = new ArrayList<>(ready.remarks());
        if (as.isEmpty()) {
            namesakes
                    .other()
                    .ifPresent(other ->
                            remarks.add(
                                    "'%s' is another function, %s; --because WHY would make this one its next version"
                                            .formatted(other.name(), other.cause())));
        }
        var remarked = new Importer.Imported.Ready(draft, remarks, ready.hollow());
        return switch (gate().importer().renamed(remarked, name)) {
            case Importer.Imported.Unusable(String why, boolean retry) ->
                    refused(name, List.of(why), retry);
            case Importer.Imported.Ready other -> admit(other, Tool.Origin.IMPORTED, cause, terms);
        };
    }

    /// The Architect's terms for a new version.
    static final class Terms {
        @Option(
                names = "--because",
                paramLabel = "WHY",
                description = "gives up what no longer holds of the version before; it is named")
        private @Nullable String because;

        @Option(
                names = "--weak",
                description = "takes tests too that notice no wrong value; it is said")
        private boolean weak;

        /// The reason for giving up tests of the version before; null where it may give up none.
        @Nullable String because() {
            return because;
        }

        Gate.Rigour rigour() {
            return weak ? Gate.Rigour.WEAK : Gate.Rigour.IMPORT;
        }
    }

    @Command(description = "Change a tool's source in $EDITOR; it passes the gate like any other.")
    CommandResult edit(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--source",
                            paramLabel = "FILE",
                            description = "take this file in place of an editor")
                    @Nullable Path source,
            @Mixin Terms terms) {
        var tool = existing(name);
        if (source == null && context.typed().place() == TypedLine.Place.HANDED) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "an editor needs the terminal of the process that owns the image. Next: /tools"
                            + " edit "
                            + tool.name()
                            + " there, or --source FILE");
        }
        var edited =
                source == null
                        ? context.attended(() -> Editor.edit(tool.source(), ".py")) + "\n"
                        : ImportFile.text(source);
        if (edited.strip().equals(tool.source().strip())) {
            return CommandResult.done(tool.label() + " is unchanged", ToolPrinter.document(tool));
        }
        context.out().working("the crucible tries " + name);
        return switch (gate().importer().edited(tool, edited)) {
            case Importer.Imported.Unusable(String why, boolean retry) ->
                    refused(name, List.of(why), retry);
            case Importer.Imported.Ready ready ->
                    admit(
                            ready,
                            Tool.Origin.EDITED,
                            terms.because() == null ? "edited" : terms.because(),
                            terms);
        };
    }

    private CommandResult admit(
            Importer.Imported.Ready ready, Tool.Origin origin, String why, Terms terms) {
        var because = terms.because();
        var draft = ready.draft();
        var before = toolbox().now().any(draft.name());
        var changed =
                because == null ? List.<Gate.Changed>of() : List.of(Gate.Changed.whatever(because));
        var admission = gate().examine(ready, before, changed, terms.rigour());
        if (admission instanceof Admission.TurnedAway(var reasons, boolean retry)
                && before.isPresent()
                && origin == Tool.Origin.IMPORTED) {
            var more = new ArrayList<>(reasons);
            more.add(
                    "it would be the next version of %s. If it is another function: --as NAME"
                            .formatted(before.get().label()));
            admission = new Admission.TurnedAway(more, retry);
        }
        return judged(
                draft.name(),
                admission,
                ready.remarks(),
                admitted ->
                        toolbox()
                                        .bind(
                                                admitted,
                                                origin,
                                                Author.ARCHITECT,
                                                because == null ? why : because,
                                                cause())
                                        .label()
                                + " is bound");
    }

    /// The gate's judgement, and the deed that followed.
    ///
    /// @param remarks lines beside it
    CommandResult judged(
            String name,
            Admission admission,
            List<String> remarks,
            Function<Admission.Admitted, String> deed) {
        return switch (admission) {
            case Admission.Admitted admitted -> {
                var done = deed.apply(admitted);
                var document = new LinkedHashMap<String, Object>();
                document.put("name", admitted.draft().name());
                document.put("admitted", true);
                document.put("evidence", admitted.evidence());
                document.put("weak", admitted.weak());
                document.put("remarks", remarks);
                var told =
                        Stream.concat(
                                        remarks.stream(),
                                        admitted.weak().stream()
                                                .map(line -> "its tests do not notice: " + line))
                                .map(line -> "\n" + line)
                                .collect(Collectors.joining());
                yield CommandResult.done(
                        name
                                + ": "
                                + done
                                + " ("
                                + String.join("; ", admitted.evidence())
                                + ")"
                                + told,
                        document);
            }
            case Admission.TurnedAway(List<String> reasons, boolean retry) ->
                    refused(name, reasons, retry);
        };
    }

    private static CommandResult refused(String name, List<String> reasons, boolean retry) {
        var document = new LinkedHashMap<String, Object>();
        document.put("name", name);
        document.put("admitted", false);
        document.put("error", String.join("\n", reasons));
        document.put("reasons", reasons);
        var exit =
                Thread.currentThread().isInterrupted()
                        ? ExitCode.INTERRUPTED
                        : retry ? ExitCode.FAILED : ExitCode.NO_CRUCIBLE;
        document.put("exit", exit.code());
        return new CommandResult(
                exit,
                name + " is refused:\n  " + String.join("\n", reasons).replace("\n", "\n  "),
                document);
    }
}
