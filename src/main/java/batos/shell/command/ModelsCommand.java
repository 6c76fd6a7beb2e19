package batos.shell.command;

import batos.config.ConfigFault;
import batos.config.TomlTree;
import batos.mind.CallLimits;
import batos.mind.Mind;
import batos.mind.Minds;
import batos.mind.ModelPlan;
import batos.mind.Pin;
import batos.mind.RehearsalFault;
import batos.mind.RehearsalMind;
import batos.mind.RehearsalScript;
import batos.mind.TapedMind;
import batos.mind.Work;
import batos.persona.Models;
import batos.persona.Persona;
import batos.persona.Pins.Swapped;
import batos.persona.Swap;
import batos.shell.Answer;
import batos.shell.Desk;
import batos.shell.Evaluating;
import batos.shell.Exit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `models …`: which model each persona thinks with, and what the server has.
@Command(name = "models", description = "Which model each persona thinks with; swap, plan, pull.")
final class ModelsCommand implements Callable<Answer> {
    private final Desk desk;

    ModelsCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Answer call() {
        return list();
    }

    private Models models() {
        return desk.house().models();
    }

    @Command(description = "The pins of the four, and the models that the server has.")
    Answer list() {
        var pins = models().pins();
        var there = models().there();
        var resident = models().resident();
        var changed = models().changed();
        var lines = new ArrayList<String>(List.of(models().seat().line()));
        pins.forEach((persona, pin) -> lines.add(pinned(persona, pin, there, changed)));
        for (var model : there) {
            var loaded = resident.stream().anyMatch(other -> other.tag().equals(model.tag()));
            lines.add(
                    "  %-28s %9s  %s%s"
                            .formatted(
                                    model.tag(),
                                    size(model.bytes()),
                                    digest(model.digest()),
                                    loaded ? "  loaded" : ""));
        }
        var document = new LinkedHashMap<String, Object>();
        document.put("mind", models().seat().line());
        document.put("pins", pins);
        document.put("models", there);
        document.put("resident", resident);
        document.put("changed", changed);
        return Answer.done(String.join("\n", lines), document);
    }

    private static String pinned(
            String persona, Pin pin, List<Mind.Model> there, List<String> changed) {
        var missing =
                !there.isEmpty()
                        && there.stream().noneMatch(model -> model.tag().equals(pin.tag()));
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
        return bytes == 0 ? "-" : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    @Command(description = "PERSONA thinks with TAG from the next turn on.")
    Answer use(
            @Parameters(paramLabel = "PERSONA") String typed,
            @Parameters(paramLabel = "TAG") String tag,
            @Option(names = "--pull", description = "Pull it first where the server has it not.")
                    boolean pull) {
        var persona = Persona.named(typed);
        if (persona.isEmpty()) {
            return nobody(typed);
        }
        var outcome = models().use(persona.get(), tag, Evaluating.cause(desk));
        if (pull && outcome instanceof Swap.Outcome.NotThere) {
            var pulled = pull(tag);
            if (pulled.exit() != Exit.DONE) {
                return pulled;
            }
            outcome = models().use(persona.get(), tag, Evaluating.cause(desk));
        }
        return told(outcome, persona.get());
    }

    @Command(description = "PERSONA thinks with the model it had before.")
    Answer rollback(@Parameters(paramLabel = "PERSONA") String typed) {
        return Persona.named(typed)
                .map(persona -> told(models().rollback(persona, Evaluating.cause(desk)), persona))
                .orElseGet(() -> nobody(typed));
    }

    private static Answer nobody(String typed) {
        return Answer.failed(
                Exit.USAGE,
                "no persona " + typed + ". There are " + String.join(", ", Persona.NAMES));
    }

    private static Answer told(Swap.Outcome outcome, String persona) {
        return switch (outcome) {
            case Swap.Outcome.NotThere(var tag, var there) ->
                    Answer.failed(
                            Exit.NO_MODEL,
                            "the server has no %s. It has: %s. Next: /models use %s %s --pull"
                                    .formatted(tag, String.join(", ", there), persona, tag));
            case Swap.Outcome.Swapped(Swapped.Done(var who, var before, var after), var note) ->
                    Answer.done(
                            "%s: %s -> %s from the next turn on. Back: /models rollback %s%s"
                                    .formatted(
                                            who,
                                            named(before),
                                            named(after),
                                            who,
                                            note.isEmpty() ? "" : "\n" + note),
                            Map.of("persona", who, "before", before, "after", after));
            case Swap.Outcome.Swapped(Swapped.Same(var who, var pin), var note) ->
                    Answer.done(
                            who + " thinks with " + named(pin) + " already",
                            Map.of("persona", who, "after", pin));
            case Swap.Outcome.Swapped(Swapped.NothingEarlier(var who), var note) ->
                    Answer.failed(
                            who + " has had no other model. Next: /models use " + who + " TAG");
            case Swap.Outcome.Swapped(Swapped.NotWritten(var why), var note) -> Answer.failed(why);
        };
    }

    private static String named(Pin pin) {
        return pin.tag() + (pin.digest().isEmpty() ? "" : " (" + digest(pin.digest()) + ")");
    }

    @Command(description = "What would be in graphics memory, against what there is.")
    Answer plan() {
        if (models().seat().get().server().isEmpty()) {
            return Answer.failed(
                    Exit.NO_MODEL,
                    models().seat().line()
                            + ": no server that could load anything. Next: start Ollama, then batos --mind ollama");
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
        return Answer.done(String.join("\n", lines), plan);
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
    Answer pull(@Parameters(paramLabel = "TAG") String tag) {
        try {
            var work =
                    models().pull(
                                    tag,
                                    (step, done, total) ->
                                            desk.out().working(bar(step, done, total)));
            return switch (work) {
                case Work.Done(var detail) ->
                        Answer.done(
                                tag + " is on the server. Next: /models use PERSONA " + tag,
                                Map.of("pulled", tag));
                case Work.Failed(var retry, var why) -> Answer.failed(Exit.NO_MODEL, why);
                case Work.Interrupted() ->
                        Answer.failed(
                                Exit.INTERRUPTED,
                                "interrupted; the next /models pull " + tag + " goes on from here");
            };
        } finally {
            desk.out().rest();
        }
    }

    private static String bar(String step, long done, long total) {
        if (total <= 0) {
            return step;
        }
        var tenths = (int) (10 * done / total);
        return "%s %s%s %s of %s"
                .formatted(
                        step, "█".repeat(tenths), "░".repeat(10 - tenths), size(done), size(total));
    }

    @Command(
            description =
                    "Rehearse by the lines of FILE, a TOML file of rules, from the next turn on.")
    Answer rehearse(@Parameters(paramLabel = "FILE") Path file) {
        try {
            var script = RehearsalScript.of(file.toString(), TomlTree.read(file).root());
            var mind =
                    new TapedMind(
                            desk.house().tape(),
                            Optional.of(new RehearsalMind(script, CallLimits.DEFAULT.idle())));
            models().seat().take(new Minds.Choice.Chosen(mind, "rehearsal mind (" + file + ")"));
            return Answer.done(
                    "rehearsing by " + file + ": " + script.rules().size() + " rules",
                    Map.of(
                            "file",
                            file,
                            "rules",
                            script.rules().stream()
                                    .map(rule -> rule.name())
                                    .collect(Collectors.toList())));
        } catch (ConfigFault | RehearsalFault e) {
            return Answer.failed(Exit.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
