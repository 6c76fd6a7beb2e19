package batos.config;

import batos.text.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// A TOML file as plain values: tables are maps in the order of the file, arrays are lists, the
/// rest is `String`, `Long`, `Double`, `Boolean` or a `java.time` value.
///
/// Every value has an address, `models.BRICK.tag` or `reply[2].text`, that leads back to its place
/// in the file, so that a complaint names the place of the mistake.
public final class TomlTree {
    private final Path file;
    private final SequencedMap<String, Object> root;
    private final Map<String, Place> places;

    /// Both from 1.
    record Place(int line, int column) {}

    TomlTree(Path file, SequencedMap<String, Object> root, Map<String, Place> places) {
        this.file = file;
        this.root = root;
        this.places = places;
    }

    private TomlTree(Path file, TomlTable table) {
        this.file = file;
        this.places = new LinkedHashMap<>();
        this.root = map("", table);
    }

    /// @throws ConfigFault when the file is missing, unreadable, not UTF-8 or not TOML
    public static TomlTree read(Path file) throws ConfigFault {
        return parse(file, text(file, Files::readAllBytes));
    }

    /// @param file the place that complaints name; not read
    /// @throws ConfigFault with one complaint for each error the parser found
    public static TomlTree parse(Path file, String text) throws ConfigFault {
        var parsed = ParsedTexts.find(file, text);
        return parsed.isPresent() ? parsed.get() : parseByLibrary(file, text);
    }

    static TomlTree parseByLibrary(Path file, String text) throws ConfigFault {
        var result = Toml.parse(Utf8.withoutMark(text));
        if (result.hasErrors()) {
            throw new ConfigFault(
                    result.errors().stream()
                            .map(error ->
                                    new ConfigProblem(
                                            file,
                                            error.position().line(),
                                            error.position().column(),
                                            String.valueOf(error.getMessage())))
                            .toList());
        }
        return new TomlTree(file, result);
    }

    /// The text of a file of the configuration folder.
    static String readText(Path file) throws ConfigFault {
        return text(file, RegularFile::read);
    }

    private interface Reading {
        byte[] of(Path file) throws IOException;
    }

    private static String text(Path file, Reading reading) throws ConfigFault {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(reading.of(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new ConfigFault(file, "there is no such file: " + file);
        } catch (CharacterCodingException e) {
            throw new ConfigFault(file, "is not UTF-8 text. Next: save it as UTF-8");
        } catch (IOException e) {
            throw new ConfigFault(file, "cannot be read: " + e);
        }
    }

    public Path file() {
        return file;
    }

    public SequencedMap<String, Object> root() {
        return root;
    }

    /// The value at an address, or null where there is none.
    public @Nullable Object at(String address) {
        Object here = root;
        for (var step : address.replace("[", ".[").split("\\.", -1)) {
            here =
                    switch (here) {
                        case Map<?, ?> table -> table.get(step);
                        case List<?> list when step.startsWith("[") -> item(list, step);
                        case null, default -> null;
                    };
        }
        return here;
    }

    private static @Nullable Object item(List<?> list, String step) {
        var index = Integer.parseInt(step.substring(1, step.length() - 1));
        return index < list.size() ? list.get(index) : null;
    }

    /// A complaint about the value at an address; about its nearest enclosing table if it has no
    /// place of its own.
    public ConfigProblem complaint(String address, String what) {
        var place = place(address);
        return place == null
                ? new ConfigProblem(file, 0, 0, what)
                : new ConfigProblem(file, place.line(), place.column(), what);
    }

    Map<String, Place> places() {
        return Collections.unmodifiableMap(places);
    }

    private @Nullable Place place(String address) {
        for (var here = address; !here.isEmpty(); here = parent(here)) {
            var place = places.get(here);
            if (place != null) {
                return place;
            }
        }
        return null;
    }

    private static String parent(String address) {
        var cut = Math.max(address.lastIndexOf('.'), address.lastIndexOf('['));
        return cut < 0 ? "" : address.substring(0, cut);
    }

    private SequencedMap<String, Object> map(String prefix, TomlTable table) {
        var map = new LinkedHashMap<String, Object>();
        for (var key : table.keySet()) {
            var address = prefix + key;
            note(address, table.inputPositionOf(List.of(key)));
            map.put(key, plain(address, table.get(List.of(key))));
        }
        return Collections.unmodifiableSequencedMap(map);
    }

    private List<Object> list(String address, TomlArray array) {
        var list = new ArrayList<Object>();
        for (int i = 0; i < array.size(); i++) {
            var item = address + "[" + i + "]";
            note(item, array.inputPositionOf(i));
            list.add(plain(item, array.get(i)));
        }
        return Collections.unmodifiableList(list);
    }

    private Object plain(String address, @Nullable Object value) {
        return switch (value) {
            case TomlTable table -> map(address + ".", table);
            case TomlArray array -> list(address, array);
            case null -> throw new IllegalStateException("TOML has no null, yet at " + address);
            default -> value;
        };
    }

    private void note(String address, @Nullable TomlPosition position) {
        if (position != null) {
            places.put(address, new Place(position.line(), position.column()));
        }
    }
}
