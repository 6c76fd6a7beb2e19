package batos.faces.mcp.guests;

import batos.json.Json;
import batos.toolbox.GuestOffer;
import batos.toolbox.Guests.CallOutcome;
import batos.toolbox.Guests.OfferOutcome;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;

/// Outcomes as they stand on a tape.
final class GuestTape {
    private GuestTape() {}

    static String write(CallOutcome outcome) {
        var node = Json.object();
        switch (outcome) {
            case CallOutcome.Gave(var result) -> put(node, "gave", result, "");
            case CallOutcome.Failed(var why) -> put(node, "failed", why, "");
            case CallOutcome.TimedOut(var detail) -> put(node, "timed out", detail, "");
            case CallOutcome.Denied(var why, var next) -> put(node, "denied", why, next);
            case CallOutcome.Changed(var differences) -> {
                put(node, "changed", "", "");
                var all = node.putArray("differences");
                differences.forEach(all::add);
            }
            case CallOutcome.Interrupted() -> put(node, "interrupted", "", "");
        }
        return node.toString();
    }

    private static void put(ObjectNode node, String end, String text, String next) {
        node.put("end", end).put("text", text).put("next", next);
    }

    static CallOutcome readCall(String written) {
        var node = Json.tryRead(written).orElseGet(Json::object);
        var text = node.path("text").asText();
        return switch (node.path("end").asText()) {
            case "gave" -> new CallOutcome.Gave(text);
            case "timed out" -> new CallOutcome.TimedOut(text);
            case "denied" -> new CallOutcome.Denied(text, node.path("next").asText());
            case "changed" -> new CallOutcome.Changed(Json.texts(node.path("differences")));
            case "interrupted" -> new CallOutcome.Interrupted();
            default -> new CallOutcome.Failed(text);
        };
    }

    static String write(OfferOutcome outcome) {
        var node = Json.object();
        switch (outcome) {
            case OfferOutcome.Failed(var why) -> node.put("failed", why);
            case OfferOutcome.Offered(var offer) -> {
                node.put("server", offer.server());
                node.put("launch", offer.launch()).put("title", offer.title());
                var tools = node.putArray("tools");
                for (var tool : offer.tools()) {
                    tools.addObject()
                            .put("name", tool.name())
                            .put("description", tool.description())
                            .put("parameters", tool.parameters());
                }
            }
        }
        return node.toString();
    }

    static OfferOutcome readOffer(String written) {
        var node = Json.tryRead(written).orElseGet(Json::object);
        if (node.has("failed")) {
            return new OfferOutcome.Failed(node.get("failed").asText());
        }
        var tools = new ArrayList<GuestOffer.Item>();
        node.path("tools")
                .forEach(tool ->
                        tools.add(
                                new GuestOffer.Item(
                                        tool.path("name").asText(),
                                        tool.path("description").asText(),
                                        tool.path("parameters").asText())));
        return new OfferOutcome.Offered(
                new GuestOffer(
                        node.path("server").asText(),
                        node.path("launch").asText(),
                        node.path("title").asText(),
                        tools));
    }
}
