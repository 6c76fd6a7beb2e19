package batos.app;

import batos.config.ConfigFault;
import batos.config.TomlTree;
import batos.json.Json;
import batos.mind.RehearsalFault;
import batos.mind.RehearsalScript;
import java.nio.file.Path;
import java.util.List;

/// A rehearsal script as a TOML file.
public final class RehearsalFile {
    private RehearsalFile() {}

    /// @throws ConfigFault with line and column, where the file is no TOML, and where it is no
    ///   script
    public static RehearsalScript read(Path file) throws ConfigFault {
        return script(file.toString(), TomlTree.read(file));
    }

    /// Read when it is first asked for.
    private static final class Shipped {
        static final RehearsalScript SCRIPT = read();

        private static RehearsalScript read() {
            try {
                return script(
                        "the shipped script",
                        TomlTree.parse(Path.of("rehearsal.toml"), RehearsalScript.shipped()));
            } catch (ConfigFault e) {
                throw new AssertionError("the shipped script cannot be read", e);
            }
        }
    }

    /// The script that comes with batos.
    static RehearsalScript shipped() {
        return Shipped.SCRIPT;
    }

    /// Reads the shipped script, by a thread that has nothing else to do: the choice of a mind,
    /// which the first lines of a prompt wait for, begins with it.
    public static void readAhead() {
        if (shipped().rules().isEmpty()) {
            throw new AssertionError("the shipped script has no rules");
        }
        Json.object();
    }

    private static RehearsalScript script(String source, TomlTree tree) throws ConfigFault {
        try {
            return RehearsalScript.of(source, tree.root());
        } catch (RehearsalFault e) {
            throw new ConfigFault(List.of(tree.complaint(e.address(), e.what())));
        }
    }
}
