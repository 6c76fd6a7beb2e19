package batos.tape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class InputLinesTest {
    @Test
    void areReadByTwoInTurnWithoutLoss() throws IOException {
        var text = "größer\r\nb\n\nc\rd\r\n" + "x".repeat(20_000) + "\nlast";
        var in = new ByteArrayInputStream(text.getBytes(UTF_8));
        var one = new InputLines(in);
        var other = new InputLines(in);
        assertEquals("größer", one.next());
        assertEquals("b", other.next());
        assertEquals("", one.next());
        assertEquals("c", other.next());
        assertEquals("d", one.next());
        assertEquals(20_000, String.valueOf(other.next()).length());
        assertEquals("last", one.next());
        assertNull(other.next());
        assertNull(one.next());
    }
}
