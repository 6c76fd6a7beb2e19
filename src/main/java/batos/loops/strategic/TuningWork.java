package batos.loops.strategic;

import batos.image.Cause;
import batos.loops.strategic.ModelHost.Hosting;
import batos.mind.Pin;
import batos.nerve.PulseKind;
import batos.text.FileErrors;
import batos.text.Sha256;
import batos.trainer.ChatExample;
import batos.trainer.TrainingEnd;
import batos.trainer.TrainingEvent;
import batos.trainer.TrainingRequest;
import batos.trainer.TrainingSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The steps of one tuning: train, serve, measure, decide. Each step begins with a record in the
/// image, so that a process that was killed goes on with the same step.
final class TuningWork {
    private static final int CONTROLS = 4;
    private static final int SEEN_AGAIN = 3;

    private final StrategicLoop loop;
    private final StrategicLoop.Parts parts;
    private final Cause cause;
    private final TrainingSignal signal;
    private final Consumer<String> progress;

    TuningWork(StrategicLoop loop, Cause cause, TrainingSignal signal, Consumer<String> progress) {
        this.loop = loop;
        this.parts = loop.parts();
        this.cause = cause;
        this.signal = signal;
        this.progress = progress;
    }

    Tuning carryOn(Tuning begun) {
        var tuning = begun;
        while (tuning.state().unfinished()) {
            var before = tuning.state();
            tuning =
                    switch (tuning.state()) {
                        case QUEUED, RUNNING -> train(tuning);
                        case TRAINED -> host(tuning);
                        case HOSTED -> measure(tuning);
                        case JUDGING,
                                PASSED,
                                REFUSED,
                                PROBATION,
                                SETTLED,
                                ROLLED_BACK,
                                REJECTED,
                                FAILED,
                                KILLED ->
                                tuning;
                    };
            if (tuning.state() == before) {
                return tuning;
            }
        }
        return tuning;
    }

    private SealedDataset dataset(Tuning tuning) {
        return loop.records()
                .dataset(tuning.dataset())
                .orElseThrow(() ->
                        new IllegalStateException(
                                "the dataset %s of %s is gone from the image"
                                        .formatted(tuning.dataset(), tuning.line())));
    }

    private Tuning train(Tuning queued) {
        var dataset = dataset(queued);
        if (!dataset.intact() || !dataset.split().leaks().isEmpty()) {
            return loop.become(
                    queued,
                    TuningState.REFUSED,
                    "the dataset "
                            + dataset.name()
                            + " is not as it was sealed, or holds held-out questions",
                    cause);
        }
        var tuning =
                queued.state() == TuningState.RUNNING
                        ? queued
                        : loop.become(queued, TuningState.RUNNING, "", cause);
        var request =
                new TrainingRequest(
                        tuning.persona().name(),
                        Path.of(tuning.baseFile()),
                        tuning.baseDigest(),
                        examples(dataset.split().train()),
                        examples(dataset.split().heldOut()),
                        tuning.recipe(),
                        parts.settings().get().limits());
        var chart = new TrainingChart();
        var end =
                loop.trainer(tuning.trainer())
                        .train(
                                request,
                                loop.folder(tuning.number()),
                                signal,
                                event -> tell(event, chart));
        return switch (end) {
            case TrainingEnd.Trained(var result) ->
                    loop.become(tuning.with(result), TuningState.TRAINED, "", cause);
            case TrainingEnd.Failed(var kind, var why) ->
                    loop.become(tuning, TuningState.FAILED, kind + ": " + why, cause);
            case TrainingEnd.Stopped() ->
                    loop.become(tuning, TuningState.KILLED, "stopped by the Architect", cause);
            case TrainingEnd.LeftRunning() -> tuning;
        };
    }

    private void tell(TrainingEvent event, TrainingChart chart) {
        if (event instanceof TrainingEvent.Step step) {
            var line = chart.line(step);
            progress.accept(line);
            parts.pulse().emit(new PulseKind.Tuning("step"), line);
        }
    }

