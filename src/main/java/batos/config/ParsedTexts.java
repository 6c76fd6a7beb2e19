package batos.config;

import batos.text.Utf8;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The TOML texts that batos comes with, parsed by the library when batos was built, each behind
/// the text itself. Most homes have them unchanged, and loading the library's grammar takes longer
/// than all that a short command does. A text that is not among them is parsed as any other, and so
/// are all where a build left this file out.
///
/// The file: for each text its length and its UTF-8, then the length of what follows, then its
/// root. A table is `T`, its size, then keys and values; a list `L`, its size, then values; `S` a
/// text, `I` a long, `F` a double, `B` a boolean. Each value in a table or a list has its line and
/// column before it, 0 where it has none.
final class ParsedTexts {
    private static final String RESOURCE = "parsed-toml";
    private static final List<Parsed> ALL = all();

    private final Map<String, TomlTree.Place> places = new LinkedHashMap<>();

    private ParsedTexts() {}

    @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
    private record Parsed(byte[] text, byte[] tree) {}

    /// Writes the file: its path, then those of the texts.
    public static void main(String[] args) throws IOException, ConfigFault {
        try (var out = new DataOutputStream(Files.newOutputStream(Path.of(args[0])))) {
            for (var file : List.of(args).subList(1, args.length)) {
                var text = Files.readString(Path.of(file));
                var parsed = written(TomlTree.parseByLibrary(Path.of(file), text));
                var source = bytes(text);
                out.writeInt(source.length);
                out.write(source);
                out.writeInt(parsed.length);
                out.write(parsed);
            }
        }
    }

    /// The tree of a text; empty where it is none of those.
    static Optional<TomlTree> find(Path file, String text) {
        if (ALL.isEmpty()) {
            return Optional.empty();
        }
        var source = bytes(text);
        return ALL.stream()
                .filter(parsed -> Arrays.equals(parsed.text(), source))
                .findFirst()
                .map(parsed -> tree(file, parsed.tree()));
    }

    private static byte[] bytes(String text) {
        return Utf8.withoutMark(text).getBytes(StandardCharsets.UTF_8);
    }

    private static List<Parsed> all() {
        var all = new ArrayList<Parsed>();
        try (var in = ParsedTexts.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return all;
            }
            var data = new DataInputStream(new ByteArrayInputStream(in.readAllBytes()));
            while (data.available() > 0) {
                all.add(
                        new Parsed(
                                data.readNBytes(data.readInt()), data.readNBytes(data.readInt())));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] written(TomlTree tree) throws IOException {
        var bytes = new ByteArrayOutputStream();
        table(new DataOutputStream(bytes), tree, "", tree.root());
        return bytes.toByteArray();
    }

    private static void table(DataOutputStream out, TomlTree tree, String prefix, Map<?, ?> table)
            throws IOException {
        out.writeByte('T');
        out.writeInt(table.size());
        for (var entry : table.entrySet()) {
            var key = (String) entry.getKey();
            out.writeUTF(key);
            value(out, tree, prefix + key, entry.getValue());
        }
    }

    private static void value(DataOutputStream out, TomlTree tree, String address, Object value)
            throws IOException {
        var place = tree.places().get(address);
        out.writeInt(place == null ? 0 : place.line());
        out.writeInt(place == null ? 0 : place.column());
        switch (value) {
            case Map<?, ?> table -> table(out, tree, address + ".", table);
            case List<?> list -> {
                out.writeByte('L');
                out.writeInt(list.size());
                for (var i = 0; i < list.size(); i++) {
                    value(out, tree, address + "[" + i + "]", list.get(i));
                }
            }
            case String text -> {
                out.writeByte('S');
                out.writeUTF(text);
            }
            case Long number -> {
                out.writeByte('I');
                out.writeLong(number);
            }
            case Double number -> {
                out.writeByte('F');
                out.writeDouble(number);
            }
            case Boolean flag -> {
                out.writeByte('B');
                out.writeBoolean(flag);
            }
            default -> throw new IOException(address + " is a " + value.getClass());
        }
    }

    static TomlTree tree(Path file, byte[] written) {
        try {
            var reader = new ParsedTexts();
            var in = new DataInputStream(new ByteArrayInputStream(written));
            in.readByte();
            return new TomlTree(file, reader.table(in, ""), reader.places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SequencedMap<String, Object> table(DataInputStream in, String prefix)
            throws IOException {
        var table = new LinkedHashMap<String, Object>();
        for (var left = in.readInt(); left > 0; left--) {
            var key = in.readUTF();
            table.put(key, value(in, prefix + key));
        }
        return Collections.unmodifiableSequencedMap(table);
    }

    private Object value(DataInputStream in, String address) throws IOException {
        var place = place(in.readInt(), in.readInt());
        if (place != null) {
            places.put(address, place);
        }
        var kind = in.readByte();
        return switch (kind) {
            case 'T' -> table(in, address + ".");
            case 'L' -> list(in, address);
            case 'S' -> in.readUTF();
            case 'I' -> (Object) in.readLong();
            case 'F' -> (Object) in.readDouble();
            case 'B' -> (Object) in.readBoolean();
            default -> throw new IOException(address + " is of kind " + kind);
        };
    }

    private List<Object> list(DataInputStream in, String address) throws IOException {
        var list = new ArrayList<Object>();
        for (var size = in.readInt(); list.size() < size; ) {
            list.add(value(in, address + "[" + list.size() + "]"));
        }
        return Collections.unmodifiableList(list);
    }

    private static TomlTree.@Nullable Place place(int line, int column) {
        return line == 0 ? null : new TomlTree.Place(line, column);
    }
}
