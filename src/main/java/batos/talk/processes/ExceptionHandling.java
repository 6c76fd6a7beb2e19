package batos.talk.processes;

import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import org.jspecify.annotations.Nullable;

/// Exceptions without unwinding: a handler's block runs on top of the signaller, so that `resume:`
/// is a plain return and only `return:` and `retry` leave frames.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class ExceptionHandling {
    /// Slots of every exception.
    public static final int MESSAGE = 0;

    public static final int RECEIVER = 1;
    public static final int SIGNAL = 2;

    /// Behind the slots of Exception: the Message of a MessageNotUnderstood.
    public static final int UNDERSTOOD = 5;

    private final ProcessInterpreter run;
    private @Nullable Handler handlers;

    ExceptionHandling(ProcessInterpreter run) {
        this.run = run;
    }

    /// An exception being signalled.
    static final class Signal {
        final Frame at;
        @Nullable Handler handler;
        @Nullable Handler within;
        Object token = this;

        Signal(Frame at) {
            this.at = at;
        }
    }

    /// The frame in which an exception was signalled; null if it never was.
    public static @Nullable Frame signalled(HeapObject exception) {
        return exception.slots[SIGNAL] instanceof Signal signal ? signal.at : null;
    }

    /// The same while a handler runs; null afterwards.
    public static @Nullable Frame handled(HeapObject exception) {
        return exception.slots[SIGNAL] instanceof Signal signal && signal.handler != null
                ? signal.at
                : null;
    }

    public Object onDo(Frame f, Object block, Object[] wanted, Object[] blocks) {
        var before = handlers;
        while (true) {
            var handler = new Handler(before, wanted, blocks);
            handlers = handler;
            try {
                return value(f, block);
            } catch (Unwinding.Handled handled) {
                if (handled.handler != handler) {
                    throw handled;
                }
                if (!handled.retry) {
                    return handled.value;
                }
                if (handled.replacement != null) {
                    handlers = before;
                    return value(f, handled.replacement);
                }
            } finally {
                handlers = before;
            }
        }
    }

    private Object value(Frame f, Object block) {
        return block instanceof Closure closure && closure.parameters() == 0
                ? closure.value(f)
                : run.send(f, block, "value");
    }

    private Object value(Frame f, Object block, Object argument) {
        if (block instanceof Closure closure) {
            return closure.parameters() == 0 ? closure.value(f) : closure.value(f, argument);
        }
        return run.send(f, block, "numArgs") instanceof Long n && n == 1
                ? run.send(f, block, "value:", argument)
                : run.send(f, block, "value");
    }

    public Object signal(Frame f, HeapObject exception) {
        var signal = new Signal(f);
        signal.within = handlers;
        exception.slots[SIGNAL] = signal;
        return raise(f, exception, signal, handlers);
    }

    private Object raise(Frame f, HeapObject exception, Signal signal, @Nullable Handler from) {
        var token = new Object();
        var outerToken = signal.token;
        var outerHandler = signal.handler;
        var before = handlers;
        for (var handler = from; handler != null; handler = handler.outer) {
            var block = match(f, handler, exception);
            if (block == null) {
                continue;
            }
            signal.handler = handler;
            signal.token = token;
            handlers = handler.outer;
            Object value;
            try {
                value = value(f, block, exception);
            } catch (Unwinding.Resumed resumed) {
                if (resumed.token != token) {
                    throw resumed;
                }
                return resumed.value;
            } finally {
                handlers = before;
                signal.token = outerToken;
                signal.handler = outerHandler;
            }
            throw new Unwinding.Handled(handler, value, false, null);
        }
        signal.handler = null;
        signal.token = token;
        try {
            return run.send(f, exception, "noHandler");
        } catch (Unwinding.Resumed resumed) {
            if (resumed.token != token) {
                throw resumed;
            }
            return resumed.value;
        } finally {
            signal.token = outerToken;
            signal.handler = outerHandler;
        }
    }

    /// The block of the clause that fits best: of several classes the most special one.
    private @Nullable Object match(Frame f, Handler handler, HeapObject exception) {
        Object best = null;
        var depth = -1;
        for (var i = 0; i < handler.wanted.length; i++) {
            var fit = fit(f, handler, handler.wanted[i], exception);
            if (fit > depth) {
                depth = fit;
                best = handler.blocks[i];
            }
        }
        return best;
    }

    /// The depth of the clause's class; -1 if it does not match. A clause that is no class gets
    /// `goodness:`, with only the outer handlers in force.
    private int fit(Frame f, Handler handler, Object wanted, HeapObject exception) {
        if (wanted instanceof Klass klass) {
            var depth = 0;
            if (!exception.klass.inherits(klass)) {
                return -1;
            }
            for (var k = klass; k != null; k = k.superclass) {
                depth++;
            }
            return depth;
        }
        var before = handlers;
        handlers = handler.outer;
        try {
            return Boolean.TRUE.equals(run.send(f, wanted, "goodness:", exception)) ? 0 : -1;
        } finally {
            handlers = before;
        }
    }

    private Signal current(Frame f, HeapObject exception) {
        if (exception.slots[SIGNAL] instanceof Signal signal) {
            return signal;
        }
        run.error(f, "Error", exception, "this exception was not signalled");
        throw new Unwinding.Terminated();
    }

    /// To throw: the signal answers the value.
    public Unwinding resume(Frame f, HeapObject exception, Object value) {
        return new Unwinding.Resumed(current(f, exception).token, value);
    }

    public Object leave(Frame f, HeapObject exception, Object value) {
        var handler = current(f, exception).handler;
        if (handler == null) {
            throw new Unwinding.Terminated();
        }
        throw new Unwinding.Handled(handler, value, false, null);
    }

    public Object retry(Frame f, HeapObject exception, @Nullable Object replacement) {
        var handler = current(f, exception).handler;
        if (handler == null) {
            return run.error(f, "Error", exception, "retry is for a handler's block");
        }
        throw new Unwinding.Handled(handler, Nil.NIL, true, replacement);
    }

    /// Looks for the next handler outside; answers if that one resumes.
    public Object outer(Frame f, HeapObject exception) {
        var signal = current(f, exception);
        var handler = signal.handler;
        return raise(f, exception, signal, handler == null ? null : handler.outer);
    }

    /// As [#outer], but its answer resumes the signal itself.
    public Object pass(Frame f, HeapObject exception) {
        var token = current(f, exception).token;
        var value = outer(f, exception);
        throw new Unwinding.Resumed(token, value);
    }

    public Object ensure(Frame f, Object block, Object last) {
        Object value;
        var before = handlers;
        try {
            value = value(f, block);
        } catch (Unwinding.Killed killed) {
            handlers = before;
            run.grace(killed, () -> value(f, last));
            throw killed;
        } catch (Unwinding unwound) {
            handlers = before;
            value(f, last);
            throw unwound;
        }
        value(f, last);
        return value;
    }

    public Object ifCurtailed(Frame f, Object block, Object last) {
        var before = handlers;
        try {
            return value(f, block);
        } catch (Unwinding.Killed killed) {
            handlers = before;
            run.grace(killed, () -> value(f, last));
            throw killed;
        } catch (Unwinding unwound) {
            handlers = before;
            value(f, last);
            throw unwound;
        }
    }
}
