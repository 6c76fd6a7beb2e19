package batos.image;

final class MemoryImageTest extends ImageContract {
    @Override
    Image create() {
        return new MemoryImage();
    }
}
