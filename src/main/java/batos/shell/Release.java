package batos.shell;

import picocli.CommandLine.IVersionProvider;

/// What `batos --version` says.
public final class Release implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Release.class.getPackage().getImplementationVersion();
        return new String[] {
            "batos "
                    + (version == null ? "(built from source)" : version)
                    + ", BAT OS Series IV, on Java "
                    + Runtime.version().feature()
        };
    }
}
