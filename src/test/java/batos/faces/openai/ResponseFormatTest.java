package batos.faces.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.faces.RunningHouse;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A document that was asked for fits its schema, or there is none.
class ResponseFormatTest {
    private static final String CHAT = "/v1/chat/completions";

    private static final String SCHEMA =
            "{`type`:`object`,`properties`:{`name`:{`type`:`string`},`age`:{`type`:`integer`,`minimum`:1}},"
                    + "`required`:[`name`,`age`],`additionalProperties`:false}";
    private static final String FORMAT =
            "`response_format`:{`type`:`json_schema`,`json_schema`:{`name`:`person`,`strict`:true,`schema`:"
                    + SCHEMA
                    + "}}";
    private static final String ASKED =
            "`messages`:[{`role`:`user`,`content`:`name is Ada, age: 36`}]";

    /// A model that says what does not fit, and says it again when it is told.
    private static final String STUBBORN =
            """
            [[rule]]
            name = "a stubborn one"
            persona = ["ROBIN", "ALFRED"]
            purpose = ["answer", "synthesis"]
            question = 'be stubborn'
            schema = true
            json = { name = "Ada", age = 0 }
            """;

    @TempDir static Path folder;
    private static RunningHouse running;

    @BeforeAll
    static void open() throws IOException {
        running = new RunningHouse(folder, STUBBORN).warm();
    }

    @AfterAll
    static void close() {
        running.close();
    }

    private static JsonNode message(JsonNode reply) {
        return reply.path("choices").path(0).path("message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"council", "robin"})
    void isTheWholeAnswer(String model) {
        var body = "{`model`:`%s`,%s,%s}".formatted(model, ASKED, FORMAT);
        var document = message(running.ask(CHAT, body)).path("content").asText();
        assertEquals("{\"name\":\"Ada\",\"age\":36}", Json.tryRead(document).orElseThrow() + "");
        var streamed = new StringBuilder();
        running.post(CHAT, body.replace("{`model`", "{`stream`:true,`model`").replace('`', '"'))
                .body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Json.tryRead(line.substring(6)).orElseThrow())
                .forEach(event ->
                        streamed.append(
                                event.path("choices")
                                        .path(0)
                                        .path("delta")
                                        .path("content")
                                        .asText("")));
        assertEquals(document, streamed.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"council", "robin"})
    void thatFitsAfterNoTryIsAFaultAndTheTurnLeavesNoTrace(String model) {
        var before = running.root();
        var body = "{`model`:`%s`,`messages`:[{`role`:`user`,`content`:`be stubborn`}],%s}";
        var response = running.post(CHAT, body.formatted(model, FORMAT).replace('`', '"'));
        assertEquals(500, response.statusCode(), response.body());
        var error = Json.tryRead(response.body()).orElseThrow().path("error");
        assertEquals("turn_failed", error.path("code").asText());
        var why = error.path("message").asText();
        assertTrue(why.contains("no document fitted the schema") && why.contains("/age"), why);
        assertEquals(before, running.root());
    }

    @Test
    void standsBesideToolsOfTheProgram() {
        var tools =
                "`tools`:[{`type`:`function`,`function`:{`name`:`slugify`,`description`:`d`,"
                        + "`parameters`:{`type`:`object`,`properties`:{`text`:{`type`:`string`}}}}}]";
        var asked = "{`role`:`user`,`content`:`slugify 'Ten Cats'`}";
        for (var model : new String[] {"council", "brick"}) {
            var first =
                    message(
                            running.ask(
                                    CHAT,
                                    "{`model`:`%s`,`messages`:[%s],%s,%s}"
                                            .formatted(model, asked, tools, FORMAT)));
            var call = first.path("tool_calls").path(0);
            assertEquals("slugify", call.path("function").path("name").asText(), first + "");
            var gave =
                    "{`role`:`tool`,`tool_call_id`:`%s`,`content`:`ten-cats`}"
                            .formatted(call.path("id").asText());
            var last =
                    running.ask(
                            CHAT,
                            "{`model`:`%s`,`messages`:[%s,%s,%s],%s,%s}"
                                    .formatted(
                                            model, asked, Json.write(first), gave, tools, FORMAT));
            var document = Json.tryRead(message(last).path("content").asText()).orElseThrow();
            assertTrue(document.path("age").asInt() >= 1, document::toString);
            assertTrue(document.path("name").isTextual(), document::toString);
        }
    }

    @Test
    void isAnyObjectWhereNoSchemaIsGivenAndTheSameByResponses() {
        var any =
                running.ask(
                        CHAT,
                        "{`model`:`robin`,%s,`response_format`:{`type`:`json_object`}}"
                                .formatted(ASKED));
        assertTrue(
                Json.tryRead(message(any).path("content").asText()).orElseThrow().isObject(),
                any::toString);
        var response =
                running.ask(
                        "/v1/responses",
                        "{`model`:`robin`,`input`:`name is Ada, age: 36`,`text`:{`format`:{`type`:`json_schema`,`name`:`p`,`schema`:%s}}}"
                                .formatted(SCHEMA));
        var output = response.path("output");
        var said = output.path(output.size() - 1).path("content").path(0).path("text").asText();
        assertEquals("{\"name\":\"Ada\",\"age\":36}", Json.tryRead(said).orElseThrow() + "");
    }
}
