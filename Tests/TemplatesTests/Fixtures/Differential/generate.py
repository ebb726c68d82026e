"""Makes templates at random, renders them with Jinja2 and prints one JSON list.

generate.py FIRST COUNT: the seeds from FIRST on, one case a seed. What our engine does otherwise on purpose (the table
“Where we differ” of docs/templates.md) is not made: generators that are not listed, whole numbers beyond 64 bits,
views of maps as sets, arguments that a filter cannot take in a place that is never reached.
"""

import json
import re
import signal
import sys
import warnings
import random

import jinja2

from reference import environment

warnings.simplefilter("ignore")

DATA = {
    "n": 0,
    "one": 1,
    "neg": -7,
    "big": 123456789,
    "f": 2.5,
    "tiny": 0.00001234,
    "half": 0.5,
    "nf": -2.675,
    "s": "Łódź <b>&'\"",
    "name": "Świątniki Górne",
    "sp": "  a  b ",
    "emp": "",
    "nl": "ala\nma\r\n\nkota\n",
    "uni": "ße\u0301İǆ\u00a0x\u2028y",
    "pct": "%s and %d%%",
    "fmt": "{0}-{a!r:>5}",
    "url": "zob. https://a.pl/x?y=1&z=(2) i www.b.com, mailto:x@y.pl a@b.pl.",
    "html": "<p>Tekst &amp; <em>znaczniki</em><!-- a > b --></p>",
    "num": "42.7",
    "hex": "0x1F",
    "word": "ala",
    "long": "Metropolia Krakowska to przestrzeń przemyślanej, dobrze-zaplanowanej i efektywnej współpracy gmin.",
    "list": [3, 1, 2],
    "words": ["b", "A", "ą", "a", "Z", "Ż", "b"],
    "mixed": [1, "1", 1.0, None, True, [1], {"a": 1}],
    "empty": [],
    "floats": [1.5, -0.0, 2e-7, 1e16, 100.0],
    "pairs": [["a", 1], ["b", 2]],
    "map": {"b": 2, "a": 1, "<k>": "v&", "C": None},
    "emap": {},
    "attrs": {"class": "a <b>", "id": None, "x-y": 1, "t": True},
    "users": [
        {"name": "Ala", "age": 30, "city": "Kraków"},
        {"name": "ewa", "age": 25, "city": "Łódź"},
        {"name": "Olek", "age": 30, "city": "Kraków"},
        {"name": "ala", "city": "kraków", "age": 7},
    ],
    "holes": [{"a": 1}, {}, {"a": None}, {"a": "x"}],
    "none": None,
    "yes": True,
    "no": False,
    "nested": {"x": {"y": [1, 2, {"z": "deep"}]}},
    "matrix": [[1, 2], [3, 4]],
    "tree": [{"v": 1, "c": [{"v": 2, "c": []}, {"v": 3, "c": [{"v": 4, "c": []}]}]}, {"v": 5, "c": []}],
}
SUBJECTS = list(DATA) + [
    "missing",
    "nested.x",
    "nested.x.y",
    "nested.nope",
    "users[0]",
    "users[0].name",
    "list[0]",
    "list[9]",
    "''",
    "'abc'",
    '"a<b"',
    "('<i>'|safe)",
    "(1,2)",
    "()",
    "range(4)",
    "range(0)",
    "{'k':[1]}",
    "-1",
    "3.7",
    "-0.0",
    "true",
    "('a&b'|e)",
    "map.items()|list",
    "map.keys()|list",
    "words|map('upper')|list",
    "'ab cd'.split()",
    "[none]",
    "[missing]",
    "['x','Y','x']",
    "[[2,'b'],[1,'c']]",
    "['<a>','b'|safe]",
]
INTS = ["0", "1", "2", "3", "5", "10", "-1", "-2", "-5", "80", "n", "one"]
STRS = ["''", "'a'", "' '", "'b'", "'<'", "'-'", "', '", "'abc'", "'\\n'", "'ł'", "name", "s", "'%s'", "'<br>'|safe"]
ODD = ["none", "true", "false", "missing", "[]", "[1]", "'x'", "1.5", "{}", "-3", "(1,2)", "map", "2.0"]

