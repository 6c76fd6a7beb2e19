package batos.app;

import batos.config.Settings;
import batos.config.TuningSettings;
import batos.council.Council;
import batos.image.Image;
import batos.image.Oid;
import batos.loops.strategic.Asking;
import batos.loops.strategic.Curator;
import batos.loops.strategic.EpisodeAnswers;
import batos.loops.strategic.ProbationObserver;
import batos.loops.strategic.PromotionGate;
import batos.loops.strategic.ServedModels;
import batos.loops.strategic.StrategicLoop;
import batos.loops.strategic.StrategicSettings;
import batos.loops.strategic.TuningRecords;
import batos.memory.Episode;
import batos.memory.Scrapbook;
import batos.mind.PersonaId;
import batos.mind.Purpose;
import batos.nerve.PulseSink;
import batos.persona.Leases;
import batos.persona.Models;
import batos.tape.Tape;
import batos.trainer.Trainers;
import batos.trainer.TrainingLimits;
import batos.trainer.TrainingRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The strategic loop put together from the rooms below it.
final class TuningServices {
    /// Answers of models have less trust than the Architect's words; text from outside has less
    /// than this.
    private static final double TRUST = 0.3;

    /// Two questions that are more alike than this are one question.
    private static final double ALIKE = 0.8;

    /// The likeness by which answers to different questions may exceed that of the golden ones.
    private static final double SAMENESS = 0.3;

    /// By what the product of the two factors of a LoRA is multiplied: twice, as is usual.
    private static final double SCALE = 2;

    private static final int SEED = 4;
    private static final int LATEST = 100;

    private TuningServices() {}

    record Rooms(
            Image image,
            Models models,
            Leases leases,
            Scrapbook memory,
            Council council,
            Function<String, String> codex,
            Supplier<Settings> settings,
            Tape tape,
            InstantSource clock,
            PulseSink pulse,
            Path home) {}

    static StrategicLoop of(Rooms rooms) {
        var records = new TuningRecords(rooms.image());
        return new StrategicLoop(
                new StrategicLoop.Parts(
                        rooms.image(),
                        rooms.models(),
                        new ServedModels(
                                rooms.models(),
                                () -> SettingsMapping.smallModels(rooms.settings().get().mind()),
                                rooms.home(),
                                () -> rooms.settings().get().tuning().base(),
                                System.getenv()),
                        new Trainers(rooms.home()),
                        asking(rooms.leases()),
                        new EpisodeAnswers(
                                rooms.memory(),
                                rooms.council(),
                                records,
                                episode -> feedback(rooms.image(), episode),
                                episode ->
                                        rooms.council()
                                                .account(episode)
                                                .map(account -> account.theme().id())
                                                .orElse("")),
                        rooms.codex(),
                        theme ->
                                rooms.memory().latest(LATEST).stream()
                                        .filter(episode -> episode.sort().equals("turn"))
                                        .filter(episode ->
                                                theme.isEmpty()
                                                        || rooms.council()
                                                                .account(episode.number())
                                                                .map(one -> one.theme().id())
                                                                .orElse("")
                                                                .equals(theme))
                                        .map(Episode::dissonance)
                                        .toList(),
                        rooms.tape(),
                        rooms.clock(),
                        () -> settings(rooms.settings().get()),
                        rooms.pulse(),
                        rooms.home()));
    }

    private static Asking asking(Leases leases) {
        return (persona, pin, conversation, tools, schema) -> {
            var id = PersonaId.valueOf(persona);
            return leases.lease(Map.of(id, pin))
                    .speak(id, Purpose.ANSWER, conversation, tools, schema, text -> {});
        };
    }

    private static Optional<Boolean> feedback(Image image, long episode) {
        return image.now()
                .get(Oid.named("feedback", Episode.nameOf(episode)))
                .map(form -> form.text("judgement"))
                .filter(verdict -> !verdict.isEmpty())
                .map(verdict -> verdict.equals("good"));
    }

    private static StrategicSettings settings(Settings all) {
        TuningSettings tuning = all.tuning();
        return new StrategicSettings(
                tuning.examples(),
                tuning.heldOut(),
                tuning.promote(),
                tuning.judge(),
                tuning.probationTurns(),
                tuning.trainer(),
                tuning.base(),
                tuning.answerTokens(),
                Duration.ofDays(tuning.keepTextsDays()),
                (long) tuning.keepTextsMb() << 20,
                new Curator.Rules(
                        TRUST, all.council().dissonanceThreshold(), ALIKE, tuning.themeShare()),
                new PromotionGate.Bounds(tuning.skillsDrop(), tuning.distinctDrop(), 0, SAMENESS),
                new TrainingRequest.Recipe(
                        tuning.steps(),
                        tuning.rank(),
                        tuning.layers(),
                        tuning.learningRate(),
                        SCALE,
                        tuning.longestTokens(),
                        SEED,
                        tuning.checkpointSteps()),
                new TrainingLimits(tuning.seconds(), tuning.memoryMb(), tuning.diskMb()));
    }

    /// Judges a model on probation by the turns of its theme.
    static ProbationObserver observer(StrategicLoop tuning, Council council) {
        return new ProbationObserver(
                tuning,
                episode ->
                        council.account(episode).map(account -> account.theme().id()).orElse(""));
    }
}
