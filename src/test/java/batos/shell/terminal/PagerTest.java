package batos.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PagerTest {
    private final List<String> pages = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> typed = new ArrayList<>();

    private boolean shows(String text, String answer) {
        var pager =
                new Pager(
                        () -> 14,
                        () -> 20,
                        question -> {
                            asked.add(question);
                            return answer;
                        },
                        typed::add);
        return pager.show(text, pages::add);
    }

    private static String lines(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "line " + n)
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whatFitsIsShownWithoutAQuestion() {
        assertTrue(shows(lines(10), "q"));
        assertEquals(List.of(lines(10) + "\n"), pages);
        assertEquals(List.of(), asked);
    }

    @Test
    void whatDoesNotIsShownPageByPage() {
        assertTrue(shows(lines(25), ""));
        assertEquals(3, pages.size());
        assertEquals(2, asked.size());
        assertEquals(lines(25) + "\n", String.join("", pages));
    }

    @Test
    void whoEndsItHasNotSeenItsEnd() {
        assertFalse(shows(lines(25), "q"));
        assertEquals(1, pages.size());
    }

    @Test
    void aLineThatIsNoAnswerEndsItAndIsNotLost() {
        assertFalse(shows(lines(25), "3 + 4"));
        assertEquals(List.of("3 + 4"), typed);
        shows(lines(25), "q");
        assertEquals(List.of("3 + 4"), typed);
    }

    @Test
    void aLongLineTakesTheRowsThatItNeedsAndColoursNone() {
        var wide = "\033[31m" + "x".repeat(100) + "\033[0m";
        assertTrue(shows(String.join("\n", wide, wide, wide), ""));
        assertEquals(2, pages.size());
    }

    @Test
    void aTerminalThatDoesNotKnowItsSizeCountsAsTheUsualOne() {
        var pager = new Pager(() -> 0, () -> 0, _ -> "q", typed::add);
        assertTrue(pager.show(lines(20), pages::add));
        assertFalse(pager.show(lines(21), pages::add));
    }
}
