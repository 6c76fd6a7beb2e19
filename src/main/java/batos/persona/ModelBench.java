package batos.persona;

import batos.mind.Message;
import batos.mind.Mind;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Asks a model questions with answers that can be checked, as it is and through a persona, so that
/// an Architect can choose a model by numbers.
public final class ModelBench {
    /// Tokens of the longest answer: every right one is shorter.
    private static final int TOKENS = 64;

    private final Supplier<Mind> mind;
    private final Function<Map<PersonaId, Pin>, Lease> leases;

    /// @param leases gives voices of which some think with other pins
    public ModelBench(Supplier<Mind> mind, Function<Map<PersonaId, Pin>, Lease> leases) {
        this.mind = mind;
        this.leases = leases;
    }

    /// The questions of a kind, the right answers, and those that lacked the form.
    public record Score(int asked, int right, int malformed) {
        Score and(boolean wasRight, boolean wellFormed) {
            return new Score(
                    asked + 1, right + (wasRight ? 1 : 0), malformed + (wellFormed ? 0 : 1));
        }
    }

    /// One way of asking.
    ///
    /// @param kinds by kind, in the suite's order
    /// @param failed calls that ended without an answer
    /// @param tokensPerSecond of reply, over whole calls
    public record Run(
            SequencedMap<String, Score> kinds, int failed, double tokensPerSecond, long seconds) {
        public int right() {
            return kinds.values().stream().mapToInt(Score::right).sum();
        }

        public int asked() {
            return kinds.values().stream().mapToInt(Score::asked).sum();
        }

        public int malformed() {
            return kinds.values().stream().mapToInt(Score::malformed).sum();
        }
    }

    /// @param bare the model without any instruction
    /// @param persona the same model with the persona's instruction
    /// @param interrupted whether it ended early; the numbers then stand for the questions so far
    public record Report(
            String tag, String persona, Run bare, Run throughPersona, boolean interrupted) {}

    /// Hears which question comes next.
    @FunctionalInterface
    public interface Progress {
        void at(String way, int number, int of);
    }

    /// Blocking; an interrupt ends it with the measurements so far.
    public Report run(
            PersonaId persona, Pin pin, List<BenchQuestion> questions, Progress progress) {
        var sampling = pin.sampling();
        var brief =
                new Pin(
                        pin.tag(),
                        pin.digest(),
                        pin.context(),
                        new Pin.Sampling(0, sampling.topP(), sampling.seed(), TOKENS),
                        pin.template());
        var model = mind.get();
        var bare =
                run(
                        questions,
                        question ->
                                model.think(
                                        new Prompt(
                                                brief,
                                                persona,
                                                Purpose.BENCH,
                                                List.of(new Message.Question(question.ask())),
                                                question.tool().map(List::of).orElse(List.of()),
                                                question.schema()),
                                        text -> {}),
                        number -> progress.at("bare", number, questions.size()));
        var lease = leases.apply(Map.of(persona, brief));
        var voiced =
                run(
                        questions,
                        question ->
                                lease.speak(
                                        persona,
                                        Purpose.BENCH,
                                        List.of(new Message.Question(question.ask())),
                                        question.tool().map(List::of).orElse(List.of()),
                                        question.schema(),
                                        text -> {}),
                        number -> progress.at(persona.name(), number, questions.size()));
        return new Report(
                pin.tag(), persona.name(), bare, voiced, Thread.currentThread().isInterrupted());
    }

    private static Run run(
            List<BenchQuestion> questions,
            Function<BenchQuestion, Reply> ask,
            java.util.function.IntConsumer progress) {
        var kinds = new LinkedHashMap<String, Score>();
        var tokens = new ArrayList<Integer>();
        var took = Duration.ZERO;
        var failed = 0;
        for (int i = 0; i < questions.size() && !Thread.currentThread().isInterrupted(); i++) {
            var question = questions.get(i);
            progress.accept(i + 1);
            var answer =
                    switch (ask.apply(question)) {
                        case Reply.Answered answered -> Optional.of(answered);
                        case Reply.Refused _, Reply.Failed _, Reply.Interrupted _ ->
                                Optional.<Reply.Answered>empty();
                    };
            if (answer.isEmpty() && Thread.currentThread().isInterrupted()) {
                break;
            }
            failed += answer.isEmpty() ? 1 : 0;
            var score = kinds.getOrDefault(question.kind(), new Score(0, 0, 0));
            kinds.put(
                    question.kind(),
                    score.and(
                            answer.filter(question::right).isPresent(),
                            answer.filter(question::wellFormed).isPresent()));
            tokens.add(answer.map(one -> one.usage().replyTokens()).orElse(0));
            took = took.plus(answer.map(one -> one.usage().took()).orElse(Duration.ZERO));
        }
        var seconds = took.toMillis() / 1000.0;
        var all = tokens.stream().mapToInt(Integer::intValue).sum();
        return new Run(kinds, failed, seconds == 0 ? 0 : all / seconds, took.toSeconds());
    }
}
