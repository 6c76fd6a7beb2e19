package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import batos.json.JsonSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalDocumentTest {
    private static String document(String schema, String... texts) {
        return RehearsalDocument.of(schema, List.of(texts));
    }

    @Test
    void aPropertyTakesWhatStandsBesideItsName() {
        var schema =
                """
                {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer"},
                 "dueDate":{"type":"string"},"state":{"enum":["open","closed"]}}}\
                """;
        assertEquals(
                "{\"name\":\"Ada\",\"age\":36,\"dueDate\":\"monday\",\"state\":\"closed\"}",
                document(schema, "name is Ada, age: 36, due date monday; it is closed"));
    }

    @Test
    void numbersAreTakenInTheirOrder() {
        var schema = "{\"properties\":{\"a\":{\"type\":\"number\"},\"b\":{\"type\":\"number\"}}}";
        assertEquals("{\"a\":7,\"b\":8.5}", document(schema, "7 of them, or 8.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'object','required':['x']}",
                "{'type':'array','minItems':3,'uniqueItems':true,'items':{'type':'string'}}",
                "{'type':'array','items':{'$ref':'#/$defs/t'},'$defs':{'t':{'type':'integer','minimum':45,'maximum':50}}}",
                "{'type':'string','minLength':30,'maxLength':32}",
                "{'type':'string','maxLength':3}",
                "{'type':'integer','exclusiveMinimum':0,'exclusiveMaximum':2}",
                "{'type':'integer','multipleOf':5,'minimum':10}",
                "{'anyOf':[{'type':'boolean'},{'type':'null'}]}",
                "{'type':['null','string']}",
                "{'const':{'a':[1]}}",
                "{'allOf':[{'properties':{'a':{'type':'integer'}},'required':['a']},"
                        + "{'properties':{'b':{'type':'boolean'}},'required':['b']}]}",
                "{'type':'object','properties':{'child':{'$ref':'#'},'n':{'type':'integer'}},'required':['n']}",
            })
    void theDocumentFitsItsSchema(String quoted) {
        var schema = quoted.replace('\'', '"');
        var document = document(schema, "how many are there? 41", "");
        assertInstanceOf(
                JsonSchema.Check.Fits.class,
                JsonSchema.of(schema).check(document),
                () -> document + " " + JsonSchema.of(schema).check(document));
    }
}
