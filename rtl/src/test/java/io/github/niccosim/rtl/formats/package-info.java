// SPDX-License-Identifier: Apache-2.0
/**
 * The generator behind {@code rtl/doc/generate.sh}: one source for record formats and registers.
 *
 * <p>Place in the flow: reads {@code rtl/src/nicdma_pkg.sv} ({@link PackageSource}) and writes what
 * follows from it: constants between markers of the Java files ({@link JavaRegion}), {@code
 * rtl/doc/registers.md} ({@link RegisterPage}) and its figures ({@link BitFigure}). {@code
 * GeneratedFilesTest} compares the result with what is committed.
 *
 * <p>It needs the JDK alone, so that it runs while the rest of the module does not compile.
 *
 * <p>Threads: single-threaded. Errors: a line of the package that cannot be read ends the run with
 * an {@link IllegalStateException} that names it.
 */
package io.github.niccosim.rtl.formats;
