"""Judges minified texts: reads JSON lines {kind, before, after} and prints one verdict a line: "same", or what differs.

Style sheets are read by tinycss2 (an implementation of CSS Syntax Level 3), drawings by Python's own XML parser.
"""
import json
import sys
import xml.dom.minidom

import tinycss2

SEEN_SPACE = {"text", "tspan", "textPath", "tref", "title", "desc", "style", "script", "foreignObject", "metadata"}


def tokens(nodes, block=False):
    """A list of tokens without comments; white space is one mark, and none beside a comma or an end."""
    found = []
    for node in nodes:
        if node.type == "comment":
            continue
        if node.type == "whitespace":
            found.append(" ")
        elif node.type in ("() block", "[] block", "{} block"):
            found.append((node.type, tokens(node.content, node.type == "{} block")))
        elif node.type == "function":
            found.append(("function", node.lower_name, tokens(node.arguments)))
        elif node.type == "error":
            found.append(("error", node.kind))
        else:
            found.append((node.type, node.serialize()))
    joined = []
    for token in found:
        if token == " " and (not joined or joined[-1] in (" ", ("literal", ","), ("literal", ";"))):
            continue
        # A declaration inside of a selector that is wrong: the space after its colon says nothing either.
        if token == " " and block and joined[-1] == ("literal", ":"):
            continue
        # A semicolon stands here only in a selector that is wrong and read by nobody.
        if token in (("literal", ","), ("literal", ";")) and joined and joined[-1] == " ":
            joined.pop()
        joined.append(token)
    while joined and joined[-1] == " ":
        joined.pop()
    return joined


def body(nodes):
    return [item(node) for node in tinycss2.parse_blocks_contents(nodes, skip_comments=True, skip_whitespace=True)]


def item(node):
    if node.type == "declaration":
        if node.name.startswith("--"):
            return ("custom", node.name, tinycss2.serialize(node.value).strip(), node.important)
        return ("declaration", node.lower_name, tokens(node.value), node.important)
    return rule(node)


def rule(node):
    if node.type == "qualified-rule":
        return ("rule", tokens(node.prelude), body(node.content))
    if node.type == "at-rule":
        content = None
        if node.content is not None:
            nested = node.lower_at_keyword in ("media", "supports", "layer", "container", "keyframes", "document")
            parse = (lambda c: [rule(n) for n in tinycss2.parse_rule_list(c, skip_comments=True, skip_whitespace=True)])
            content = parse(node.content) if nested else body(node.content)
        return ("at", node.lower_at_keyword, tokens(node.prelude), content)
    if node.type == "error":
        return ("error", node.kind)
    return (node.type,)


def css(text):
    return [rule(node) for node in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)]


def tree(node, kept):
    if node.nodeType == node.TEXT_NODE or node.nodeType == node.CDATA_SECTION_NODE:
        return ("text", node.data)
    if node.nodeType == node.PROCESSING_INSTRUCTION_NODE:
        return ("pi", node.target, node.data)
    if node.nodeType == node.COMMENT_NODE:
        return ("comment", node.data)
    if node.nodeType == node.DOCUMENT_TYPE_NODE:
        return ("doctype", node.name)
    attributes = []
    if node.nodeType == node.ELEMENT_NODE:
        attributes = sorted(node.attributes.items())
        kept = kept or node.tagName.split(":")[-1] in SEEN_SPACE or node.getAttribute("xml:space") == "preserve"
    children = []
    for child in node.childNodes:
        if not kept and child.nodeType == child.COMMENT_NODE:
            continue
        if not kept and child.nodeType == child.TEXT_NODE and not child.data.strip() and len(node.childNodes) > 1:
            continue
        children.append(tree(child, kept))
    return (node.nodeName, attributes, children)


def svg(text):
    return tree(xml.dom.minidom.parseString(text.encode()), False)


for line in sys.stdin:
    case = json.loads(line)
    read = css if case["kind"] == "css" else svg
    before, after = read(case["before"]), read(case["after"])
    print("same" if before == after else f"{before} / {after}"[:2000].replace("\n", " "))
