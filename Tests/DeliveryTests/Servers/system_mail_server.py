"""OpenSMTPD on a free port of this machine, delivering example.com into mailboxes of a folder. Ends when standard input is closed.

system_mail_server.py FOLDER   prints {"port"}; a line of standard input asks for the next delivered message, whose path is printed

Its queue and its sockets are in a mount namespace of its own, so neither the system's server nor its files are touched. OpenSMTPD needs root, or sudo that asks nothing. Debian 12's build
fails in every TLS handshake, so it speaks plain here.
"""

import glob
import json
import os
import pwd
import signal
import socket
import subprocess
import sys

CONFIGURATION = """
table users {{ "@" = "{user}" }}
listen on 127.0.0.1 port {port} hostname localhost
action "keep" maildir "{folder}/mail" virtual <users>
match from any for domain "example.com" action "keep"
"""
START = """
mount -t tmpfs -o mode=755 tmpfs /var/spool && mkdir -m 711 /var/spool/smtpd && mount -t tmpfs -o mode=755 tmpfs /run && exec smtpd -d -f "$0"
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def is_open(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def main():
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    folder = os.path.abspath(sys.argv[1])
    os.makedirs(folder + "/mail")
    os.chmod(folder + "/mail", 0o777)
    # Root gets no mail; anybody else has to be able to read what was delivered.
    is_root = os.geteuid() == 0
    user = "nobody" if is_root else pwd.getpwuid(os.geteuid()).pw_name
    port = free_port()
    path = folder + "/smtpd.conf"
    with open(path, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(port=port, folder=folder, user=user))
    os.chmod(path, 0o644)
    environment = dict(os.environ, PATH=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    server = subprocess.Popen(
        ([] if is_root else ["sudo", "-n"]) + ["unshare", "--mount", "sh", "-c", START, path], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
        text=True, env=environment)
    try:
        # It says that it starts before it listens.
        told = server.stdout.readline()
        while server.poll() is None and not is_open(port):
            pass
        if server.poll() is not None:
            sys.exit("OpenSMTPD does not start: " + told + server.stdout.read())
        print(json.dumps({"port": port}), flush=True)
        seen = set()
        for _ in sys.stdin:
            while "stat=Delivered" not in (line := server.stdout.readline()):
                if not line:
                    sys.exit("OpenSMTPD ended")
            found = set(glob.glob(folder + "/mail/new/*")) - seen
            seen |= found
            print("\n".join(sorted(found)), flush=True)
    finally:
        server.terminate()
        server.wait()


main()
