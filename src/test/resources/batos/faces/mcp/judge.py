"""Examines the MCP server of batos with the official Python client, 2.x.

judge.py stdio COMMAND...   over standard streams
judge.py http URL KEY       over streamable HTTP
Prints one line `ok WHAT` for each thing that works.
"""
import asyncio
import contextlib
import sys

import anyio
from mcp import ClientSession, StdioServerParameters, types
from mcp.client.stdio import stdio_client


def ok(what, holds, seen):
    print(("ok " if holds else "FAILED ") + what + ("" if holds else f": {seen}"), flush=True)


@contextlib.asynccontextmanager
async def streams():
    if sys.argv[1] == "stdio":
        async with stdio_client(StdioServerParameters(command=sys.argv[2], args=sys.argv[3:])) as two:
            yield two[0], two[1]
    else:
        import httpx2
        from mcp.client.streamable_http import streamable_http_client

        headers = {"Authorization": "Bearer " + sys.argv[3]}
        async with httpx2.AsyncClient(headers=headers, timeout=120) as client:
            async with streamable_http_client(sys.argv[2], http_client=client) as two:
                yield two[0], two[1]


async def main():
    tools_changed, log_updated = asyncio.Event(), asyncio.Event()

    async def heard(message):
        message = getattr(message, "root", message)
        if isinstance(message, types.ToolListChangedNotification):
            tools_changed.set()
        if isinstance(message, types.ResourceUpdatedNotification):
            log_updated.set()

    async with streams() as (read, write):
        async with ClientSession(read, write, message_handler=heard) as session:
            greeting = await session.initialize()
            ok("greeting", greeting.server_info.name == "batos", greeting)
            names = [tool.name for tool in (await session.list_tools()).tools]
            ok("tools", "ask_council" in names and "eval" not in names, names)
            if hasattr(session, "subscribe_resource"):
                await session.subscribe_resource("batos://image/log")
            steps = []

            async def progress(done, total, message):
                steps.append(message)

            answer = await session.call_tool(
                "ask_council", {"question": "slugify 'Hello, World'"}, progress_callback=progress
            )
            ok("council", not answer.is_error and "hello-world" in answer.content[0].text, answer)
            ok("progress", len(steps) > 3, steps)
            with anyio.move_on_after(20):
                await tools_changed.wait()
            ok("list_changed", tools_changed.is_set(), "no notification")
            with anyio.move_on_after(20):
                await log_updated.wait()
            ok("subscription", log_updated.is_set(), "no notification")
            names = [tool.name for tool in (await session.list_tools()).tools]
            ok("forged tool", "slugify" in names, names)
            slug = await session.call_tool("slugify", {"text": "A b C"})
            ok("call", slug.content[0].text == "a-b-c", slug)
            wrong = await session.call_tool("slugify", {"nonsense": 1})
            ok("misfit", wrong.is_error, wrong)
            with anyio.move_on_after(0.05):
                await session.call_tool("ask_council", {"question": "what is honesty?"})
            again = await session.call_tool("call_tool", {"name": "slugify", "arguments": {"text": "x Y"}})
            ok("cancel", again.content[0].text == "x-y", again)
            episode = await session.read_resource("batos://episodes/1")
            ok("resource", "Hello, World" in episode.contents[0].text, episode)
            episodes = await session.read_resource("batos://episodes")
            ok("nothing of the cancelled", "honesty" not in episodes.contents[0].text, episodes)
            templates = await session.list_resource_templates()
            ok("templates", len(templates.resource_templates) == 3, templates)
            prompt = await session.get_prompt("robin", {"question": "why?"})
            ok("prompt", prompt.messages[0].content.text.endswith("why?"), prompt)


asyncio.run(main())
