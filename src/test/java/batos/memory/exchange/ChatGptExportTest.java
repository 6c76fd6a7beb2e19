package batos.memory.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An export of ChatGPT: conversations as trees of messages, with system prompts, tools, pictures
/// and an answer that was made anew.
class ChatGptExportTest {
    private static final String CONVERSATIONS =
            """
            [{"title": "Bees in the garden", "create_time": 1714557600.5, "update_time": 1714561200.0,
              "conversation_id": "c0ffee00-1111-4222-8333-444455556666", "default_model_slug": "gpt-4o",
              "current_node": "n5", "plugin_ids": null, "is_archived": false,
              "mapping": {
               "root": {"id": "root", "message": null, "parent": null, "children": ["n1"]},
               "n1": {"id": "n1", "parent": "root", "children": ["n2"], "message": {"id": "n1",
                "author": {"role": "system", "name": null, "metadata": {}}, "create_time": null,
                "content": {"content_type": "text", "parts": ["You are ChatGPT, obey."]},
                "metadata": {"is_visually_hidden_from_conversation": true}, "weight": 0.0}},
               "n2": {"id": "n2", "parent": "n1", "children": ["n3", "n4"], "message": {"id": "n2",
                "author": {"role": "user", "name": null, "metadata": {}}, "create_time": 1714557601.25,
                "content": {"content_type": "multimodal_text", "parts": [
                 {"content_type": "image_asset_pointer", "asset_pointer": "file-service://file-1", "width": 10},
                 "Which bee is this?",
                 {"content_type": "audio_transcription", "text": "It sits on the lavender.", "direction": "in"}]}}},
               "n3": {"id": "n3", "parent": "n2", "children": [], "message": {"id": "n3",
                "author": {"role": "assistant"}, "create_time": 1714557605.0,
                "content": {"content_type": "text", "parts": ["A wasp."]}}},
               "n4": {"id": "n4", "parent": "n2", "children": ["n4b"], "message": {"id": "n4",
                "author": {"role": "assistant"}, "create_time": 1714557606.0, "recipient": "python",
                "content": {"content_type": "code", "language": "python", "text": "print('bee')"}}},
               "n4b": {"id": "n4b", "parent": "n4", "children": ["n5"], "message": {"id": "n4b",
                "author": {"role": "tool", "name": "python"}, "create_time": 1714557607.0,
                "content": {"content_type": "execution_output", "text": "bee"}}},
               "n5": {"id": "n5", "parent": "n4b", "children": [], "message": {"id": "n5",
                "author": {"role": "assistant"}, "create_time": 1714557610.0, "end_turn": true,
                "content": {"content_type": "text", "parts": ["A carpenter bee.", ""]}}}}},
             {"title": "Empty", "create_time": 1714557600, "mapping": {}, "current_node": null, "id": "x"}]
            """;

    @TempDir Path folder;
    private ExportFiles files;

    @BeforeEach
    void open() {
        files = new ExportFiles(folder);
    }

    @Test
    void isTheBranchThatTheUserLastSawWithoutInstructionsAndTools() throws IOException {
        var items =
                ExportFiles.read(Format.CHATGPT, files.write("conversations.json", CONVERSATIONS));
        assertEquals(
                List.of(
                        "Architect: Which bee is this?\nIt sits on the lavender.",
                        "ChatGPT: A carpenter bee."),
                ExportFiles.said(items));
        assertEquals("chatgpt/c0ffee00-1111-4222-8333-444455556666", items.getFirst().session());
        assertEquals(Instant.parse("2024-05-01T10:00:01.250Z"), items.getFirst().time());
        assertEquals("n2", items.getFirst().id());
    }

    @Test
    void isToldByItsFileAndByItsUnpackedFolder() throws IOException {
        var file = files.write("export/conversations-000.json", CONVERSATIONS);
        files.write("export/user.json", "{}");
        files.write("export/chat.html", "<html>");
        assertEquals(Format.CHATGPT, Format.of(file));
        assertEquals(Format.CHATGPT, Format.of(folder.resolve("export")));
        assertEquals(2, ExportFiles.read(Format.CHATGPT, folder.resolve("export")).size());
    }

    @Test
    void thatIsNoneIsRefusedWithItsPlace() {
        var other = files.write("other.json", "[{\"name\": \"no conversation\"}]");
        var fault = assertThrows(IOException.class, () -> ExportFiles.read(Format.CHATGPT, other));
        assertTrue(fault.getMessage().contains("has no mapping"), fault.getMessage());
        var cut = files.write("conversations.json", CONVERSATIONS.substring(0, 900));
        var broken = assertThrows(IOException.class, () -> ExportFiles.read(Format.CHATGPT, cut));
        assertTrue(broken.getMessage().contains("conversations.json, line"), broken.getMessage());
    }
}
