package ledger.experiment.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonImportsTest {
  @Test
  void everyFormOfImportIsFound() {
    String source =
        """
        import os, probes.speed as speed
        from harness import Experiment, call  # from nothing import x
        from probes.a import (
            b,  # c
            d as e,
        )
        def f():
            from . import sister
            from ..other import thing
            from .near import *
            return call("probes.d:main", 'harness.x:y')
        text = "no import here"
        """;
    assertThat(PythonImports.in(source, "probes/inner/mod.py"))
        .containsExactlyInAnyOrder(
            "os",
            "probes.speed",
            "harness",
            "harness.Experiment",
            "harness.call",
            "probes.a",
            "probes.a.b",
            "probes.a.d",
            "probes.inner",
            "probes.inner.sister",
            "probes.other",
            "probes.other.thing",
            "probes.inner.near",
            "probes.d",
            "harness.x");
  }
}
