package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.RehearsalFile;
import batos.app.TunedManners;
import batos.config.ConfigFault;
import batos.loops.strategic.TuningState;
import batos.mind.CallLimits;
import batos.mind.Mind;
import batos.mind.Minds;
import batos.mind.ModelPlan;
import batos.mind.ModelRecipe;
import batos.mind.ModelTag;
import batos.mind.Pin;
import batos.mind.RehearsalMind;
import batos.mind.RehearsalScript;
import batos.mind.TapedMind;
import batos.persona.ModelSwap;
import batos.persona.Persona;
import batos.persona.Pins.Swapped;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import batos.shell.session.Evaluator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `models …`: which model each persona thinks with, and what the server has.
@Command(name = "models", description = "Which model each persona thinks with; swap, plan, pull.")
final class ModelsCommand extends SmallModelCommands implements Callable<CommandResult> {
    ModelsCommand(CommandContext context) {
        super(context);
    }

    @Override
    public CommandResult call() {
        return list();
    }

    @Command(description = "The pins of the four, and the models that the server has.")
    CommandResult list() {
        // first a look at the server's models: the pins take their digests from them
        var there = found(models()::there);
        var pins = models().pins();
        var resident = found(models()::resident);
        var changed = found(models()::changed);
        var lines = new ArrayList<String>(List.of(context.house().mindLine()));
        pins.forEach((persona, pin) -> lines.add(pinned(persona, pin, there, changed)));
        for (var model : there) {
            var loaded =
                    resident.stream().anyMatch(other -> ModelTag.same(other.tag(), model.tag()));
            lines.add(
                    "  %-28s %9s  %s%s"
                            .formatted(
                                    model.tag(),
                                    size(model.bytes()),
                                    digest(model.digest()),
                                    loaded ? "  loaded" : ""));
        }
        var document = new LinkedHashMap<String, Object>();
        var budget = models().budget();
        lines.add("%,d of %,d tokens spent today".formatted(budget.spentToday(), budget.perDay()));
        document.put("mind", context.house().mindLine());
        document.put("pins", pins);
        document.put("models", there);
        document.put("resident", resident);
        document.put("changed", changed);
        document.put("tokens_today", budget.spentToday());
        document.put("tokens_per_day", budget.perDay());
        return CommandResult.done(String.join("\n", lines), document);
    }

    /// Nothing where no mind can be had, which the list says in its first line.
    private static <T> List<T> found(Supplier<List<T>> looking) {
        try {
            return looking.get();
        } catch (CommandFailure e) {
            return List.of();
        }
    }

    private static String pinned(
            String persona, Pin pin, List<Mind.Model> there, List<String> changed) {
        var missing =
                !there.isEmpty()
                        && there.stream().noneMatch(model -> ModelTag.same(model.tag(), pin.tag()));
        var note =
                missing
                        ? "  not on the server. Next: /models pull " + pin.tag()
                        : changed.contains(pin.tag())
                                ? "  changed on the server. Next: /models use %s %s"
                                        .formatted(persona, pin.tag())
                                : "";
        return "%-6s %-28s %6d tokens  temperature %s  %s%s"
                .formatted(
                        persona,
                        pin.tag(),
                        pin.context(),
                        pin.sampling().temperature(),
                        digest(pin.digest()),
                        note);
    }

    private static String digest(String digest) {
        return digest.isEmpty()
                ? "-"
                : digest.replaceFirst("^sha256:", "")
                        .transform(d -> d.substring(0, Math.min(12, d.length())));
    }

    private static String size(long bytes) {
        return bytes == 0 ? "-" : ProgressBar.size(bytes);
    }

    @Command(description = "PERSONA thinks with TAG from the next turn on.")
    CommandResult use(
            @Parameters(paramLabel = "PERSONA") String typed,
            @Parameters(paramLabel = "TAG") String tag,
            @Option(names = "--pull", description = "Pull it first where the server has it not.")
                    boolean pull) {
        var persona = Persona.named(typed);
        if (persona.isEmpty()) {
            return nobody(typed);
        }
        var outcome = models().use(persona.get(), tag, Evaluator.cause(context));
        if (outcome instanceof ModelSwap.Outcome.NotThere
                && (pull
                        || (context.house().mindName().equals("ollama")
                                && context.agreed("the server has no " + tag + ". Pull it?")))) {
            var pulled = pull(tag);
            if (pulled.exit() != ExitCode.DONE) {
                return pulled;
            }
            outcome = models().use(persona.get(), tag, Evaluator.cause(context));
        }
        return told(outcome, persona.get());
    }

