"""XML that always parses: text without what XML 1.0 forbids, written by the standard library."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

# Everything outside the production Char of XML 1.0.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def child(parent: ET.Element, tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """A new element at the end of another."""
    element = ET.SubElement(parent, tag, {key: xml_text(one) for key, one in attributes.items()})
    if text is not None:
        element.text = xml_text(text)
    return element


def xml_text(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def document(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
