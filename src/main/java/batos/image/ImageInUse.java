package batos.image;

/// Another process owns the image: exit code 3. The message names it and how to attach.
public final class ImageInUse extends ImageFault {
    private static final long serialVersionUID = 1L;

    public ImageInUse(String message) {
        super(Reason.IN_USE, message);
    }
}