    @Command(description = "PERSONA thinks with the model it had before.")
    CommandResult rollback(@Parameters(paramLabel = "PERSONA") String typed) {
        return Persona.named(typed)
                .map(persona -> told(models().rollback(persona, Evaluator.cause(context)), persona))
                .orElseGet(() -> nobody(typed));
    }

    private CommandResult told(ModelSwap.Outcome outcome, String persona) {
        return switch (outcome) {
            case ModelSwap.Outcome.NotThere(var tag, var there) ->
                    CommandResult.failed(ExitCode.NO_MODEL, missing(persona, tag, there));
            case ModelSwap.Outcome.Swapped(
                            Swapped.Done(var who, var before, var after),
                            var note) ->
                    CommandResult.done(
                            "%s: %s -> %s from the next turn on. Back: /models rollback %s%s"
                                    .formatted(
                                            who,
                                            named(before),
                                            named(after),
                                            who,
                                            note.isEmpty() ? "" : "\n" + note),
                            Map.of("persona", who, "before", before, "after", after));
            case ModelSwap.Outcome.Swapped(Swapped.Same(var who, var pin), var note) ->
                    CommandResult.done(
                            who + " thinks with " + named(pin) + " already",
                            Map.of("persona", who, "after", pin));
            case ModelSwap.Outcome.Swapped(Swapped.NothingEarlier(var who), var note) ->
                    CommandResult.failed(
                            who + " has had no other model. Next: /models use " + who + " TAG");
            case ModelSwap.Outcome.Swapped(Swapped.NotWritten(var why), var note) ->
                    CommandResult.failed(why);
        };
    }

    private String missing(String persona, String tag, List<String> there) {
        var has = there.isEmpty() ? "It has none" : "It has: " + String.join(", ", there);
        return switch (context.house().mindName()) {
            case "local" ->
                    "the local mind has no %s. %s. Next: %s/models install small fetches one for all four"
                            .formatted(
                                    tag,
                                    has,
                                    there.isEmpty()
                                            ? ""
                                            : "/models use %s %s, or "
                                                    .formatted(persona, there.getFirst()));
            case "ollama" ->
                    "the server has no %s. %s. Next: /models use %s %s --pull"
                            .formatted(tag, has, persona, tag);
            default ->
                    "the server has no %s. %s. Next: /models use %s %s"
                            .formatted(tag, has, persona, there.getFirst());
        };
    }

    private static String named(Pin pin) {
        return pin.tag() + (pin.digest().isEmpty() ? "" : " (" + digest(pin.digest()) + ")");
    }

    @Command(
            description =
                    "Delete TAG from the server, after a look at who depends on it. Undo does not"
                            + " bring it back.")
    CommandResult delete(
            @Parameters(paramLabel = "TAG") String tag,
            @Option(names = "--force", description = "Also where something leads back to it.")
                    boolean force) {
        var dependents = context.house().tuning().dependents(tag);
        if (!dependents.speaking().isEmpty()) {
            return CommandResult.failed(
                    ExitCode.REFUSED,
                    "%s thinks with %s. Next: /models use %s TAG"
                            .formatted(
                                    String.join(", ", dependents.speaking()),
                                    tag,
                                    dependents.speaking().getFirst()));
        }
        if (!force && !dependents.others().isEmpty()) {
            return CommandResult.failed(
                    ExitCode.REFUSED,
                    "%s\nNext: /models delete %s --force"
                            .formatted(String.join("\n", dependents.others()), tag));
        }
        return context.house()
                .tuning()
                .delete(tag)
                .map(why -> CommandResult.failed(ExitCode.NO_MODEL, why))
                .orElseGet(() ->
                        CommandResult.done(
                                tag + " is deleted; undo does not bring it back", dependents));
    }

    @Command(description = "What would be in graphics memory, against what there is.")
    CommandResult plan() {
        if (models().seat().get().server().isEmpty()) {
            return CommandResult.failed(
                    ExitCode.NO_MODEL,
                    models().seat().line()
                            + ": no server that could load anything. Next: start Ollama, then batos"
                            + " --mind ollama");
        }
        var plan = models().plan();
        var lines = new ArrayList<String>();
        plan.rows().forEach(row -> lines.add(row(row)));
        lines.add(
                "%d at once: %s of %s: %s"
                        .formatted(
                                plan.resident(),
                                size(plan.together()),
                                size(plan.vram()),
                                plan.fits() ? "it fits" : "it does not fit"));
        lines.addAll(plan.advice());
        context.house().tuning().records().tunings().stream()
                .filter(tuning -> tuning.state() == TuningState.RUNNING)
                .map(tuning ->
                        "%s trains and takes up to %,d MB beside them (tuning.memory_mb); it pauses while a turn runs"
                                .formatted(
                                        tuning.line(),
                                        context.house().config().settings().tuning().memoryMb()))
                .forEach(lines::add);
        return CommandResult.done(String.join("\n", lines), plan);
    }

