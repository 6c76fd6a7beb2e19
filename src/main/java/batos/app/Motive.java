package batos.app;

import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.IdleSettings;
import batos.config.SettingsOrigin;
import batos.motive.GoalDecisions;
import batos.motive.LookResult;
import batos.motive.MorningReport;
import batos.motive.MotiveLoop;
import batos.motive.MotiveParts;
import batos.motive.MotiveSettings;
import batos.motive.SimulatedNight;
import batos.motive.budget.BudgetFile;
import batos.motive.budget.BudgetJournal;
import batos.motive.budget.BudgetTree;
import batos.motive.goal.GivenGoals;
import batos.motive.goal.Goals;
import batos.motive.look.SeenSigns;
import batos.motive.pursuit.Tally;
import batos.nerve.PulseKind;
import batos.tape.Tape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goals in idle time, as commands, the language and the prompt reach them. The first need builds
/// the loop: a house in which nobody turned it on pays nothing for it.
public final class Motive implements AutoCloseable {
    private final MotiveParts parts;
    private final ConfigFolder config;
    private final Tape tape;
    private final InstantSource clock;
    private final Path home;
    private final boolean recorded;
    private @Nullable MotiveLoop loop;
    private @Nullable SeenSigns seen;
    private @Nullable BudgetFile file;
    private @Nullable IdleThread thread;
    private @Nullable IdleMemory memory;
    private MotiveLoop.Doings told = new MotiveLoop.Doings(0, 0, Tally.NONE);
    private Instant away;
    private List<String> report = List.of();

    /// @param recorded whether the session is recorded or replayed
    Motive(
            MotiveParts parts,
            ConfigFolder config,
            Tape tape,
            InstantSource clock,
            Path home,
            boolean recorded) {
        this.parts = parts;
        this.config = config;
        this.tape = tape;
        this.clock = clock;
        this.home = home;
        this.recorded = recorded;
        this.away = Instant.MAX;
    }

    /// Idle work of memory, to begin and interrupt together with this.
    void accompany(IdleMemory other) {
        memory = other;
    }

    /// The loop over the real budget.
    public synchronized MotiveLoop loop() {
        var present = loop;
        if (present == null) {
            present = new MotiveLoop(parts, budget(), seen(), tape.random("motive"));
            loop = present;
        }
        return present;
    }

    private BudgetTree budget() {
        if (tape.replaying()) {
            return new BudgetTree(() -> settings().limits(), BudgetJournal.NONE);
        }
        try {
            var opened = BudgetFile.open(home.resolve("motive.budget"), () -> settings().limits());
            file = opened.file();
            return opened.tree();
        } catch (IOException e) {
            throw new UncheckedIOException("the budget of idle work cannot be read", e);
        }
    }

    private synchronized SeenSigns seen() {
        try {
            var present = seen;
            if (present == null) {
                present =
                        tape.replaying()
                                ? SeenSigns.inMemory()
                                : SeenSigns.open(home.resolve("motive.seen"));
                seen = present;
            }
            return present;
        } catch (IOException e) {
            throw new UncheckedIOException("what was looked at cannot be read", e);
        }
    }

    public MotiveSettings settings() {
        return parts.settings().get();
    }

    public Goals goals() {
        return new Goals(parts.image());
    }

    public GoalDecisions decisions() {
        return new GoalDecisions(parts.image(), parts.toolbox(), parts.memory(), clock);
    }

    public GivenGoals giving() {
        return new GivenGoals(parts.image(), parts.keys(), () -> settings().limits().goal(), clock);
    }

    /// Turns idle work on or off in settings.toml, which no undo, restore or import of the image
    /// reaches.
    public void turn(boolean on) throws ConfigFault, IOException {
        config.set(SettingsOrigin.ARCHITECT, IdleSettings.IDLE, on ? "on" : "off");
        if (!on && thread != null) {
            thread.arrived();
        }
    }

    /// One look now, within the deed of whoever asks.
    public LookResult once() {
        return loop().look(
                        clock.instant(),
                        commit -> {
                            commit.run();
                            return true;
                        });
    }

    /// So many hours on a simulated clock that begins now, with a budget of its own.
    public SimulatedNight.Result night(Duration length) {
        var nightly =
                new MotiveLoop(
                        parts,
                        new BudgetTree(() -> settings().limits(), BudgetJournal.NONE),
                        seen(),
                        tape.random("motive"));
        return SimulatedNight.run(
                nightly,
                clock.instant(),
                length,
                settings().between(),
                () ->
                        Long.parseLong(
                                tape.ask("motive.cpu", "", () -> "" + SimulatedNight.cpuMillis())));
    }

    public Instant now() {
        return clock.instant();
    }

    /// Idle work begins, in a thread of its own, while a prompt is open and quiet or an owner is in
    /// the background. A recorded or replayed session has none: it would come at other moments each
    /// time.
    public synchronized void begin(DeedQueue deeds) {
        if (thread == null && !recorded) {
            thread = new IdleThread(this, deeds, config);
            if (memory != null) {
                memory.begin(deeds);
            }
        }
    }

    /// A deed arrives: idle work abandons its present step, and reports its results in its own
    /// thread. Returns at once.
    void arrived() {
        var present = thread;
        if (present != null) {
            present.arrived();
        }
        if (memory != null) {
            memory.arrived();
        }
    }

    /// Publishes the work done while nobody was there.
    synchronized void tell() {
        var lines = unreported();
        if (!lines.isEmpty()) {
            report = lines;
            lines.forEach(line -> parts.pulse().emit(PulseKind.Motive.REPORT, line));
            told = loop().doings();
            away = Instant.MAX;
        }
    }

    private List<String> unreported() {
        var present = loop;
        if (present == null || away.equals(Instant.MAX)) {
            return List.of();
        }
        var done = present.doings();
        return MorningReport.of(
                goals().all(),
                away,
                new MotiveLoop.Doings(
                        done.looks() - told.looks(),
                        done.commits() - told.commits(),
                        done.tally().minus(told.tally())));
    }

    /// Nobody is there from now on.
    synchronized void leftAlone() {
        if (away.equals(Instant.MAX)) {
            away = clock.instant();
        }
    }

    /// The last notice to the Architect; empty where there was none yet.
    public synchronized List<String> report() {
        return report;
    }

    @Override
    public synchronized void close() {
        if (thread != null) {
            thread.close();
        }
        if (memory != null) {
            memory.close();
        }
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
