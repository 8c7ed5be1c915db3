import pytest

from tests.mail.servers import mail_server


@pytest.fixture
def server(settings):
    """A mail server that the settings point to."""
    with mail_server() as running:
        settings.EMAIL_BACKEND = "mayorsclub.mail.backends.SmtpBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT = 5
        yield running
