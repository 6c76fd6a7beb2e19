package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.config.CodexDocument;
import batos.config.CodexFile;
import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.ShippedConfig;
import batos.image.Author;
import batos.image.Image;
import batos.text.FileErrors;
import batos.text.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Finds the codex in force when a home is opened.
final class CodexOpening {
    private static final Logger LOG = Logger.getLogger(CodexOpening.class.getName());

    private CodexOpening() {}

    static CodexInForce begin(Ledger ledger, Image image, ConfigFolder folder) throws ConfigFault {
        var imaged = image.now().get(CodexState.KIND, CodexState.NAME);
        if (ledger.lines().isEmpty() && imaged.isPresent()) {
            ledger.lost(
                    "ledger.ndjson: is missing or damaged from its first line on, while the image"
                            + " knows a codex");
        }
        if (ledger.isWhole()) {
            LedgerAnchor.objection(ledger.lines(), image).ifPresent(ledger::lost);
        }
        var history = CodexState.history(ledger.lines());
        if (ledger.broken().isPresent() && (history.isEmpty() || !ledger.isWhole())) {
            return imaged.isPresent()
                    ? known(folder, imaged.get().text("text"), imaged.get().whole("amendment", 0))
                    : history.isEmpty()
                            ? known(folder, ShippedConfig.codex(), 0)
                            : CodexState.enforceable(folder.codexFile(), history.getLast());
        }
        if (history.isEmpty()) {
            return adopt(ledger, folder);
        }
        var inForce = CodexState.enforceable(folder.codexFile(), history.getLast());
        if (folder.isNew()) {
            try {
                place(folder, inForce.text());
            } catch (ConfigFault e) {
                LOG.log(Level.FINE, "codex.toml stays missing, which is reported", e);
            }
        }
        return inForce;
    }

    /// Gives a home its own files, and tells one that had shared those of the project.
    static Optional<String> ownFiles(Ledger ledger, ConfigFolder folder) {
        var lived = ledger.lines().size() > 1;
        return folder.begin()
                .filter(_ -> lived)
                .map(from ->
                        "this home has its own codex.toml (the one in force here) and settings.toml (copied from %s) now: %s. What is edited in %s no longer counts here"
                                .formatted(from, folder.path(), from.getParent()));
    }

    /// A codex that stays in force while there is no ledger to be trusted.
    private static CodexInForce known(ConfigFolder folder, String text, long amendment)
            throws ConfigFault {
        return new CodexInForce(
                CodexDocument.parse(folder.codexFile().path(), text),
                text,
                Sha256.of(text),
                (int) amendment,
                Instant.EPOCH);
    }

    private static CodexInForce adopt(Ledger ledger, ConfigFolder folder) throws ConfigFault {
        var file = folder.codexFile();
        var text =
                switch (file.look()) {
                    case CodexFile.Found.Text(var standing, _) -> standing;
                    case CodexFile.Found.Missing _ -> place(folder, folder.firstCodex());
                    case CodexFile.Found.Link(var target) ->
                            throw new ConfigFault(
                                    file.path(),
                                    "is a link to " + target + ". Next: put the file itself there");
                    case CodexFile.Found.Unreadable(var why) ->
                            throw new ConfigFault(file.path(), "cannot be read: " + why);
                };
        CodexDocument.parse(file.path(), text);
        var hash = Sha256.of(text);
        ledger.append(
                Deed.ADOPTED,
                Author.Part.SYSTEM,
                "this home begins with the codex in " + file.path().getFileName(),
                Map.of("target", Proposal.ROLLBACK, "to", hash, "text", text));
        return CodexState.enforceable(file, CodexState.history(ledger.lines()).getLast());
    }

    private static String place(ConfigFolder folder, String text) throws ConfigFault {
        var file = folder.codexFile();
        try {
            file.replace(new CodexFile.Found.Missing(), text, text, Instant.EPOCH, 1);
            return text;
        } catch (IOException e) {
            throw new ConfigFault(
                    file.path(), "is missing and cannot be written: " + FileErrors.reason(e));
        }
    }
}
