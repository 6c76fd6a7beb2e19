package batos.image;

/// Bytes that no image wrote, or that changed since. Trying again does not help.
final class DamagedData extends ImageFault {
    private static final long serialVersionUID = 1L;

    DamagedData(String message) {
        super(message);
    }
}
