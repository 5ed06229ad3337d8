// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.bridge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hold the elaborated design as Verilator's syntax tree tells it: modules, variables, types.
 *
 * <p>Made by a reader of the tree ({@link DesignXml}), kept beside the library in the cache ({@link
 * DesignText}), shown to users as {@link HdlScope}.
 *
 * @param top name of the elaborated top module
 * @param modules elaborated modules by their elaborated name, one per set of parameters
 */
record Design(String top, Map<String, Module> modules) {

  /**
   * An elaborated module or interface.
   *
   * @param definition name in the source
   * @param kind what it is
   * @param place where it is declared
   * @param body what is in it
   */
  record Module(String definition, HdlScope.Kind kind, Place place, Block body) {}

  /**
   * What is directly in a module or a generate block.
   *
   * @param name of the generate block with its index, such as {@code gen_bank[0]}; of the module
   * @param variables in the order declared
   * @param blocks generate blocks
   * @param instances modules and interfaces
   */
  record Block(
      String name, List<Variable> variables, List<Block> blocks, List<Instance> instances) {}

  /**
   * A signal or parameter.
   *
   * @param name as declared
   * @param type its type
   * @param direction of a port
   * @param place where it is declared
   * @param value literal of a parameter, {@code null} for a signal
   */
  record Variable(
      String name, HdlType type, Direction direction, Place place, @Nullable String value) {}

  /**
   * An instance, or all instances of an instance array.
   *
   * @param name without index
   * @param module elaborated name
   * @param range bounds of an instance array, {@code null} for one instance
   * @param place where it is
   */
  record Instance(String name, String module, @Nullable Range range, Place place) {}

  /** Declared bounds. */
  record Range(int left, int right) {}

  /** Source line; line 0 if unknown. */
  record Place(String file, int line) {}

  /** Return the top module. */
  Module topModule() {
    Module module = modules.get(top);
    if (module == null) {
      throw new ModelException("design description has no top: top=" + top);
    }
    return module;
  }
}
