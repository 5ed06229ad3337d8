// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.pool.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.net.URL;
import java.util.Objects;
import java.util.Set;

/**
 * Loads the pool's classes a second time, rewritten so that {@link Steps} sees each access; test
 * classes in the pool's packages are loaded again too, as they are.
 */
final class SteppingLoader extends ClassLoader {
  private static final String PREFIX = "io.github.niccosim.pool.";
  private static final String OWN = SteppingLoader.class.getPackageName() + ".";

  private final ClassFile classFile;
  private final String product;
  private final Set<String> emptied;

  /**
   * Create a loader.
   *
   * @param emptied methods whose bodies are taken out, as {@code Class.method}: bugs on purpose
   */
  SteppingLoader(Set<String> emptied) {
    super(SteppingLoader.class.getClassLoader());
    this.emptied = emptied;
    classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(getParent())));
    product =
        Objects.requireNonNull(
                io.github.niccosim.pool.PagePool.class.getProtectionDomain().getCodeSource())
            .getLocation()
            .getPath();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PREFIX) || name.startsWith(OWN)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    URL url = getParent().getResource(name.replace('.', '/') + ".class");
    if (url == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] bytes = read(url);
    if (url.getPath().contains(product)) {
      StepTransform transform =
          new StepTransform(name.substring(name.lastIndexOf('.') + 1), emptied);
      bytes = transform.apply(classFile, bytes);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  private static byte[] read(URL url) {
    try (InputStream in = url.openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
