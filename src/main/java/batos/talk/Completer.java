package batos.talk;

import batos.talk.objects.Klass;
import batos.talk.objects.Universe;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Words that could stand at the cursor.
final class Completer {
    private static final int MOST = 200;

    private final Universe universe;

    Completer(Universe universe) {
        this.universe = universe;
    }

    Completions complete(String line, int cursor) {
        var end = Math.clamp(cursor, 0, line.length());
        var start = end;
        while (start > 0 && isPart(line.charAt(start - 1))) {
            start--;
        }
        var prefix = line.substring(start, end);
        var before = line.substring(0, start).stripTrailing();
        Set<String> found = new LinkedHashSet<>();
        var receiver = receiver(before);
        if (before.isEmpty() || ".:=([{^;!".indexOf(before.charAt(before.length() - 1)) >= 0) {
            names(prefix, found);
        } else if (receiver != null) {
            selectors(receiver, prefix, found);
        } else {
            everySelector(prefix, found);
        }
        return new Completions(start, List.copyOf(found).subList(0, Math.min(MOST, found.size())));
    }

    private static boolean isPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void names(String prefix, Set<String> found) {
        universe.globals.values().stream()
                .filter(b -> b.get() != null && b.name.startsWith(prefix))
                .map(b -> b.name)
                .sorted()
                .forEach(found::add);
    }

    /// The class of what the word before the cursor stands for; null where it takes a computation
    /// to know.
    private @Nullable Klass receiver(String before) {
        var start = before.length();
        while (start > 0 && isPart(before.charAt(start - 1))) {
            start--;
        }
        var word = before.substring(start);
        if (word.isEmpty()) {
            return before.endsWith("'") ? universe.known.string() : null;
        }
        if (word.chars().allMatch(Character::isDigit)) {
            return universe.klass("SmallInteger");
        }
        var ahead = before.substring(0, start).stripTrailing();
        if (!ahead.isEmpty() && ".:=([{^;!".indexOf(ahead.charAt(ahead.length() - 1)) < 0) {
            return null;
        }
        var binding = universe.globals.get(word);
        var value = binding == null ? null : binding.get();
        return value == null ? null : universe.classOf(value);
    }

    private static void selectors(Klass klass, String prefix, Set<String> found) {
        for (var k = klass; k != null; k = k.superclass) {
            var here = new ArrayList<String>();
            k.methods
                    .keySet()
                    .forEach(s -> {
                        if (s.name.startsWith(prefix)) {
                            here.add(s.name);
                        }
                    });
            here.sort(null);
            found.addAll(here);
        }
    }

    private void everySelector(String prefix, Set<String> found) {
        if (prefix.isEmpty()) {
            return;
        }
        for (var binding : universe.globals.values()) {
            if (binding.value instanceof Klass klass) {
                for (var selector : klass.methods.keySet()) {
                    if (selector.name.startsWith(prefix)) {
                        found.add(selector.name);
                    }
                }
            }
        }
    }
}
