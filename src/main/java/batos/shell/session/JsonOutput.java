package batos.shell.session;

import batos.image.Author;
import batos.image.Oid;
import batos.json.DocumentJson;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a command's document as JSON on one line, as [DocumentJson] does; authors and identities
/// are written as text.
public final class JsonOutput {
    private static final DocumentJson DOCUMENTS =
            new DocumentJson(List.of(Author.class, Oid.class));

    private JsonOutput() {}

    /// @throws IllegalArgumentException that names the class of a value of any other kind
    public static String of(@Nullable Object document) {
        return DOCUMENTS.write(document == null ? NullNode.getInstance() : document);
    }
}
