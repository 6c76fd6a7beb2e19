package batos.app;

import batos.codex.Codex;
import batos.codex.LedgerFault;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.ConfigTemplate;
import batos.crucible.Crucible;
import batos.image.ImageFault;
import batos.image.ImageInUse;
import batos.image.LivingImage;
import batos.image.OpenOutcome;
import batos.mind.Embedder;
import batos.mind.Embedders;
import batos.mind.Mind;
import batos.mind.Pin;
import batos.nerve.OwnerControl;
import batos.nerve.PulseLog;
import batos.nerve.Pulses;
import batos.persona.TurnMode;
import batos.talk.Talk;
import batos.talk.bind.Natives;
import batos.talk.host.GatedFiles;
import batos.tape.Tape;
import batos.toolbox.Gate;
import batos.toolbox.StaticRules;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// What every room needs, opened in this order: tape, configuration, trace log, pulses, image. When
/// one of them cannot be opened, those before it are closed again; an internal fault leaves them,
/// for the process ends with it and the trace log takes its stack.
record Foundation(
        Tape tape,
        ConfigFolder config,
        TraceLog trace,
        Pulses pulses,
        LivingImage image,
        Optional<PulseLog> pulseLog)
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
            var pulseLog = pulseLog(opening, tape);
            pulseLog.ifPresent(pulses::keepIn);
            return new Foundation(tape, config, trace, pulses, image, pulseLog);
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
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.waitSeconds());
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
    Codex.Opened openCodex(OpenOptions opening, RoomNews news) {
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

    /// What a turn is told. How fast a server reads is recorded; what it has passes the tape
    /// itself.
    TurnMode mode(Mind leased, Collection<Pin> pinned) {
        var slow =
                tape.ask(
                        "council.mode", "", () -> TurnMode.slow(leased, pinned) ? "slow" : "quick");
        return TurnMode.of(
                config.settings().council().mode(), leased.models(), pinned, slow.equals("slow"));
    }

    /// A model of vectors by its name; what it answers passes the tape.
    Embedder embedder(String name) {
        var mind = config.settings().mind();
        return Embedders.named(
                name, SettingsMapping.addresses(mind).ollama(), SettingsMapping.limits(mind), tape);
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
