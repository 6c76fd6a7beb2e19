package batos.loops.strategic;

import batos.loops.strategic.Curation.Rejected;
import batos.loops.strategic.GoldenExample.Source;
import batos.text.Ellipsis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Chooses the examples that a persona learns from. Golden ones are verified: a correction, a
/// `/good`, an example that the Architect added, or an answer whose tools all gave results in a
/// calm turn. Nobody's liking of his own answer counts.
public final class Curator {
    private static final int SHOWN = 60;

    private final Rules rules;
    private final Privacy privacy;
    private final List<RetainedSkill> skills;
    private final Set<Long> preferred;

    /// @param trust answers of less trust are not learned from, 0 to 1
    /// @param calm tools count only in a turn of at most this dissonance, 0 to 1
    /// @param alike examples that are more alike than this are one, 0 to 1
    /// @param themeShare of the set that one theme may fill, 0 to 1
    public record Rules(double trust, double calm, double alike, double themeShare) {}

    /// @param skills are measured and must never be learned
    public Curator(Rules rules, Privacy privacy, List<RetainedSkill> skills) {
        this(rules, privacy, skills, Set.of());
    }

    /// @param preferred turns whose answer a judge preferred in both orders
    Curator(Rules rules, Privacy privacy, List<RetainedSkill> skills, Set<Long> preferred) {
        this.rules = rules;
        this.privacy = privacy;
        this.skills = List.copyOf(skills);
        this.preferred = preferred;
    }

    /// @param added examples that the Architect brought in
    /// @param dropped ids of examples that the Architect took out
    /// @param oneTheme whether a single theme was asked for, so that it may fill the set
    public Curation curate(
            List<AnswerRecord> answers,
            List<GoldenExample> added,
            Set<String> dropped,
            boolean oneTheme) {
        var golden = new ArrayList<GoldenExample>();
        var rejected = new ArrayList<Rejected>();
        var unverified = new ArrayList<AnswerRecord>();
        for (var answer : answers) {
            var refused = refusal(answer);
            if (refused.isPresent()) {
                rejected.add(refused.get());
                continue;
            }
            var source = source(answer);
            if (source.isEmpty()) {
                unverified.add(answer);
                continue;
            }
            golden.add(example(answer, source.get()));
        }
        for (var example : added) {
            var offence = privacy.offence(example.question() + "\n" + example.answer());
            if (offence.isPresent()) {
                rejected.add(new Rejected(0, "", "it holds " + offence.get()));
            } else {
                golden.add(example);
            }
        }
        golden.removeIf(example -> dropped.contains(example.id()));
        for (var example : List.copyOf(golden)) {
            if (RetainedSkill.near(example.question(), skills)) {
                golden.remove(example);
                rejected.add(
                        new Rejected(
                                example.episode(),
                                shown(example.question()),
                                "it is one of the old skills, which are measured and never"
                                        + " learned"));
            }
        }
        golden.sort(
                Comparator.comparing(GoldenExample::at).thenComparingLong(GoldenExample::episode));
        var single = withoutDuplicates(golden, rejected);
        return new Curation(
                oneTheme ? single : withinShares(single, rejected), rejected, unverified);
    }

    private Optional<Rejected> refusal(AnswerRecord answer) {
        var learned = answer.correction().orElse(answer.answer());
        var offence = privacy.offence(answer.question() + "\n" + learned);
        if (offence.isPresent()) {
            return Optional.of(new Rejected(answer.episode(), "", "it holds " + offence.get()));
        }
        if (answer.correction().isPresent()) {
            return Optional.empty();
        }
        if (answer.good().equals(Optional.of(false))) {
            return rejected(answer, "the Architect said /bad");
        }
        if (answer.recalled()) {
            return rejected(answer, "it repeats a memory");
        }
        if (answer.trust() < rules.trust()) {
            return rejected(answer, "its trust is only %.2f".formatted(answer.trust()));
        }
        return answer.toolsFailed() > 0 && answer.good().isEmpty()
                ? rejected(answer, "a tool broke in that turn")
                : Optional.empty();
    }

    private static Optional<Rejected> rejected(AnswerRecord answer, String why) {
        return Optional.of(new Rejected(answer.episode(), shown(answer.question()), why));
    }

    private Optional<Source> source(AnswerRecord answer) {
        if (answer.correction().isPresent()) {
            return Optional.of(Source.CORRECTION);
        }
        if (answer.good().equals(Optional.of(true))) {
            return Optional.of(Source.GOOD);
        }
        if (answer.toolsHeld() > 0 && answer.dissonance() <= rules.calm()) {
            return Optional.of(Source.TOOLS);
        }
        return preferred.contains(answer.episode()) ? Optional.of(Source.JUDGED) : Optional.empty();
    }

    private static GoldenExample example(AnswerRecord answer, Source source) {
        return new GoldenExample(
                answer.persona(),
                answer.question(),
                answer.correction().orElse(answer.answer()),
                source,
                answer.episode(),
                answer.theme(),
                answer.at(),
                answer.correction().isPresent() ? answer.answer() : "");
    }

    /// Of examples that are alike the one with the strongest source stays, of equals the latest.
    private List<GoldenExample> withoutDuplicates(
            List<GoldenExample> golden, List<Rejected> rejected) {
        var kept = new ArrayList<GoldenExample>();
        var strongest =
                golden.stream()
                        .sorted(
                                Comparator.comparing(GoldenExample::source)
                                        .thenComparing(
                                                GoldenExample::at, Comparator.reverseOrder()))
                        .toList();
        for (var example : strongest) {
            var twin = kept.stream().filter(other -> alike(example, other)).findFirst();
            if (twin.isPresent()) {
                rejected.add(
                        new Rejected(
                                example.episode(),
                                shown(example.question()),
                                "nearly the same question as example " + twin.get().id()));
            } else {
                kept.add(example);
            }
        }
        return golden.stream().filter(kept::contains).toList();
    }

    private boolean alike(GoldenExample one, GoldenExample other) {
        return TextLikeness.of(one.question(), other.question()) > rules.alike();
    }

    /// Takes the oldest examples out of each theme that fills more than its share.
    private List<GoldenExample> withinShares(List<GoldenExample> golden, List<Rejected> rejected) {
        var kept = new ArrayList<>(golden);
        while (true) {
            var counts = new HashMap<String, Integer>();
            kept.forEach(example -> counts.merge(example.theme(), 1, Integer::sum));
            var limit = Math.max(1, (int) Math.ceil(rules.themeShare() * kept.size()));
            var tooMany =
                    kept.stream()
                            .filter(example -> !example.theme().isEmpty())
                            .filter(example -> counts.size() > 1)
                            .filter(example -> counts.getOrDefault(example.theme(), 0) > limit)
                            .findFirst();
            if (tooMany.isEmpty()) {
                return kept;
            }
            kept.remove(tooMany.get());
            rejected.add(
                    new Rejected(
                            tooMany.get().episode(),
                            shown(tooMany.get().question()),
                            "its theme would fill more than its share of the set"));
        }
    }

    static String shown(String text) {
        return Ellipsis.line(text, SHOWN);
    }
}
