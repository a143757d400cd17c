"""Whether a camera's purpose says why it is there.

"For safety" alone is not one: a purpose has to be specific ([EDPB guidelines 3/2019][1], number 15).

[1]: Guidelines on processing of personal data through video devices, version 2.0
"""

import re
from typing import Final

# Words that say nothing by themselves, in any order, also where several stand together.
_SAYS_NOTHING: Final = frozenset(
    {
        *(
            "a",
            "all",
            "and",
            "at",
            "camera",
            "cameras",
            "cctv",
            "for",
            "general",
            "good",
        ),
        *("home", "house", "in", "is", "it", "just", "its", "just", "keep", "monitor"),
        *("monitoring", "more", "my", "of", "on", "only", "our", "own", "personal"),
        *(
            "prevention",
            "protect",
            "protection",
            "purpose",
            "purposes",
            "reason",
            "reasons",
        ),
        *(
            "safe",
            "safer",
            "safety",
            "secure",
            "security",
            "surveillance",
            "the",
            "this",
        ),
        *("to", "us", "video", "watch", "watching", "we", "your", "yours", "because"),
        *("sicherheit", "schutz", "zur", "zum", "der", "die", "das", "für", "wegen"),
        *("allgemeine", "allgemeinen", "überwachung", "sécurité", "pour", "la", "le"),
        *("seguridad", "por", "para", "sicurezza", "per", "veiligheid", "voor", "de"),
    }
)
_WORD: Final = re.compile(r"[^\W\d_]+")


def says_nothing(purpose: str) -> bool:
    """Return whether a purpose is empty, or no more than "for safety"."""
    words = [word.casefold() for word in _WORD.findall(purpose)]
    return all(word in _SAYS_NOTHING for word in words)


def is_asked_back(purpose: str, stored: str) -> bool:
    """Return whether a purpose is asked about again, once: one that says nothing, and was not left so before."""
    return says_nothing(purpose) and not (purpose and purpose == stored)
