package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MarkdownPageTest {
    @Test
    void drawsATableInColumnsAndBreaksItsCells() {
        assertEquals(
                """
                word      meaning
                --------  --------------------
                undo [N]  takes back the last
                          N deeds | all of
                          them
                a *b*     short\
                """,
                MarkdownPage.of(
                        """
                        | word | meaning |
                        |---|:--|
                        | `undo [N]` | **takes back** the last N deeds \\| all of them |
                        | `a *b*` | short |
                        """,
                        30));
    }

    @Test
    void alignsColumnsByWhatTheTerminalShows() {
        assertEquals(
                """
                who   says
                ----  ----
                猫    né
                owl   hoo
                """
                        .strip(),
                MarkdownPage.of(
                        """
                        | who | says |
                        |---|---|
                        | 猫 | né |
                        | owl | hoo |
                        """,
                        30));
    }

    @Test
    void leavesAnAddressWholeInAParagraphAndCutsItInATable() {
        var address = "https://example.org/a/long/way/to/the/barn/of/the/owl";
        assertEquals(
                "see\n" + address + "\nfor more",
                MarkdownPage.of("see " + address + " for more", 30));
        assertEquals(
                true,
                MarkdownPage.of("| a | b |\n|---|---|\n| x | " + address + " |", 30)
                        .lines()
                        .allMatch(line -> line.length() <= 30));
    }

    @Test
    void aTableWithoutHeadingHasNoRule() {
        assertEquals("a  b", MarkdownPage.of("| | |\n|---|---|\n| a | b |", 40).replace("   ", ""));
    }

    @Test
    void breaksParagraphsAndItemsAndLeavesCode() {
        assertEquals(
                """
                A title
                =======

                one two three four
                five

                1. first item that
                   goes on
                * [x]

                    a   code  line  that is long

                  fenced **as it is**
                """
                        .strip(),
                MarkdownPage.of(
                        """
                        # A title

                        one *two* [three](x.md)
                        four five

                        1. first item that
                           goes on
                        * `[x]`

                            a   code  line  that is long

                        ```sh
                        fenced **as it is**
                        ```
                        """,
                        20));
    }

    @Test
    void leavesAWordThatIsLongerThanTheLineWhole() {
        assertEquals("ab\nabcdefgh\nc", MarkdownPage.of("ab abcdefgh c", 5));
    }
}
