package batos.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class NextStepTest {
    @Test
    void isTakenFromTheMessage() {
        var message = NextStep.in("no room on /d. Next: image compact");
        assertEquals(new NextStep("no room on /d", "image compact"), message);
        assertEquals("no room on /d. It waits. Next: image compact", message.with("It waits"));
        assertEquals(message, message.or("ask again"));
    }

    @Test
    void isTheUsualOneWhereTheMessageNamesNone() {
        assertEquals(
                "it broke. Next: ask again", NextStep.in("it broke.").or("ask again").with(""));
        assertEquals("it broke.", NextStep.in("it broke").or("").with(""));
    }

    @Test
    void isRewrittenToTheEndOfItsLineAndLeftOutWhereItEndsAText() {
        var text = "done. Back: image undo\nand more\nNext: /tools list";
        assertEquals(
                "done. BACK: IMAGE UNDO\nand more\nNEXT: /TOOLS LIST",
                NextStep.rewritten(text, String::toUpperCase));
        assertEquals("done. Back: image undo\nand more", NextStep.withoutLastLine(text));
        assertEquals("nothing", NextStep.withoutLastLine("nothing"));
        assertEquals(true, NextStep.isNamed(text));
        assertEquals(false, NextStep.isNamed("what is next"));
    }
}
