// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.waveforms;

import org.jspecify.annotations.Nullable;

/**
 * What a trace file says where it declares a variable.
 *
 * @param name as written, with bounds if the file has them: {@code data [7:0]}
 * @param widthBits width, 1 or more; 64 for reals, 0 for text
 * @param encoding how values are to be understood
 * @param kind declared kind
 * @param direction port direction
 * @param enumTable names of values, or {@code null}
 * @param typeName name of the type, or empty
 */
public record VariableDeclaration(
    String name,
    int widthBits,
    Encoding encoding,
    VariableKind kind,
    Direction direction,
    @Nullable EnumTable enumTable,
    String typeName) {}
