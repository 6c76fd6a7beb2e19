package batos.loops.strategic;

import batos.image.Cause;
import batos.image.Image;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.nerve.PulseKind;
import batos.nerve.PulseSink;
import batos.persona.CallTexts;
import batos.persona.Models;
import batos.tape.Tape;
import batos.text.Sha256;
import batos.trainer.Trainer.Readiness;
import batos.trainer.Trainers;
import batos.trainer.TrainingSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The strategic loop as commands and the climb reach it. One tuning at a time is at work; all
/// others have ended or wait for a person. Safe for use by any thread.
public final class StrategicLoop {
    private static final int PRUNED_EVERY = 20;

    private final Parts parts;
    private final TuningRecords records;
    private final Datasets datasets;
    private final Map<Integer, TrainingSignal> signals = new ConcurrentHashMap<>();

    /// The services that the loop works with.
    ///
    /// @param home of the image; the files of tuning N lie in its folder `tunings/N`
    /// @param rubric the marks of a persona's good answer, from the codex in force
    /// @param dissonances of the turns on a theme, the newest first; of all turns for no theme
    /// @param pulse hears what happens
    public record Parts(
            Image image,
            Models models,
            ModelHost host,
            Trainers trainers,
            Asking asking,
            AnswerSource answers,
            Function<String, String> rubric,
            Function<String, List<Double>> dissonances,
            Tape tape,
            InstantSource clock,
            Supplier<StrategicSettings> settings,
            PulseSink pulse,
            Path home) {}

    public StrategicLoop(Parts parts) {
        this.parts = parts;
        this.records = new TuningRecords(parts.image());
        this.datasets =
                new Datasets(
                        parts.image(), records, parts.answers(), parts.clock(), parts.settings());
    }

    public TuningRecords records() {
        return records;
    }

    public Datasets datasets() {
        return datasets;
    }

    Parts parts() {
        return parts;
    }

    public Path folder(int number) {
        return parts.home().resolve("tunings").resolve(Integer.toString(number));
    }

    /// The outcome of a request for a tuning.
    public sealed interface Requested {
        record Ready(Tuning tuning) implements Requested {}

        /// @param why another tuning, or the base, is in the way; with the next command
        record NotNow(String why) implements Requested {}

        /// The trainer cannot work on this machine as it is.
        record NoTrainer(String why) implements Requested {}

        /// @param missing golden examples
        /// @param unverified answers that a judge or a word of the Architect could make golden
        /// @param why all of it in words, with the next command
        record TooFew(int missing, int unverified, String why) implements Requested {}
    }

    /// Seals the dataset and makes a record of the tuning to train.
    public Requested request(String persona, Optional<String> theme, Cause cause) {
        var busy = records.tunings().stream().filter(t -> t.state().unfinished()).findFirst();
        if (busy.isPresent()) {
            return new Requested.NotNow(
                    "%s %s. Next: /tune resume %d, or /tune stop %d"
                            .formatted(
                                    busy.get().line(),
                                    busy.get().state().words(),
                                    busy.get().number(),
                                    busy.get().number()));
        }
        var pin = pin(persona);
        var found = base(pin);
        if (found.startsWith("!")) {
            return new Requested.NotNow(found.substring(1));
        }
        var file = found.substring(found.indexOf(' ') + 1);
        var trainer = parts.trainers().choose(parts.settings().get().trainer(), Path.of(file));
        if (trainer(trainer).readiness() instanceof Readiness.Missing(var why)) {
            return new Requested.NoTrainer(why);
        }
        return switch (datasets.seal(persona, theme, cause)) {
            case Datasets.Sealing.TooFew few ->
                    new Requested.TooFew(few.missing(), few.unverified(), tooFew(persona, few));
            case Datasets.Sealing.Sealed(var dataset) -> {
                var number = records.next(folders());
                var tuning =
                        new Tuning(
                                new TuningPlan(
                                        number,
                                        PersonaId.valueOf(persona),
                                        theme.orElse(""),
                                        pin.tag(),
                                        found.substring(0, found.indexOf(' ')),
                                        file,
                                        dataset.name(),
                                        trainer,
                                        persona.toLowerCase(Locale.ROOT) + "-" + number,
                                        parts.settings().get().recipe()),
                                TuningState.QUEUED,
                                "",
                                parts.clock().instant(),
                                TuningResults.NONE);
                records.put(tuning, cause);
                yield new Requested.Ready(tuning);
            }
        };
    }

    static String tooFew(String persona, Datasets.Sealing.TooFew few) {
        return "%d golden examples of %s, %d more are needed (tuning.examples); %d answers wait for a word of yours. Next: /good, or /correct TEXT with the answer as it should have been, or /tune dataset %s add FILE.jsonl"
                .formatted(few.have(), persona, few.missing(), few.unverified(), persona);
    }

    batos.trainer.Trainer trainer(String name) {
        return new batos.trainer.TapedTrainer(parts.trainers().named(name), parts.tape());
    }

    Pin pin(String persona) {
        var pin = parts.models().pins().get(persona);
        if (pin == null) {
            throw new IllegalArgumentException("no persona " + persona);
        }
        return pin;
    }

    /// Digest and file of a pin's weights, parted by a space; or `!` and the missing thing.
    private String base(Pin pin) {
        return parts.tape()
                .ask(
                        "trainer",
                        "base of " + pin.tag(),
                        () ->
                                switch (parts.host().base(pin)) {
                                    case ModelHost.Base.Missing(var why) -> "!" + why;
                                    case ModelHost.Base.Found(var file) ->
                                            digest(file) + " " + file;
                                });
    }

