package batos.talk.syntax;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// The class bodies that batos comes with, cut into their members when batos was built: a start
/// then need not read a quarter of a million characters for tokens. Each source is known by its
/// length and CRC-32, so that one that was changed since, or that a build left out, is read as any
/// other.
///
/// The file: for each source its key (8 bytes) and the length of what follows, then its units.
/// Numbers are in groups of seven bits, texts in UTF-8 with their length before them. A method is
/// the distance from the end of the one before it, its length, and the lines and the column of its
/// place; its text is that part of the source.
public final class ParsedUnits {
    private static final String RESOURCE = "parsed-units";
    private static final Map<Long, Reader> ALL = all();

    private ParsedUnits() {}

    /// Writes the file: its path, then the folders of the sources.
    public static void main(String[] args) throws IOException {
        try (var out = Files.newOutputStream(Path.of(args[0]))) {
            for (var folder : List.of(args).subList(1, args.length)) {
                for (var text : sources(Path.of(folder))) {
                    var units = written(text).orElseThrow();
                    var head = new Writer();
                    head.whole(key(text));
                    head.number(units.length);
                    out.write(head.bytes.toByteArray());
                    out.write(units);
                }
            }
        }
    }

    private static List<String> sources(Path folder) throws IOException {
        var all = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var file : files.filter(f -> f.toString().endsWith(".st")).sorted().toList()) {
                all.add(Files.readString(file));
            }
        }
        return all;
    }

    /// The units of a source of class bodies, none of their methods parsed.
    ///
    /// @throws SyntaxFault at the first thing wrong
    public static List<SourceUnit> of(String source) {
        var known = ALL.isEmpty() ? null : ALL.get(key(source));
        return known == null ? SourceUnits.all(source, false) : known.units(source);
    }

    /// Whether the build has cut this source already.
    static boolean isKnown(String source) {
        return ALL.containsKey(key(source));
    }

    /// The units of a source written down; empty where there is more in it than methods, names of
    /// slots, and texts.
    static Optional<byte[]> written(String source) {
        var out = new Writer();
        var units = SourceUnits.all(source, false);
        out.number(units.size());
        for (var unit : units) {
            if (!out.unit(source, unit)) {
                return Optional.empty();
            }
        }
        return Optional.of(out.bytes.toByteArray());
    }

    static List<SourceUnit> read(String source, byte[] written) {
        return new Reader(written, 0).units(source);
    }

    private static long key(String source) {
        var crc = new CRC32();
        crc.update(source.getBytes(StandardCharsets.UTF_8));
        return ((long) source.length() << 32) | crc.getValue();
    }

    private static Map<Long, Reader> all() {
        try (var in = ParsedUnits.class.getResourceAsStream(RESOURCE)) {
            var all = new HashMap<Long, Reader>();
            if (in == null) {
                return all;
            }
            var bytes = in.readAllBytes();
            for (var head = new Reader(bytes, 0); head.at < bytes.length; ) {
                var key = head.whole();
                var length = head.number();
                all.put(key, new Reader(bytes, head.at));
                head.at += length;
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int end;
        private int counted;
        private int lineStart;

        void whole(long value) {
            for (var shift = 56; shift >= 0; shift -= 8) {
                bytes.write((int) (value >> shift));
            }
        }

        void number(int value) {
            var left = value;
            while (left > 127) {
                bytes.write((left & 127) | 128);
                left >>>= 7;
            }
            bytes.write(left);
        }

        private void text(String text) {
            var encoded = text.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            bytes.writeBytes(encoded);
        }

        private void texts(String... all) {
            for (var text : all) {
                text(text);
            }
        }

        private void names(List<String> all) {
            number(all.size());
            all.forEach(this::text);
        }

        boolean unit(String source, SourceUnit unit) {
            return switch (unit) {
                case SourceUnit.Definition(var place, var superclass, var name, var members) -> {
                    bytes.write('D');
                    number(place.offset());
                    texts(superclass, name);
                    yield members(source, members);
                }
                case SourceUnit.Extension(var place, var name, var meta, var members) -> {
                    bytes.write(meta ? 'M' : 'E');
                    number(place.offset());
                    text(name);
                    yield members(source, members);
                }
                case SourceUnit.Doing _,
                        SourceUnit.Declaration _,
                        SourceUnit.Namespaced _,
                        SourceUnit.Conditional _ ->
                        false;
            };
        }

        private boolean members(String source, List<SourceUnit.Member> members) {
            number(members.size());
            for (var member : members) {
                if (!member(source, member)) {
                    return false;
                }
            }
            return true;
        }

        private boolean member(String source, SourceUnit.Member member) {
            return switch (member) {
                case SourceUnit.Slots(var names) -> {
                    bytes.write('s');
                    names(names);
                    yield true;
                }
                case SourceUnit.ClassSlots(var names) -> {
                    bytes.write('c');
                    names(names);
                    yield true;
                }
                case SourceUnit.Attribute(var key, Literal.Text(var value)) -> {
                    bytes.write('t');
                    texts(key, value);
                    yield true;
                }
                case SourceUnit.Attribute(var key, Literal.Sign(var value)) -> {
                    bytes.write('g');
                    texts(key, value);
                    yield true;
                }
                case SourceUnit.Shared(var name, var value) -> {
                    bytes.write('v');
                    text(name);
                    yield value == null;
                }
                case SourceUnit.Definer definer -> method(source, definer);
                case SourceUnit.Attribute _ -> false;
            };
        }

        private boolean method(String source, SourceUnit.Definer method) {
            var start = method.place().offset();
            if (start < end || !source.startsWith(method.text(), start)) {
                return false;
            }
            bytes.write(method.meta() ? 'M' : 'm');
            number(start - end);
            number(method.text().length());
            var lines = 0;
            for (var i = source.indexOf('\n', counted); i >= 0 && i < start; ) {
                lines++;
                lineStart = i + 1;
                i = source.indexOf('\n', i + 1);
            }
            counted = start;
            number(lines);
            number(start - lineStart);
            end = start + method.text().length();
            texts(method.on(), method.selector(), method.category());
            return true;
        }
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;
        private int end;
        private int line;

        Reader(byte[] bytes, int at) {
            this.bytes = bytes;
            this.at = at;
        }

        long whole() {
            var value = 0L;
            for (var i = 0; i < 8; i++) {
                value = (value << 8) | (bytes[at++] & 255);
            }
            return value;
        }

        int number() {
            int next = bytes[at++];
            if (next >= 0) {
                return next;
            }
            var value = next & 127;
            for (var shift = 7; ; shift += 7) {
                next = bytes[at++];
                value |= (next & 127) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        private String text() {
            var length = number();
            if (length == 0) {
                return "";
            }
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.UTF_8);
        }

        private List<String> texts() {
            var all = new ArrayList<String>();
            for (var left = number(); left > 0; left--) {
                all.add(text());
            }
            return all;
        }

        List<SourceUnit> units(String source) {
            var reader = new Reader(bytes, at);
            reader.line = 1;
            var units = new ArrayList<SourceUnit>();
            for (var left = reader.number(); left > 0; left--) {
                units.add(reader.unit(source));
            }
            return units;
        }

        private SourceUnit unit(String source) {
            var kind = bytes[at++];
            var place = new SourceOffset(number());
            if (kind == 'D') {
                return new SourceUnit.Definition(place, text(), text(), members(source));
            }
            return new SourceUnit.Extension(place, text(), kind == 'M', members(source));
        }

        private List<SourceUnit.Member> members(String source) {
            var count = number();
            var members = new ArrayList<SourceUnit.Member>(count);
            for (var left = count; left > 0; left--) {
                members.add(member(source));
            }
            return members;
        }

        private SourceUnit.Member member(String source) {
            var kind = bytes[at++];
            return switch (kind) {
                case 'm', 'M' -> method(source, kind == 'M');
                case 's' -> new SourceUnit.Slots(texts());
                case 'c' -> new SourceUnit.ClassSlots(texts());
                case 't' -> new SourceUnit.Attribute(text(), new Literal.Text(text()));
                case 'g' -> new SourceUnit.Attribute(text(), new Literal.Sign(text()));
                case 'v' -> new SourceUnit.Shared(text(), absent());
                default -> throw new IllegalStateException("a member of kind " + kind);
            };
        }

        private static @Nullable Expression absent() {
            return null;
        }

        private SourceUnit.Member method(String source, boolean meta) {
            var start = end + number();
            end = start + number();
            line += number();
            var column = number() + 1;
            return new SourceUnit.Definer(
                    new SourceOffset(start),
                    line,
                    column,
                    text(),
                    meta,
                    text(),
                    source.substring(start, end),
                    text());
        }
    }
}
