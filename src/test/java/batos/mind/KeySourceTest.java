package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySourceTest {
    @TempDir Path folder;

    private Path file(String text, String mode) throws Exception {
        var file = Files.writeString(folder.resolve("key"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static Optional<String> read(Path file, Map<String, String> environment) {
        return new KeySource("THE_KEY", Optional.of(file)).read(environment);
    }

    private static String refused(Path file) {
        return String.valueOf(
                assertThrows(MindFault.class, () -> read(file, Map.of())).getMessage());
    }

    @Test
    void isAFileOfNobodyElse() throws Exception {
        assertEquals(Optional.of("sk-abc"), read(file("sk-abc\n", "rw-------"), Map.of()));
        assertEquals(Optional.of("sk-abc"), read(file("\uFEFFsk-abc\n", "rw-------"), Map.of()));
    }

    @Test
    void isTheVariableWhereItIsSet() throws Exception {
        var both = read(file("sk-abc", "rw-------"), Map.of("THE_KEY", "sk-environment"));
        assertEquals(Optional.of("sk-environment"), both);
    }

    @Test
    void isRefusedWhereOthersMayReadIt() throws Exception {
        var why = refused(file("sk-abc", "rw-r-----"));
        assertTrue(why.contains("chmod 600"), why);
        assertTrue(!why.contains("sk-abc"), why);
    }

    @Test
    void isRefusedWhereTheFileHoldsNoKey() throws Exception {
        assertTrue(refused(file("", "rw-------")).contains("does not hold one line"));
        assertTrue(refused(file("a\nb", "rw-------")).contains("does not hold one line"));
        assertTrue(refused(folder.resolve("nothing")).contains("there is none"));
    }

    @Test
    void isNotRepeatedWhereItCannotBeSent() {
        for (var key : new String[] {"sk-ab cd", "sk-äbcd", "sk-ab\u0007cd"}) {
            var place = new KeySource("THE_KEY", Optional.empty());
            var fault = assertThrows(MindFault.class, () -> place.read(Map.of("THE_KEY", key)));
            assertTrue(String.valueOf(fault.getMessage()).contains("THE_KEY"));
            assertTrue(!String.valueOf(fault.getMessage()).contains("sk-"));
        }
    }

    @Test
    void isNowhereWhereNeitherIsNamed() {
        assertEquals(Optional.empty(), new KeySource("THE_KEY", Optional.empty()).read(Map.of()));
    }
}
