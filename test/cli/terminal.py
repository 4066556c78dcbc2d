"""Runs a command on a terminal of its own. In comes JSON: argv, cwd, env, columns and steps ([text to wait for, what is
typed then]). Out goes JSON: the exit code, and all that was written to the terminal. Never sleeps: each step waits for its
text in what was written since the step before."""

import fcntl, json, os, pty, re, select, signal, struct, sys, termios, time

HANGS_AFTER_S = 30

spec = json.load(sys.stdin)
pid, terminal = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, spec["columns"], 0, 0))
    os.chdir(spec["cwd"])
    os.execve(spec["argv"][0], spec["argv"], spec["env"])

deadline = time.monotonic() + HANGS_AFTER_S
written = bytearray()


def read():
    """Whether there was more."""
    ready, _, _ = select.select([terminal], [], [], max(0, deadline - time.monotonic()))
    if not ready:
        os.kill(pid, signal.SIGKILL)
        sys.exit(f"hangs, and never wrote what is waited for: {bytes(written[-1000:])!r}")
    try:
        data = os.read(terminal, 65536)
    except OSError:
        return False
    written.extend(data)
    return len(data) > 0


def shown(since):
    text = written[since:].decode("utf-8", "replace")
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", text)


since = 0
for wanted, typed in spec["steps"]:
    while wanted not in shown(since):
        if not read():
            sys.exit(f"ended before {wanted!r}: {bytes(written[-1000:])!r}")
    since = len(written)
    os.write(terminal, typed.encode())
while read():
    pass
_, status = os.waitpid(pid, 0)
json.dump({"code": os.waitstatus_to_exitcode(status), "written": written.decode("utf-8", "replace")}, sys.stdout)
