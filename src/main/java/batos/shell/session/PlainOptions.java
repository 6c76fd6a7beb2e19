package batos.shell.session;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/// The global options that a prompt or an owner is started with, read without picocli, whose model
/// of all annotations takes a tenth of that start. What is not written plainly is picocli's.
final class PlainOptions {
    private static final Set<String> VALUED = Set.of("--home", "--config", "--mind");
    private static final Set<String> BARE = Set.of("--serve", "--no-color", "--verbose", "-v");

    private PlainOptions() {}

    /// Whether the words are nothing else; only then the options are set.
    ///
    /// @param folder from which relative paths count
    static boolean read(List<String> words, GlobalOptions root, Path folder) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < words.size(); i++) {
            var option = words.get(i);
            var value = "";
            if (VALUED.contains(option) && i + 1 < words.size()) {
                value = words.get(++i);
                if (!isPlain(value)) {
                    return false;
                }
            } else if (!BARE.contains(option)) {
                return false;
            }
            if (given.put(option.equals("-v") ? "--verbose" : option, value) != null) {
                return false;
            }
        }
        given.forEach((option, value) -> {
            switch (option) {
                case "--home" -> root.home = folder.resolve(value);
                case "--config" -> root.config = folder.resolve(value);
                case "--mind" -> root.mind = value;
                case "--serve" -> root.serve = true;
                case "--no-color" -> root.noColour = true;
                default -> root.verbose = true;
            }
        });
        return true;
    }

    /// Neither an option nor a file of words.
    private static boolean isPlain(String value) {
        return !value.isBlank()
                && !value.equals("help")
                && !value.startsWith("-")
                && !value.startsWith("@");
    }
}
