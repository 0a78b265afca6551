"""The official client of the Model Context Protocol, told by lines of JSON what to do.

Arguments: the mode (auto, legacy), then the server's command. Each line is {"do": ..., ...}; each
gets a line of JSON. Lines with an equal "at" are done at the same time.
"""

import asyncio
import json
import sys

from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client


async def done(client, line):
    what = line["do"]
    if what == "call":
        heard = []

        async def progress(step, total, message):
            heard.append(message)

        result = await client.call_tool(line["tool"], line.get("arguments", {}), progress_callback=progress)
        return {"text": result.content[0].text, "structure": result.structured_content,
                "failed": bool(result.is_error), "progress": heard}
    if what == "tools":
        return {"names": [tool.name for tool in (await client.list_tools()).tools]}
    if what == "resources":
        return {"uris": [str(each.uri) for each in (await client.list_resources()).resources]}
    if what == "read":
        return {"text": (await client.read_resource(line["uri"])).contents[0].text}
    if what == "prompts":
        return {"names": [each.name for each in (await client.list_prompts()).prompts]}
    if what == "prompt":
        result = await client.get_prompt(line["name"], line.get("arguments"))
        return {"text": result.messages[0].content.text}
    if what == "version":
        return {"version": client.protocol_version, "server": client.server_info.name if client.server_info else None}
    if what == "give up":
        task = asyncio.create_task(client.call_tool(line["tool"], line.get("arguments", {})))
        await asyncio.sleep(line["seconds"])
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return {"cancelled": True}
        return {"cancelled": False}
    raise ValueError(what)


async def tried(client, line):
    try:
        return await done(client, line)
    except Exception as e:
        return {"error": str(e)}


async def main():
    mode, command, *args = sys.argv[1:]
    server = StdioServerParameters(command=command, args=args, env={"HOME": "/dev/null"})
    loop = asyncio.get_running_loop()
    async with Client(stdio_client(server), mode=mode) as client:
        while True:
            text = await loop.run_in_executor(None, sys.stdin.readline)
            if not text:
                return
            lines = json.loads(text)
            answers = await asyncio.gather(*(tried(client, line) for line in lines))
            print(json.dumps(answers), flush=True)


asyncio.run(main())
