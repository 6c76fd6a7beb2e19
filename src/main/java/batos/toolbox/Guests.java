package batos.toolbox;

import java.util.List;
import java.util.Optional;

/// The servers of others whose tools may stand in the toolbox as guests. They run outside the
/// crucible. All methods may be called from any thread.
public interface Guests extends AutoCloseable {
    Guests NONE =
            new Guests() {
                @Override
                public List<Server> servers() {
                    return List.of();
                }

                @Override
                public OfferOutcome offer(String server) {
                    return new OfferOutcome.Failed("there are no guests in this house");
                }

                @Override
                public CallOutcome call(GuestOffer agreed, String tool, String arguments) {
                    return new CallOutcome.Failed("there are no guests in this house");
                }

                @Override
                public List<String> log(Optional<String> server) {
                    return List.of();
                }

                @Override
                public boolean isRunning(String server) {
                    return false;
                }

                @Override
                public void leave(String server) {}

                @Override
                public void close() {}
            };

    /// A server that the settings name.
    ///
    /// @param launch the program with its arguments, or the address
    /// @param environment names of the variables that it gets
    /// @param allowed names of the tools that may be used; empty for all
    /// @param trust of its answers, 0 to 0.5
    /// @param approval `ask`, `never` or `always`
    record Server(
            String name,
            String launch,
            List<String> environment,
            List<String> allowed,
            double trust,
            long timeoutSeconds,
            String approval) {
        public Server {
            environment = List.copyOf(environment);
            allowed = List.copyOf(allowed);
        }

        boolean allows(String tool) {
            return allowed.isEmpty() || allowed.contains(tool);
        }
    }

    /// The outcome of asking a server for its offer.
    sealed interface OfferOutcome {
        record Offered(GuestOffer offer) implements OfferOutcome {}

        record Failed(String why) implements OfferOutcome {}
    }

    /// The outcome of a guest's call.
    sealed interface CallOutcome {
        /// @param result one JSON document
        record Gave(String result) implements CallOutcome {}

        /// The server says that it failed, crashed, or kept to no protocol.
        record Failed(String why) implements CallOutcome {}

        record TimedOut(String detail) implements CallOutcome {}

        /// @param next the line for the Architect to type
        record Denied(String why, String next) implements CallOutcome {}

        /// The server offers something else than was agreed; nothing was called.
        record Changed(List<String> differences) implements CallOutcome {
            public Changed {
                differences = List.copyOf(differences);
            }
        }

        record Interrupted() implements CallOutcome {}
    }

    /// All that the settings name, in their order.
    List<Server> servers();

    /// Starts or reaches a server and asks for its offer. Blocking; an interrupt ends it.
    OfferOutcome offer(String server);

    /// Calls a tool of a server whose offer is still the agreed one. Blocking; an interrupt ends
    /// it.
    ///
    /// @param arguments a JSON object as text
    CallOutcome call(GuestOffer agreed, String tool, String arguments);

    /// The events between this house and its servers, the oldest first.
    List<String> log(Optional<String> server);

    /// Whether a server is connected now.
    boolean isRunning(String server);

    /// Ends the connection to a server and its process.
    void leave(String server);

    @Override
    void close();
}
