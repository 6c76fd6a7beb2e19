package batos.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.CompiledHouse;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A setting that nothing reads is a promise that nobody keeps: each component of the settings'
/// records is asked for somewhere outside of the room that reads the file.
class ConsumedSettingsTest {
    @Test
    void eachKeyIsReadByCode() {
        var house = CompiledHouse.classes();
        var unread = new TreeSet<String>();
        var seen = 0;
        for (var type : house) {
            if (!isSettings(type)) {
                continue;
            }
            for (var component : type.reflect().getRecordComponents()) {
                seen++;
                var accessor = type.getMethod(component.getName());
                if (!isRead(accessor)) {
                    unread.add(type.getSimpleName() + "." + component.getName());
                }
            }
        }
        var components = seen;
        assertTrue(components >= 60, () -> "components seen: " + components);
        assertEquals(new TreeSet<>(), unread);
    }

    private static boolean isSettings(JavaClass type) {
        return type.isRecord()
                && type.getPackageName().equals("batos.config")
                && (type.getName().startsWith("batos.config.Settings$")
                        || type.getSimpleName().endsWith("Settings"));
    }

    private static boolean isRead(JavaMethod accessor) {
        return accessor.getAccessesToSelf().stream()
                .anyMatch(access -> {
                    var reader = access.getOriginOwner();
                    return !reader.equals(accessor.getOwner())
                            && !reader.getSimpleName().equals("SettingsReader");
                });
    }
}
