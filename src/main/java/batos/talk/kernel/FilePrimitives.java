package batos.talk.kernel;

import batos.talk.bind.HostFiles;
import batos.talk.objects.ByteObject;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.processes.Frame;
import batos.talk.processes.Unwinding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The primitives of files, standard input and standard error, and of ending a script.
final class FilePrimitives {
    private final PrimitiveContext room;
    private final HostFiles files;

    FilePrimitives(PrimitiveContext room, HostFiles files) {
        this.room = room;
        this.files = files;
    }

    void install() {
        room.methods.primitive("fileRead", (Primitive.Binary) this::read);
        room.methods.primitive("fileWrite", (Primitive.Any) this::write);
        room.methods.primitive("fileEntry", (Primitive.Binary) this::entry);
        room.methods.primitive("fileList", (Primitive.Binary) this::list);
        room.methods.primitive("fileRemove", (Primitive.Binary) this::remove);
        room.methods.primitive("fileFolder", (Primitive.Binary) this::folder);
        room.methods.primitive("fileWorking", (Primitive.Unary) this::working);
        room.methods.primitive("inputLine", (Primitive.Unary) this::line);
        room.methods.primitive("errorShow", (Primitive.Binary) this::error);
        room.methods.primitive("quit", (Primitive.Binary) this::quit);
    }

    private interface Work {
        @Nullable Object done() throws IOException;
    }

    private @Nullable Object guarded(Frame f, Object receiver, Work work) {
        try {
            return work.done();
        } catch (IOException e) {
            return f.run.error(
                    f, "SystemExceptions.FileError", receiver, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object read(Frame f, Object self, Object path) {
        var name = PrimitiveContext.string(path);
        if (name == null) {
            return null;
        }
        return guarded(
                f,
                path,
                () -> {
                    var bytes = files.read(name);
                    f.run.reserve(f, 8L * bytes.length);
                    return room.text(decoded(name, bytes));
                });
    }

    private static String decoded(String name, byte[] bytes) throws IOException {
        try {
            var text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IOException(name + " is not UTF-8 text", e);
        }
    }

    private @Nullable Object write(Frame f, Object self, Object[] a) {
        var name = PrimitiveContext.string(a[0]);
        var text = PrimitiveContext.string(a[1]);
        var bytes =
                a[1] instanceof ByteObject raw
                        ? raw.bytes
                        : text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        if (name == null || bytes == null) {
            return null;
        }
        return guarded(
                f,
                a[0],
                () -> {
                    files.write(name, bytes, Boolean.TRUE.equals(a[2]));
                    return self;
                });
    }

    /// An array: whether it exists, whether it is a folder, its bytes, and when it was modified.
    private @Nullable Object entry(Frame f, Object self, Object path) {
        var name = PrimitiveContext.string(path);
        if (name == null) {
            return null;
        }
        return guarded(
                f,
                path,
                () -> {
                    var entry = files.entry(name);
                    return room.universe.array(
                            entry.exists(), entry.folder(), entry.bytes(), entry.modified());
                });
    }

    private @Nullable Object list(Frame f, Object self, Object path) {
        var name = PrimitiveContext.string(path);
        if (name == null) {
            return null;
        }
        return guarded(
                f,
                path,
                () ->
                        room.universe.array(
                                files.list(name).stream()
                                        .map(each -> (Object) room.text(each))
                                        .toArray()));
    }

    private @Nullable Object remove(Frame f, Object self, Object path) {
        var name = PrimitiveContext.string(path);
        return name == null
                ? null
                : guarded(
                        f,
                        path,
                        () -> {
                            files.remove(name);
                            return self;
                        });
    }

    private @Nullable Object folder(Frame f, Object self, Object path) {
        var name = PrimitiveContext.string(path);
        return name == null
                ? null
                : guarded(
                        f,
                        path,
                        () -> {
                            files.createFolder(name);
                            return self;
                        });
    }

    private Object working(Frame f, Object self) {
        return room.text(files.workingDirectory());
    }

    private @Nullable Object line(Frame f, Object self) {
        return guarded(
                f,
                self,
                () -> {
                    var line = files.line();
                    return line == null ? Nil.NIL : room.text(line);
                });
    }

    private @Nullable Object error(Frame f, Object self, Object text) {
        var shown = PrimitiveContext.string(text);
        if (shown == null) {
            return null;
        }
        files.error(shown);
        return self;
    }

    /// Ends the script with an exit code from 0 to 255.
    private @Nullable Object quit(Frame f, Object self, Object code) {
        if (!(code instanceof Long n) || n < 0 || n > 255) {
            return null;
        }
        throw new Unwinding.Quit(n.intValue());
    }
}
