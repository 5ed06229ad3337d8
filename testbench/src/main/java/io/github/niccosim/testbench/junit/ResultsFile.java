// SPDX-License-Identifier: Apache-2.0
package io.github.niccosim.testbench.junit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes outcomes in the XML that CI servers read: a suite for each class, xUnit style. */
final class ResultsFile {
  private ResultsFile() {}

  static void write(Path file, Collection<TestRecord> records) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (Writer out = Files.newBufferedWriter(file)) {
        XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        xml.writeStartDocument("UTF-8", "1.0");
        suites(xml, records);
        xml.writeEndDocument();
        xml.flush();
      }
    } catch (IOException | XMLStreamException e) {
      System.err.println("nic-cosim: results cannot be written: file=" + file + " reason=" + e);
    }
  }

  private static void suites(XMLStreamWriter xml, Collection<TestRecord> records)
      throws XMLStreamException {
    Map<String, List<TestRecord>> byType = new TreeMap<>();
    for (TestRecord record : records) {
      byType.computeIfAbsent(record.type(), key -> new ArrayList<>()).add(record);
    }
    xml.writeStartElement("testsuites");
    xml.writeAttribute("name", "nic-cosim");
    for (Map.Entry<String, List<TestRecord>> suite : byType.entrySet()) {
      suite(xml, suite.getKey(), suite.getValue());
    }
    xml.writeEndElement();
  }

  private static void suite(XMLStreamWriter xml, String name, List<TestRecord> tests)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    xml.writeAttribute("name", name);
    xml.writeAttribute("tests", String.valueOf(tests.size()));
    for (String status : List.of("failure", "error", "skipped")) {
      long count = tests.stream().filter(test -> test.status().equals(status)).count();
      String plural = status.equals("skipped") ? status : status + "s";
      xml.writeAttribute(plural, String.valueOf(count));
    }
    double total = tests.stream().mapToDouble(TestRecord::seconds).sum();
    xml.writeAttribute("time", seconds(total));
    for (TestRecord test : tests) {
      test(xml, test);
    }
    xml.writeEndElement();
  }

  private static void test(XMLStreamWriter xml, TestRecord record) throws XMLStreamException {
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", record.type());
    xml.writeAttribute("name", record.name());
    xml.writeAttribute("time", seconds(record.seconds()));
    String simTime = record.facts().get("sim_time_ns");
    if (simTime != null) {
      xml.writeAttribute("sim_time_ns", simTime);
    }
    if (!record.facts().isEmpty()) {
      xml.writeStartElement("properties");
      for (Map.Entry<String, String> fact : new TreeMap<>(record.facts()).entrySet()) {
        xml.writeEmptyElement("property");
        xml.writeAttribute("name", fact.getKey());
        xml.writeAttribute("value", clean(fact.getValue()));
      }
      xml.writeEndElement();
    }
    outcome(xml, record);
    String attachment = record.facts().get("attachment");
    if (attachment != null) {
      xml.writeStartElement("system-out");
      xml.writeCharacters("[[ATTACHMENT|" + attachment + "]]");
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void outcome(XMLStreamWriter xml, TestRecord record) throws XMLStreamException {
    if (record.status().isEmpty()) {
      return;
    }
    xml.writeStartElement(record.status());
    Throwable end = record.end();
    if (end == null) {
      xml.writeAttribute("message", clean(record.reason()));
    } else {
      xml.writeAttribute("type", end.getClass().getName());
      xml.writeAttribute("message", clean(String.valueOf(end.getMessage())));
      StringWriter trace = new StringWriter();
      end.printStackTrace(new PrintWriter(trace, true));
      xml.writeCharacters(clean(trace.toString()));
    }
    xml.writeEndElement();
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Take out what XML cannot carry. */
  private static String clean(String text) {
    return text.replaceAll("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
  }
}
