"""The labelling interface: which labels there are, and what may be said of a region."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from extractor.terms import TERMS
from training_data.annotation import TABLES
from training_data.annotation.values import CHOICES, COLUMNS, value_type

IMAGE, LABEL, TEXT, ROW = "page", "label", "text", "row"
"""Names of the tags: the pages, the labels, a region's text, its row."""

UNPLACED, ABSENT = "unplaced", "absent"
"""Those of what belongs to no region: values without a box, tables that are not printed."""

CLOSED = tuple(term for term, options in CHOICES.items() if len(options) < 9)
"""Fields whose value is chosen rather than typed."""

_COLOURS = {
    "amount": "#2e7d32", "date": "#1565c0", "code": "#6a1b9a", "text": "#ef6c00",
    "choice": "#00838f", "vat_breakdown": "#ad1457", "lines": "#4e342e",
}  # fmt: skip


def label_of(name: str) -> str:
    """The label of a field or of a table's column.

    >>> label_of("total_net"), label_of("quantity")
    ('total_net', 'lines.quantity')
    """
    return f"{COLUMNS[name]}.{name}" if name in COLUMNS else name


LABELS = {label_of(name): name for name in (*map(str, TERMS), *COLUMNS)}
"""Field or column by label."""


def labeling_config() -> str:
    """The interface as Label Studio's settings take it, in XML.

    One label a field or column; for the region in hand its text, its option or its row; below, the
    values that stand nowhere on the page, and the tables that do not. https://labelstud.io/tags
    """
    region = 'perRegion="true" visibleWhen="region-selected"'
    lines = [
        "<View>",
        f'  <Image name="{IMAGE}" valueList="$pages" zoom="true"/>',
        f'  <RectangleLabels name="{LABEL}" toName="{IMAGE}">',
        *(
            f"    <Label value={quoteattr(label)} background={quoteattr(_colour(name))}/>"
            for label, name in LABELS.items()
        ),
        "  </RectangleLabels>",
        f'  <TextArea name="{TEXT}" toName="{IMAGE}" {region} editable="true" '
        'maxSubmissions="1" placeholder="Valeur imprimée" displayMode="region-list"/>',
    ]
    for term in CLOSED:
        lines += [
            f'  <Choices name="{term}" toName="{IMAGE}" {region} '
            f'whenTagName="{LABEL}" whenLabelValue="{term}" showInline="true">',
            *(f'    <Choice value="{option}"/>' for option in CHOICES[term]),
            "  </Choices>",
        ]
    cells = ",".join(map(label_of, COLUMNS))
    lines += [
        f'  <Number name="{ROW}" toName="{IMAGE}" {region} '
        f'whenTagName="{LABEL}" whenLabelValue="{cells}" min="1"/>',
        '  <Header value="Valeurs sans cadre, une par entrée : champ = valeur"/>',
        f'  <TextArea name="{UNPLACED}" toName="{IMAGE}" editable="true" '
        'placeholder="currency = EUR"/>',
        '  <Header value="Tableaux que le document n\'imprime pas"/>',
        f'  <Choices name="{ABSENT}" toName="{IMAGE}" choice="multiple" showInline="true">',
        *(f'    <Choice value="{table}"/>' for table in TABLES),
        "  </Choices>",
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def _colour(name: str) -> str:
    if name in COLUMNS:
        return _COLOURS[COLUMNS[name]]
    return _COLOURS[value_type(name)]
