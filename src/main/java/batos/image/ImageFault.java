package batos.image;

import java.util.List;
import java.util.stream.Stream;

/// The image cannot carry out a request. Code decides by the reason; the message is for a person
/// and names the thing, the place and the next command.
public class ImageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// The cause.
    public enum Reason {
        /// The request itself: an unknown snapshot, an object that is too large, nothing to undo.
        REFUSED,
        /// This kind of image cannot do it: a past state, or an image in memory alone.
        UNSUPPORTED,
        /// The journal does not reach back to the requested state.
        BEYOND,
        /// The image was opened read-only, because of damage or of a disk that cannot be written.
        READ_ONLY,
        /// The disk has too little room left.
        NO_ROOM,
        /// The operating system did not read or write a file.
        DISK,
        /// A file does not hold what batos wrote to it, or is missing.
        DAMAGED,
        /// A later batos wrote it.
        NEWER,
        /// Another process owns the image.
        IN_USE,
        /// This process has closed it.
        CLOSED,
        /// The thread was interrupted.
        INTERRUPTED
    }

    private final Reason reason;
    private final String[] advice;
    private final String what;

    public ImageFault(String message) {
        this(Reason.REFUSED, message);
    }

    public ImageFault(String message, Throwable cause) {
        this(Reason.REFUSED, message, cause);
    }

    public ImageFault(Reason reason, String message) {
        this(reason, message, List.of());
    }

    /// @param what without a full stop
    /// @param advice the ways on, one of which is enough
    public ImageFault(Reason reason, String what, List<String> advice) {
        super(message(what, advice));
        this.reason = reason;
        this.what = what;
        this.advice = advice.toArray(String[]::new);
    }

    public ImageFault(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.what = message;
        this.advice = new String[0];
    }

    private static String message(String what, List<String> advice) {
        return advice.isEmpty() ? what : what + ". Next: " + String.join(", or ", advice);
    }

    /// The message without one next step, for a caller that just takes it.
    public String without(String way) {
        return message(what, Stream.of(advice).filter(other -> !other.equals(way)).toList());
    }

    public Reason reason() {
        return reason;
    }
}