    private static String digest(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Sha256.of(file)
                    : Sha256.of(file.getFileName().toString());
        } catch (IOException e) {
            return Sha256.of(file + ": " + e.getMessage());
        }
    }

    private Set<Integer> folders() {
        var names =
                parts.tape()
                        .ask(
                                "trainer",
                                "folders",
                                () -> {
                                    var all = parts.home().resolve("tunings").toFile().list();
                                    return all == null ? "" : String.join(" ", all);
                                });
        return List.of(names.split(" ")).stream()
                .filter(name -> name.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Carries a tuning on, from wherever it stands, until it has ended or waits for a person.
    /// Blocking; an interrupt leaves a training running, to be found again by its folder.
    ///
    /// @param progress gets lines about how far it is
    public Tuning work(int number, Cause cause, Consumer<String> progress) {
        var signal = new TrainingSignal();
        signals.put(number, signal);
        try {
            return new TuningWork(this, cause, signal, progress).carryOn(wanted(number));
        } finally {
            signals.remove(number);
        }
    }

    /// The unfinished tunings, with the next command, a line each.
    public List<String> beginning() {
        return records.tunings().stream()
                .filter(tuning -> tuning.state().unfinished())
                .map(tuning ->
                        "%s %s. Next: /tune resume %d"
                                .formatted(tuning.line(), tuning.state().words(), tuning.number()))
                .toList();
    }

    /// The same tuning once more, from its last checkpoint or its last step.
    ///
    /// @return empty where nothing is left to do
    public Optional<Tuning> again(int number, Cause cause) {
        var tuning = wanted(number);
        var next = TuningWork.again(tuning);
        next.filter(again -> again.state() != tuning.state())
                .ifPresent(again -> records.put(again, cause));
        return next;
    }

    Tuning wanted(int number) {
        return records.tuning(number)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no tuning %d. Next: /tune status".formatted(number)));
    }

    /// Ends a training within a second.
    public Tuning stop(int number, Cause cause) {
        var tuning = wanted(number);
        var signal = signals.get(number);
        if (signal != null) {
            signal.want(TrainingSignal.Wish.STOP);
            return tuning;
        }
        Trainers.end(folder(number));
        if (!tuning.state().unfinished()) {
            return tuning;
        }
        return become(tuning, TuningState.KILLED, "stopped by the Architect", cause);
    }

    /// A turn begins: what trains in this process gives way until it is over.
    public void turn(boolean begins) {
        signals.values()
                .forEach(signal ->
                        signal.want(begins ? TrainingSignal.Wish.PAUSE : TrainingSignal.Wish.RUN));
    }

    /// Every so often lets go of the words of calls that are too old or too many.
    void prune(long turn, Cause cause) {
        if (turn % PRUNED_EVERY == 0) {
            var settings = parts.settings().get();
            parts.image()
                    .update(
                            cause,
                            change ->
                                    CallTexts.prune(
                                            change,
                                            parts.clock().instant().minus(settings.textsAge()),
                                            settings.textsBytes()));
        }
    }

    Tuning become(Tuning tuning, TuningState state, String why, Cause cause) {
        var next = tuning.now(state, why, parts.clock().instant());
        records.put(next, cause);
        parts.pulse()
                .emit(
                        new PulseKind.Tuning(state.name().toLowerCase(Locale.ROOT)),
                        next.line() + " " + state.words() + (why.isEmpty() ? "" : ": " + why));
        return next;
    }

    /// Enters the Architect's verdict on the next pair of answers.
    public Tuning judge(int number, JudgeSheet.Verdict verdict, Cause cause) {
        var tuning = wanted(number);
        var evidence = tuning.evidence().orElseThrow();
        var next = tuning.with(evidence.with(evidence.sheet().with(verdict)));
        records.put(next, cause);
        return next.evidence().orElseThrow().sheet().complete()
                ? new TuningWork(this, cause, new TrainingSignal(), line -> {}).decide(next)
                : next;
    }

    /// @param done whether it was kept
    public record Corrected(boolean done, String words) {}

    /// Keeps what an answer should have been.
    ///
    /// @param turn the last one where empty
    /// @param persona who answered where empty
    public Corrected correct(
            Optional<Long> turn, Optional<String> persona, String text, Cause cause) {
        var found = parts.answers().whose(turn);
        if (found.isEmpty()) {
            return new Corrected(
                    false,
                    turn.map(n -> "no turn " + n + ". Next: /memory recall")
                            .orElse("nobody has answered yet. Next: @ and a question"));
        }
        var who = persona.orElse(found.get().persona());
        records.correct(who, found.get().episode(), text, cause);
        return new Corrected(
                true,
                "%s learns from this for turn %d. Next: /tune dataset %s"
                        .formatted(who, found.get().episode(), who));
    }

    /// Lets a judge look at answers that nothing speaks for or against.
    ///
    /// @param progress gets lines about how far it is
    public AnswerJudging judging(Consumer<String> progress) {
        return new AnswerJudging(this, progress);
    }

    /// The dependents of a model.
    public TagDependents dependents(String tag) {
        return TagDependents.of(this, tag);
    }

    /// Deletes a model where it is served; the image's undo does not bring it back.
    ///
    /// @return why it is still there; empty when it is gone
    public Optional<String> delete(String tag) {
        var why = parts.tape().ask("trainer", "delete " + tag, () -> parts.host().delete(tag));
        return Optional.of(why).filter(text -> !text.isEmpty());
    }

    public Promotion promotion() {
        return new Promotion(this);
    }
}
