from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """allauth's door into our mail and rules."""


class MFAAdapter(DefaultMFAAdapter):
    """allauth's second factor, with its secrets encrypted."""
