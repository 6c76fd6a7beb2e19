package batos.nerve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/// One command between a client and an owner in one process, from which the JVM learns what the
/// client of a one-shot command needs. The launcher runs it once, for the client's AOT cache.
///
/// Arguments: an empty folder, which becomes the owner's home.
public final class ClientTraining {
    private ClientTraining() {}

    public static void main(String[] args) throws IOException {
        var home = Path.of(args[0]);
        OwnerServer.Handler handler =
                (command, reply) -> {
                    try {
                        reply.out()
                                .write(command.words().getFirst().getBytes(StandardCharsets.UTF_8));
                        return 0;
                    } catch (IOException e) {
                        return 1;
                    }
                };
        var nowhere = OutputStream.nullOutputStream();
        var owner = OwnerServer.open(home, new Pulses(InstantSource.system()), handler);
        if (owner.isEmpty()) {
            return;
        }
        try (var open = owner.get()) {
            var command =
                    new Command(
                            "training-" + open.clients().size(),
                            1,
                            Command.ARGUMENTS,
                            List.of("eval", "3 + 4"),
                            home.toString(),
                            Command.Terminal.NONE,
                            Input.of(new byte[] {'x'}));
            new OwnerClient(home, "command", nowhere, nowhere, question -> "").carryOut(command);
        }
    }
}
