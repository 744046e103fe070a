package org.taskyard.console;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The pictures of docs/console.md. They are kept in the repository, so they have to be small. */
final class Pictures {

  static final Path KEPT = Path.of("docs/images/console");

  /** How each page is seen, as the names of its pictures end. */
  static final List<String> LOOKS = List.of("light", "dark", "narrow");

  /** The property by which the tests write them anew. */
  static final String WRITE = "taskyard.pictures.write";

  /** A page has some forty; the rest are the edges of its letters. */
  private static final int COLOURS = 64;

  /** The most frequent ones are surfaces and texts: they stay as they are. */
  private static final int EXACT = 24;

  /**
   * Of the others, those that one can hardly tell apart: the sum of the squares of red, green,
   * blue.
   */
  private static final int ALIKE = 300;

  private Pictures() {}

  /**
   * Keeps a picture.
   *
   * @param shot as the browser made it
   */
  static void write(byte[] shot, String name) {
    try {
      Files.createDirectories(KEPT);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(shot));
      write(withPalette(image), KEPT.resolve(name + ".png"));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void write(BufferedImage image, Path file) throws IOException {
    Files.deleteIfExists(file); // what is there would stay behind what is written
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      ImageWriteParam most = writer.getDefaultWriteParam();
      most.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      most.setCompressionQuality(0);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), most);
    } finally {
      writer.dispose();
    }
  }

  private static BufferedImage withPalette(BufferedImage image) {
    int width = image.getWidth();
    int[] pixels = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
    List<Integer> palette = palette(pixels);
    int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
    BufferedImage small =
        new BufferedImage(width, image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> places = new HashMap<>();
    byte[] row = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      row[i] = (byte) (int) places.computeIfAbsent(pixels[i], pixel -> nearest(palette, pixel));
    }
    small.getRaster().setDataElements(0, 0, width, image.getHeight(), row);
    return small;
  }

  /** The most frequent colours; of the edges that are alike one. */
  private static List<Integer> palette(int[] pixels) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel, 1, Integer::sum);
    }
    List<Integer> byCount = new ArrayList<>(counts.keySet());
    byCount.sort(
        Comparator.comparing((Integer colour) -> -counts.get(colour))
            .thenComparing(colour -> colour));
    List<Integer> palette = new ArrayList<>();
    for (int colour : byCount) {
      if (palette.size() == COLOURS) {
        break;
      }
      if (palette.size() < EXACT
          || distance(colour, palette.get(nearest(palette, colour))) > ALIKE) {
        palette.add(colour);
      }
    }
    return palette;
  }

  private static int nearest(List<Integer> palette, int colour) {
    int best = 0;
    for (int i = 1; i < palette.size(); i++) {
      if (distance(colour, palette.get(i)) < distance(colour, palette.get(best))) {
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 255) - (other >> 16 & 255);
    int green = (one >> 8 & 255) - (other >> 8 & 255);
    int blue = (one & 255) - (other & 255);
    return red * red + green * green + blue * blue;
  }
}
