// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which module may use which: testbench uses all, rtl uses bridge, the others use nobody. */
class ModuleArrowsTest {
  private static final String ROOT = "io.github.niccosim.";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.github.niccosim");

  @ParameterizedTest
  @CsvSource({
    "bridge, pool", "bridge, waveforms", "bridge, rtl", "bridge, testbench",
    "pool, bridge", "pool, waveforms", "pool, rtl", "pool, testbench",
    "waveforms, bridge", "waveforms, pool", "waveforms, rtl", "waveforms, testbench",
    "rtl, pool", "rtl, waveforms", "rtl, testbench"
  })
  void noArrowFrom(String module, String forbidden) {
    ArchRule rule =
        ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage(ROOT + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + forbidden + "..");

    rule.check(CLASSES);
  }

  @Test
  void packagesOfTheTestbenchFormNoCycle() {
    slices().matching(ROOT + "testbench.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