LAZY = {"batch", "items", "map", "reject", "rejectattr", "reverse", "select", "selectattr", "slice", "unique"}
LISTED = [
    "list",
    "words",
    "users",
    "holes",
    "pairs",
    "matrix",
    "empty",
    "floats",
    "mixed",
    "(1,2)",
    "range(4)",
    "'ab cd'.split()",
    "[1.5,2,'3'|int]",
    "map",
    "map.values()|list",
    "name",
]
FITTING = {
    "text": [
        "s",
        "name",
        "sp",
        "nl",
        "uni",
        "url",
        "html",
        "long",
        "word",
        "num",
        "emp",
        "('<i>a b'|safe)",
        "('a&b'|e)",
        "'a<b'",
        "users[0].name",
        "'x' ~ one",
    ],
    "number": [
        "n",
        "one",
        "neg",
        "big",
        "f",
        "tiny",
        "half",
        "nf",
        "3.7",
        "-0.0",
        "num",
        "true",
        "2.5",
        "0.125",
        "1005.5",
    ],
    "list": LISTED,
    "map": ["map", "attrs", "emap", "users[0]", "nested", "{'k':[1]}", "{'b':1,'a':2}"],
}
TAKES = {
    "number": "abs float int round filesizeformat".split(),
    "list": "batch first groupby join last length list map max min reject rejectattr reverse select selectattr slice sort sum unique tojson pprint".split(),
    "map": "dictsort items xmlattr urlencode tojson pprint length list".split(),
}
TESTS0 = "filter test boolean callable defined escaped even false float integer iterable lower mapping none number odd sequence string true undefined upper".split()
TESTS1 = "divisibleby eq ne lt le gt ge in sameas equalto greaterthan lessthan".split()
TEXT_METHODS = {
    "capitalize": [""],
    "casefold": [""],
    "center": ["{i}", "{i},'*'"],
    "count": ["{s}", "{s},{i}", "{s},{i},{i}"],
    "endswith": ["{s}", "{s},{i}"],
    "expandtabs": ["", "{i}"],
    "find": ["{s}", "{s},{i}", "{s},{i},{i}"],
    "index": ["{s}"],
    "isalnum": [""],
    "isalpha": [""],
    "isascii": [""],
    "isdecimal": [""],
    "isdigit": [""],
    "islower": [""],
    "isnumeric": [""],
    "isspace": [""],
    "istitle": [""],
    "isupper": [""],
    "join": ["words", "{a}"],
    "ljust": ["{i}", "{i},'*'"],
    "lower": [""],
    "lstrip": ["", "{s}"],
    "partition": ["{s}"],
    "removeprefix": ["{s}"],
    "removesuffix": ["{s}"],
    "replace": ["{s},{s}", "{s},{s},{i}"],
    "rfind": ["{s}"],
    "rindex": ["{s}"],
    "rjust": ["{i}", "{i},'-'"],
    "rpartition": ["{s}"],
    "rsplit": ["", "{s}", "{s},{i}", "none,{i}", "maxsplit={i}"],
    "rstrip": ["", "{s}"],
    "split": ["", "{s}", "{s},{i}", "none,{i}", "sep={s}"],
    "splitlines": ["", "true", "keepends=true"],
    "startswith": ["{s}", "('a','b')"],
    "strip": ["", "{s}"],
    "swapcase": [""],
    "title": [""],
    "upper": [""],
    "zfill": ["{i}"],
    "format": ["{a}", "{a},a={a}"],
}
FILTERS = {
    "abs": [""],
    "attr": ["'name'", "'x'", "{s}"],
    "batch": ["{i}", "{i},{a}", "linecount=2", "2,fill_with='-'"],
    "capitalize": [""],
    "center": ["", "{i}", "width={i}"],
    "default": ["", "{a}", "{a},true", "default_value={a}", "boolean=true", "{a},boolean=true"],
    "d": ["{a}"],
    "dictsort": ["", "true", "false,'value'", "by='value'", "reverse=true", "by='x'", "true,'key',true"],
    "escape": [""],
    "e": [""],
    "filesizeformat": ["", "true", "binary=true"],
    "first": [""],
    "float": ["", "{a}", "default={a}"],
    "forceescape": [""],
    "format": ["{a}", "{a},{a}", "a={a}", ""],
    "groupby": [
        "'city'",
        "'age'",
        "'a'",
        "'a',default={a}",
        "'name',case_sensitive=true",
        "attribute='city'",
        "0",
        "'city',none,true",
    ],
    "indent": ["", "{i}", "{i},true", "{i},true,true", "first=true", "blank=true", "{s}", "width={s}"],
    "int": ["", "{i}", "{a}", "0,16", "default={i}", "0,base=2", "0,36"],
    "items": [""],
    "join": ["", "{s}", "{s},attribute='name'", "{s},'name'", "d={s}", "attribute='a'", "','|safe", "{a}"],
    "last": [""],
    "length": [""],
    "count": [""],
    "list": [""],
    "lower": [""],
    "map": [
        "'upper'",
        "attribute='name'",
        "attribute='a',default={a}",
        "'default',{a}",
        "'join',{s}",
        "'nope'",
        "'int'",
        "attribute='nested.x'",
        "'truncate',3",
        "'replace','a','b'",
        "attribute=0",
        "",
        "attribute='a.b'",
        "'length'",
    ],
    "max": ["", "true", "attribute='age'", "case_sensitive=true", "attribute='name'"],
    "min": ["", "true", "attribute='age'", "false,'name'"],
    "pprint": [""],
    "reject": ["", "'odd'", "'none'", "'eq',{a}", "'in',list", "'nope'", "'string'"],
    "rejectattr": ["'a'", "'a','none'", "'name','eq','Ala'", "'age','gt',20", "'city','in',words"],
    "replace": ["{s},{s}", "{s},{s},{i}", "old={s},new={s}", "{s},{s},count={i}", "{a},{s}"],
    "reverse": [""],
    "round": ["", "{i}", "{i},'floor'", "{i},'ceil'", "method='ceil'", "precision={i}", "0,'x'"],
    "safe": [""],
    "select": ["", "'odd'", "'even'", "'defined'", "'number'", "'lt',{a}", "'divisibleby',2", "'sameas',1"],
    "selectattr": [
        "'a'",
        "'a','defined'",
        "'age','odd'",
        "'name','lower'",
        "'missing'",
        "'age','eq',30",
        "'a','eq',{a}",
    ],
    "slice": ["{i}", "{i},{a}", "slices=2", "3,fill_with='-'"],
    "sort": [
        "",
        "true",
        "reverse=true",
        "case_sensitive=true",
        "attribute='name'",
        "attribute='age,name'",
        "false,true",
        "attribute='city,-age'",
        "attribute=0",
        "attribute='a'",
    ],
    "string": [""],
    "striptags": [""],
    "sum": ["", "attribute='age'", "start={a}", "'age',{i}", "attribute='a'", "attribute=1"],
    "title": [""],
    "tojson": ["", "2", "indent=2", "indent={i}"],
    "trim": ["", "{s}", "chars={s}"],
    "truncate": [
        "",
        "{i}",
        "{i},true",
        "{i},false,{s}",
        "{i},true,{s},{i}",
        "{i},leeway={i}",
        "length={i},end={s}",
        "{i},false,'…',0",
    ],
    "unique": ["", "true", "attribute='city'", "false,'name'", "case_sensitive=true,attribute='name'", "attribute='a'"],
    "upper": [""],
    "urlencode": [""],
    "urlize": [
        "",
        "{i}",
        "{i},true",
        "nofollow=true",
        "target='_b<'",
        "rel='x'",
        "10,true,'_blank','me'",
        "extra_schemes=['tel:']",
        "trim_url_limit={i}",
    ],
    "wordcount": [""],
    "wordwrap": [
        "",
        "{i}",
        "{i},false",
        "{i},true,{s}",
        "width={i},break_on_hyphens=false",
        "10,wrapstring='|'",
        "5,false,'~',false",
    ],
    "xmlattr": ["", "false", "autospace=false"],
}
BINARY = ["+", "-", "*", "/", "//", "%", "~", "==", "!=", "<", "<=", ">", ">=", "in", "not in", "and", "or"]


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def pick(self, items):
        return self.r.choice(items)

    def fill(self, text):
        out = ""
        while text:
            if text.startswith(("{i}", "{s}", "{a}")):
                kind = text[1]
                pool = INTS if kind == "i" else STRS if kind == "s" else INTS + STRS + ODD
                if self.r.random() < 0.12:
                    pool = ODD + STRS + INTS
                out += self.pick(pool)
                text = text[3:]
            else:
                out += text[0]
                text = text[1:]
        return out

    def filter(self):
        name = self.pick(list(FILTERS))
        arguments = self.fill(self.pick(FILTERS[name]))
        return self.applied(name, arguments)

    def applied(self, name, arguments):
        # Lists here, generators there: what a generator cannot do is named in the documentation.
        end = "|list" if name in LAZY else ""
        return (f"|{name}({arguments})" if arguments or self.r.random() < 0.1 else f"|{name}") + end

    def fitting(self):
        """A filter on a value that it can take, with arguments that it understands."""
        kind = self.pick(["text", "text", "text", "number", "list", "list", "map"])
        known = {name for names in TAKES.values() for name in names}
        name = self.pick(TAKES.get(kind) or [n for n in FILTERS if n not in known])
        form = self.pick(FILTERS[name])
        arguments = ""
        while form:
            if form.startswith(("{i}", "{s}", "{a}")):
                arguments += self.pick(INTS[:6] if form[1] == "i" else STRS if form[1] == "s" else INTS + STRS)
                form = form[3:]
            else:
                arguments += form[0]
                form = form[1:]
        return self.pick(FITTING[kind]) + self.applied(name, arguments)

    def atom(self):
        roll = self.r.random()
        if roll < 0.55:
            return self.pick(SUBJECTS)
        if roll < 0.75:
            return self.pick(INTS + STRS + ODD)
        if roll < 0.85:
            return "[" + ", ".join(self.pick(INTS + STRS + ODD + SUBJECTS) for _ in range(self.r.randrange(4))) + "]"
        if roll < 0.92:
            return (
                "{"
                + ", ".join(
                    f"{self.pick(STRS + INTS)}: {self.pick(ODD + SUBJECTS)}" for _ in range(self.r.randrange(3))
                )
                + "}"
            )
        return self.pick(["1.0", "1e5", "0.1", "1e-5", "1_000", "0b11", "0xff", "0o7", "1e16", "123456.789", "0.1+0.2"])

    def expression(self, depth=3):
        if depth == 0:
            return self.atom()
        roll = self.r.random()
        inner = lambda: self.expression(self.r.randrange(depth))
        paren = lambda: "(" + inner() + ")" if self.r.random() < 0.6 else inner()
        if roll < 0.15:
            return self.atom()
        if roll < 0.32:
            return self.fitting() + (self.filter() if self.r.random() < 0.3 else "")
        if roll < 0.45:
            return paren() + self.filter()
        if roll < 0.62:
            return paren() + " " + self.pick(BINARY) + " " + paren()
        if roll < 0.68:
            return f"{inner()} if {inner()}" + (f" else {inner()}" if self.r.random() < 0.6 else "")
        if roll < 0.76:
            name = self.pick(list(TEXT_METHODS))
            return f"({inner()}).{name}({self.fill(self.pick(TEXT_METHODS[name]))})"
        if roll < 0.82:
            if self.r.random() < 0.4:
                return self.pick([name for name in DATA if name != "none"]) + self.pick(
                    ["[1:]", "[:2]", "[::-1]", "[-2:]", "[::2]", "[5:1:-1]", "[:-1]", "[one:]"]
                )
            part = self.pick(
                [
                    "[0]",
                    "[-1]",
                    "['a']",
                    ".name",
                    ".a",
                    "[9]",
                    "[true]",
                    ".items()|list",
                    ".get('a')",
                    ".x.y",
                    "[none]",
                    "['b']",
                    ".keys()|list",
                    ".0",
                    "[1.0]",
                ]
            )
            return f"({inner()})" + part
        if roll < 0.90:
            negation = self.pick(["", "not "])
            if self.r.random() < 0.6:
                return f"({paren()} is {negation}{self.pick(TESTS0)})"
            return f"({paren()} is {negation}{self.pick(TESTS1)} {self.pick(INTS[:6] + STRS + ['list', 'words', '(1)', 'none'])})"
        if roll < 0.94:
            return self.pick(["not ", "-", "+"]) + paren()
        if roll < 0.97:
            return f"[{inner()}, {inner()}]"
        if self.r.random() < 0.3:
            return f"{self.pick(['one', 'neg', 'f', '2', 'n'])} ** {self.pick(['2', '3', '0', 'one'])}"
        return f"{paren()} {self.pick(['<', '==', '<=', 'in'])} {paren()} {self.pick(['<', '!=', '>'])} {paren()}"

    def value(self):
        return self.fitting() if self.r.random() < 0.75 else self.expression(1)

    # Statements

    def space(self):
        return self.pick(["", "", "", " ", "\n", "\n  ", "  ", "\n\n", "x", "a\n", " b ", "\t", "\r\n", "<i>"])

    def open(self):
        return "{%" + self.pick(["", "", "", "-", "+"])

    def close(self):
        return self.pick(["", "", "", "-", "+"]) + "%}"

    def tag(self, text):
        return self.open() + " " + text + " " + self.close()

    def print(self, text):
        return "{{" + self.pick(["", "", "-"]) + " " + text + " " + self.pick(["", "", "-"]) + "}}"

    def comment(self):
        return self.pick(["{# c #}", "{#- c -#}", "{#-c#}", "{# c -#}", "{#+ c +#}", "{# {{ x }} {% if %} #}", "{##}"])

    def raw(self):
        return (
            self.open()
            + " raw "
            + self.pick(["", "-"])
            + "%}"
            + self.pick(["{{ x }}", " {% if %} ", "\n a \n", "", "{# #}"])
            + self.open()
            + " endraw "
            + self.close()
        )

    def body(self, depth, names=()):
        return (
            "".join(self.space() + self.statement(depth, names) for _ in range(self.r.randrange(1, 4))) + self.space()
        )

    def small(self, names):
        pool = list(names) + ["one", "s", "name", "list", "missing", "f", "word", "map.a", "users[0].name"]
        text = self.pick(pool)
        if self.r.random() < 0.25 and " is " not in text:
            text += self.pick(
                [
                    "|upper",
                    "|d('-')",
                    "|length",
                    "|string",
                    "|e",
                    "|first",
                    " ~ 'x'",
                    "|join('-')",
                    " is defined",
                    "|safe",
                ]
            )
        return text

    def statement(self, depth, names=()):
        names = list(names)
        if depth == 0:
            return self.print(self.small(names))
        roll = self.r.random()
        d = depth - 1
        if roll < 0.2:
            return self.print(self.small(names) if self.r.random() < 0.7 else self.expression(2))
        if roll < 0.24:
            return self.comment()
        if roll < 0.27:
            return self.raw()
        if roll < 0.39:
            text = self.tag("if (" + self.value() + ")") + self.body(d, names)
            if self.r.random() < 0.4:
                text += self.tag("elif " + self.small(names)) + self.body(d, names)
            if self.r.random() < 0.5:
                text += self.tag("else") + self.body(d, names)
            return text + self.tag("endif")
        if roll < 0.55:
            v = self.pick(["x", "y", "i", "name"])
            target, over = self.pick(
                [
                    (v, "list"),
                    (v, "words"),
                    (v, "range(3)"),
                    (v, "users|map(attribute='name')"),
                    (v, "empty"),
                    (v, "missing"),
                    (v, "map"),
                    (f"{v}, w", "map.items()"),
                    (f"{v}, w", "pairs"),
                    (f"({v}, w)", "pairs"),
                    (v, "'abc'"),
                    (v, "(" + self.value() + ")"),
                    (f"{v}, w", "map|dictsort"),
                ]
            )
            test = self.pick(["", "", "", f" if {v}", f" if {v} != 1", " if loop is defined", f" if {v} is string"])
            uses = names + [
                v,
                "loop.index",
                "loop.index0",
                "loop.revindex",
                "loop.first",
                "loop.last",
                "loop.length",
                "loop.previtem",
                "loop.nextitem",
                f"loop.changed({v})",
                "loop.cycle('o','e','u')",
                "loop.depth",
                "loop.revindex0",
            ]
            text = self.tag(f"for {target} in {over}{test}") + self.body(d, uses)
            if self.r.random() < 0.3:
                text += self.tag("else") + self.body(d, names)
            return text + self.tag("endfor")
        if roll < 0.58:
            return (
                self.tag("for t in tree recursive")
                + self.print("t.v")
                + self.body(d, names + ["loop.depth", "loop.index", "loop.depth0", "t.v"])
                + self.print("loop(t.c)")
                + self.tag("endfor")
            )
        if roll < 0.69:
            v = self.pick(["x", "y", "name", "z"])
            if self.r.random() < 0.25:
                # A name among the arguments makes Jinja2 3.1 fail with an assertion of its own.
                f = self.pick(
                    [
                        "",
                        "|upper",
                        "|trim",
                        "|replace('a', 'b')",
                        "|indent(1)",
                        "|length",
                        "|e",
                        "|striptags",
                        "|title",
                        "|truncate(9)",
                    ]
                )
                return (
                    self.tag(f"set {v}{' ' + f if f else ''}")
                    + self.body(d, names)
                    + self.tag("endset")
                    + self.print(v)
                )
            if self.r.random() < 0.2:
                return (
                    self.tag(f"set {v}, w = {self.pick(['1, 2', '[1, 2]', 'pairs[0]', 'list', '(word, s)', '1'])}")
                    + self.print(v)
                    + self.print("w")
                )
            return self.tag(f"set {v} = {self.value()}") + self.print(v)
        if roll < 0.73:
            return (
                self.tag(f"with {self.pick(['x = 1', 'x = s, y = x', 'x = list', 'a, b = pairs[0]', '', 'x = x'])}")
                + self.body(d, names + ["x", "y"])
                + self.tag("endwith")
            )
        if roll < 0.82:
            m = self.pick(["m", "q"])
            params = self.pick(["", "x", "x, y=2", "x='d', y=x", "x, y=missing", "x=list"])
            inside = names + [
                "x",
                "y",
                "varargs",
                "kwargs",
                "caller is defined",
                f"{m}.name",
                f"{m}.arguments",
                "caller() if caller",
                f"{m}.catch_kwargs",
                f"{m}.catch_varargs",
                f"{m}.caller",
            ]
            text = self.tag(f"macro {m}({params})") + self.body(d, inside) + self.tag("endmacro")
            call = f"{m}({self.pick(['', '1', 's', '1, 2', '1, 2, 3', 'y=5', 'x=1, z=2', '*list', '**map', 'x=name', '1, x=2', '*[1], y=3'])})"
            if self.r.random() < 0.35:
                text += (
                    self.tag(f"call{self.pick(['', '(u)', '(u, v=3)'])} {call}")
                    + self.body(d, names + ["u", "v"])
                    + self.tag("endcall")
                )
            else:
                text += self.print(call)
            return text
        if roll < 0.86:
            return (
                self.tag(
                    "filter "
                    + self.pick(
                        [
                            "upper",
                            "trim",
                            "replace('a','b')",
                            "indent(2)",
                            "e",
                            "truncate(8)",
                            "upper|lower",
                            "safe",
                            "title",
                            "wordwrap(6)",
                            "striptags",
                            "urlize",
                        ]
                    )
                )
                + self.body(d, names)
                + self.tag("endfilter")
            )
        if roll < 0.89:
            return (
                self.tag("autoescape " + self.pick(["true", "false"])) + self.body(d, names) + self.tag("endautoescape")
            )
        if roll < 0.92:
            return (
                self.tag("set ns = namespace(c=0, s='')")
                + self.tag("for k in list")
                + self.tag("set ns.c = ns.c + k")
                + self.tag("set ns.s = ns.s ~ " + self.small(["k"]))
                + self.tag("endfor")
                + self.print("ns.c")
                + self.print("ns.s")
            )
        if roll < 0.95:
            return self.pick(
                [
                    self.tag("set c = cycler('a', 'b', s)")
                    + self.print("c.next()")
                    + self.print("c.current")
                    + self.print("c.next()")
                    + self.tag("set _ = c.reset()")
                    + self.print("c.current"),
                    self.tag("set j = joiner(', ')")
                    + self.tag("for k in words")
                    + self.print("j()")
                    + self.print("k")
                    + self.tag("endfor"),
                    self.print("dict(a=1, **map)"),
                    self.print("dict(pairs)"),
                    self.print("range(1, 10, 3)|list"),
                    self.tag("set l = [1]") + self.print("l.append(2)") + self.print("l"),
                    self.print("{'a':1}.update(b=2)"),
                ]
            )
        if roll < 0.97:
            return (
                self.tag(f"block b{self.r.randrange(10**6)}{self.pick(['', ' scoped'])}")
                + self.body(d, names)
                + self.tag("endblock")
            )
        return self.print(self.expression(3))

    # Several templates

    def family(self):
        blocks = ["a", "b", "c", "d"]
        t = {}
        levels = self.r.randrange(2, 5)

        def block(name, level, depth):
            inner = self.space()
            for _ in range(self.r.randrange(1, 3)):
                inner += (
                    self.pick(
                        [
                            self.print("super()") if level else "r",
                            self.print(self.small(["v", "g", "x"])),
                            self.tag("set g = 'in" + str(level) + "'"),
                            (
                                self.print("self." + self.pick(blocks) + "()")
                                if level == 0 and name == "d"
                                else "t" + str(level)
                            ),
                            self.tag("include 'inc'"),
                            self.print("super.super()") if level > 1 else "s",
                            self.print("super.super.super()") if level > 2 else "u",
                            self.tag("for x in list") + self.print("x") + self.tag("endfor"),
                            self.print("m('k')"),
                            self.print("g"),
                        ]
                    )
                    + self.space()
                )
            if depth and self.r.random() < 0.4:
                rest = [b for b in blocks if b > name]
                if rest:
                    inner += block(rest[0], level, 0)
            mods = self.pick(["", "", "", "", " scoped", " scoped", " required"])
            if mods == " required" and self.r.random() < 0.7:
                inner = " {# r #}\n"
            return self.tag(f"block {name}{mods}") + inner + self.tag("endblock" + self.pick(["", " " + name]))

        for level in range(levels):
            key = "main" if level == levels - 1 else f"p{level}"
            text = ""
            if level:
                parent = f"p{level - 1}"
                expression = self.pick(
                    [
                        f"'{parent}'",
                        f"'{parent}'",
                        f"'{parent}' if one else 'nope'",
                        f"['nope', '{parent}']" if self.r.random() < 0.2 else f"'{parent}'",
                        f"'p' ~ {level - 1}",
                    ]
                )
                text += self.space() + self.tag("extends " + expression) + self.space()
            if self.r.random() < 0.4:
                text += self.tag("set g = 'g" + str(level) + "'")
            if self.r.random() < 0.3:
                text += self.tag("macro m(a)") + "<" + self.print("a") + self.print("g") + ">" + self.tag("endmacro")
            if self.r.random() < 0.3:
                text += self.tag(
                    "from 'mac' import "
                    + self.pick(["m", "m as m", "m, k", "nope", "k as z", "m with context", "m without context"])
                )
            chosen = [b for b in blocks if level == 0 or self.r.random() < 0.6]
            used = ""
            for b in chosen:
                if f"block {b}" in used:
                    continue
                piece = block(b, level, 1)
                if any(f"block {o}" in used for o in blocks if f"block {o}" in piece):
                    continue
                if level == 0 and self.r.random() < 0.3:
                    piece = self.tag("for v in list") + piece + self.tag("endfor")
                used += piece + self.space()
            text += used
            if self.r.random() < 0.2:
                text += self.print("self.a()")
            t[key] = text
        t["inc"] = self.body(1, ["g", "v", "x", "m is defined"]) + self.tag("set g = 'inc'")
        t["mac"] = (
            self.tag("macro m(a, b='d')")
            + "["
            + self.print("a")
            + self.print(self.small(["b", "g", "one", "caller is defined"]))
            + "]"
            + self.tag("endmacro")
            + self.tag("set k = " + self.expression(1))
            + self.tag("set _h = 1")
            + "text"
        )
        return t

    def including(self):
        t = {
            "inc": self.body(2, ["x", "g"]),
            "inc2": self.tag("set x = 'inner'") + self.print("x") + self.tag("include 'inc' ignore missing"),
            "mac": self.tag("macro m(a=x, b='d')")
            + self.print("a")
            + self.print(self.small(["b", "x", "g"]))
            + self.print("caller()" if self.r.random() < 0.3 else "a")
            + self.tag("endmacro")
            + self.tag("set k = 5")
            + self.tag("if one")
            + self.tag("set cond = 1")
            + self.tag("endif"),
        }
        text = self.tag("set x = 'outer'") if self.r.random() < 0.7 else ""
        for _ in range(self.r.randrange(2, 5)):
            text += self.space() + self.pick(
                [
                    self.tag("include 'inc'"),
                    self.tag("include ['nope', 'inc2']"),
                    self.tag("include 'nope' ignore missing"),
                    self.tag("include ['n', 'm'] ignore missing with context"),
                    self.tag("include 'nope'"),
                    self.tag("include 'inc' without context"),
                    self.tag("include 'inc2' ignore missing without context"),
                    self.tag("include 'in' ~ 'c'"),
                    self.tag("import 'mac' as q") + self.print("q.m(1)") + self.print("q.k") + self.print("q.nope"),
                    self.tag("import 'mac' as q with context") + self.print("q.m()") + self.print("q.cond"),
                    self.tag("from 'mac' import m, k") + self.print("m(k)"),
                    self.tag("from 'mac' import m as z, nope") + self.print("z(nope)"),
                    self.tag("from 'mac' import m with context") + self.print("m()"),
                    self.tag("for x in list") + self.tag("include 'inc'") + self.tag("endfor"),
                    self.tag("for i in list")
                    + self.tag("set x = i")
                    + self.tag("include 'inc2'")
                    + self.tag("endfor")
                    + self.print("x"),
                    self.tag("from 'mac' import m") + self.tag("call m(2)") + self.print("x") + self.tag("endcall"),
                    self.tag("with x = 9") + self.tag("include 'inc'") + self.tag("endwith"),
                    self.tag("import 'mac' as q") + self.print("q"),
                    self.tag("include none"),
                    self.tag("block z") + self.print("x") + self.tag("include 'inc'") + self.tag("endblock"),
                    self.body(1, ["x"]),
                ]
            )
        t["main"] = text
        return t


