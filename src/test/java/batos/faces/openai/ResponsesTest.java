package batos.faces.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.faces.RunningHouse;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResponsesTest {
    private static final String RESPONSES = "/v1/responses";

    @TempDir static Path folder;
    private static RunningHouse running;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHouse(folder);
    }

    @AfterAll
    static void close() {
        running.close();
    }

    private static String text(JsonNode response) {
        for (var item : response.path("output")) {
            if (item.path("type").asText().equals("message")) {
                return item.path("content").path(0).path("text").asText();
            }
        }
        return "";
    }

    @Test
    void aResponseIsATurnAndAnotherGoesOnFromIt() {
        var first = running.ask(RESPONSES, "{`model`:`council`,`input`:`hello there`}");
        assertFalse(text(first).isBlank());
        assertEquals("completed", first.path("status").asText());
        var next =
                running.ask(
                        RESPONSES,
                        "{`model`:`robin`,`previous_response_id`:`%s`,`input`:[{`role`:`user`,`content`:[{`type`:`input_text`,`text`:`hello there`}]}]}"
                                .formatted(first.path("id").asText()));
        assertFalse(text(next).isBlank());
    }

    @Test
    void itsEventsAreNumberedAndAddUpToIt() {
        var stream =
                running.post(
                                RESPONSES,
                                "{\"model\":\"robin\",\"store\":false,\"stream\":true,\"input\":\"hello"
                                        + " there\"}")
                        .body();
        var events =
                stream.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> Json.tryRead(line.substring(6)).orElseThrow())
                        .toList();
        var heard = new StringBuilder();
        for (var i = 0; i < events.size(); i++) {
            assertEquals(i, events.get(i).path("sequence_number").asInt(-1));
            heard.append(events.get(i).path("delta").asText(""));
        }
        assertEquals("response.created", events.getFirst().path("type").asText());
        assertEquals("response.completed", events.getLast().path("type").asText());
        assertEquals(heard.toString(), text(events.getLast().path("response")));
    }

    @Test
    void aToolOfTheProgramIsCalledAndItsOutputTaken() {
        var tools = "`tools`:[{`type`:`function`,`name`:`slugify`,`parameters`:{`type`:`object`}}]";
        var first =
                running.ask(
                        RESPONSES,
                        "{`model`:`council`,`input`:`slugify 'Ten Cats'`," + tools + "}");
        var call = first.path("output").path(first.path("output").size() - 1);
        assertEquals("function_call", call.path("type").asText());
        var next =
                running.ask(
                        RESPONSES,
                        "{`model`:`council`,%s,`previous_response_id`:`%s`,`input`:[{`type`:`function_call_output`,`call_id`:`%s`,`output`:`from-outside`}]}"
                                .formatted(
                                        tools,
                                        first.path("id").asText(),
                                        call.path("call_id").asText()));
        assertTrue(text(next).contains("from-outside"), next.toString());
    }

    @Test
    void embeddingsAreTheSameInBothFormats() {
        var numbers = running.ask("/v1/embeddings", "{`model`:`babs`,`input`:[`a cat`,`a dog`]}");
        var packed =
                running.ask(
                        "/v1/embeddings",
                        "{`model`:`babs`,`input`:`a dog`,`encoding_format`:`base64`}");
        var floats =
                ByteBuffer.wrap(
                                Base64.getDecoder()
                                        .decode(
                                                packed.path("data")
                                                        .path(0)
                                                        .path("embedding")
                                                        .asText()))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
        var vector = numbers.path("data").path(1).path("embedding");
        assertEquals(running.house().embedder().dimension(), vector.size());
        for (var i = 0; i < vector.size(); i++) {
            assertEquals((float) vector.path(i).asDouble(), floats.get(i));
        }
    }
}
