"""Says of each JSON text whether Python's reader takes it: one line "taken" or "refused" for each.

usage: json_verdicts.py FILE, which holds texts as lines of hexadecimal digits

Python is made as strict as RFC 8259 asks and our reader is: UTF-8 without a mark, no NaN, no key twice, no number beyond a
double, no half of a surrogate pair.
"""
import json
import sys


def refuse(what):
    raise ValueError(what)


def number(text):
    value = float(text)
    return value if value - value == 0 else refuse("beyond a double")


def members(pairs):
    if len({key for key, _ in pairs}) < len(pairs):
        refuse("a key twice")
    return dict(pairs)


def whole(text):
    number(text)
    return int(text) if len(text) < 4000 else 0


with open(sys.argv[1], encoding="ascii") as file:
    for line in file:
        try:
            text = bytes.fromhex(line.strip()).decode("utf-8")
            value = json.loads(text, parse_constant=refuse, parse_float=number, parse_int=whole, object_pairs_hook=members)
            json.dumps(value, ensure_ascii=False).encode("utf-8")
            print("taken")
        except (ValueError, RecursionError):
            print("refused")
