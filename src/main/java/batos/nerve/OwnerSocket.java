package batos.nerve;

import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// The socket of a home's owner.
public final class OwnerSocket {
    static final String FILE = "owner.socket";

    /// The longest path of a socket, in bytes: 108 with the final zero on Linux, 104 elsewhere.
    private static final int LONGEST_PATH = 103;

    private OwnerSocket() {}

    /// Empty where the path is longer than an address may be.
    public static Optional<UnixDomainSocketAddress> address(Path home) {
        var path = home.resolve(FILE).toAbsolutePath();
        return path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH
                ? Optional.empty()
                : Optional.of(UnixDomainSocketAddress.of(path));
    }
}
