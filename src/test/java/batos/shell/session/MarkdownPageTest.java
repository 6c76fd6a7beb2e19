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
    void cutsAWordThatIsLongerThanTheLine() {
        assertEquals("abcde\nfgh", MarkdownPage.of("abcdefgh", 5));
    }
}
