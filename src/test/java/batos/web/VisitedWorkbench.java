package batos.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Tests in a browser of one workbench, which the class opens before all of them; each has a page
/// of its own, of which the browser must not complain.
abstract class VisitedWorkbench {
    @TempDir static Path folder;

    static RunningWorkbench workbench;
    Page page;

    @AfterAll
    static void close() {
        if (workbench != null) {
            workbench.close();
        }
    }

    @BeforeEach
    void visit() {
        page = workbench.visitor(ColorScheme.LIGHT, 1200);
    }

    @AfterEach
    void leave() {
        page.context().close();
        assertEquals(List.of(), workbench.complaints, "what the browser complained about");
    }

    final void show(String path) {
        workbench.show(page, path);
    }
}
