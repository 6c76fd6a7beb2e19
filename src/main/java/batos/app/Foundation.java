package batos.app;

import batos.codex.Codex;
import batos.codex.LedgerFault;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.ConfigTemplate;
import batos.crucible.Crucible;
import batos.crucible.CrucibleFactory;
import batos.crucible.LazyTapedCrucible;
import batos.image.ImageFault;
import batos.image.ImageInUse;
import batos.image.LivingImage;
import batos.image.OpenOutcome;
import batos.memory.BackgroundWork;
import batos.memory.FactExtractor;
import batos.memory.IdleMaintenance;
import batos.memory.Scrapbook;
import batos.mind.Budget;
import batos.mind.ConfigurableEmbedder;
import batos.mind.CurrentMind;
import batos.mind.DailyTokens;
import batos.mind.Embedder;
import batos.mind.Embedders;
import batos.mind.Mind;
import batos.mind.Pin;
import batos.mind.PrefetchingEmbedder;
import batos.mind.SmallModelInstaller;
import batos.mind.WordsEmbedder;
import batos.nerve.OwnerControl;
import batos.nerve.PulseKind;
import batos.nerve.PulseLog;
import batos.nerve.Pulses;
import batos.persona.Models;
import batos.persona.Pins;
import batos.persona.TurnMode;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import batos.talk.host.GatedFiles;
import batos.tape.Patience;
import batos.tape.Tape;
import batos.toolbox.Gate;
import batos.toolbox.StaticRules;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// The base of every room, opened in this order: tape, configuration, trace log, pulses, image.
/// When one of them cannot be opened, those before it are closed again; an internal fault leaves
/// them, for the process ends with it and the trace log takes its stack.
record Foundation(
        Tape tape,
        ConfigFolder config,
        TraceLog trace,
        Pulses pulses,
        LivingImage image,
        Optional<PulseLog> pulseLog,
        List<String> setAside)
        implements AutoCloseable {
    private static final long RETRY_NANOS = 50_000_000;

    /// @throws ImageInUse when another process has the home for longer than settings wait
    /// @throws CommandFailure when the image cannot be used
    static Foundation open(OpenOptions opening) {
        var opened = new ArrayDeque<Runnable>();
        try {
            var tape = SessionTape.of(opening);
            opened.push(tape::close);
            var config =
                    ConfigFolder.open(
                            opening.config(), opening.template().map(ConfigTemplate::new));
            opened.push(config::close);
            var log = config.settings().log();
            var trace =
                    TraceLog.open(
                            opening.home(),
                            log.level(),
                            (long) log.traceKb() << 10,
                            opening.line());
            opened.push(trace::close);
            var pulses = new Pulses(tape.clock("pulses", opening.clock()));
            var image = image(opening, config, tape, pulses);
            opened.push(image::close);
            if (image.opened() instanceof OpenOutcome.Damage(var last, var where, _) && last == 0) {
                throw new CommandFailure(
                        ExitCode.NO_IMAGE,
                        "nothing in the image %s reads: %s. Next: put that file back from a backup, or import an export into a new --home"
                                .formatted(opening.home(), where));
            }
            SessionTape.sameImage(tape, image);
            var setAside = OptionalFiles.setAside(opening.home());
            var pulseLog = pulseLog(opening, tape);
            pulseLog.ifPresent(pulses::keepIn);
            return new Foundation(tape, config, trace, pulses, image, pulseLog, setAside);
        } catch (CommandFailure | ImageFault e) {
            opened.forEach(Runnable::run);
            throw e;
        }
    }

    /// Waits a while where another command has the image. A prompt or an owner in the background
    /// has it for longer, and takes commands: there is nothing to wait for.
    private static LivingImage image(
            OpenOptions opening, ConfigFolder config, Tape tape, Pulses pulses) {
        var settings = config.settings().image();
        var limits = SettingsMapping.image(settings);
        var clock = tape.clock("image", opening.clock());
        var wait = Patience.underLoad(Duration.ofSeconds(settings.waitSeconds()));
        var end = System.nanoTime() + wait.toNanos();
        while (true) {
            try {
                return LivingImage.open(opening.home(), limits, clock, pulses);
            } catch (ImageInUse e) {
                if (System.nanoTime() >= end
                        || OwnerControl.owner(opening.home()).isPresent()
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_NANOS);
            }
        }
    }

    /// A session that is replayed or rehearsed leaves no pulses behind.
    private static Optional<PulseLog> pulseLog(OpenOptions opening, Tape tape) {
        return tape.replaying() || opening.rehearsed()
                ? Optional.empty()
                : Optional.of(
                        PulseLog.open(
                                opening.home(),
                                () -> Long.toString(tape.entropy(), Character.MAX_RADIX)));
    }

    /// Closes all where the codex or its ledger cannot be opened.
    ///
    /// @throws CommandFailure with the reason
    Codex.Opened openCodex(OpenOptions opening, ConfigurationNotices news) {
        try {
            var opened =
                    Codex.open(opening.home(), image, config, tape.clock("codex", opening.clock()));
            opened.codex().listen(news::tell);
            return opened;
        } catch (ConfigFault e) {
            close();
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        } catch (LedgerFault e) {
            close();
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(e.getMessage()), e);
        }
    }

    /// The mode of a turn, by the speed of its models. The tape records the speed of a server; its
    /// models pass the tape themselves.
    TurnMode mode(Mind leased, Collection<Pin> pinned) {
        var slow =
                tape.ask(
                        "council.mode", "", () -> TurnMode.slow(leased, pinned) ? "slow" : "quick");
        return TurnMode.of(
                config.settings().council().mode(), leased.models(), pinned, slow.equals("slow"));
    }

    /// A model of vectors by its name; its answers pass the tape.
    Embedder embedder(String name) {
        var mind = config.settings().mind();
        return Embedders.named(
                name, SettingsMapping.addresses(mind).ollama(), SettingsMapping.limits(mind), tape);
    }

    /// The limits of spending on models, in a turn and in a day.
    Budget budget(OpenOptions opening) {
        return new Budget(
                () -> config.settings().budget().tokensPerTurn(),
                () -> config.settings().budget().tokensPerDay(),
                new DailyTokens(
                        opening.home().resolve("tokens.today"),
                        tape.clock("budget", opening.clock()),
                        tape));
    }

    Models models(CurrentMind mind, Pins pins, Budget budget) {
        return new Models(
                mind,
                pins,
                budget,
                config::settings,
                pulses::emit,
                settings ->
                        new SmallModelInstaller(
                                SettingsMapping.smallModels(settings.mind()),
                                settings.mind().localPython()));
    }

    /// The model of vectors that settings name at each use; that of words where all is rehearsed.
    Embedder vectors(OpenOptions opening) {
        return new PrefetchingEmbedder(
                new ConfigurableEmbedder(
                        () ->
                                opening.rehearsed()
                                        ? WordsEmbedder.NAME
                                        : config.settings().models().embedding(),
                        this::embedder));
    }

    LazyTapedCrucible crucible(OpenOptions opening) {
        return new LazyTapedCrucible(
                () ->
                        CrucibleFactory.choose(
                                SettingsMapping.crucible(config.settings().crucible()),
                                opening.home()),
                tape);
    }

    Scrapbook memory(OpenOptions opening, Embedder embedder, InstantSource clock) {
        return new Scrapbook(
                image,
                embedder,
                clock,
                why -> pulses.emit(PulseKind.Memory.WORDLESS, why),
                () -> SettingsMapping.weights(config.settings().memory()),
                new MemoryIndexes(
                        () -> config.settings().memory(),
                        opening,
                        told -> pulses.emit(PulseKind.Memory.INDEX, told)));
    }

    /// The maintenance of memory while nobody is there.
    IdleMemory idleMemory(
            Scrapbook memory, BackgroundWork work, Supplier<FactExtractor> extractors) {
        return new IdleMemory(
                new IdleMaintenance(
                        memory,
                        extractors,
                        () ->
                                image.opened().isReadOnly()
                                        ? Duration.ZERO
                                        : config.settings().memory().idle()),
                work,
                () -> SettingsMapping.motive(config.settings().motive()).quiet());
    }

    /// The examination of tools, by the rules and limits of the settings at each use.
    Gate gate(Crucible crucible) {
        return new Gate(
                crucible,
                () -> SettingsMapping.trial(config.settings().crucible()),
                () ->
                        new StaticRules(
                                Collections.unmodifiableSet(
                                        new LinkedHashSet<>(config.settings().forge().imports())),
                                StaticRules.USUAL.bytes()));
    }

    /// The language over the image.
    Talk talk(OpenOptions opening, InstantSource clock, Natives natives) {
        return new Talk(
                image,
                natives,
                () -> SettingsMapping.language(config.settings().language()),
                opening.printed(),
                clock,
                tape.random("talk"),
                new GatedFiles(
                        tape,
                        () -> SettingsMapping.files(config.settings().language()),
                        opening.streams().input(),
                        opening.streams().errors(),
                        Path.of("")));
    }

    @Override
    public void close() {
        config.close();
        image.close();
        pulseLog.ifPresent(PulseLog::close);
        tape.close();
        trace.close();
    }
}
