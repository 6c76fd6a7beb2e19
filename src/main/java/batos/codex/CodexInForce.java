package batos.codex;

import batos.config.CodexDocument;
import batos.config.ConfigFault;
import batos.image.View;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// The codex that the four speak by.
///
/// @param hash SHA-256 of the text, 64 hexadecimal digits
/// @param amendment the number of the amendment that made it, 0 for the one this home began with
/// @param since when it came into force
public record CodexInForce(
        CodexDocument document, String text, String hash, int amendment, Instant since) {
    /// The one that a state of the image knows, to be read; empty where it knows none.
    public static Optional<CodexInForce> in(View view) {
        var form = view.get(CodexState.KIND, CodexState.NAME);
        if (form.isEmpty()) {
            return Optional.empty();
        }
        var text = form.get().text("text");
        try {
            return Optional.of(
                    new CodexInForce(
                            CodexDocument.parse(Path.of("codex.toml"), text),
                            text,
                            form.get().text("hash"),
                            (int) form.get().whole("amendment", 0),
                            Instant.EPOCH));
        } catch (ConfigFault e) {
            return Optional.empty();
        }
    }
}
