package batos.app;

import batos.image.ImageFault;
import batos.image.ImageInUse;
import batos.tape.TapeFault;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The house behind its door: opened when it is first asked for, closed once.
public final class LazyServices implements Supplier<Services>, AutoCloseable {
    private final Services.Door door;
    private final Supplier<OpenOptions> opening;
    private final Consumer<String> notice;
    private @Nullable Services house;
    private @Nullable PulseNotices news;
    private boolean owned;

    /// @param notice gets what opening found, one line each
    public LazyServices(
            Services.Door door, Supplier<OpenOptions> opening, Consumer<String> notice) {
        this.door = door;
        this.opening = opening;
        this.notice = notice;
    }

    @Override
    public synchronized Services get() {
        if (house == null) {
            try {
                house = door.open(opening.get());
                news = new PulseNotices(house.pulses());
                house.beginning().forEach(notice);
            } catch (ImageInUse e) {
                owned = true;
                throw new CommandFailure(ExitCode.NO_IMAGE, String.valueOf(e.getMessage()), e);
            } catch (ImageFault e) {
                throw new CommandFailure(ExitCode.NO_IMAGE, String.valueOf(e.getMessage()), e);
            } catch (TapeFault e) {
                throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()), e);
            }
        }
        return house;
    }

    /// Opens the house for a session: a prompt, an owner, a pipe.
    public synchronized void stay() {
        get().foreignMemories().forEach(notice);
    }

    /// Whether another process was found to own the image.
    public synchronized boolean owned() {
        return owned;
    }

    /// The events in the house since it was opened and since the last call; none where no house is
    /// open.
    public synchronized List<String> news() {
        return news == null ? List.of() : news.next();
    }

    /// Does something with the house if it is open.
    public synchronized void ifOpen(Consumer<Services> action) {
        if (house != null) {
            action.accept(house);
        }
    }

    public synchronized boolean isOpen() {
        return house != null;
    }

    /// Closes the house; the next [#get()] opens it again.
    public synchronized void leave() {
        if (house != null) {
            house.close();
            house = null;
            news = null;
        }
    }

    @Override
    public void close() {
        leave();
    }
}
