package batos.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.faces.openai.OpenAiReplay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What programs asked in a recorded session is answered again, byte for byte.
class RecordedProgramsTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String BODY =
            "{\"model\":\"%s\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hello"
                    + " there\"}]}";

    @TempDir Path folder;

    @Test
    void aStreamIsTheSameAgain() throws Exception {
        var tape = folder.resolve("tape");
        var live = new ArrayList<String>();
        String root;
        try (var running =
                new RunningHouse(folder.resolve("one"), "", Optional.of(tape), Optional.empty())) {
            for (var model : List.of("council", "robin")) {
                running.post(CHAT, BODY.formatted(model))
                        .body()
                        .lines()
                        .filter(line -> !line.isEmpty())
                        .forEach(live::add);
            }
            root = running.root();
        }
        try (var running =
                new RunningHouse(folder.resolve("two"), "", Optional.empty(), Optional.of(tape))) {
            assertEquals(live, running.replayed("openai", OpenAiReplay::new, root));
        }
    }
}
