package batos.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// A configuration file that cannot be taken as it is. The message holds one line per complaint.
public final class ConfigFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Complaint> complaints;

    public ConfigFault(List<Complaint> complaints) {
        super(complaints.stream().map(Complaint::toString).collect(Collectors.joining("\n")));
        this.complaints = List.copyOf(complaints);
    }

    /// A complaint about the file as a whole.
    public ConfigFault(Path file, String what) {
        this(List.of(new Complaint(file, 0, 0, what)));
    }

    public List<Complaint> complaints() {
        return complaints;
    }
}
