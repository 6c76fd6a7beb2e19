package batos.memory.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesAndMailTest {
    @TempDir Path folder;

    @Nested
    class Markdown {
        @Test
        void takesItsDateFromFrontMatterHeadingOrName() throws IOException {
            var files = new ExportFiles(folder);
            files.write(
                    "notes/garden.md",
                    """
                    ---
                    title: Garden
                    date: 2026-03-01
                    ---
                    The lavender is planted.

                    ## 2026-04-15 First bloom
                    It blooms, three weeks early.

                    ## Water
                    The pump is broken.
                    """);
            files.write("notes/journal/2026-05-02.md", "# Today\nI met Ben.");
            assertEquals(Format.MARKDOWN, Format.of(folder.resolve("notes")));
            var items = ExportFiles.read(Format.MARKDOWN, folder.resolve("notes"));
            assertEquals(
                    List.of("2026-03-01", "2026-04-15", "2026-04-15", "2026-05-02"),
                    items.stream().map(it -> it.time().toString().substring(0, 10)).toList());
            assertEquals("markdown/garden.md", items.getFirst().session());
            assertEquals("markdown/journal/2026-05-02.md", items.getLast().session());
            assertTrue(items.stream().allMatch(it -> it.speaker().equals("Architect")));
        }

        @Test
        void isCutAtParagraphsWhereItIsLong() throws IOException {
            var file =
                    new ExportFiles(folder)
                            .write("long.md", ("word ".repeat(100) + "\n\n").repeat(9));
            var items = ExportFiles.read(Format.MARKDOWN, file);
            assertTrue(items.size() >= 4, "pieces: " + items.size());
            assertTrue(items.stream().allMatch(it -> it.text().length() <= 1_200));
        }
    }

    @Nested
    class Mail {
        private static final String MBOX =
                """
                From anna@example.org Fri May  1 10:00:00 2026
                From: "Anna Weber" <anna@example.org>
                To: ben@example.org
                Subject: Harvest
                Date: Fri, 1 May 2026 12:00:00 +0200 (CEST)
                Message-ID: <1@example.org>
                MIME-Version: 1.0
                Content-Type: multipart/alternative; boundary="b1"

                --b1
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                Die =C3=84pfel sind reif.
                >From the tree, I mean.
                --=20
                Anna
                --b1
                Content-Type: text/html; charset=utf-8

                <p>Die Äpfel</p>
                --b1--

                From ben@example.org Fri May  1 11:00:00 2026
                From: Ben <ben@example.org>
                Subject: Re: Harvest
                Date: Fri, 01 May 2026 13:00:00 +0200
                Message-ID: <2@example.org>
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: base64

                SWNoIGtvbW1lIGFtIFNvbm50YWcuCj4gRGllIMRwZmVsIHNpbmQgcmVpZi4K
                """;

        @Test
        void isItsOwnWordsByThread() throws IOException {
            var items =
                    ExportFiles.read(Format.MBOX, new ExportFiles(folder).write("mail.mbox", MBOX));
            assertEquals(2, items.size());
            assertEquals("Anna Weber", items.getFirst().speaker());
            assertEquals(
                    "Harvest\nDie Äpfel sind reif.\nFrom the tree, I mean.",
                    items.getFirst().text());
            assertEquals("Re: Harvest\nIch komme am Sonntag.", items.getLast().text());
            assertEquals(
                    List.of("mbox/Harvest", "mbox/Harvest"),
                    items.stream().map(Item::session).toList());
            assertEquals(Instant.parse("2026-05-01T10:00:00Z"), items.getFirst().time());
            assertEquals("<2@example.org>", items.getLast().id());
        }
    }
}
