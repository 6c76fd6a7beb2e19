package batos.faces.acp;

import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A request that got no result, as JSON-RPC says it.
final class RpcFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    static final int PARSE = -32700;
    static final int INVALID = -32600;
    static final int NO_METHOD = -32601;
    static final int PARAMS = -32602;
    static final int INTERNAL = -32603;
    static final int NOT_FOUND = -32002;
    static final int BUSY = -32000;

    private final int code;

    RpcFault(int code, String message) {
        super(message);
        this.code = code;
    }

    ObjectNode document() {
        return Json.object().put("code", code).put("message", String.valueOf(getMessage()));
    }
}
