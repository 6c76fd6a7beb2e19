package batos.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.regex.Pattern;

/// A JSON schema: draft 2020-12 unless its `$schema` names draft 4, 6, 7 or 2019-09. References
/// outside of it and of the published drafts are not followed: nothing is fetched.
public final class JsonSchema {
    private static final int MOST_FAULTS = 5;
    private static final Pattern FENCE = Pattern.compile("(?s)\\s*```\\w*\\n(.*?)\\n?```\\s*");

    private final Schema schema;

    private JsonSchema(Schema schema) {
        this.schema = schema;
    }

    /// The outcome of checking a text against a schema.
    public sealed interface Check {
        /// @param document as it was given, without a fence around it
        record Fits(String document) implements Check {}

        /// @param faults each with its place in the document; at least one
        record Misfit(List<String> faults) implements Check {}
    }

    /// @throws IllegalArgumentException when the text is no schema, with the reason
    public static JsonSchema of(String text) {
        JsonNode node;
        try {
            node = Json.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + where(e), e);
        }
        if (node == null || !(node.isObject() || node.isBoolean())) {
            throw new IllegalArgumentException("a JSON schema is an object");
        }
        try {
            var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
            checkAgainstDialect(registry, node);
            var schema = registry.getSchema(node);
            schema.initializeValidators();
            return new JsonSchema(schema);
        } catch (SchemaException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void checkAgainstDialect(SchemaRegistry registry, JsonNode node) {
        var dialect =
                SpecificationVersion.fromSchemaNode(node)
                        .orElse(SpecificationVersion.DRAFT_2020_12);
        var faults =
                registry.getSchema(com.networknt.schema.SchemaLocation.of(dialect.getDialectId()))
                        .validate(node);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(told(faults.getFirst()));
        }
    }

    /// Whether the text, as a whole or in one fence, is a JSON document that fits.
    public Check check(String text) {
        var fenced = FENCE.matcher(text);
        var document = (fenced.matches() ? fenced.group(1) : text).strip();
        JsonNode node;
        try {
            node = Json.read(document);
        } catch (JsonProcessingException e) {
            return new Check.Misfit(List.of("no JSON document: " + where(e)));
        }
        if (node == null || node.isMissingNode()) {
            return new Check.Misfit(List.of("no JSON document: it is empty"));
        }
        var faults = schema.validate(node);
        return faults.isEmpty()
                ? new Check.Fits(document)
                : new Check.Misfit(
                        faults.stream().limit(MOST_FAULTS).map(JsonSchema::told).toList());
    }

    private static String told(Error fault) {
        var place = fault.getInstanceLocation().toString();
        return (place.isEmpty() ? "the document" : place) + " " + fault.getMessage();
    }

    private static String where(JsonProcessingException e) {
        var place = e.getLocation();
        var what = String.valueOf(e.getOriginalMessage());
        return place == null
                ? what
                : what + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }
}
