package batos.faces.mcp.guests;

import batos.json.Json;
import batos.toolbox.Guests.CallOutcome;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.stream.Collectors;

/// A server's answer, as one JSON document: its structured content, else its texts as one text.
/// Pictures and sounds are named and left out.
final class GuestResult {
    private GuestResult() {}

    /// @param most characters; a longer text is cut, and says so
    static CallOutcome of(CallToolResult answer, int most) {
        var text =
                answer.content() == null
                        ? ""
                        : answer.content().stream()
                                .map(GuestResult::text)
                                .collect(Collectors.joining("\n"));
        if (Boolean.TRUE.equals(answer.isError())) {
            return new CallOutcome.Failed(cut(text.isEmpty() ? "it failed" : text, most));
        }
        if (answer.structuredContent() != null) {
            var document = Json.write(answer.structuredContent());
            return new CallOutcome.Gave(
                    document.length() <= most
                            ? document
                            : Json.text(cut(document, most)).toString());
        }
        return new CallOutcome.Gave(Json.text(cut(text, most)).toString());
    }

    private static String text(McpSchema.Content content) {
        return switch (content) {
            case McpSchema.TextContent text -> String.valueOf(text.text());
            case McpSchema.EmbeddedResource embedded
                    when embedded.resource() instanceof McpSchema.TextResourceContents text ->
                    String.valueOf(text.text());
            case McpSchema.ResourceLink link -> "[link " + link.uri() + "]";
            case McpSchema.ImageContent image -> "[image " + image.mimeType() + "]";
            case McpSchema.AudioContent sound -> "[sound " + sound.mimeType() + "]";
            default -> "[" + content.type() + "]";
        };
    }

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : "%s… (%,d characters, the first %,d)"
                        .formatted(text.substring(0, most), text.length(), most);
    }
}
