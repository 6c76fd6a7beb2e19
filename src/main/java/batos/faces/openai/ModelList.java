package batos.faces.openai;

import batos.image.Image;
import batos.image.ImageFault;
import batos.json.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/// `/v1/models`: the council and the four as they are now, and as they were in each snapshot. Every
/// commit that the journal still holds can be named, too.
final class ModelList {
    private final Image image;

    ModelList(Image image) {
        this.image = image;
    }

    ObjectNode all() {
        var list = Json.object().put("object", "list");
        var data = list.putArray("data");
        for (var speaker : ModelName.SPEAKERS) {
            data.add(model(speaker, now()));
        }
        for (var snapshot : image.snapshots()) {
            for (var speaker : ModelName.SPEAKERS) {
                data.add(model(speaker + "@" + snapshot.name(), snapshot.at()));
            }
        }
        return list;
    }

    /// @throws ApiFault when there is no such model
    ObjectNode one(String id) {
        var name = ModelName.of(id);
        return model(name.toString(), name.past().isPresent() ? at(commit(name)) : now());
    }

    /// The number of the commit that a model of the past names.
    ///
    /// @throws ApiFault when there is no such snapshot or commit
    long commit(ModelName name) {
        var past = name.past().orElseThrow();
        for (var snapshot : image.snapshots()) {
            if (snapshot.name().equals(past)) {
                return snapshot.number();
            }
        }
        try {
            return image.at(Long.parseLong(past)).number();
        } catch (NumberFormatException e) {
            throw ApiFault.noModel(
                    name.toString(), "No snapshot has that name. Next: batos image list");
        } catch (ImageFault e) {
            throw ApiFault.noModel(name.toString(), String.valueOf(e.getMessage()));
        }
    }

    private Instant now() {
        return image.log(1).stream().findFirst().map(commit -> commit.at()).orElse(Instant.EPOCH);
    }

    private Instant at(long number) {
        return image.log(Integer.MAX_VALUE).stream()
                .filter(commit -> commit.number() == number)
                .findFirst()
                .map(commit -> commit.at())
                .orElse(Instant.EPOCH);
    }

    private static ObjectNode model(String id, Instant created) {
        return Json.object()
                .put("id", id)
                .put("object", "model")
                .put("created", created.getEpochSecond())
                .put("owned_by", "batos");
    }
}
