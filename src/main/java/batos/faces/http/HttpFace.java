package batos.faces.http;

import batos.app.DeedQueue;
import batos.app.Services;
import io.javalin.config.JavalinConfig;

/// One protocol of the HTTP server. Only requests that hold the key reach its handlers.
public interface HttpFace extends AutoCloseable {
    /// Its path and its name, for example `/v1 OpenAI API`.
    String offer();

    /// Adds its routes (`config.router.mount`) or servlets
    /// (`config.jetty.modifyServletContextHandler`), below its own path.
    void mount(JavalinConfig config);

    /// Ends the work still running for its clients.
    @Override
    void close();

    /// Makes the protocol for one house.
    @FunctionalInterface
    interface Maker {
        HttpFace make(Services house, DeedQueue deeds);
    }
}
