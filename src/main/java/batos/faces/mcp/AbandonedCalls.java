package batos.faces.mcp;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A servlet in front of the SDK's that notices when the answer to a request can be sent no more,
/// and tells the call: [CancellableSession] asks for the answer of its thread.
final class AbandonedCalls extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final ThreadLocal<@Nullable Answer> ANSWER = new ThreadLocal<>();

    private final transient HttpServlet servlet;

    AbandonedCalls(HttpServlet servlet) {
        this.servlet = servlet;
    }

    /// The answer to one request while it is written.
    static final class Answer implements AsyncListener {
        private @Nullable Runnable ended;
        private boolean over;

        /// @param next is run once the answer has ended, in whichever way
        synchronized void whenEnded(Runnable next) {
            ended = next;
            if (over) {
                next.run();
            }
        }

        private synchronized void end() {
            over = true;
            if (ended != null) {
                ended.run();
                ended = null;
            }
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            end();
        }

        @Override
        public void onError(AsyncEvent event) {
            end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // It is known already.
        }
    }

    /// The answer that this thread has begun; null where it has begun none.
    static @Nullable Answer answer() {
        return ANSWER.get();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        try {
            servlet.service(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public AsyncContext startAsync() {
                            var context = super.startAsync();
                            var answer = new Answer();
                            context.addListener(answer);
                            ANSWER.set(answer);
                            return context;
                        }
                    },
                    response);
        } finally {
            ANSWER.remove();
        }
    }
}
