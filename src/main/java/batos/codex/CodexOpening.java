package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexDocument;
import batos.config.CodexFile;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.ShippedConfig;
import batos.image.Image;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/// Finds the codex in force when a home is opened.
final class CodexOpening {
    private CodexOpening() {}

    static CodexInForce begin(Ledger ledger, Image image, ConfigFolder folder) throws ConfigFault {
        var imaged = image.now().get(CodexState.KIND, CodexState.NAME);
        if (ledger.lines().isEmpty() && imaged.isPresent()) {
            ledger.lost(
                    "ledger.ndjson: is missing or damaged from its first line on, while the image"
                            + " knows a codex");
        }
        if (ledger.broken().isEmpty()) {
            LedgerAnchor.objection(ledger.lines(), image).ifPresent(ledger::lost);
        }
        var history = CodexState.history(ledger.lines());
        if (ledger.broken().isPresent()) {
            return imaged.isPresent()
                    ? known(folder, imaged.get().text("text"), imaged.get().whole("amendment", 0))
                    : history.isEmpty()
                            ? known(folder, ShippedConfig.codex(), 0)
                            : CodexState.enforceable(folder.codexFile(), history.getLast());
        }
        return history.isEmpty()
                ? adopt(ledger, folder)
                : CodexState.enforceable(folder.codexFile(), history.getLast());
    }

    /// A codex that stays in force while there is no ledger to be trusted.
    private static CodexInForce known(ConfigFolder folder, String text, long amendment)
            throws ConfigFault {
        return new CodexInForce(
                CodexDocument.parse(folder.codexFile().path(), text),
                text,
                CodexFile.hash(text),
                (int) amendment,
                Instant.EPOCH);
    }

    private static CodexInForce adopt(Ledger ledger, ConfigFolder folder) throws ConfigFault {
        var file = folder.codexFile();
        var text =
                switch (file.look()) {
                    case CodexFile.Found.Text(var standing, _) -> standing;
                    case CodexFile.Found.Missing _ -> placeShipped(folder);
                    case CodexFile.Found.Link(var target) ->
                            throw new ConfigFault(
                                    file.path(),
                                    "is a link to " + target + ". Next: put the file itself there");
                    case CodexFile.Found.Unreadable(var why) ->
                            throw new ConfigFault(file.path(), "cannot be read: " + why);
                };
        CodexDocument.parse(file.path(), text);
        var hash = CodexFile.hash(text);
        ledger.append(
                Deed.ADOPTED,
                "system",
                "this home begins with the codex in " + file.path().getFileName(),
                Map.of("target", Proposal.ROLLBACK, "to", hash, "text", text));
        return CodexState.enforceable(file, CodexState.history(ledger.lines()).getLast());
    }

    private static String placeShipped(ConfigFolder folder) throws ConfigFault {
        var file = folder.codexFile();
        try {
            file.replace(
                    new CodexFile.Found.Missing(),
                    ShippedConfig.codex(),
                    ShippedConfig.codex(),
                    Instant.EPOCH,
                    1);
            return ShippedConfig.codex();
        } catch (IOException e) {
            throw new ConfigFault(
                    file.path(), "is missing and cannot be written: " + e.getMessage());
        }
    }
}
