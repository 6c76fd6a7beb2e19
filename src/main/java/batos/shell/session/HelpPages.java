package batos.shell.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// The guide, a page for each topic: the resources `batos/help/TOPIC.md`, listed with one line each
/// in `batos/help/topics.txt`. README links to the same files.
public final class HelpPages {
    private HelpPages() {}

    static boolean has(String topic) {
        return page(topic).isPresent();
    }

    /// The page of a topic as plain text of so many columns; empty where there is none.
    static Optional<String> of(String topic, int width) {
        return page(topic).map(page -> MarkdownPage.of(page, width));
    }

    private static Optional<String> page(String topic) {
        return topic.matches("[a-z-]+") ? read(topic + ".md") : Optional.empty();
    }

    /// Topics, each with its line.
    public static List<String> topics() {
        return read("topics.txt").stream().flatMap(String::lines).toList();
    }

    /// The names of the topics.
    public static List<String> names() {
        return topics().stream().map(line -> line.split("\\s", 2)[0]).toList();
    }

    private static Optional<String> read(String name) {
        try (var in = HelpPages.class.getResourceAsStream("/batos/help/" + name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the page " + name + " cannot be read", e);
        }
    }
}
