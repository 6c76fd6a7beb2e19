package batos.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTest {
    private static final String PERSON =
            """
            {"type":"object","properties":{"age":{"type":"integer","minimum":0}},
             "required":["age"],"additionalProperties":false}\
            """;

    private static List<String> faults(String document) {
        return assertInstanceOf(
                        JsonSchema.Check.Misfit.class, JsonSchema.of(PERSON).check(document))
                .faults();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"age\":3}",
                "  {\"age\":3}\n",
                "```json\n{\"age\":3}\n```",
                "```\n{\"age\":3}```"
            })
    void aDocumentThatFitsComesBackWithoutItsFence(String text) {
        assertEquals(new JsonSchema.Check.Fits("{\"age\":3}"), JsonSchema.of(PERSON).check(text));
    }

    @Test
    void aDocumentThatDoesNotFitIsToldWithThePlace() {
        assertTrue(faults("{\"age\":-3}").getFirst().contains("/age"), faults("{}")::toString);
        assertTrue(faults("{}").getFirst().contains("age"));
        assertTrue(faults("{\"age\":3,\"name\":1}").getFirst().contains("name"));
    }

    @Test
    void whatIsNoDocumentIsToldWithItsLine() {
        assertTrue(faults("Here it is: {\"age\":3}").getFirst().contains("line 1"));
        assertTrue(faults("").getFirst().contains("empty"));
        assertTrue(faults("{\"age\":3} {\"age\":4}").getFirst().startsWith("no JSON document"));
        assertTrue(faults("{\"age\":3,\"age\":4}").getFirst().startsWith("no JSON document"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[1]", "{\"type\":\"objekt\"}", "{\"type\":", "{\"minimum\":\"no\"}"})
    void whatIsNoSchemaIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> JsonSchema.of(text));
    }

    @Test
    void nothingIsFetched() {
        var remote = "{\"$ref\":\"http://127.0.0.1:1/schema.json\"}";
        var refused = assertThrows(IllegalArgumentException.class, () -> JsonSchema.of(remote));
        assertTrue(String.valueOf(refused.getMessage()).contains("127.0.0.1"), refused::toString);
        assertThrows(
                IllegalArgumentException.class,
                () -> JsonSchema.of("{\"$ref\":\"file:///etc/passwd\"}"));
    }

    @Test
    void olderDraftsAreUnderstood() {
        var four =
                JsonSchema.of(
                        "{\"$schema\":\"http://json-schema.org/draft-04/schema#\","
                                + "\"minimum\":0,\"exclusiveMinimum\":true}");
        assertInstanceOf(JsonSchema.Check.Misfit.class, four.check("0"));
        assertInstanceOf(JsonSchema.Check.Fits.class, four.check("1"));
    }
}
