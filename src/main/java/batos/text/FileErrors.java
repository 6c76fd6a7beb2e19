package batos.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/// The operating system's errors, in words.
public final class FileErrors {
    private FileErrors() {}

    /// The file and the reason.
    public static String message(IOException e) {
        return e instanceof FileSystemException fault
                ? fault.getFile() + ": " + reason(e)
                : reason(e);
    }

    /// Whether the disk had no room. The JDK hands the system's words on, and no error number.
    public static boolean isFull(IOException e) {
        var message = String.valueOf(e.getMessage());
        return message.contains("No space left") || message.contains("Disk quota exceeded");
    }

    /// Without the file, worded to follow its name and a colon.
    public static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException missing -> "no such file";
            case FileAlreadyExistsException other -> "is there already, and is not a folder";
            case NotDirectoryException other -> "is not a folder";
            case CharacterCodingException other -> "not UTF-8";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
