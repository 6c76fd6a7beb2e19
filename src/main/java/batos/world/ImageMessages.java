package batos.world;

import batos.image.Image;
import batos.image.ImageFault;
import batos.image.VerifyFault;
import batos.talk.bind.Native;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import org.jspecify.annotations.Nullable;

/// The messages of `image`: its state, and the way back.
final class ImageMessages {
    private static final String TYPE = "Image";

    private final Image image;

    ImageMessages(Image image) {
        this.image = image;
    }

    void bind(Natives natives) {
        natives.name("image", () -> new Proxy(TYPE, ""));
        natives.define(TYPE, "root", call -> image.now().root())
                .define(TYPE, "number", call -> image.now().number())
                .define(TYPE, "size", call -> image.now().size())
                .define(TYPE, "commit", NativeCall::commit)
                .define(
                        TYPE,
                        "log",
                        call ->
                                image.log(20).stream()
                                        .map(commit ->
                                                commit.number()
                                                        + " "
                                                        + commit.cause().author()
                                                        + ": "
                                                        + commit.cause().line())
                                        .toList())
                .define(
                        TYPE,
                        "snapshots",
                        call -> image.snapshots().stream().map(Image.Snapshot::name).toList())
                .define(TYPE, "save:", or(call -> image.save(call.text(0)).number()))
                .define(TYPE, "undo", or(call -> undo(call, 1)))
                .define(TYPE, "undo:", or(call -> undo(call, (int) call.whole(0))))
                .define(
                        TYPE,
                        "restore:",
                        or(call -> image.restore(call.text(0), call.cause()).number()))
                .define(
                        TYPE,
                        "verify",
                        or(call -> image.verify().stream().map(VerifyFault::what).toList()));
        WorldSources.load(natives, "Image.st");
    }

    private long undo(NativeCall call, int deedsBack) {
        return image.undo(deedsBack, call.cause()).number();
    }

    /// Turns a refusal of the image into an error of the language; a read-only image ends the
    /// evaluation.
    private static Native or(Native code) {
        return new Native() {
            @Override
            public @Nullable Object call(NativeCall call) throws Exception {
                try {
                    return code.call(call);
                } catch (ImageFault fault) {
                    if (fault.reason() == ImageFault.Reason.READ_ONLY) {
                        throw fault;
                    }
                    throw call.error(String.valueOf(fault.getMessage()));
                }
            }
        };
    }
}
