package batos.mind;

import java.util.regex.Pattern;

/// A rehearsal script that cannot be used; the message names the file, the rule and the key.
public final class RehearsalFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private final String path;
    private final String what;

    /// @param path of the value that is wrong, its rules counted from 1: `rule[2].purpose`
    public RehearsalFault(String source, String path, String what) {
        super(source + ": " + path + ": " + what);
        this.path = path;
        this.what = what;
    }

    /// The path with its rules counted from 0, as readers of TOML count.
    public String address() {
        return INDEX.matcher(path)
                .replaceAll(found -> "[" + (Integer.parseInt(found.group(1)) - 1) + "]");
    }

    /// The message without the file.
    public String what() {
        return path + ": " + what;
    }
}
