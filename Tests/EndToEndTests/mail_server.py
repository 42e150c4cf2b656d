"""A mail server on loopback that answers as it is told and keeps what it gets.

mail_server.py FOLDER [ADDRESS=REPLY…]: writes its port to FOLDER/port, each message to FOLDER/N.eml with its envelope in FOLDER/N.json, and the
number of connections to FOLDER/connections. A recipient with a reply gets that one, as 550 or 450; `drop`: the connection ends after the message,
before the answer, the first time; `hold`: no answer until the client is gone, with a line on standard output, the first time. MAIL=553 answers every sender so; LIMIT=2 ends a connection after two messages. Ends when its standard input does.
"""

import asyncio
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
replies = dict(argument.split("=", 1) for argument in sys.argv[2:])
counts = {"connections": 0, "messages": 0}


async def serve(reader, writer):
    counts["connections"] += 1
    (folder / "connections").write_text(str(counts["connections"]))
    sender, recipients, login, served = "", [], "", 0
    limit = int(replies.get("LIMIT", "1000"))

    def say(line):
        writer.write(line.encode() + b"\r\n")

    say("220 test ESMTP")
    while line := (await reader.readline()).decode().rstrip("\r\n"):
        word = line.split(" ")[0].upper()
        address = line[line.find("<") + 1 : line.find(">")]
        if word == "EHLO":
            say("250-test")
            say("250 AUTH PLAIN")
        elif word == "AUTH":
            if len(line.split(" ")) < 3:
                say("334 ")
                await writer.drain()
                await reader.readline()
            login = line
            say("235 welcome")
        elif word == "MAIL":
            sender, recipients = address, []
            served += 1
            say("421 enough" if served > limit else replies.get("MAIL", "250") + " answer")
            if served > limit:
                await writer.drain()
                break
        elif word == "RCPT":
            reply = replies.get(address, "250")
            if reply in ("drop", "hold"):
                reply = "250"
            if reply == "250":
                recipients.append(address)
            say(f"{reply} answer for <{address}>")
        elif word == "DATA":
            say("354 go on")
            body = b""
            while (row := await reader.readline()) != b".\r\n":
                body += row[1:] if row.startswith(b"..") else row
            counts["messages"] += 1
            name = str(counts["messages"])
            (folder / f"{name}.eml").write_bytes(body)
            (folder / f"{name}.json").write_text(json.dumps({"from": sender, "to": recipients, "login": bool(login)}))
            if any(replies.get(address) == "hold" for address in recipients):
                replies.clear()
                print("held", flush=True)
                await reader.read()
                break
            if any(replies.get(address) == "drop" for address in recipients):
                for address in recipients:
                    replies.pop(address, None)
                break
            say("250 kept")
        elif word == "QUIT":
            say("221 bye")
            break
        else:
            say("250 ok")
        await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    (folder / "port.new").write_text(str(port))
    (folder / "port.new").rename(folder / "port")
    print(port, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