    private static List<ChatExample> examples(List<GoldenExample> golden) {
        return golden.stream()
                .map(one -> ChatExample.of(one.id(), one.question(), one.answer()))
                .toList();
    }

    private Tuning host(Tuning tuning) {
        var result = tuning.result().orElseThrow();
        var file = loop.folder(tuning.number()).resolve(result.file());
        progress.accept("serving " + tuning.tag());
        var told = parts.tape().ask("trainer", "host " + tuning.tag(), () -> hosting(tuning, file));
        return switch (told.charAt(0)) {
            case '+' -> loop.become(tuning, TuningState.HOSTED, told.substring(1), cause);
            case '-' ->
                    loop.become(
                            tuning.withoutTraining(),
                            TuningState.FAILED,
                            "serving: " + told.substring(1),
                            cause);
            case '?' -> tuning.now(TuningState.TRAINED, told.substring(1), tuning.changed());
            default ->
                    loop.become(tuning, TuningState.FAILED, "serving: " + told.substring(1), cause);
        };
    }

    /// The outcome of hosting: `+` served, `-` the trained file is gone, `?` to do by hand, `!`
    /// failed; behind it the words.
    private String hosting(Tuning tuning, Path file) {
        try {
            var result = tuning.result().orElseThrow();
            if (!Files.exists(file) || !Sha256.of(file).equals(result.sha256())) {
                return "-%s is missing or not the file that was trained. Next: /tune resume %d trains it again"
                        .formatted(file, tuning.number());
            }
        } catch (IOException e) {
            return "!" + file + ": " + FileErrors.reason(e);
        }
        return switch (parts.host().host(tuning.tag(), file, loop.pin(tuning.persona().name()))) {
            case Hosting.Hosted(_, var words) -> "+" + words;
            case Hosting.ByHand(var command) ->
                    "?this server takes no models from clients. Next, where it runs: "
                            + command
                            + ", then /tune resume "
                            + tuning.number();
            case Hosting.Failed(var why) -> "!" + why;
        };
    }

