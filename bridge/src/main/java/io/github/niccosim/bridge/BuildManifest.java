// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Know which files a build read and what was in them, so that a later one can tell whether it would
 * read the same.
 *
 * <p>Includes and library modules are only known after a build. A hit needs every file unchanged,
 * and no new file in a search folder that would be found in place of one that was read.
 */
final class BuildManifest {
  /** {@code S 102 9978096 ... "pub.vlt"} in Verilator's Vmodel__verFiles.dat. */
  private static final Pattern SOURCE = Pattern.compile("S\\s.*\"(.*)\"");

  private static final Path LIBRARY = Path.of("libmodel.so");
  private static final String END = "end";
  private static final int HASH_LENGTH = 64;

  private String libraryHash = "";
  private final Map<Path, String> hashes = new LinkedHashMap<>();

  /** Collect the files a build read, leaving out the tool itself and the build's own folder. */
  static BuildManifest collect(String verilatorFiles, String compilerFiles, Path folder, Path tool)
      throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    Matcher source = SOURCE.matcher(verilatorFiles);
    while (source.find()) {
      files.add(folder.resolve(source.group(1)).normalize());
    }
    files.removeIf(file -> file.endsWith("verilator_bin"));
    String rule = compilerFiles.replace("\\\n", " ");
    for (String name : rule.substring(rule.indexOf(':') + 1).split("(?<!\\\\)\\s+")) {
      if (!name.isEmpty()) {
        files.add(folder.resolve(name.replace("\\ ", " ")).normalize());
      }
    }
    BuildManifest manifest = new BuildManifest();
    for (Path file : files) {
      if (!file.startsWith(folder) && !file.startsWith(tool)) {
        manifest.hashes.put(file, Digest.ofFile(file));
      }
    }
    return manifest;
  }

  /** Read a manifest; {@code null} if it is damaged. */
  static @Nullable BuildManifest read(Path file) throws IOException {
    BuildManifest manifest = new BuildManifest();
    List<String> lines =
        new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    if (lines.size() < 2 || !lines.getLast().equals(END)) {
      return null;
    }
    for (String line : lines.subList(0, lines.size() - 1)) {
      if (line.length() < HASH_LENGTH + 2 || line.charAt(HASH_LENGTH) != ' ') {
        return null;
      }
      Path path = Path.of(line.substring(HASH_LENGTH + 1));
      String hash = line.substring(0, HASH_LENGTH);
      if (path.equals(LIBRARY)) {
        manifest.libraryHash = hash;
      } else {
        manifest.hashes.put(path, hash);
      }
    }
    return manifest.libraryHash.isEmpty() ? null : manifest;
  }

  /** Return the hash of the library this manifest is of. */
  String libraryHash() {
    return libraryHash;
  }

  /** Write it beside the library. */
  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    libraryHash = Digest.ofFile(file.resolveSibling(LIBRARY));
    lines.add(libraryHash + " " + LIBRARY);
    hashes.forEach((path, hash) -> lines.add(hash + " " + path));
    lines.add(END);
    Files.write(file, lines);
  }

  String hash() {
    return new Digest().addAll("files", hashes.entrySet()).hex();
  }

  /** Whether a build with these search folders would read exactly the same now. */
  boolean isCurrent(List<Path> searchFolders) throws IOException {
    for (Map.Entry<Path, String> entry : hashes.entrySet()) {
      Path file = entry.getKey();
      if (!Files.isRegularFile(file)
          || !Digest.ofFile(file).equals(entry.getValue())
          || isShadowed(file, searchFolders)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isShadowed(Path file, List<Path> searchFolders) {
    for (int i = 0; i < searchFolders.size(); i++) {
      if (file.startsWith(searchFolders.get(i))) {
        Path name = searchFolders.get(i).relativize(file);
        return searchFolders.subList(0, i).stream()
            .anyMatch(earlier -> Files.exists(earlier.resolve(name)));
      }
    }
    return false;
  }
}
