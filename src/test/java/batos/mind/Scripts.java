package batos.mind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/// Reads rehearsal scripts as the `config` room does.
final class Scripts {
    private Scripts() {}

    static RehearsalScript shipped() {
        return of(RehearsalScript.shipped());
    }

    static RehearsalScript of(String toml) {
        var result = Toml.parse(toml);
        if (result.hasErrors()) {
            throw new AssertionError(result.errors().toString());
        }
        return RehearsalScript.of("rehearsal.toml", table(result));
    }

    private static Map<String, Object> table(TomlTable table) {
        var map = new LinkedHashMap<String, Object>();
        table.keySet().forEach(key -> map.put(key, tree(table.get(List.of(key)))));
        return map;
    }

    private static Object tree(Object value) {
        return switch (value) {
            case TomlTable table -> table(table);
            case TomlArray array -> {
                var items = new ArrayList<Object>();
                for (int i = 0; i < array.size(); i++) {
                    items.add(tree(array.get(i)));
                }
                yield items;
            }
            default -> value;
        };
    }
}
