"""A start on a real terminal loads what it needs and no more."""

from pathlib import Path

import pytest

from tests.tui.terminal import on_terminal


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells what a process has loaded")
def test_a_dashboard_has_loaded_no_tls(log) -> None:
    with on_terminal("--db", str(log), "dashboard", size=(120, 40)) as terminal:
        terminal.until("1 Relations 23")
        loaded = Path(f"/proc/{terminal.program.pid}/maps").read_text("utf-8")
        assert "_ssl" not in loaded
        assert "libssl" not in loaded
        assert "python" in loaded
