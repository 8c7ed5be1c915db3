"""A passkey in software: what a browser and its authenticator answer, without either."""

import hashlib
import json
import os

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG


class SoftPasskey:
    """One passkey for one host. `verifies`: whether it asks for finger, face or PIN."""

    def __init__(self, host: str = "localhost", *, verifies: bool = True) -> None:
        self.host = host
        self.origin = f"http://{host}"
        self.flags = FLAG.UP | (FLAG.UV if verifies else FLAG(0))
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(16)
        self.user_handle = ""

    def create(self, options: dict) -> str:
        """The answer to options for a new passkey, as the form posts it."""
        public = options["publicKey"]
        self.user_handle = public["user"]["id"]
        credential = AttestedCredentialData.create(
            Aaguid(bytes(16)), self.id, ES256.from_cryptography_key(self.key.public_key())
        )
        data = AuthenticatorData.create(
            self._host_hash(), self.flags | FLAG.AT, 0, bytes(credential)
        )
        attestation = AttestationObject.create("none", data, {})
        return self._answer(
            clientDataJSON=websafe_encode(self._client_data("webauthn.create", public)),
            attestationObject=websafe_encode(bytes(attestation)),
        )

    def get(self, options: dict) -> str:
        """The answer to options for a sign-in."""
        client_data = self._client_data("webauthn.get", options["publicKey"])
        data = AuthenticatorData.create(self._host_hash(), self.flags, 1)
        signed = bytes(data) + hashlib.sha256(client_data).digest()
        return self._answer(
            clientDataJSON=websafe_encode(client_data),
            authenticatorData=websafe_encode(bytes(data)),
            signature=websafe_encode(self.key.sign(signed, ec.ECDSA(hashes.SHA256()))),
            userHandle=self.user_handle,
        )

    def _client_data(self, kind: str, public: dict) -> bytes:
        values = {"type": kind, "challenge": public["challenge"], "origin": self.origin}
        return json.dumps(values | {"crossOrigin": False}).encode()

    def _host_hash(self) -> bytes:
        return hashlib.sha256(self.host.encode()).digest()

    def _answer(self, **response: str) -> str:
        name = websafe_encode(self.id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": {"credProps": {"rk": True}},
            }
        )
