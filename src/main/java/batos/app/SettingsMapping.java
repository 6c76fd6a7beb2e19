package batos.app;

import batos.config.ConfigFault;
import batos.config.IdleSettings;
import batos.config.Settings;
import batos.council.Dissonance;
import batos.council.TurnLimits;
import batos.crucible.CrucibleOptions;
import batos.crucible.Trial;
import batos.image.ImageLimits;
import batos.loops.Ascent;
import batos.loops.DriftWatch;
import batos.memory.search.Ranked.Signal;
import batos.memory.search.Weights;
import batos.mind.CallLimits;
import batos.mind.KeySource;
import batos.mind.LocalMind;
import batos.mind.MindOptions;
import batos.mind.RehearsalScript;
import batos.mind.ServerAddresses;
import batos.mind.SmallModels;
import batos.motive.MotiveSettings;
import batos.motive.budget.BudgetLimits;
import batos.motive.budget.Cost;
import batos.talk.Limits;
import batos.talk.host.GatedFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Settings in the words of each room: the rooms do not know the file.
final class SettingsMapping {
    /// The number of replies with tool calls, and of missing tools, that one turn may have.
    private static final int CALLS = 8;

    private static final int FORGINGS = 3;

    /// Seconds for which Ollama keeps a model loaded after a call: a pause for thought, not a
    /// night.
    private static final int KEEP_ALIVE = 600;

    private SettingsMapping() {}

    static Weights weights(Settings.Memory memory) {
        var weights = memory.weights();
        return new Weights(
                Map.of(
                        Signal.DENSE, weights.dense(),
                        Signal.TEXT, weights.text(),
                        Signal.AROUND, weights.around(),
                        Signal.PARENT, weights.parent(),
                        Signal.SPEAKER, weights.speaker(),
                        Signal.SUBSTANCE, weights.substance(),
                        Signal.DATED, weights.dated()));
    }

    static TurnLimits rules(Settings settings) {
        return new TurnLimits(
                settings.council().rounds(),
                settings.council().dissonanceThreshold(),
                CALLS,
                FORGINGS,
                settings.memory().recall(),
                settings.council().historyTurns(),
                weights(settings.council().weights()),
                new TurnLimits.Options(
                        settings.council().extractClaims(), settings.council().earlyEnd()));
    }

    static DriftWatch.Limits drift(Settings settings) {
        return new DriftWatch.Limits(
                settings.council().driftBound(), settings.council().driftEvery());
    }

    private static Dissonance.Weights weights(Map<String, Double> shares) {
        var weights = new EnumMap<Dissonance.Part, Double>(Dissonance.Part.class);
        for (var part : Dissonance.Part.values()) {
            weights.put(part, shares.getOrDefault(part.word(), 0.0));
        }
        return new Dissonance.Weights(weights);
    }

    static Trial.Limits trial(Settings.Crucible crucible) {
        return new Trial.Limits(
                crucible.wall(), (long) crucible.memoryMb() << 20, crucible.outputKb() << 10);
    }

    static CrucibleOptions crucible(Settings.Crucible crucible) {
        return new CrucibleOptions(
                CrucibleOptions.Prefer.of(crucible.prefer()),
                crucible.dockerHost(),
                crucible.runtime(),
                crucible.image(),
                trial(crucible),
                crucible.cpus(),
                crucible.pids(),
                (long) crucible.tmpMb() << 20,
                crucible.pool());
    }

    static ImageLimits image(Settings.Image image) {
        var usual = ImageLimits.standard();
        return new ImageLimits(
                (long) image.segmentMb() << 20,
                (long) image.memoryMb() << 20,
                (long) image.checkpointMb() << 20,
                (long) image.heapMb() << 20,
                usual.inlineBytes(),
                (long) image.largestMb() << 20,
                (long) image.reserveMb() << 20,
                new ImageLimits.Retention(
                        image.keepCommits(),
                        Duration.ofDays(image.keepDays()),
                        (long) image.journalMb() << 20,
                        image.snapshots()));
    }

