package batos.motive.look;

import batos.codex.Proposal;
import batos.codex.ProposalState;
import batos.council.Council;
import batos.council.Dissonance.Part;
import batos.council.DissonanceSeries;
import batos.council.Feedback;
import batos.loops.Ascent;
import batos.loops.Climb;
import batos.memory.Episode;
import batos.memory.Level;
import batos.memory.Scrapbook;
import batos.memory.Source;
import batos.toolbox.Tool;
import batos.toolbox.Toolbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/// Reads the signs of the image's present, without any model. The products of idle work are no
/// sign: else it would live on its own echo.
///
/// @param threshold a turn above this dissonance is one of interest, 0 to 1
public record SignReader(
        Council council,
        Climb climb,
        Scrapbook memory,
        Toolbox toolbox,
        Supplier<List<Proposal>> proposals,
        DoubleSupplier threshold) {
    /// The beginning of the cause of a tool that idle work made.
    public static final String MADE = "missed by motive";

    private static final int TURNS = 50;
    private static final int FACTS = 50;
    private static final int MOST = 24;

    /// The newest of each kind, at most [#MOST] in all.
    public List<Sign> signs() {
        var signs = new ArrayList<Sign>();
        themes(signs);
        troubles(signs);
        tools(signs);
        contradictions(signs);
        stale(signs);
        waiting(signs);
        return signs.stream().limit(MOST).toList();
    }

    private void themes(List<Sign> signs) {
        Map<String, DissonanceSeries.Point> latest = new LinkedHashMap<>();
        var points = council.dissonance().last(TURNS);
        points.stream()
                .filter(point -> !point.theme().id().isEmpty())
                .forEach(point -> latest.put(point.theme().id(), point));
        latest.forEach((theme, point) -> {
            signs.add(
                    sign(
                            SignKind.NEW_THEME,
                            theme,
                            "",
                            point,
                            "'" + point.theme().label() + "', last asked: " + point.asked(),
                            ""));
            if (point.total() > threshold.getAsDouble()) {
                signs.add(
                        sign(
                                SignKind.DISSONANCE,
                                theme,
                                Long.toString(point.episode()),
                                point,
                                String.format(
                                        Locale.ROOT,
                                        "%.2f on '%s' at the end of turn %d: %s",
                                        point.total(),
                                        point.theme().label(),
                                        point.episode(),
                                        point.asked()),
                                ""));
            }
        });
        points.stream()
                .filter(this::isOpen)
                .forEach(point ->
                        signs.add(
                                sign(
                                        SignKind.OPEN_QUESTION,
                                        "e" + point.episode(),
                                        "",
                                        point,
                                        "turn " + point.episode() + ": " + point.asked(),
                                        point.asked())));
    }

    private static Sign sign(
            SignKind kind,
            String about,
            String print,
            DissonanceSeries.Point point,
            String text,
            String asked) {
        return new Sign(
                kind,
                about,
                print,
                point.theme().id(),
                point.theme().label(),
                text,
                asked,
                point.total());
    }

    /// A tool broke or could not be made, a claim stood against its receipts, or the Architect was
    /// not content.
    private boolean isOpen(DissonanceSeries.Point point) {
        return point.dissonance().part(Part.FAILURE).orElse(0) > 0
                || point.dissonance().part(Part.UNVERIFIED).orElse(0) >= 1
                || council.feedback(point.episode()).judgement() == Feedback.Judgement.BAD;
    }

    private void troubles(List<Sign> signs) {
        for (var trouble : climb.themes()) {
            if (trouble.ascent() instanceof Ascent.Calm
                    || trouble.ascent() instanceof Ascent.Settled) {
                continue;
            }
            signs.add(
                    new Sign(
                            SignKind.TROUBLED_THEME,
                            trouble.theme().id(),
                            trouble.ascent().getClass().getSimpleName(),
                            trouble.theme().id(),
                            trouble.theme().label(),
                            "'" + trouble.theme().label() + "' is " + trouble.state(),
                            "",
                            0));
        }
    }

    private void tools(List<Sign> signs) {
        for (var tool : toolbox.now().all()) {
            if (tool.standing() == Tool.Standing.QUARANTINED && !tool.cause().startsWith(MADE)) {
                signs.add(
                        new Sign(
                                SignKind.QUARANTINED_TOOL,
                                tool.name(),
                                tool.label(),
                                "",
                                tool.name(),
                                tool.label() + ": " + tool.tally().lastFault(),
                                "",
                                0));
            }
        }
    }

    /// Of the latest facts and notes; thoughts are no witnesses.
    private void contradictions(List<Sign> signs) {
        var facts = memory.all(Level.FACT);
        facts.subList(Math.max(0, facts.size() - FACTS), facts.size()).stream()
                .filter(fact -> fact.origin().source() != Source.THOUGHT)
                .filter(fact -> !fact.validity().isSuperseded())
                .forEach(fact ->
                        contradiction(fact.id(), fact.text(), fact.origin().speaker(), signs));
        memory.latest(TURNS).stream()
                .filter(episode -> episode.sort().equals("note"))
                .forEach(note -> contradiction(noted(note), note.asked(), "Architect", signs));
    }

    private static String noted(Episode note) {
        return note.id() + ".1";
    }

    private void contradiction(String id, String text, String speaker, List<Sign> signs) {
        memory.contradictions(text, speaker).stream()
                .filter(other -> !other.memory().equals(id))
                .limit(1)
                .forEach(other -> {
                    var first = id.compareTo(other.memory()) < 0 ? id : other.memory();
                    var second = first.equals(id) ? other.memory() : id;
                    if (signs.stream().noneMatch(sign -> sign.about().equals(first + second))) {
                        signs.add(
                                new Sign(
                                        SignKind.CONTRADICTION,
                                        first + second,
                                        "",
                                        "",
                                        "contradiction",
                                        "%s '%s' against %s '%s'"
                                                .formatted(id, text, other.memory(), other.text()),
                                        "",
                                        0));
                    }
                });
    }

    private void stale(List<Sign> signs) {
        memory.audit().stream()
                .filter(finding -> finding.name().equals("stale") && finding.count() > 0)
                .forEach(finding ->
                        signs.add(
                                new Sign(
                                        SignKind.STALE_MEMORY,
                                        "stale",
                                        finding.count() + " " + finding.examples(),
                                        "",
                                        "stale memories",
                                        "%d of %d memories are %s; the first: %s"
                                                .formatted(
                                                        finding.count(),
                                                        finding.of(),
                                                        finding.meaning(),
                                                        finding.examples().getFirst()),
                                        "",
                                        0)));
    }

    private void waiting(List<Sign> signs) {
        proposals.get().stream()
                .filter(proposal -> proposal.state() instanceof ProposalState.Stale)
                .forEach(proposal ->
                        signs.add(
                                new Sign(
                                        SignKind.STALE_PROPOSAL,
                                        "proposal " + proposal.number(),
                                        proposal.hash(),
                                        "",
                                        proposal.target(),
                                        "proposal %d on %s went stale"
                                                .formatted(proposal.number(), proposal.target()),
                                        "",
                                        0)));
    }
}
