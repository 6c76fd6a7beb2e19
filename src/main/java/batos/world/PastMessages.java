package batos.world;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.ImageFault;
import batos.image.View;
import batos.talk.Evaluation;
import batos.talk.Talk;
import batos.talk.bind.NativeCall;
import batos.talk.bind.Natives;
import batos.talk.bind.Proxy;
import java.util.function.LongFunction;

/// The messages of a past state: `(image at: 12) evaluate: 'counter value'`. Its objects stay
/// there; the answer is text.
final class PastMessages {
    private static final String TYPE = "PastImage";

    private final Image image;
    private final LongFunction<Talk> past;

    PastMessages(Image image, LongFunction<Talk> past) {
        this.image = image;
        this.past = past;
    }

    void bind(Natives natives) {
        natives.define("Image", "at:", this::at)
                .define(TYPE, "number", call -> view(call).number())
                .define(TYPE, "root", call -> view(call).root())
                .define(TYPE, "size", call -> view(call).size())
                .define(TYPE, "evaluate:", this::evaluate);
    }

    private Object at(NativeCall call) {
        var number = call.whole(0);
        try {
            return new Proxy(TYPE, Long.toString(image.at(number).number()));
        } catch (ImageFault fault) {
            throw call.error(String.valueOf(fault.getMessage()));
        }
    }

    private View view(NativeCall call) {
        return image.at(Long.parseLong(call.key()));
    }

    private Object evaluate(NativeCall call) throws InterruptedException {
        var source = call.text(0);
        try (var talk = past.apply(Long.parseLong(call.key()))) {
            return switch (talk.evaluate(source, "past", new Cause(Author.ARCHITECT, source, 0))) {
                case Evaluation.Done done -> done.printed();
                case Evaluation.Unhandled(var fault, _) -> throw call.error(fault.render().strip());
                case Evaluation.Misread misread -> throw call.error(misread.render().strip());
                case Evaluation.OverLimit limit -> throw call.error(limit.message());
                case Evaluation.Uncommitted(var why, _) -> throw call.error(why);
                case Evaluation.Interrupted _ -> throw new InterruptedException("interrupted");
            };
        }
    }
}
