package batos.faces.acp;

import batos.app.DeedQueue;
import batos.app.ProtocolFace;
import batos.app.Services;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The Agent Client Protocol over a stream of bytes: `batos acp`.
public final class AcpFace implements ProtocolFace {
    private final Services house;
    private final AcpTurns turns;
    private final Set<AcpClient> clients = ConcurrentHashMap.newKeySet();

    public AcpFace(Services house, DeedQueue deeds) {
        this.house = house;
        this.turns = new AcpTurns(house, deeds);
    }

    @Override
    public void serve(InputStream in, OutputStream out) {
        var client = new AcpClient(turns, new AcpMethods(house, turns), in, out);
        clients.add(client);
        try {
            client.serve();
        } finally {
            clients.remove(client);
        }
    }

    @Override
    public void close() {
        clients.forEach(AcpClient::stop);
    }
}
