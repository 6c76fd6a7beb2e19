package batos.mind;

import batos.text.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;

/// Uploads files to an Ollama server under their digests. A blob that is there already is not sent
/// again, so that an upload of several files goes on where it ended.
final class BlobUpload {
    private static final int CHUNK = 1 << 16;

    private final URI base;

    BlobUpload(URI base) {
        this.base = base;
    }

    /// @return the digest as the server wants it, `sha256:` and 64 hexadecimal digits
    String upload(Path file, ServerJob.Progress progress) throws IOException, InterruptedException {
        var digest = "sha256:" + digest(file, progress);
        var url = URI.create(base + "/api/blobs/" + digest);
        try (var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(Duration.ofSeconds(3))
                        .build()) {
            var head = HttpRequest.newBuilder(url).HEAD().timeout(Duration.ofSeconds(30)).build();
            if (client.send(head, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                progress.at(file.getFileName() + " is there", Files.size(file), Files.size(file));
                return digest;
            }
            var post = HttpRequest.newBuilder(url).POST(body(file, progress)).build();
            var answer = client.send(post, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException(
                        file.getFileName()
                                + ": "
                                + answer.statusCode()
                                + " "
                                + StreamProtocol.said(answer.body()));
            }
            return digest;
        } catch (IOException e) {
            throw new IOException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static HttpRequest.BodyPublisher body(Path file, ServerJob.Progress progress)
            throws IOException {
        var size = Files.size(file);
        var stream =
                HttpRequest.BodyPublishers.ofInputStream(() -> {
                    try {
                        return new Counted(
                                Files.newInputStream(file),
                                file.getFileName().toString(),
                                size,
                                progress);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        return HttpRequest.BodyPublishers.fromPublisher(stream, Math.max(size, 1));
    }

    private static String digest(Path file, ServerJob.Progress progress)
            throws IOException, InterruptedException {
        try (var in = Files.newInputStream(file)) {
            var sha = Sha256.digest();
            var size = Files.size(file);
            var buffer = new byte[CHUNK];
            var done = 0L;
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                sha.update(buffer, 0, n);
                done += n;
                progress.at("reading " + file.getFileName(), done, size);
            }
            return HexFormat.of().formatHex(sha.digest());
        }
    }

    /// Reports the bytes of a file read so far.
    private static final class Counted extends InputStream {
        private final InputStream in;
        private final String name;
        private final long size;
        private final ServerJob.Progress progress;
        private long done;

        Counted(InputStream in, String name, long size, ServerJob.Progress progress) {
            this.in = in;
            this.name = name;
            this.size = size;
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var n = in.read(buffer, from, length);
            done += Math.max(n, 0);
            progress.at("sending " + name, done, size);
            return n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
