"""The ACP project's own Python library as the editor: every message is checked by its models.

acp_judge.py COMMAND...   prints one line for each thing that held, and fails at the first that does not
"""
import asyncio
import sys

from acp import PROTOCOL_VERSION, Client, RequestError, embedded_text_resource, text_block
from acp import RequestPermissionResponse, resource_block, spawn_agent_process
from acp.schema import AllowedOutcome, DeniedOutcome


class Editor(Client):
    def __init__(self):
        self.updates, self.asked, self.allow = [], [], True

    async def request_permission(self, session_id, tool_call, options, **kwargs):
        self.asked.append((tool_call, options))
        kind = "allow_once" if self.allow else "reject_once"
        chosen = next(o.option_id for o in options if o.kind == kind)
        return RequestPermissionResponse(outcome=AllowedOutcome(outcome="selected", option_id=chosen))

    async def session_update(self, session_id, update, **kwargs):
        self.updates.append(update)

    def take(self, kind):
        return [u for u in self.updates if u.session_update == kind]

    def text(self, kind="agent_message_chunk"):
        return "".join(u.content.text for u in self.take(kind))


def held(what, condition, shown=""):
    if not condition:
        sys.exit(f"does not hold: {what} {shown}")
    print("held:", what)


async def main(command):
    editor = Editor()
    async with spawn_agent_process(editor, *command) as (agent, process):
        hello = await agent.initialize(protocol_version=PROTOCOL_VERSION)
        held("initialize", hello.protocol_version == 1 and hello.agent_capabilities.load_session)
        session = await agent.new_session(cwd="/tmp", mcp_servers=[])
        held("session/new with modes", session.modes.current_mode_id == "council")
        id = session.session_id

        end = await agent.prompt(session_id=id, prompt=[text_block("slugify 'Hello, World'")])
        held("session/prompt", end.stop_reason == "end_turn", end)
        held("message chunks", "hello-world" in editor.text(), editor.text())
        held("thought chunks", "BRICK" in editor.text("agent_thought_chunk"))
        held("a permission was asked for", len(editor.asked) == 1 and "slugify" in editor.asked[0][0].title)
        held("and for nothing of the codex", "codex" not in str(editor.asked).lower())
        calls = editor.take("tool_call")
        held("tool calls", [c.title for c in calls] == ["make the tool slugify", "slugify"], calls)
        done = {u.tool_call_id: u.status for u in editor.take("tool_call_update")}
        held("tool call updates", set(done.values()) == {"completed"} and len(done) == 2, done)
        plans = editor.take("plan")
        held("plan", plans and all(e.status == "completed" for e in plans[-1].entries), plans[-1:])

        editor.updates.clear()
        await agent.set_session_mode(session_id=id, mode_id="robin")
        file = resource_block(embedded_text_resource("file:///tmp/a.py", "print(1)"))
        end = await agent.prompt(session_id=id, prompt=[text_block("hello there"), file])
        held("a mode is a persona, a file stands beside", end.stop_reason == "end_turn" and editor.text())

        editor.updates.clear()
        await agent.load_session(cwd="/tmp", session_id=id, mcp_servers=[])
        held("session/load tells it again", editor.text("user_message_chunk").startswith("slugify"))
        listed = await agent.list_sessions()
        held("session/list", [s.session_id for s in listed.sessions] == [id], listed)

        editor.updates.clear()
        editor.allow = False
        other = await agent.new_session(cwd="/tmp", mcp_servers=[])
        end = await agent.prompt(session_id=other.session_id, prompt=[text_block("reverse: palindrome")])
        failed = [u.status for u in editor.take("tool_call_update")]
        held("a tool that is not allowed is not made", end.stop_reason == "end_turn" and failed == ["failed"], failed)

        for bad in (
            lambda: agent.prompt(session_id="sess_none", prompt=[text_block("x")]),
            lambda: agent.prompt(session_id=id, prompt=[]),
            lambda: agent.load_session(cwd="/tmp", session_id="sess_none", mcp_servers=[]),
            lambda: agent.set_session_mode(session_id=id, mode_id="joker"),
        ):
            try:
                await bad()
                held("a bad request is refused", False)
            except RequestError as error:
                held(f"a bad request is refused ({error})", error.code in (-32602, -32002))


asyncio.run(asyncio.wait_for(main(sys.argv[1:]), 240))
