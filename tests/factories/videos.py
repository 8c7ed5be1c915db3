"""Heads of recordings, made here: enough to be told by, nothing to be played."""

MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42"
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + b"\x00" * 64


def mp4(size: int) -> bytes:
    """So many bytes of which no two parts are alike."""
    rest = size - len(MP4)
    return MP4 + b"".join(number.to_bytes(4, "big") for number in range(rest // 4 + 1))[:rest]
