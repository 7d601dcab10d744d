"""From the tables of a format to the plans that the reader follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from feedkit.checks.times import Date
from feedkit.checks.vocabulary import (
    ONCE,
    ONE,
    SOME,
    Element,
    Extension,
    Plan,
    Vocabulary,
    ignored,
    key,
    roughly,
)
from feedkit.formats import FormatName


def compiled(
    format: FormatName, namespace: str, roots: Iterable[Element], extensions: Sequence[Extension]
) -> Vocabulary:
    """Return a format and all its extensions, as the reader uses them."""
    compiler = _Compiler(namespace, extensions)
    plans = [compiler.plan(row, "") for row in roots]
    return Vocabulary(
        format=format,
        namespace=namespace,
        roots={compiler.key(plan.name): plan for plan in plans},
        extensions={extension.uri: extension for extension in extensions},
        elsewhere={
            compiler.key(row.name): compiler.plan(row, extension.spec)
            for extension in extensions
            for row in extension.elements or ()
        },
        spellings={roughly(extension.uri): extension.uri for extension in extensions},
    )


class _Compiler:
    def __init__(self, namespace: str, extensions: Sequence[Extension]) -> None:
        self._namespace = namespace
        self._uris = {extension.prefix: extension.uri for extension in extensions}
        self._by_parent: dict[str, list[tuple[Element, str]]] = {}
        for extension in extensions:
            for row in extension.elements or ():
                for parent in row.where:
                    self._by_parent.setdefault(parent, []).append((row, extension.spec))

    def key(self, name: str) -> str:
        prefix, colon, local = name.rpartition(":")
        return key(self._uris[prefix] if colon else self._namespace, local)

    def plan(self, row: Element, spec: str) -> Plan:
        spec = row.spec or spec
        plan = Plan(
            name=row.name,
            row=row,
            spec=spec,
            value=row.value,
            date=row.value if isinstance(row.value, Date) else None,
            check=row.check,
            inside=row.inside,
            once=row.times in (ONCE, ONE),
            trim=row.trim,
            open=bool(row.holds) or row.value is None,
            keeps_text=row.value is not None,
            free=row.inside is ignored and not row.attributes,
        )
        for attribute in row.attributes:
            prefix, colon, local = attribute.name.rpartition(":")
            plan.attributes[key(self._uris[prefix], local) if colon else local] = attribute
        plan.required_attributes = tuple(name for name, it in plan.attributes.items() if it.required)
        plan.required_children = tuple(child.name for child in row.children if child.times in (ONE, SOME))
        held = [(child, spec) for child in row.children] + self._by_parent.get(row.holds, [])
        plan.children = {self.key(child.name): self.plan(child, its_spec) for child, its_spec in held}
        return plan
