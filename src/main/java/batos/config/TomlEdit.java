package batos.config;

import batos.text.Utf8;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.MutableTomlArray;
import org.tomlj.Toml;

/// Changes one value in the text of a TOML file; every other line stays as it is, comments too.
///
/// The value goes through the serialiser, never through the text, so that no value can open a table
/// or close a string; the edited text is parsed again and compared.
public final class TomlEdit {
    private TomlEdit() {}

    /// @param address dotted, without indices, for example `models.BRICK.tag`
    /// @param value a `String`, `Long`, `Double`, `Boolean` or a list of these
    /// @throws ConfigFault when the text is not TOML, or when the edit would change anything else
    public static String set(Path file, String text, String address, Object value)
            throws ConfigFault {
        var before = TomlTree.parse(file, text);
        var plain = Utf8.withoutMark(text);
        var table = Toml.parse(plain);
        var path = Arrays.asList(address.split("\\.", -1));
        if (value instanceof List<?> items && table.get(path) instanceof MutableTomlArray array) {
            replaceItems(array, items);
        } else {
            table.set(path, value);
        }
        var edited = text.substring(0, text.length() - plain.length()) + table.toToml();
        var after = TomlTree.parse(file, edited);
        if (!sameExcept(before.root(), after.root(), "", address)
                || !value.equals(after.at(address))) {
            throw new ConfigFault(
                    file, "setting " + address + " would change more than this key; left as it is");
        }
        return edited;
    }

    /// Touches only the items between the common beginning and the common end.
    private static void replaceItems(MutableTomlArray array, List<?> items) {
        int first = 0;
        while (first < array.size()
                && first < items.size()
                && array.get(first).equals(items.get(first))) {
            first++;
        }
        int last = 0;
        while (last < array.size() - first
                && last < items.size() - first
                && array.get(array.size() - 1 - last).equals(items.get(items.size() - 1 - last))) {
            last++;
        }
        var wanted = items.subList(first, items.size() - last);
        int present = array.size() - last - first;
        for (int i = 0; i < Math.min(present, wanted.size()); i++) {
            array.set(first + i, wanted.get(i));
        }
        for (int i = present; i > wanted.size(); i--) {
            array.remove(first + i - 1);
        }
        for (int i = present; i < wanted.size(); i++) {
            if (first + i == array.size()) {
                array.add(wanted.get(i));
            } else {
                array.insertBefore(first + i, wanted.get(i));
            }
        }
    }

    private static boolean sameExcept(
            java.util.Map<?, ?> before, java.util.Map<?, ?> after, String prefix, String address) {
        var keys = new java.util.LinkedHashSet<Object>(before.keySet());
        keys.addAll(after.keySet());
        return keys.stream()
                .allMatch(key -> {
                    var name = prefix + key;
                    if (name.equals(address)) {
                        return true;
                    }
                    return address.startsWith(name + ".")
                            ? sameExcept(
                                    table(before.get(key)),
                                    table(after.get(key)),
                                    name + ".",
                                    address)
                            : before.containsKey(key)
                                    && after.containsKey(key)
                                    && before.get(key).equals(after.get(key));
                });
    }

    private static java.util.Map<?, ?> table(@Nullable Object value) {
        return value instanceof java.util.Map<?, ?> map ? map : java.util.Map.of();
    }
}
