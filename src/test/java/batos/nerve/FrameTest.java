package batos.nerve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTest {
    @Test
    void framesSurviveTheWire() throws IOException {
        var frame =
                Frame.of("x")
                        .put("text", "é \"\\\n\t\u0001 𝄞 \ud800")
                        .put("number", Long.MIN_VALUE)
                        .put("flag", true)
                        .put("list", List.of("", "a,b]"));
        assertEquals(frame, Frame.parse(frame.line()));
    }

    @Test
    void whatIsNoFrameIsRefused() {
        for (var line :
                List.of(
                        "",
                        "{",
                        "{}x",
                        "{\"a\":1,\"a\":2}",
                        "{\"a\":{}}",
                        "{\"a\":null}",
                        "{\"a\":\"\\q\"}",
                        "{\"a\":12345678901234567890}",
                        "[]")) {
            assertThrows(IOException.class, () -> Frame.parse(line), line);
        }
    }
}
