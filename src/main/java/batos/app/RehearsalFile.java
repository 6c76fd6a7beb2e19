package batos.app;

import batos.config.ConfigFault;
import batos.config.TomlTree;
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

    /// The script that comes with batos.
    static RehearsalScript shipped() throws ConfigFault {
        return script(
                "the shipped script",
                TomlTree.parse(Path.of("rehearsal.toml"), RehearsalScript.shipped()));
    }

    private static RehearsalScript script(String source, TomlTree tree) throws ConfigFault {
        try {
            return RehearsalScript.of(source, tree.root());
        } catch (RehearsalFault e) {
            throw new ConfigFault(List.of(tree.complaint(e.address(), e.what())));
        }
    }
}
