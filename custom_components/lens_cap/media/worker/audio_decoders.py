"""The decoders of sound that cameras need; FFmpeg knows hundreds more, each of which may have a flaw."""

from typing import Final

SOUND_DECODERS: Final = frozenset(
    {
        "aac",
        "aac_latm",
        "ac3",
        "g722",
        "g726",
        "g726le",
        "mp2",
        "mp2float",
        "mp3",
        "mp3float",
        "opus",
        "pcm_alaw",
        "pcm_mulaw",
        "pcm_s16be",
        "pcm_s16le",
        "vorbis",
    }
)
"""FFmpeg's names of them."""
