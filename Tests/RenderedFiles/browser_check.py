"""Opens pages in a headless browser for the report tests.

browser_check.py PAGE...  prints for each page, as JSON: the width of its content in windows of several widths and on paper, the pages it
                          prints to, what it asked of the network, what it complained of, and what axe finds against WCAG 2.2 AA
"""

import concurrent.futures
import json
import os
import re
import signal
import subprocess
import sys
import tempfile

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

BROWSER = os.environ.get("INCASSO_CHROMIUM", "/usr/bin/chromium")
WIDTHS = (375, 768, 1280)
# A4 landscape inside margins of 12 mm, at 96 pixels an inch.
PAPER_WIDTH = 1031
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
SIZES = {"runOnly": {"type": "rule", "values": ["target-size", "meta-viewport", "scrollable-region-focusable"]}, "resultTypes": ["violations"]}
# What reaches beyond the window, outside of containers that scroll by themselves.
BEYOND = """() => [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1
    && !e.closest(".scroll") && e.getBoundingClientRect().width > 0).slice(0, 5).map(e => e.tagName + "." + e.className)"""


# Tables that scroll by themselves.
SCROLLING = """() => [...document.querySelectorAll(".scroll")].filter(e => e.scrollWidth > e.clientWidth + 1)
    .map(e => e.querySelector("table").id)"""


def axe(tab, options, place):
    found = tab.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    return [
        {"place": place, "rule": each["id"], "count": len(each["nodes"]), "target": str(each["nodes"][0]["target"]),
         "summary": each["nodes"][0]["failureSummary"]}
        for each in found
    ]


def paper(tab):
    """Pages and size of the printed page."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.pdf")
        tab.pdf(path=path, prefer_css_page_size=True, print_background=True)
        told = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    pages = int(re.search(r"Pages:\s+(\d+)", told).group(1))
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", told)
    return {"pages": pages, "width": round(float(size.group(1))), "height": round(float(size.group(2)))}


def check(path):
    result = {"path": path, "layouts": [], "findings": [], "requests": [], "messages": []}
    address = "file://" + os.path.abspath(path)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        tab = browser.new_page()
        tab.on("request", lambda request: request.url == address or result["requests"].append(request.url))
        tab.on("console", lambda message: result["messages"].append(message.text))
        tab.on("pageerror", lambda error: result["messages"].append(str(error)))
        tab.goto(address)
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 900})
            content = tab.evaluate("document.documentElement.scrollWidth")
            result["layouts"].append({"width": width, "content": content, "beyond": tab.evaluate(BEYOND), "scrolling": tab.evaluate(SCROLLING)})
        tab.evaluate(AXE_SCRIPT)
        result["findings"] += axe(tab, RULES, "light")
        tab.emulate_media(color_scheme="dark")
        result["findings"] += axe(tab, CONTRAST, "dark")
        tab.set_viewport_size({"width": WIDTHS[0], "height": 900})
        result["findings"] += axe(tab, SIZES, "phone")
        tab.emulate_media(media="print", color_scheme="light")
        tab.set_viewport_size({"width": PAPER_WIDTH, "height": 726})
        content = tab.evaluate("document.documentElement.scrollWidth")
        result["layouts"].append({"width": PAPER_WIDTH, "content": content, "beyond": [], "scrolling": []})
        result["paper"] = paper(tab)
        browser.close()
    return result


if __name__ == "__main__":
    # A test runner may start programs with signals blocked, and what is to be stopped by one would then never end.
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        json.dump(list(pool.map(check, sys.argv[1:])), sys.stdout)
