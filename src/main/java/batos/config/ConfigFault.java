package batos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A configuration file that cannot be taken as it is. The message holds one line per complaint.
public final class ConfigFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> complaints;

    public ConfigFault(List<ConfigProblem> complaints) {
        super(complaints.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.complaints = List.copyOf(complaints);
    }

    /// A complaint about the file as a whole.
    public ConfigFault(Path file, String what) {
        this(List.of(new ConfigProblem(file, 0, 0, what)));
    }

    public List<ConfigProblem> complaints() {
        return complaints;
    }
}