    private static String row(ModelPlan.Row row) {
        return "%-28s %6d tokens  weights %9s  cache %9s  %s"
                .formatted(
                        row.tag(),
                        row.context(),
                        size(row.weights()),
                        size(row.cache()),
                        String.join(" ", row.personas()));
    }

    @Command(description = "Download TAG to the server; Ctrl-C stops it, the next pull goes on.")
    CommandResult pull(@Parameters(paramLabel = "TAG") String tag) {
        return worked(
                progress -> models().pull(tag, progress),
                tag + " is on the server. Next: /models use PERSONA " + tag,
                "/models pull " + tag,
                Map.of("pulled", tag));
    }

    @Command(
            description =
                    "Make the model TAG on the server: from a base it has and LoRA adapter files,"
                            + " or from merged weights. Ctrl-C stops it; what is uploaded is not sent"
                            + " again.")
    CommandResult create(
            @Parameters(paramLabel = "TAG") String tag,
            @Option(
                            names = "--from",
                            paramLabel = "BASE",
                            description = "The model the adapter is laid over.")
                    @Nullable String base,
            @Option(
                            names = "--adapter",
                            paramLabel = "FILE",
                            description = "A GGUF adapter; or each file of a safetensors one.")
                    @Nullable List<Path> adapter,
            @Option(
                            names = "--weights",
                            paramLabel = "PATH",
                            description = "A GGUF file, or a folder of safetensors files.")
                    @Nullable Path weights,
            @Option(names = "--system", paramLabel = "TEXT", defaultValue = "") String system) {
        var route = route(base, adapter, weights);
        return route.isEmpty()
                ? CommandResult.failed(
                        ExitCode.USAGE,
                        "either --from BASE with --adapter FILE, or --weights PATH with a GGUF file"
                                + " or a folder of safetensors files")
                : worked(
                        progress ->
                                models().create(
                                                new ModelRecipe(tag, route.get(), system, Map.of()),
                                                progress),
                        tag + " is on the server. Next: /models use PERSONA " + tag,
                        "the same command",
                        Map.of("created", tag));
    }

    private static Optional<ModelRecipe.Route> route(
            @Nullable String base, @Nullable List<Path> adapter, @Nullable Path weights) {
        if (base != null && adapter != null && weights == null) {
            return Optional.of(new ModelRecipe.Route.Adapter(base, adapter));
        }
        if (base != null || adapter != null || weights == null) {
            return Optional.empty();
        }
        var files = ModelRecipe.weights(weights);
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new ModelRecipe.Route.Merged(files));
    }

    @Command(
            description = {
                "Look again which mind is there, and take it from the next turn on: a server that"
                        + " came, or came back, needs no restart.",
                "Without a name, the one that --mind or the settings ask for."
            })
    CommandResult mind(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "NAME",
                            description = "auto, ollama, openai, local or rehearsal")
                    @Nullable String name) {
        var line = models().seat().choose(Optional.ofNullable(name));
        return CommandResult.done(line + ", from the next turn on", Map.of("mind", line));
    }

    @Command(
            description = {
                "Rehearse by the lines of FILE, a TOML file of rules, from the next turn on.",
                "Without FILE, show the lines that come with batos: they explain every key of a"
                        + " rule, and are a file to begin one's own with."
            })
    CommandResult rehearse(@Parameters(arity = "0..1", paramLabel = "FILE") @Nullable Path file) {
        if (file == null) {
            var shipped = RehearsalScript.shipped();
            return CommandResult.done(shipped.stripTrailing(), Map.of("script", shipped));
        }
        try {
            var script =
                    RehearsalFile.read(file).with(new TunedManners(context.house().image().home()));
            var mind =
                    new TapedMind(
                            context.house().tape(),
                            Optional.of(new RehearsalMind(script, CallLimits.DEFAULT.idle())));
            models().seat().take(new Minds.Choice.Chosen(mind, "rehearsal mind (" + file + ")"));
            return CommandResult.done(
                    "rehearsing by " + file + ": " + script.rules().size() + " rules",
                    Map.of(
                            "file",
                            file,
                            "rules",
                            script.rules().stream()
                                    .map(rule -> rule.name())
                                    .collect(Collectors.toList())));
        } catch (ConfigFault e) {
            return CommandResult.failed(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
