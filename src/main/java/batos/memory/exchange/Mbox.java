package batos.memory.exchange;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Mail in the mbox format. Each message's own words are a turn, without the lines it quotes; a
/// thread (by its subject without `Re:`) is a session.
final class Mbox implements Format.Reader {
    /// A byte-order mark, read as Latin-1.
    private static final String MARK = "\u00EF\u00BB\u00BF";

    private static final Pattern REPLY = Pattern.compile("(?i)^((re|fwd?|aw|wg)\\s*:\\s*)+");
    private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";]+)\"?");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset=\"?([^\";\\s]+)\"?");

    @Override
    public void read(Path file, Path root, Consumer<Item> items) throws IOException {
        var message = new StringBuilder();
        try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                line = line.startsWith(MARK) ? line.substring(MARK.length()) : line;
                if (line.startsWith("From ")) {
                    message(message.toString(), items);
                    message.setLength(0);
                } else {
                    message.append(line.startsWith(">From ") ? line.substring(1) : line)
                            .append('\n');
                }
            }
        }
        message(message.toString(), items);
    }

    private static void message(String raw, Consumer<Item> items) {
        if (raw.isBlank()) {
            return;
        }
        var part = Part.of(raw);
        var subject = part.header("subject");
        var session = "mbox/" + REPLY.matcher(subject).replaceFirst("").strip();
        var time = date(part.header("date"));
        var text = own(part.words());
        if (!text.isBlank()) {
            var id = part.header("message-id");
            var from = part.header("from").replaceAll("\\s*<[^>]*>", "").replace("\"", "").strip();
            items.accept(
                    Item.turn(
                            id.isEmpty() ? ContentIdentity.of(session, time, from, text) : id,
                            session,
                            time,
                            from.isEmpty() ? "unknown" : from,
                            subject.isEmpty() ? text : subject + "\n" + text));
        }
    }

    /// Without quoted lines and the signature.
    private static String own(String text) {
        var own = new StringBuilder();
        for (var line : (Iterable<String>) text.lines()::iterator) {
            if (line.equals("-- ")) {
                break;
            }
            if (!line.startsWith(">")) {
                own.append(line).append('\n');
            }
        }
        return own.toString().strip();
    }

    private static Instant date(String text) {
        try {
            var plain = text.replaceAll("\\s*\\([^)]*\\)\\s*$", "").strip();
            return OffsetDateTime.parse(plain, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /// A message or a part of one: headers and body (RFC 5322, RFC 2045).
    private record Part(Map<String, String> headers, String body) {
        static Part of(String raw) {
            var end = raw.indexOf("\n\n");
            var head = end < 0 ? raw : raw.substring(0, end);
            var headers = new HashMap<String, String>();
            for (var line : head.replaceAll("\\n[ \\t]+", " ").split("\n", 0)) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    headers.putIfAbsent(
                            line.substring(0, colon).toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
            return new Part(headers, end < 0 ? "" : raw.substring(end + 2));
        }

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /// The plain text; of several parts the first that has one.
        String words() {
            var type = header("content-type");
            var boundary = BOUNDARY.matcher(type);
            if (type.toLowerCase(Locale.ROOT).startsWith("multipart/") && boundary.find()) {
                for (var piece : body.split(Pattern.quote("--" + boundary.group(1)), 0)) {
                    var words = Part.of(piece.stripLeading()).words();
                    if (!words.isBlank() && !piece.startsWith("--")) {
                        return words;
                    }
                }
                return "";
            }
            var plain = type.isEmpty() || type.toLowerCase(Locale.ROOT).startsWith("text/plain");
            return plain ? decoded(type) : "";
        }

        private String decoded(String type) {
            var bytes =
                    switch (header("content-transfer-encoding").toLowerCase(Locale.ROOT)) {
                        case "base64" -> Base64.getMimeDecoder().decode(body.strip());
                        case "quoted-printable" -> unquoted(body);
                        default -> body.getBytes(StandardCharsets.ISO_8859_1);
                    };
            return new String(bytes, charset(type));
        }

        private static Charset charset(String type) {
            var found = CHARSET.matcher(type);
            try {
                return found.find() ? Charset.forName(found.group(1)) : StandardCharsets.UTF_8;
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return StandardCharsets.UTF_8;
            }
        }

        private static byte[] unquoted(String text) {
            var joined = text.replace("=\n", "");
            var bytes = new java.io.ByteArrayOutputStream();
            for (int i = 0; i < joined.length(); i++) {
                var c = joined.charAt(i);
                if (c == '=' && i + 2 < joined.length() + 0 && hex(joined, i + 1) >= 0) {
                    bytes.write(hex(joined, i + 1));
                    i += 2;
                } else {
                    bytes.write(c);
                }
            }
            return bytes.toByteArray();
        }

        private static int hex(String text, int at) {
            var high = Character.digit(text.charAt(at), 16);
            var low = Character.digit(text.charAt(at + 1), 16);
            return high < 0 || low < 0 ? -1 : high * 16 + low;
        }
    }
}
