package batos.faces.openai;

import batos.app.DeedQueue;
import batos.app.Services;
import batos.app.StoppableWork;
import batos.faces.http.ClientWatch;
import batos.faces.http.HttpFace;
import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The OpenAI API under `/v1`.
public final class OpenAiFace implements HttpFace {
    private static final System.Logger LOG = System.getLogger("batos.faces.openai");
    private static final String ANSWERED = "answered";

    private final ModelList models;
    private final OpenAiRequests requests;
    private final RequestAdmission admission;
    private final ClientWatch clients = new ClientWatch();
    private final Set<StoppableWork> running = ConcurrentHashMap.newKeySet();

    public OpenAiFace(Services house, DeedQueue deeds) {
        models = new ModelList(house.image());
        requests = new OpenAiRequests(house, deeds);
        admission = new RequestAdmission(() -> house.config().settings().serve().clients());
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
            for (var path : OpenAiRequests.PATHS) {
                router.post(path, context -> serve(path, context));
            }
            router.exception(ApiFault.class, OpenAiFace::refuse);
            router.exception(RuntimeException.class, OpenAiFace::fail);
            router.error(404, OpenAiFace::unknown);
        });
    }

    /// The client's going away, and this face's end, stop the work.
    private void serve(String path, Context context) {
        var request = ApiRequest.parse(context.body());
        var work = new StoppableWork();
        running.add(work);
        try (var _ = admission.enter();
                var _ = clients.watch(context.req(), work::stop)) {
            var sink = new HttpSink(context.res(), work);
            work.run(() -> {
                requests.answer(path, request, sink);
                return true;
            });
        } finally {
            running.remove(work);
        }
    }

    private static void answer(Context context, ObjectNode document) {
        context.contentType("application/json").result(Json.write(document));
    }

    private static void refuse(ApiFault fault, Context context) {
        context.attribute(ANSWERED, true);
        if (fault.status() == 429) {
            context.header("Retry-After", "1");
        }
        answer(context.status(fault.status()), fault.document());
    }

    private static void fail(RuntimeException fault, Context context) {
        LOG.log(System.Logger.Level.ERROR, "an OpenAI request failed", fault);
        refuse(ApiFault.failed("internal_error", "internal error: " + fault, fault), context);
    }

    /// A path that nobody serves.
    private static void unknown(Context context) {
        if (context.attribute(ANSWERED) == null) {
            answer(context, ApiFault.noRoute(context.method().name(), context.path()).document());
        }
    }

    @Override
    public void close() {
        running.forEach(StoppableWork::stop);
        clients.close();
    }
}
