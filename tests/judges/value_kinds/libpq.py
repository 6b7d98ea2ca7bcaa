# What libpq makes of each URL: JSON in, JSON out.
import ctypes
import ctypes.util
import json
import sys


class Option(ctypes.Structure):
    _fields_ = [(name, ctypes.c_char_p) for name in ("keyword", "envvar", "compiled", "val", "label", "dispchar")]
    _fields_ += [("dispsize", ctypes.c_int)]


libpq = ctypes.CDLL(ctypes.util.find_library("pq"))
libpq.PQconninfoParse.restype = ctypes.POINTER(Option)
libpq.PQconninfoParse.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_char_p)]


def password(url):
    refusal = ctypes.c_char_p()
    options = libpq.PQconninfoParse(url.encode(), ctypes.byref(refusal))
    if not options:
        return "refused: " + refusal.value.decode()
    read, at = {}, 0
    while options[at].keyword:
        read[options[at].keyword.decode()] = options[at].val
        at += 1
    if (read["user"], read["host"], read["port"], read["dbname"]) != (b"campaign_user", b"postgres", b"5432", b"campaign_db"):
        return "elsewhere: " + url
    return read["password"].decode()


json.dump([password(url) for url in json.load(sys.stdin)], sys.stdout)
