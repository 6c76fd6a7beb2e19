package batos.shell;

import batos.image.ImageFault;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The house behind its door: opened when it is first asked for, closed once.
final class Entrance implements Supplier<House>, AutoCloseable {
    private final House.Door door;
    private final Supplier<Opening> opening;
    private final Consumer<String> notice;
    private @Nullable House house;

    /// @param notice gets what opening found, one line each
    Entrance(House.Door door, Supplier<Opening> opening, Consumer<String> notice) {
        this.door = door;
        this.opening = opening;
        this.notice = notice;
    }

    @Override
    public synchronized House get() {
        if (house == null) {
            try {
                house = door.open(opening.get());
                house.beginning().forEach(notice);
            } catch (ImageFault e) {
                throw new Trouble(Exit.NO_IMAGE, String.valueOf(e.getMessage()), e);
            }
        }
        return house;
    }

    /// Closes the house; the next [#get()] opens it again.
    synchronized void leave() {
        if (house != null) {
            house.close();
            house = null;
        }
    }

    @Override
    public void close() {
        leave();
    }
}
