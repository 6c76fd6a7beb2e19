package batos.loops.strategic;

import batos.council.Council;
import batos.council.TurnAccount;
import batos.json.Json;
import batos.memory.Episode;
import batos.memory.Scrapbook;
import batos.mind.PersonaId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;

/// The answers of a persona as turns left them: BRICK's theses, ROBIN's antitheses, ALFRED's
/// conclusions, and what each of the four said when asked alone.
public final class EpisodeAnswers implements AnswerSource {

    /// Answers more alike than this to something that was recalled repeat it.
    private static final double REPEATS = 0.8;

    private static final int ALL = Integer.MAX_VALUE;

    private final Scrapbook memory;
    private final Council council;
    private final TuningRecords records;
    private final LongFunction<Optional<Boolean>> feedback;
    private final LongFunction<String> themes;

    /// @param feedback the Architect's judgement of a turn: good, bad or none
    /// @param themes the theme of a turn, or the empty string
    public EpisodeAnswers(
            Scrapbook memory,
            Council council,
            TuningRecords records,
            LongFunction<Optional<Boolean>> feedback,
            LongFunction<String> themes) {
        this.memory = memory;
        this.council = council;
        this.records = records;
        this.feedback = feedback;
        this.themes = themes;
    }

    @Override
    public List<AnswerRecord> answers(String persona, Optional<String> theme) {
        var found = new ArrayList<AnswerRecord>();
        for (var episode : memory.latest(ALL)) {
            if (!episode.sort().equals("turn")) {
                continue;
            }
            var account = council.account(episode.number());
            var said = account.flatMap(one -> said(persona, episode, one));
            if (said.isEmpty()) {
                continue;
            }
            var record = record(persona, episode, account.orElseThrow(), said.get());
            if (theme.isEmpty() || isOf(record, theme.get())) {
                found.add(record);
            }
        }
        found.sort(Comparator.comparing(AnswerRecord::at));
        return found;
    }

    private static boolean isOf(AnswerRecord record, String theme) {
        return record.theme().equalsIgnoreCase(theme)
                || record.question()
                        .toLowerCase(Locale.ROOT)
                        .contains(theme.toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<Whose> whose(Optional<Long> turn) {
        return memory.latest(ALL).stream()
                .filter(episode -> episode.sort().equals("turn"))
                .filter(episode -> turn.isEmpty() || turn.get() == episode.number())
                .findFirst()
                .map(episode ->
                        new Whose(
                                council.account(episode.number()).stream()
                                        .flatMap(account -> account.receipts().stream())
                                        .filter(receipt -> receipt.purpose().equals("answer"))
                                        .map(receipt -> receipt.persona())
                                        .findFirst()
                                        .orElse(PersonaId.ALFRED.name()),
                                episode.number()));
    }

    /// The persona's words in a turn; empty where it did not speak, or nothing is left of them.
    static Optional<String> said(String persona, Episode episode, TurnAccount account) {
        var alone =
                account.receipts().stream()
                        .filter(receipt -> receipt.purpose().equals("answer"))
                        .findFirst();
        if (alone.isPresent()) {
            return alone.get().persona().equals(persona)
                    ? Optional.of(episode.answered())
                    : Optional.empty();
        }
        return PersonaId.named(persona)
                .map(id ->
                        switch (id) {
                            case BRICK -> account.thesis();
                            case ROBIN -> account.antithesis();
                            case ALFRED -> episode.answered();
                            case BABS -> "";
                        })
                .filter(text -> !text.isBlank());
    }

    private AnswerRecord record(
            String persona, Episode episode, TurnAccount account, String answer) {
        var failed = account.uses().stream().filter(EpisodeAnswers::broke).count();
        return new AnswerRecord(
                persona,
                episode.number(),
                themes.apply(episode.number()),
                episode.at(),
                episode.asked(),
                answer,
                episode.dissonance(),
                episode.trust(),
                account.recalled().stream()
                        .anyMatch(line -> TextLikeness.of(line, answer) > REPEATS),
                (int) (account.uses().size() - failed),
                (int) failed,
                feedback.apply(episode.number()),
                records.correction(persona, episode.number()));
    }

    /// A tool's result is JSON, maybe with a note in parentheses behind it; a failure is words.
    private static boolean broke(String use) {
        var outcome = use.substring(use.indexOf(" -> ") + " -> ".length());
        var note = outcome.endsWith(")") ? outcome.lastIndexOf(" (") : -1;
        return Json.tryRead(outcome).isEmpty()
                && (note < 0 || Json.tryRead(outcome.substring(0, note)).isEmpty());
    }
}
