package batos;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.atomic.AtomicInteger;

/// The system's provider of channels, counting the sockets that it opens.
public final class CountingProvider extends SelectorProvider {
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final SelectorProvider system;

    public CountingProvider() throws ReflectiveOperationException {
        system =
                (SelectorProvider)
                        Class.forName("sun.nio.ch.DefaultSelectorProvider")
                                .getMethod("get")
                                .invoke(null);
    }

    static int opened() {
        return OPENED.get();
    }

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        OPENED.incrementAndGet();
        return system.openDatagramChannel();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        OPENED.incrementAndGet();
        return system.openDatagramChannel(family);
    }

    @Override
    public Pipe openPipe() throws IOException {
        return system.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return system.openSelector();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        OPENED.incrementAndGet();
        return system.openServerSocketChannel();
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        OPENED.incrementAndGet();
        return system.openSocketChannel();
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        OPENED.incrementAndGet();
        return system.openSocketChannel(family);
    }
}
