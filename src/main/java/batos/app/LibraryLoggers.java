package batos.app;

import java.util.ResourceBundle;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Sends what libraries and the JDK log through [System.Logger] to `java.util.logging`, as the JDK
/// does itself where no other finder is named.
///
/// It is named (`META-INF/services`) because the JDK then asks no further: without it the first
/// logger of a process makes the JDK look for a finder in every jar of the class path, which took a
/// tenth of a whole start. For the same reason the rooms use `java.util.logging`.
public final class LibraryLoggers extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Forwarding(Logger.getLogger(name));
    }

    private record Forwarding(Logger to) implements System.Logger {
        @Override
        public String getName() {
            return String.valueOf(to.getName());
        }

        @Override
        public boolean isLoggable(System.Logger.Level level) {
            return to.isLoggable(counterpart(level));
        }

        @Override
        public void log(
                System.Logger.Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String message,
                @Nullable Throwable thrown) {
            to.log(counterpart(level), message, thrown);
        }

        @Override
        public void log(
                System.Logger.Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... parameters) {
            to.log(counterpart(level), format, parameters);
        }
    }

    private static Level counterpart(System.Logger.Level level) {
        return switch (level) {
            case ALL -> Level.ALL;
            case TRACE -> Level.FINER;
            case DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR -> Level.SEVERE;
            case OFF -> Level.OFF;
        };
    }
}