    static Limits language(Settings.Language language) {
        return new Limits(
                language.steps(),
                language.wall(),
                (long) language.memoryMb() << 20,
                language.depth());
    }

    static GatedFiles.Gate files(Settings.Language language) {
        return new GatedFiles.Gate(
                switch (language.files()) {
                    case "read" -> GatedFiles.Access.READ;
                    case "write" -> GatedFiles.Access.WRITE;
                    default -> GatedFiles.Access.OFF;
                },
                Stream.of(language.folders().split(","))
                        .filter(folder -> !folder.isBlank())
                        .map(folder -> Path.of(folder.strip()))
                        .toList());
    }

    static MindOptions mind(Settings settings, RehearsalScript script) {
        var mind = settings.mind();
        var environment = System.getenv();
        var tags =
                settings.models().of().values().stream()
                        .map(Settings.Model::tag)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return new MindOptions(
                mind.prefer(),
                addresses(mind),
                () -> keyPlace(mind).read(environment),
                local(settings),
                script,
                tags,
                limits(mind),
                mind.startProbe(),
                Optional.empty(),
                KEEP_ALIVE,
                mind.thinking(),
                settings.models().resident());
    }

    static ServerAddresses addresses(Settings.Mind mind) {
        return ServerAddresses.of(
                mind.ollamaUrl(), mind.openaiUrl(), mind.openaiKeyEnv(), System.getenv());
    }

    private static LocalMind.Options local(Settings settings) {
        var mind = settings.mind();
        return new LocalMind.Options(
                smallModels(mind),
                mind.localPython(),
                mind.localThreads() == 0 ? LocalMind.Options.usualThreads() : mind.localThreads(),
                settings.models().resident());
    }

    /// The folder of the installed GGUF files.
    static SmallModels smallModels(Settings.Mind mind) {
        return new SmallModels(
                mind.localModels().isEmpty()
                        ? SmallModels.usualFolder(System.getenv())
                        : Path.of(mind.localModels()));
    }

    static CallLimits limits(Settings.Mind mind) {
        var usual = CallLimits.DEFAULT;
        return new CallLimits(
                usual.connect(),
                mind.firstToken(),
                mind.idleTimeout(),
                mind.callTimeout(),
                usual.bytes());
    }

    private static KeySource keyPlace(Settings.Mind mind) {
        var file = mind.openaiKeyFile();
        return new KeySource(
                mind.openaiKeyEnv(),
                file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file)));
    }

    /// The script that the settings name, else the shipped one.
    static RehearsalScript script(Settings settings) {
        var named = settings.mind().rehearsal();
        try {
            return named.isEmpty() ? RehearsalFile.shipped() : RehearsalFile.read(Path.of(named));
        } catch (ConfigFault e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    static Ascent.Bounds climb(Settings settings) {
        return new Ascent.Bounds(
                settings.council().dissonanceThreshold(),
                settings.loops().measured(),
                settings.loops().quiet());
    }

    static MotiveSettings motive(IdleSettings idle) {
        return new MotiveSettings(
                idle.idle().equals("on"),
                Duration.ofSeconds(idle.quietSeconds()),
                Duration.ofMinutes(idle.lookMinutes()),
                idle.tools().equals("bind"),
                idle.attempts(),
                idle.ideas(),
                idle.exploration(),
                Duration.ofSeconds(idle.callSeconds()).toMillis(),
                new BudgetLimits(
                        amount(idle.perGoal()), amount(idle.perHour()), amount(idle.perDay())));
    }

    private static Cost amount(IdleSettings.Spending spending) {
        return new Cost(
                spending.tokens(),
                Duration.ofSeconds(spending.modelSeconds()).toMillis(),
                Duration.ofSeconds(spending.sandboxSeconds()).toMillis());
    }
}
