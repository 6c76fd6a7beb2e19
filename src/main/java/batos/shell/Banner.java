package batos.shell;

/// The first lines at the prompt: what is in use, and what to type first.
final class Banner {
    private Banner() {}

    static String of(House house) {
        var image = house.image();
        var now = image.now();
        return "batos: "
                + house.standing()
                + "; image "
                + image.home()
                + ", root "
                + now.root().substring(0, 12)
                + ", "
                + now.size()
                + (now.size() == 1 ? " object" : " objects")
                + "\nFirst: @ and a question, an expression such as 3 + 4, or /help. Ctrl-D leaves.";
    }
}
