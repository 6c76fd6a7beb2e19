package batos;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.ref.SoftReference;
import java.nio.file.Path;

/// The compiled classes of the product as ArchUnit reads them, which takes seconds: once in each
/// process of tests, and again only where memory had been short. Safe for several threads.
public final class CompiledHouse {
    private static SoftReference<JavaClasses> read = new SoftReference<>(null);

    private CompiledHouse() {}

    public static synchronized JavaClasses classes() {
        var classes = read.get();
        if (classes == null) {
            classes = new ClassFileImporter().importPath(Path.of("target", "classes"));
            read = new SoftReference<>(classes);
        }
        return classes;
    }
}
