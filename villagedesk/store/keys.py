# SPDX-License-Identifier: MIT
"""From passphrase to key, and telling a wrong passphrase from a damaged file.

SQLCipher 4: the key is PBKDF2-HMAC-SHA512 of passphrase and salt (the file's first 16 bytes) in 256,000 rounds; each
4096-byte page ends in 16 bytes of IV and 64 of HMAC-SHA512 under a second key (https://www.zetetic.net/sqlcipher/design/).
Deriving it here, once, keeps the passphrase out of memory and makes every further connection open in a millisecond.
What hashes is loaded when there is something to hash: a file without a passphrase opens without OpenSSL (ADR 9).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ROUNDS: Final = 256_000
SALT_BYTES: Final = 16
_KEY_BYTES: Final = 32
_HMAC_BYTES: Final = 64
_MAC_SALT_MASK: Final = 0x3A
_MAC_ROUNDS: Final = 2


@dataclass(frozen=True, slots=True)
class Key:
    """The encryption key of one file together with the salt it was derived with."""

    raw: bytes = field(repr=False)
    salt: bytes

    @property
    def pragma(self) -> str:
        """The text that PRAGMA key takes to skip its own derivation."""
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def opens_page(self, number: int, page: bytes) -> bool:
        """Whether a page (numbered from 1) was written with this key and is undamaged."""
        import hashlib
        import hmac
        import struct

        mac_salt = bytes(byte ^ _MAC_SALT_MASK for byte in self.salt)
        mac_key = hashlib.pbkdf2_hmac("sha512", self.raw, mac_salt, _MAC_ROUNDS, _KEY_BYTES)
        content = page[SALT_BYTES:] if number == 1 else page
        signed = content[:-_HMAC_BYTES] + struct.pack("<I", number)
        return hmac.compare_digest(hmac.digest(mac_key, signed, "sha512"), content[-_HMAC_BYTES:])


def derive(passphrase: str, salt: bytes) -> Key:
    """The key of a file with this salt; about 0.1 s of work by design.

    The passphrase is taken as typed but composed (NFC), so that another input method opens the same file.
    """
    import hashlib
    import unicodedata

    text = unicodedata.normalize("NFC", passphrase).encode("utf-8")
    return Key(hashlib.pbkdf2_hmac("sha512", text, salt, ROUNDS, _KEY_BYTES), salt)


def new_salt() -> bytes:
    """A fresh salt for a new file."""
    import secrets

    return secrets.token_bytes(SALT_BYTES)
