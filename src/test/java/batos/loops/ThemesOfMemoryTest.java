package batos.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Council;
import batos.council.Dissonance;
import batos.council.Outcome;
import batos.council.TurnAccount;
import batos.council.TurnSignal;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.Consolidation;
import batos.memory.FactExtractor;
import batos.memory.Level;
import batos.memory.MemoryRecord;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.mind.Pin;
import batos.mind.Reply;
import batos.mind.ScriptedMind;
import batos.nerve.Pulses;
import batos.persona.Leases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Themes that memory made of past turns, and the climb that stands on them.
class ThemesOfMemoryTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private final MemoryImage image = new MemoryImage(CLOCK);
    private final Scrapbook memory = new Scrapbook(image, new WordVectors(), CLOCK);
    private final Council council = Councils.withoutTools(image, memory, new Pulses(CLOCK), CLOCK);
    private final List<String> tried = new ArrayList<>();
    private final Climb climb =
            new Climb(
                    image,
                    council,
                    List.of(rung("tactical", 1), rung("strategic", 2)),
                    () -> new Ascent.Bounds(0.5, 1, 2));

    private Rung rung(String name, int after) {
        return new Rung() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public int after() {
                return after;
            }

            @Override
            public Attempt attempt(
                    ThemeTrouble trouble, Cause cause, Consumer<TurnSignal> listener) {
                tried.add(name + " on " + trouble.theme());
                return new Attempt.Made("tried " + name, "");
            }
        };
    }

    private TurnAccount ask(String question, double dissonance) {
        var mind =
                new ScriptedMind(prompt -> {
                    return new Reply.Answered(
                            switch (prompt.purpose()) {
                                case ANTITHESIS ->
                                        "{\"antithesis\":\"no\",\"dissonance\":"
                                                + dissonance
                                                + ",\"why\":\"so\"}";
                                default -> "Sort the " + question.length() + " of them.";
                            },
                            List.of(),
                            Reply.Usage.NONE);
                });
        var leases =
                new Leases(
                        image,
                        () -> mind,
                        name -> new Pin("m", "d", 4096, new Pin.Sampling(0, 1, 1, 100), ""),
                        name -> "You are " + name + ".");
        var deed = new Cause(Author.ARCHITECT, "@ " + question, image.now().number());
        var outcome = council.carry(council.convene(question), leases.lease(), deed, signal -> {});
        var answered = assertInstanceOf(Outcome.Answered.class, outcome);
        climb.after(answered, deed, signal -> {});
        return council.account(answered.episode()).orElseThrow();
    }

    private void consolidate() {
        var deed = new Cause(Author.ARCHITECT, "/memory consolidate", image.now().number());
        new Consolidation(memory, FactExtractor.NONE, deed).run((done, all) -> {});
    }

    @Test
    void takeTheTurnsThatFollowAndCarryTheClimb() {
        for (int i = 0; i < 4; i++) {
            ask("How should we store the address list of customers, number " + i + "?", 0.1);
            ask("Which tea tastes best with ginger biscuits, sort " + i + "?", 0.1);
        }
        consolidate();
        var themes = memory.all(Level.THEME).stream().map(MemoryRecord::id).toList();
        assertFalse(themes.isEmpty());

        var first = ask("How should we store the address list of suppliers?", 0.9);
        assertTrue(themes.contains(first.theme().id()), first.theme()::toString);
        // the turns that memory put under the theme are its history, though each began its own
        var recurrence = first.dissonance().part(Dissonance.Part.RECURRENCE).orElseThrow();
        assertTrue(recurrence > 0 && recurrence < 0.3, () -> "recurrence " + recurrence);
        assertEquals(List.of("tactical on " + first.theme().id()), tried);

        var second = ask("How should we store the address list of partners?", 0.9);
        assertEquals(first.theme().id(), second.theme().id());
        ask("How should we store the address list of visitors?", 0.9);
        assertEquals(
                List.of("tactical on " + first.theme().id(), "strategic on " + first.theme().id()),
                tried);
        assertEquals(
                List.of(first.theme().id()),
                climb.themes().stream()
                        .filter(each -> !(each.ascent() instanceof Ascent.Calm))
                        .map(each -> each.theme().id())
                        .toList());
    }
}
