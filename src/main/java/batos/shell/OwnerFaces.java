package batos.shell;

import batos.app.ApiServer;
import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.app.LazyServices;
import batos.app.Services;
import batos.app.Workbench;
import batos.shell.session.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The servers that this process, while it owns the image, has open for browsers and programs: the
/// workbench and the API server, each opened when it is first asked for. Safe for use by any
/// thread.
public final class OwnerFaces {
    private final Shell shell;
    private final Openers openers;
    private @Nullable LazyServices owned;
    private @Nullable Workbench workbench;
    private @Nullable ApiServer api;

    /// The openers of the faces.
    public record Openers(Workbench.Door workbench, ApiServer.Opener api) {
        /// A house without faces beside the shell.
        public static final Openers NONE =
                new Openers(
                        (house, lines, port) -> {
                            throw new CommandFailure(ExitCode.USAGE, "this house has no workbench");
                        },
                        (house, deeds, port) -> {
                            throw new CommandFailure(
                                    ExitCode.USAGE, "this house has no API server");
                        });
    }

    OwnerFaces(Shell shell, Openers openers) {
        this.shell = shell;
        this.openers = openers;
    }

    /// From now on this process owns the image.
    synchronized void own(LazyServices entrance) {
        owned = entrance;
    }

    private LazyServices entrance(String what) {
        if (owned == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the %s ends with its owner, and this command ends now. Next: batos start, then the same again"
                            .formatted(what));
        }
        return owned;
    }

    /// The workbench.
    ///
    /// @param port 0 for the one in use, else a free one
    public synchronized Workbench workbench(int port) {
        var entrance = entrance("page");
        if (workbench != null && port != 0) {
            workbench.close();
            workbench = null;
        }
        if (workbench == null) {
            workbench =
                    openers.workbench().open(entrance.get(), new PageLines(shell, entrance), port);
        }
        return workbench;
    }

    /// The API server.
    ///
    /// @param port empty for the one in use, else the one that the settings name
    public synchronized ApiServer api(Optional<Integer> port) {
        Services house = entrance("API server").get();
        if (api != null && port.isPresent()) {
            api.close();
            api = null;
        }
        if (api == null) {
            api =
                    openers.api()
                            .open(
                                    house,
                                    shell.deeds(),
                                    port.orElseGet(() -> house.config().settings().serve().port()));
        }
        return api;
    }

    /// Opens the API server and says how to use it.
    ///
    /// @param port as for [#api]
    public CommandResult announced(Optional<Integer> port) {
        var server = api(port);
        var lines = new ArrayList<String>();
        server.offers().forEach(offer -> lines.add("serving " + server.address() + offer));
        lines.add("key " + server.key() + " (file " + server.keyFile() + ")");
        lines.add("batos help openai shows how clients are set up");
        var document = new LinkedHashMap<String, Object>();
        document.put("url", server.address());
        document.put("openai", server.address() + "/v1");
        document.put("key", server.key());
        document.put("key_file", server.keyFile());
        document.put("offers", server.offers());
        document.put("process", ProcessHandle.current().pid());
        return CommandResult.done(String.join("\n", lines), document);
    }

    /// Whether the API server is open, so that an owner without clients must stay.
    synchronized boolean serves() {
        return api != null;
    }

    /// Closes the API server.
    ///
    /// @return whether it was open
    public synchronized boolean closeApi() {
        if (api == null) {
            return false;
        }
        api.close();
        api = null;
        return true;
    }

    synchronized void close() {
        owned = null;
        closeApi();
        if (workbench != null) {
            workbench.close();
            workbench = null;
        }
    }
}
