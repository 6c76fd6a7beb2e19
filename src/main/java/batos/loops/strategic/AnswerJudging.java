package batos.loops.strategic;

import batos.image.Cause;
import batos.mind.Message;
import batos.mind.Reply;
import batos.text.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets a judge look at answers that nothing speaks for or against. It shows each, blind and in
/// both orders, beside the same model's present answer; where the judge prefers the given one both
/// times, it becomes golden. Answers on which the Architect said `/good` or `/bad` go among them,
/// so that the judge's agreement with him is known; where the judge does not agree with himself,
/// nothing becomes golden.
public final class AnswerJudging {
    /// Answers with `/good` or `/bad` that are judged too.
    private static final int CONTROLS = 6;

    private final StrategicLoop loop;
    private final Consumer<String> progress;

    AnswerJudging(StrategicLoop loop, Consumer<String> progress) {
        this.loop = loop;
        this.progress = progress;
    }

    /// The outcome of judging.
    public sealed interface Judged {
        /// @param judge the tag of the model that judged
        /// @param looked answers that it saw
        /// @param preferred turns whose answer it preferred in both orders
        /// @param self his agreement with himself when the order is turned round: Cohen's kappa
        /// @param architect his agreement with `/good` and `/bad`: Cohen's kappa; NaN where fewer
        ///   than two answers have one of them
        /// @param kept whether what he preferred counts: he agrees with himself
        record Done(
                String judge,
                int looked,
                List<Long> preferred,
                double self,
                double architect,
                boolean kept)
                implements Judged {
            public Done {
                preferred = List.copyOf(preferred);
            }

            /// For reading.
            public String line(String persona) {
                if (looked == 0) {
                    return "%s says the same as it said, so that there is nothing to judge"
                            .formatted(persona);
                }
                return String.format(
                        Locale.ROOT,
                        "%s looked at %s of %s and prefers %d in both orders; agreement with"
                                + " itself: kappa %.2f%s%s",
                        judge,
                        Plural.of(looked, "answer"),
                        persona,
                        preferred.size(),
                        self,
                        Double.isNaN(architect)
                                ? "; with you: nothing to compare"
                                : String.format(
                                        Locale.ROOT,
                                        ", with your /good and /bad: kappa %.2f",
                                        architect),
                        kept ? "" : ". It does not agree with itself: nothing counts");
            }
        }

        /// @param why with the next command
        record NotNow(String why) implements Judged {}
    }

    /// Blocking; an interrupt leaves nothing behind.
    ///
    /// @param most answers to look at, the newest first
    public Judged judge(String persona, Optional<String> theme, int most, Cause cause) {
        var base = loop.pin(persona);
        var judge = Judges.of(loop.parts(), persona, base, base);
        if (judge.isEmpty()) {
            return new Judged.NotNow(
                    "no model but that of "
                            + persona
                            + " is at hand, and it may not judge itself. Next: /good, or /correct"
                            + " TEXT");
        }
        var draft = loop.datasets().draft(persona, theme);
        var open =
                draft.unverified().reversed().stream()
                        .filter(answer -> !loop.records().isJudged(persona, answer.episode()))
                        .limit(most)
                        .toList();
        if (open.isEmpty()) {
            return new Judged.NotNow(
                    "no answer of "
                            + persona
                            + " waits for a judge. Next: /tune dataset "
                            + persona);
        }
        try {
            return judged(persona, open, controls(persona, theme), judge.get(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Judged.NotNow("stopped; nothing was kept");
        }
    }

    private List<AnswerRecord> controls(String persona, Optional<String> theme) {
        return loop.parts().answers().answers(persona, theme).reversed().stream()
                .filter(answer -> answer.good().isPresent() && answer.correction().isEmpty())
                .limit(CONTROLS)
                .toList();
    }

    private Judged judged(
            String persona,
            List<AnswerRecord> open,
            List<AnswerRecord> controls,
            Judges.Chosen judge,
            Cause cause)
            throws InterruptedException {
        var pairs = new ArrayList<JudgeSheet.Pair>();
        var judged = new ArrayList<AnswerRecord>();
        for (var answer : open) {
            if (add(persona, answer, false, pairs)) {
                judged.add(answer);
            }
        }
        var known = new ArrayList<AnswerRecord>();
        for (var answer : controls) {
            if (add(persona, answer, true, pairs)) {
                known.add(answer);
            }
        }
        var sheet = JudgeSheet.both(pairs, loop.parts().settings().get().recipe().seed());
        for (int look = 0; look < sheet.looks().size(); look++) {
            progress.accept(
                    "%s judges pair %d of %d"
                            .formatted(judge.name(), look + 1, sheet.looks().size()));
            sheet = sheet.with(judge.judge().verdict(sheet.shown(look)));
        }
        var self = sheet.selfAgreement();
        var scores = sheet.scores(false);
        var preferred = new ArrayList<Long>();
        for (int i = 0; i < judged.size(); i++) {
            if (scores.get(i) == 1) {
                preferred.add(judged.get(i).episode());
            }
        }
        if (self.holds()) {
            loop.records().judged(persona, judged, preferred, judge.name(), cause);
        }
        return new Judged.Done(
                judge.name(),
                judged.size(),
                preferred,
                self.kappa(),
                agreement(sheet, known),
                self.holds());
    }

    /// Puts an answer beside what the model says now, the given one in the candidate's place.
    ///
    /// @return whether the two differ
    private boolean add(
            String persona, AnswerRecord answer, boolean control, List<JudgeSheet.Pair> pairs)
            throws InterruptedException {
        progress.accept(persona + " answers turn " + answer.episode() + " again");
        var reply =
                loop.parts()
                        .asking()
                        .ask(
                                persona,
                                loop.pin(persona),
                                List.of(new Message.Asked(answer.question())),
                                List.of(),
                                Optional.empty());
        var fresh =
                switch (reply) {
                    case Reply.Answered answered -> answered.text().strip();
                    case Reply.Refused _, Reply.Failed _ -> "";
                    case Reply.Interrupted() -> throw new InterruptedException();
                };
        if (fresh.isEmpty() || fresh.equals(answer.answer().strip())) {
            return false;
        }
        pairs.add(new JudgeSheet.Pair(answer.question(), fresh, answer.answer(), control));
        return true;
    }

    /// Whether what the Architect called good is what the judge prefers.
    private static double agreement(JudgeSheet sheet, List<AnswerRecord> known) {
        var scores = sheet.scores(true);
        if (scores.size() < 2) {
            return Double.NaN;
        }
        var his = known.stream().map(answer -> answer.good().orElse(false)).toList();
        return Kappa.of(his, scores.stream().map(score -> score > 0.5).toList());
    }
}
