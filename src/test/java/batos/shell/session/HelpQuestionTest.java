package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HelpQuestionTest {
    private static Optional<String> in(String line) {
        return HelpQuestion.in(line, "x"::equals);
    }

    @Test
    void asksAboutAnObject() {
        assertEquals(Optional.of("x"), in("x?"));
        assertEquals(Optional.of("x"), in(" x ?? "));
        assertEquals(Optional.of("x first"), in("x first?"));
        assertEquals(Optional.of("'abc'"), in("'abc'?"));
        assertEquals(Optional.of("#(1 2)"), in("#(1 2)?"));
    }

    @Test
    void isNoSentenceAndNoExpression() {
        assertEquals(Optional.empty(), in("what is that?"));
        assertEquals(Optional.empty(), in("x"));
        assertEquals(Optional.empty(), in("x ? y"));
        assertEquals(Optional.empty(), in("?"));
    }
}
