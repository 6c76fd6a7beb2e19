package batos.shell.session;

import picocli.CommandLine.IVersionProvider;

/// The text of `batos --version`.
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "batos "
                    + (version == null ? "(built from source)" : version)
                    + ", BAT OS Series IV, on Java "
                    + Runtime.version().feature()
        };
    }
}