    private Tuning measure(Tuning tuning) {
        var base = loop.pin(tuning.persona().name());
        var candidate = parts.host().served(tuning.tag(), base);
        if (candidate.isEmpty() && !parts.tape().replaying()) {
            return loop.become(
                    tuning,
                    TuningState.FAILED,
                    "the server shows no " + tuning.tag() + " any more",
                    cause);
        }
        try {
            var pin =
                    candidate.orElse(
                            new Pin(
                                    tuning.tag(),
                                    "",
                                    base.context(),
                                    base.sampling(),
                                    base.template()));
            var measured = measured(tuning, base, pin);
            var judge = Judges.of(parts, tuning.persona().name(), base, pin);
            if (judge.isEmpty()) {
                return loop.become(
                        tuning.with(measured),
                        TuningState.JUDGING,
                        "no other model may judge. Next: /tune judge " + tuning.number(),
                        cause);
            }
            return decide(tuning.with(judged(measured, judge.get())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return tuning;
        }
    }

    private GateEvidence measured(Tuning tuning, Pin base, Pin candidate)
            throws InterruptedException {
        var dataset = dataset(tuning);
        var result = tuning.result().orElseThrow();
        var skills = loop.datasets().skills(tuning.persona().name());
        var golden = dataset.split().heldOut();
        var questions = new ArrayList<>(golden.stream().map(GoldenExample::question).toList());
        skills.forEach(skill -> questions.add(skill.question()));
        var asks =
                new GateMeasurement(
                        parts.asking(),
                        tuning.persona().name(),
                        parts.settings().get().answerTokens(),
                        progress);
        var others = new HashMap<>(parts.models().pins());
        others.remove(tuning.persona().name());
        var before = asks.of(base, questions);
        var elsewhere = asks.others(others, questions);
        var after = asks.of(candidate, questions);
        var pairs = new ArrayList<JudgeSheet.Pair>();
        var answered = new ArrayList<GateEvidence.Answered>();
        for (var one : golden) {
            var question = one.question();
            var old = before.answers().getOrDefault(question, "");
            var fresh = after.answers().getOrDefault(question, "");
            pairs.add(new JudgeSheet.Pair(question, old, fresh, false));
            answered.add(new GateEvidence.Answered(question, old, fresh));
        }
        var judge = Judges.of(parts, tuning.persona().name(), base, candidate);
        if (judge.isPresent()) {
            pairs.addAll(corrected(dataset.split()));
        }
        return new GateEvidence(
                dataset,
                Judges.name(base),
                Judges.name(candidate),
                judge.map(Judges.Chosen::name).orElse(Judges.ARCHITECT),
                result.before(),
                result.after(),
                judge.isPresent()
                        ? JudgeSheet.both(pairs, tuning.recipe().seed())
                        : JudgeSheet.of(pairs, SEEN_AGAIN, tuning.recipe().seed()),
                answered,
                skills.stream()
                        .map(skill -> {
                            var old = before.answers().getOrDefault(skill.question(), "");
                            var fresh = after.answers().getOrDefault(skill.question(), "");
                            return new GateEvidence.Skill(
                                    skill.question(),
                                    old,
                                    fresh,
                                    skill.holds(old),
                                    skill.holds(fresh));
                        })
                        .toList(),
                List.of(
                        new GateEvidence.Format("tool call", before.tool(), after.tool()),
                        new GateEvidence.Format("document", before.document(), after.document())),
                GateMeasurement.distinctness(before.answers(), elsewhere),
                GateMeasurement.distinctness(after.answers(), elsewhere));
    }

    /// Pairs of a corrected answer and the Architect's correction, which the judge should prefer.
    /// They test the judge alone, so that learned ones serve as well.
    private static List<JudgeSheet.Pair> corrected(DatasetSplit split) {
        return Stream.concat(split.heldOut().stream(), split.train().stream())
                .filter(one -> !one.instead().isEmpty())
                .limit(CONTROLS)
                .map(one -> new JudgeSheet.Pair(one.question(), one.instead(), one.answer(), true))
                .toList();
    }

    private GateEvidence judged(GateEvidence measured, Judges.Chosen judge)
            throws InterruptedException {
        var sheet = measured.sheet();
        for (int look = 0; look < sheet.looks().size(); look++) {
            progress.accept(
                    "%s judges pair %d of %d"
                            .formatted(judge.name(), look + 1, sheet.looks().size()));
            sheet = sheet.with(judge.judge().verdict(sheet.shown(look)));
        }
        return measured.with(sheet);
    }

    /// Asks the gate, and promotes where the settings say so.
    Tuning decide(Tuning tuning) {
        var report =
                new PromotionGate(parts.settings().get().gate())
                        .decide(tuning.evidence().orElseThrow());
        var decided = tuning.with(report);
        if (!report.passed()) {
            return loop.become(
                    decided, TuningState.REFUSED, String.join("; ", report.reasons()), cause);
        }
        var passed =
                loop.become(
                        decided,
                        TuningState.PASSED,
                        "Next: /tune eval %d, then /tune promote %d"
                                .formatted(tuning.number(), tuning.number()),
                        cause);
        return parts.settings().get().promote().equals("auto")
                ? loop.promotion().promote(passed.number(), cause).tuning()
                : passed;
    }

    /// The same tuning, to be trained again from its last checkpoint.
    static Optional<Tuning> again(Tuning tuning) {
        return switch (tuning.state()) {
            case FAILED, KILLED ->
                    Optional.of(
                            tuning.now(
                                    tuning.result().isPresent()
                                            ? TuningState.TRAINED
                                            : TuningState.QUEUED,
                                    "",
                                    tuning.changed()));
            case QUEUED, RUNNING, TRAINED, HOSTED -> Optional.of(tuning);
            case JUDGING, PASSED, REFUSED, PROBATION, SETTLED, ROLLED_BACK, REJECTED ->
                    Optional.empty();
        };
    }
}
