"""Formulas stay readable where HTML is sanitised."""

from __future__ import annotations

import pytest

from feedkit.values.sanitising import sanitised_html
from tests.costs import assert_linear

ANNOTATED = (
    "<semantics><msub><mi>a</mi><mi>i</mi></msub>"
    "<annotation encoding='application/x-tex'>a_i</annotation></semantics>"
)


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("<mi>x</mi><mo>=</mo><mn>2</mn>", "x=2"),
        ("<msup><mi>y</mi><mn>2</mn></msup>", "y<sup>2</sup>"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>", "∑<sub>i</sub><sup>n</sup>"),
        ("<mfrac><mn>1</mn><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac>", "1/(a+b)"),
        ("<msqrt><mi>x</mi></msqrt><mroot><mi>x</mi><mn>3</mn></mroot>", "√x<sup>3</sup>√x"),
        ("<mi>x</mi><mo>&#x2062;</mo><mo>&lt;</mo><mi>&alpha;</mi>", "x&lt;α"),
        ("<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr><mtr><mtd>3</mtd></mtr></mtable>", "1 2; 3"),
        (ANNOTATED, "a<sub>i</sub>"),
        ("<mtext>if <b>so</b> or</mtext><script>x()</script>", "ifsoor"),
        ("<mi>x", "x"),
        ("<mi>" + "x" * 30_000 + "</mi><script>y</script>", "x" * 30_000 + "y"),
    ],
)
def test_formulas_are_text(formula: str, shown: str) -> None:
    markup = f"<p>Let <math display='block'>{formula}</math> be.</p>"
    assert sanitised_html(markup, None) == f"<p>Let {shown} be.</p>"


def test_a_formula_that_is_shown_once_more_for_eyes_is_not_repeated() -> None:
    shown = "<i>a</i><sub>i</sub>"
    markup = f"<b><span><math>{ANNOTATED}</math></span><span aria-hidden='true'>{shown}</span></b>"
    assert sanitised_html(markup, None) == f"<b><span></span><span>{shown}</span></b>"


@pytest.mark.parametrize("piece", ["<math>", "<math><annotation>", "</math>", "<math>x</math>", "<math><mi>"])
def test_formulas_cost_what_they_are_long(piece: str) -> None:
    assert_linear(lambda text: sanitised_html(text, None), lambda n: piece * n + "</math>", 2_000)
