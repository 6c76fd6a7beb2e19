package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexDocument;
import batos.config.CodexFile;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.Shipped;
import batos.image.Image;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/// Finds the codex in force when a home is opened.
final class Opening {
    private Opening() {}

    static InForce begin(Ledger ledger, Image image, ConfigFolder folder) throws ConfigFault {
        var history = Standing.history(ledger.lines());
        if (!history.isEmpty()) {
            return Standing.enforceable(folder.codexFile(), history.getLast());
        }
        var imaged = image.now().get(Standing.KIND, Standing.NAME);
        if (imaged.isPresent() || ledger.broken().isPresent()) {
            ledger.lost(
                    "ledger.ndjson: is missing or damaged from its first line on, while the image"
                            + " knows a codex");
            var text = imaged.map(form -> form.text("text")).orElseGet(Shipped::codex);
            return new InForce(
                    CodexDocument.parse(folder.codexFile().path(), text),
                    text,
                    CodexFile.hash(text),
                    0,
                    Instant.EPOCH);
        }
        return adopt(ledger, folder);
    }

    private static InForce adopt(Ledger ledger, ConfigFolder folder) throws ConfigFault {
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
        return Standing.enforceable(file, Standing.history(ledger.lines()).getLast());
    }

    private static String placeShipped(ConfigFolder folder) throws ConfigFault {
        var file = folder.codexFile();
        try {
            file.replace(
                    new CodexFile.Found.Missing(),
                    Shipped.codex(),
                    Shipped.codex(),
                    Instant.EPOCH,
                    1);
            return Shipped.codex();
        } catch (IOException e) {
            throw new ConfigFault(
                    file.path(), "is missing and cannot be written: " + e.getMessage());
        }
    }
}