OPTIONS = [
    [],
    ["noescape"],
    ["trim", "lstrip", "noescape"],
    ["trim"],
    ["lstrip"],
    ["strict"],
    ["trim", "lstrip"],
    ["strict", "noescape"],
]


def case(seed):
    m = Maker(seed)
    kind = seed % 10
    if kind < 4:
        t = {"main": m.print(m.expression(3))}
    elif kind < 5:
        name = m.pick(list(FILTERS))
        t = {"main": " ".join(m.print(m.fitting()) for _ in range(2))}
    elif kind < 8:
        t = {"main": m.body(3)}
    elif kind < 9:
        t = m.family()
    else:
        t = m.including()
    return {"id": str(seed), "templates": t, "data": json.dumps(DATA, ensure_ascii=False), "options": m.pick(OPTIONS)}


UNSTABLE = re.compile(r"object at 0x|generator object|<built-in|&lt;built-in|bound method|<class|&lt;class|\\d{19,}")


def stop(*_):
    raise TimeoutError


def rendered(made):
    """The case with Jinja2's answer; None where that is no text to compare."""
    signal.setitimer(signal.ITIMER_REAL, 5)
    try:
        template = environment(made["options"], made["templates"]).get_template("main")
        out = template.render(**json.loads(made["data"]))
        return None if UNSTABLE.search(out) else {**made, "out": out}
    except TimeoutError:
        return None
    except AssertionError:
        # A fault of Jinja2's compiler, not of the template.
        return None
    except Exception as error:
        return {**made, "error": type(error).__name__ + ": " + str(error)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, stop)
    first, count = int(sys.argv[1]), int(sys.argv[2])
    json.dump([answer for seed in range(first, first + count) if (answer := rendered(case(seed)))], sys.stdout)
