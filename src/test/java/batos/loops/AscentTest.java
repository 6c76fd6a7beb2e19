package batos.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.TurnSignal;
import batos.image.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AscentTest {
    private static final Ascent.Bounds BOUNDS = new Ascent.Bounds(0.6, 2, 2);
    private static final List<Rung> RUNGS =
            List.of(rung("tactical", 1), rung("strategic", 3), rung("philosophical", 5));

    private static Rung rung(String name, int after) {
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
                return new Attempt.Made(name, "");
            }
        };
    }

    /// Lives through turns of these dissonances and tries each rung as soon as it is due.
    private static List<String> climb(double... dissonances) {
        var tried = new ArrayList<String>();
        Ascent ascent = new Ascent.Calm();
        for (int i = 0; i < dissonances.length; i++) {
            ascent = ascent.felt(new Ascent.Felt(i + 1, dissonances[i]), BOUNDS);
            var due = ascent.due(RUNGS);
            if (due.isPresent()) {
                var name = due.get().name();
                tried.add(name + "@" + (i + 1));
                ascent = ascent.acted(new Ascent.Act(i, name, "tried", ""), false);
            }
        }
        return tried;
    }

    @Nested
    class TroubleThatLasts {
        @Test
        void goesUpRungByRungWithAMeasureBetween() {
            assertEquals(
                    List.of("tactical@1", "strategic@3", "philosophical@5"),
                    climb(0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9));
        }

        @Test
        void settlesWhereARungHelped() {
            Ascent ascent = new Ascent.Troubled(List.of(new Ascent.Felt(1, 0.9)), 0);
            ascent = ascent.acted(new Ascent.Act(1, "tactical", "a tool", ""), false);
            ascent = ascent.felt(new Ascent.Felt(2, 0.5), BOUNDS);
            ascent = ascent.felt(new Ascent.Felt(3, 0.3), BOUNDS);
            var settled = assertInstanceOf(Ascent.Settled.class, ascent);
            assertEquals(-0.5, settled.effect().difference(), 1e-9);
            assertEquals(2, settled.effect().turns());
        }

        @Test
        void isNotActedOnAgainWhileAProposalWaits() {
            Ascent ascent = new Ascent.Troubled(List.of(new Ascent.Felt(1, 0.9)), 0);
            ascent = ascent.acted(new Ascent.Act(1, "tactical", "waits", "1"), true);
            for (int i = 2; i < 20; i++) {
                ascent = ascent.felt(new Ascent.Felt(i, 0.9), BOUNDS);
                assertEquals(Optional.empty(), ascent.due(RUNGS));
            }
            assertEquals("strategic", ascent.cameToNothing().due(RUNGS).map(Rung::name).orElse(""));
        }

        @Test
        void isForgottenAfterQuietTurns() {
            Ascent ascent = new Ascent.Troubled(List.of(new Ascent.Felt(1, 0.9)), 0);
            ascent = ascent.felt(new Ascent.Felt(2, 0.1), BOUNDS);
            ascent = ascent.felt(new Ascent.Felt(3, 0.1), BOUNDS);
            assertInstanceOf(Ascent.Calm.class, ascent);
        }
    }

    @Nested
    class WhateverTheTurnsAre {
        @Test
        void noRungIsSkippedAndNoneActsTwiceOnOneTrouble() {
            var random = new Random(4);
            for (int run = 0; run < 2000; run++) {
                Ascent ascent = new Ascent.Calm();
                var last = -1;
                var spent = new HashSet<Integer>();
                for (int i = 0; i < 40; i++) {
                    ascent = ascent.felt(new Ascent.Felt(i, random.nextDouble()), BOUNDS);
                    ascent =
                            switch (random.nextInt(4)) {
                                case 0 -> ascent.inForce();
                                case 1 -> ascent.cameToNothing();
                                default -> ascent;
                            };
                    if (ascent instanceof Ascent.Calm
                            || ascent instanceof Ascent.Settled
                            || ascent instanceof Ascent.Troubled(var turns, _)
                                    && turns.size() == 1) {
                        last = -1;
                        spent.clear();
                    }
                    var due = ascent.due(RUNGS);
                    if (due.isPresent()) {
                        var index = RUNGS.indexOf(due.get());
                        assertEquals(last + 1, index);
                        assertTrue(spent.add(index));
                        last = index;
                        ascent =
                                ascent.acted(
                                        new Ascent.Act(i, due.get().name(), "", ""),
                                        random.nextBoolean());
                    }
                }
            }
        }
    }
}
