package batos.loops.strategic;

import batos.image.Cause;
import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Image;
import batos.image.Oid;
import batos.image.View;
import batos.json.RecordJson;
import batos.mind.PersonaId;
import batos.text.Sha256;
import batos.trainer.TrainingRequest;
import batos.trainer.TrainingResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/// The strategic loop's objects in the image: tunings, sealed datasets, examples that the Architect
/// added, corrections, old skills, and words that are marked as private.
public final class TuningRecords {
    static final String TUNING = "tuning";
    private static final String DATASET = "dataset";
    private static final String EXAMPLE = "example";
    private static final String DROPPED = "example.dropped";
    private static final String CORRECTION = "correction";
    private static final String JUDGEMENT = "tuning.judgement";
    private static final String SKILL = "skill";
    private static final String PRIVATE = "private";

    private final Image image;

    public TuningRecords(Image image) {
        this.image = image;
    }

    /// In order of their numbers.
    public List<Tuning> tunings() {
        return tunings(image.now());
    }

    private static List<Tuning> tunings(View view) {
        return view.named(TUNING).values().stream()
                .flatMap(oid -> view.get(oid).stream())
                .map(TuningRecords::tuning)
                .sorted(Comparator.comparingInt(Tuning::number))
                .toList();
    }

    public Optional<Tuning> tuning(int number) {
        return image.now()
                .get(Oid.named(TUNING, Integer.toString(number)))
                .map(TuningRecords::tuning);
    }

    /// A number that no tuning has, also none that an undo took back: files of it may still lie in
    /// its folder.
    int next(Set<Integer> folders) {
        var taken =
                Math.max(
                        tunings().stream().mapToInt(Tuning::number).max().orElse(0),
                        folders.stream().mapToInt(Integer::intValue).max().orElse(0));
        return taken + 1;
    }

    void put(Tuning tuning, Cause cause) {
        image.update(cause, change -> change.put(form(tuning)));
    }

