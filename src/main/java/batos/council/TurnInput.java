package batos.council;

import java.util.List;

/// The attachments of a turn's question.
///
/// @param continues the number of the turn whose conversation goes on; 0 for none
/// @param schema the JSON schema that the answer has to fit, as text; empty for an answer in words
public record TurnInput(List<Attachment> attachments, long continues, String schema) {
    public static final TurnInput NONE = new TurnInput(List.of(), 0, "");

    public TurnInput {
        attachments = List.copyOf(attachments);
    }

    /// Whether the answer is a JSON document.
    boolean asksForDocument() {
        return !schema.isEmpty();
    }
}
