package batos.image;

/// Another process owns the image: exit code 3. The message names it and how to attach.
public final class ImageOwned extends ImageFault {
    private static final long serialVersionUID = 1L;

    public ImageOwned(String message) {
        super(message);
    }
}
