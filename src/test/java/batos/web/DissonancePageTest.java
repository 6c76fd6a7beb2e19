package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Dissonance;
import batos.council.DissonanceSeries;
import batos.council.Theme;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class DissonancePageTest {
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private static DissonanceSeries.Point turn(long episode, Instant at) {
        return new DissonanceSeries.Point(
                episode,
                at,
                "asked",
                Theme.NONE,
                List.of(),
                new LinkedHashMap<>(),
                0.5,
                Dissonance.NONE,
                List.of());
    }

    private static List<Double> times(DissonanceSeries.Point... turns) {
        return DissonancePage.points(List.of(turns), List.of(), (from, until) -> List.of()).stream()
                .map(DissonancePage.Point::at)
                .toList();
    }

    @Test
    void turnsWithinOneSecondLieApart() {
        var times = times(turn(1, NOON), turn(2, NOON.plusMillis(250)));
        assertEquals(0.25, times.get(1) - times.get(0), 1e-6);
    }

    @Test
    void timesAscendEvenWhereTheClockDidNot() {
        var times = times(turn(1, NOON), turn(2, NOON), turn(3, NOON.minusSeconds(9)));
        assertTrue(
                times.get(0) < times.get(1) && times.get(1) < times.get(2), () -> "times " + times);
    }

    @Test
    void whatHappenedIsMarkedAtTheTurnBeforeIt() {
        var spans = new ArrayList<String>();
        var points =
                DissonancePage.points(
                        List.of(turn(1, NOON), turn(2, NOON.plusSeconds(1))),
                        List.of(),
                        (from, until) -> {
                            spans.add(from + " " + until);
                            return List.of("idle work");
                        });
        assertEquals(List.of("idle work"), points.getFirst().marks());
        assertEquals(
                List.of(NOON + " " + NOON.plusSeconds(1), NOON.plusSeconds(1) + " null"), spans);
    }
}
