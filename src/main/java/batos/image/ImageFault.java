package batos.image;

/// The image cannot do what was asked: the message names the thing, the place and the next command.
public class ImageFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ImageFault(String message) {
        super(message);
    }

    public ImageFault(String message, Throwable cause) {
        super(message, cause);
    }
}
