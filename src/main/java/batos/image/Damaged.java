package batos.image;

/// Bytes that no image wrote, or that changed since.
final class Damaged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Damaged(String message) {
        super(message);
    }
}
