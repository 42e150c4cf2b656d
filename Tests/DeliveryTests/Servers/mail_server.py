"""A mail server on a free port of this machine, for the delivery tests; made with aiosmtpd. Ends when standard input is closed.

mail_server.py FOLDER [--tls starttls|tls] [--certificate good|expired|other-name] [--account NAME:PASSWORD] [--fault FAULT]

Prints {"port", "authority"} as one line of JSON. Each message is kept as FOLDER/N.eml, and its envelope is a line of FOLDER/envelopes.jsonl, before it is
accepted. A recipient's name says what is answered: gone@ 550, later@ 450, full@ 452, closing@ 421. Faults: busy (421 for a greeting), refused (554 to the
message), not-now (451 to the message), dropped (the connection ends after the message), silent (no answer to the message).
"""

import argparse
import asyncio
import json
import os
import signal
import ssl
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult

ANSWERS = {
    "gone": "550 5.1.1 <{}>: no such user", "later": "450 4.2.0 <{}> is greylisted", "full": "452 4.2.2 <{}> is full",
    "closing": "421 4.3.2 closing for <{}>",
}


AUTHORITY = """
[ca]
default_ca = test
[test]
database = {0}/index
new_certs_dir = {0}
rand_serial = yes
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


def certificate(folder, kind):
    """A self-signed certificate and its key."""
    key, request, result, settings = [os.path.join(folder, name) for name in ("key.pem", "request.pem", "certificate.pem", "ca.conf")]
    name = "DNS:mail.example.org" if kind == "other-name" else "DNS:localhost,IP:127.0.0.1"
    first, last = ("20200101000000Z", "20200102000000Z") if kind == "expired" else ("20200101000000Z", "20991231000000Z")
    with open(settings, "w", encoding="utf-8") as file:
        file.write(AUTHORITY.format(folder))
    with open(os.path.join(folder, "index"), "w", encoding="utf-8"):
        pass
    for command in (
        ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", request, "-subj", "/CN=test", "-addext", "subjectAltName=" + name],
        ["ca", "-batch", "-selfsign", "-notext", "-config", settings, "-keyfile", key, "-in", request, "-out", result,
         "-startdate", first, "-enddate", last],
    ):
        subprocess.run(["openssl"] + command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return key, result


class Handler:
    def __init__(self, options):
        self.options = options
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        answer = ANSWERS.get(address.split("@")[0])
        if answer:
            return answer.format(address)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"

    async def handle_DATA(self, server, session, envelope):
        if self.options.fault == "refused":
            return "554 5.7.1 <{}> may not say so".format(envelope.rcpt_tos[0])
        if self.options.fault == "not-now":
            return "451 4.3.0 later"
        self.count += 1
        with open(os.path.join(self.options.folder, f"{self.count}.eml"), "wb") as file:
            file.write(envelope.original_content)
        with open(os.path.join(self.options.folder, "envelopes.jsonl"), "a", encoding="utf-8") as file:
            line = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "peer": session.peer[1], "tls": session.ssl is not None,
                    "account": bool(session.authenticated)}
            file.write(json.dumps(line) + "\n")
        if self.options.fault == "dropped":
            server.transport.abort()
        if self.options.fault == "silent":
            await asyncio.Event().wait()
        return "250 2.0.0 taken"


class Server(SMTP):
    fault = None

    async def push(self, status):
        text = status if isinstance(status, str) else status.decode()
        if self.fault == "busy" and text.startswith("220 "):
            await super().push("421 4.3.2 too busy")
            self.transport.close()
            return
        await super().push(status)


def main():
    # A test runner may start programs with signals blocked.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls")
    parser.add_argument("--certificate", default="good")
    parser.add_argument("--account")
    parser.add_argument("--fault")
    options = parser.parse_args()
    context, authority = None, None
    if options.tls:
        key, authority = certificate(options.folder, options.certificate)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority, key)
    settings = {"hostname": "localhost"}
    if options.tls == "starttls":
        settings |= {"tls_context": context, "require_starttls": True}
    if options.account:
        known = options.account.encode().split(b":", 1)

        def authenticate(server, session, envelope, mechanism, data):
            return AuthResult(success=[data.login, data.password] == known, handled=False)

        settings |= {"authenticator": authenticate, "auth_required": True, "auth_require_tls": options.tls == "starttls"}
    Server.fault = options.fault
    handler = Handler(options)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    implicit = context if options.tls == "tls" else None
    server = loop.run_until_complete(loop.create_server(lambda: Server(handler, loop=loop, **settings), "127.0.0.1", 0, ssl=implicit))
    print(json.dumps({"port": server.sockets[0].getsockname()[1], "authority": authority}), flush=True)

    def end_with_input():
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=end_with_input, daemon=True).start()
    loop.run_forever()


main()
