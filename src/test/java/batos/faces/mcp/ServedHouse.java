package batos.faces.mcp;

import batos.app.DeedQueue;
import batos.app.RehearsedHouse;
import batos.app.Services;
import batos.faces.LinePeer;
import batos.image.Author;
import batos.image.Cause;
import batos.toolbox.Admission;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A whole house with the rehearsal mind, served by MCP within this process.
final class ServedHouse implements AutoCloseable {
    final DeedQueue deeds = new DeedQueue();
    final Services house;
    final McpFace face;

    ServedHouse(Path folder) {
        house = RehearsedHouse.open(folder, deeds);
        face = new McpFace(house, deeds);
    }

    LinePeer connect() throws IOException {
        return LinePeer.of(face);
    }

    Cause cause(String line) {
        return new Cause(Author.ARCHITECT, line, house.image().now().number());
    }

    /// Binds a tool that doubles a number, as if it had passed the gate.
    void bind(String name) {
        var draft =
                ToolDraft.of(
                        name,
                        "doubles a number",
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}",
                        "def %s(n):%n    return 2 * n%n".formatted(name),
                        List.of());
        house.toolbox()
                .bind(
                        new Admission.Admitted(draft, List.of(), List.of()),
                        Tool.Origin.EDITED,
                        Author.ARCHITECT,
                        "a test",
                        cause("/tools edit " + name));
    }

    @Override
    public void close() {
        face.close();
        house.close();
    }
}