    static Form form(Tuning tuning) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("persona", new Datum.Text(tuning.persona().name()));
        slots.put("theme", new Datum.Text(tuning.theme()));
        slots.put("base", new Datum.Text(tuning.base()));
        slots.put("baseDigest", new Datum.Text(tuning.baseDigest()));
        slots.put("baseFile", new Datum.Text(tuning.baseFile()));
        slots.put("dataset", new Datum.Text(tuning.dataset()));
        slots.put("trainer", new Datum.Text(tuning.trainer()));
        slots.put("tag", new Datum.Text(tuning.tag()));
        slots.put("recipe", new Datum.Text(RecordJson.write(tuning.recipe())));
        slots.put("state", new Datum.Text(tuning.state().name()));
        slots.put("why", new Datum.Text(tuning.why()));
        slots.put("changed", new Datum.Text(tuning.changed().toString()));
        tuning.result().ifPresent(r -> slots.put("result", new Datum.Text(RecordJson.write(r))));
        tuning.evidence()
                .ifPresent(e -> slots.put("evidence", new Datum.Text(RecordJson.write(e))));
        tuning.report().ifPresent(r -> slots.put("report", new Datum.Text(RecordJson.write(r))));
        tuning.probation()
                .ifPresent(p -> slots.put("probation", new Datum.Text(RecordJson.write(p))));
        return Form.named(TUNING, 1, Integer.toString(tuning.number()), slots);
    }

    private static Tuning tuning(Form form) {
        return new Tuning(
                new TuningPlan(
                        Integer.parseInt(String.valueOf(form.name())),
                        PersonaId.valueOf(form.text("persona")),
                        form.text("theme"),
                        form.text("base"),
                        form.text("baseDigest"),
                        form.text("baseFile"),
                        form.text("dataset"),
                        form.text("trainer"),
                        form.text("tag"),
                        RecordJson.read(form.text("recipe"), TrainingRequest.Recipe.class)
                                .orElse(new TrainingRequest.Recipe(0, 0, 0, 0, 0, 0, 0, 0))),
                TuningState.valueOf(form.text("state")),
                form.text("why"),
                Instant.parse(form.text("changed")),
                new TuningResults(
                        RecordJson.read(form.text("result"), TrainingResult.class),
                        RecordJson.read(form.text("evidence"), GateEvidence.class),
                        RecordJson.read(form.text("report"), GateReport.class),
                        RecordJson.read(form.text("probation"), Tuning.Probation.class)));
    }

    public Optional<SealedDataset> dataset(String name) {
        return image.now()
                .get(Oid.named(DATASET, name))
                .flatMap(form -> RecordJson.read(form.text("document"), SealedDataset.class));
    }

    public List<String> datasets() {
        return List.copyOf(image.now().named(DATASET).keySet());
    }

    int nextVersion(String persona) {
        var version = 1;
        while (image.now().named(DATASET).containsKey(persona + "@" + version)) {
            version++;
        }
        return version;
    }

    static void put(Change change, SealedDataset dataset) {
        var slots = document(dataset);
        slots.put("hash", new Datum.Text(dataset.hash()));
        change.put(Form.named(DATASET, 1, dataset.name(), slots));
    }

    /// Examples that the Architect brought in for a persona.
    List<GoldenExample> added(String persona) {
        return documents(EXAMPLE, GoldenExample.class).stream()
                .filter(example -> example.persona().equals(persona))
                .toList();
    }

    /// One that was dropped comes back.
    void add(List<GoldenExample> examples, Cause cause) {
        image.update(
                cause,
                change ->
                        examples.forEach(example -> {
                            change.put(
                                    Form.named(
                                            EXAMPLE,
                                            1,
                                            example.persona() + "/" + example.id(),
                                            document(example)));
                            var dropped = Oid.named(DROPPED, example.id());
                            if (change.get(dropped).isPresent()) {
                                change.remove(dropped);
                            }
                        }));
    }

    Set<String> dropped() {
        return image.now().named(DROPPED).keySet();
    }

    void drop(String id, Cause cause) {
        image.update(
                cause, change -> change.put(Form.named(DROPPED, 1, id, new LinkedHashMap<>())));
    }

    /// The answer as it should have been, by persona and turn.
    Optional<String> correction(String persona, long episode) {
        return image.now()
                .get(Oid.named(CORRECTION, persona + "/" + episode))
                .map(form -> form.text("text"));
    }

    void correct(String persona, long episode, String text, Cause cause) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("text", new Datum.Text(text));
        slots.put("episode", new Datum.Whole(episode));
        image.update(
                cause,
                change -> change.put(Form.named(CORRECTION, 1, persona + "/" + episode, slots)));
    }

    /// Whether a judge has looked at the answer of a turn.
    boolean isJudged(String persona, long episode) {
        return image.now().named(JUDGEMENT).containsKey(persona + "/" + episode);
    }

    /// Turns whose answer a judge preferred in both orders.
    Set<Long> preferred(String persona) {
        var view = image.now();
        var preferred = new TreeSet<Long>();
        view.named(JUDGEMENT)
                .forEach((name, oid) -> {
                    if (name.startsWith(persona + "/")) {
                        view.readable(oid)
                                .filter(form -> form.at("preferred").equals(new Datum.Truth(true)))
                                .ifPresent(form ->
                                        preferred.add(
                                                Long.parseLong(
                                                        name.substring(persona.length() + 1))));
                    }
                });
        return preferred;
    }

    void judged(
            String persona,
            List<AnswerRecord> answers,
            List<Long> preferred,
            String judge,
            Cause cause) {
        image.update(
                cause,
                change ->
                        answers.forEach(answer -> {
                            var slots = new LinkedHashMap<String, Datum>();
                            slots.put("judge", new Datum.Text(judge));
                            slots.put(
                                    "preferred",
                                    new Datum.Truth(preferred.contains(answer.episode())));
                            change.put(
                                    Form.named(
                                            JUDGEMENT, 1, persona + "/" + answer.episode(), slots));
                        }));
    }

    /// The Architect's own old skills.
    List<RetainedSkill> skills() {
        return documents(SKILL, RetainedSkill.class);
    }

    void add(RetainedSkill skill, Cause cause) {
        var name = Sha256.of(skill.persona() + skill.question()).substring(0, 12);
        image.update(cause, change -> change.put(Form.named(SKILL, 1, name, document(skill))));
    }

    public List<String> marked() {
        return List.copyOf(image.now().named(PRIVATE).keySet());
    }

    void mark(String words, Cause cause) {
        image.update(
                cause, change -> change.put(Form.named(PRIVATE, 1, words, new LinkedHashMap<>())));
    }

    private <T> List<T> documents(String kind, Class<T> type) {
        var view = image.now();
        var found = new ArrayList<T>();
        for (var oid : view.named(kind).values()) {
            view.get(oid)
                    .flatMap(form -> RecordJson.read(form.text("document"), type))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static SequencedMap<String, Datum> document(Object record) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("document", new Datum.Text(RecordJson.write(record)));
        return slots;
    }
}
