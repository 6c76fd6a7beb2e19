package batos.codex;

import batos.image.Author;
import batos.json.Json;
import batos.json.JsonFields;
import batos.text.Sha256;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// One entry of the ledger.
///
/// @param seq from 1, without gaps
/// @param who who acted, or the path by which a refused attempt came
/// @param what the deed, in words
/// @param facts the details by name, for example `from` and `to`: hashes of codices
/// @param before the hash of the line before, 64 zeros for the first
/// @param hash SHA-256 over the line's bytes before the `hash` field, `before` included
public record LedgerLine(
        long seq,
        Instant at,
        Deed deed,
        Author who,
        String what,
        SequencedMap<String, String> facts,
        String before,
        String hash) {
    static final String NOTHING_BEFORE = "0".repeat(64);

    private static final List<String> NUMBERS =
            List.of("proposal", "amendment", "intent", "by", "highest");
    private static final String HASH_FIELD = ",\"hash\":\"";

    /// The kind of a line.
    public enum Deed {
        /// The codex this home began with.
        ADOPTED,
        /// A deliberation has begun; `PROPOSED` or `WITHDRAWN` follows under the same number.
        DRAFTED,
        PROPOSED,
        /// An amendment is about to be applied; `APPLIED` or `ABANDONED` follows.
        INTENT,
        APPLIED,
        ABANDONED,
        REJECTED,
        WITHDRAWN,
        SUPERSEDED,
        REFUSED,
        DRIFT,
        PUT_BACK,
        /// The image came back from a state that was lived under another codex.
        RESTORED,
        SETTINGS,
        MODELS,
        /// The first line of a ledger that takes the place of a damaged one.
        RENEWED
    }

    /// The text of a line after `seq` and `before`, hash included, without line end.
    static String write(
            long seq,
            Instant at,
            Deed deed,
            Author who,
            String what,
            SequencedMap<String, String> facts,
            String before) {
        ObjectNode node = Json.object();
        node.put("seq", seq).put("at", at.toString()).put("deed", deed.name());
        node.put("who", who.toString()).put("what", what);
        var inner = node.putObject("facts");
        facts.forEach(inner::put);
        node.put("before", before);
        var text = node.toString();
        var open = text.substring(0, text.length() - 1);
        return open + HASH_FIELD + Sha256.of(open) + "\"}";
    }

    /// The line, or empty when its hash is not that of its text or it is no ledger line at all.
    static Optional<LedgerLine> read(String text) {
        var cut = text.lastIndexOf(HASH_FIELD);
        if (cut < 0) {
            return Optional.empty();
        }
        var fields = JsonFields.read(text);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        var line = fields.get();
        var hash = text(line, "hash");
        if (!text.substring(cut).equals(HASH_FIELD + hash + "\"}")
                || !Sha256.of(text.substring(0, cut)).equals(hash)) {
            return Optional.empty();
        }
        var facts = new LinkedHashMap<String, String>();
        if (line.get("facts") instanceof Map<?, ?> written) {
            written.forEach((name, value) -> facts.put(name.toString(), value.toString()));
        }
        if (!sound(facts)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new LedgerLine(
                            line.get("seq") instanceof Long seq ? seq : 0,
                            Instant.parse(text(line, "at")),
                            Deed.valueOf(text(line, "deed")),
                            Author.of(text(line, "who")),
                            text(line, "what"),
                            facts,
                            text(line, "before"),
                            hash));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, Object> line, String field) {
        return line.get(field) instanceof String text ? text : "";
    }

    /// Whether the facts that are numbers, and the way of an amendment, are what they should be.
    private static boolean sound(Map<String, String> facts) {
        var way = facts.getOrDefault("way", "");
        return NUMBERS.stream()
                        .allMatch(name -> facts.getOrDefault(name, "").matches("(-?[0-9]{1,9})?"))
                && (way.isEmpty()
                        || Stream.of(Amendment.Way.values()).anyMatch(w -> w.name().equals(way)));
    }

    public String fact(String name) {
        return facts.getOrDefault(name, "");
    }
}
