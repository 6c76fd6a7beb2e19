package batos.image;

/// Bytes that no image wrote, or that changed since, or a file that is missing. Trying again does
/// not help.
public final class DamagedData extends ImageFault {
    private static final long serialVersionUID = 1L;

    public DamagedData(String message) {
        super(Reason.DAMAGED, message);
    }
}
