package batos.toolbox;

import batos.image.Form;
import batos.image.ScratchImage;
import java.util.ArrayList;
import java.util.List;

/// The tools made on a draft of the image, in the form in which they enter the image itself.
public final class DraftTools {
    private DraftTools() {}

    /// The versions that the draft bound and the image does not have, with their heads.
    ///
    /// @param bind whether turns see them at once; else they are quarantined until the Architect
    ///   binds them. A tool that is bound in the image stays as it is
    public static List<Form> of(ScratchImage draft, boolean bind) {
        var forms = new ArrayList<Form>();
        for (var edit : draft.edits().entrySet()) {
            var version = edit.getValue();
            if (version.isEmpty()
                    || !version.get().kind().equals(ToolForms.VERSION)
                    || draft.base().get(edit.getKey()).isPresent()) {
                continue;
            }
            var label = String.valueOf(version.get().name());
            var name = label.substring(0, label.lastIndexOf('@'));
            var bound = ToolForms.read(draft.base(), name);
            if (bound.filter(tool -> tool.standing() == Tool.Standing.LIVE).isPresent()) {
                continue;
            }
            draft.now()
                    .get(ToolForms.TOOL, name)
                    .ifPresent(head -> {
                        forms.add(version.get());
                        forms.add(
                                bind
                                        ? head
                                        : head.with(
                                                "standing",
                                                ToolForms.word(Tool.Standing.QUARANTINED)));
                    });
        }
        return forms;
    }
}
