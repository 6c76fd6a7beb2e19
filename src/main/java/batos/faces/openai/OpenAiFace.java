package batos.faces.openai;

import batos.app.DeedQueue;
import batos.app.Services;
import batos.faces.http.HttpFace;
import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/// The OpenAI API under `/v1`.
public final class OpenAiFace implements HttpFace {
    private static final String ANSWERED = "answered";
    private static final String PLACE = "place";

    private final ModelList models;
    private final Admission admission;

    public OpenAiFace(Services house, DeedQueue deeds) {
        models = new ModelList(house.image());
        admission = new Admission(() -> house.config().settings().serve().clients());
    }

    @Override
    public String offer() {
        return "/v1  OpenAI API";
    }

    @Override
    public void mount(JavalinConfig config) {
        config.router.mount(router -> {
            router.get("/v1/models", context -> answer(context, models.all()));
            router.get(
                    "/v1/models/{id}",
                    context -> answer(context, models.one(context.pathParam("id"))));
            router.exception(ApiFault.class, OpenAiFace::refuse);
            router.error(404, OpenAiFace::unknown);
        });
    }

    private void admit(Context context) {
        context.attribute(PLACE, admission.enter());
    }

    private static void leave(Context context) {
        Admission.Place place = context.attribute(PLACE);
        if (place != null) {
            place.close();
        }
    }

    private static void answer(Context context, ObjectNode document) {
        context.contentType("application/json").result(Json.write(document));
    }

    private static void refuse(ApiFault fault, Context context) {
        context.attribute(ANSWERED, true);
        answer(context.status(fault.status()), fault.document());
    }

    /// A path that nobody serves.
    private static void unknown(Context context) {
        if (context.attribute(ANSWERED) == null) {
            answer(context, ApiFault.noRoute(context.method().name(), context.path()).document());
        }
    }

    @Override
    public void close() {}
}
